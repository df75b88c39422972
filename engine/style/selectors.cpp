// SPDX-License-Identifier: MIT
// Reading and matching selectors.
#include "style/selectors.h"

#include <algorithm>

#include "dom/element.h"
#include "style/css_tokens.h"

namespace janklab {
namespace {

constexpr int deepest_selector = 16;  // of :is() in :not() and so on
constexpr std::size_t longest_selector = 64;

class SelectorReader {
  public:
    SelectorReader(CssTokens& tokens, int depth) : tokens_(tokens), depth_(depth) {}

    std::vector<Selector> list() {
        std::vector<Selector> all;
        do {
            Selector selector;
            if (!complex(selector)) return {};
            all.push_back(std::move(selector));
        } while (tokens_.take(','));
        return all;
    }

  private:
    bool complex(Selector& into) {
        Combinator combinator = Combinator::none;
        while (into.compounds.size() < longest_selector) {
            Compound compound;
            tokens_.skip_space();
            if (!this->compound(compound, into.specificity)) return false;
            compound.to_left = combinator;
            into.compounds.push_back(std::move(compound));
            const bool space = tokens_.peek().kind == CssTokenKind::space;
            const CssToken& next = tokens_.peek_solid();
            if (next.is_end() || next.is(',') || next.is('{') || next.is(')')) {
                std::reverse(into.compounds.begin(), into.compounds.end());
                // A combinator was noted with the compound on its right, which is the one that asks.
                return true;
            }
            if (next.is('>')) combinator = Combinator::child;
            else if (next.is('+')) combinator = Combinator::next_sibling;
            else if (next.is('~')) combinator = Combinator::later_sibling;
            else if (space) combinator = Combinator::descendant;
            else return false;
            if (combinator != Combinator::descendant) tokens_.next();
        }
        return false;
    }

    bool compound(Compound& into, Specificity& specificity) {
        bool any = false;
        while (true) {
            const CssToken token = tokens_.peek();
            if (!any && token.kind == CssTokenKind::ident) {
                into.tag = token.text;
                specificity += specificity_of(0, 0, 1);
            } else if (!any && token.is('*')) {
                // any element
            } else if (token.kind == CssTokenKind::hash) {
                into.id = token.text;
                specificity += specificity_of(1, 0, 0);
            } else if (token.is('.')) {
                tokens_.next();
                if (tokens_.peek().kind != CssTokenKind::ident) return false;
                into.classes.emplace_back(tokens_.peek().text);
                specificity += specificity_of(0, 1, 0);
            } else if (token.is('[')) {
                tokens_.next();
                if (!attribute(into)) return false;
                specificity += specificity_of(0, 1, 0);
            } else if (token.is(':')) {
                tokens_.next();
                if (!pseudo(into, specificity)) return false;
            } else {
                return any;
            }
            tokens_.next();
            any = true;
        }
    }

    /// Stops at the closing bracket.
    bool attribute(Compound& into) {
        AttributeTest test;
        if (tokens_.peek_solid().kind != CssTokenKind::ident) return false;
        test.name = tokens_.next().text;
        const CssToken sign = tokens_.peek_solid();
        if (!sign.is(']')) {
            if (!sign.is('=')) {
                constexpr std::pair<char, AttributeMatch> signs[] = {{'~', AttributeMatch::word},
                                                                     {'^', AttributeMatch::begins},
                                                                     {'$', AttributeMatch::ends},
                                                                     {'*', AttributeMatch::contains},
                                                                     {'|', AttributeMatch::language}};
                const auto known = std::ranges::find_if(signs, [&](const auto& one) { return sign.is(one.first); });
                if (known == std::end(signs)) return false;
                test.match = known->second;
                tokens_.next();
            } else {
                test.match = AttributeMatch::equals;
            }
            if (!tokens_.peek().is('=')) return false;
            tokens_.next();
            const CssToken value = tokens_.next_solid();
            if (value.kind != CssTokenKind::ident && value.kind != CssTokenKind::string) return false;
            test.value = value.text;
        }
        into.attributes.push_back(std::move(test));
        return tokens_.peek_solid().is(']');
    }

    /// Stops at the name, or at the closing bracket.
    bool pseudo(Compound& into, Specificity& specificity) {
        const CssToken name = tokens_.peek();
        PseudoClass pseudo;
        if (name.kind == CssTokenKind::function) {
            tokens_.next();
            if (!pseudo_function(name.text, pseudo, specificity)) return false;
        } else if (name.kind != CssTokenKind::ident || !plain_pseudo(name.text, into, pseudo)) {
            return false;
        } else {
            specificity += specificity_of(0, 1, 0);
        }
        into.pseudos.push_back(std::move(pseudo));
        return true;
    }

    static bool plain_pseudo(std::string_view name, Compound& into, PseudoClass& pseudo) {
        constexpr std::pair<std::string_view, InteractionState> states[] = {
            {"hover", InteractionState::hover},
            {"active", InteractionState::active},
            {"focus", InteractionState::focus},
            {"focus-visible", InteractionState::focus_visible}};
        for (const auto& [known, state] : states) {
            if (known == name) return pseudo.kind = PseudoKind::state, pseudo.state = state, true;
        }
        const auto nth = [&](PseudoKind kind) { return pseudo.kind = kind, pseudo.offset = 1, true; };
        if (name == "root") return pseudo.kind = PseudoKind::root, true;
        if (name == "empty") return pseudo.kind = PseudoKind::empty, true;
        if (name == "first-child") return nth(PseudoKind::nth_child);
        if (name == "last-child") return nth(PseudoKind::nth_last_child);
        if (name != "only-child") return false;
        into.pseudos.push_back({.kind = PseudoKind::nth_child, .offset = 1});
        return nth(PseudoKind::nth_last_child);
    }

    bool pseudo_function(std::string_view name, PseudoClass& pseudo, Specificity& specificity) {
        if (name == "nth-child" || name == "nth-last-child") {
            pseudo.kind = name == "nth-child" ? PseudoKind::nth_child : PseudoKind::nth_last_child;
            specificity += specificity_of(0, 1, 0);
            return nth(pseudo) && tokens_.peek_solid().is(')');
        }
        if ((name != "is" && name != "not" && name != "where") || depth_ >= deepest_selector) return false;
        pseudo.kind = name == "not" ? PseudoKind::is_none : PseudoKind::is_any;
        pseudo.selectors = SelectorReader(tokens_, depth_ + 1).list();
        if (pseudo.selectors.empty()) return false;
        Specificity most = 0;
        for (const Selector& one : pseudo.selectors) most = std::max(most, one.specificity);
        if (name != "where") specificity += most;
        return tokens_.peek_solid().is(')');
    }

    /// An+B: odd, even, 3, 2n, -n+3, n + 2.
    bool nth(PseudoClass& pseudo) {
        if (tokens_.take_ident("odd")) return pseudo.step = 2, pseudo.offset = 1, true;
        if (tokens_.take_ident("even")) return pseudo.step = 2, pseudo.offset = 0, true;
        std::string written;
        while (!tokens_.peek_solid().is(')') && !tokens_.peek().is_end() && written.size() < 32) {
            const CssToken token = tokens_.next();
            written += tokens_.text().substr(token.begin, token.finish - token.begin);
        }
        const std::size_t n = written.find('n');
        const auto number = [](std::string_view text, int& into) {
            if (text == "" || text == "+") return into = 1, true;
            if (text == "-") return into = -1, true;
            const bool negative = text[0] == '-';
            if (negative || text[0] == '+') text.remove_prefix(1);
            int value = 0;
            for (char c : text) {
                if (c < '0' || c > '9' || value > 1'000'000) return false;
                value = value * 10 + (c - '0');
            }
            into = negative ? -value : value;
            return !text.empty();
        };
        if (n == std::string::npos) return !written.empty() && number(written, pseudo.offset);
        const std::string_view rest = std::string_view(written).substr(n + 1);
        if (!number(std::string_view(written).substr(0, n), pseudo.step)) return false;
        return rest.empty() ? (pseudo.offset = 0, true) : number(rest, pseudo.offset);
    }

    CssTokens& tokens_;
    int depth_;
};

// -- matching
// ----------------------------------------------------------------------------------------------------------

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

bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        if (list.substr(0, end) == word) return !word.empty();
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

bool matches(const AttributeTest& test, const Element& element) {
    const std::optional<std::string_view> found = element.attribute(test.name);
    if (!found) return false;
    const std::string_view value = *found, wanted = test.value;
    switch (test.match) {
        case AttributeMatch::present:
            return true;
        case AttributeMatch::equals:
            return value == wanted;
        case AttributeMatch::word:
            return has_word(value, wanted);
        case AttributeMatch::begins:
            return !wanted.empty() && value.starts_with(wanted);
        case AttributeMatch::ends:
            return !wanted.empty() && value.ends_with(wanted);
        case AttributeMatch::contains:
            return !wanted.empty() && value.find(wanted) != std::string_view::npos;
        case AttributeMatch::language:
            return value == wanted || value.starts_with(std::string(wanted) + '-');
    }
    return false;
}

bool is_nth(const Element& element, const PseudoClass& pseudo) {
    int index = 1;
    const Element* at = &element;
    const bool from_end = pseudo.kind == PseudoKind::nth_last_child;
    while ((at = from_end ? sibling_after(*at) : sibling_before(*at))) ++index;
    const int distance = index - pseudo.offset;
    return pseudo.step == 0 ? distance == 0 : distance % pseudo.step == 0 && distance / pseudo.step >= 0;
}

bool matches(const PseudoClass& pseudo, const Element& element) {
    const auto any = [&] {
        return std::ranges::any_of(pseudo.selectors,
                                   [&](const Selector& one) { return janklab::matches(one, element); });
    };
    switch (pseudo.kind) {
        case PseudoKind::state:
            return element.is(pseudo.state);
        case PseudoKind::root:
            return !element.parent();
        case PseudoKind::empty:
            return !element.has_children();
        case PseudoKind::nth_child:
        case PseudoKind::nth_last_child:
            return is_nth(element, pseudo);
        case PseudoKind::is_any:
            return any();
        case PseudoKind::is_none:
            return !any();
    }
    return false;
}

bool matches(const Compound& compound, const Element& element) {
    if (!compound.tag.empty() && compound.tag != element.tag()) return false;
    if (!compound.id.empty() && compound.id != element.id()) return false;
    return std::ranges::all_of(compound.classes, [&](const std::string& one) { return element.has_class(one); }) &&
           std::ranges::all_of(compound.attributes, [&](const AttributeTest& one) { return matches(one, element); }) &&
           std::ranges::all_of(compound.pseudos, [&](const PseudoClass& one) { return matches(one, element); });
}

/// Whether `element` fits compound `at`, and others fit those to its left.
bool matches_from(const Selector& selector, std::size_t at, const Element& element) {
    const Compound& compound = selector.compounds[at];
    if (!matches(compound, element)) return false;
    if (at + 1 == selector.compounds.size()) return true;
    switch (compound.to_left) {
        case Combinator::none:
            return false;
        case Combinator::child:
            return element.parent() && matches_from(selector, at + 1, *element.parent());
        case Combinator::descendant:
            for (const Element* above = element.parent(); above; above = above->parent()) {
                if (matches_from(selector, at + 1, *above)) return true;
            }
            return false;
        case Combinator::next_sibling: {
            const Element* before = sibling_before(element);
            return before && matches_from(selector, at + 1, *before);
        }
        case Combinator::later_sibling:
            for (const Element* before = sibling_before(element); before; before = sibling_before(*before)) {
                if (matches_from(selector, at + 1, *before)) return true;
            }
            return false;
    }
    return false;
}

}  // namespace

std::vector<Selector> read_selectors(CssTokens& tokens) { return SelectorReader(tokens, 0).list(); }

std::vector<Selector> read_selectors(std::string_view text) {
    CssTokens tokens(text);
    std::vector<Selector> all = read_selectors(tokens);
    if (!tokens.at_end()) all.clear();
    return all;
}

bool matches(const Selector& selector, const Element& element) { return matches_from(selector, 0, element); }

bool looks_at_siblings(const Selector& selector) {
    return std::ranges::any_of(selector.compounds, [](const Compound& compound) {
        const bool beside =
            compound.to_left == Combinator::next_sibling || compound.to_left == Combinator::later_sibling;
        return beside || std::ranges::any_of(compound.pseudos, [](const PseudoClass& one) {
                   return one.kind == PseudoKind::empty || one.kind == PseudoKind::nth_child ||
                          one.kind == PseudoKind::nth_last_child ||
                          std::ranges::any_of(one.selectors, looks_at_siblings);
               });
    });
}

}  // namespace janklab
