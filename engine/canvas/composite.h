// SPDX-License-Identifier: MIT
// How a shape is put on what is there: the operations of globalCompositeOperation, all of them. Pure functions; any
// thread. https://drafts.fxtf.org/compositing-1/
#pragma once

#include <array>
#include <cstdint>

namespace janklab {

enum class CompositeOperation : std::uint8_t {
    // Porter and Duff's, and the sum
    source_over,
    source_in,
    source_out,
    source_atop,
    destination_over,
    destination_in,
    destination_out,
    destination_atop,
    lighter,
    exclusive_or,
    copy,
    // blend modes: over, with a colour made of both. shaders/blend.glsl counts them from 1.
    multiply,
    screen,
    overlay,
    darken,
    lighten,
    color_dodge,
    color_burn,
    hard_light,
    soft_light,
    difference,
    exclusion,
    hue,
    saturation,
    color,
    luminosity
};

/// They change pixels that the shape does not cover.
constexpr bool clears_outside(CompositeOperation operation) {
    using enum CompositeOperation;
    return operation == source_in || operation == source_out || operation == destination_in ||
           operation == destination_atop || operation == copy;
}
constexpr bool is_blend_mode(CompositeOperation operation) { return operation >= CompositeOperation::multiply; }

/// Red, green, blue, alpha, 0 to 1, premultiplied.
using PaintColor = std::array<float, 4>;

/// `source` with its coverage. Of copy what is over there.
PaintColor composited(const PaintColor& source, const PaintColor& below, CompositeOperation operation);

}  // namespace janklab
