// SPDX-License-Identifier: MIT
// Where display items are and how they are moved: what every kind of item must tell. Pure functions.
#pragma once

#include "base/geometry.h"
#include "paint/display_item.h"

namespace janklab {

/// CSS pixels that an item may touch, before its layer's transform; empty for pushes and pops.
Rect ink_of(const DisplayItem& item);

/// The item as if recorded `by` further right and down. Glyphs lie apart from
/// their text: they are not moved.
DisplayItem moved_by(const DisplayItem& item, Point by);

}  // namespace janklab
