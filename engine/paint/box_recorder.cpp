// SPDX-License-Identifier: MIT
// Recording of what a box draws itself: shadows (shadow_recorder.cpp), background, border, picture or canvas, and of
// the background of the page. https://drafts.csswg.org/css-backgrounds-3/
#include <algorithm>

#include "canvas/canvas_2d.h"
#include "dom/document.h"
#include "dom/element.h"
#include "dom/replaced.h"
#include "layout/geometry.h"
#include "layout/overflow.h"
#include "layout/paint_order.h"
#include "paint/item_geometry.h"
#include "paint/recorder.h"

namespace janklab {

void Recorder::note_added(std::size_t first) {
    for (std::size_t i = first; i < state_.list.items.size(); ++i, ++items_recorded_) {
        bounds_ = united(bounds_, ink_of(state_.list.items[i]));
    }
}

void Recorder::paint_decorations(LayoutBox& box, Point origin) {
    ++weight_;
    if (box.is_inline_box()) return;  // part by part, with its lines
    const PaintStyle& s = state_.style_of(box);
    if (!s.visible) return;
    const Rect rect = border_box(box, origin);
    const PackedCorners radius = s.corners(box, rect.size());
    if (s.has_shadow) paint_shadows(box, rect, radius);
    paint_background_and_border(box, s, rect, radius, s.border);
    if (s.has_shadow) paint_inset_shadows(box, rect, radius, s.border);
    if (box.layout_style->replaced) paint_replaced(box, origin);
}

/// `width` may be less than that of the style.
void Recorder::paint_background_and_border(const LayoutBox& box, const PaintStyle& s, const Rect& rect,
                                           const PackedCorners& radius, const PixelEdges& width) {
    if (rect.empty()) return;
    if (!s.has_image && !s.has_border) {  // what there is most of
        if (s.has_fill) add(BoxItem{.rect = rect, .radius = radius, .fill = s.fill}, rect);
        return;
    }
    const BorderItem sides{rect, radius, width, s.top, s.right, s.bottom, s.left, s.border_style};
    const bool has_border = sides.is_seen();
    if (!s.has_fill && !s.has_image && !has_border) return;
    const bool even = has_border && sides.is_even();
    const BoxItem border{.rect = rect, .radius = radius, .border_width = even ? width.top : 0, .border = sides.top};
    if (s.has_fill || (even && !s.has_image)) {
        BoxItem box = s.has_image ? BoxItem{.rect = rect, .radius = radius} : border;
        box.fill = s.fill;
        add(box, rect);
    }
    if (s.has_image) {  // between the colour and the border
        // Under an opaque border nothing of it is seen: its soft corners must not shine beside those of the border.
        const float hidden = even && radius.any() && sides.top.a == 255 ? width.top / 2 : 0;
        paint_background_image(
            box, {rect.inset_by(hidden), padding_box_of(rect, width), radius.unpacked().grown_by(-hidden)});
        if (even) add(border, rect);
    }
    if (has_border && !even) add(sides, rect);
}

void Recorder::paint_background_image(const LayoutBox& box, const BackgroundArea& area) {
    const Style& s = *box.style;
    const std::size_t before = state_.list.items.size();
    add_background_gradient(s, box.inherited().color, area, state_.list);
    if (const std::string* address = s.background_image.url.address) {
        Element& element = box.element();
        const std::shared_ptr<const Bitmap> picture = element.document().images.background(element, *address);
        if (picture) add_background_picture(s, area, picture, state_.list);
    }
    note_added(before);
}

/// The picture of an <img>, or of a <canvas> that has been drawn on.
void Recorder::paint_replaced(const LayoutBox& box, Point origin) {
    const Rect content = content_rect(box).moved_by(origin);
    if (content.empty()) return;
    const Rect rect = border_box(box, origin);
    const PixelEdges around{content.y - rect.y, rect.right() - content.right(), rect.bottom() - content.bottom(),
                            content.x - rect.x};
    const PackedCorners radius = inside_border(corners_of(box.style->radius, rect.size()), around);
    const ReplacedContent& replaced = *box.element().replaced();
    const std::size_t before = state_.list.items.size();
    if (replaced.bitmap) add_content_picture(*box.style, content, radius, replaced.bitmap, state_.list);
    if (replaced.canvas) {
        const std::shared_ptr<const CanvasChunk> newest = replaced.canvas->newest();
        canvas_commands_ += replaced.canvas->take_command_count();
        if (newest) add_content_canvas(*box.style, content, radius, newest, state_.list);
    }
    note_added(before);
}

/// The body's background is that of the whole canvas, whatever the body's own corners and opacity; its colour is what
/// the commit clears with. https://drafts.csswg.org/css-backgrounds-3/#root-background
void Recorder::paint_canvas_background(LayoutBox& body, Point corner) {
    if (body.style->background_image.empty()) return;
    const Point shift = corner - body.rect.origin();
    paint_background_image(body, {scroll_area(body).moved_by(shift), clip_rect(body, corner), {}});
}

}  // namespace janklab
