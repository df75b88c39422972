// SPDX-License-Identifier: MIT
// The style stage. An element's values depend on its own style and its parent's inherited ones, so a change is followed
// downwards exactly as long as inherited values differ.
#include "style/update_style.h"

#include <vector>

#include "dom/document.h"
#include "style/element_style.h"
#include "style/properties.h"

namespace janklab {
namespace {

/// Works out one element. True if what its children inherit has changed.
bool recompute(Element& element, StyleStats& stats) {
    ++stats.elements_visited;
    element.clear_dirty(Dirty::style);
    ElementStyle& style = style_of(element);
    const Element* parent = element.parent();
    const InheritedStyle inherited =
        inherit(parent ? style_of(*const_cast<Element*>(parent)).inherited : InheritedStyle{}, style.specified);
    if (style.inherited_known && inherited == style.inherited) return false;
    const Dirty dirty = style.inherited_known ? inherited_difference(style.inherited, inherited) : Dirty::layout;
    style.inherited = inherited;
    style.inherited_known = true;
    if (any(dirty)) element.document().note_change(element, dirty);
    return true;
}

void recompute_below(Element& root, StyleStats& stats) {
    Node* node = next_in_tree(root, root);
    while (node) {
        Element* element = node->as_element();
        const bool goes_on = element && recompute(*element, stats);
        node = goes_on ? next_in_tree(*node, root) : next_skipping_children(*node, root);
    }
}

}  // namespace

StyleStats update_style(Document& document) {
    StyleStats stats;
    StyleSheet& sheet = style_sheet(document);
    document.take_style_changes(sheet.changes);
    for (const Ref<Node>& node : sheet.changes) {
        Element* element = node->as_element();
        // Gone meanwhile, or already worked out on the way from an ancestor.
        if (!element->connected() || !element->is_dirty(Dirty::style)) continue;
        if (recompute(*element, stats)) recompute_below(*element, stats);
    }
    sheet.changes.clear();
    return stats;
}

}  // namespace janklab
