// SPDX-License-Identifier: MIT
#include "paint/recorded_scrolling.h"

#include "layout/geometry.h"
#include "layout/layout_tree.h"
#include "layout/paint_order.h"
#include "style/element_style.h"

namespace janklab {
namespace {

bool sticks_on_display(const LayoutBox& box) {
    const LayoutBox* scroller = box.sticky ? sticks_to(box) : nullptr;
    return scroller && scroller->scrolls_on_display;
}

}  // namespace

Point recorded_children_origin(const LayoutBox& box, Point origin) {
    return box.scrolls_on_display ? origin : children_origin(box, origin);
}

RecordedShift recorded_shift(const LayoutBox& box) {
    if (sticks_on_display(box)) return {.item = {.sticky = layer_id(box.element())}};
    if (!box.is_absolute()) return {.by = rendering_shift(box)};
    // As in rendering_shift(): back by what moves the boxes between it and its containing block.
    RecordedShift shift;
    const LayoutBox& container = containing_block(box);
    const bool to_the_viewport = box.style->position == Position::fixed && !container.parent;
    for (const LayoutBox* at = box.parent; at; at = at->parent) {
        if (at == &container && !to_the_viewport) break;
        if (at->scrolls_on_display) ++shift.item.levels;
        else shift.by = shift.by + scroll_of(*at);
        if (!at->sticky && !at->is_absolute()) continue;
        const RecordedShift outer = recorded_shift(*at);
        shift.item.levels = static_cast<std::uint8_t>(shift.item.levels + (outer.item != PushShiftItem{}));
        shift.by = shift.by - outer.by;
    }
    return shift;
}

}  // namespace janklab
