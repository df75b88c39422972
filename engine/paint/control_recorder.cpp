// SPDX-License-Identifier: MIT
// Recording of what shows a person where they are: the focus ring, and in the text control that has the focus the
// selection, behind the text, and the caret. https://drafts.csswg.org/css-ui-4/#outline-style,
// https://drafts.csswg.org/css-pseudo-4/#highlight-painting
#include <algorithm>
#include <cmath>

#include "dom/document.h"
#include "dom/element.h"
#include "layout/text_position.h"
#include "paint/recorded_scrolling.h"
#include "paint/recorder.h"

namespace janklab {
namespace {

// Blue stands out from light grounds, the white line around it from dark ones.
constexpr Color ring_color = rgb(0x005fcc), line_around_ring = rgb(0xffffff);
constexpr float ring_width = 2, line_width = 1;  // CSS pixels
// Lets the text be read that is on it, be it dark or light.
constexpr Color selection_color = with_alpha(rgb(0x3390ff), 0.45f);
constexpr Color selection_color_without_keys = with_alpha(rgb(0x808080), 0.35f);  // they go to another window

/// Null where it has no focus.
const TextEdit* edited_text(const LayoutBox& control) {
    Element& element = control.element();
    return element.document().active_element() == &element ? element.text_edit() : nullptr;
}

}  // namespace

void Recorder::paint_focus_ring(const LayoutBox& box, const Rect& rect, const PackedCorners& radius) {
    if (box.anonymous || !box.element().is(InteractionState::focus_visible)) return;
    const auto ring = [&](float away, float width, Color color) {
        const Rect around = rect.inset_by(-(box.style->outline.offset + away));
        if (around.empty()) return;
        const Corners outer = radius.unpacked().grown_by(box.style->outline.offset + away);
        add(BoxItem{.rect = around, .radius = outer, .border_width = width, .border = color}, around);
    };
    ring(ring_width, ring_width, ring_color);
    ring(ring_width + line_width, line_width, line_around_ring);
}

void Recorder::paint_selection(const LayoutBox& control, Point origin) {
    const TextEdit* edit = edited_text(control);
    if (!edit || edit->selection().collapsed() || control.inherited().visibility != BoxVisibility::visible) return;
    selection_rects(control, edit->selection().start(), edit->selection().end(), state_.selection);
    const Point corner = recorded_children_origin(control, origin);
    for (const Rect& line : state_.selection) {
        // On whole pixels, so that its edges are sharp and lines do not overlap.
        const float left = std::round(line.x + corner.x), top = std::round(line.y + corner.y);
        const Rect rect{left, top, std::round(line.right() + corner.x) - left,
                        std::round(line.bottom() + corner.y) - top};
        const bool has_keys = control.element().document().has_focus();
        add(BoxItem{.rect = rect, .fill = has_keys ? selection_color : selection_color_without_keys}, rect);
    }
}

/// As high as the font; not while something is selected, or where nothing can be typed.
void Recorder::paint_caret(const LayoutBox& control, Point origin) {
    const TextEdit* edit = edited_text(control);
    if (!edit || !edit->selection().collapsed()) return;
    const Document& document = control.element().document();
    if (!document.caret_shown() || !document.has_focus()) return;
    if (!control.paragraph || control.element().attribute("readonly")) return;
    if (control.inherited().visibility != BoxVisibility::visible) return;
    const Rect line = caret_rect(control, edit->selection().focus).moved_by(recorded_children_origin(control, origin));
    const InlineMetrics& font = control.paragraph->strut();
    const Rect caret{std::round(line.x), std::round(line.y + font.line_ascent - font.ascent), caret_width,
                     std::round(font.ascent + font.descent)};
    add(BoxItem{.rect = caret, .fill = control.inherited().color}, caret);
}

}  // namespace janklab
