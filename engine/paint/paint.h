// SPDX-License-Identifier: MIT
// The paint stage: records the whole document as display items in painting order, and says what may look different from
// the frame before. Style and layout must be up to date. Last stage before commit. Page thread.
// https://drafts.csswg.org/css2/#painting-order
#pragma once

#include "base/geometry.h"

namespace janklab {

class Document;
struct DisplayList;

struct PaintStats {
    int items = 0;  // recorded
    Rect damage;    // CSS pixels of the viewport: old and new bounds of what changed; empty when nothing did
};
/// Clears and fills `list`, whose capacity is reused; clears the document's dirty bits. Also when nothing is dirty:
/// then the same list with empty damage.
PaintStats paint(Document& document, DisplayList& list);

}  // namespace janklab
