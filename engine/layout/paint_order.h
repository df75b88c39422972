// SPDX-License-Identifier: MIT
// Painting order, shared by paint (forwards) and hit testing (backwards), so that both agree on what is on top. Page
// thread. https://drafts.csswg.org/css2/#painting-order. Deviations: a box that clips, and a positioned box without
// z-index, are stacking contexts: what is inside stays inside.
#pragma once

#include <cstdint>
#include <vector>

#include "layout/layout_box.h"

namespace janklab {

/// Painted above its stacking context's flow, or below it, in the order of z-index: positioned boxes, flex items with a
/// z-index, and layers.
bool is_stacked(const LayoutBox& box);
/// What is stacked inside is ordered among itself.
inline bool is_stacking_context(const LayoutBox& box) { return !box.parent || box.clips() || is_stacked(box); }
/// Painted in one piece at its place in the flow, after the backgrounds of the blocks around it.
inline bool is_atomic(const LayoutBox& box) {
    return box.clips() || box.role == InlineRole::atomic || (box.parent && box.parent->is_flex_container());
}
inline int z_index(const LayoutBox& box) { return box.style->z_index.value_or(0); }

struct StackedBox {
    LayoutBox* box = nullptr;
    Point origin;             // of its border box, in the coordinates of its stacking context
    std::uint32_t order = 0;  // in the tree
};
/// Adds the stacked boxes that belong to the stacking context `box`, whose children are placed from `corner` on
/// (children_origin()), from bottom to top; sticky ones where they are in flow. Returns the index of the first one;
/// those with negative z-index come first.
std::size_t add_stacked_boxes(const LayoutBox& box, Point corner, std::vector<StackedBox>& into);
/// The same for paint, which has been told of every change: where nothing was found the last time and nothing has
/// changed since, it does not look.
std::size_t add_stacked_boxes_again(const LayoutBox& box, Point corner, std::vector<StackedBox>& into);

/// Where the border boxes of the children are measured from: the corner of the border box, moved by scrolling.
/// The body is moved as a whole.
Point children_origin(const LayoutBox& box, Point origin);
/// The padding box, to which contents are clipped.
inline Rect clip_rect(const LayoutBox& box, Point origin) {
    const PixelEdges& border = box.style->border.width;
    return {origin.x + border.left, origin.y + border.top, box.rect.width - border.horizontal(),
            box.rect.height - border.vertical()};
}

}  // namespace janklab
