// SPDX-License-Identifier: MIT
// "demos/long_task.cpp:41": how a place in the source is written for people and in files.
#pragma once

#include <string>

#include "base/name.h"

namespace janklab {

inline bool has_place(const Name& name) { return static_cast<bool>(name.where); }

/// Empty where the name has no place.
inline std::string place_of(const Name& name) {
    if (!has_place(name)) return {};
    return std::string(name.where.file()) + ":" + std::to_string(name.where.line());
}

}  // namespace janklab
