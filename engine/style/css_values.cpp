// SPDX-License-Identifier: MIT
// Reading lengths, numbers, angles, and the properties made of them. calc() is in css_calc.cpp, colours in
// css_color.cpp, keywords in css_keywords.cpp and css_alignment.cpp, transforms, shadows and gradients in
// css_pictures.cpp, images in css_images.cpp.
#include "style/css_values.h"

#include <algorithm>
#include <cmath>

namespace janklab {
namespace {

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
    into = token.number * one;
    return true;
}

bool CssValueReader::read_length(Length& into) {
    const CssToken token = tokens_.peek_solid();
    if (token.kind == CssTokenKind::function) {
        Sum sum;
        if (!read_calc(sum) || sum.is_number) return false;
        const std::optional<Length> length = length_of(sum.length);
        if (length) into = *length;
        return length.has_value();
    }
    if (token.kind == CssTokenKind::percentage) into = percent(narrow(token.number));
    else if (token.kind == CssTokenKind::number && token.number == 0) into = px(0);
    else if (double pixels = 0; token.kind == CssTokenKind::dimension && dimension_in_px(token, pixels))
        into = px(narrow(pixels));
    else return false;
    tokens_.next();
    return true;
}

bool CssValueReader::read_px(float& into) {
    Length length;
    if (!read_length(length) || !length.is_px()) return false;
    into = length.value;
    return true;
}

bool CssValueReader::read_number(float& into) {
    const CssToken token = tokens_.peek_solid();
    if (token.kind == CssTokenKind::function) {
        Sum sum;
        if (!read_calc(sum) || !sum.is_number) return false;
        into = narrow(sum.number);
        return true;
    }
    if (token.kind != CssTokenKind::number) return false;
    into = narrow(token.number);
    tokens_.next();
    return true;
}

bool CssValueReader::read_turns(float& into) {
    const CssToken token = tokens_.peek_solid();
    double turns = 0;
    if (token.kind == CssTokenKind::number && token.number == 0) turns = 0;
    else if (token.kind != CssTokenKind::dimension) return false;
    else if (same_word(token.text, "deg")) turns = token.number / 360;
    else if (same_word(token.text, "turn")) turns = token.number;
    else if (same_word(token.text, "rad")) turns = token.number / 6.283185307179586;
    else if (same_word(token.text, "grad")) turns = token.number / 400;
    else return false;
    into = narrow(turns);
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
    Length length;
    if (!read_length(length)) return false;
    const bool may_be_negative = syntax == Syntax::margin || syntax == Syntax::origin_x || syntax == Syntax::origin_y;
    if (!may_be_negative && negative(length)) return false;
    into = length;
    return true;
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
            if (!read_number(value) || value < 0) return false;
            if (tokens_.take('/') && (!read_number(below) || below < 0)) return false;
            tokens_.take_ident("auto");
            into = value > 0 && below > 0 ? value / below : 0;  // a degenerate ratio is auto
            return true;
        }
        case Syntax::border_width: {
            const CssToken token = tokens_.peek_solid();
            for (const auto& [name, width] : {std::pair{"thin", 1.f}, {"medium", 3.f}, {"thick", 5.f}}) {
                if (token.is_ident(name)) return tokens_.next(), into = width, true;
            }
            if (!read_px(value) || value < 0) return false;
            break;
        }
        case Syntax::positive_number:
            if (!read_number(value) || value < 0) return false;
            break;
        case Syntax::opacity: {
            Length part;
            if (tokens_.peek_solid().kind == CssTokenKind::percentage ? !read_length(part) : !read_number(value))
                return false;
            if (part.has_percent()) value = part.value / 100;
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
            if (!read_length(length) || negative(length)) return false;
            if (length.has_percent() && !base_) return needs_base_ = true, false;
            value = length.is_px() ? length.value : length.resolve(base_->parent_font_size);
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
    if (token.kind != CssTokenKind::number || !token.is_integer) return false;
    if (syntax == Syntax::positive_integer && token.number < 1) return false;
    into = static_cast<int>(std::clamp(token.number, -2147483647.0, 2147483647.0));
    tokens_.next();
    return true;
}

bool CssValueReader::read(Syntax, std::int16_t& into) {
    if (tokens_.take_ident("normal")) return into = 400, true;
    if (tokens_.take_ident("bold")) return into = 700, true;
    float weight = 0;
    if (!read_number(weight) || weight < 1 || weight > 1000) return false;
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
    if (tokens_.peek_solid().kind == CssTokenKind::number) {
        if (!read_number(number) || number < 0) return false;
        into = LineHeight(number);
        return true;
    }
    Length length;
    if (!read_length(length) || negative(length) || length.is_calculated()) return false;
    into = length.is_px() ? LineHeight(length.value, true) : LineHeight(length.value / 100);
    return true;
}

}  // namespace janklab
