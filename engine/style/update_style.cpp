// SPDX-License-Identifier: MIT
// The style stage. An element's values depend on its own style and its parent's inherited ones, so a change is followed
// downwards exactly as long as inherited values differ.
#include "style/update_style.h"

#include <utility>
#include <vector>

#include "dom/document.h"
#include "style/cascade.h"
#include "style/control_defaults.h"
#include "style/document_animations.h"
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

constexpr InheritedStyle initial_inherited_style{};

/// rem refers to the font size of the root.
void follow_root_font_size(Element& root) {
    StyleSheet& sheet = style_sheet(root.document());
    const float size = style_of(root).inherited.font_size;
    if (std::exchange(sheet.root_font_size, size) == size) return;
    for (Node* node = next_in_tree(root, root); node; node = next_in_tree(*node, root)) {
        Element* element = node->as_element();
        const ElementStyle* style = element ? element->style_data() : nullptr;
        if (style && style->cascaded && style->cascaded->uses_root_font_size) mark_rules_stale(*element);
    }
}

/// Who must be worked out after an element: nobody, its children as far as inherited values differ, or all below,
/// because what they would inherit without a transition has changed, which the transition hides.
enum class Followed : std::uint8_t { by_nobody, by_children, by_all };

Followed recompute(Element& element, StyleStats& stats) {
    ++stats.elements_visited;
    element.clear_dirty(Dirty::style);
    ElementStyle& style = style_of(element);
    const InheritedStyle& above = element.parent() ? style_of(*element.parent()).inherited : initial_inherited_style;
    if (element.take_newly_connected() && style.motion) style.motion->end_css();
    const InheritedStyle after_change = style.motion ? style.motion->after_change_inherited : style.inherited;
    bool followed = take_over_custom_properties(element);
    if (style.motion && style.motion->apply_custom()) style.cascaded->stale = true;
    if (style.cascaded && (style.cascaded->stale || style.cascaded->depends_on_parent)) {
        ++stats.elements_cascaded;
        bool children_follow = false;
        note_cascaded(element, cascade(element, above, children_follow));
        followed |= children_follow;
    } else if (style.motion || declares_motion(style.specified)) {
        const Style& base = style.motion ? style.motion->base : style.specified;
        note_cascaded(element, update_motion(element, base, above));
    }
    const bool hidden =
        style.motion && style.inherited_known && !(style.motion->after_change_inherited == after_change);
    InheritedStyle inherited = inherit(above, style.specified);
    add_control_defaults(element, style.specified, inherited);
    if (style.inherited_known && inherited == style.inherited)
        return hidden ? Followed::by_all : followed ? Followed::by_children : Followed::by_nobody;
    const Dirty dirty = style.inherited_known ? inherited_difference(style.inherited, inherited) : Dirty::layout;
    style.inherited = inherited;
    style.inherited_known = true;
    if (&element == &element.document().body()) follow_root_font_size(element);
    if (any(dirty)) element.document().note_change(element, dirty);
    return hidden ? Followed::by_all : Followed::by_children;
}

void recompute_with_followers(Element& root, StyleStats& stats) {
    const Followed by = recompute(root, stats);
    if (by == Followed::by_nobody) return;
    const bool all = by == Followed::by_all;
    Node* node = next_in_tree(root, root);
    while (node) {
        Element* element = node->as_element();
        const bool goes_on = element && (recompute(*element, stats) != Followed::by_nobody || all);
        node = goes_on ? next_in_tree(*node, root) : next_skipping_children(*node, root);
    }
}

/// Rules: what the changed attributes and lists of children can affect is stale now; new elements and new rules anyway.
/// Marking adds to the document's list of changes, so it comes before the stage takes that.
void take_over_changes_of_rules(Document& document, StyleSheet& sheet) {
    StyleRules& rules = *sheet.rules;
    if (std::exchange(rules.everything_stale, false)) {
        for (Node* node = &document.body(); node; node = next_in_tree(*node, document.body())) {
            Element* element = node->as_element();
            if (element) mark_rules_stale(*element), invalidate_children(rules, *element);
        }
        return;
    }
    document.take_style_changes(sheet.changes);
    for (const Ref<Node>& node : sheet.changes) node->clear_dirty(Dirty::style);
    rules.changed.swap(sheet.changes);
    for (const Ref<Node>& node : rules.changed) {
        Element* element = node->as_element();
        if (!element || !element->connected()) continue;
        const bool is_new = element->newly_connected() || !style_of(*element).cascaded;
        if (is_new) mark_rules_stale(*element), invalidate_children(rules, *element);
        else take_over_attributes(*element);
        document.note_change(*element, Dirty::style);
    }
    rules.changed.clear();
}

void recompute_changed(Document& document, StyleSheet& sheet, StyleStats& stats) {
    const float root_font_size = sheet.root_font_size;
    document.take_style_changes(sheet.changes);
    for (const Ref<Node>& node : sheet.changes) {
        Element* element = node->as_element();
        // Gone meanwhile, or already worked out on the way from an ancestor.
        if (!element->connected() || !element->is_dirty(Dirty::style)) continue;
        recompute_with_followers(*element, stats);
    }
    sheet.changes.clear();
    // Those who use it have come to the list meanwhile.
    if (sheet.root_font_size != root_font_size) recompute_changed(document, sheet, stats);
}

}  // namespace

StyleStats update_style(Document& document) {
    StyleStats stats;
    StyleSheet& sheet = style_sheet(document);
    if (sheet.animations) sheet.animations->in_style_stage = true;
    if (sheet.rules) {
        sheet.rules->has_memo.clear();
        take_over_changes_of_rules(document, sheet);
    }
    recompute_changed(document, sheet, stats);
    if (!sheet.animations) return stats;
    // An element that came, went or changed its display may end or begin animations below it.
    if (any(document.dirty() & Dirty::boxes)) {
        follow_rendered_elements(*sheet.animations);
        recompute_changed(document, sheet, stats);
    }
    sheet.animations->drop_irrelevant();
    sheet.animations->in_style_stage = false;
    return stats;
}

}  // namespace janklab
