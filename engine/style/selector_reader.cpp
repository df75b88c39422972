// SPDX-License-Identifier: MIT
// Reading selectors. https://drafts.csswg.org/selectors-4/#grammar
#include <algorithm>
#include <optional>
#include <utility>

#include "dom/class_tokens.h"
#include "style/css_tokens.h"
#include "style/selectors.h"

namespace janklab {
namespace {

constexpr int deepest_selector = 16;  // of :is() in :not() and so on
constexpr std::size_t longest_selector = 64;

class SelectorReader {
  public:
    enum class Inside : std::uint8_t { nothing, has };
    SelectorReader(CssTokens& tokens, int depth, Inside inside = Inside::nothing)
        : tokens_(tokens), depth_(depth), inside_(inside) {}

    std::vector<Selector> list() {
        std::vector<Selector> all;
        do {
            Selector selector;
            if (!complex(selector)) return {};
            all.push_back(std::move(selector));
        } while (tokens_.take(','));
        return all;
    }

    /// Leaves out what is not a selector: https://drafts.csswg.org/selectors-4/#forgiving-selector
    std::vector<Selector> forgiving_list() {
        std::vector<Selector> all;
        do {
            const CssTokens start = tokens_;
            Selector selector;
            if (complex(selector)) {
                all.push_back(std::move(selector));
            } else {
                tokens_ = start;
                tokens_.take_until(",");
            }
        } while (tokens_.take(','));
        return all;
    }

    /// Those of :has(): each may begin with a combinator, by which its leftmost element is reached from the anchor.
    std::vector<Selector> relative_list() {
        std::vector<Selector> all;
        do {
            const Combinator first = combinator(tokens_.peek_solid()).value_or(Combinator::descendant);
            if (first != Combinator::descendant) tokens_.next();
            Selector selector;
            if (!complex(selector)) return {};
            selector.compounds.back().to_left = first;
            selector.compounds.emplace_back().pseudos.push_back({.kind = PseudoKind::anchor});
            all.push_back(std::move(selector));
        } while (tokens_.take(','));
        return all;
    }

  private:
    static std::optional<Combinator> combinator(const CssToken& token) {
        if (token.is('>')) return Combinator::child;
        if (token.is('+')) return Combinator::next_sibling;
        if (token.is('~')) return Combinator::later_sibling;
        return std::nullopt;
    }

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
            const std::optional<Combinator> sign = this->combinator(next);
            if (!sign && !space) return false;
            combinator = sign.value_or(Combinator::descendant);
            if (sign) tokens_.next();
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
                into.ids.emplace_back(token.text);
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
            // https://drafts.csswg.org/selectors-4/#attribute-case
            test.ignores_case = tokens_.take_ident("i");
            if (!test.ignores_case) tokens_.take_ident("s");
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
            if (same_word(known, name)) return pseudo.kind = PseudoKind::state, pseudo.state = state, true;
        }
        constexpr std::pair<std::string_view, PseudoKind> plain[] = {{"root", PseudoKind::root},
                                                                     {"empty", PseudoKind::empty},
                                                                     {"focus-within", PseudoKind::focus_within},
                                                                     {"enabled", PseudoKind::enabled},
                                                                     {"disabled", PseudoKind::disabled}};
        for (const auto& [known, kind] : plain) {
            if (same_word(known, name)) return pseudo.kind = kind, true;
        }
        struct Place {
            std::string_view name;
            PseudoKind kind, also;  // the same where it is one
        };
        constexpr Place places[] = {{"first-child", PseudoKind::nth_child, PseudoKind::nth_child},
                                    {"last-child", PseudoKind::nth_last_child, PseudoKind::nth_last_child},
                                    {"only-child", PseudoKind::nth_child, PseudoKind::nth_last_child},
                                    {"first-of-type", PseudoKind::nth_of_type, PseudoKind::nth_of_type},
                                    {"last-of-type", PseudoKind::nth_last_of_type, PseudoKind::nth_last_of_type},
                                    {"only-of-type", PseudoKind::nth_of_type, PseudoKind::nth_last_of_type}};
        for (const Place& place : places) {
            if (!same_word(place.name, name)) continue;
            if (place.also != place.kind) into.pseudos.push_back({.kind = place.also, .offset = 1});
            return pseudo.kind = place.kind, pseudo.offset = 1, true;
        }
        return false;
    }

    bool pseudo_function(std::string_view name, PseudoClass& pseudo, Specificity& specificity) {
        constexpr std::pair<std::string_view, PseudoKind> counting[] = {
            {"nth-child", PseudoKind::nth_child},
            {"nth-last-child", PseudoKind::nth_last_child},
            {"nth-of-type", PseudoKind::nth_of_type},
            {"nth-last-of-type", PseudoKind::nth_last_of_type}};
        for (const auto& [known, kind] : counting) {
            if (!same_word(known, name)) continue;
            pseudo.kind = kind;
            specificity += specificity_of(0, 1, 0);
            return nth(pseudo) && tokens_.peek_solid().is(')');
        }
        if (depth_ >= deepest_selector) return false;
        SelectorReader inner(tokens_, depth_ + 1, inside_);
        const bool where = same_word(name, "where");
        if (where || same_word(name, "is")) {
            pseudo.kind = PseudoKind::is_any;
            pseudo.selectors = inner.forgiving_list();
        } else if (same_word(name, "not")) {
            pseudo.kind = PseudoKind::is_none;
            pseudo.selectors = inner.list();
            if (pseudo.selectors.empty()) return false;
        } else if (same_word(name, "has") && inside_ != Inside::has) {
            pseudo.kind = PseudoKind::has;
            inner.inside_ = Inside::has;
            pseudo.selectors = inner.relative_list();
            if (pseudo.selectors.empty()) return false;
        } else {
            return false;
        }
        Specificity most = 0;
        for (const Selector& one : pseudo.selectors) most = std::max(most, one.specificity);
        if (!where) specificity += most;
        return tokens_.peek_solid().is(')');
    }

    /// https://drafts.csswg.org/css-syntax-3/#anb-microsyntax: odd, even, 3, 2n, -n+3, n + 2. Its tokens join what is
    /// one thing (`2n-1`) and part what is not, so it is read from the text.
    bool nth(PseudoClass& pseudo) {
        if (tokens_.take_ident("odd")) return pseudo.step = 2, pseudo.offset = 1, true;
        if (tokens_.take_ident("even")) return pseudo.step = 2, pseudo.offset = 0, true;
        std::string written;
        for (tokens_.skip_space(); !tokens_.peek().is(')') && !tokens_.peek().is_end() && written.size() < 64;) {
            const CssToken token = tokens_.next();
            written += tokens_.text().substr(token.begin, token.finish - token.begin);
        }
        std::string_view text = written;
        int number = 0;
        const bool negative = text.starts_with('-');
        if (negative || text.starts_with('+')) text.remove_prefix(1);
        const bool has_number = take_digits(text, number);
        number = negative ? -number : number;
        if (!text.starts_with('n') && !text.starts_with('N'))
            return pseudo.offset = number, has_number && is_blank(text);
        text.remove_prefix(1);
        pseudo.step = has_number ? number : negative ? -1 : 1;
        skip_blanks(text);
        if (text.empty()) return pseudo.offset = 0, true;
        const bool less = text.starts_with('-');
        if (!less && !text.starts_with('+')) return false;
        text.remove_prefix(1);
        skip_blanks(text);
        const bool has_offset = take_digits(text, number);
        pseudo.offset = less ? -number : number;
        return has_offset && is_blank(text);
    }

    static bool is_blank(std::string_view text) {
        return text.find_first_not_of(ascii_white_space) == std::string_view::npos;
    }
    static void skip_blanks(std::string_view& text) {
        text.remove_prefix(std::min(text.find_first_not_of(ascii_white_space), text.size()));
    }
    /// At most a million.
    static bool take_digits(std::string_view& text, int& into) {
        const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
        into = 0;
        for (const char c : text.substr(0, count)) into = std::min(into * 10 + (c - '0'), 1'000'000);
        text.remove_prefix(count);
        return count > 0;
    }

    CssTokens& tokens_;
    int depth_;
    Inside inside_;
};

}  // namespace

std::vector<Selector> read_selectors(CssTokens& tokens) { return SelectorReader(tokens, 0).list(); }

std::vector<Selector> read_selectors(std::string_view text) {
    CssTokens tokens(text);
    std::vector<Selector> all = read_selectors(tokens);
    if (!tokens.at_end()) all.clear();
    return all;
}

}  // namespace janklab
