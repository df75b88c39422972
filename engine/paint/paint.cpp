// SPDX-License-Identifier: MIT
// The paint stage: forgets what changed, records it anew, compares the frames.
#include "paint/paint.h"

#include <utility>

#include "base/check.h"
#include "dom/document.h"
#include "layout/flat_tree.h"
#include "layout/geometry.h"
#include "layout/layout_tree.h"
#include "layout/overflow.h"
#include "layout/paint_order.h"
#include "layout/repaint.h"
#include "paint/display_list.h"
#include "paint/recorder.h"

namespace janklab {
namespace {

PaintState& paint_state(Document& document) {
    if (!document.paint_side) {
        document.paint_side = Attached<PaintState>(new PaintState, [](PaintState* state) { delete state; });
    }
    return *document.paint_side;
}

/// What scrolling and layout move in another way than what is around it.
void note_what_moves_by_itself(LayoutTree& tree) {
    if (tree.repaints.empty()) return;
    for (LayoutBox* box : tree.fixed) note_displaced(*box);
    for (const StickyBox& sticky : tree.sticky_boxes) {
        if (sticky.scroller && sticky.scroller->repaint_noted) note_displaced(*sticky.box);
    }
}

/// It may be drawn in another way, be stacked elsewhere, or have scrolled what is in it. Where it was a stacking
/// context meanwhile, for a layout that nobody painted, marks may have stopped at it.
void note_looks(PaintState& state, LayoutBox& box) {
    const PaintStyle now = paint_style_of(box);
    const PaintStyle before = box.paint_slot ? std::exchange(state.records[box.paint_slot].style, now) : PaintStyle{};
    const bool alike = before.known ? stack_alike(before, now) : !box.stacked_by_style && !is_stacked_by_style(box);
    const bool restacked = !alike || (box.stacking_stale && !is_stacking_context(box));
    if (restacked) note_restacked(box);
    if (box.clips()) note_rearranged(box);
    else note_redrawn(box);
    if (box.stacking_stale || box.clips()) note_absolute_boxes_in(box);
}

/// From nodes to boxes; the texts in anonymous boxes have the colour of their element.
void note_changed_boxes(Document& document, PaintState& state) {
    document.take_paint_changes(state.changes);
    for (const Ref<Node>& node : state.changes) {
        node->clear_dirty(Dirty::paint | Dirty::compositing);
        if (!node->connected()) continue;
        // The texts of an element with display: contents are in a box around it.
        Element* element = node->as_element();
        if (element) element = element_with_box(*element);
        LayoutBox* box = element ? element->box() : node->box();
        if (!box) continue;
        note_looks(state, *box);
        if (box->is_transformed()) note_transformed(*box);
        for (LayoutBox* child = box->first_child; child; child = child->next) {
            if (child->anonymous) note_redrawn(*child);
        }
    }
    state.changes.clear();
}

/// Boxes that changed have no record any more. Returns whether there were any.
bool forget_records(LayoutTree& tree, PaintState& state) {
    const bool any = !tree.repaints.empty() || !tree.freed_paint_slots.empty();
    for (LayoutBox* box : tree.repaints) {
        if (!box->repaint_noted) continue;  // it is gone
        box->repaint_noted = false;
        if (box->paint_slot) state.forget(box->paint_slot);
        state.forget_rows(*box);
        box->children_stale = box->stacking_stale = box->places_stale = false;
    }
    tree.repaints.clear();
    for (const std::uint32_t slot : tree.freed_paint_slots) state.free_slot(slot);
    tree.freed_paint_slots.clear();
    return any;
}

}  // namespace

PaintStats paint(Document& document, DisplayList& list, const ScrollTree& scrolling) {
    MUST(!document.layout_is_dirty(), "paint was called before style and layout were up to date");
    PaintState& state = paint_state(document);
    note_changed_boxes(document, state);
    LayoutTree& tree = layout_tree(document);
    note_what_moves_by_itself(tree);
    find_stale_places(tree);
    const Rect viewport{0, 0, tree.viewport.width, tree.viewport.height};
    PaintStats stats;
    state.damage.nothing_changed();
    const bool first = !state.root;
    if (forget_records(tree, state) || first) {
        const RecordedListRef before = std::move(state.root);
        const std::uint32_t fresh_from = state.pool->next_serial();
        Recorder recorder(state);
        if (LayoutBox* body = document.body().box()) recorder.record(*body, viewport);
        state.root = recorder.finish();
        stats.recorded = static_cast<int>(recorder.items_recorded());
        stats.looked_at = static_cast<int>(recorder.looked_at());
        stats.canvas_commands = recorder.canvas_commands();
        if (!first && !document.everything_damaged()) {
            stats.damage =
                state.damage.find(before->contents(), state.root->contents(), tree.viewport, fresh_from, scrolling);
        }
    }
    if (first || document.everything_damaged()) stats.damage = viewport;
    list.clear();
    list.items.emplace_back(SubListItem{state.root.get(), {}});
    list.recorded = state.root;
    stats.items = static_cast<int>(state.root->item_count());
    document.painted();
    return stats;
}

}  // namespace janklab
