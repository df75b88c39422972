// SPDX-License-Identifier: MIT
// From the document to boxes: an element has one unless display is none or contents. Texts have none: they are in the
// lines of the block container around them; in a flex container each run of neighbouring ones has an anonymous box,
// owned by its first. https://drafts.csswg.org/css-display/#box-tree
#include <utility>
#include <vector>

#include "dom/document.h"
#include "layout/flat_tree.h"
#include "layout/intrinsic_widths.h"
#include "layout/layout_tree.h"
#include "layout/overflow.h"
#include "layout/repaint.h"
#include "style/element_style.h"

namespace janklab {
namespace {

void pass_up(LayoutBox& box);

void free_box(LayoutBox* box) {
    LayoutTree& tree = box->tree();
    if (box->paint_slot) tree.freed_paint_slots.push_back(box->paint_slot);
    tree.free(*box);
}

LayoutBox& make_box(LayoutTree& tree, Node& node, Element& element) {
    LayoutBox* box = &tree.make_box();
    box->owner = &style_of(element);
    box->anonymous = node.kind() == NodeKind::text;
    box->style = box->anonymous ? &anonymous_style : &box->owner->specified;
    note_layout_style(tree, *box);
    note_style(tree, *box);
    node.attach_box(Attached<LayoutBox>(box, free_box));
    if (!box->anonymous) node.clear_dirty(Dirty::layout);  // everything is new in it
    return *box;
}

/// Whether it matters to the child if its parent's height counts as definite. To what is in an inline box that of the
/// block container matters. A flex item may have its height from it: it hands that on, or finds its width by it.
bool needs_definite_parent(const LayoutBox& child) {
    if (child.layout_style->uses_percent_height) return true;
    if (child.is_inline_box()) return child.child_uses_percent_height;
    return child.parent->is_flex_container() &&
           (child.child_uses_percent_height || child.layout_style->aspect_ratio > 0 || has_columns(child));
}

/// What is absolute, and every item of a flex container, is a block: https://drafts.csswg.org/css-display/#blockify
InlineRole role_of(const LayoutBox& box) {
    if (box.is_absolute()) return InlineRole::out_of_flow;
    if (box.anonymous || !box.parent || box.parent->is_flex_container()) return InlineRole::none;
    switch (box.style->display) {
        case Display::inline_text:
            return box.layout_style->has_own_size() ? InlineRole::atomic : InlineRole::box;
        case Display::inline_block:
        case Display::inline_flex:
            return InlineRole::atomic;
        default:
            return InlineRole::none;
    }
}

/// Whether something in the element, whose child boxes are known, is inline. Blank texts between blocks are not; where
/// there is nothing else they get lines, too, so that a text which comes and goes costs nothing. A text control has a
/// line for its caret.
bool holds_lines(const LayoutBox& box, const Element& element) {
    if (box.layout_style->text_control) return true;
    bool has_texts = false, has_blocks = false;
    for (const Node* child = first_flat_child(element); child; child = next_flat_sibling(*child, element)) {
        if (const Text* text = child->as_text()) {
            if (!is_blank(*text)) return true;
            has_texts = true;
        } else if (child->box()) {
            const InlineRole role = child->box()->role;
            if (role == InlineRole::box || role == InlineRole::atomic) return true;
            has_blocks |= role == InlineRole::none;
        }
    }
    return has_texts && !has_blocks;
}

/// Of a flex container: each run of texts has a box exactly if it is not blank.
bool has_box_for_each_run(const Element& element) {
    const Text* first = nullptr;
    bool blank = true;
    const auto run_is_right = [&] { return !first || blank == !first->box(); };
    for (const Node* child = first_flat_child(element); child; child = next_flat_sibling(*child, element)) {
        const Text* text = child->as_text();
        if (text && first) {
            blank = blank && is_blank(*text);
            continue;
        }
        if (!run_is_right()) return false;
        first = text;
        blank = !text || is_blank(*text);
    }
    return run_is_right();
}

/// Builds the list of child boxes of one element, in order.
class ChildBoxes {
  public:
    ChildBoxes(LayoutTree& tree, Element& element) : tree_(tree), element_(element), box_(*element.box()) {}

    void build() {
        const bool was_empty_leaf = !box_.dirty && box_.is_empty();
        box_.first_child = nullptr;
        box_.child_count = 0;
        box_.absolute_below = box_.child_uses_percent_height = false;
        const bool replaced = element_.replaced() != nullptr;  // a picture shows no children
        const bool too_deep = box_.depth >= deepest_box || replaced, flex = box_.is_flex_container();
        for (Node* child = first_flat_child(element_); child; child = next_flat_sibling(*child, element_)) {
            note_built(*child->parent());
            if (too_deep) drop_boxes(*child);
            else if (Element* below = child->as_element()) add_element(*below);
            else if (flex) child = &add_run_of_texts(*child->as_text());
            else child->attach_box(nothing_attached<LayoutBox>());
        }
        if (ordered_ && flex) sort_by_order();
        if (box_.is_inline_box()) {
            box_.paragraph.reset();
            if (Paragraph* around = block_container(box_).paragraph.get()) around->note_items_changed();
        } else {
            take_lines(!flex && !replaced && holds_lines(box_, element_));
        }
        note_repaint(box_);
        // A flex container does not ask an empty item for its baseline. Now it may have one.
        if (was_empty_leaf && !box_.is_empty()) box_.baseline_asked = true;
    }

  private:
    void take_lines(bool has_lines) {
        if (!has_lines) box_.paragraph.reset();
        else if (!box_.paragraph) box_.paragraph = std::make_unique<Paragraph>();
        else box_.paragraph->note_items_changed();
    }

    /// Elements with display: contents around a child have their part in this list.
    void note_built(Element& around) {
        for (Element* at = &around; at != &element_ && at->is_dirty(Dirty::boxes); at = at->parent())
            at->clear_dirty(Dirty::boxes);
    }
    void add_element(Element& child) {
        const Display display = style_of(child).specified.display;
        // Where display: contents began or ended around it, what it knows of its ancestors is wrong.
        const bool was_elsewhere = child.box() && child.box()->parent && child.box()->parent != &box_;
        const bool hidden = display == Display::none || display == Display::contents;
        if (hidden || was_elsewhere) drop_boxes(child);
        if (hidden) return;
        const bool is_new = !child.box();
        if (is_new) make_box(tree_, child, child);
        // With another role it may hold its lines itself now, or no more.
        const bool other_role = link(*child.box());
        if (is_new && !child.first_child() && !child.text_edit()) child.clear_dirty(Dirty::boxes);
        else if (is_new || other_role) tree_.new_boxes.push_back(&child);
        if (!is_new && other_role) tree_.rebuilt.push_back(&child);
    }
    /// Returns the last text of the run.
    Node& add_run_of_texts(Text& first) {
        Text* last = nullptr;
        bool blank = true;
        for (Node* node = &first; node && node->kind() == NodeKind::text; node = next_flat_sibling(*node, element_)) {
            last = node->as_text();
            last->attach_box(nothing_attached<LayoutBox>());
            blank = blank && is_blank(*last);
        }
        if (!blank) {
            LayoutBox& box = make_box(tree_, first, element_);
            box.paragraph = std::make_unique<Paragraph>(&first);
            link(box);
        }
        return *last;
    }
    /// "Order-modified document order". By insertion: no room is needed, and few are out of order.
    void sort_by_order() {
        LayoutBox* rest = std::exchange(box_.first_child, nullptr);
        while (rest) {
            LayoutBox* child = std::exchange(rest, rest->next);
            LayoutBox** at = &box_.first_child;
            if (last_ && order_of(*last_) <= order_of(*child) && box_.first_child) at = &last_->next;
            while (*at && order_of(**at) <= order_of(*child)) at = &(*at)->next;
            child->next = *at;
            *at = child;
            if (!child->next) last_ = child;
        }
    }
    /// Absolute boxes keep the place of order 0.
    static int order_of(const LayoutBox& child) { return child.is_absolute() ? 0 : child.style->order; }
    /// True if the child's role has changed.
    bool link(LayoutBox& child) {
        ordered_ = ordered_ || child.style->order != 0;
        child.parent = &box_;
        child.depth = static_cast<std::uint16_t>(box_.depth + 1);
        child.next = nullptr;
        const InlineRole before = std::exchange(child.role, role_of(child));
        (last_ ? last_->next : box_.first_child) = &child;
        last_ = &child;
        ++box_.child_count;
        if (child.is_absolute() || (child.absolute_below && !child.is_containing_block())) box_.absolute_below = true;
        if (needs_definite_parent(child)) box_.child_uses_percent_height = true;
        return child.role != before;
    }

    LayoutTree& tree_;
    Element& element_;
    LayoutBox& box_;
    LayoutBox* last_ = nullptr;
    bool ordered_ = false;  // some child has an order
};

/// What is known of the children becomes known to the ancestors whom it concerns.
void pass_up(LayoutBox& box) {
    for (LayoutBox* at = &box; at->parent && needs_definite_parent(*at); at = at->parent) {
        if (std::exchange(at->parent->child_uses_percent_height, true)) break;
    }
    if (!box.absolute_below) return;
    for (LayoutBox* at = &box; at->parent && !at->is_containing_block(); at = at->parent) {
        if (std::exchange(at->parent->absolute_below, true)) break;
    }
}

/// Children of new boxes, until none is new; depth costs no stack.
void build_new_boxes(LayoutTree& tree) {
    while (!tree.new_boxes.empty()) {
        Element& element = *tree.new_boxes.back();
        tree.new_boxes.pop_back();
        element.clear_dirty(Dirty::boxes);
        ChildBoxes(tree, element).build();
        pass_up(*element.box());
    }
}

}  // namespace

void drop_boxes(Node& root) {
    for (Node* node = &root; node; node = next_in_tree(*node, root)) node->attach_box(nothing_attached<LayoutBox>());
}

bool box_list_is_stale(const LayoutBox& box) {
    if (box.anonymous) return false;
    if (box.parent && box.role != role_of(box)) return true;
    if (box.is_inline_box() || box.layout_style->replaced || box.depth >= deepest_box) return false;
    if (box.is_flex_container()) return !has_box_for_each_run(box.element());
    return holds_lines(box, box.element()) != (box.paragraph != nullptr);
}

void note_style(LayoutTree& tree, LayoutBox& box) {
    std::vector<LayoutBox*>& fixed = tree.fixed;
    if (!fixed.empty()) std::erase(fixed, &box);
    const Position position = box.layout_style->position;
    if (position == Position::fixed) fixed.push_back(&box);
    const bool sticky = position == Position::sticky;
    if (box.sticky && !sticky) std::erase_if(tree.sticky_boxes, [&](const StickyBox& b) { return b.box == &box; });
    if (sticky && !box.sticky) tree.sticky_boxes.push_back({.box = &box});
    box.sticky = sticky;
    const bool scroller = !box.anonymous && axes_for_people(box).any();
    if (box.scroller && !scroller) {
        std::erase(box.tree().scrollers, &box);
        box.scrolls_on_display = false;
    }
    if (scroller && !box.scroller) box.tree().scrollers.push_back(&box);
    box.scroller = scroller;
    box.rtl = !box.anonymous && box.inherited().direction == Direction::rtl;
    pass_up(box);
}

void build_root_box(LayoutTree& tree) {
    Element& body = tree.document.body();
    const bool shown = style_of(body).specified.display != Display::none;
    if (shown && !body.box()) {
        make_box(tree, body, body);
        tree.new_boxes.push_back(&body);
        build_new_boxes(tree);
    } else if (!shown && body.box()) {
        drop_boxes(body);
    }
}

void rebuild_child_boxes(LayoutTree& tree, Element& element) {
    element.clear_dirty(Dirty::boxes);
    tree.rebuilt.push_back(&element);
    ChildBoxes(tree, element).build();
    pass_up(*element.box());
    build_new_boxes(tree);
}

}  // namespace janklab
