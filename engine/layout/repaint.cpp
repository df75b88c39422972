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

}  // namespace janklab
