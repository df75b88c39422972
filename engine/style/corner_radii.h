// SPDX-License-Identifier: MIT
// CornerRadii: border-radius as it is declared, and what it comes to on a box. Deviation: corners are parts of circles,
// a percentage is of the shorter side. https://drafts.csswg.org/css-backgrounds-3/#border-radius
#pragma once

#include <algorithm>

#include "base/corners.h"
#include "style/length.h"

namespace janklab {

/// Radii of corners; percentages are of the shorter side. `.radius = 8` is in CSS pixels, on all corners.
struct CornerRadii {
    Length top_left = px(0), top_right = px(0), bottom_right = px(0), bottom_left = px(0);
    constexpr CornerRadii() = default;
    constexpr CornerRadii(float all) : CornerRadii(px(all)) {}
    constexpr CornerRadii(Length all) : top_left(all), top_right(all), bottom_right(all), bottom_left(all) {}
    constexpr CornerRadii(Length top_left, Length top_right, Length bottom_right, Length bottom_left)
        : top_left(top_left), top_right(top_right), bottom_right(bottom_right), bottom_left(bottom_left) {}
    constexpr bool any() const {
        return top_left != px(0) || top_right != px(0) || bottom_right != px(0) || bottom_left != px(0);
    }
    friend bool operator==(const CornerRadii&, const CornerRadii&) = default;
};
/// Of a box of that size, in CSS pixels: no two of a side reach into each other.
constexpr Corners corners_of(const CornerRadii& radii, Size size) {
    if (!radii.any()) return {};
    const float base = size.width < size.height ? size.width : size.height;
    const auto resolved = [base](const Length& length) { return std::max(0.f, length.resolve(base)); };
    return fitting({resolved(radii.top_left), resolved(radii.top_right), resolved(radii.bottom_right),
                    resolved(radii.bottom_left)},
                   size);
}

/// Of the inside of a border; each is that of a circle, though the widths beside it may differ.
constexpr Corners inside_border(const Corners& c, const PixelEdges& width) {
    const auto inner = [](float radius, float one, float other) {
        return std::max(0.f, radius - std::max(one, other));
    };
    return {inner(c.top_left, width.top, width.left), inner(c.top_right, width.top, width.right),
            inner(c.bottom_right, width.bottom, width.right), inner(c.bottom_left, width.bottom, width.left)};
}

}  // namespace janklab
