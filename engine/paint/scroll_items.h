// SPDX-License-Identifier: MIT
// Display items that scroll: the display thread moves what is between push and pop, by what it knows of the scroll
// container (ScrollTree). What is inside is recorded as if nothing were scrolled. Coordinates as in display_item.h.
#pragma once

#include <cstdint>

#include "base/geometry.h"
#include "base/ids.h"

namespace janklab {

/// From here to the matching PopScrollItem only what lies inside the port is drawn, moved by the scroll position of the
/// ScrollNode with that layer. At the pop the scroll bars come. What it scrolls can lie in several places of the
/// painting order, but has one set of bars.
struct PushScrollItem {
    LayerId layer;
    Rect port;
    bool has_bars = true;
    friend bool operator==(const PushScrollItem&, const PushScrollItem&) = default;
};
struct PopScrollItem {
    friend bool operator==(const PopScrollItem&, const PopScrollItem&) = default;
};

/// From here to the matching PopShiftItem everything is moved: with a sticky box, which has a StickyNode with that
/// layer; or as if the innermost `levels` pushes of clips, scroll containers and shifts around it were not there,
/// because a fixed or absolute box does not belong to what they stand for.
struct PushShiftItem {
    LayerId sticky;  // none: it does not stick
    std::uint16_t levels = 0;
    friend bool operator==(const PushShiftItem&, const PushShiftItem&) = default;
};
struct PopShiftItem {
    friend bool operator==(const PopShiftItem&, const PopShiftItem&) = default;
};

}  // namespace janklab
