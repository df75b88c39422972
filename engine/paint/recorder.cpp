// SPDX-License-Identifier: MIT
// Recording of boxes, clips, layers and text.
#include "paint/recorder.h"

#include <algorithm>
#include <span>

#include "dom/element.h"
#include "layout/geometry.h"
#include "layout/paint_order.h"
#include "paint/picture_items.h"

namespace janklab {
namespace {

Rect border_box(const LayoutBox& box, Point origin) { return {origin.x, origin.y, box.rect.width, box.rect.height}; }

/// Calls `visit(line, bounds)` for the lines of a box at `origin`, from top to bottom.
template <class Visit>
void for_each_line(const LayoutBox& box, Point origin, Visit visit) {
    const TextAlign align = box.inherited().text_align;
    const float alignment = align == TextAlign::center ? 0.5f : align == TextAlign::right ? 1.f : 0.f;
    const Rect content = content_rect(box).moved_by(origin);
    float top = content.y;
    for (const Line& line : box.paragraph->lines()) {
        const float left = content.x + std::max(0.f, content.width - line.width) * alignment;
        visit(line, Rect{left, top, line.width, box.paragraph->line_height()});
        top += box.paragraph->line_height();
    }
}

/// A radius is at most half the shorter side.
float fitting_radius(float radius, const Rect& rect) { return std::min(radius, std::min(rect.width, rect.height) / 2); }

}  // namespace

// -- pieces, layers, clips
// ---------------------------------------------------------------------------------------------

void Recorder::paint_piece(LayoutBox& box, Point origin) {
    const bool damaged_before = whole_piece_changed_;
    if (box.paint_dirty && is_stacking_context(box)) whole_piece_changed_ = true;
    if (box.anonymous || !has_layer(*box.owner)) {
        paint_inside_layer(box, origin);
        whole_piece_changed_ = damaged_before;
        return;
    }
    const Transform transform_before = transform_;
    const Rect bounds_before = layer_bounds_;
    const bool could_move_before = can_move_;
    const Style& s = *box.style;

    PushLayerItem layer;
    layer.layer = layer_id(box.element());
    layer.origin = transform_origin(box, origin);
    layer.transform = s.transform.matrix(box.rect.size());
    layer.opacity = s.opacity;
    const std::size_t index = list_.items.size();
    list_.items.emplace_back(layer);
    transform_ = transform_ * transform_about_origin(box, origin);
    layer_bounds_ = {};
    if (s.will_change || box.owner->animated_in) can_move_ = true;
    paint_inside_layer(box, origin);
    std::get<PushLayerItem>(list_.items[index]).bounds = layer_bounds_;
    if (index + 1 == list_.items.size() && !can_move_) list_.items.pop_back();  // nothing of it is visible
    else list_.items.emplace_back(PopLayerItem{});

    layer_bounds_ = united(bounds_before, bounds_of(transform_about_origin(box, origin), layer_bounds_));
    transform_ = transform_before;
    can_move_ = could_move_before;
    whole_piece_changed_ = damaged_before;
}

void Recorder::paint_inside_layer(LayoutBox& box, Point origin) {
    paint_decorations(box, origin);
    if (!box.first_child && !box.paragraph) return;
    if (!box.clips()) {
        paint_contents(box, origin);
        return;
    }
    const Rect clip = clip_rect(box, origin);
    const Rect visible_before = visible_;
    const Rect bounds_before = layer_bounds_;
    const std::size_t index = list_.items.size();
    list_.items.emplace_back(PushClipItem{
        .rect = clip,
        .radius =
            std::max(0.f, fitting_radius(box.style->radius, border_box(box, origin)) - box.style->border.width.top)});
    if (!can_move_) visible_ = intersected(visible_, bounds_of(transform_, clip));
    paint_contents(box, origin);
    if (index + 1 == list_.items.size()) list_.items.pop_back();  // nothing was clipped
    else list_.items.emplace_back(PopClipItem{});
    layer_bounds_ = united(bounds_before, intersected(layer_bounds_, clip));
    visible_ = visible_before;
}

// -- painting order
// ----------------------------------------------------------------------------------------------------

void Recorder::paint_contents(LayoutBox& box, Point origin) {
    std::vector<StackedBox>& stacked = state_.stacked;
    const bool context = is_stacking_context(box);
    const std::size_t first = context ? add_stacked_boxes(box, children_origin(box, origin), stacked) : stacked.size();
    const std::size_t end = stacked.size();
    std::size_t next = first;
    const auto paint_stacked_below = [&](int z) {
        for (; next < end && z_index(*stacked[next].box) < z; ++next) {
            const StackedBox one = stacked[next];
            paint_piece(*one.box, one.origin + rendering_shift(*one.box));
        }
    };
    paint_stacked_below(0);                    // 3. negative z-index
    paint_backgrounds_of_blocks(box, origin);  // 4. blocks in flow
    paint_flow(box, origin);                   // 7. text, and pieces at their place in the flow
    while (next < end) {                       // 8., 9. z-index 0 and above
        const StackedBox one = stacked[next++];
        paint_piece(*one.box, one.origin + rendering_shift(*one.box));
    }
    stacked.resize(first);
}

void Recorder::paint_backgrounds_of_blocks(const LayoutBox& box, Point origin) {
    if (box.is_flex_container()) return;  // every child is a piece
    const Point corner = children_origin(box, origin);
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (child->stacked || is_atomic(*child)) continue;
        const Point at = corner + child->rect.origin();
        paint_decorations(*child, at);
        if (child->first_child) paint_backgrounds_of_blocks(*child, at);
    }
}

void Recorder::paint_flow(LayoutBox& box, Point origin) {
    const Point corner = children_origin(box, origin);
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (child->stacked) continue;
        const Point at = corner + child->rect.origin();
        if (is_atomic(*child)) paint_piece(*child, at);
        else if (child->first_child || child->paragraph) paint_flow(*child, at);
    }
    if (box.paragraph) paint_text(box, corner);
}

// -- what a box draws itself
// -------------------------------------------------------------------------------------------

void Recorder::paint_decorations(LayoutBox& box, Point origin) {
    Rect drawn;
    if (box.inherited().visibility == BoxVisibility::visible) {
        const Rect rect = border_box(box, origin);
        drawn = paint_shadow(*box.style, rect);
        drawn = united(drawn, paint_background_and_border(*box.style, rect));
        drawn = united(drawn, paint_outline(*box.style, rect));
        if (box.paragraph) {
            for_each_line(box, origin, [&](const Line&, const Rect& bounds) { drawn = united(drawn, bounds); });
        }
    }
    note_seen(box, drawn);
}

/// These return the part of the page that they may have changed, also where none of it is visible.
Rect Recorder::paint_shadow(const Style& s, const Rect& rect) {
    if (s.shadow.color.a == 0) return {};
    const Rect casting = rect.moved_by(s.shadow.offset).inset_by(-s.shadow.spread);
    if (casting.empty()) return {};
    const float radius = s.radius > 0 ? std::max(0.f, fitting_radius(s.radius, rect) + s.shadow.spread) : 0;
    const Rect reach = casting.inset_by(-s.shadow.blur * 1.5f);  // three standard deviations
    if (!on_screen(reach).empty()) {
        list_.items.emplace_back(
            ShadowItem{.rect = casting, .radius = radius, .blur = s.shadow.blur, .color = s.shadow.color});
    }
    return reach;
}

Rect Recorder::paint_background_and_border(const Style& s, const Rect& rect) {
    const PixelEdges& width = s.border.width;
    const bool has_border = width != PixelEdges{} && s.border.color.a > 0;
    const bool has_image = !s.background_image.empty();
    if ((s.background.a == 0 && !has_image && !has_border) || rect.empty()) return {};
    if (on_screen(rect).empty()) return rect;
    const float radius = fitting_radius(s.radius, rect);
    const bool even = has_border && width.is_uniform();
    const BoxItem border{
        .rect = rect, .radius = radius, .border_width = even ? width.top : 0, .border = s.border.color};
    if (s.background.a > 0 || (even && !has_image)) {
        BoxItem box = has_image ? BoxItem{.rect = rect, .radius = radius} : border;
        box.fill = s.background;
        list_.items.emplace_back(box);
    }
    if (has_image) {  // between the colour and the border
        const Rect padding_box{rect.x + width.left, rect.y + width.top, std::max(0.f, rect.width - width.horizontal()),
                               std::max(0.f, rect.height - width.vertical())};
        add_background_gradient(s, {rect, padding_box, radius}, list_);
        if (even) list_.items.emplace_back(border);
    }
    if (has_border && !even) {  // sides of different widths are strips, whatever the radius
        const float inside = rect.height - width.vertical();
        const Rect sides[] = {{rect.x, rect.y, rect.width, width.top},
                              {rect.x, rect.bottom() - width.bottom, rect.width, width.bottom},
                              {rect.x, rect.y + width.top, width.left, inside},
                              {rect.right() - width.right, rect.y + width.top, width.right, inside}};
        for (const Rect& side : sides) {
            if (!side.empty()) list_.items.emplace_back(BoxItem{.rect = side, .fill = s.border.color});
        }
    }
    return rect;
}

Rect Recorder::paint_outline(const Style& s, const Rect& rect) {
    if (s.outline.width == 0 || s.outline.color.a == 0) return {};
    const float away = s.outline.offset + s.outline.width;
    const Rect around = rect.inset_by(-away);
    if (around.empty()) return {};
    if (!on_screen(around).empty()) {
        list_.items.emplace_back(
            BoxItem{.rect = around,
                    .radius = s.radius > 0 ? std::max(0.f, fitting_radius(s.radius, rect) + away) : 0,
                    .border_width = s.outline.width,
                    .border = s.outline.color});
    }
    return around;
}

void Recorder::paint_text(const LayoutBox& box, Point origin) {
    if (box.inherited().visibility == BoxVisibility::hidden) return;
    for_each_line(box, origin, [&](const Line& line, const Rect& bounds) {
        if (!on_screen(bounds).empty()) paint_line(box, line, bounds);
    });
}

void Recorder::paint_line(const LayoutBox& box, const Line& line, const Rect& bounds) {
    const Paragraph& paragraph = *box.paragraph;
    const InheritedStyle& style = box.inherited();
    const auto first = static_cast<std::uint32_t>(list_.glyphs.size());
    const float baseline = bounds.y + paragraph.baseline();
    const std::span<const ShapedGlyph> glyphs(paragraph.glyphs().data() + line.first, line.count);
    for (const ShapedGlyph& glyph : glyphs) {
        if (glyph.code_point == ' ' || glyph.code_point == 0x200B) continue;  // nothing to see
        list_.glyphs.push_back({glyph.code_point, {bounds.x + glyph.x - glyphs[0].x, baseline}});
    }
    const auto count = static_cast<std::uint32_t>(list_.glyphs.size()) - first;
    if (count == 0) return;
    list_.items.emplace_back(TextItem{.first = first,
                                      .count = count,
                                      .face = style.font_face,
                                      .font_size = style.font_size,
                                      .color = style.color,
                                      .bounds = bounds});
}

// -- damage
// ------------------------------------------------------------------------------------------------------------

Rect Recorder::on_screen(const Rect& rect) const {
    const Rect bounds = bounds_of(transform_, rect);
    return can_move_ ? bounds : intersected(bounds, visible_);
}

void Recorder::note_seen(LayoutBox& box, const Rect& drawn) {
    Rect seen;
    if (!drawn.empty()) {
        layer_bounds_ = united(layer_bounds_, drawn);
        seen = on_screen(drawn);
        if (seen.empty()) seen = {};
    }
    if (box.paint_dirty || whole_piece_changed_ || !(seen == box.painted)) {
        damage_ = united(damage_, united(box.painted, seen));
        box.painted = seen;
        box.paint_dirty = false;
    }
}

}  // namespace janklab
