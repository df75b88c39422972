// SPDX-License-Identifier: MIT
// The style stage. An element's values depend on its own style and its parent's inherited ones, so a change is followed
// downwards exactly as long as inherited values differ.
#include "style/update_style.h"

#include <utility>
#include <vector>

#include "dom/document.h"
#include "style/cascade.h"
#include "style/control_defaults.h"
#include "style/element_style.h"
#include "style/properties.h"
#include "style/style_rules.h"

namespace janklab {
namespace {

/// Notes what the cascade changed; parents' lists of boxes depend on their children's display and position.
void note_cascaded(Element& element, Dirty dirty) {
    dirty = dirty & ~Dirty::style;
    if (any(dirty)) element.document().note_change(element, dirty);
    if (any(dirty & Dirty::boxes) && element.parent()) element.document().note_change(*element.parent(), Dirty::boxes);
}

/// Works out one element. True if what its children inherit has changed.
bool recompute(Element& element, StyleStats& stats) {
    ++stats.elements_visited;
    element.clear_dirty(Dirty::style);
    ElementStyle& style = style_of(element);
    bool followed = false;
    if (style.cascaded && (style.cascaded->stale || style.cascaded->depends_on_parent)) {
        ++stats.elements_cascaded;
        note_cascaded(element, cascade(element, followed));
    }
    const Element* parent = element.parent();
    InheritedStyle inherited =
        inherit(parent ? style_of(*const_cast<Element*>(parent)).inherited : InheritedStyle{}, style.specified);
    add_control_defaults(element, style.specified, inherited);
    if (style.inherited_known && inherited == style.inherited) return followed;
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

/// Rules: what the changed attributes and lists of children can affect is stale now; new elements and new rules anyway.
/// Marking adds to the document's list of changes, so it comes before the stage takes that.
void take_over_changes_of_rules(Document& document, StyleSheet& sheet) {
    StyleRules& rules = *sheet.rules;
    if (std::exchange(rules.everything_stale, false)) {
        mark_rules_stale(document.body());
        mark_rules_stale_below(document.body());
        return;
    }
    document.take_style_changes(sheet.changes);
    for (const Ref<Node>& node : sheet.changes) node->clear_dirty(Dirty::style);
    std::vector<Ref<Node>> changed;
    changed.swap(sheet.changes);
    for (const Ref<Node>& node : changed) {
        Element* element = node->as_element();
        if (!element || !element->connected()) continue;
        if (!style_of(*element).cascaded) mark_rules_stale(*element);
        else take_over_attributes(*element);
        document.note_change(*element, Dirty::style);
    }
}

}  // namespace

StyleStats update_style(Document& document) {
    StyleStats stats;
    StyleSheet& sheet = style_sheet(document);
    if (sheet.rules) take_over_changes_of_rules(document, sheet);
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
