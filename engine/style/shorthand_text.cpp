// SPDX-License-Identifier: MIT
// Shorthands as text: the shortest that reads back as the same.
// https://drafts.csswg.org/cssom/#serialize-a-css-value
#include <span>
#include <utility>

#include "style/declarations.h"

namespace janklab {
namespace {

using enum PropertyId;

void add_word(std::string& text, std::string_view word) {
    if (!text.empty() && !word.empty()) text += ' ';
    text += word;
}

/// From the top, or the top left corner, on.
std::string four_values(const std::array<std::string, 4>& all) {
    const std::size_t count = all[3] != all[1] ? 4 : all[2] != all[0] ? 3 : all[1] != all[0] ? 2 : 1;
    std::string text;
    for (std::size_t i = 0; i < count; ++i) add_word(text, all[i]);
    return text;
}

std::string four_values(std::span<const PropertyId> parts, const Style& style) {
    return four_values({property_text(parts[0], style), property_text(parts[1], style), property_text(parts[2], style),
                        property_text(parts[3], style)});
}

/// https://drafts.csswg.org/css-backgrounds-3/#border-radius: the vertical radii behind a slash, where they differ.
std::string radius_text(const Style& style) {
    const CornerRadii& radii = style.radius;
    const auto text_of = [&](Length CornerRadius::*direction) {
        const auto one = [&](const CornerRadius& corner) { return to_css(Syntax::padding, corner.*direction); };
        return four_values(
            {one(radii.top_left), one(radii.top_right), one(radii.bottom_right), one(radii.bottom_left)});
    };
    const std::string across = text_of(&CornerRadius::across), down = text_of(&CornerRadius::down);
    return across == down ? across : across + " / " + down;
}

std::string all_values(std::span<const PropertyId> parts, const Style& style) {
    std::string text;
    for (const PropertyId id : parts) add_word(text, property_text(id, style));
    return text;
}

std::string one_or_two_values(std::span<const PropertyId> parts, const Style& style) {
    const std::string first = property_text(parts[0], style);
    return first == property_text(parts[1], style) ? first : all_values(parts, style);
}

/// Width, style, colour; empty where the sides differ.
std::string line_text(std::span<const PropertyId> parts, const Style& style) {
    const std::size_t sides = parts.size() / 3;
    std::string text;
    for (std::size_t part = 0; part < parts.size(); part += sides) {
        const std::string value = property_text(parts[part], style);
        for (std::size_t side = 1; side < sides; ++side) {
            if (property_text(parts[part + side], style) != value) return {};
        }
        add_word(text, value);
    }
    return text;
}

bool is_initial(PropertyId id, const Style& style) {
    return property_text(id, style) == property_text(id, css_initial_style());
}

std::string repeat_text(const Style& style) {
    const bool x = style.background_repeat_x == BackgroundRepeat::repeat;
    const bool y = style.background_repeat_y == BackgroundRepeat::repeat;
    return x == y ? (x ? "repeat" : "no-repeat") : (x ? "repeat-x" : "repeat-y");
}

/// https://drafts.csswg.org/css-backgrounds-3/#background
std::string background_text(const Style& style) {
    std::string text;
    if (!is_initial(background_image, style)) add_word(text, property_text(background_image, style));
    const bool has_size = !is_initial(background_size, style);
    if (has_size || !is_initial(background_x, style) || !is_initial(background_y, style))
        add_word(text, all_values(std::array{background_x, background_y}, style));
    if (has_size) text += " / " + property_text(background_size, style);
    if (!is_initial(background_repeat_x, style) || !is_initial(background_repeat_y, style))
        add_word(text, repeat_text(style));
    if (!is_initial(background, style)) add_word(text, property_text(background, style));
    return text.empty() ? "none" : text;
}

/// https://drafts.csswg.org/css-fonts-4/#font-prop
std::string font_text(const Style& style) {
    std::string text;
    const std::string weight = property_text(font_weight, style), height = property_text(line_height, style);
    if (weight != "400") add_word(text, weight);
    add_word(text, property_text(font_size, style));
    if (height != "normal") text += " / " + height;
    add_word(text, property_text(font_family, style));
    return text;
}

std::string flow_text(const Style& style) {
    std::string text;
    if (!is_initial(flex_direction, style)) text = property_text(flex_direction, style);
    if (!is_initial(flex_wrap, style) || text.empty()) add_word(text, property_text(flex_wrap, style));
    return text;
}

}  // namespace

std::string shorthand_text(std::string_view name, const Style& style) {
    const Shorthand shorthand = shorthand_named(name);
    const std::span parts = std::span(shorthand.parts).first(shorthand.count);
    switch (shorthand.form) {
        case Shorthand::Form::sides:
            return four_values(parts, style);
        case Shorthand::Form::pair:
            return one_or_two_values(parts, style);
        case Shorthand::Form::line:
            return line_text(parts, style);
        default:
            break;
    }
    if (name == "background") return background_text(style);
    if (name == "border-radius") return radius_text(style);
    if (name == "background-repeat") return repeat_text(style);
    if (name == "font") return font_text(style);
    if (name == "flex-flow") return flow_text(style);
    if (name == "transition") return transition_text(*style.transition);
    if (name == "animation") return animation_text(*style.animation);
    return all_values(parts, style);
}

}  // namespace janklab
