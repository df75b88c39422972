// SPDX-License-Identifier: MIT
#include "layout/repaint.h"

#include "layout/layout_tree.h"
#include "layout/paint_order.h"

namespace janklab {
namespace {

// So many boxes are looked through for what is stacked in them before all of the stacking context counts as stale.
constexpr int few_boxes = 64;

/// Notes what is stacked in `box`, but in the context around it. False if that would be a long search.
bool note_stacked_in(LayoutBox& box, int& left) {
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (--left < 0) return false;
        if (child->stacked) note_redrawn(*child);
        if (child->nothing_stacked_below || is_stacking_context(*child)) continue;
        if (!note_stacked_in(*child, left)) return false;
    }
    return true;
}

bool has_stacked_below(const LayoutBox& box) { return box.first_child && !box.nothing_stacked_below; }

LayoutBox& stacking_context(LayoutBox& box) {
    LayoutBox* at = &box;
    while (!is_stacking_context(*at)) at = at->parent;
    return *at;
}

}  // namespace

void note_redrawn(LayoutBox& box) {
    if (box.repaint_noted) return;
    std::vector<LayoutBox*>& repaints = box.tree().repaints;
    for (LayoutBox* at = &box; at && !at->repaint_noted; at = at->parent) {
        at->repaint_noted = true;
        repaints.push_back(at);
    }
}

void note_rearranged(LayoutBox& box) {
    note_redrawn(box);
    if (!box.children_stale && has_stacked_below(box)) box.tree().moved_stacks.push_back(&box);
    box.children_stale = true;
}

void note_repaint(LayoutBox& box) {
    note_rearranged(box);
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

void note_displaced(LayoutBox& box) {
    note_redrawn(box);
    if (box.displaced || !has_stacked_below(box) || is_stacking_context(box)) return;
    box.displaced = true;
    box.tree().moved_stacks.push_back(&box);
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

void find_stale_places(LayoutTree& tree) {
    for (LayoutBox* box : tree.moved_stacks) {
        if (!box->repaint_noted) continue;  // it is gone
        box->displaced = false;
        if (is_stacking_context(*box)) {
            box->places_stale = box->places_stale || box->children_stale;
        } else if (!box->parent->children_stale) {  // else it is seen to with its parent
            int left = few_boxes;
            if (!note_stacked_in(*box, left)) stacking_context(*box).places_stale = true;
        }
    }
    tree.moved_stacks.clear();
}

}  // namespace janklab
