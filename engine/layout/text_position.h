// SPDX-License-Identifier: MIT
// Where the characters of a text control stand: the caret at an offset, the offset under a point, the rectangles of a
// selection. Layout must be up to date; nothing here forces one. Coordinates are CSS pixels of the control's border
// box, unscrolled. Page thread. https://www.w3.org/TR/css-ui-4/#insertion-caret
#pragma once

#include <cstddef>
#include <vector>

#include "base/geometry.h"

namespace janklab {

struct LayoutBox;

inline constexpr float caret_width = 1;  // CSS pixels

/// Without width. Behind a line that was broken the caret stands before what
/// follows, at the beginning of the next line.
Rect caret_rect(const LayoutBox& control, std::size_t offset);
/// Of the gap between two characters that is nearest to the point.
std::size_t text_offset_at(const LayoutBox& control, Point point);
/// One for each line. `into` is cleared first and its capacity reused.
void selection_rects(const LayoutBox& control, std::size_t start, std::size_t end, std::vector<Rect>& into);
/// Where the control shows its text: the padding box; with one line not beyond its content box to the left and right,
/// but for the caret. Of the border box, not scrolled.
Rect text_window(const LayoutBox& control);
/// By how much the control must be scrolled so that the caret at `rect` is within its text_window.
Point scroll_to_show(const LayoutBox& control, const Rect& rect);

}  // namespace janklab
