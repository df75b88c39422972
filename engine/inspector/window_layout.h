// SPDX-License-Identifier: MIT
// Where the page and the parts of the inspector lie in the window: the page at the top left, a column beside it, a
// strip below both. Pure; CSS pixels of the window, every edge on the 8-pixel grid.
#pragma once

#include "base/geometry.h"

namespace janklab {

struct WindowLayout {
    Rect page;      // what is left for the page
    Rect column;    // what runs now, queues, the demo's controls
    Rect graph;     // the frame-time graph: the strip's part below the page
    Rect counters;  // the strip's part below the column
    Rect banner;    // across the top of the page, shown while the page is blocked
    /// False where the window is too small for an inspector: then the page has all of it.
    bool visible = false;
};

WindowLayout layout_of(Size window);

}  // namespace janklab
