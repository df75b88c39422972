// SPDX-License-Identifier: MIT
#include "layout/repaint.h"

#include "layout/layout_tree.h"
#include "layout/paint_order.h"

namespace janklab {

void note_redrawn(LayoutBox& box) {
    if (box.repaint_noted) return;
    std::vector<LayoutBox*>& repaints = box.tree().repaints;
    for (LayoutBox* at = &box; at && !at->repaint_noted; at = at->parent) {
        at->repaint_noted = true;
        repaints.push_back(at);
    }
}

void note_repaint(LayoutBox& box) {
    note_redrawn(box);
    box.children_stale = true;
    const auto mark = [](LayoutBox& one) {
        one.stacking_stale = true;
        one.nothing_stacked_below = false;
    };
    // What it is stacked in, and what is stacked in it.
    mark(box);
    for (LayoutBox* at = box.parent; at && !at->stacking_stale; at = at->parent) {
        mark(*at);
        if (is_stacking_context(*at)) break;
    }
}

void note_restacked(LayoutBox& box) {
    note_repaint(box);
    if (box.parent) box.parent->children_stale = true;
}

void note_absolute_boxes_in(LayoutBox& box) {
    if (!box.absolute_below) return;
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (child->is_absolute()) note_repaint(*child);
        if (!child->is_containing_block()) note_absolute_boxes_in(*child);
    }
}

}  // namespace janklab
