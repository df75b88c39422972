// SPDX-License-Identifier: MIT
// How scrolled and sticking boxes are recorded: as if nothing were moved, where the display thread moves it. Page
// thread.
#pragma once

#include <cstdint>
#include <span>

#include "layout/layout_box.h"
#include "paint/scroll_items.h"

namespace janklab {

/// As children_origin(), but what the display thread scrolls is not scrolled here.
Point recorded_children_origin(const LayoutBox& box, Point origin);

/// As rendering_shift(), but what the display thread moves is not moved here.
Point recorded_shift(const LayoutBox& box);
/// The display thread moves the box, which is sticky.
bool sticks_on_display(const LayoutBox& box);

/// A clip, a scroll container or a shift that has been pushed and not popped, while a list is recorded.
struct OpenLevel {
    const LayoutBox* box = nullptr;  // whose it is
    std::size_t item = 0;            // the push, in the list
    Rect bounds_before;              // of what was recorded before it
    Rect clip;                       // everything inside is drawn in there, if `clips`
    bool clips = false;
    bool can_be_empty = false;  // something is seen of it even where nothing is in it
};
/// PushShiftItem::levels for a box whose containing block may be outside of some of those open.
std::uint16_t levels_left_by(std::span<const OpenLevel> open, const LayoutBox& absolute);

}  // namespace janklab
