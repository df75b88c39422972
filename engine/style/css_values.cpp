// SPDX-License-Identifier: MIT
// Reading lengths, numbers, angles, and the properties made of them. calc() is in css_calc.cpp, colours in
// css_color.cpp, keywords in css_keywords.cpp and css_alignment.cpp, transforms, shadows and gradients in
// css_pictures.cpp, images in css_images.cpp.
#include "style/css_values.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace janklab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

float narrow(double value) { return finite_length(static_cast<float>(std::clamp(value, -1e30, 1e30))); }

struct AbsoluteUnit {
    std::string_view name;
    double px;
};
constexpr AbsoluteUnit absolute_units[] = {{"px", 1},           {"pt", 96.0 / 72},   {"pc", 16},         {"in", 96},
                                           {"cm", 96.0 / 2.54}, {"mm", 96.0 / 25.4}, {"q", 96.0 / 101.6}};

bool allows(Syntax syntax, LengthUnit keyword) {
    switch (keyword) {
        case LengthUnit::automatic:
            return syntax == Syntax::size || syntax == Syntax::basis || syntax == Syntax::margin;
        case LengthUnit::min_content:
        case LengthUnit::max_content:
        case LengthUnit::fit_content:
        case LengthUnit::stretch:
            return syntax == Syntax::size || syntax == Syntax::max_size || syntax == Syntax::basis;
        case LengthUnit::content:
            return syntax == Syntax::basis;
        default:
            return false;
    }
}
/// The keyword that a token is, for lengths of any property; px where it is none.
LengthUnit length_keyword(const CssToken& token) {
    if (token.is_ident("auto")) return LengthUnit::automatic;
    if (token.is_ident("min-content")) return LengthUnit::min_content;
    if (token.is_ident("max-content")) return LengthUnit::max_content;
    if (token.is_ident("fit-content")) return LengthUnit::fit_content;
    if (token.is_ident("stretch")) return LengthUnit::stretch;
    return token.is_ident("content") ? LengthUnit::content : LengthUnit::px;
}

bool negative(const Length& length) { return !length.is_calculated() && length.is_resolvable() && length.value < 0; }

}  // namespace

// -- numbers and lengths
// -----------------------------------------------------------------------------------------------

bool CssValueReader::dimension_in_px(const CssToken& token, double& into) {
    for (const AbsoluteUnit& unit : absolute_units) {
        if (same_word(unit.name, token.text)) return into = token.number * unit.px, true;
    }
    const bool relative = same_word(token.text, "em") || same_word(token.text, "rem") || same_word(token.text, "vw") ||
                          same_word(token.text, "vh") || same_word(token.text, "vmin") || same_word(token.text, "vmax");
    if (!relative) return false;
    if (!base_) return needs_base_ = true, false;
    const float smaller = std::min(base_->viewport.width, base_->viewport.height);
    const float larger = std::max(base_->viewport.width, base_->viewport.height);
    const double one = same_word(token.text, "em")     ? base_->font_size
                       : same_word(token.text, "rem")  ? base_->root_font_size
                       : same_word(token.text, "vw")   ? base_->viewport.width / 100.0
                       : same_word(token.text, "vh")   ? base_->viewport.height / 100.0
                       : same_word(token.text, "vmin") ? smaller / 100.0
                                                       : larger / 100.0;
    used_root_font_size_ |= same_word(token.text, "rem");
    into = token.number * one;
    return true;
}

bool CssValueReader::read_length(Length& into, Range range) {
    const CssToken token = tokens_.peek_solid();
    if (token.kind == CssTokenKind::function) {
        const CssTokens start = tokens_;
        Sum sum;
        if (!read_math(CalcType::length, sum)) return false;
        std::optional<Length> length = length_of(sum.length);
        if (!length) return tokens_ = start, false;
        if (range == Range::positive && negative(*length)) length->value = 0;
        into = *length;
        return true;
    }
    Length length;
    if (token.kind == CssTokenKind::percentage) length = percent(narrow(token.number));
    else if (token.kind == CssTokenKind::number && token.number == 0) length = px(0);
    else if (double pixels = 0; token.kind == CssTokenKind::dimension && dimension_in_px(token, pixels))
        length = px(narrow(pixels));
    else return false;
    if (range == Range::positive && negative(length)) return false;
    tokens_.next();
    into = length;
    return true;
}

bool CssValueReader::read_px(float& into, Range range) {
    const CssTokens start = tokens_;
    Length length;
    if (!read_length(length, range)) return false;
    if (!length.is_px()) return tokens_ = start, false;
    into = length.value;
    return true;
}

bool CssValueReader::read_number(double& into, double least, double most) {
    const CssToken token = tokens_.peek_solid();
    if (token.kind == CssTokenKind::function) {
        Sum sum;
        if (!read_math(CalcType::number, sum)) return false;
        into = std::clamp(std::isnan(sum.value) ? 0 : sum.value, least, most);
        return true;
    }
    if (token.kind != CssTokenKind::number || token.number < least || token.number > most) return false;
    into = token.number;
    tokens_.next();
    return true;
}

bool CssValueReader::read_number(float& into, Range range) {
    double number = 0;
    if (!read_number(number, range == Range::positive ? 0 : -infinity, infinity)) return false;
    into = narrow(number);
    return true;
}

std::optional<double> turns_of(const CssToken& token) {
    if (token.kind != CssTokenKind::dimension) return std::nullopt;
    if (same_word(token.text, "deg")) return token.number / 360;
    if (same_word(token.text, "turn")) return token.number;
    if (same_word(token.text, "rad")) return token.number / 6.283185307179586;
    if (same_word(token.text, "grad")) return token.number / 400;
    return std::nullopt;
}

std::optional<double> ms_of(const CssToken& token) {
    if (token.kind != CssTokenKind::dimension) return std::nullopt;
    if (same_word(token.text, "ms")) return token.number;
    if (same_word(token.text, "s")) return token.number * 1000;
    return std::nullopt;
}

bool CssValueReader::read_turns(float& into) {
    const CssToken token = tokens_.peek_solid();
    if (token.kind == CssTokenKind::function) {
        Sum sum;
        if (!read_math(CalcType::angle, sum)) return false;
        into = narrow(sum.value);
        return true;
    }
    const bool zero = token.kind == CssTokenKind::number && token.number == 0;
    const std::optional<double> turns = zero ? 0 : turns_of(token);
    if (!turns) return false;
    into = narrow(*turns);
    tokens_.next();
    return true;
}

// -- properties
// --------------------------------------------------------------------------------------------------------

bool CssValueReader::read(Syntax syntax, Length& into) {
    const CssToken token = tokens_.peek_solid();
    const LengthUnit keyword = length_keyword(token);
    const bool is_none = syntax == Syntax::max_size && token.is_ident("none");
    if (is_none || (keyword != LengthUnit::px && allows(syntax, keyword))) {
        tokens_.next();
        into = is_none ? automatic : Length{.unit = keyword};
        return true;
    }
    if (syntax == Syntax::gap && token.is_ident("normal")) return tokens_.next(), into = px(0), true;
    if (syntax == Syntax::origin_x || syntax == Syntax::origin_y) {
        const bool x = syntax == Syntax::origin_x;
        for (const auto& [name, value] :
             {std::pair{x ? "left" : "top", 0.f}, {"center", 50.f}, {x ? "right" : "bottom", 100.f}}) {
            if (token.is_ident(name)) return tokens_.next(), into = percent(value), true;
        }
    }
    const bool may_be_negative = syntax == Syntax::margin || syntax == Syntax::origin_x || syntax == Syntax::origin_y;
    return read_length(into, may_be_negative ? Range::all : Range::positive);
}

/// https://drafts.csswg.org/css-backgrounds-3/#border-radius: the second of two is the vertical one.
bool CssValueReader::read(Syntax, CornerRadius& into) {
    CornerRadius corner;
    if (!read(Syntax::padding, corner.across)) return false;
    if (!read(Syntax::padding, corner.down)) corner.down = corner.across;
    into = corner;
    return true;
}

bool CssValueReader::read(Syntax syntax, float& into) {
    float value = 0;
    switch (syntax) {
        case Syntax::ratio: {
            if (tokens_.take_ident("auto") && !(tokens_.peek_solid().kind == CssTokenKind::number))
                return into = 0, true;
            float below = 1;
            if (!read_number(value, Range::positive)) return false;
            if (tokens_.take('/') && !read_number(below, Range::positive)) return false;
            tokens_.take_ident("auto");
            into = value > 0 && below > 0 ? value / below : 0;  // a degenerate ratio is auto
            return true;
        }
        case Syntax::border_width: {
            const CssToken token = tokens_.peek_solid();
            for (const auto& [name, width] : {std::pair{"thin", 1.f}, {"medium", 3.f}, {"thick", 5.f}}) {
                if (token.is_ident(name)) return tokens_.next(), into = width, true;
            }
            if (!read_px(value, Range::positive)) return false;
            break;
        }
        case Syntax::positive_number:
            if (!read_number(value, Range::positive)) return false;
            break;
        case Syntax::opacity: {
            Length part;
            const bool is_number = tokens_.peek_solid().kind != CssTokenKind::percentage && read_number(value);
            if (!is_number && (!read_length(part) || part.unit != LengthUnit::percent)) return false;
            if (!is_number) value = part.value / 100;
            value = std::clamp(value, 0.f, 1.f);
            break;
        }
        case Syntax::font_size: {
            constexpr std::pair<std::string_view, float> names[] = {{"xx-small", 9}, {"x-small", 10}, {"small", 13},
                                                                    {"medium", 16},  {"large", 18},   {"x-large", 24},
                                                                    {"xx-large", 32}};
            const CssToken token = tokens_.peek_solid();
            for (const auto& [name, size] : names) {
                if (token.is_ident(name)) return tokens_.next(), into = size, true;
            }
            Length length;
            if (!read_length(length, Range::positive)) return false;
            if (length.has_percent() && !base()) return false;
            value = length.is_px() ? length.value : std::max(0.f, length.resolve(base_->parent_font_size));
            break;
        }
        case Syntax::letter_spacing:
            if (tokens_.take_ident("normal")) return into = 0, true;
            [[fallthrough]];
        case Syntax::pixels:
            if (!read_px(value)) return false;
            break;
        default:
            return false;
    }
    into = value;
    return true;
}

bool CssValueReader::read(Syntax syntax, int& into) {
    const CssToken token = tokens_.peek_solid();
    if (token.kind == CssTokenKind::number && !token.is_integer) return false;
    constexpr double limit = std::numeric_limits<int>::max();
    double value = 0;
    // What is written with too many digits is as large as can be.
    if (!read_number(value, syntax == Syntax::positive_integer ? 1 : -infinity, infinity)) return false;
    into = static_cast<int>(std::clamp(std::floor(value + 0.5), -limit, limit));
    return true;
}

bool CssValueReader::read(Syntax, std::int16_t& into) {
    if (tokens_.take_ident("normal")) return into = 400, true;
    if (tokens_.take_ident("bold")) return into = 700, true;
    double weight = 0;
    if (!read_number(weight, 1, 1000)) return false;
    into = static_cast<std::int16_t>(weight);
    return true;
}

bool CssValueReader::read(Syntax syntax, std::optional<int>& into) {
    if (tokens_.take_ident("auto")) return into.reset(), true;
    int value = 0;
    if (!read(syntax, value)) return false;
    into = value;
    return true;
}

/// https://drafts.csswg.org/css-will-change/#will-change: auto alone, or any other names.
bool CssValueReader::read(Syntax, WillChange& into) {
    if (tokens_.take_ident("auto")) return into = {}, true;
    WillChangeNames all;
    do {
        const CssToken name = tokens_.peek_solid();
        if (name.kind != CssTokenKind::ident) return false;
        for (const char* reserved : {"auto", "none", "all", "will-change", "inherit", "initial", "unset", "revert"}) {
            if (name.is_ident(reserved)) return false;
        }
        all.add(tokens_.next().text);
    } while (tokens_.take(','));
    into = std::move(all);
    return true;
}

bool CssValueReader::read(Syntax, StyleColor& into) { return read_color(into); }

/// https://drafts.csswg.org/css-color-4/#resolving-color-values: in `color` itself currentcolor is the parent's.
bool CssValueReader::read(Syntax, std::optional<Color>& into) {
    if (tokens_.take_ident("currentcolor")) return into.reset(), true;
    Color color;
    if (!read_color(color)) return false;
    into = color;
    return true;
}

bool CssValueReader::read(Syntax, LineHeight& into) {
    if (tokens_.take_ident("normal")) return into = LineHeight{}, true;
    float number = 0;
    if (read_number(number, Range::positive)) return into = LineHeight(number), true;
    Length length;
    if (tokens_.peek_solid().kind == CssTokenKind::number || !read_length(length, Range::positive)) return false;
    if (length.is_calculated()) {
        if (!base()) return false;
        length = px(std::max(0.f, length.resolve(base_->font_size)));
    }
    into = length.is_px() ? LineHeight(length.value, true) : LineHeight(length.value / 100);
    return true;
}

}  // namespace janklab
