// SPDX-License-Identifier: MIT
// The layout stage: takes over what changed, marks what can be affected, and lays that out from the topmost boxes whose
// own size cannot change. Marking stops at boxes of fixed size, so that a changed leaf in a card costs the card alone.
#include "layout/layout.h"

#include <algorithm>

#include "dom/document.h"
#include "layout/box_layout.h"
#include "layout/flat_tree.h"
#include "layout/geometry.h"
#include "layout/layout_tree.h"
#include "layout/overflow.h"
#include "layout/repaint.h"
#include "style/element_style.h"

namespace janklab {
namespace {

/// Whether nothing that happens inside the box can change its size, or its share of its parent's.
bool keeps_its_size(const LayoutBox& box) {
    if (box.anonymous || box.is_inline_box()) return false;
    if (box.is_absolute()) return true;  // it is out of flow, and its place is found anew with it
    if (box.baseline_asked) return false;
    if (box.absolute_below && !box.is_containing_block()) return false;
    const LayoutStyle& s = *box.layout_style;
    if (!box.parent || !s.height.is_px()) return false;
    // A size that comes from the contents after all.
    if (s.aspect_ratio > 0 || s.width.is_intrinsic() || s.min_width.is_intrinsic() || s.max_width.is_intrinsic() ||
        s.min_height.is_intrinsic() || s.max_height.is_intrinsic()) {
        return false;
    }
    const LayoutBox& parent = block_container(*box.parent);
    const bool width_unasked = s.width.is_px() || !parent.known || parent.known->intrinsic.max < 0;
    if (!parent.is_flex_container()) return width_unasked;
    const bool row = parent.layout_style->is_row();
    const Length main = s.flex_basis.is_auto() && row ? s.width : s.flex_basis;
    if (main.has_percent() || !(main.is_px() || (!row && main.is_auto())) || !width_unasked ||
        (!row && !s.width.is_px()))
        return false;
    // An automatic minimum looks at the contents, but never asks for more than the width or height itself: it matters
    // where items shrink.
    const Length min = row ? s.min_width : s.min_height;
    const bool shrinks = s.flex_shrink > 0 && parent.has_shrunk_items;
    return (!shrinks && s.flex_basis.is_auto()) || !min.is_auto() || box.clips();
}

void invalidate(LayoutBox& box) {
    box.dirty = true;
    box.measured_valid = false;
    box.height_asked = false;
    box.has_shrunk_items = false;
    if (box.known) box.known->intrinsic = {};
}

void note_root(LayoutBox& box) {
    LayoutRoot root{.box = &box, .collapses_through = box.collapses_through};
    root.margins_known = box.known && !box.margins_are_measured;
    if (root.margins_known) root.above = box.known->above, root.below = box.known->below;
    box.tree().roots.push_back(root);
}

/// From `box`, which is dirty, upwards to the first box that keeps its size.
void mark_upwards(LayoutBox& from) {
    LayoutBox* box = &from;
    while (true) {
        invalidate(*box);
        if (!box->parent || keeps_its_size(*box)) {
            note_root(*box);
            return;
        }
        if (box->parent->dirty) return;
        box = box->parent;
    }
}

/// The box that holds the lines of a text in `parent`; null where it is blank.
LayoutBox* lines_of(Text& text, LayoutBox& parent) {
    LayoutBox& container = block_container(parent);
    if (!container.is_flex_container()) return container.paragraph ? &container : nullptr;
    const Node* node = &text;
    while (node && node->kind() == NodeKind::text && !node->box())
        node = previous_flat_sibling(*node, container.element());
    return node && node->kind() == NodeKind::text ? node->box() : nullptr;
}

void mark_rebuilt(LayoutTree& tree) {
    for (Element* element : tree.rebuilt) {
        if (element->box()) mark_contents_dirty(*element->box());
    }
    tree.rebuilt.clear();
}

void take_over_text_change(LayoutTree& tree, Text& text) {
    Element* around = element_with_box(*text.parent());
    if (!around) return;
    LayoutBox* parent = around->box();
    LayoutBox* box = lines_of(text, *parent);
    const bool blank = is_blank(text);
    // Where a run becomes blank or stops being so, a box goes or comes.
    if (!box || (blank && (box->anonymous || box_list_is_stale(*box)))) {
        rebuild_child_boxes(tree, *around);
        mark_rebuilt(tree);
        return;
    }
    box->paragraph->note_text_changed(text);
    note_rearranged(*box);
    mark_contents_dirty(*box);
}

/// Of the texts in its lines, and in those of its anonymous boxes.
void take_over_text_styles(LayoutBox& box) {
    if (box.paragraph) box.paragraph->note_styles_changed();
    if (box.is_inline_box()) {
        if (Paragraph* around = block_container(box).paragraph.get()) around->note_styles_changed();
    }
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (!child->anonymous) continue;
        note_rearranged(*child);
        child->paragraph->note_styles_changed();
        if (!child->dirty) mark_contents_dirty(*child);
    }
}

/// Whether it is positioned, and whether it clips, matters to who is stacked in which surroundings.
void take_over_layout_style(LayoutTree& tree, LayoutBox& box) {
    const Position position = box.layout_style->position;
    const bool clips = box.clips();
    note_layout_style(tree, box);
    if (box.layout_style->position != position || box.clips() != clips) note_repaint(box);
}

void take_over_style_change(LayoutTree& tree, LayoutBox& box) {
    note_style(tree, box);
    if (box_list_is_stale(box)) {
        if (box.parent) rebuild_child_boxes(tree, box.parent->element());
        rebuild_child_boxes(tree, box.element());
        mark_rebuilt(tree);
    }
    note_rearranged(box);
    mark_box_dirty(box);
    take_over_text_styles(box);
}

/// An element without a box, whose texts and children are in that of an element around it.
void take_over_contents_change(LayoutTree& tree, Element& contents) {
    Element* around = is_contents(contents) ? element_with_box(contents) : nullptr;
    if (!around) return;
    LayoutBox& box = *around->box();
    if (box_list_is_stale(box)) {
        rebuild_child_boxes(tree, *around);
        mark_rebuilt(tree);
    }
    mark_contents_dirty(box);
    take_over_text_styles(box);
}

/// The lists of boxes first, then the marks: how far up a mark goes depends on who has absolute boxes below.
void take_over_changes(LayoutTree& tree) {
    tree.document.take_layout_changes(tree.changes);
    for (const Ref<Node>& node : tree.changes) {
        if (node->box() && is_contents(*node)) drop_boxes(*node);
        if (node->is_dirty(Dirty::layout) && node->box()) take_over_layout_style(tree, *node->box());
    }
    build_root_box(tree);
    for (const Ref<Node>& node : tree.changes) {
        Element* element = node->as_element();
        if (!element || !element->connected() || !element->is_dirty(Dirty::boxes)) continue;
        if (Element* around = element_with_box(*element)) rebuild_child_boxes(tree, *around);
    }
    mark_rebuilt(tree);
    for (const Ref<Node>& node : tree.changes) {
        const bool changed = node->connected() && node->is_dirty(Dirty::layout);
        node->clear_dirty(Dirty::boxes | Dirty::layout);
        if (!changed) continue;
        if (Text* text = node->as_text()) take_over_text_change(tree, *text);
        else if (node->box()) take_over_style_change(tree, *node->box());
        else take_over_contents_change(tree, *node->as_element());
    }
    tree.changes.clear();
}

/// The body fills the viewport where its style leaves that open.
void arrange_body(LayoutTree& tree, LayoutBox& body) {
    const PixelEdges margin = margin_of(body, tree.viewport.width);
    BoxConstraints constraints{.available_width = tree.viewport.width, .percent_height = tree.viewport.height};
    const Style& s = *body.style;
    if (s.height.is_auto()) {
        const float frame = frame_of(body, tree.viewport.width).vertical();
        const float room = std::max(0.f, tree.viewport.height - margin.vertical());
        constraints.height = within_heights(body, room, {tree.viewport.height, tree.viewport.width}, frame);
    }
    layout_box(body, constraints, Pass::arrange);
    const Point corner{margin.left, margin.top};
    if (body.rect.origin() != corner) note_rearranged(body);
    body.rect.x = corner.x;
    body.rect.y = corner.y;
}

void arrange_roots(LayoutTree& tree) {
    // Not stable_sort, which allocates; among boxes of one depth the order does not matter.
    std::sort(tree.roots.begin(), tree.roots.end(),
              [](const LayoutRoot& a, const LayoutRoot& b) { return a.box->depth < b.box->depth; });
    for (const LayoutRoot& root : tree.roots) {
        LayoutBox& box = *root.box;
        if (!box.dirty || !box.parent) continue;  // done with an ancestor
        if (box.is_absolute()) {
            arrange_absolute_box(box);
            continue;
        }
        layout_box(box, box.arranged_for, Pass::arrange);
        tree.overflow_roots.push_back(&box);
        // Its size is the same, but margins inside may reach through its edges.
        const bool as_before = root.margins_known && box.known->above == root.above &&
                               box.known->below == root.below && box.collapses_through == root.collapses_through;
        if (!is_formatting_root(box) && !as_before) tree.moved.push_back(box.parent);
    }
    tree.roots.clear();
}

}  // namespace

void mark_contents_dirty(LayoutBox& box) {
    note_rearranged(box);
    if (!box.dirty) mark_upwards(box);
    else if (!box.parent) note_root(box);
}

void mark_box_dirty(LayoutBox& box) {
    invalidate(box);
    if (!box.parent || box.is_absolute()) {
        note_root(box);
        return;
    }
    if (!box.parent->dirty) mark_upwards(*box.parent);
}

LayoutStats layout(Document& document, Size viewport, const TextMeasurer& measurer) {
    LayoutTree& tree = layout_tree(document);
    tree.stats = {};
    tree.measurer = &measurer;
    if (viewport != tree.viewport) document.note_everything_damaged();
    tree.viewport = {std::max(0.f, finite_length(viewport.width)), std::max(0.f, finite_length(viewport.height))};
    take_over_changes(tree);
    if (LayoutBox* body = document.body().box()) {
        do {
            for (LayoutBox* parent : tree.moved) mark_contents_dirty(*parent);
            tree.moved.clear();
            arrange_body(tree, *body);
            arrange_roots(tree);
            // Relative to their parents, which may have moved; the outer ones first.
            std::sort(tree.fixed.begin(), tree.fixed.end(),
                      [](const LayoutBox* a, const LayoutBox* b) { return a->depth < b->depth; });
            for (LayoutBox* box : tree.fixed) arrange_absolute_box(*box);
        } while (!tree.moved.empty());
    }
    tree.roots.clear();
    take_over_overflow(tree);
    if (!tree.sticky_boxes.empty()) find_sticky_constraints(tree);
    // Contents that shrank may leave a scroll position behind their end.
    for (Element* element : tree.scrolled) clamp_scroll_position(*element);
    tree.scrolled.clear();
    return tree.stats;
}

void invalidate_layout(Document& document) {
    for (Node* node = &document.body(); node; node = next_in_tree(*node, document.body())) {
        if (node->kind() == NodeKind::text || node->as_element()->box()) document.note_change(*node, Dirty::layout);
        if (LayoutBox* box = node->box(); box && box->paragraph) box->paragraph->note_everything_changed();
    }
    document.note_everything_damaged();
}

}  // namespace janklab
