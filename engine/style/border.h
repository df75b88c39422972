// SPDX-License-Identifier: MIT
// Border and Outline: lines around a box, with their width, colour and style. Initial values are those of CSS: a line
// without a style is none, takes no room, and has the text's colour. In designated initialisers one with a width is
// solid: `.border = {.width = 1}`. https://drafts.csswg.org/css-backgrounds-3/#borders,
// https://drafts.csswg.org/css-ui-4/#outline
#pragma once

#include <cstdint>

#include "style/length.h"
#include "style/style_color.h"

namespace janklab {

enum class LineStyle : std::uint8_t {
    automatic,  // outlines alone: the focus ring, while the focus is to be seen
    none,
    hidden,  // borders alone: none
    solid,
    dashed,
    dotted,
    double_line,  // CSS "double"
    groove,
    ridge,
    inset,
    outset
};
constexpr bool has_line(LineStyle style) { return style >= LineStyle::solid; }

struct EdgeColors {
    StyleColor top, right, bottom, left;
    /// The same on all sides.
    constexpr EdgeColors(StyleColor all) : top(all), right(all), bottom(all), left(all) {}
    constexpr EdgeColors(Color all) : EdgeColors(StyleColor(all)) {}
    constexpr EdgeColors(StyleColor top, StyleColor right, StyleColor bottom, StyleColor left)
        : top(top), right(right), bottom(bottom), left(left) {}
    friend bool operator==(const EdgeColors&, const EdgeColors&) = default;
};
struct EdgeStyles {
    LineStyle top, right, bottom, left;
    /// The same on all sides.
    constexpr EdgeStyles(LineStyle all) : top(all), right(all), bottom(all), left(all) {}
    constexpr EdgeStyles(LineStyle top, LineStyle right, LineStyle bottom, LineStyle left)
        : top(top), right(right), bottom(bottom), left(left) {}
    friend bool operator==(const EdgeStyles&, const EdgeStyles&) = default;
};

/// The width that a line has in CSS where none is declared, in CSS pixels; it counts once the line has a style.
inline constexpr float medium_line = 3;

struct Border {
    PixelEdges width = {};  // CSS pixels; `.width = 2` is for all sides
    EdgeColors color = current_color;
    EdgeStyles style = width == PixelEdges{} ? LineStyle::none : LineStyle::solid;

    /// CSS pixels; 0 where the side has no line.
    constexpr PixelEdges used_width() const {
        const auto used = [](LineStyle style, float width) { return has_line(style) ? width : 0; };
        return {used(style.top, width.top), used(style.right, width.right), used(style.bottom, width.bottom),
                used(style.left, width.left)};
    }
    friend bool operator==(const Border&, const Border&) = default;
};

/// Drawn around the border box, takes no room.
struct Outline {
    float width = 0, offset = 0;  // CSS pixels
    StyleColor color = current_color;
    LineStyle style = width > 0 ? LineStyle::solid : LineStyle::automatic;
    friend bool operator==(const Outline&, const Outline&) = default;
};

}  // namespace janklab
