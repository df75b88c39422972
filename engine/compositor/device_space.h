// SPDX-License-Identifier: MIT
// From CSS pixels to device pixels: rectangles through transforms, whole pixels, what is finite. Pure functions.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "base/corners.h"
#include "base/geometry.h"
#include "gpu/framebuffer.h"

namespace janklab {

/// Beyond this many CSS pixels nothing can be seen; infinite lengths are cut down to it.
inline constexpr float farthest = 1e6f;

bool has_nan(const Rect& rect);
bool is_finite(const Transform& transform);
/// NaN becomes 0, as does what is negative; infinity becomes `farthest`.
constexpr float length_of(float value) { return value > 0 ? std::min(value, farthest) : 0; }
/// In pixels, of a box that has `size` in pixels; `scale`: of them to a CSS pixel, across and down.
Corners device_corners(const PackedCorners& corners, Size scale, Size size);
/// Infinite edges come to `farthest`; negative sizes become 0. NaN must have been looked for.
Rect bounded(const Rect& rect);

constexpr Rect grown(const Rect& rect, float by) { return rect.inset_by(-by); }
constexpr bool inside(const Rect& inner, const Rect& outer) {
    return inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() &&
           inner.bottom() <= outer.bottom();
}
constexpr bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

/// Keeps rectangles upright: neither turns, skews nor mirrors.
constexpr bool is_upright(const Transform& t) { return t.b == 0 && t.c == 0 && t.a > 0 && t.d > 0; }
/// Device pixels a CSS pixel, the mean of both directions.
float scale_of(const Transform& t);
/// The smallest upright rectangle around the transformed one.
Rect bounding(const Transform& t, const Rect& rect);
/// `t` must not be flat: see scale_of.
Transform inverse(const Transform& t);

/// Each edge to the nearest whole pixel.
Rect snapped(const Rect& device);
/// The same, but what had a width or height keeps at least one pixel.
Rect snapped_visibly(const Rect& device);
/// To whole pixels outwards.
Rect outward(const Rect& device);
bool is_whole(float device);
PixelRect to_pixels(const Rect& whole);
Rect to_rect(const PixelRect& pixels);

}  // namespace janklab
