// SPDX-License-Identifier: MIT
// Length: pixels, a percentage, calc() of both, min() and its like of both, auto, or a keyword for the size of the
// contents or of what is around; and edges, four of them. Values that are not finite or very large are clamped where
// they are made, so that layout computes with finite numbers only. https://drafts.csswg.org/css-values/#lengths
#pragma once

#include <cstdint>

namespace janklab {

/// The largest length, in CSS pixels; browsers clamp near the same size.
inline constexpr float largest_length = 33'554'432.f;

/// NaN is 0; infinities and huge values are the largest length.
constexpr float finite_length(float value) {
    if (!(value == value)) return 0;
    return value > largest_length ? largest_length : value < -largest_length ? -largest_length : value;
}

enum class LengthUnit : std::uint8_t {
    automatic,
    px,
    percent,
    calc,  // pixels and a percentage, added
    math,  // min(), max(), clamp() of both, perhaps in a sum, or what is between two such (length_math.h)
    min_content,
    max_content,
    fit_content,
    stretch,  // all that the containing block has, less the margins
    content   // flex-basis alone
};

struct Length;
float resolve_math(const Length& length, float base);

/// Eight bytes. `automatic` means what `auto` (or, for a maximum, `none`) means for the property.
struct Length {
    float value = 0;  // CSS pixels, or per cent; of math how far it is from one to the other
    LengthUnit unit = LengthUnit::automatic;
    std::int32_t calc_percent : 24 = 0;  // the percentage in a calc(), in steps of 1/4096 %: at most +-2047 %; or
                                         // which one of math

    constexpr bool is_auto() const { return unit == LengthUnit::automatic; }
    constexpr bool is_px() const { return unit == LengthUnit::px; }
    /// It is a part of something, at least in part: without that something it has no value.
    constexpr bool has_percent() const { return unit >= LengthUnit::percent && unit <= LengthUnit::math; }
    /// Its sign is not known without that something.
    constexpr bool is_calculated() const { return unit == LengthUnit::calc || unit == LengthUnit::math; }
    constexpr bool is_resolvable() const { return is_px() || has_percent(); }
    /// What it comes to depends on the containing block.
    constexpr bool depends_on_container() const { return has_percent() || is_stretch(); }
    constexpr bool is_stretch() const { return unit == LengthUnit::stretch; }
    /// Intrinsic or stretch: a size that is looked for in the contents or around.
    constexpr bool is_keyword() const { return unit >= LengthUnit::min_content && unit <= LengthUnit::stretch; }
    /// min-content, max-content, fit-content.
    constexpr bool is_intrinsic() const { return unit >= LengthUnit::min_content && unit <= LengthUnit::fit_content; }
    /// Not of math.
    constexpr float percentage() const {
        return unit == LengthUnit::percent ? value : static_cast<float>(calc_percent) / 4096;
    }
    /// In pixels; a percentage is of `base`. Not for auto and the other keywords.
    constexpr float resolve(float base) const {
        if (unit == LengthUnit::px) return value;
        if (unit == LengthUnit::percent) return finite_length(value * base / 100);
        if (unit == LengthUnit::calc) return finite_length(value + percentage() * base / 100);
        return unit == LengthUnit::math ? resolve_math(*this, base) : 0;
    }
    friend bool operator==(const Length&, const Length&) = default;
};
static_assert(sizeof(Length) == 8);

inline constexpr Length automatic{};
inline constexpr Length min_content{.unit = LengthUnit::min_content};
inline constexpr Length max_content{.unit = LengthUnit::max_content};
inline constexpr Length fit_content{.unit = LengthUnit::fit_content};
inline constexpr Length stretch{.unit = LengthUnit::stretch};
constexpr Length px(float value) { return {.value = finite_length(value), .unit = LengthUnit::px}; }
constexpr Length percent(float value) { return {.value = finite_length(value), .unit = LengthUnit::percent}; }
/// calc(percent% + px): `calc(100, -20)` is the whole less 20 pixels.
constexpr Length calc(float percent, float px) {
    const float clamped = percent == percent ? percent < -2047 ? -2047 : percent > 2047 ? 2047 : percent : 0;
    return {.value = finite_length(px),
            .unit = LengthUnit::calc,
            .calc_percent = static_cast<std::int32_t>(clamped * 4096 + (clamped < 0 ? -0.5f : 0.5f))};
}

struct Edges {
    Length top = px(0), right = px(0), bottom = px(0), left = px(0);
    friend bool operator==(const Edges&, const Edges&) = default;
};
constexpr Edges all_around(Length length) { return {length, length, length, length}; }
constexpr Edges edges(Length vertical, Length horizontal) { return {vertical, horizontal, vertical, horizontal}; }

/// gap: `.gap = px(8)` for both, `.gap = {px(4), px(8)}` for the gap between lines of a row and between its items.
struct Gap {
    Length row = px(0), column = px(0);  // between rows, between columns
    constexpr Gap() = default;
    constexpr Gap(Length both) : row(both), column(both) {}
    constexpr Gap(Length row, Length column) : row(row), column(column) {}
    friend bool operator==(const Gap&, const Gap&) = default;
};

/// Edges in pixels.
struct PixelEdges {
    float top = 0, right = 0, bottom = 0, left = 0;
    constexpr PixelEdges() = default;
    /// The same on all sides.
    constexpr PixelEdges(float all) : top(all), right(all), bottom(all), left(all) {}
    constexpr PixelEdges(float top, float right, float bottom, float left)
        : top(top), right(right), bottom(bottom), left(left) {}
    constexpr float horizontal() const { return left + right; }
    constexpr float vertical() const { return top + bottom; }
    constexpr bool is_uniform() const { return top == right && top == bottom && top == left; }
    friend bool operator==(const PixelEdges&, const PixelEdges&) = default;
};

}  // namespace janklab
