// SPDX-License-Identifier: MIT
// One side of a box from the other, by its aspect ratio; also where only styles tell that side, as intrinsic widths are
// asked for before anything has a height. Page thread. https://drafts.csswg.org/css-sizing-4/#aspect-ratio
#pragma once

#include "layout/sizing.h"

namespace janklab {

/// Of a box with an aspect ratio: one side of the border box from the other.
float width_by_ratio(const LayoutBox& box, float height, const PixelEdges& frame);
float height_by_ratio(const LayoutBox& box, float width, const PixelEdges& frame);
/// Of a box with an aspect ratio and an automatic height: within the limits of the width, and within those of the
/// height, where they are definite, seen through the ratio.
/// https://drafts.csswg.org/css-sizing-4/#aspect-ratio-size-transfers
float within_transferred_widths(LayoutBox& box, float size, const HeightRoom& room, const PixelEdges& frame,
                                float filled = indefinite);
/// As width_by_ratio, of an automatic or intrinsic width: at least that of the contents. Its limits do not count yet.
/// Where the height is not known but found, its own limits limit the contents.
float width_of_ratio(LayoutBox& box, float height, float available_width, const PixelEdges& frame,
                     bool height_is_known = true);

// -- before layout
// -----------------------------------------------------------------------------------------------------

/// What percentages of the box's heights refer to, as far as its parent's style tells; else indefinite.
float percentage_base_by_style(const LayoutBox& box);
/// The border box's height as far as styles tell; else indefinite. `base`: what percentages are of; `frame`: its own,
/// above and below.
float height_by_style(const LayoutBox& box, float base, float frame);
/// Of a box with a ratio whose height is known so: the width that follows. Else indefinite.
float width_by_style_of_height(LayoutBox& box, float available_width);
/// Of a box with an aspect ratio: limits of the height limit intrinsic widths. `base`: what percentages of heights are
/// of. https://drafts.csswg.org/css-sizing-4/#aspect-ratio-size-transfers
void limit_through_ratio(const LayoutBox& box, IntrinsicWidths& widths, const PixelEdges& frame,
                         float base = indefinite);

}  // namespace janklab
