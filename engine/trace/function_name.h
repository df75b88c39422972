// SPDX-License-Identifier: MIT
// From a compiler's long name of a function to the one that people call it by. Pure.
#pragma once

#include <string_view>

namespace janklab {

/// "move" for "void app::{anonymous}::move(Box&, int)", and also for the lambdas inside it. `pretty` is what
/// std::source_location::function_name() says; the result is a part of it, or all of it if it is of no known form.
std::string_view short_function_name(std::string_view pretty);

}  // namespace janklab
