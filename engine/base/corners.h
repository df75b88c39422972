// SPDX-License-Identifier: MIT
// Corners: the radii of a rectangle's four corners, each a quarter of an ellipse; and as they are kept, in 16 bytes.
// https://drafts.csswg.org/css-backgrounds-3/#border-radius
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/geometry.h"

namespace janklab {

/// The horizontal and the vertical radius of each corner. A corner of which either is 0 is sharp.
struct Corners {
    Size top_left, top_right, bottom_right, bottom_left;
    constexpr Corners() = default;
    /// Quarters of circles, the same on all corners.
    constexpr Corners(float all) : Corners(all, all, all, all) {}
    /// Quarters of circles.
    constexpr Corners(float top_left, float top_right, float bottom_right, float bottom_left)
        : Corners(Size{top_left, top_left}, Size{top_right, top_right}, Size{bottom_right, bottom_right},
                  Size{bottom_left, bottom_left}) {}
    constexpr Corners(Size top_left, Size top_right, Size bottom_right, Size bottom_left)
        : top_left(top_left), top_right(top_right), bottom_right(bottom_right), bottom_left(bottom_left) {}
    constexpr bool are_equal() const {
        return top_left == top_right && top_left == bottom_right && top_left == bottom_left;
    }
    constexpr bool are_circular() const {
        const auto is_circle = [](Size radii) { return radii.width == radii.height; };
        return is_circle(top_left) && is_circle(top_right) && is_circle(bottom_right) && is_circle(bottom_left);
    }
    constexpr float largest() const {
        return std::max({top_left.width, top_left.height, top_right.width, top_right.height, bottom_right.width,
                         bottom_right.height, bottom_left.width, bottom_left.height});
    }
    template <class Change>
    constexpr Corners each(Change change) const {
        const auto both = [&](Size radii) { return Size{change(radii.width), change(radii.height)}; };
        return {both(top_left), both(top_right), both(bottom_right), both(bottom_left)};
    }
    /// Of a box whose edges lie `by` further out (less than 0: further in); a sharp corner stays sharp.
    constexpr Corners grown_by(float by) const {
        return each([by](float radius) { return radius > 0 ? std::max(0.f, radius + by) : 0; });
    }
    /// The same of a shadow: a radius less than `by` grows by less, so that what is nearly sharp stays nearly so.
    /// https://drafts.csswg.org/css-backgrounds-3/#shadow-shape
    constexpr Corners spread_by(float by) const {
        return each([by](float radius) {
            const float missing = radius < by ? 1 - radius / by : 0;
            return radius > 0 ? std::max(0.f, radius + by * (1 - missing * missing * missing)) : 0;
        });
    }
    friend bool operator==(const Corners&, const Corners&) = default;
};

/// Corners in sixteenths of a pixel, up to 4095 pixels; NaN and what is negative is 0.
struct PackedCorners {
    std::array<std::uint16_t, 4> across{}, down{};  // from the top left corner on
    constexpr PackedCorners() = default;
    /// Quarters of circles, the same on all corners.
    constexpr PackedCorners(float all) {
        across.fill(packed(all));
        down = across;
    }
    constexpr PackedCorners(const Corners& c)
        : across{packed(c.top_left.width), packed(c.top_right.width), packed(c.bottom_right.width),
                 packed(c.bottom_left.width)},
          down{packed(c.top_left.height), packed(c.top_right.height), packed(c.bottom_right.height),
               packed(c.bottom_left.height)} {}
    constexpr Corners unpacked() const {
        const auto corner = [&](std::size_t i) {
            return Size{static_cast<float>(across[i]) / 16, static_cast<float>(down[i]) / 16};
        };
        return {corner(0), corner(1), corner(2), corner(3)};
    }
    constexpr bool any() const { return *this != PackedCorners{}; }
    constexpr bool are_circular() const { return across == down; }
    /// Quarters of circles, the same on all corners.
    constexpr bool are_one_circle() const {
        return are_circular() && across[0] == across[1] && across[0] == across[2] && across[0] == across[3];
    }
    friend constexpr bool operator==(const PackedCorners&, const PackedCorners&) = default;

    static constexpr std::uint16_t largest = 4095 * 16;

  private:
    static constexpr std::uint16_t packed(float radius) {
        const float sixteenths = radius > 0 ? radius * 16 + 0.5f : 0;
        return static_cast<std::uint16_t>(sixteenths < largest ? sixteenths : largest);
    }
};
static_assert(sizeof(PackedCorners) == 16);

/// Where two of a side would meet, all become smaller by the same factor.
/// https://drafts.csswg.org/css-backgrounds-3/#corner-overlap
constexpr Corners fitting(const Corners& corners, Size size) {
    float factor = 1;
    const auto fit = [&factor](float length, float one, float other) {
        if (one + other > length) factor = std::min(factor, std::max(0.f, length) / (one + other));
    };
    fit(size.width, corners.top_left.width, corners.top_right.width);
    fit(size.width, corners.bottom_left.width, corners.bottom_right.width);
    fit(size.height, corners.top_left.height, corners.bottom_left.height);
    fit(size.height, corners.top_right.height, corners.bottom_right.height);
    return factor < 1 ? corners.each([factor](float radius) { return radius * factor; }) : corners;
}

/// The same, to the bit, of quarters of circles that are alike on all corners.
constexpr float fitting(float radius, Size size) {
    const float length = std::min(size.width, size.height), both = radius + radius;
    return both > length ? radius * std::min(1.f, std::max(0.f, length) / both) : radius;
}

/// Whether the rounded rectangle has the point. `corners` are fitting.
constexpr bool contains(const Rect& rect, const Corners& corners, Point p) {
    if (!rect.contains(p)) return false;
    const float left = p.x - rect.x, right = rect.right() - p.x, top = p.y - rect.y, bottom = rect.bottom() - p.y;
    const auto cut = [](float across, float down, Size radii) {
        if (across >= radii.width || down >= radii.height) return false;
        const float x = 1 - across / radii.width, y = 1 - down / radii.height;
        return x * x + y * y > 1;
    };
    return !cut(left, top, corners.top_left) && !cut(right, top, corners.top_right) &&
           !cut(right, bottom, corners.bottom_right) && !cut(left, bottom, corners.bottom_left);
}

}  // namespace janklab
