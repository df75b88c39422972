// SPDX-License-Identifier: MIT
// Walking over the document as the box tree sees it.
#include "layout/flat_tree.h"

namespace janklab {
namespace {

/// `node`, or the first one in it where it is an element with display: contents, or else the next one in `of`.
const Node* flat_from(const Node* node, const Node* parent, const Element& of) {
    while (true) {
        while (!node) {
            if (parent == &of) return nullptr;
            node = parent->next_sibling();
            parent = parent->parent();
        }
        if (!is_contents(*node)) return node;
        parent = node;
        node = node->as_element()->first_child();
    }
}

}  // namespace

const Node* first_flat_child(const Element& of) { return flat_from(of.first_child(), &of, of); }

const Node* next_flat_sibling_apart(const Node& node, const Element& of) {
    return flat_from(node.next_sibling(), node.parent(), of);
}

const Node* previous_flat_sibling(const Node& node, const Element& of) {
    const Node* at = node.previous_sibling();
    const Node* parent = node.parent();
    while (true) {
        while (!at) {
            if (parent == &of) return nullptr;
            at = parent->previous_sibling();
            parent = parent->parent();
        }
        if (!is_contents(*at)) return at;
        parent = at;
        at = at->as_element()->last_child();
    }
}

Element* element_with_box(Element& element) {
    Element* at = &element;
    while (at && !at->box() && is_contents(*at)) at = at->parent();
    return at && at->box() ? at : nullptr;
}

}  // namespace janklab
