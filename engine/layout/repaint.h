// SPDX-License-Identifier: MIT
// Which boxes paint must record again. Layout notes what it arranges, paint what changed its looks. Page thread.
#pragma once

#include "layout/layout_box.h"

namespace janklab {

/// What is drawn of the box, or where its children are, may have changed: it is recorded again, and with it the
/// ancestors in whose lists it stands. Cheap to repeat. Not needed where only its own rectangle is another: who
/// records its parent sees that.
void note_repaint(LayoutBox& box);
/// Notes the absolute boxes in `box` whose containing block it may not be. What clips and scrolls what is around them
/// may have changed, and they have another way out of it.
void note_absolute_boxes_in(LayoutBox& box);

}  // namespace janklab
