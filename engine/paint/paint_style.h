// SPDX-License-Identifier: MIT
// PaintStyle: of a box's style what the box draws itself, one cache line of it, with what follows from the style alone
// worked out once: colours resolved, what there is to draw. Kept for each box beside its records, and read again when
// the style has changed, so that recording thousands of boxes with nothing in them does not look into thousands of
// styles. Besides what tells whether a change of style stacks it elsewhere. Page thread.
#pragma once

#include "base/corners.h"
#include "layout/layout_box.h"
#include "style/border.h"

namespace janklab {

struct PaintStyle {
    PixelEdges border;                                                                       // used widths
    Color fill = transparent;                                                                // of the background
    Color top = transparent, right = transparent, bottom = transparent, left = transparent;  // of the border
    EdgeStyles border_style = LineStyle::none;
    float radius = 0;  // of all corners, quarters of circles, CSS pixels; below 0: it is not that simple
    int z_index = 0;
    bool known : 1 = false;    // it has been read
    bool visible : 1 = false;  // visibility
    bool has_fill : 1 = false;
    bool has_image : 1 = false;   // in the background
    bool has_border : 1 = false;  // that can be seen
    bool has_shadow : 1 = false;
    bool has_outline : 1 = false;  // unless it is an inline box, whose outline is drawn with its lines
    bool has_layer : 1 = false;
    // How it takes part in stacking, its position and what clips apart, which layout notes.
    bool has_z_index : 1 = false;
    bool stacks : 1 = false;  // by will-change
    bool holds_absolute : 1 = false, holds_fixed : 1 = false;

    PackedCorners corners(const LayoutBox& box, Size size) const {
        return radius >= 0 ? PackedCorners(fitting(radius, size)) : packed_corners_of(box.style->radius, size);
    }
};
static_assert(sizeof(PaintStyle) <= 64);

/// The box is linked to its parent, and style is up to date.
PaintStyle paint_style_of(const LayoutBox& box);
/// Whether boxes with these styles are stacked alike, in the same place.
bool stack_alike(const PaintStyle& a, const PaintStyle& b);

}  // namespace janklab
