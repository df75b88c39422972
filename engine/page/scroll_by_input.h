// SPDX-License-Identifier: MIT
// What a turn of the wheel or a key scrolls by default, once no listener has prevented it. Page thread.
#pragma once

#include "base/move_only_function.h"
#include "compositor/scrolling.h"
#include "dom/element.h"

namespace janklab {

/// Has the display thread scroll, so that it glides and goes on while the page is blocked. False: it does not know that
/// element. May be empty. `ScrollRequest::scroller` need not be filled in.
using ScrollOnDisplay = MoveOnlyFunction<bool(Element& scroller, const ScrollRequest& request)>;

/// Scrolls the nearest scroll container at or around `from` that can still move.
void scroll_by_input(Element& from, const ScrollRequest& request, ScrollOnDisplay& on_display);

}  // namespace janklab
