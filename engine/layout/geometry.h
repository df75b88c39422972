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
/// From the box's border box (0,0 its corner) to the viewport, through scrolling and transforms.
Transform to_viewport(const LayoutBox& box);
/// The smallest upright rectangle around the transformed one; clamped to finite numbers.
Rect bounds_of(const Transform& transform, const Rect& rect);
/// The border box in the viewport.
Rect rect_in_viewport(const LayoutBox& box);
/// Of the layout that the box is part of.
Size viewport_of(const LayoutBox& box);
/// Content box: from the corner of the border box.
Rect content_rect(const LayoutBox& box);
/// How far the contents reach from the padding box's corner, right and down; at least the padding box.
Size contents_extent(const LayoutBox& box);
/// How far it can scroll at most.
Point scroll_limit(const LayoutBox& box);
void clamp_scroll_position(Element& element);

}  // namespace janklab
