// SPDX-License-Identifier: MIT
// Scrollable overflow: how far the contents of a box reach, and over which part of them a scroll container can scroll.
// Found when it is asked for, from what was arranged since; the rest is remembered. Page thread.
// https://drafts.csswg.org/css-overflow-3/#scrollable
#pragma once

#include <algorithm>

#include "base/geometry.h"
#include "layout/layout_box.h"

namespace janklab {

/// The body stands for the viewport, which scrolls the whole page.
inline bool is_scroll_container(const LayoutBox& box) { return !box.parent || box.clips(); }

/// What is seen through: the padding box, of the body the viewport. From the corner of the border box, of the body from
/// that of the viewport.
Rect scrollport(const LayoutBox& box);
/// All that can be scrolled into the port, from the port's corner: at least the port. What lies before the beginning
/// (left of it and above, from right to left right of it) cannot be reached.
Rect scroll_area(LayoutBox& box);
/// The positions that scrolling can have; {0, 0} is one of them.
struct ScrollRange {
    Point min, max;
    constexpr Point clamp(Point position) const {
        return {std::clamp(position.x, min.x, max.x), std::clamp(position.y, min.y, max.y)};
    }
    friend bool operator==(const ScrollRange&, const ScrollRange&) = default;
};
ScrollRange scroll_range(LayoutBox& box);

/// Along which axes a person can scroll; a script can along both. Of the viewport, `visible` means `auto`.
struct ScrollAxes {
    bool x = false, y = false;
    bool any() const { return x || y; }
};
ScrollAxes axes_for_people(const LayoutBox& box);
/// The box around `box` to which scrolling goes on when that is at its end: the one that moves it, so not all that an
/// absolute or fixed box stands in. Null after the root.
LayoutBox* next_in_scroll_chain(const LayoutBox& box);

/// Takes note of what layout arranged. In layout() before anybody asks.
void take_over_overflow(LayoutTree& tree);
/// The transform of `box` changed: it reaches elsewhere.
void note_transformed(LayoutBox& box);

}  // namespace janklab
