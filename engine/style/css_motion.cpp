// SPDX-License-Identifier: MIT
// The values of transition and animation properties: reading, writing, and their lists made in C++.
// https://drafts.csswg.org/css-transitions-1/ https://drafts.csswg.org/css-animations-1/
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "style/css_values.h"
#include "style/declarations.h"

namespace janklab {
namespace {

bool is_wide_keyword(const CssToken& token) {
    return token.is_ident("inherit") || token.is_ident("initial") || token.is_ident("unset") ||
           token.is_ident("revert") || token.is_ident("default");
}

std::string in_lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

}  // namespace

// -- lists
// -------------------------------------------------------------------------------------------------------------

TransitionProperty::TransitionProperty(std::string_view of) : name(of) {
    covers = same_word(of, "all") ? all_properties() : properties_of(of);
}

TransitionStyle::TransitionStyle(std::initializer_list<Transition> list) {
    if (list.size() == 0) return;
    TransitionLists& lists = *operator->();
    lists = {{}, {}, {}, {}, {}};
    for (const Transition& one : list) {
        lists.properties.emplace_back(one.property);
        lists.durations.push_back(one.duration);
        lists.easings.push_back(one.easing);
        lists.delays.push_back(one.delay);
        lists.behaviors.push_back(one.behavior);
    }
}

AnimationStyle::AnimationStyle(std::initializer_list<KeyframesUse> list) {
    if (list.size() == 0) return;
    AnimationLists& lists = *operator->();
    lists = {{}, {}, {}, {}, {}, {}, {}, {}, {}};
    for (const KeyframesUse& one : list) {
        lists.names.emplace_back(one.name);
        lists.durations.push_back(one.duration);
        lists.easings.push_back(one.easing);
        lists.delays.push_back(one.delay);
        lists.iterations.push_back(one.iterations);
        lists.directions.push_back(one.direction);
        lists.fills.push_back(one.fill);
        lists.play_states.push_back(one.play_state);
        lists.compositions.push_back(one.composition);
    }
}

// -- reading
// -----------------------------------------------------------------------------------------------------------

bool CssValueReader::read(Syntax syntax, Duration& into) {
    const bool positive = syntax == Syntax::durations;
    if (positive && tokens_.take_ident("auto")) return into = Duration{0}, true;
    Sum sum;
    if (tokens_.peek_solid().kind == CssTokenKind::function) {
        if (!read_math(CalcType::time, sum)) return false;
        into = from_ms(positive ? std::max(0.0, sum.value) : sum.value);
        return true;
    }
    const std::optional<double> ms = ms_of(tokens_.peek());
    if (!ms || (positive && *ms < 0)) return false;
    tokens_.next();
    into = from_ms(*ms);
    return true;
}

bool CssValueReader::read(Syntax, Easing& into) {
    const CssToken token = tokens_.peek_solid();
    std::string_view text = token.text;
    CssTokens behind = tokens_;
    behind.next();
    if (token.kind == CssTokenKind::function) {
        behind.take_until("");
        const std::uint32_t end = behind.peek().finish;
        if (!behind.take(')')) return false;
        text = tokens_.text().substr(token.begin, end - token.begin);
    } else if (token.kind != CssTokenKind::ident) {
        return false;
    }
    const std::optional<Easing> easing = parse_easing(in_lower_case(text));
    if (!easing) return false;
    tokens_ = behind;
    into = *easing;
    return true;
}

bool CssValueReader::read(Syntax, double& into) {
    if (tokens_.take_ident("infinite")) return into = infinite_iterations, true;
    return read_number(into, 0, infinite_iterations);
}

bool CssValueReader::read(Syntax, std::string& into) {
    const CssToken token = tokens_.peek_solid();
    const bool name = token.kind == CssTokenKind::ident || token.kind == CssTokenKind::string;
    if (!name || (token.kind == CssTokenKind::ident && is_wide_keyword(token))) return false;
    tokens_.next();
    into = token.is_ident("none") ? "" : token.text;
    return true;
}

bool CssValueReader::read(Syntax, std::vector<TransitionProperty>& into) {
    std::vector<TransitionProperty> list;
    if (tokens_.take_ident("none")) return into.clear(), true;
    do {
        const CssToken token = tokens_.peek_solid();
        if (token.kind != CssTokenKind::ident || is_wide_keyword(token) || token.is_ident("none")) return false;
        tokens_.next();
        list.emplace_back(token.text.starts_with("--") ? std::string(token.text) : in_lower_case(token.text));
    } while (tokens_.take(','));
    into = std::move(list);
    return true;
}

// -- shorthands
// --------------------------------------------------------------------------------------------------------

/// https://drafts.csswg.org/css-transitions-1/#transition-shorthand-property
bool read_transition(CssValueReader& reader, Style& style, PropertySet& set) {
    CssTokens& tokens = reader.tokens();
    TransitionLists lists{{}, {}, {}, {}, {}};
    bool none = false;
    do {
        std::vector<TransitionProperty> property;
        Duration duration{}, delay{};
        Easing easing = Easing::ease();
        TransitionBehavior behavior{};
        bool has_duration = false, has_delay = false, has_easing = false, has_behavior = false, has_property = false;
        while (!tokens.at_end() && !tokens.peek_solid().is(',')) {
            if (!has_duration && reader.read(Syntax::durations, duration)) has_duration = true;
            else if (!has_delay && reader.read(Syntax::times, delay)) has_delay = true;
            else if (!has_easing && reader.read(Syntax::easings, easing)) has_easing = true;
            else if (!has_behavior && reader.read(Syntax::keyword, behavior)) has_behavior = true;
            else if (!has_property && tokens.take_ident("none")) none = has_property = true;
            else if (!has_property && tokens.peek().kind == CssTokenKind::ident && !is_wide_keyword(tokens.peek())) {
                const std::string_view name = tokens.next().text;
                property.emplace_back(name.starts_with("--") ? std::string(name) : in_lower_case(name));
                has_property = true;
            } else return false;
        }
        if (!has_duration && !has_easing && !has_behavior && !has_property) return false;
        lists.properties.push_back(property.empty() ? TransitionProperty() : property.front());
        lists.durations.push_back(duration);
        lists.easings.push_back(easing);
        lists.delays.push_back(delay);
        lists.behaviors.push_back(behavior);
    } while (tokens.take(','));
    if (none && lists.properties.size() > 1) return false;
    if (none) lists.properties.clear();
    *style.transition.operator->() = std::move(lists);
    set = set | properties_of("transition");
    return true;
}

/// https://drafts.csswg.org/css-animations-1/#animation: words that another part understands are that part's first.
bool read_animation(CssValueReader& reader, Style& style, PropertySet& set) {
    CssTokens& tokens = reader.tokens();
    AnimationLists lists{{}, {}, {}, {}, {}, {}, {}, {}, {AnimationComposition::replace}};
    do {
        KeyframesUse one;
        std::string name;
        enum : unsigned {
            duration = 1,
            delay = 2,
            easing = 4,
            count = 8,
            direction = 16,
            fill = 32,
            state = 64,
            named = 128
        };
        unsigned seen = 0;
        const auto reads = [&](unsigned part, Syntax syntax, auto& into) {
            if ((seen & part) || !reader.read(syntax, into)) return false;
            seen |= part;
            return true;
        };
        while (!tokens.at_end() && !tokens.peek_solid().is(',')) {
            const bool is_auto = tokens.peek().is_ident("auto");
            const bool understood =
                (!is_auto && reads(duration, Syntax::durations, one.duration)) ||
                reads(delay, Syntax::times, one.delay) ||
                reads(easing, Syntax::easings, one.easing) || reads(count, Syntax::iteration_counts, one.iterations) ||
                reads(direction, Syntax::keyword, one.direction) || reads(fill, Syntax::keyword, one.fill) ||
                reads(state, Syntax::keyword, one.play_state) || reads(named, Syntax::animation_names, name);
            if (!understood) return false;
        }
        if (seen == 0) return false;
        lists.names.push_back(std::move(name));
        lists.durations.push_back(one.duration);
        lists.easings.push_back(one.easing);
        lists.delays.push_back(one.delay);
        lists.iterations.push_back(one.iterations);
        lists.directions.push_back(one.direction);
        lists.fills.push_back(one.fill);
        lists.play_states.push_back(one.play_state);
    } while (tokens.take(','));
    *style.animation.operator->() = std::move(lists);
    set = set | properties_of("animation");
    return true;
}

// -- writing
// -----------------------------------------------------------------------------------------------------------

std::string to_css(Syntax, Duration value) { return fmt::format("{:.6g}s", to_ms(value) / 1000); }
std::string to_css(Syntax, const Easing& value) { return value.text(); }
std::string to_css(Syntax, double value) { return std::isinf(value) ? "infinite" : fmt::format("{:.6g}", value); }
std::string to_css(Syntax, const std::string& value) {
    if (value.empty()) return "none";
    // As a string where it would be a keyword.
    const CssToken word{.kind = CssTokenKind::ident, .text = value};
    return is_wide_keyword(word) || word.is_ident("none") ? css_string(value) : css_identifier(value);
}
std::string to_css(Syntax, const TransitionProperty& value) { return css_identifier(value.name); }

std::string transition_text(const TransitionLists& lists) {
    if (lists.properties.empty()) return "none";
    std::string text;
    for (std::size_t i = 0; i < lists.properties.size(); ++i) {
        text += (i ? ", " : "") + to_css(Syntax::transition_properties, lists.properties[i]) + ' ' +
                to_css(Syntax::durations, repeated(lists.durations, i)) + ' ' + repeated(lists.easings, i).text() +
                ' ' + to_css(Syntax::times, repeated(lists.delays, i));
        if (repeated(lists.behaviors, i) == TransitionBehavior::allow_discrete) text += " allow-discrete";
    }
    return text;
}

/// Empty where it says more than the shorthand can.
std::string animation_text(const AnimationLists& lists) {
    if (lists.compositions != AnimationLists{}.compositions) return {};
    std::string text;
    for (std::size_t i = 0; i < lists.names.size(); ++i) {
        text += (i ? ", " : "") + to_css(Syntax::durations, repeated(lists.durations, i)) + ' ' +
                repeated(lists.easings, i).text() + ' ' + to_css(Syntax::times, repeated(lists.delays, i)) + ' ' +
                to_css(Syntax::iteration_counts, repeated(lists.iterations, i)) + ' ' +
                to_css(Syntax::keyword, repeated(lists.directions, i)) + ' ' +
                to_css(Syntax::keyword, repeated(lists.fills, i)) + ' ' +
                to_css(Syntax::keyword, repeated(lists.play_states, i)) + ' ' +
                to_css(Syntax::animation_names, lists.names[i]);
    }
    return text;
}

}  // namespace janklab
