// SPDX-License-Identifier: MIT
// Nodes and texts: life, place in the tree.
#include "dom/node.h"

#include "dom/document.h"
#include "dom/element.h"
#include "dom/mutation_notice.h"

namespace janklab {

Node::Node(NodeKind kind, Document& document) : EventTarget(TargetKind::node, &document), kind_(kind) {
    ++document.node_count_;
}

Node::~Node() {
    if (!mutation_registrations_.empty()) MutationNotice::forget(*this);
    --document_->node_count_;
}

void Node::destroy(Node* node) { node->document_->bury(node); }

bool Node::is_inclusive_descendant_of(const Node& ancestor) const {
    const Node* node = this;
    while (node && node != &ancestor) node = node->parent_;
    return node != nullptr;
}

int Node::depth() const {
    int depth = 0;
    for (const Element* ancestor = parent_; ancestor; ancestor = ancestor->parent()) ++depth;
    return depth;
}

void Node::remove() {
    if (!parent_) return;
    const Ref<Node> keep(this);
    Element& parent = *parent_;
    Node* previous = previous_;
    Node* next = next_.get();
    if (connected_) document_->disconnect(*this);
    parent.unlink(*this);
    const bool rules_exist = static_cast<bool>(document_->hooks.interaction_changed);
    document_->note_change(parent, rules_exist ? Dirty::boxes | Dirty::style : Dirty::boxes);
    MutationNotice::children_changed(parent, nullptr, this, previous, next);
}

void Text::set_data(std::string_view data) {
    if (data == data_) return;
    // Its parent is :empty now, or no more.
    if (parent_ && data.empty() != data_.empty() && document_->hooks.interaction_changed)
        document_->note_change(*parent_, Dirty::boxes | Dirty::style);
    if (document_->mutations_observed()) {
        const std::string old = data_;
        data_ = data;
        MutationNotice::text_changed(*this, old);
    } else {
        data_ = data;
    }
    document_->note_change(*this, Dirty::layout);
}

Node* next_in_tree(const Node& node, const Node& root) {
    const Element* element = node.as_element();
    if (element && element->first_child()) return element->first_child();
    return next_skipping_children(node, root);
}

Node* next_skipping_children(const Node& node, const Node& root) {
    for (const Node* at = &node; at != &root; at = at->parent()) {
        if (at->next_sibling()) return at->next_sibling();
    }
    return nullptr;
}

Element* common_ancestor(Element* a, Element* b) {
    if (!a || !b) return nullptr;
    int depth_a = a->depth(), depth_b = b->depth();
    for (; depth_a > depth_b; --depth_a) a = a->parent();
    for (; depth_b > depth_a; --depth_b) b = b->parent();
    while (a != b) {
        a = a->parent();
        b = b->parent();
    }
    return a;
}

}  // namespace janklab
