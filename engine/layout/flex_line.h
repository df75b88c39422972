// SPDX-License-Identifier: MIT
// The pure parts of the flex algorithm: sharing free space among the items of one line, and aligning. Numbers in, numbers
// out. Page thread. https://drafts.csswg.org/css-flexbox-1/#resolve-flexible-lengths
#pragma once

#include <span>

#include "layout/flex_item.h"

namespace janklab {

/// Finds the target main size of each item of a line in a container of `main_size`.
void resolve_flexible_lengths(std::span<FlexItem> items, const FlexLine& line, float main_size, float gap);

/// Where the first item begins, and what comes between two besides the gap.
struct Distribution {
    float before = 0, between = 0;
};
/// justify-content. Negative `left_over`: `center` and `end` overflow at the start, the space-* values do not.
Distribution distribute(Justify justify, float left_over, int items);
/// align-items, align-self, align-content: how far from the start. Stretched things are at the start.
float aligned(Align align, float left_over);

}  // namespace janklab
