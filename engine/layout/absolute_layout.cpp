// SPDX-License-Identifier: MIT
// Absolute boxes: size and place within the padding box of their containing block.
// https://drafts.csswg.org/css2/#abs-non-replaced-width
#include <algorithm>

#include "layout/box_layout.h"
#include "layout/flex_line.h"
#include "layout/geometry.h"
#include "layout/layout_tree.h"
#include "layout/repaint.h"

namespace janklab {
namespace {

/// Along one axis: `align` says which part of the outer box is at `position`: 0 its start, 1 its end.
struct StaticEdge {
    float position = 0, align = 0;
};

/// One axis of an absolute box.
struct Axis {
    Length start, end;  // inset
    Length margin_start, margin_end;
    float room = 0;            // of the containing block's padding box
    StaticEdge in_flow;        // where it would be
    StaticEdge in_flow_start;  // what it falls back to where it does not fit into in_flow_room
    float in_flow_room = largest_length;
    Alignment<Align> align = Align::automatic;  // within both insets
    bool is_down = false;                       // the axis of the blocks: automatic margins may be negative
    bool scrolls = false;                       // what overflows the containing block at its end can be scrolled to
    bool end_wins = false;                      // when start, end and size are all given: right to left
};

float inset_or(Length inset, float room, float otherwise) { return inset.is_auto() ? otherwise : inset.resolve(room); }
float margin_or_zero(Length margin, float base) { return margin.is_auto() ? 0 : margin.resolve(base); }

/// The size that both insets leave; indefinite when one of them is automatic.
float stretched(const Axis& axis, float percent_base) {
    if (axis.align.keyword != Align::automatic && axis.align.keyword != Align::stretch) return indefinite;
    if (axis.start.is_auto() || axis.end.is_auto()) return indefinite;
    const float between = std::max(0.f, axis.room - axis.start.resolve(axis.room) - axis.end.resolve(axis.room));
    return std::max(
        0.f, between - margin_or_zero(axis.margin_start, percent_base) - margin_or_zero(axis.margin_end, percent_base));
}

/// What a size that fits its contents has to fit into: between the insets, or from the static position on.
float room_to_fit(const Axis& axis) {
    if (!axis.start.is_auto() || !axis.end.is_auto()) {
        return axis.room - inset_or(axis.start, axis.room, 0) - inset_or(axis.end, axis.room, 0);
    }
    const float before = axis.in_flow.position, after = axis.room - axis.in_flow.position;
    return axis.in_flow.align == 0 ? after : axis.in_flow.align == 1 ? before : 2 * std::min(before, after);
}

/// Where the border box of this size begins.
float placed(const Axis& axis, float size, float percent_base) {
    const float before = margin_or_zero(axis.margin_start, percent_base);
    const float after = margin_or_zero(axis.margin_end, percent_base);
    if (!axis.start.is_auto()) {
        const float start = axis.start.resolve(axis.room);
        if (axis.end.is_auto()) return start + before;
        // Both insets given: automatic margins take what is left over.
        const float left_over = std::max(0.f, axis.room - start - axis.end.resolve(axis.room)) - size - before - after;
        if (axis.margin_start.is_auto() || axis.margin_end.is_auto()) {
            const bool is_too_large = left_over <= 0 && !axis.is_down;
            if (is_too_large && axis.end_wins) return start + before + left_over;
            if (is_too_large || !axis.margin_start.is_auto()) return start + before;
            return start + (axis.margin_end.is_auto() ? left_over / 2 : left_over);
        }
        if (axis.align == Align::automatic) return start + before + (axis.end_wins ? left_over : 0);
        // https://drafts.csswg.org/css-position-4/#abspos-layout: aligned; what overflows is kept in the containing
        // block, or between the insets, where that reaches further.
        const float aligned_at = start + before + aligned(axis.align, false, left_over);
        if (left_over >= 0 || axis.align.overflow != OverflowAlignment::automatic) return aligned_at;
        const float first = std::min(0.f, start) + before, last = std::max(axis.room, start) - after - size;
        return std::max(first, axis.scrolls ? aligned_at : std::min(aligned_at, last));
    }
    if (!axis.end.is_auto()) return axis.room - axis.end.resolve(axis.room) - after - size;
    const float outer = before + size + after;
    const StaticEdge& edge = outer > axis.in_flow_room ? axis.in_flow_start : axis.in_flow;
    return edge.position - edge.align * outer + before;
}

/// From the border box of `ancestor` to that of `box`.
Point offset_in(const LayoutBox& box, const LayoutBox& ancestor) {
    Point offset;
    for (const LayoutBox* at = &box; at != &ancestor; at = at->parent) offset = offset + at->rect.origin();
    return offset;
}

void arrange_below(LayoutBox& box) {
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (child->style->position == Position::fixed) continue;  // placed when everything else is
        if (child->is_absolute()) arrange_absolute_box(*child);
        else if (child->absolute_below && !child->is_containing_block()) arrange_below(*child);
    }
}

/// Both insets stretch an automatic size; else the width shrinks to the contents and the height is theirs. An aspect
/// ratio comes before both where the other side is known.
BoxConstraints absolute_constraints(LayoutBox& box, const Axis& across, const Axis& down) {
    const Style& s = *box.style;
    const PixelEdges frame = frame_of(box, across.room);
    BoxConstraints constraints{.available_width = across.room, .percent_height = down.room};
    const HeightRoom heights{
        .percent_height = down.room, .available_width = across.room, .filled = std::max(0.f, room_to_fit(down))};
    const float filled = std::max(0.f, room_to_fit(across));
    const bool ratio = box.layout_style->aspect_ratio > 0;
    const auto limited_width = [&](float width) {
        return ratio && box.layout_style->height_limits_width
                   ? within_transferred_widths(box, width, heights, frame, filled)
                   : within_widths(box, width, across.room, frame.horizontal(), filled);
    };
    const auto limited_height = [&](float height) { return within_heights(box, height, heights, frame.vertical()); };
    const float height = own_height(box, heights, frame.vertical());
    // A picture or a text control has its own size, whatever the insets are.
    const bool stretches = !box.layout_style->has_own_size();
    const float wide = s.width.is_auto() && stretches ? stretched(across, across.room) : indefinite;
    const float high = s.height.is_auto() && stretches ? stretched(down, across.room) : indefinite;
    if (height >= 0) constraints.height = limited_height(height);
    else if (high >= 0 && !ratio) constraints.height = limited_height(high);
    const bool by_own_height = ratio && height >= 0 && (s.width.is_auto() || s.width.is_intrinsic());
    const bool by_insets = ratio && height < 0 && high >= 0 && s.width.is_auto() && wide < 0;
    if (by_own_height || by_insets) {
        // The height between the insets makes a width, and that the height.
        const float of_height = by_insets ? limited_height(high) : constraints.height;
        constraints.width = within_widths(box, width_of_ratio(box, of_height, across.room, frame), across.room,
                                          frame.horizontal(), filled);
        if (by_insets) constraints.height = limited_height(height_by_ratio(box, constraints.width, frame));
    } else {
        float width = border_box_width(box, s.width, across.room, frame.horizontal(), filled);
        if (width < 0) width = wide;
        const float fits_into = filled - margin_of(box, across.room).horizontal();
        if (width < 0) width = fitting_width(box, fits_into, across.room, {constraints.height});
        constraints.width = limited_width(width);
    }
    // Limits between the insets are unknown to the box itself.
    if (constraints.height < 0 && box.layout_style->height_limits_stretch) {
        HeightRoom contents = heights;
        contents.width = constraints.width;
        const float high_as_contents = contents_height(box, contents);
        const float by_ratio = ratio ? height_by_ratio(box, constraints.width, frame) : 0;
        const bool at_least_contents = !ratio || (box.layout_style->min_height.is_auto() && !box.clips());
        constraints.height = limited_height(at_least_contents ? std::max(high_as_contents, by_ratio) : by_ratio);
    }
    return constraints;
}

/// What a baseline alone falls back to.
Alignment<Align> without_baseline(Alignment<Align> align) {
    if (align == Align::baseline) return Align::start;
    return align == Align::last_baseline ? Align::end : align;
}

/// Where the box would be in flow, from its parent's border box on. In a flex container it is that of the only item, by
/// justify-content and align-self; in a block below what is before. Only align-self is ever safe, by align-items as
/// well; justify-content is not, as in Chromium.
/// https://drafts.csswg.org/css-flexbox-1/#abspos-items
void find_static_place(const LayoutBox& box, Axis& across, Axis& down) {
    const LayoutBox& parent = *box.parent;
    if (!parent.is_flex_container()) {
        const Point place = box.known->static_position;
        across.in_flow = {place.x, parent.rtl ? 1.f : 0.f};
        down.in_flow = {place.y, 0};
        return;
    }
    const LayoutStyle& s = *parent.layout_style;
    const bool row = s.is_row(), reversed = s.is_reverse();
    const bool lines_reversed = s.wraps_in_reverse();
    const Alignment<Align> align_self = resolved_align(
        without_baseline(box.style->align_self == Align::automatic ? s.align_items : box.style->align_self),
        !row && box.rtl != parent.rtl);
    const bool main_reversed = reversed != (row && parent.rtl), cross_reversed = lines_reversed != (!row && parent.rtl);
    const Rect content = content_rect(parent);
    // As if it were the only item: which part of a left-over room of 1 comes before it, from main-start and
    // cross-start.
    const auto edge_in = [](float start, float room, float before, bool from_end) {
        const float align = from_end ? 1 - before : before;
        return StaticEdge{start + room * align, align};
    };
    Axis& main = row ? across : down;
    Axis& cross = row ? down : across;
    const float main_before = distribute(resolved_justify(s.justify_content, row, parent.rtl), reversed, 1, 1).before;
    main.in_flow =
        edge_in(row ? content.x : content.y, row ? content.width : content.height, main_before, main_reversed);
    const float cross_start = row ? content.y : content.x, cross_room = row ? content.height : content.width;
    cross.in_flow = edge_in(cross_start, cross_room, aligned(align_self, lines_reversed, 1), cross_reversed);
    if (align_self.overflow != OverflowAlignment::safe) return;
    cross.in_flow_start = edge_in(cross_start, cross_room, aligned(Align::start, lines_reversed, 1), cross_reversed);
    cross.in_flow_room = cross_room;
}

}  // namespace

LayoutBox& containing_block(const LayoutBox& absolute) {
    const bool fixed = absolute.style->position == Position::fixed;
    LayoutBox* box = absolute.parent;
    while (fixed ? box->parent && !holds_fixed_boxes(*box->style) : !box->is_containing_block()) box = box->parent;
    return *box;
}

Rect containing_rect(const LayoutBox& absolute) {
    const LayoutBox& container = containing_block(absolute);
    const Point corner = Point{} - offset_in(*absolute.parent, container);
    if (absolute.style->position == Position::fixed && !container.parent) {
        const Size viewport = absolute.tree().viewport;
        return Rect{-container.rect.x, -container.rect.y, viewport.width, viewport.height}.moved_by(corner);
    }
    const PixelEdges border = container.style->border.used_width();
    return Rect{border.left, border.top, std::max(0.f, container.rect.width - border.horizontal()),
                std::max(0.f, container.rect.height - border.vertical())}
        .moved_by(corner);
}

void arrange_absolute_boxes(LayoutBox& box) { arrange_below(box); }

void arrange_absolute_box(LayoutBox& box) {
    const Style& s = *box.style;
    const Rect room = containing_rect(box);
    Axis across{.start = s.inset.left,
                .end = s.inset.right,
                .margin_start = s.margin.left,
                .margin_end = s.margin.right,
                .room = room.width,
                .end_wins = containing_block(box).rtl};
    Axis down{.start = s.inset.top,
              .end = s.inset.bottom,
              .margin_start = s.margin.top,
              .margin_end = s.margin.bottom,
              .room = room.height,
              .align = resolved_align(without_baseline(s.align_self), false),
              .is_down = true,
              .scrolls = containing_block(box).clips()};
    find_static_place(box, across, down);
    for (StaticEdge* edge : {&across.in_flow, &across.in_flow_start}) edge->position -= room.x;
    for (StaticEdge* edge : {&down.in_flow, &down.in_flow_start}) edge->position -= room.y;

    const Rect before = box.rect;
    const bool changed = box.dirty;  // how far its contents reach may be another, in the same rectangle
    // 1. Size, then place.
    const Size size = layout_box(box, absolute_constraints(box, across, down), Pass::arrange);
    const Point corner{room.x + placed(across, size.width, room.width), room.y + placed(down, size.height, room.width)};
    if (box.rect.origin() != corner) note_displaced(box);
    box.rect.x = corner.x;
    box.rect.y = corner.y;
    if (changed || box.rect != before) box.tree().overflow_roots.push_back(&box);
}

}  // namespace janklab
