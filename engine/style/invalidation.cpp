// SPDX-License-Identifier: MIT
// Invalidation: what of the tree a change of a class, an id, an attribute, a state or a list of children can affect.
#include <algorithm>
#include <utility>

#include "dom/document.h"
#include "style/cascade.h"
#include "style/style_rules.h"

namespace janklab {
namespace {

std::string state_feature(InteractionState state) { return ":" + std::to_string(static_cast<int>(state)); }

constexpr std::string_view focus_within_feature = ":within";

/// Whether :is() or :not(), also in :has(), has selectors with combinators: they may ask for something far away.
bool has_long_selectors_inside(const Compound& compound) {
    return std::ranges::any_of(compound.pseudos, [](const PseudoClass& one) {
        return std::ranges::any_of(one.selectors, [&](const Selector& inner) {
            if (one.kind != PseudoKind::has && inner.compounds.size() > 1) return true;
            return std::ranges::any_of(inner.compounds, has_long_selectors_inside);
        });
    });
}

/// Notes of one compound of a selector what follows when something that it asks for changes.
class CompoundNotes {
  public:
    /// `affects`: what there is to do when the compound fits an element, or fits it no more. `far`: that holds too for
    /// what :has() asks for, wherever it is.
    CompoundNotes(StyleRules& rules, Invalidation affects, bool far)
        : rules_(rules), affects_(std::move(affects)), far_(far) {}

    void note(const Compound& compound) {
        for (const std::string& one : compound.ids) feature("#" + one);
        for (const std::string& one : compound.classes) feature("." + one);
        for (const AttributeTest& one : compound.attributes) feature("[" + one.name);
        for (const PseudoClass& one : compound.pseudos) note(one, compound);
    }

  private:
    void note(const PseudoClass& pseudo, const Compound& of) {
        if (pseudo.kind == PseudoKind::state) feature(state_feature(pseudo.state));
        if (pseudo.kind == PseudoKind::empty) feature(":empty");
        if (pseudo.kind == PseudoKind::focus_within) feature(std::string(focus_within_feature));
        if (pseudo.kind == PseudoKind::enabled || pseudo.kind == PseudoKind::disabled) feature("[disabled");
        for (const Selector& inner : pseudo.selectors) {
            const std::size_t around = anchor_;
            if (pseudo.kind == PseudoKind::has) {  // which is never in another one
                anchor_ = rules_.anchors.size();
                rules_.anchors.push_back({subject_feature(of), reach_of(inner), affects_});
            }
            for (const Compound& part : inner.compounds) note(part);
            anchor_ = around;
        }
    }

    void feature(const std::string& name) {
        Invalidation& one = rules_.invalidations[name];
        if (anchor_ != no_anchor) one.anchors.push_back(anchor_);
        if (anchor_ != no_anchor && !far_) return;
        one.itself |= affects_.itself;
        add(affects_.below, one.below);
        for (const InvalidationBeside& beside : affects_.beside) add(beside, one.beside);
    }

    static void add(const InvalidationBelow& more, InvalidationBelow& to) {
        to.everything |= more.everything;
        for (const std::string& one : more.features) {
            if (std::ranges::find(to.features, one) == to.features.end()) to.features.push_back(one);
        }
    }

    static void add(const InvalidationBeside& more, std::vector<InvalidationBeside>& to) {
        const auto found = std::ranges::find(to, more.found_by, &InvalidationBeside::found_by);
        if (found == to.end()) return to.push_back(more);
        found->furthest = std::max(found->furthest, more.furthest);
        found->itself |= more.itself;
        add(more.below, found->below);
    }

    static constexpr std::size_t no_anchor = static_cast<std::size_t>(-1);
    StyleRules& rules_;
    const Invalidation affects_;
    const bool far_;
    std::size_t anchor_ = no_anchor;  // of the :has() that is being noted
};

bool has_feature(const Element& element, std::string_view feature) {
    if (feature == "*") return true;
    if (feature[0] == '.') return element.has_class(feature.substr(1));
    if (feature[0] == '#') return element.id() == feature.substr(1);
    return element.tag() == feature;
}

/// For all elements in tree order.
template <class Visit>
void for_each_element_below(Element& root, Visit visit) {
    for (Node* node = next_in_tree(root, root); node; node = next_in_tree(*node, root)) {
        if (Element* element = node->as_element()) visit(*element);
    }
}

void invalidate(const StyleRules& rules, const Invalidation& what, Element& element);

/// What :has() may look from to `element`: the elements that it is in; or if it looks beside them, those before.
void invalidate_around(const StyleRules& rules, const HasAnchor& anchor, Element& element) {
    const auto ask = [&](Element& one) {
        if (has_feature(one, anchor.found_by)) invalidate(rules, anchor.affects, one);
    };
    const HasReach& reach = anchor.reach;
    if (reach.furthest == 0) {
        for (Element* at = element.parent(); at; at = at->parent()) ask(*at);
        return;
    }
    for (Element* at = &element; at; at = reach.below ? at->parent() : nullptr) {
        Node* node = at->previous_sibling();
        for (int place = 1; node && place <= reach.furthest; node = node->previous_sibling()) {
            if (Element* before = node->as_element()) ask(*before), ++place;
        }
    }
}

void invalidate_below(const InvalidationBelow& what, Element& root) {
    if (!what.any()) return;
    for_each_element_below(root, [&](Element& one) {
        const auto has = [&](const std::string& wanted) { return has_feature(one, wanted); };
        if (what.everything || std::ranges::any_of(what.features, has)) mark_rules_stale(one);
    });
}

void invalidate_beside(const std::vector<InvalidationBeside>& what, Element& element) {
    int furthest = 0;
    for (const InvalidationBeside& one : what) furthest = std::max(furthest, one.furthest);
    Node* node = element.next_sibling();
    for (int place = 1; node && place <= furthest; node = node->next_sibling()) {
        Element* sibling = node->as_element();
        if (!sibling) continue;
        for (const InvalidationBeside& one : what) {
            if (place > one.furthest || !has_feature(*sibling, one.found_by)) continue;
            if (one.itself) mark_rules_stale(*sibling);
            invalidate_below(one.below, *sibling);
        }
        ++place;
    }
}

void invalidate(const StyleRules& rules, const Invalidation& what, Element& element) {
    for (const std::size_t anchor : what.anchors) invalidate_around(rules, rules.anchors[anchor], element);
    if (what.itself) mark_rules_stale(element);
    invalidate_below(what.below, element);
    invalidate_beside(what.beside, element);
}

/// What a change of what compound `i` of the selector asks of an element can affect: from the element over siblings
/// behind it, as many as combinators say, to what is below, down to the subject.
Invalidation affected_by(const Selector& selector, std::size_t i) {
    if (i == 0) return {.itself = true};
    InvalidationBeside beside;
    for (; i > 0; --i) {
        const Combinator reach = selector.compounds[i - 1].to_left;
        if (reach == Combinator::later_sibling) beside.furthest = InvalidationBeside::all;
        else if (reach != Combinator::next_sibling) break;
        else if (beside.furthest != InvalidationBeside::all) ++beside.furthest;
    }
    if (i == 0) {
        beside.itself = true;
    } else {
        const std::string subject = subject_feature(selector.compounds.front());
        beside.below.everything = subject == "*";
        if (!beside.below.everything) beside.below.features = {subject};
    }
    if (beside.furthest == 0) return {.below = std::move(beside.below)};
    beside.found_by = subject_feature(selector.compounds[i]);
    return {.beside = {std::move(beside)}};
}

Invalidation everything_around() {
    const InvalidationBelow below{.everything = true};
    return {.itself = true,
            .below = below,
            .beside = {{.found_by = "*", .furthest = InvalidationBeside::all, .itself = true, .below = below}}};
}

}  // namespace

void forget_invalidations(StyleRules& rules) {
    rules.invalidations.clear();
    rules.anchors.clear();
    rules.sibling_looks = {};
}

void note_invalidations(StyleRules& rules, const Selector& selector) {
    for (std::size_t i = 0; i < selector.compounds.size(); ++i) {
        const Compound& compound = selector.compounds[i];
        const bool far = has_long_selectors_inside(compound);
        CompoundNotes(rules, far ? everything_around() : affected_by(selector, i), far).note(compound);
    }
    rules.sibling_looks |= looks_at_siblings(selector);
}

void invalidate_by(const StyleRules& rules, std::string_view feature, Element& element) {
    const auto found = rules.invalidations.find(feature);
    if (found != rules.invalidations.end()) invalidate(rules, found->second, element);
}

void invalidate_by_state(const StyleRules& rules, InteractionState state, Element& element) {
    invalidate_by(rules, state_feature(state), element);
    if (state != InteractionState::focus) return;
    for (Element* at = &element; at; at = at->parent()) invalidate_by(rules, focus_within_feature, *at);
}

void invalidate_anchors_of_children(const StyleRules& rules, Element& element) {
    for (const HasAnchor& anchor : rules.anchors) {
        if (anchor.reach.furthest == 0 && has_feature(element, anchor.found_by))
            invalidate(rules, anchor.affects, element);
        invalidate_around(rules, anchor, element);
    }
}

/// Looks at all children, but matches only those that have others before or behind them than they have seen.
void invalidate_children(const StyleRules& rules, Element& element) {
    const SiblingLooks& looks = rules.sibling_looks;
    if (!looks.any()) return;
    const auto element_from = [](Node* node) {
        while (node && !node->as_element()) node = node->next_sibling();
        return node ? node->as_element() : nullptr;
    };
    const auto mark = [&](Element& child) {
        mark_rules_stale(child);
        if (looks.below) mark_rules_stale_below(child);
    };
    /// So many before the node.
    const auto mark_before = [&](const Node& from, int count) {
        for (Node* node = from.previous_sibling(); node && count > 0; node = node->previous_sibling()) {
            if (Element* one = node->as_element()) mark(*one), --count;
        }
    };
    const Element* before = nullptr;
    bool others_before = false;
    Element* next = nullptr;
    for (Element* child = element_from(element.first_child()); child; child = next) {
        next = element_from(child->next_sibling());
        SeenSiblings& seen = cascaded_of(*child).seen_siblings;
        const bool other_before = seen.before != before || !seen.any, is_last_now = seen.is_last != !next;
        others_before |= other_before;
        if (looks.after || (looks.before && others_before) || (looks.last && is_last_now)) mark(*child);
        if (other_before) mark_before(*child, looks.next);
        if (looks.next > 0 && is_last_now) mark(*child), mark_before(*child, looks.next - 1);
        seen = {.before = before, .is_last = !next, .any = true};
        before = child;
    }
}

void mark_rules_stale(Element& element) {
    cascaded_of(element).stale = true;
    element.document().note_change(element, Dirty::style);
}

void mark_rules_stale_below(Element& element) { for_each_element_below(element, mark_rules_stale); }

}  // namespace janklab
