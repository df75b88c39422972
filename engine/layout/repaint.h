// SPDX-License-Identifier: MIT
// Which boxes paint must record again. Layout notes what it arranges, paint what changed its looks. Page thread.
#pragma once

#include "layout/layout_box.h"

namespace janklab {

/// What the box draws itself may have changed, and nothing else: it is recorded again, and with it the ancestors in
/// whose lists it stands. Cheap to repeat.
void note_redrawn(LayoutBox& box);
/// Besides, where the boxes in it are may have changed. Not needed where only its own rectangle is another: its parent
/// is noted, which has placed it.
void note_rearranged(LayoutBox& box);
/// Besides, which boxes are in it or in which order, and what is around those stacked in it.
void note_repaint(LayoutBox& box);
/// It is somewhere else, and none of its siblings needs to be.
void note_displaced(LayoutBox& box);
/// As note_repaint(). Besides, it may have become stacked by its style, or have stopped being so, or stand elsewhere in
/// that order.
void note_restacked(LayoutBox& box);
/// Notes the absolute boxes in `box` whose containing block it may not be. What clips and scrolls what is around them
/// may have changed, and they have another way out of it.
void note_absolute_boxes_in(LayoutBox& box);
/// When everything is noted: what is stacked in boxes whose contents are arranged anew, or that are displaced, may be
/// elsewhere in its stacking context, too. Where there is little of it, it is noted; else all of the context is stale.
void find_stale_places(LayoutTree& tree);

}  // namespace janklab
