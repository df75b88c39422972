// SPDX-License-Identifier: MIT
// The part of Element that scrolls. https://drafts.csswg.org/cssom-view/#dom-element-scroll. Deviation: the body stands
// for the viewport, as in quirks mode.
#include <algorithm>

#include "dom/document.h"
#include "layout/geometry.h"
#include "layout/overflow.h"
#include "layout/scrolling.h"

namespace janklab {
namespace {

/// Up to date; null for an element without a box.
LayoutBox* current_box(const Element& element, const std::source_location& reader) {
    element.offset_width(reader);
    return element.box();
}

/// By how much to scroll one axis so that `from` to `from + size` is seen between `view` and `view + room`.
float way_to(ScrollAlign align, float from, float size, float view, float room) {
    const float to_start = from - view, to_end = from + size - (view + room);
    switch (align) {
        case ScrollAlign::start:
            return to_start;
        case ScrollAlign::end:
            return to_end;
        case ScrollAlign::center:
            return (to_start + to_end) / 2;
        case ScrollAlign::nearest:
            break;
    }
    // Seen, or larger than what one sees through on both sides: it stays.
    if ((to_start >= 0 && to_end <= 0) || (to_start <= 0 && to_end >= 0)) return 0;
    const bool before_the_view = to_start < 0;
    return before_the_view == (size <= room) ? to_start : to_end;
}

}  // namespace

void note_moved(LayoutBox& scroller) {
    Element& element = scroller.element();
    element.document().note_scrolled(element);
    // The display thread draws what it moves itself from what was recorded.
    if (!scroller.scrolls_on_display) element.document().note_change(element, Dirty::paint);
}

void Element::scroll_to(Point position, Reader reader) {
    LayoutBox* box = current_box(*this, reader);
    if (!box || !is_scroll_container(*box)) return;
    const Point clamped = scroll_range(*box).clamp({finite_length(position.x), finite_length(position.y)});
    if (clamped == scroll_) return;
    scroll_ = clamped;
    note_moved(*box);
}

void Element::scroll_by(Point distance, Reader reader) {
    // Of a sum only what is finite counts.
    scroll_to(scroll_ + Point{finite_length(distance.x), finite_length(distance.y)}, reader);
}

/// https://drafts.csswg.org/cssom-view/#scroll-an-element-into-view: each scroll container around it, inside out.
void Element::scroll_into_view(ScrollIntoView options, Reader reader) {
    LayoutBox* box = current_box(*this, reader);
    if (!box) return;
    for (LayoutBox* at = box->parent; at; at = at->parent) {
        if (!is_scroll_container(*at)) continue;
        const Rect here = rect_in_viewport(*box);
        const Rect port = at->parent ? bounds_of(to_viewport(*at), scrollport(*at)) : scrollport(*at);
        at->element().scroll_by({way_to(options.across, here.x, here.width, port.x, port.width),
                                 way_to(options.down, here.y, here.height, port.y, port.height)},
                                reader);
    }
}

}  // namespace janklab
