// SPDX-License-Identifier: MIT
// A canvas drawn by the processor, and ways to look at it: what the tests of this folder share.
#pragma once

#include <doctest/doctest.h>

#include <cmath>

#include "canvas/canvas_2d.h"
#include "canvas/canvas_bitmap.h"

inline constexpr janklab::Color red = janklab::rgb(0xff0000), green = janklab::rgb(0x00ff00),
                                blue = janklab::rgb(0x0000ff), black = janklab::rgb(0), none = janklab::transparent;

/// The pixel, not premultiplied.
inline janklab::Color pixel(janklab::Canvas2D& canvas, int x, int y) {
    const janklab::CanvasImageData data = canvas.get_image_data(x, y, 1, 1);
    return {data.rgba[0], data.rgba[1], data.rgba[2], data.rgba[3]};
}
inline int alpha(janklab::Canvas2D& canvas, int x, int y) { return pixel(canvas, x, y).a; }

/// How much is covered altogether, in pixels.
inline float ink_of(janklab::Canvas2D& canvas) {
    const janklab::CanvasImageData data = canvas.get_image_data(0, 0, canvas.size().width, canvas.size().height);
    float sum = 0;
    for (std::size_t i = 3; i < data.rgba.size(); i += 4) sum += data.rgba[i] / 255.f;
    return sum;
}

/// The largest difference of any channel.
inline int difference(janklab::Canvas2D& a, janklab::Canvas2D& b) {
    const janklab::CanvasImageData left = a.get_image_data(0, 0, a.size().width, a.size().height);
    const janklab::CanvasImageData right = b.get_image_data(0, 0, b.size().width, b.size().height);
    REQUIRE(left.rgba.size() == right.rgba.size());
    int most = 0;
    for (std::size_t i = 0; i < left.rgba.size(); ++i) most = std::max(most, std::abs(left.rgba[i] - right.rgba[i]));
    return most;
}
