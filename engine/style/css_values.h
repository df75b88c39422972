// SPDX-License-Identifier: MIT
// Values of properties between CSS text and the members of Style: one function for each type. Page thread.
// https://drafts.csswg.org/css-values-4/
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/geometry.h"
#include "style/css_tokens.h"
#include "style/length_math.h"
#include "style/style.h"

namespace janklab {

/// What relative units refer to. Where it is not known yet, a value that needs it is not parsed but put off.
struct UnitBase {
    float font_size = 16;                  // em
    float parent_font_size = 16;           // em and % in font-size itself
    float root_font_size = 16;             // rem
    Size viewport = {};                    // vw, vh, vmin, vmax
    Direction direction = Direction::ltr;  // which side -inline-start is
};

/// What may be written for a property: the types that its column in property_table.inc names.
enum class Syntax : std::uint8_t {
    keyword,
    size,
    max_size,
    basis,
    margin,
    padding,
    gap,
    ratio,
    border_width,
    corner_radius,
    line_style,
    outline_style,
    color,
    align_items,
    align_self,
    align_content,
    integer,
    positive_integer,
    positive_number,
    font_family,
    font_weight,
    font_size,
    line_height,
    vertical_align,
    letter_spacing,
    pixels,
    image,
    background_size,
    shadow,
    opacity,
    transform,
    origin_x,
    origin_y,
    z_index,
    will_change,
    transition_properties,
    times,
    durations,
    easings,
    animation_names,
    iteration_counts
};

/// Reads values from tokens. Every `read` returns false, and leaves the target as it was, where the text is not such a
/// value; it takes nothing behind the value.
class CssValueReader {
  public:
    /// `base`: null: relative units are put off (`needs_base` becomes true and reading fails).
    CssValueReader(CssTokens& tokens, const UnitBase* base) : tokens_(tokens), base_(base) {}

    bool read(Syntax syntax, Length& into);
    bool read(Syntax syntax, float& into);
    bool read(Syntax syntax, int& into);
    bool read(Syntax syntax, std::int16_t& into);  // font-weight
    bool read(Syntax syntax, CornerRadius& into);
    bool read(Syntax syntax, WillChange& into);
    bool read(Syntax syntax, StyleColor& into);
    bool read(Syntax syntax, std::optional<Color>& into);  // color: currentcolor is what is inherited
    bool read(Syntax syntax, LineStyle& into);
    bool read(Syntax syntax, Alignment<Justify>& into);  // css_alignment.cpp
    bool read(Syntax syntax, Alignment<Align>& into);    // css_alignment.cpp
    bool read(Syntax syntax, FlexWrap& into);
    bool read(Syntax syntax, FontFamily& into);
    bool read(Syntax syntax, LineHeight& into);
    bool read(Syntax syntax, VerticalAlign& into);
    bool read(Syntax syntax, StyleImage& into);      // css_images.cpp
    bool read(Syntax syntax, BackgroundSize& into);  // css_images.cpp
    bool read(Syntax syntax, Shadow& into);
    bool read(Syntax syntax, ShadowList& into);
    bool read(Syntax syntax, TransformList& into);
    bool read(Syntax syntax, std::optional<int>& into);  // z-index
    bool read(Syntax syntax, Duration& into);
    bool read(Syntax syntax, Easing& into);
    bool read(Syntax syntax, double& into);       // a number of iterations
    bool read(Syntax syntax, std::string& into);  // the name of @keyframes; empty: none
    bool read(Syntax syntax, std::vector<TransitionProperty>& into);
    template <class Enum>
    requires std::is_enum_v<Enum>
    bool read(Syntax syntax, Enum& into);
    /// Values with commas between them.
    template <class T>
    bool read(Syntax syntax, std::vector<T>& into) {
        std::vector<T> list;
        do {
            if (!read(syntax, list.emplace_back())) return false;
        } while (tokens_.take(','));
        into = std::move(list);
        return true;
    }
    template <class T>
    bool read(Syntax syntax, std::optional<T>& into) {
        T value{};
        if (!read(syntax, value)) return false;
        into = value;
        return true;
    }

    // Each takes nothing where it returns false. What a math function comes to is brought into the range, what is
    // written outside of it is refused: https://drafts.csswg.org/css-values-4/#calc-range
    enum class Range : std::uint8_t { all, positive };
    /// A length, percentage or math function. Unitless 0 is a length.
    bool read_length(Length& into, Range range = Range::all);
    bool read_px(float& into, Range range = Range::all);  // a length that needs nothing but pixels
    bool read_number(double& into, double least, double most);
    bool read_number(float& into, Range range = Range::all);
    bool read_color(Color& into);
    bool read_color(StyleColor& into);  // also currentcolor
    bool read_turns(float& into);       // an angle: deg, turn, rad, grad
    bool needs_base() const { return needs_base_; }
    /// A value in rem was read.
    bool used_root_font_size() const { return used_root_font_size_; }
    /// Null, and it is noted that one is needed.
    const UnitBase* base() { return base_ ? base_ : (needs_base_ = true, nullptr); }
    CssTokens& tokens() { return tokens_; }

  private:
    enum class CalcType : std::uint8_t { number, length, angle, time };
    struct Sum {  // a value in calc()
        CalcType type = CalcType::number;
        double value = 0;  // a number, turns, or milliseconds
        LengthSum length;  // also percentages

        bool is_known() const { return type != CalcType::length || length.is_px(); }
        double known() const { return type == CalcType::length ? length.px : value; }
        void scale(double factor) { value *= factor, length.scale(factor); }
        static Sum of(CalcType type, double known) {
            Sum sum{.type = type, .value = 0, .length = {}};
            (type == CalcType::length ? sum.length.px : sum.value) = known;
            return sum;
        }
    };
    bool read_math(CalcType type, Sum& into);
    bool read_calc(Sum& into);
    bool read_calc_function(const CssToken& token, Sum& into);
    bool compare(LengthFunctionKind kind, std::vector<Sum>& all, Sum& into);
    bool read_sum(Sum& into);
    bool read_product(Sum& into);
    bool read_calc_value(Sum& into);
    bool dimension_in_px(const CssToken& token, double& into);
    bool read_color_function(std::string_view name, Color& into);
    bool read_url(ImageUrl& into);
    bool read_gradient(Gradient& into);
    bool read_linear_direction(Gradient& into);
    bool read_radial_shape(Gradient& into);
    bool read_color_stops(Gradient& into);
    bool read_stop_place(ColorStop& into, bool& in_px);
    bool read_transform_step(TransformList& into);

    CssTokens& tokens_;
    const UnitBase* base_;
    bool needs_base_ = false, used_root_font_size_ = false;
    int depth_ = 0;  // of calc() in calc()
};

/// One value as CSS text. `px` values with at most six digits.
std::string to_css(Syntax syntax, const Length& value);
std::string to_css(Syntax syntax, float value);
std::string to_css(Syntax syntax, int value);
std::string to_css(Syntax syntax, std::int16_t value);
std::string to_css(Syntax syntax, const CornerRadius& value);
std::string to_css(Syntax syntax, const WillChange& value);
std::string to_css(Syntax syntax, const Color& value);
std::string to_css(Syntax syntax, const StyleColor& value);
std::string to_css(Syntax syntax, const std::optional<Color>& value);
std::string to_css(Syntax syntax, LineStyle value);
std::string to_css(Syntax syntax, Alignment<Justify> value);
std::string to_css(Syntax syntax, Alignment<Align> value);
std::string to_css(Syntax syntax, FlexWrap value);
std::string to_css(Syntax syntax, FontFamily value);
std::string to_css(Syntax syntax, const LineHeight& value);
std::string to_css(Syntax syntax, const VerticalAlign& value);
std::string to_css(Syntax syntax, const StyleImage& value);
std::string to_css(Syntax syntax, const BackgroundSize& value);
std::string to_css(Syntax syntax, const Shadow& value);
std::string to_css(Syntax syntax, const ShadowList& value);
std::string to_css(Syntax syntax, const TransformList& value);
std::string to_css(Syntax syntax, const std::optional<int>& value);
std::string to_css(Syntax syntax, Duration value);
std::string to_css(Syntax syntax, const Easing& value);
std::string to_css(Syntax syntax, double value);
std::string to_css(Syntax syntax, const std::string& value);
std::string to_css(Syntax syntax, const TransitionProperty& value);
template <class Enum>
requires std::is_enum_v<Enum> std::string to_css(Syntax syntax, Enum value);
template <class T>
std::string to_css(Syntax syntax, const std::vector<T>& list) {
    if (list.empty()) return "none";
    std::string text;
    for (const T& one : list) text += (text.empty() ? "" : ", ") + to_css(syntax, one);
    return text;
}
template <class T>
std::string to_css(Syntax syntax, const std::optional<T>& value) {
    return value ? to_css(syntax, *value) : "inherit";
}

/// calc() and its like (css_calc.cpp).
bool is_math_function(const CssToken& token);
/// A length, a percentage, a number or a math function.
bool begins_length(const CssToken& token);
/// Of an angle, written with its unit; of a time. Nothing: it is none.
std::optional<double> turns_of(const CssToken& token);
std::optional<double> ms_of(const CssToken& token);

/// #rgb, #rgba, #rrggbb, #rrggbbaa; without the #.
std::optional<Color> color_from_hex(std::string_view digits);
/// One of the 148 names, or transparent.
std::optional<Color> color_named(std::string_view name);

}  // namespace janklab
