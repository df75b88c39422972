// SPDX-License-Identifier: MIT
// Witness cases of inline layout: contents with the rectangles of all their parts that Chromium gives them, one JSON
// object a line, as golden/make_inline_golden.mjs tells them.
#pragma once

#include <string_view>

#include "layout/witness.h"

namespace janklab {

/// Lays one case out and compares, to half a pixel.
WitnessResult check_inline_witness(std::string_view json_line);

}  // namespace janklab
