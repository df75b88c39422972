// SPDX-License-Identifier: MIT
// How scrolled and sticking boxes are recorded: as if nothing were moved, where the display thread moves it. Page
// thread.
#pragma once

#include "layout/layout_box.h"
#include "paint/scroll_items.h"

namespace janklab {

/// As children_origin(), but what the display thread scrolls is not scrolled here.
Point recorded_children_origin(const LayoutBox& box, Point origin);

/// As rendering_shift(): `by` is to be recorded, `item` says what the display thread does besides.
struct RecordedShift {
    Point by;
    PushShiftItem item;
};
RecordedShift recorded_shift(const LayoutBox& box);

}  // namespace janklab
