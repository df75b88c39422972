// SPDX-License-Identifier: MIT
#include "layout/used_margin.h"

#include <algorithm>
#include <utility>

#include "layout/box_layout.h"
#include "layout/geometry.h"
#include "layout/sizing.h"

namespace janklab {
namespace {

constexpr float nearly = 1.f / 64;

/// The border box in the parent's, where it was laid out before it was moved as a relative box.
Rect place_in_flow(const LayoutBox& box) {
    return box.rect.moved_by(Point{} - relative_offset_as_arranged(box));
}

/// What an absolute box lies in: between its insets, where it has both.
Rect room_between_insets(const LayoutBox& box) {
    const Rect around = containing_rect(box);
    const Edges& inset = box.style->inset;
    Rect room = box.rect;
    if (!inset.left.is_auto() && !inset.right.is_auto()) {
        room.x = around.x + inset.left.resolve(around.width);
        room.width = around.right() - inset.right.resolve(around.width) - room.x;
    }
    if (!inset.top.is_auto() && !inset.bottom.is_auto()) {
        room.y = around.y + inset.top.resolve(around.height);
        room.height = around.bottom() - inset.bottom.resolve(around.height) - room.y;
    }
    return room;
}

/// One item of a flex container along its lines, as it is seen: from the left or the top.
struct AlongLine {
    float start = 0, end = 0;
    PixelEdges margin;
    bool row = true;

    AlongLine(const LayoutBox& item, bool in_row) : margin(margin_of(item, item.arranged_for.available_width)) {
        const Rect place = place_in_flow(item);
        row = in_row;
        start = row ? place.x : place.y;
        end = row ? place.right() : place.bottom();
    }
    float outer_start() const { return start - (row ? margin.left : margin.top); }
    float outer_end() const { return end + (row ? margin.right : margin.bottom); }
};

/// The room that the margins of a flex item share with nobody: up to the neighbours in its line, or half of the way
/// where the neighbour's margin is automatic too, as all in a line are equal.
Rect room_in_line(const LayoutBox& box) {
    const LayoutBox& container = *box.parent;
    const LayoutStyle& style = *container.layout_style;
    const bool row = style.is_row(), wraps = style.flex_wrap != FlexWrap::nowrap;
    const Rect content = content_rect(container), own_rect = place_in_flow(box);
    const float gap =
        std::max(0.f, row ? style.gap.column.resolve(content.width) : style.gap.row.resolve(content.height));
    const AlongLine own(box, row);
    const LayoutBox *before = nullptr, *after = nullptr;
    bool passed = false;
    for (const LayoutBox* child = container.first_child; child && !after; child = child->next) {
        if (child == &box) passed = true;
        else if (!child->is_absolute()) (passed ? after : before) = child;
    }
    if (style.is_reverse() != (row && container.rtl)) std::swap(before, after);

    float start = row ? content.x : content.y, end = row ? content.right() : content.bottom();
    if (before) {
        const AlongLine other(*before, row);
        const Edges& edges = before->style->margin;
        if (!wraps || other.outer_end() <= own.outer_start() + nearly) {
            start = other.outer_end() + gap;
            if ((row ? edges.right : edges.bottom).is_auto()) start += std::max(0.f, own.start - start) / 2;
        }
    }
    if (after) {
        const AlongLine other(*after, row);
        const Edges& edges = after->style->margin;
        if (!wraps || other.outer_start() >= own.outer_end() - nearly) {
            end = other.outer_start() - gap;
            if ((row ? edges.left : edges.top).is_auto()) end -= std::max(0.f, end - own.end) / 2;
        }
    }
    const Rect across = wraps ? own_rect : content;
    return row ? Rect{start, across.y, end - start, across.height} : Rect{across.x, start, across.width, end - start};
}

/// In a block only the automatic margins at the left and the right take room.
Rect room_in_block(const LayoutBox& box) {
    const Rect content = content_rect(*box.parent), own = place_in_flow(box);
    return {content.x, own.y, content.width, own.height};
}

}  // namespace

PixelEdges used_margin(const LayoutBox& box) {
    PixelEdges margin = margin_of(box, box.arranged_for.available_width);
    const bool in_line = box.role == InlineRole::box || box.role == InlineRole::atomic;
    if (!box.layout_style->margin_has_auto || !box.parent || in_line) return margin;
    const Rect room = box.is_absolute()                 ? room_between_insets(box)
                      : box.parent->is_flex_container() ? room_in_line(box)
                                                        : room_in_block(box);
    const Rect own = place_in_flow(box);
    const Edges& edges = box.style->margin;
    if (edges.left.is_auto()) margin.left = std::max(0.f, own.x - room.x);
    if (edges.right.is_auto()) margin.right = std::max(0.f, room.right() - own.right());
    if (edges.top.is_auto()) margin.top = std::max(0.f, own.y - room.y);
    if (edges.bottom.is_auto()) margin.bottom = std::max(0.f, room.bottom() - own.bottom());
    return margin;
}

}  // namespace janklab
