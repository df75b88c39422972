// SPDX-License-Identifier: MIT
// Matching selectors.
#include "style/selectors.h"

#include <algorithm>

#include "dom/class_tokens.h"
#include "dom/document.h"
#include "dom/element.h"
#include "style/css_tokens.h"

namespace janklab {
namespace {

const Element* sibling_before(const Element& element) {
    const Node* node = element.previous_sibling();
    while (node && !node->as_element()) node = node->previous_sibling();
    return node ? node->as_element() : nullptr;
}
const Element* sibling_after(const Element& element) {
    const Node* node = element.next_sibling();
    while (node && !node->as_element()) node = node->next_sibling();
    return node ? node->as_element() : nullptr;
}

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = lower(c);
    return result;
}

bool compare(AttributeMatch match, std::string_view value, std::string_view wanted) {
    switch (match) {
        case AttributeMatch::present:
            return true;
        case AttributeMatch::equals:
            return value == wanted;
        case AttributeMatch::word:
            return has_token(value, wanted);
        case AttributeMatch::begins:
            return !wanted.empty() && value.starts_with(wanted);
        case AttributeMatch::ends:
            return !wanted.empty() && value.ends_with(wanted);
        case AttributeMatch::contains:
            return !wanted.empty() && value.find(wanted) != std::string_view::npos;
        case AttributeMatch::language:
            return value == wanted || (value.starts_with(wanted) && value.substr(wanted.size()).starts_with('-'));
    }
    return false;
}

bool matches(const AttributeTest& test, const Element& element) {
    const std::optional<std::string_view> found = element.attribute(test.name);
    if (!found) return false;
    return test.ignores_case ? compare(test.match, lower(*found), lower(test.value))
                             : compare(test.match, *found, test.value);
}

bool is_nth(const Element& element, const PseudoClass& pseudo) {
    const bool from_end = pseudo.kind == PseudoKind::nth_last_child || pseudo.kind == PseudoKind::nth_last_of_type;
    const bool of_type = pseudo.kind == PseudoKind::nth_of_type || pseudo.kind == PseudoKind::nth_last_of_type;
    const SiblingPlaces::Place place = element.document().sibling_places.of(element, of_type);
    const int distance = (from_end ? place.from_end : place.from_start) - pseudo.offset;
    return pseudo.step == 0 ? distance == 0 : distance % pseudo.step == 0 && distance / pseudo.step >= 0;
}

bool is_above_focus(const Element& element) {
    const Element* at = element.document().active_element();
    if (!at->is(InteractionState::focus)) return false;
    while (at && at != &element) at = at->parent();
    return at;
}

/// https://drafts.csswg.org/selectors-4/#the-empty-pseudo: texts without a character do not count.
bool is_empty(const Element& element) {
    const Node* node = element.first_child();
    while (node && node->as_text() && node->as_text()->data().empty()) node = node->next_sibling();
    return !node;
}

/// https://html.spec.whatwg.org/multipage/semantics-other.html#selector-disabled. Deviation: a fieldset disables itself
/// alone, as for the focus.
bool can_be_disabled(const Element& element) {
    constexpr std::string_view tags[] = {"button", "input", "textarea", "select", "option", "optgroup", "fieldset"};
    return std::ranges::find(tags, element.tag()) != std::end(tags);
}

/// Matches a selector, inside :has() with the element that is asked whether it has it.
class Matching {
  public:
    explicit Matching(HasMemo& memo, const Element* anchor = nullptr) : memo_(memo), anchor_(anchor) {}

    bool from(const Selector& selector, const Element& element) const {
        return go_on(selector, 0, element) == Outcome::matches;
    }

  private:
    /// How far a failure reaches. Who has no fitting ancestor has none from further up either, and likewise with
    /// siblings: so nothing is looked at twice, however combinators are mixed.
    enum class Outcome : std::uint8_t { matches, fails_here, fails_for_all_siblings, fails_for_all_ancestors };

    Outcome go_on(const Selector& selector, std::size_t at, const Element& element) const {
        if (!fits(selector.compounds[at], element)) return Outcome::fails_here;
        if (at + 1 == selector.compounds.size()) return Outcome::matches;
        switch (selector.compounds[at].to_left) {
            case Combinator::none:
                break;
            case Combinator::child:
                if (element.parent()) return go_on(selector, at + 1, *element.parent());
                break;
            case Combinator::descendant:
                for (const Element* above = element.parent(); above; above = above->parent()) {
                    const Outcome outcome = go_on(selector, at + 1, *above);
                    if (outcome == Outcome::matches || outcome == Outcome::fails_for_all_ancestors) return outcome;
                }
                break;
            case Combinator::next_sibling: {
                const Element* before = sibling_before(element);
                return before ? go_on(selector, at + 1, *before) : Outcome::fails_for_all_siblings;
            }
            case Combinator::later_sibling:
                for (const Element* before = sibling_before(element); before; before = sibling_before(*before)) {
                    const Outcome outcome = go_on(selector, at + 1, *before);
                    if (outcome != Outcome::fails_here) return outcome;
                }
                return Outcome::fails_for_all_siblings;
        }
        return Outcome::fails_for_all_ancestors;
    }

    bool fits(const Compound& compound, const Element& element) const {
        if (!compound.tag.empty() && compound.tag != element.tag()) return false;
        return std::ranges::all_of(compound.ids, [&](const std::string& one) { return element.id() == one; }) &&
               std::ranges::all_of(compound.classes, [&](const std::string& one) { return element.has_class(one); }) &&
               std::ranges::all_of(compound.attributes,
                                   [&](const AttributeTest& one) { return matches(one, element); }) &&
               std::ranges::all_of(compound.pseudos, [&](const PseudoClass& one) { return fits(one, element); });
    }

    bool fits(const PseudoClass& pseudo, const Element& element) const {
        const auto any = [&] {
            return std::ranges::any_of(pseudo.selectors, [&](const Selector& one) { return from(one, element); });
        };
        switch (pseudo.kind) {
            case PseudoKind::state:
                return element.is(pseudo.state);
            case PseudoKind::focus_within:
                return is_above_focus(element);
            case PseudoKind::enabled:
                return can_be_disabled(element) && !element.attribute("disabled");
            case PseudoKind::disabled:
                return can_be_disabled(element) && element.attribute("disabled");
            case PseudoKind::root:
                return !element.parent();
            case PseudoKind::empty:
                return is_empty(element);
            case PseudoKind::nth_child:
            case PseudoKind::nth_last_child:
            case PseudoKind::nth_of_type:
            case PseudoKind::nth_last_of_type:
                return is_nth(element, pseudo);
            case PseudoKind::is_any:
                return any();
            case PseudoKind::is_none:
                return !any();
            case PseudoKind::has:
                return std::ranges::any_of(pseudo.selectors, [&](const Selector& one) { return has(one, element); });
            case PseudoKind::anchor:
                return &element == anchor_;
        }
        return false;
    }

    /// Whether the relative selector matches something around `element`: what is in it, or beside it and behind.
    bool has(const Selector& selector, const Element& element) const {
        const Matching inside(memo_, &element);
        const HasReach reach = reach_of(selector);
        if (reach.furthest == 0) return inside.any_below(selector, element);
        // `~ x`, and nothing else beside: what one has behind it, all before that have as well.
        if (reach.nearest == 1 && reach.furthest == HasReach::all && element.parent())
            return place_of(element) < last_behind_any(selector, reach, *element.parent());
        const Element* at = sibling_after(element);
        for (int place = 1; at && place <= reach.furthest; ++place, at = sibling_after(*at)) {
            if (place < reach.nearest) continue;
            if (inside.fits_at(selector, reach, *at)) return true;
        }
        return false;
    }

    bool any_below(const Selector& selector, const Element& root) const {
        for (Node* node = next_in_tree(root, root); node; node = next_in_tree(*node, root)) {
            const Element* one = node->as_element();
            if (one && from(selector, *one)) return true;
        }
        return false;
    }
    bool fits_at(const Selector& selector, const HasReach& reach, const Element& sibling) const {
        return reach.below ? any_below(selector, sibling) : from(selector, sibling);
    }

    /// The place of the last child that the selector finds from any child before it; 0: there is none.
    int last_behind_any(const Selector& selector, const HasReach& reach, const Element& parent) const {
        std::optional<int>& last = memo_.last_in(selector, parent);
        if (last) return *last;
        const Node* node = parent.last_child();
        while (node && !node->as_element()) node = node->previous_sibling();
        const Element* at = node ? node->as_element() : nullptr;
        for (const Element* before = nullptr; at; at = before) {
            before = sibling_before(*at);
            if (before && Matching(memo_, before).fits_at(selector, reach, *at)) break;
        }
        last = at ? place_of(*at) : 0;
        return *last;
    }
    static int place_of(const Element& element) {
        return element.document().sibling_places.of(element, false).from_start;
    }

    HasMemo& memo_;
    const Element* anchor_;
};

}  // namespace

bool matches(const Selector& selector, const Element& element, HasMemo& memo) {
    return Matching(memo).from(selector, element);
}

HasReach reach_of(const Selector& relative) {
    HasReach reach;
    for (std::size_t i = relative.compounds.size() - 1; i-- > 0;) {
        const Combinator step = relative.compounds[i].to_left;
        if (step != Combinator::next_sibling && step != Combinator::later_sibling) {
            reach.below = true;
            break;
        }
        ++reach.nearest;
        if (step == Combinator::later_sibling) reach.furthest = HasReach::all;
        if (reach.furthest != HasReach::all) ++reach.furthest;
    }
    return reach;
}

namespace {

bool is_beside(Combinator combinator) {
    return combinator == Combinator::next_sibling || combinator == Combinator::later_sibling;
}

SiblingLooks looks_of(const Compound& compound);

/// Of :has(), for the element that has it.
SiblingLooks looks_of_relative(const Selector& relative) {
    const HasReach reach = reach_of(relative);
    const SiblingLooks inside = looks_at_siblings(relative);
    if (!inside.any()) return {};
    // `+ a + b` and what is below them: nothing else can come between.
    const auto steps = std::ranges::count_if(relative.compounds, is_beside, &Compound::to_left);
    const bool places =
        std::ranges::any_of(relative.compounds, [](const Compound& one) { return looks_of(one).any(); });
    if (!places && steps == reach.nearest && reach.furthest != HasReach::all) return {.next = reach.furthest};
    return {.after = true, .below = true};
}

SiblingLooks looks_of(const Compound& compound) {
    SiblingLooks looks;
    for (const PseudoClass& one : compound.pseudos) {
        const bool from_end = one.kind == PseudoKind::nth_last_child || one.kind == PseudoKind::nth_last_of_type;
        const bool last = one.kind == PseudoKind::nth_last_child && one.step == 0 && one.offset == 1;
        looks.before |= counts_siblings(one.kind) && !from_end;
        looks.last |= last;
        looks.after |= from_end && !last;
        for (const Selector& inner : one.selectors) {
            if (one.kind == PseudoKind::has) {
                looks |= looks_of_relative(inner);
                continue;
            }
            const SiblingLooks inside = looks_at_siblings(inner);
            looks |= inside;
            looks.below |= inside.any();
        }
    }
    return looks;
}

}  // namespace

SiblingLooks looks_at_siblings(const Selector& selector) {
    SiblingLooks looks;
    for (std::size_t i = 0; i < selector.compounds.size(); ++i) {
        const Compound& compound = selector.compounds[i];
        SiblingLooks here = looks_of(compound);
        here.before |= is_beside(compound.to_left);
        here.below |= i > 0 && here.any();
        looks |= here;
    }
    return looks;
}

}  // namespace janklab
