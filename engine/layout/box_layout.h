// SPDX-License-Identifier: MIT
// How boxes are laid out, inside engine/layout: one entry for all kinds, and the algorithms behind it. Measuring finds
// a size and writes no rectangle; arranging writes the rectangles of everything in the box. Each box is measured and
// arranged at most once for the same constraints, so that nested containers cost linear time. Page thread.
#pragma once

#include "layout/layout_box.h"

namespace janklab {

enum class Pass : std::uint8_t { measure, arrange };

/// The border box's size. After Pass::arrange also box.rect's size and everything inside.
Size layout_box(LayoutBox& box, const BoxConstraints& constraints, Pass pass);

// -- sizes (sizing.cpp)
// ------------------------------------------------------------------------------------------------

/// Padding and border; percentages are of the containing block's width.
PixelEdges frame_of(const LayoutBox& box, float available_width);
/// Automatic margins are 0.
PixelEdges margin_of(const LayoutBox& box, float available_width);
/// A width or height of the style as a border-box size; indefinite for keywords, and for percentages of nothing.
float border_box_length(const LayoutBox& box, Length length, float base, float frame);
/// A width of the style likewise; min-content and its like are those of `box`.
float border_box_width(LayoutBox& box, Length length, float available_width, float frame);
/// `size` within the style's minimum and maximum, and at least the frame.
float within_widths(LayoutBox& box, float size, float available_width, float frame);
float within_heights(const LayoutBox& box, float size, float percent_height, float frame);
/// Of a box with an aspect ratio: one side of the border box from the other.
float width_by_ratio(const LayoutBox& box, float height, const PixelEdges& frame);
float height_by_ratio(const LayoutBox& box, float width, const PixelEdges& frame);
/// As wide as the contents, but not wider than `room` if they can be broken.
float fitting_width(LayoutBox& box, float room);
/// Fills in box.min_content and max_content: border-box widths as if the width were auto.
void find_intrinsic_widths(LayoutBox& box);
/// What the box asks of a parent that sizes itself by its contents: the style's width, else the intrinsic one, within
/// min and max, with margins. Percentages count as auto, or 0 for margins and padding.
struct Contribution {
    float min = 0, max = 0;
};
Contribution width_contribution(LayoutBox& box);

// -- what is inside a box
// ----------------------------------------------------------------------------------------------

/// The content box of the container, and what its height may become.
struct ContentArea {
    float width = 0;
    float height = indefinite;  // definite, or indefinite
    float min_height = 0;       // limits of an automatic height
    float max_height = largest_length;
    float percent_height = indefinite;  // what the children's percentages refer to
    PixelEdges frame;                   // of the container
    bool wants_baseline = false;
};
inline constexpr float no_baseline = -largest_length;
struct Contents {
    float height = 0;              // the content height if area.height is indefinite
    float baseline = no_baseline;  // the first one, from the top of the border box; only if it was wanted
};
Contents layout_block_contents(LayoutBox& box, const ContentArea& area, Pass pass);
Contents layout_flex_contents(LayoutBox& box, const ContentArea& area, Pass pass);
/// The content width that the columns of a multi-line column container take beside each other, with contents at their
/// largest; `height` of its content box, or indefinite.
float width_of_columns(LayoutBox& box, float height);
/// Its contents' margins do not touch its own.
bool is_formatting_root(const LayoutBox& box);
/// Arranges the absolute boxes that refer to `box`, which has its size.
void arrange_absolute_boxes(LayoutBox& box);
void arrange_absolute_box(LayoutBox& absolute);
/// By how much a relative box is moved from its place.
Point relative_offset(const LayoutBox& box, const ContentArea& area);

}  // namespace janklab
