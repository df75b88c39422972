// SPDX-License-Identifier: MIT
// Geometry after layout, without forcing one: places in the viewport, extents of contents. Page thread.
#pragma once

#include <optional>

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
/// The point of the border box (0,0 its corner) that is seen there; nothing where the box is seen edge on.
std::optional<Point> from_viewport(const LayoutBox& box, Point point);
/// The smallest upright rectangle around the transformed one; clamped to finite numbers.
Rect bounds_of(const Transform& transform, const Rect& rect);
/// The border box in the viewport.
Rect rect_in_viewport(const LayoutBox& box);
/// Calls `visit(index, end)` for each part of an inline box: its fragment, and behind the last one that is in it.
template <class Visit>
void for_each_part_in(const Paragraph& paragraph, const LayoutBox& box, Visit visit) {
    for (std::uint32_t i = paragraph.items()[box.known->inline_item].fragment; i != no_fragment;) {
        const InlineFragment& part = paragraph.fragments[i];
        visit(i, part.end);
        i = part.next_of_box;
    }
}
/// Calls `visit(rect)` for each part of the border box: of an inline box one a line, else the whole. From the corner of
/// the border box.
template <class Visit>
void for_each_part(const LayoutBox& box, Visit visit) {
    if (!box.is_inline_box()) return visit(Rect{0, 0, box.rect.width, box.rect.height});
    const Paragraph& paragraph = *block_container(box).paragraph;
    for_each_part_in(paragraph, box, [&](std::uint32_t part, std::uint32_t) {
        visit(paragraph.fragments[part].rect.moved_by(Point{} - box.known->inline_corner));
    });
}
/// Of the layout that the box is part of.
Size viewport_of(const LayoutBox& box);
/// Content box: from the corner of the border box.
Rect content_rect(const LayoutBox& box);
void clamp_scroll_position(Element& element);

}  // namespace janklab
