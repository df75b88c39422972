// SPDX-License-Identifier: MIT
// Recording of lines: parts of inline boxes, texts, and what stands among them, in the order of the document.
// https://drafts.csswg.org/css2/#painting-order (7.2)
#include <utility>

#include "layout/geometry.h"
#include "layout/line_break_rules.h"
#include "layout/paint_order.h"
#include "layout/paragraph.h"
#include "paint/item_geometry.h"
#include "paint/recorder.h"

namespace janklab {
namespace {

constexpr Color placeholder_color = rgb(0x757575);  // browsers' own, of ::placeholder

}  // namespace

void Recorder::paint_lines(LayoutBox& container, Point corner) {
    const Rect bounds_before = std::exchange(bounds_, {});
    Rect bounds_of_all;
    std::uint32_t count = 0;
    ListPosition from = state_.list.end();
    for (const Line& line : container.paragraph->lines) {
        paint_parts(container, line.first_fragment, line.end_fragment, corner);
        if (line.ellipsis_at >= 0) paint_ellipsis(container, line, corner);
        if (++count < weight_of_a_list) continue;
        // A long text is cut up too, so that the lines out of sight are not looked at when it is drawn.
        cut_off_lines(from);
        bounds_of_all = united(bounds_of_all, std::exchange(bounds_, {}));
        from = state_.list.end();
        count = 0;
    }
    weight_ += count;
    bounds_ = united(united(bounds_before, bounds_of_all), bounds_);
}

void Recorder::cut_off_lines(const ListPosition& from) {
    ++weight_;
    if (from.items == state_.list.items.size()) return;
    const RecordedListRef list = state_.pool->cut_off(state_.list, from, bounds_, 0);
    state_.list.items.emplace_back(SubListItem{RecordedListPool::shared(*list), {}});
}

/// An inline box that is stacked: what its lines left out.
void Recorder::paint_inline_piece(LayoutBox& box, Point origin) {
    const LayoutBox& container = block_container(box);
    const Point corner = origin - box.known->inline_corner;
    for_each_part_in(*container.paragraph, box, [&](std::uint32_t part, std::uint32_t end) {
        paint_inline_box(container.paragraph->fragments[part], corner);
        paint_parts(container, part + 1, end, corner);
    });
}

void Recorder::paint_parts(const LayoutBox& container, std::uint32_t first, std::uint32_t end, Point corner) {
    for (std::uint32_t i = first; i < end; ++i) {
        const InlineFragment& part = container.paragraph->fragments[i];
        LayoutBox& box = *part.box;
        if (part.kind == FragmentKind::text) {
            if (!part.hidden) paint_text(container, part, corner);
        } else if (box.stacked) {
            i = part.end - 1;
        } else if (part.kind == FragmentKind::box) {
            paint_inline_box(part, corner);
        } else if (!part.hidden) {
            paint_in_flow(box, part.rect.origin() + corner);
        }
    }
}

/// Where a box is cut by the end of a line it has no border and no round corners there.
void Recorder::paint_inline_box(const InlineFragment& part, Point corner) {
    const PaintStyle& s = state_.style_of(*part.box);
    if (part.around_block || !s.visible) return;
    const Rect rect = part.rect.moved_by(corner);
    PixelEdges border = s.border;
    Corners radius = corners_of(part.box->style->radius, rect.size());
    if (!part.has_start) border.left = 0, radius.top_left = radius.bottom_left = {};
    if (!part.has_end) border.right = 0, radius.top_right = radius.bottom_right = {};
    paint_shadows(*part.box, rect, radius);
    paint_background_and_border(*part.box, s, rect, radius, border);
    paint_inset_shadows(*part.box, rect, radius, border);
    paint_outline(*part.box, rect, radius);
}

void Recorder::paint_text(const LayoutBox& container, const InlineFragment& text, Point corner) {
    const InheritedStyle& style = text.box->inherited();
    if (style.visibility != BoxVisibility::visible) return;
    const auto first = static_cast<std::uint32_t>(state_.list.glyphs.size());
    const Rect bounds = text.rect.moved_by(corner);
    Point pen{bounds.x, text.baseline + corner.y};
    const std::uint32_t end = text.first + text.count;
    for (std::uint32_t i = text.first; i < end; ++i) {
        const InlinePiece& piece = container.paragraph->pieces()[i];
        char32_t c = piece.code_point;
        const bool shy = c == soft_hyphen;
        if (i > text.first && !shy) pen.x += piece.kerning;
        if (shy && text.hyphenated && i + 1 == end) c = U'-';
        if (piece.stretches_before) pen.x += text.stretch;
        if (shows_something(c)) state_.list.glyphs.push_back({c, pen});
        pen.x += piece.advance;
        if (piece.stretches && i + 1 < text.visible_end) pen.x += text.stretch;
    }
    const bool is_placeholder = container.layout_style->text_control && container.element().shows_placeholder();
    add_text(style, is_placeholder ? placeholder_color : style.color, first, bounds);
}

void Recorder::paint_ellipsis(const LayoutBox& container, const Line& line, Point corner) {
    const InheritedStyle& style = container.inherited();
    if (style.visibility != BoxVisibility::visible) return;
    const auto first = static_cast<std::uint32_t>(state_.list.glyphs.size());
    state_.list.glyphs.push_back({ellipsis, Point{line.ellipsis_at, line.baseline} + corner});
    add_text(style, style.color, first,
             Rect{line.ellipsis_at, line.rect.y, line.ellipsis_width, line.rect.height}.moved_by(corner));
}

/// The glyphs from `first_glyph` on.
void Recorder::add_text(const InheritedStyle& style, Color color, std::uint32_t first_glyph, const Rect& bounds) {
    const auto count = static_cast<std::uint32_t>(state_.list.glyphs.size()) - first_glyph;
    if (count == 0) return;
    const TextItem text{.first = first_glyph,
                        .count = count,
                        .face = style.font_face,
                        .font_size = style.font_size,
                        .color = color,
                        .bounds = bounds};
    add(text, ink_of(text));
}

}  // namespace janklab
