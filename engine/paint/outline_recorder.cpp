// SPDX-License-Identifier: MIT
// Recording of outlines: those of blocks above everything in the piece that they are in, those of inline boxes with
// their lines. https://drafts.csswg.org/css-ui-4/#outline, https://drafts.csswg.org/css2/#painting-order (10.)
#include "layout/geometry.h"
#include "paint/recorded_scrolling.h"
#include "paint/recorder.h"

namespace janklab {
/// Of a block that is no piece itself.
void Recorder::note_outline(LayoutBox& box) {
    if (box.is_inline_box() || !state_.style_of(box).has_outline) {
        if (box.paint_slot) state_.outlines.forget(box.paint_slot);
        return;
    }
    for (LayoutBox* one : {&box, piece_}) {
        if (!one->paint_slot) state_.give_slot(*one);
    }
    state_.outlines.note(box, *piece_);
}

/// That of a piece, and those of the blocks in it.
void Recorder::paint_outlines(LayoutBox& piece, Point origin) {
    if (!piece.is_inline_box() && state_.style_of(piece).has_outline) paint_outline_of(piece, origin);
    if (piece.paint_slot) state_.outlines.forget(piece.paint_slot);
    for (LayoutBox* box : state_.outlines.in(piece)) {
        const std::size_t outside = state_.open.size();
        const Point at = open_way_to(*box, piece, origin);
        paint_outline_of(*box, at);
        close_levels(outside);
    }
}

/// Clips as the boxes from the piece down to `box` do. Returns where that is.
Point Recorder::open_way_to(const LayoutBox& box, const LayoutBox& piece, Point origin) {
    if (&box == &piece) return origin;
    LayoutBox& parent = *box.parent;
    const Point at = open_way_to(parent, piece, origin);
    if (parent.clips()) open_clip(parent, at, false);
    return recorded_children_origin(parent, at) + box.rect.origin();
}

void Recorder::paint_outline_of(const LayoutBox& box, Point origin) {
    const Rect rect{origin.x, origin.y, box.rect.width, box.rect.height};
    paint_outline(box, rect, packed_corners_of(box.style->radius, rect.size()));
}

void Recorder::paint_outline(const LayoutBox& box, const Rect& rect, const PackedCorners& radius) {
    const Outline& outline = box.style->outline;
    if (outline.style == LineStyle::automatic) return paint_focus_ring(box, rect, radius);
    const Color color = outline.color.resolve(box.inherited().color);
    if (!has_line(outline.style) || outline.width == 0 || color.a == 0) return;
    const float away = outline.offset + outline.width;
    const Rect around = rect.inset_by(-away);
    if (around.empty()) return;
    const Corners outer = radius.unpacked().grown_by(away);
    if (outline.style == LineStyle::solid)
        return add(BoxItem{.rect = around, .radius = outer, .border_width = outline.width, .border = color}, around);
    add(BorderItem{around, outer, outline.width, color, color, color, color, outline.style}, around);
}

}  // namespace janklab
