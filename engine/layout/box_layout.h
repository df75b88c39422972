// SPDX-License-Identifier: MIT
// How boxes are laid out, inside engine/layout: one entry for all kinds, and the algorithms behind it. Measuring finds a
// size and writes no rectangle; arranging writes the rectangles of everything in the box. Each box is measured and
// arranged at most once for the same constraints, so that nested containers cost linear time. Page thread.
#pragma once

#include "layout/layout_box.h"

namespace janklab {

enum class Pass : std::uint8_t { measure, arrange };

/// The border box's size. After Pass::arrange also box.rect's size and everything inside.
Size layout_box(LayoutBox& box, const BoxConstraints& constraints, Pass pass);

// -- sizes (sizing.cpp) ------------------------------------------------------------------------------------------------

/// Padding and border; percentages are of the containing block's width.
PixelEdges frame_of(const LayoutBox& box, float available_width);
/// Automatic margins are 0.
PixelEdges margin_of(const LayoutBox& box, float available_width);
/// A width or height of the style as a border-box size; indefinite for auto, and for percentages of nothing.
float border_box_length(const LayoutBox& box, Length length, float base, float frame);
/// `size` within a minimum and maximum of the style, and at least the frame.
float within(const LayoutBox& box, float size, Length min, Length max, float base, float frame);
/// Fills in box.min_content and max_content: border-box widths as if the width were auto.
void find_intrinsic_widths(LayoutBox& box);
/// What the box asks of a parent that sizes itself by its contents: the style's width, else the intrinsic one, within
/// min and max, with margins. Percentages count as auto, or 0 for margins and padding.
struct Contribution {
    float min = 0, max = 0;
};
Contribution width_contribution(LayoutBox& box);

// -- what is inside a box ----------------------------------------------------------------------------------------------

/// The content box of the container, and what its height may become.
struct ContentArea {
    float width = 0;
    float height = indefinite;       // definite, or indefinite
    float min_height = 0;            // limits of an automatic height
    float max_height = largest_length;
    float percent_height = indefinite;  // what the children's percentages refer to
    PixelEdges frame;                // of the container
};
/// Both return the height that the contents take, which is the content height if area.height is indefinite.
float layout_block_contents(LayoutBox& box, const ContentArea& area, Pass pass);
float layout_flex_contents(LayoutBox& box, const ContentArea& area, Pass pass);
/// Arranges the absolute boxes that refer to `box`, which has its size.
void arrange_absolute_boxes(LayoutBox& box);
void arrange_absolute_box(LayoutBox& absolute);
/// By how much a relative box is moved from its place.
Point relative_offset(const LayoutBox& box, const ContentArea& area);

}  // namespace janklab
