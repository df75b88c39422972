// SPDX-License-Identifier: MIT
// The look of the inspector: one palette, one type scale, one grid. Phases of a frame have the colours that Chrome's
// performance panel has taught people. Lengths are CSS pixels.
#pragma once

#include "base/geometry.h"

namespace janklab {

inline constexpr float grid = 8;

/// The type scale, in CSS pixels of the em.
inline constexpr float small_text = 12, body_text = 14, title_text = 18;

struct Theme {
    // Surfaces, from the back to the front.
    Color background = rgb(0x15171c);
    Color surface = rgb(0x1d2027);
    Color raised = rgb(0x2a2e37);
    Color hovered = rgb(0x363b46);
    Color pressed = rgb(0x434956);
    Color line = rgb(0x2e323b);
    // Text on any of these surfaces but the last; each at least 4.5 to 1 on `surface`.
    Color text = rgb(0xeceef2);
    Color quiet_text = rgb(0xa8aeba);
    Color dim_text = rgb(0x858c99);
    // Meanings.
    Color accent = rgb(0x7cb0ff);
    Color alarm = rgb(0xff6b5e);
    Color alarm_surface = rgb(0x8c1d18);
    Color good = rgb(0x7fcf8c);
    Color dropped = rgb(0xffa94d);
    Color budget = rgb(0xeceef2);
    // Phases of a frame.
    Color scripting = rgb(0xf3d16f);
    Color rendering = rgb(0xa98df0);
    Color painting = rgb(0x7cc36b);
    Color other = rgb(0xb9bec8);
    Color idle = rgb(0x3a404b);
};

inline constexpr Theme theme{};

/// The contrast of two opaque colours, 1 to 21, by https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
double contrast(Color a, Color b);

}  // namespace janklab
