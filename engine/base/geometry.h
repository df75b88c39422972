// SPDX-License-Identifier: MIT
// Points, sizes, rectangles, colours and affine transforms, as plain values. Lengths are CSS pixels unless a name says
// otherwise; x runs right, y runs down.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace janklab {

struct Point {
    float x = 0, y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};
constexpr Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
constexpr Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }

struct Size {
    float width = 0, height = 0;
    friend bool operator==(const Size&, const Size&) = default;
};

/// A size in device pixels.
struct PixelSize {
    int width = 0, height = 0;
    friend bool operator==(const PixelSize&, const PixelSize&) = default;
};

struct Rect {
    float x = 0, y = 0, width = 0, height = 0;
    constexpr float right() const { return x + width; }
    constexpr float bottom() const { return y + height; }
    constexpr Point origin() const { return {x, y}; }
    constexpr Size size() const { return {width, height}; }
    constexpr bool empty() const { return !(width > 0) || !(height > 0); }
    constexpr bool contains(Point p) const { return p.x >= x && p.y >= y && p.x < right() && p.y < bottom(); }
    constexpr Rect moved_by(Point by) const { return {x + by.x, y + by.y, width, height}; }
    constexpr Rect inset_by(float by) const { return {x + by, y + by, width - 2 * by, height - 2 * by}; }
    friend bool operator==(const Rect&, const Rect&) = default;
};
/// The smallest rectangle around both; an empty one adds nothing.
constexpr Rect united(const Rect& a, const Rect& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    const float x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}
constexpr Rect intersected(const Rect& a, const Rect& b) {
    const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::max(0.f, std::min(a.right(), b.right()) - x),
            std::max(0.f, std::min(a.bottom(), b.bottom()) - y)};
}

/// Not premultiplied, sRGB, each channel 0 to 255.
struct Color {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    friend bool operator==(const Color&, const Color&) = default;
};
/// 0xRRGGBB.
constexpr Color rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex),
            255};
}
constexpr Color with_alpha(Color color, float alpha) {
    color.a = static_cast<std::uint8_t>(std::clamp(alpha, 0.f, 1.f) * 255.f + 0.5f);
    return color;
}
inline constexpr Color transparent{0, 0, 0, 0};

/// x' = a x + c y + e, y' = b x + d y + f: the six numbers of CSS matrix().
struct Transform {
    float a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
    constexpr Point apply(Point p) const { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }
    constexpr bool is_identity() const { return *this == Transform{}; }
    friend bool operator==(const Transform&, const Transform&) = default;

    static constexpr Transform translation(float x, float y) { return {1, 0, 0, 1, x, y}; }
    static constexpr Transform scaling(float x, float y) { return {x, 0, 0, y, 0, 0}; }
    static Transform rotation(float radians) {
        const float s = std::sin(radians), c = std::cos(radians);
        return {c, s, -s, c, 0, 0};
    }
};
/// First `inner`, then `outer`.
constexpr Transform operator*(const Transform& outer, const Transform& inner) {
    return {outer.a * inner.a + outer.c * inner.b,           outer.b * inner.a + outer.d * inner.b,
            outer.a * inner.c + outer.c * inner.d,           outer.b * inner.c + outer.d * inner.d,
            outer.a * inner.e + outer.c * inner.f + outer.e, outer.b * inner.e + outer.d * inner.f + outer.f};
}

}  // namespace janklab
