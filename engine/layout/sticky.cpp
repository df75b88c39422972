// SPDX-License-Identifier: MIT
#include "layout/sticky.h"

#include <algorithm>

#include "dom/element.h"
#include "layout/box_layout.h"
#include "layout/geometry.h"
#include "layout/layout_tree.h"
#include "layout/overflow.h"

namespace janklab {
namespace {

/// One axis. `start` and `end`: insets; `view`: what the port shows of the scrolled contents.
struct StickyAxis {
    float box_start, box_end;
    float limit_start, limit_end;
    float view_start, view_end;
    std::optional<float> start, end;
    bool end_is_weak;  // where both cannot hold, it gives way
};

float shift_along(const StickyAxis& axis) {
    const auto back = [&](float inset) {
        const float wanted = std::min(0.f, axis.view_end - inset - axis.box_end);
        return std::max(wanted, std::min(0.f, axis.limit_start - axis.box_start));
    };
    const auto forth = [&](float inset) {
        const float wanted = std::max(0.f, axis.view_start + inset - axis.box_start);
        return std::min(wanted, std::max(0.f, axis.limit_end - axis.box_end));
    };
    std::optional<float> start = axis.start, end = axis.end;
    if (start && end) {
        // 1. The weak inset is reduced until the box fits between the two.
        const float missing = axis.box_end - axis.box_start - (axis.view_end - axis.view_start - *start - *end);
        if (missing > 0) *(axis.end_is_weak ? end : start) -= missing;
    }
    // 2. Away from the end, then away from the start.
    float shift = 0;
    if (end) shift += back(*end);
    if (start) shift += forth(*start);
    return shift;
}

std::optional<float> inset_of(Length inset, float port) {
    if (inset.is_auto()) return std::nullopt;
    return inset.resolve(port);
}

/// The box that holds `box`, in whose coordinates it is placed, following containing blocks; adds the way to `offset`.
LayoutBox* step_out(LayoutBox& box, Point& offset) {
    LayoutBox* target = box.is_absolute() ? &containing_block(box) : box.parent;
    for (LayoutBox* at = &box; at != target; at = at->parent) offset = offset + at->rect.origin();
    return target;
}

/// In the sorted list. Null: it is not listed yet.
const StickyBox* find(const LayoutBox& box) {
    const std::vector<StickyBox>& all = box.tree().sticky_boxes;
    const auto found = std::ranges::lower_bound(all, std::pair(box.depth, &box), {}, [](const StickyBox& one) {
        return std::pair(one.box->depth, static_cast<const LayoutBox*>(one.box));
    });
    return found != all.end() && found->box == &box ? &*found : nullptr;
}

void find_constraint(StickyBox& sticky) {
    LayoutBox& box = *sticky.box;
    LayoutBox& block = block_container(*box.parent);  // of a box in a line: what has the line
    StickyConstraint& constraint = sticky.constraint;
    constraint = {};
    sticky.scroller = nullptr;
    // 1. The nearest scroll container along the containing blocks; sticky boxes on the way carry this one.
    Point in_scroller;  // of the box's corner
    LayoutBox* carrier = nullptr;
    LayoutBox* at = &box;
    while (true) {
        if (at->style->position == Position::fixed && !containing_block(*at).parent) return;  // nothing scrolls it
        at = step_out(*at, in_scroller);
        if (is_scroll_container(*at)) break;
        if (at->sticky && !carrier) carrier = at;
        if (!at->parent) return;
    }
    sticky.scroller = at;
    const Rect port = scrollport(*at);
    // The body is moved with what it holds.
    in_scroller = in_scroller + (at->parent ? Point{} - port.origin() : at->rect.origin());
    const PixelEdges padding = at->parent ? frame_of(*at, at->arranged_for.available_width) : PixelEdges{};
    const PixelEdges border = at->parent ? at->style->border.used_width() : PixelEdges{};
    Rect& view = constraint.view;
    view = {padding.left - border.left, padding.top - border.top, port.width, port.height};
    view.width = std::max(0.f, port.width - padding.horizontal() + border.horizontal());
    view.height = std::max(0.f, port.height - padding.vertical() + border.vertical());
    constraint.box = {in_scroller.x, in_scroller.y, box.rect.width, box.rect.height};
    // 2. The containing block: the parent's content box; of the scroll container itself all that scrolls in it.
    Rect room = content_rect(block);
    const float wide = room.width;
    if (&block == at) {
        if (!block.parent) room = room.moved_by(block.rect.origin());
        const PixelEdges padding{room.y - port.y, port.right() - room.right(), port.bottom() - room.bottom(),
                                 room.x - port.x};
        const Rect area = scroll_area(block);
        room = {area.x + padding.left, area.y + padding.top, area.width - padding.horizontal(),
                area.height - padding.vertical()};
    } else {
        Point in_block = box.rect.origin();
        for (const LayoutBox* around = box.parent; around != &block; around = around->parent)
            in_block = in_block + around->rect.origin();
        room = room.moved_by(in_scroller - in_block);
    }
    const PixelEdges margin = margin_of(box, wide);
    constraint.limits = {room.x + margin.left, room.y + margin.top, room.width - margin.horizontal(),
                         room.height - margin.vertical()};
    const Edges& inset = box.style->inset;
    constraint.insets = {inset_of(inset.top, view.height), inset_of(inset.right, view.width),
                         inset_of(inset.bottom, view.height), inset_of(inset.left, view.width)};
    constraint.rtl = block.rtl;
    if (!carrier) return;
    constraint.around = static_cast<int>(find(*carrier) - box.tree().sticky_boxes.data());
}

Point total_shift(const LayoutTree& tree, const StickyBox& sticky, Point position) {
    const int around = sticky.constraint.around;
    const Point outer =
        around < 0 ? Point{} : total_shift(tree, tree.sticky_boxes[static_cast<std::size_t>(around)], position);
    return outer + sticky_shift(sticky.constraint, position, outer);
}

}  // namespace

Point sticky_shift(const StickyConstraint& c, Point position, Point outer) {
    const Rect box = c.box.moved_by(outer), limits = c.limits.moved_by(outer);
    const Rect view = c.view.moved_by(position);
    return {shift_along({.box_start = box.x,
                         .box_end = box.right(),
                         .limit_start = limits.x,
                         .limit_end = limits.right(),
                         .view_start = view.x,
                         .view_end = view.right(),
                         .start = c.insets.left,
                         .end = c.insets.right,
                         .end_is_weak = !c.rtl}),
            shift_along({.box_start = box.y,
                         .box_end = box.bottom(),
                         .limit_start = limits.y,
                         .limit_end = limits.bottom(),
                         .view_start = view.y,
                         .view_end = view.bottom(),
                         .start = c.insets.top,
                         .end = c.insets.bottom,
                         .end_is_weak = true})};
}

void find_sticky_constraints(LayoutTree& tree) {
    std::sort(tree.sticky_boxes.begin(), tree.sticky_boxes.end(), [](const StickyBox& a, const StickyBox& b) {
        return a.box->depth != b.box->depth ? a.box->depth < b.box->depth : a.box < b.box;
    });
    for (StickyBox& sticky : tree.sticky_boxes) find_constraint(sticky);
}

LayoutBox* sticks_to(const LayoutBox& box) {
    const StickyBox* sticky = find(box);
    return sticky ? sticky->scroller : nullptr;
}

Point sticky_shift(const LayoutBox& box) {
    const StickyBox* sticky = find(box);
    if (!sticky || !sticky->scroller) return {};
    const Point position = sticky->scroller->element().scroll_position();
    const int around = sticky->constraint.around;
    const LayoutTree& tree = box.tree();
    const Point outer =
        around < 0 ? Point{} : total_shift(tree, tree.sticky_boxes[static_cast<std::size_t>(around)], position);
    return sticky_shift(sticky->constraint, position, outer);
}

}  // namespace janklab
