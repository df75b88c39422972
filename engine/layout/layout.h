// SPDX-License-Identifier: MIT
// The layout stage: gives every box its rectangle. Only what changed, and what depends on it, is visited. Style must be
// up to date (update_style). In each frame after style, and whenever geometry is read while dirty. Page thread.
// https://drafts.csswg.org/css-flexbox-1/#layout-algorithm, https://drafts.csswg.org/css2/#visual-formatting-model
#pragma once

#include "base/geometry.h"

namespace janklab {

class Document;
class TextMeasurer;

struct LayoutStats {
    int boxes_visited = 0;          // boxes whose contents were arranged; those found unchanged are not counted
    int visited_as_changed = 0;     // of those: it, or something in it, had changed; the others were given another size
    int boxes_measured = 0;         // sizes worked out beforehand: flex containers ask before they decide
    int measured_for_contents = 0;  // of those: for the height of what is in them; the others for their cross size
    int measured_for_baseline = 0;  // of those: for a baseline
    int flex_items = 0;             // items that flex containers looked at
};
/// `viewport` in CSS pixels. The measurer must answer the same as the last time, or else call `invalidate_layout`
/// first.
LayoutStats layout(Document& document, Size viewport, const TextMeasurer& measurer);

/// Everything is laid out again the next time: another measurer, another scale of the fonts.
void invalidate_layout(Document& document);

}  // namespace janklab
