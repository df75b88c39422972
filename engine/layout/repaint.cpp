// SPDX-License-Identifier: MIT
#include "layout/repaint.h"

#include "layout/layout_tree.h"

namespace janklab {

void note_repaint(LayoutBox& box) {
    if (box.repaint_noted) return;
    std::vector<LayoutBox*>& repaints = box.tree().repaints;
    for (LayoutBox* at = &box; at && !at->repaint_noted; at = at->parent) {
        at->repaint_noted = true;
        at->nothing_stacked_below = false;
        repaints.push_back(at);
    }
}

void note_absolute_boxes_in(LayoutBox& box) {
    if (!box.absolute_below) return;
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (child->is_absolute()) note_repaint(*child);
        if (!child->is_containing_block()) note_absolute_boxes_in(*child);
    }
}

}  // namespace janklab
