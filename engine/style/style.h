// SPDX-License-Identifier: MIT
// Style: what an author says about an element, as a plain struct with the initial values of CSS, made for designated
// initialisers: `{.display = Display::flex, .gap = px(8), .background = rgb(0x202124)}`. The table of properties and
// deviations stands in README.md, what each one makes dirty in style/properties.h. Page thread.
#pragma once

#include <cstdint>
#include <optional>

#include "base/font_face.h"
#include "base/geometry.h"
#include "style/length.h"
#include "style/transform_list.h"

namespace janklab {

enum class Display : std::uint8_t { block, flex, none };
enum class Position : std::uint8_t { in_flow, relative, absolute };  // in_flow: CSS "static"
enum class Overflow : std::uint8_t { visible, hidden, scroll };
enum class BoxSizing : std::uint8_t { border_box, content_box };
enum class FlexDirection : std::uint8_t { row, column, row_reverse, column_reverse };
enum class FlexWrap : std::uint8_t { nowrap, wrap };
enum class Justify : std::uint8_t { start, center, end, space_between, space_around, space_evenly };
enum class Align : std::uint8_t { automatic, stretch, start, center, end };
enum class TextAlign : std::uint8_t { left, center, right };
enum class WhiteSpace : std::uint8_t { normal, nowrap, pre };
enum class Cursor : std::uint8_t { arrow, pointer, text, grab, grabbing, crosshair, not_allowed };
enum class PointerEvents : std::uint8_t { automatic, none };

struct Shadow {
    Point offset = {};
    float blur = 0;
    Color color = transparent;
    friend bool operator==(const Shadow&, const Shadow&) = default;
};
struct Border {
    float width = 0;  // CSS pixels, the same on all sides
    Color color = rgb(0x000000);
    friend bool operator==(const Border&, const Border&) = default;
};
/// A line's height as a multiple of the font size (normal: 1.2).
inline constexpr float normal_line_height = 1.2f;

struct Style {
    // -- box -----------------------------------------------------------------------------------------------------
    Display display = Display::block;
    Position position = Position::in_flow;
    BoxSizing box_sizing = BoxSizing::border_box;  // unlike CSS, whose initial value is content-box
    Overflow overflow = Overflow::visible;
    Length width = automatic, height = automatic;
    Length min_width = automatic, min_height = automatic;
    Length max_width = automatic, max_height = automatic;  // automatic: none
    Edges margin = {};
    Edges padding = {};
    Border border = {};
    Edges inset = {automatic, automatic, automatic, automatic};  // top, right, bottom, left of a positioned box
    // -- flex container and item ---------------------------------------------------------------------------------
    FlexDirection flex_direction = FlexDirection::row;
    FlexWrap flex_wrap = FlexWrap::nowrap;
    Justify justify_content = Justify::start;
    Align align_items = Align::stretch;
    Align align_self = Align::automatic;
    Align align_content = Align::stretch;
    float flex_grow = 0;
    float flex_shrink = 1;
    Length flex_basis = automatic;
    Length gap = px(0);                     // between items and between lines
    // -- text; nothing: inherited --------------------------------------------------------------------------------
    std::optional<Color> color = {};             // initially black
    std::optional<FontFace> font_face = {};      // initially sans
    std::optional<float> font_size = {};         // CSS pixels, initially 16
    std::optional<float> line_height = {};       // times the font size, initially 1.2
    std::optional<TextAlign> text_align = {};
    std::optional<WhiteSpace> white_space = {};
    std::optional<Cursor> cursor = {};
    std::optional<PointerEvents> pointer_events = {};
    // -- paint ---------------------------------------------------------------------------------------------------
    Color background = transparent;
    float radius = 0;                       // CSS pixels, of all corners
    Shadow shadow = {};
    // -- compositing ---------------------------------------------------------------------------------------------
    float opacity = 1;
    TransformList transform = {};
    Length origin_x = percent(50), origin_y = percent(50);  // of the transform, in the border box
    std::optional<int> z_index = {};
    bool will_change = false;               // a layer of its own even while nothing animates it

    friend bool operator==(const Style&, const Style&) = default;
};

/// The inherited properties with their values.
struct InheritedStyle {
    Color color = rgb(0x000000);
    FontFace font_face = FontFace::sans;
    TextAlign text_align = TextAlign::left;
    WhiteSpace white_space = WhiteSpace::normal;
    Cursor cursor = Cursor::arrow;
    PointerEvents pointer_events = PointerEvents::automatic;
    float font_size = 16;
    float line_height = normal_line_height;
    friend bool operator==(const InheritedStyle&, const InheritedStyle&) = default;
};

}  // namespace janklab
