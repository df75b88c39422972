// SPDX-License-Identifier: MIT
// Where the page and the parts of the inspector lie in the window: the page at the top left, a column beside it, a
// strip below both; in a small window only a bar below the page. Pure; CSS pixels of the window, every edge of a part
// on the 8-pixel grid.
#pragma once

#include <cstdint>

#include "base/geometry.h"

namespace janklab {

enum class InspectorForm : std::uint8_t {
    none,  // so small that the page has all of it
    bar,   // too small for more than the way back, pause and Stop
    full,
};

struct WindowLayout {
    InspectorForm form = InspectorForm::none;
    Rect page;    // what is left for the page
    Rect column;  // what runs now, queues, the demo's controls, counters
    Rect graph;   // the frame-time graph: the strip's part below the page
    Rect corner;  // the strip's part below the column
    Rect bar;     // below the page, instead of column and strip
    Rect banner;  // across the bottom of the page, shown while the page is blocked
};

WindowLayout layout_of(Size window);

}  // namespace janklab
