// SPDX-License-Identifier: MIT
// The document as the box tree sees it: in the place of an element with display: contents stand its children. Page
// thread. https://drafts.csswg.org/css-display/#valdef-display-contents
#pragma once

#include <utility>

#include "dom/element.h"
#include "layout/paragraph.h"
#include "style/element_style.h"

namespace janklab {

/// Has no box, but its children may have. The body has one whatever it says; what has contents of its own, a picture or
/// a text control, is not shown at all.
inline bool is_contents(const Element& element) {
    return style_of(element).specified.display == Display::contents && element.parent() && !element.replaced() &&
           !element.text_edit();
}
inline bool is_contents(const Node& node) { return node.as_element() && is_contents(*node.as_element()); }

/// The children of `of`, those of elements with display: contents in their place.
const Node* first_flat_child(const Element& of);
const Node* next_flat_sibling_apart(const Node& node, const Element& of);  // where boxes and elements differ
inline const Node* next_flat_sibling(const Node& node, const Element& of) {
    const Node* next = node.next_sibling();
    return (next ? !is_contents(*next) : node.parent() == &of) ? next : next_flat_sibling_apart(node, of);
}
const Node* previous_flat_sibling(const Node& node, const Element& of);
inline Node* first_flat_child(Element& of) { return const_cast<Node*>(first_flat_child(std::as_const(of))); }
inline Node* next_flat_sibling(Node& node, const Element& of) {
    return const_cast<Node*>(next_flat_sibling(std::as_const(node), of));
}

/// `element`, or what is around it as far as there is no box because of display: contents; null where that has none.
Element* element_with_box(Element& element);

/// Whether a text is nothing but white space that its style lets disappear.
inline bool is_blank(const Text& text) { return is_blank(text, style_of(*text.parent()).inherited.white_space); }

}  // namespace janklab
