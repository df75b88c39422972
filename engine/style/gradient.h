// SPDX-License-Identifier: MIT
// Gradient: a linear or radial run of up to four colours, as a plain value.
// https://drafts.csswg.org/css-images-3/#gradients
#pragma once

#include <array>
#include <cstdint>

#include "base/geometry.h"

namespace janklab {

enum class GradientKind : std::uint8_t { none, linear, radial };

struct ColorStop {
    Color color = transparent;
    float position = 0;  // 0 the start, 1 the end
    friend bool operator==(const ColorStop&, const ColorStop&) = default;
};

/// A radial one is an ellipse about the middle that reaches the farthest corner.
struct Gradient {
    static constexpr int most_stops = 4;

    GradientKind kind = GradientKind::none;
    std::uint8_t count = 0;
    float turns = 0.5f;  // linear: 0 upwards, 0.25 to the right, clockwise
    std::array<ColorStop, most_stops> stops = {};
    friend bool operator==(const Gradient&, const Gradient&) = default;
};

constexpr Gradient linear_gradient(float turns, Color from, Color to) {
    return {.kind = GradientKind::linear, .count = 2, .turns = turns, .stops = {{{from, 0}, {to, 1}}}};
}
constexpr Gradient radial_gradient(Color from, Color to) {
    return {.kind = GradientKind::radial, .count = 2, .stops = {{{from, 0}, {to, 1}}}};
}

}  // namespace janklab
