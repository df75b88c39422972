// SPDX-License-Identifier: MIT
// CornerRadii: border-radius as it is declared, and what it comes to on a box.
// https://drafts.csswg.org/css-backgrounds-3/#border-radius
#pragma once

#include <algorithm>

#include "base/corners.h"
#include "style/length.h"

namespace janklab {

/// The radii of one corner: `px(8)` is a part of a circle, `{px(40), px(20)}` of an ellipse.
struct CornerRadius {
    Length across = px(0), down = px(0);  // percentages are of the width, and of the height
    constexpr CornerRadius() = default;
    constexpr CornerRadius(Length both) : across(both), down(both) {}
    constexpr CornerRadius(Length across, Length down) : across(across), down(down) {}
    friend bool operator==(const CornerRadius&, const CornerRadius&) = default;
};

/// `.radius = 8` is in CSS pixels, on all corners.
struct CornerRadii {
    CornerRadius top_left, top_right, bottom_right, bottom_left;
    constexpr CornerRadii() = default;
    constexpr CornerRadii(float all) : CornerRadii(px(all)) {}
    constexpr CornerRadii(Length all) : CornerRadii(CornerRadius(all)) {}
    constexpr CornerRadii(CornerRadius all) : CornerRadii(all, all, all, all) {}
    constexpr CornerRadii(CornerRadius top_left, CornerRadius top_right, CornerRadius bottom_right,
                          CornerRadius bottom_left)
        : top_left(top_left), top_right(top_right), bottom_right(bottom_right), bottom_left(bottom_left) {}
    constexpr bool are_equal() const {
        return top_left == top_right && top_left == bottom_right && top_left == bottom_left;
    }
    friend bool operator==(const CornerRadii&, const CornerRadii&) = default;
};

/// Of a box of that size, in CSS pixels: no two of a side reach into each other.
constexpr Corners corners_of(const CornerRadii& radii, Size size) {
    const auto resolved = [size](const CornerRadius& corner) {
        return Size{std::max(0.f, corner.across.resolve(size.width)), std::max(0.f, corner.down.resolve(size.height))};
    };
    const Size first = resolved(radii.top_left);
    if (!radii.are_equal())
        return fitting({first, resolved(radii.top_right), resolved(radii.bottom_right), resolved(radii.bottom_left)},
                       size);
    return first == Size{} ? Corners{} : fitting({first, first, first, first}, size);
}

/// The same as it is kept; quick where all corners are alike.
constexpr PackedCorners packed_corners_of(const CornerRadii& radii, Size size) {
    const CornerRadius& first = radii.top_left;
    if (!radii.are_equal() || !first.across.is_px() || first.across != first.down) return corners_of(radii, size);
    return first.across.value > 0 ? fitting(first.across.value, size) : 0.f;
}

/// Of the inside of a border.
constexpr Corners inside_border(const Corners& c, const PixelEdges& width) {
    const auto inner = [](Size radii, float beside, float above) {
        return Size{std::max(0.f, radii.width - beside), std::max(0.f, radii.height - above)};
    };
    return {inner(c.top_left, width.left, width.top), inner(c.top_right, width.right, width.top),
            inner(c.bottom_right, width.right, width.bottom), inner(c.bottom_left, width.left, width.bottom)};
}

}  // namespace janklab
