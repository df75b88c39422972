// SPDX-License-Identifier: MIT
// What a turn of the wheel or a key scrolls by default, once no listener has prevented it. Page thread.
#pragma once

#include "base/move_only_function.h"
#include "dom/element.h"

namespace janklab {

/// Has the display thread scroll, so that it glides and goes on while the page is blocked. False: it does not know that
/// element. May be empty.
using ScrollOnDisplay = MoveOnlyFunction<bool(Element& scroller, Point by, bool smooth)>;

/// Scrolls the nearest scroll container at or around `from` that can still move.
void scroll_by_input(Element& from, Point by, bool smooth, ScrollOnDisplay& on_display);

}  // namespace janklab
