// SPDX-License-Identifier: MIT
// Geometry after layout, without forcing one: places in the viewport, extents of contents. Page thread.
#pragma once

#include "base/geometry.h"
#include "layout/layout_box.h"

namespace janklab {

/// About which the box is transformed, for a border box at `corner`.
Point transform_origin(const LayoutBox& box, Point corner);
/// The matrix of the box's own transform about its origin, for a border box at `corner`.
Transform transform_about_origin(const LayoutBox& box, Point corner);
/// By how much the contents of a scroll container are moved; of the body: the whole page.
Point scroll_of(const LayoutBox& box);
/// What moves a box besides its rectangle, the transforms and the scrolling around it: a sticky box its shift; an
/// out-of-flow box takes back what moves the boxes between it and its containing block.
Point rendering_shift(const LayoutBox& box);
/// Of the border box, in the parent's or in the viewport, after scrolling, before the box's own shift and transform.
Point scrolled_corner(const LayoutBox& box);
/// From the box's border box (0,0 its corner) to the viewport, through scrolling, sticking and transforms.
Transform to_viewport(const LayoutBox& box);
/// The smallest upright rectangle around the transformed one; clamped to finite numbers.
Rect bounds_of(const Transform& transform, const Rect& rect);
/// The border box in the viewport.
Rect rect_in_viewport(const LayoutBox& box);
/// Of the layout that the box is part of.
Size viewport_of(const LayoutBox& box);
/// Content box: from the corner of the border box.
Rect content_rect(const LayoutBox& box);
void clamp_scroll_position(Element& element);

}  // namespace janklab
