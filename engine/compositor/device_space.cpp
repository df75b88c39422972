// SPDX-License-Identifier: MIT
// Snapping, bounding and the limits of what is drawn.
#include "compositor/device_space.h"

namespace janklab {

namespace {

constexpr float whole_within = 1.f / 64;

float nearest(float x) { return std::floor(x + 0.5f); }

}  // namespace

bool has_nan(const Rect& r) {
    return std::isnan(r.x) || std::isnan(r.y) || std::isnan(r.width) || std::isnan(r.height);
}

bool is_finite(const Transform& t) {
    return std::isfinite(t.a) && std::isfinite(t.b) && std::isfinite(t.c) && std::isfinite(t.d) && std::isfinite(t.e) &&
           std::isfinite(t.f);
}

Corners device_corners(const PackedCorners& corners, Size scale, Size size) {
    if (!corners.any()) return {};
    const auto scaled = [scale](Size radii) { return Size{radii.width * scale.width, radii.height * scale.height}; };
    const Corners c = corners.unpacked();
    return fitting({scaled(c.top_left), scaled(c.top_right), scaled(c.bottom_right), scaled(c.bottom_left)}, size);
}

Rect bounded(const Rect& r) {
    const float left = std::clamp(r.x, -farthest, farthest), top = std::clamp(r.y, -farthest, farthest);
    return {left, top, std::clamp(r.width, 0.f, 2 * farthest), std::clamp(r.height, 0.f, 2 * farthest)};
}

float scale_of(const Transform& t) { return std::sqrt(std::abs(t.a * t.d - t.b * t.c)); }

Rect bounding(const Transform& t, const Rect& r) {
    const Point at = t.apply(r.origin());
    const float across_x = t.a * r.width, across_y = t.b * r.width, down_x = t.c * r.height, down_y = t.d * r.height;
    const float left = at.x + std::min(across_x, 0.f) + std::min(down_x, 0.f);
    const float top = at.y + std::min(across_y, 0.f) + std::min(down_y, 0.f);
    return {left, top, std::abs(across_x) + std::abs(down_x), std::abs(across_y) + std::abs(down_y)};
}

Transform inverse(const Transform& t) {
    const float k = 1 / (t.a * t.d - t.b * t.c);
    const float a = t.d * k, b = -t.b * k, c = -t.c * k, d = t.a * k;
    return {a, b, c, d, -(a * t.e + c * t.f), -(b * t.e + d * t.f)};
}

Rect snapped(const Rect& r) {
    const float left = nearest(r.x), top = nearest(r.y);
    return {left, top, nearest(r.right()) - left, nearest(r.bottom()) - top};
}

Rect snapped_visibly(const Rect& r) {
    Rect whole = snapped(r);
    if (r.width > 0) whole.width = std::max(whole.width, 1.f);
    if (r.height > 0) whole.height = std::max(whole.height, 1.f);
    return whole;
}

Rect outward(const Rect& r) {
    const float left = std::floor(r.x), top = std::floor(r.y);
    return {left, top, std::ceil(r.right()) - left, std::ceil(r.bottom()) - top};
}

bool is_whole(float device) { return std::abs(device - nearest(device)) < whole_within; }

PixelRect to_pixels(const Rect& r) {
    return {static_cast<int>(r.x), static_cast<int>(r.y), static_cast<int>(r.width), static_cast<int>(r.height)};
}

Rect to_rect(const PixelRect& r) {
    return {static_cast<float>(r.x), static_cast<float>(r.y), static_cast<float>(r.width),
            static_cast<float>(r.height)};
}

}  // namespace janklab
