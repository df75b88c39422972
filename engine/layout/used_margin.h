// SPDX-License-Identifier: MIT
// The margins that boxes have in the end: what automatic ones took of the room around. Layout does not keep them; they
// are found again from the rectangles. Page thread, with layout up to date.
#pragma once

#include "layout/layout_box.h"

namespace janklab {

/// As getComputedStyle() tells margins of a box that is shown. Deviations: automatic margins across the lines of a flex
/// container that wraps count as 0, negative ones as well, and what is over-constrained stays as the style has it.
/// https://drafts.csswg.org/cssom/#resolved-values
PixelEdges used_margin(const LayoutBox& box);

}  // namespace janklab
