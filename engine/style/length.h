// SPDX-License-Identifier: MIT
// Length: pixels, a percentage, or auto; and edges, four of them. Values that are not finite or very large are clamped
// where they are made, so that layout computes with finite numbers only. https://drafts.csswg.org/css-values/#lengths
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

enum class LengthUnit : std::uint8_t { automatic, px, percent };

/// `automatic` means what `auto` (or, for a maximum, `none`) means for the property.
struct Length {
    float value = 0;
    LengthUnit unit = LengthUnit::automatic;

    constexpr bool is_auto() const { return unit == LengthUnit::automatic; }
    constexpr bool is_px() const { return unit == LengthUnit::px; }
    constexpr bool is_percent() const { return unit == LengthUnit::percent; }
    /// In pixels; a percentage is of `base`. Not for auto.
    constexpr float resolve(float base) const { return is_percent() ? finite_length(value * base / 100) : value; }
    friend bool operator==(const Length&, const Length&) = default;
};

inline constexpr Length automatic{};
constexpr Length px(float value) { return {finite_length(value), LengthUnit::px}; }
constexpr Length percent(float value) { return {finite_length(value), LengthUnit::percent}; }

struct Edges {
    Length top = px(0), right = px(0), bottom = px(0), left = px(0);
    friend bool operator==(const Edges&, const Edges&) = default;
};
constexpr Edges all_around(Length length) { return {length, length, length, length}; }
constexpr Edges edges(Length vertical, Length horizontal) { return {vertical, horizontal, vertical, horizontal}; }

/// Edges in pixels.
struct PixelEdges {
    float top = 0, right = 0, bottom = 0, left = 0;
    constexpr float horizontal() const { return left + right; }
    constexpr float vertical() const { return top + bottom; }
    friend bool operator==(const PixelEdges&, const PixelEdges&) = default;
};

}  // namespace janklab
