// SPDX-License-Identifier: MIT
#include "paint/recorded_scrolling.h"

#include "layout/geometry.h"
#include "layout/layout_tree.h"
#include "layout/paint_order.h"

namespace janklab {

bool sticks_on_display(const LayoutBox& box) {
    const LayoutBox* scroller = box.sticky ? sticks_to(box) : nullptr;
    return scroller && scroller->scrolls_on_display;
}

Point recorded_children_origin(const LayoutBox& box, Point origin) {
    return box.scrolls_on_display ? origin : children_origin(box, origin);
}

Point recorded_shift(const LayoutBox& box) {
    if (sticks_on_display(box)) return {};
    if (!box.is_absolute()) return rendering_shift(box);
    // As in rendering_shift(): back by what moves the boxes between it and its containing block.
    Point shift;
    const LayoutBox& container = containing_block(box);
    const bool to_the_viewport = box.style->position == Position::fixed && !container.parent;
    for (const LayoutBox* at = box.parent; at; at = at->parent) {
        if (at == &container && !to_the_viewport) break;
        if (!at->scrolls_on_display) shift = shift + scroll_of(*at);
        if (at->sticky || at->is_absolute()) shift = shift - recorded_shift(*at);
    }
    return shift;
}

std::uint16_t levels_left_by(std::span<const OpenLevel> open, const LayoutBox& absolute) {
    std::size_t count = 0;
    while (count < open.size() && is_left_by(*open[open.size() - 1 - count].box, absolute)) ++count;
    return static_cast<std::uint16_t>(count);
}

}  // namespace janklab
