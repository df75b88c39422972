// SPDX-License-Identifier: MIT
// Durations on the command line always carry a unit: 5s, 500ms, 16.7ms, 250us, 2min.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace janklab {

/// `option` names the option in the sentence of an error. Negative, infinite and unit-less ones are errors.
Result<Duration> parse_duration(std::string_view text, std::string_view option);

}  // namespace janklab
