// SPDX-License-Identifier: MIT
// StyleColor: a colour as it is declared: a colour, currentcolor (which is whatever the element's `color` is when it is
// drawn), or what an animation finds between the two. https://drafts.csswg.org/css-color-4/#currentcolor-color
#pragma once

#include <cstdint>

#include "base/geometry.h"

namespace janklab {

/// Between two colours, premultiplied, or what fades in would be tinted by the colour of transparent. `progress` may
/// lie outside of 0 to 1.
Color mixed(Color from, Color to, float progress);

/// Five bytes.
struct StyleColor {
    Color color = transparent;
    std::uint8_t current = 0;  // how much of currentcolor is mixed in: 255 is nothing else

    constexpr StyleColor() = default;
    constexpr StyleColor(Color color) : color(color) {}
    constexpr StyleColor(Color color, std::uint8_t current) : color(color), current(current) {}
    constexpr bool is_current() const { return current == 255; }
    /// In an element whose `color` is `text`.
    Color resolve(Color text) const {
        return current == 0 ? color : is_current() ? text : mixed(color, text, static_cast<float>(current) / 255);
    }
    friend bool operator==(const StyleColor&, const StyleColor&) = default;
};
static_assert(sizeof(StyleColor) == 5);

inline constexpr StyleColor current_color{transparent, 255};

/// Each premultiplied channel of both together, as far as it goes.
Color sum(Color one, Color other);

/// As `mixed`; what stands for currentcolor stays that.
StyleColor mixed(const StyleColor& from, const StyleColor& to, float progress);

}  // namespace janklab
