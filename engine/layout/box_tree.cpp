// SPDX-License-Identifier: MIT
// From the document to boxes: an element has one unless display is none; a text has none where it is alone in a block
// (the element's box holds the lines), else each run of neighbouring texts has an anonymous one, owned by its first.
// https://drafts.csswg.org/css-display/#box-tree
#include <utility>
#include <vector>

#include "dom/document.h"
#include "layout/layout_tree.h"
#include "style/element_style.h"

namespace janklab {
namespace {

constexpr Style anonymous_style{};
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

/// Takes the boxes of `root` and everything in it away.
void drop_boxes(Node& root) {
    for (Node* node = &root; node; node = next_in_tree(*node, root)) node->attach_box(nothing_attached<LayoutBox>());
}

/// Whether it matters to the child if its parent's height counts as definite. Flex containers hand that on to their
/// items.
bool needs_definite_parent(const LayoutBox& child) {
    return child.layout_style->uses_percent_height ||
           (child.parent->is_flex_container() && child.child_uses_percent_height);
}

/// Builds the list of child boxes of one element, in order.
class ChildBoxes {
  public:
    ChildBoxes(LayoutTree& tree, Element& element) : tree_(tree), element_(element), box_(*element.box()) {}

    void build() {
        box_.first_child = nullptr;
        box_.child_count = 0;
        box_.absolute_below = box_.child_uses_percent_height = false;
        const bool too_deep = box_.depth >= deepest_box || element_.replaced();  // a picture shows no children
        if (!too_deep && holds_the_lines_itself()) {
            take_lines(box_, *element_.first_child()->as_text(), *element_.last_child()->as_text());
            for (Node* child = element_.first_child(); child; child = child->next_sibling()) drop_boxes(*child);
            return;
        }
        box_.paragraph.reset();
        for (Node* child = element_.first_child(); child; child = child->next_sibling()) {
            if (too_deep) drop_boxes(*child);
            else if (Element* below = child->as_element()) add_element(*below);
            else child = &add_run_of_texts(*child->as_text());
        }
        if (ordered_ && box_.is_flex_container()) sort_by_order();
    }

  private:
    bool holds_the_lines_itself() const {
        if (box_.style->display != Display::block || !element_.first_child()) return false;
        for (const Node* child = element_.first_child(); child; child = child->next_sibling()) {
            if (child->kind() != NodeKind::text) return false;
        }
        return true;
    }
    void take_lines(LayoutBox& box, const Text& first, const Text& last) {
        if (!box.paragraph) box.paragraph = std::make_unique<Paragraph>();
        box.paragraph->set_texts(&first, &last);
    }

    void add_element(Element& child) {
        if (style_of(child).specified.display == Display::none) {
            drop_boxes(child);
            return;
        }
        if (!child.box()) {
            make_box(tree_, child, child);
            if (child.first_child()) tree_.new_boxes.push_back(&child);
            else child.clear_dirty(Dirty::boxes);
        }
        link(*child.box());
    }
    /// Returns the last text of the run.
    Node& add_run_of_texts(Text& first) {
        Text* last = &first;
        bool blank = is_blank(first, box_.inherited().white_space);
        while (last->next_sibling() && last->next_sibling()->as_text()) {
            last->attach_box(nothing_attached<LayoutBox>());
            last = last->next_sibling()->as_text();
            blank = blank && is_blank(*last, box_.inherited().white_space);
        }
        for (Node* text = first.next_sibling(); text && text->kind() == NodeKind::text; text = text->next_sibling()) {
            text->attach_box(nothing_attached<LayoutBox>());
        }
        first.attach_box(nothing_attached<LayoutBox>());
        if (!blank) {
            LayoutBox& box = make_box(tree_, first, element_);
            take_lines(box, first, *last);
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
    void link(LayoutBox& child) {
        ordered_ = ordered_ || child.style->order != 0;
        child.parent = &box_;
        child.depth = static_cast<std::uint16_t>(box_.depth + 1);
        child.next = nullptr;
        (last_ ? last_->next : box_.first_child) = &child;
        last_ = &child;
        ++box_.child_count;
        if (child.is_absolute() || (child.absolute_below && !child.is_containing_block())) box_.absolute_below = true;
        if (needs_definite_parent(child)) box_.child_uses_percent_height = true;
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

void note_style(LayoutTree& tree, LayoutBox& box) {
    std::vector<LayoutBox*>& fixed = tree.fixed;
    if (!fixed.empty()) std::erase(fixed, &box);
    const Position position = box.layout_style->position;
    if (position == Position::fixed) fixed.push_back(&box);
    const bool sticky = position == Position::sticky;
    if (box.sticky && !sticky) std::erase_if(tree.sticky_boxes, [&](const StickyBox& b) { return b.box == &box; });
    if (sticky && !box.sticky) tree.sticky_boxes.push_back({.box = &box});
    box.sticky = sticky;
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
    ChildBoxes(tree, element).build();
    pass_up(*element.box());
    build_new_boxes(tree);
}

}  // namespace janklab
