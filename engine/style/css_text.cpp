// SPDX-License-Identifier: MIT
// Values of properties as CSS text. https://drafts.csswg.org/cssom/#serializing-css-values
#include <fmt/format.h>

#include "style/css_values.h"

namespace janklab {
namespace {

std::string number(float value) { return value == 0 ? "0" : fmt::format("{:.6g}", value); }
std::string pixels(float value) { return number(value) + "px"; }

std::string text_of(const Length& length) {
    switch (length.unit) {
        case LengthUnit::automatic:
            return "auto";
        case LengthUnit::px:
            return pixels(length.value);
        case LengthUnit::percent:
            return number(length.value) + "%";
        case LengthUnit::calc:
            return fmt::format("calc({}% {} {})", number(length.percentage()), length.value < 0 ? '-' : '+',
                               pixels(length.value < 0 ? -length.value : length.value));
        case LengthUnit::math:
            return janklab::text_of(sum_of(length));
        case LengthUnit::min_content:
            return "min-content";
        case LengthUnit::max_content:
            return "max-content";
        case LengthUnit::fit_content:
            return "fit-content";
        case LengthUnit::stretch:
            return "stretch";
        case LengthUnit::content:
            return "content";
    }
    return {};
}

}  // namespace

std::string to_css(Syntax syntax, const Length& value) {
    return syntax == Syntax::max_size && value.is_auto() ? "none" : text_of(value);
}

std::string to_css(Syntax syntax, float value) {
    switch (syntax) {
        case Syntax::ratio:
            return value == 0 ? "auto" : number(value) + " / 1";
        case Syntax::positive_number:
        case Syntax::opacity:
            return number(value);
        case Syntax::letter_spacing:
            return value == 0 ? "normal" : pixels(value);
        default:
            return pixels(value);
    }
}

std::string to_css(Syntax, const CornerRadius& value) {
    return value.across == value.down ? text_of(value.across) : text_of(value.across) + ' ' + text_of(value.down);
}

std::string to_css(Syntax, int value) { return std::to_string(value); }
std::string to_css(Syntax, std::int16_t value) { return std::to_string(value); }
std::string to_css(Syntax, const WillChange& value) {
    if (value.is_default()) return "auto";
    std::string text;
    for (const std::string& name : (*value).names) text += (text.empty() ? "" : ", ") + css_identifier(name);
    return text;
}
std::string to_css(Syntax, const std::optional<int>& value) { return value ? std::to_string(*value) : "auto"; }

std::string to_css(Syntax, const Color& c) {
    if (c.a == 255) return fmt::format("rgb({}, {}, {})", c.r, c.g, c.b);
    return fmt::format("rgba({}, {}, {}, {:.3g})", c.r, c.g, c.b, c.a / 255.0);
}

std::string to_css(Syntax syntax, const StyleColor& value) {
    if (value.is_current()) return "currentcolor";
    const std::string color = to_css(syntax, value.color);
    if (value.current == 0) return color;
    return fmt::format("color-mix(in srgb, currentcolor {:.3g}%, {})", value.current / 2.55, color);
}

std::string to_css(Syntax syntax, const std::optional<Color>& value) {
    return value ? to_css(syntax, *value) : "currentcolor";
}

std::string to_css(Syntax, const LineHeight& value) {
    if (value == LineHeight{}) return "normal";
    return value.in_px ? pixels(value.value) : number(value.value);
}

std::string to_css(Syntax, const Shadow& value) {
    return to_css(Syntax::color, value.color) + ' ' + pixels(value.offset.x) + ' ' + pixels(value.offset.y) + ' ' +
           pixels(value.blur) + ' ' + pixels(value.spread) + (value.inset ? " inset" : "");
}
std::string to_css(Syntax syntax, const ShadowList& value) { return to_css(syntax, *value); }

std::string to_css(Syntax, const TransformList& value) {
    if (value.empty()) return "none";
    std::string text;
    for (const TransformStep& step : value) {
        if (!text.empty()) text += ' ';
        switch (step.kind) {
            case TransformKind::translate:
                text += "translate(" + text_of(step.x) + ", " + text_of(step.y) + ')';
                break;
            case TransformKind::rotate:
                text += "rotate(" + number(step.first * 360) + "deg)";
                break;
            case TransformKind::scale:
                text += "scale(" + number(step.first) + ", " + number(step.second) + ')';
                break;
            case TransformKind::skew:
                text += "skew(" + number(step.first * 360) + "deg, " + number(step.second * 360) + "deg)";
                break;
            case TransformKind::matrix:
                // Percentages, which only a value between two can have, are written as a translation before it.
                if (!step.x.is_px() || !step.y.is_px())
                    text += "translate(" + text_of(step.x) + ", " + text_of(step.y) + ") ";
                text += "matrix(" + number(step.first) + ", " + number(step.second) + ", " + number(step.third) + ", " +
                        number(step.fourth) + ", " + number(step.x.is_px() && step.y.is_px() ? step.x.value : 0) +
                        ", " + number(step.x.is_px() && step.y.is_px() ? step.y.value : 0) + ')';
                break;
        }
    }
    return text;
}

}  // namespace janklab
