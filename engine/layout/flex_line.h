// SPDX-License-Identifier: MIT
// The pure parts of the flex algorithm: sharing free space among the items of one line, and aligning. Numbers in,
// numbers out. Page thread. https://drafts.csswg.org/css-flexbox-1/#resolve-flexible-lengths
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
/// justify-content, from main-start on. `reversed`: main-start is where the text's end is. Negative `left_over`:
/// `center` and the ends overflow at the start, the space-* values and what is safe do not.
Distribution distribute(Alignment<Justify> justify, bool reversed, float left_over, int items);
/// What left and right mean in a container: both are start where its main axis is not theirs.
inline Alignment<Justify> resolved_justify(Alignment<Justify> justify, bool row, bool rtl) {
    const bool is_left = justify.keyword == Justify::left, is_right = justify.keyword == Justify::right;
    if (is_left || is_right) justify.keyword = row && is_right != rtl ? Justify::end : Justify::start;
    return justify;
}
/// align-content, likewise for lines. Stretched lines begin at the start.
Distribution distribute_lines(Alignment<Align> align, bool reversed, float left_over, int lines);
/// What self-start and self-end mean in a container: `turned`: the item's direction is not the column's.
inline Alignment<Align> resolved_align(Alignment<Align> align, bool turned) {
    const bool is_start = align.keyword == Align::self_start, is_end = align.keyword == Align::self_end;
    if (is_start || is_end) align.keyword = is_start == turned ? Align::end : Align::start;
    return align;
}
/// align-items, align-self: how far from cross-start.
inline float aligned(Alignment<Align> align, bool reversed, float left_over) {
    if (left_over < 0 && align.overflow == OverflowAlignment::safe) align = Align::start;
    switch (align.keyword) {
        case Align::center:
            return left_over / 2;
        case Align::flex_end:
            return left_over;
        case Align::end:
            return reversed ? 0 : left_over;
        case Align::start:
            return reversed ? left_over : 0;
        default:
            return 0;
    }
}

}  // namespace janklab
