// SPDX-License-Identifier: MIT
// Gradient: a linear or radial run of colours, as a plain value; and what it comes to in a box of known size.
// https://drafts.csswg.org/css-images-3/#gradients. Deviations: at most eight colours, no hints between them, no conic
// gradients; colours are mixed in sRGB, premultiplied.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>

#include "base/geometry.h"
#include "style/length.h"

namespace janklab {

enum class GradientKind : std::uint8_t { none, linear, radial };

/// How far a radial gradient reaches from its centre.
enum class GradientExtent : std::uint8_t { farthest_corner, farthest_side, closest_corner, closest_side, lengths };

struct ColorStop {
    Color color = transparent;
    float position = 0;  // 0 the start, 1 the end; or CSS pixels, where the gradient says so
    friend bool operator==(const ColorStop&, const ColorStop&) = default;
};

struct Gradient {
    static constexpr int most_stops = 8;

    GradientKind kind = GradientKind::none;
    GradientExtent extent = GradientExtent::farthest_corner;
    bool circle = false;             // radial: both radii are one
    bool repeating = false;          // what lies between the first and the last stop again and again
    std::uint8_t count = 0;          // of stops
    std::uint8_t in_px = 0;          // bit i: the position of stop i is in CSS pixels
    std::uint8_t without_place = 0;  // bit i: stop i stands wherever there is room between its neighbours
    std::uint8_t current = 0;        // bit i: stop i is currentcolor, whatever its colour
    std::int8_t to_x = 0, to_y = 0;  // linear: towards a corner, -1 or 1 each; then `turns` does not count
    float turns = 0.5f;              // linear: 0 upwards, 0.25 to the right, clockwise
    Length center_x = percent(50), center_y = percent(50);  // radial
    Length radius_x = px(0), radius_y = px(0);              // radial, with GradientExtent::lengths
    std::array<ColorStop, most_stops> stops = {};

    /// False, and nothing is added, when there are eight already.
    constexpr bool add(const ColorStop& stop) {
        if (count == most_stops) return false;
        stops[count++] = stop;
        return true;
    }
    friend bool operator==(const Gradient&, const Gradient&) = default;
};

constexpr Gradient linear_gradient(float turns, Color from, Color to) {
    return {.kind = GradientKind::linear, .count = 2, .turns = turns, .stops = {{{from, 0}, {to, 1}}}};
}
constexpr Gradient radial_gradient(Color from, Color to) {
    return {.kind = GradientKind::radial, .count = 2, .stops = {{{from, 0}, {to, 1}}}};
}
/// Positions from 0 to 1; more than eight stops are left out.
constexpr Gradient linear_gradient(float turns, std::initializer_list<ColorStop> stops) {
    Gradient made{.kind = GradientKind::linear, .turns = turns};
    for (const ColorStop& stop : stops) made.add(stop);
    return made;
}
constexpr Gradient radial_gradient(std::initializer_list<ColorStop> stops) {
    Gradient made{.kind = GradientKind::radial};
    for (const ColorStop& stop : stops) made.add(stop);
    return made;
}

/// Where a gradient runs in a box, CSS pixels from the box's corner.
struct GradientLine {
    Point from;        // linear: position 0; radial: the centre
    Point to;          // linear: position 1
    Size radii;        // radial: position 1; at least a little
    float length = 0;  // CSS pixels from position 0 to 1, across for a radial one
};
GradientLine line_of(const Gradient& gradient, Size box);

/// Every stop with its place on the line, each at or behind the one before: the positions count from 0 to 1 along
/// `length` pixels. `text` is currentcolor. `into` has room for most_stops. Returns how many there are.
int place_stops(const Gradient& gradient, float length, Color text, std::span<ColorStop> into);

}  // namespace janklab
