// SPDX-License-Identifier: MIT
// ErrorReport: what is known of an error that a callback let out.
#pragma once

#include "base/ids.h"
#include "base/name.h"

namespace janklab {

/// `message` lives during the call only.
struct ErrorReport {
    const char* message;
    WorkId work;  // the task, microtask or callback
    Name name;    // of it
};

}  // namespace janklab
