// SPDX-License-Identifier: MIT
// Corners: the radii of a rectangle's four corners.
// https://drafts.csswg.org/css-backgrounds-3/#border-radius
#pragma once

#include <algorithm>

#include "base/geometry.h"

namespace janklab {

struct Corners {
    float top_left = 0, top_right = 0, bottom_right = 0, bottom_left = 0;
    constexpr Corners() = default;
    /// The same on all corners.
    constexpr Corners(float all) : top_left(all), top_right(all), bottom_right(all), bottom_left(all) {}
    constexpr Corners(float top_left, float top_right, float bottom_right, float bottom_left)
        : top_left(top_left), top_right(top_right), bottom_right(bottom_right), bottom_left(bottom_left) {}
    constexpr bool are_equal() const {
        return top_left == top_right && top_left == bottom_right && top_left == bottom_left;
    }
    constexpr float largest() const { return std::max({top_left, top_right, bottom_right, bottom_left}); }
    constexpr bool any() const { return largest() > 0; }
    template <class Change>
    constexpr Corners each(Change change) const {
        return {change(top_left), change(top_right), change(bottom_right), change(bottom_left)};
    }
    /// Of a box whose edges lie `by` further out (less than 0: further in); a sharp corner stays sharp.
    constexpr Corners grown_by(float by) const {
        return each([by](float radius) { return radius > 0 ? std::max(0.f, radius + by) : 0; });
    }
    friend bool operator==(const Corners&, const Corners&) = default;
};

/// Where two of a side would meet, all become smaller by the same factor.
/// https://drafts.csswg.org/css-backgrounds-3/#corner-overlap
constexpr Corners fitting(const Corners& corners, Size size) {
    float factor = 1;
    const auto fit = [&factor](float length, float one, float other) {
        if (one + other > length) factor = std::min(factor, std::max(0.f, length) / (one + other));
    };
    fit(size.width, corners.top_left, corners.top_right);
    fit(size.width, corners.bottom_left, corners.bottom_right);
    fit(size.height, corners.top_left, corners.bottom_left);
    fit(size.height, corners.top_right, corners.bottom_right);
    return factor < 1 ? corners.each([factor](float radius) { return radius * factor; }) : corners;
}

/// Whether the rounded rectangle has the point. `corners` are fitting.
constexpr bool contains(const Rect& rect, const Corners& corners, Point p) {
    if (!rect.contains(p)) return false;
    const float left = p.x - rect.x, right = rect.right() - p.x, top = p.y - rect.y, bottom = rect.bottom() - p.y;
    const auto cut = [](float across, float down, float radius) {
        const float x = radius - across, y = radius - down;
        return x > 0 && y > 0 && x * x + y * y > radius * radius;
    };
    return !cut(left, top, corners.top_left) && !cut(right, top, corners.top_right) &&
           !cut(right, bottom, corners.bottom_right) && !cut(left, bottom, corners.bottom_left);
}

}  // namespace janklab
