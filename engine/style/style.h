// SPDX-License-Identifier: MIT
// Style: what an author says about an element, as a plain struct with the initial values of CSS, made for designated
// initialisers: `{.display = Display::flex, .gap = px(8), .background = rgb(0x202124)}`. Everything else about a
// property (its name, what it makes dirty, how it animates) stands in property_table.inc. Page thread.
#pragma once

#include <cstdint>
#include <optional>

#include "base/font_face.h"
#include "base/geometry.h"
#include "style/alignment.h"
#include "style/background.h"
#include "style/border.h"
#include "style/corner_radii.h"
#include "style/gradient.h"
#include "style/length.h"
#include "style/motion_style.h"
#include "style/shadow.h"
#include "style/style_color.h"
#include "style/transform_list.h"
#include "style/will_change.h"

namespace janklab {

enum class Display : std::uint8_t {
    block,
    flex,
    inline_text,
    inline_block,
    inline_flex,
    contents,
    none
};                                                                                  // inline_text: CSS "inline"
enum class Position : std::uint8_t { in_flow, relative, absolute, fixed, sticky };  // in_flow: CSS "static"
enum class Overflow : std::uint8_t { visible, hidden, scroll, automatic };
enum class OverscrollBehavior : std::uint8_t { automatic, contain };  // contain: scrolling ends here
enum class BoxSizing : std::uint8_t { border_box, content_box };
enum class FlexDirection : std::uint8_t { row, column, row_reverse, column_reverse };
enum class FlexWrap : std::uint8_t { nowrap, wrap, wrap_reverse, balance, balance_reverse };
enum class Direction : std::uint8_t { ltr, rtl };
enum class BoxVisibility : std::uint8_t { visible, hidden, collapse };
enum class FontFamily : std::uint8_t { sans, mono };
enum class TextAlign : std::uint8_t { start, left, center, right, end, justify };
enum class WhiteSpace : std::uint8_t { normal, nowrap, pre, pre_wrap, pre_line };
enum class OverflowWrap : std::uint8_t { normal, break_word, anywhere };
enum class WordBreak : std::uint8_t { normal, break_all, keep_all };
enum class TextOverflow : std::uint8_t { clip, ellipsis };
enum class Cursor : std::uint8_t { arrow, pointer, text, grab, grabbing, crosshair, not_allowed };
enum class PointerEvents : std::uint8_t { automatic, none };

/// `.overflow = Overflow::scroll` is for both axes.
struct OverflowAxes {
    Overflow x = Overflow::visible, y = Overflow::visible;
    constexpr OverflowAxes() = default;
    constexpr OverflowAxes(Overflow both) : x(both), y(both) {}
    constexpr OverflowAxes(Overflow x, Overflow y) : x(x), y(y) {}
    friend bool operator==(const OverflowAxes&, const OverflowAxes&) = default;
};
/// A multiple of the font size, or CSS pixels.
struct LineHeight {
    float value = 1.2f;
    bool in_px = false;
    constexpr LineHeight() = default;
    constexpr LineHeight(float times_the_font_size) : value(times_the_font_size) {}
    constexpr LineHeight(float value, bool in_px) : value(value), in_px(in_px) {}
    constexpr float resolve(float font_size) const { return in_px ? value : value * font_size; }
    friend bool operator==(const LineHeight&, const LineHeight&) = default;
};
/// Where an inline-level box stands on its line: by a word, or raised from the baseline by a length (a percentage is of
/// its line-height): `.vertical_align = px(4)`.
struct VerticalAlign {
    enum Kind : std::uint8_t { baseline, sub, super, text_top, text_bottom, middle, top, bottom, raised };
    Kind kind = baseline;
    Length by = px(0);
    constexpr VerticalAlign() = default;
    constexpr VerticalAlign(Kind kind) : kind(kind) {}
    constexpr VerticalAlign(Length by) : kind(raised), by(by) {}
    friend bool operator==(const VerticalAlign&, const VerticalAlign&) = default;
};
/// A line's height as a multiple of the font size (normal: 1.2).
inline constexpr float normal_line_height = 1.2f;

struct Style {
    // -- box -----------------------------------------------------------------------------------------------------
    Display display = Display::block;
    Position position = Position::in_flow;
    BoxSizing box_sizing = BoxSizing::border_box;  // unlike CSS, whose initial value is content-box
    OverflowAxes overflow = {};
    OverscrollBehavior overscroll_behavior = OverscrollBehavior::automatic;
    Length width = automatic, height = automatic;
    Length min_width = automatic, min_height = automatic;
    Length max_width = automatic, max_height = automatic;  // automatic: none
    float aspect_ratio = 0;                                // width by height; 0: auto
    Edges margin = {};
    Edges padding = {};
    Border border = {};
    Edges inset = {automatic, automatic, automatic, automatic};  // top, right, bottom, left of a positioned box
    // -- flex container and item ---------------------------------------------------------------------------------
    FlexDirection flex_direction = FlexDirection::row;
    FlexWrap flex_wrap = FlexWrap::nowrap;
    int flex_line_count = 1;  // the fewest lines of a balanced container
    Alignment<Justify> justify_content = Justify::flex_start;
    Alignment<Align> align_items = Align::stretch;
    Alignment<Align> align_self = Align::automatic;
    Alignment<Align> align_content = Align::stretch;
    int order = 0;
    float flex_grow = 0;
    float flex_shrink = 1;
    Length flex_basis = automatic;
    Gap gap = {};
    // -- text; nothing: inherited --------------------------------------------------------------------------------
    std::optional<Direction> direction = {};  // initially ltr
    std::optional<BoxVisibility> visibility = {};
    std::optional<Color> color = {};               // initially black
    std::optional<FontFace> font_face = {};        // family and weight at once; initially sans
    std::optional<FontFamily> font_family = {};    // overrides the face's
    std::optional<std::int16_t> font_weight = {};  // 1 to 1000; from 600 on it is bold
    std::optional<float> font_size = {};           // CSS pixels, initially 16
    std::optional<LineHeight> line_height = {};    // initially 1.2
    std::optional<float> letter_spacing = {};      // CSS pixels between letters
    std::optional<TextAlign> text_align = {};
    std::optional<WhiteSpace> white_space = {};
    std::optional<OverflowWrap> overflow_wrap = {};
    std::optional<WordBreak> word_break = {};
    std::optional<float> tab_size = {};  // in spaces, initially 8
    std::optional<Cursor> cursor = {};
    std::optional<PointerEvents> pointer_events = {};
    TextOverflow text_overflow = TextOverflow::clip;  // not inherited
    VerticalAlign vertical_align = {};                // not inherited
    // -- paint ---------------------------------------------------------------------------------------------------
    StyleColor background = transparent;
    StyleImage background_image = {};  // above the colour
    BackgroundSize background_size = {};
    Length background_x = percent(0), background_y = percent(0);  // of the picture, in the padding box
    BackgroundRepeat background_repeat_x = BackgroundRepeat::repeat, background_repeat_y = BackgroundRepeat::repeat;
    ObjectFit object_fit = ObjectFit::fill;                      // of <img> and <canvas>
    Length object_x = percent(50), object_y = percent(50);       // likewise
    ImageRendering image_rendering = ImageRendering::automatic;  // of all pictures; unlike CSS, not inherited
    CornerRadii radius = {};                                     // `.radius = 8`: CSS pixels, of all corners
    ShadowList shadow = {};                                      // `.shadow = {{.offset = {0, 2}, .blur = 8}}`
    Outline outline = {};
    // -- compositing ---------------------------------------------------------------------------------------------
    float opacity = 1;
    TransformList transform = {};
    Length origin_x = percent(50), origin_y = percent(50);  // of the transform, in the border box
    std::optional<int> z_index = {};
    WillChange will_change = {};  // true: a layer of its own even while nothing animates it
    // -- motion --------------------------------------------------------------------------------------------------
    TransitionStyle transition = {};  // `.transition = {{"left", 300ms}}`
    AnimationStyle animation = {};    // `.animation = {{.name = "spin", .duration = 1s}}`; @keyframes are in sheets

    friend bool operator==(const Style&, const Style&) = default;
};

/// Absolute and fixed boxes in it refer to it, whatever its position is.
inline bool holds_fixed_boxes(const Style& style) {
    return !style.transform.empty() || style.will_change.holds_fixed();
}

/// The inherited properties with their values.
struct InheritedStyle {
    Color color = rgb(0x000000);
    FontFace font_face = FontFace::sans;  // what family and weight come to
    FontFamily font_family = FontFamily::sans;
    Direction direction = Direction::ltr;
    BoxVisibility visibility = BoxVisibility::visible;
    TextAlign text_align = TextAlign::start;
    WhiteSpace white_space = WhiteSpace::normal;
    OverflowWrap overflow_wrap = OverflowWrap::normal;
    WordBreak word_break = WordBreak::normal;
    Cursor cursor = Cursor::arrow;
    PointerEvents pointer_events = PointerEvents::automatic;
    std::int16_t font_weight = 400;
    float font_size = 16;
    LineHeight line_height = {};
    float letter_spacing = 0;
    float tab_size = 8;
    friend bool operator==(const InheritedStyle&, const InheritedStyle&) = default;
};

}  // namespace janklab
