// SPDX-License-Identifier: MIT
// Colours: names, hexadecimal digits, rgb() and hsl(). https://drafts.csswg.org/css-color-4/. Deviation: sRGB only.
#include <algorithm>
#include <cmath>

#include "style/css_values.h"

namespace janklab {
namespace {

struct NamedColor {
    std::string_view name;
    std::uint32_t hex;
};
// In the order of the alphabet.
// clang-format off
constexpr NamedColor named_colors[] = {
    {"aliceblue", 0xf0f8ff}, {"antiquewhite", 0xfaebd7}, {"aqua", 0x00ffff}, {"aquamarine", 0x7fffd4},
    {"azure", 0xf0ffff}, {"beige", 0xf5f5dc}, {"bisque", 0xffe4c4}, {"black", 0x000000}, {"blanchedalmond", 0xffebcd},
    {"blue", 0x0000ff}, {"blueviolet", 0x8a2be2}, {"brown", 0xa52a2a}, {"burlywood", 0xdeb887},
    {"cadetblue", 0x5f9ea0}, {"chartreuse", 0x7fff00}, {"chocolate", 0xd2691e}, {"coral", 0xff7f50},
    {"cornflowerblue", 0x6495ed}, {"cornsilk", 0xfff8dc}, {"crimson", 0xdc143c}, {"cyan", 0x00ffff},
    {"darkblue", 0x00008b}, {"darkcyan", 0x008b8b}, {"darkgoldenrod", 0xb8860b}, {"darkgray", 0xa9a9a9},
    {"darkgreen", 0x006400}, {"darkgrey", 0xa9a9a9}, {"darkkhaki", 0xbdb76b}, {"darkmagenta", 0x8b008b},
    {"darkolivegreen", 0x556b2f}, {"darkorange", 0xff8c00}, {"darkorchid", 0x9932cc}, {"darkred", 0x8b0000},
    {"darksalmon", 0xe9967a}, {"darkseagreen", 0x8fbc8f}, {"darkslateblue", 0x483d8b}, {"darkslategray", 0x2f4f4f},
    {"darkslategrey", 0x2f4f4f}, {"darkturquoise", 0x00ced1}, {"darkviolet", 0x9400d3}, {"deeppink", 0xff1493},
    {"deepskyblue", 0x00bfff}, {"dimgray", 0x696969}, {"dimgrey", 0x696969}, {"dodgerblue", 0x1e90ff},
    {"firebrick", 0xb22222}, {"floralwhite", 0xfffaf0}, {"forestgreen", 0x228b22}, {"fuchsia", 0xff00ff},
    {"gainsboro", 0xdcdcdc}, {"ghostwhite", 0xf8f8ff}, {"gold", 0xffd700}, {"goldenrod", 0xdaa520},
    {"gray", 0x808080}, {"green", 0x008000}, {"greenyellow", 0xadff2f}, {"grey", 0x808080}, {"honeydew", 0xf0fff0},
    {"hotpink", 0xff69b4}, {"indianred", 0xcd5c5c}, {"indigo", 0x4b0082}, {"ivory", 0xfffff0}, {"khaki", 0xf0e68c},
    {"lavender", 0xe6e6fa}, {"lavenderblush", 0xfff0f5}, {"lawngreen", 0x7cfc00}, {"lemonchiffon", 0xfffacd},
    {"lightblue", 0xadd8e6}, {"lightcoral", 0xf08080}, {"lightcyan", 0xe0ffff}, {"lightgoldenrodyellow", 0xfafad2},
    {"lightgray", 0xd3d3d3}, {"lightgreen", 0x90ee90}, {"lightgrey", 0xd3d3d3}, {"lightpink", 0xffb6c1},
    {"lightsalmon", 0xffa07a}, {"lightseagreen", 0x20b2aa}, {"lightskyblue", 0x87cefa}, {"lightslategray", 0x778899},
    {"lightslategrey", 0x778899}, {"lightsteelblue", 0xb0c4de}, {"lightyellow", 0xffffe0}, {"lime", 0x00ff00},
    {"limegreen", 0x32cd32}, {"linen", 0xfaf0e6}, {"magenta", 0xff00ff}, {"maroon", 0x800000},
    {"mediumaquamarine", 0x66cdaa}, {"mediumblue", 0x0000cd}, {"mediumorchid", 0xba55d3}, {"mediumpurple", 0x9370db},
    {"mediumseagreen", 0x3cb371}, {"mediumslateblue", 0x7b68ee}, {"mediumspringgreen", 0x00fa9a},
    {"mediumturquoise", 0x48d1cc}, {"mediumvioletred", 0xc71585}, {"midnightblue", 0x191970}, {"mintcream", 0xf5fffa},
    {"mistyrose", 0xffe4e1}, {"moccasin", 0xffe4b5}, {"navajowhite", 0xffdead}, {"navy", 0x000080},
    {"oldlace", 0xfdf5e6}, {"olive", 0x808000}, {"olivedrab", 0x6b8e23}, {"orange", 0xffa500},
    {"orangered", 0xff4500}, {"orchid", 0xda70d6}, {"palegoldenrod", 0xeee8aa}, {"palegreen", 0x98fb98},
    {"paleturquoise", 0xafeeee}, {"palevioletred", 0xdb7093}, {"papayawhip", 0xffefd5}, {"peachpuff", 0xffdab9},
    {"peru", 0xcd853f}, {"pink", 0xffc0cb}, {"plum", 0xdda0dd}, {"powderblue", 0xb0e0e6}, {"purple", 0x800080},
    {"rebeccapurple", 0x663399}, {"red", 0xff0000}, {"rosybrown", 0xbc8f8f}, {"royalblue", 0x4169e1},
    {"saddlebrown", 0x8b4513}, {"salmon", 0xfa8072}, {"sandybrown", 0xf4a460}, {"seagreen", 0x2e8b57},
    {"seashell", 0xfff5ee}, {"sienna", 0xa0522d}, {"silver", 0xc0c0c0}, {"skyblue", 0x87ceeb},
    {"slateblue", 0x6a5acd}, {"slategray", 0x708090}, {"slategrey", 0x708090}, {"snow", 0xfffafa},
    {"springgreen", 0x00ff7f}, {"steelblue", 0x4682b4}, {"tan", 0xd2b48c}, {"teal", 0x008080}, {"thistle", 0xd8bfd8},
    {"tomato", 0xff6347}, {"turquoise", 0x40e0d0}, {"violet", 0xee82ee}, {"wheat", 0xf5deb3}, {"white", 0xffffff},
    {"whitesmoke", 0xf5f5f5}, {"yellow", 0xffff00}, {"yellowgreen", 0x9acd32},
};
// clang-format on

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}
std::uint8_t channel(double value) { return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0))); }

/// https://drafts.csswg.org/css-color-4/#hsl-to-rgb; hue in turns, the others 0 to 1.
Color from_hsl(double hue, double saturation, double lightness) {
    const auto part = [&](double n) {
        const double k = std::fmod(n + hue * 12, 12.0);
        return lightness -
               saturation * std::min(lightness, 1 - lightness) * std::max(-1.0, std::min({k - 3, 9 - k, 1.0}));
    };
    return {channel(part(0) * 255), channel(part(8) * 255), channel(part(4) * 255), 255};
}

}  // namespace

std::optional<Color> color_from_hex(std::string_view digits) {
    const std::size_t count = digits.size();
    if (count != 3 && count != 4 && count != 6 && count != 8) return std::nullopt;
    for (char c : digits) {
        if (hex_digit(c) < 0) return std::nullopt;
    }
    const bool is_short = count < 6;
    const auto part = [&](std::size_t i) {
        const int first = hex_digit(digits[is_short ? i : 2 * i]);
        return static_cast<std::uint8_t>(first * 16 + hex_digit(digits[is_short ? i : 2 * i + 1]));
    };
    const bool has_alpha = count == 4 || count == 8;
    return Color{part(0), part(1), part(2), has_alpha ? part(3) : std::uint8_t{255}};
}

std::optional<Color> color_named(std::string_view name) {
    for (const NamedColor& one : named_colors) {
        if (same_word(one.name, name)) return rgb(one.hex);
    }
    if (same_word(name, "transparent")) return transparent;
    return std::nullopt;
}

bool CssValueReader::read_color(Color& into) {
    const CssToken token = tokens_.peek_solid();
    if (token.kind == CssTokenKind::function) {
        tokens_.next();
        Color color;
        if (!read_color_function(token.text, color) || !tokens_.take(')')) return false;
        into = color;
        return true;
    }
    const std::optional<Color> color = token.kind == CssTokenKind::hash    ? color_from_hex(token.text)
                                       : token.kind == CssTokenKind::ident ? color_named(token.text)
                                                                           : std::nullopt;
    if (!color) return false;
    into = *color;
    tokens_.next();
    return true;
}

bool CssValueReader::read_color(StyleColor& into) {
    if (tokens_.take_ident("currentcolor")) return into = current_color, true;
    Color color;
    if (!read_color(color)) return false;
    into = color;
    return true;
}

/// Behind `rgb(` and the like: with commas or without, alpha behind a comma or a slash.
bool CssValueReader::read_color_function(std::string_view name, Color& into) {
    const bool is_hsl = same_word(name, "hsl") || same_word(name, "hsla");
    if (!is_hsl && !same_word(name, "rgb") && !same_word(name, "rgba")) return false;
    double parts[4] = {0, 0, 0, 1};
    int count = 0;
    for (; count < 4 && !tokens_.peek_solid().is(')'); ++count) {
        if (count > 0 && !tokens_.take(',') && count == 3 && !tokens_.take('/')) return false;
        const CssToken token = tokens_.peek_solid();
        float turns = 0, number = 0;
        if (token.kind == CssTokenKind::percentage) {
            parts[count] = token.number / 100 * (count == 3 || is_hsl ? 1 : 255);
            tokens_.next();
        } else if (token.kind == CssTokenKind::dimension && is_hsl && count == 0) {
            if (!read_turns(turns)) return false;
            parts[0] = turns;
        } else if (!token.is_ident("none")) {
            if (!read_number(number)) return false;
            parts[count] = is_hsl && count < 3 ? number / (count == 0 ? 360.0 : 100.0) : number;
        } else {
            tokens_.next();
        }
    }
    if (count < 3) return false;
    for (double& part : parts) part = std::isfinite(part) ? part : 0;
    into = is_hsl ? from_hsl(parts[0] - std::floor(parts[0]), std::clamp(parts[1], 0.0, 1.0),
                             std::clamp(parts[2], 0.0, 1.0))
                  : Color{channel(parts[0]), channel(parts[1]), channel(parts[2]), 255};
    into.a = channel(std::clamp(parts[3], 0.0, 1.0) * 255);
    return true;
}

}  // namespace janklab
