// SPDX-License-Identifier: MIT
// The paint stage: records the document as display items in painting order, and says what may look different from
// the frame before. Style and layout must be up to date. Last stage before commit. Page thread.
// https://drafts.csswg.org/css2/#painting-order
#pragma once

#include "base/geometry.h"
#include "paint/scroll_tree.h"

namespace janklab {

class Document;
struct DisplayList;

struct PaintStats {
    int items = 0;                    // in the list, those taken over from the last frame included
    int recorded = 0;                 // for this frame
    int looked_at = 0;                // boxes, and runs of boxes taken over without a look at each (kept_rows.h)
    std::size_t canvas_commands = 0;  // that canvases have recorded since they were painted last
    Rect damage;  // CSS pixels of the viewport: old and new bounds of what changed; empty when nothing did
};
/// Fills `list`, and gives back what it shared with an older frame; clears the document's dirty bits. What has not
/// changed since the last frame is neither walked nor recorded. When nothing is dirty: the same list, empty damage.
/// `scrolling`: from collect_scroll_tree(), which comes before; without it nothing scrolls on the display.
PaintStats paint(Document& document, DisplayList& list, const ScrollTree& scrolling = {});

}  // namespace janklab
