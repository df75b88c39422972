// SPDX-License-Identifier: MIT
// What follows from another scroll position. Page thread.
#pragma once

#include "layout/layout_box.h"

namespace janklab {

/// The position of that scroll container changed: `scroll` waits for the frame, and the frame is drawn accordingly.
void note_moved(LayoutBox& scroller);

}  // namespace janklab
