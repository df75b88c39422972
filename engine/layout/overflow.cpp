// SPDX-License-Identifier: MIT
// What a box's contents reach is the union of what its children reach. A box that was arranged is stale; the union is
// made anew for stale boxes alone, and goes up as far as it changed something.
#include "layout/overflow.h"

#include <algorithm>

#include "dom/document.h"
#include "layout/box_layout.h"
#include "layout/geometry.h"
#include "layout/layout_tree.h"

namespace janklab {
namespace {

Rect border_box(const LayoutBox& box) { return {0, 0, box.rect.width, box.rect.height}; }

/// Smallest around both, also where one is a line or a point.
Rect around(const Rect& a, const Rect& b) {
    const float x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}
/// As browsers do: what has no area is nothing to scroll to, but for the outer boxes of a container's own children.
void add(Rect& reach, const Rect& more) {
    if (!more.empty()) reach = around(reach, more);
}

Rect lines_of(const LayoutBox& box) {
    const std::vector<Line>& lines = box.paragraph->lines;
    if (lines.empty()) return {content_rect(box).x, content_rect(box).y, 0, 0};
    Rect all = lines.front().rect;
    for (const Line& line : lines) all = around(all, line.rect);
    return all;
}

/// As high as their glyphs, which may be higher than the lines, but without the spaces that hang behind these.
Rect texts_of(const LayoutBox& box) {
    const Rect lines = lines_of(box), &ink = box.paragraph->ink;
    return {lines.x, ink.y, lines.width, ink.height};
}

/// Fixed to the viewport, it is nothing that could be scrolled to.
bool stays_in_the_viewport(const LayoutBox& box) {
    return box.style->position == Position::fixed && !containing_block(box).parent;
}

Rect remembered(const LayoutBox& box) { return box.spills ? box.tree().overflow.find(&box)->second : border_box(box); }

void remember(LayoutBox& box, const Rect& reach) {
    box.overflow_stale = false;
    if (!box.spills && reach == border_box(box)) return;
    box.tree().overflow.insert_or_assign(&box, reach);
    box.spills = true;
}

Rect reach_of(LayoutBox& box);

/// What a child adds, from the corner of its parent's border box.
Rect contribution(LayoutBox& child) {
    Rect reach = child.clips() ? border_box(child) : child.overflow_stale ? reach_of(child) : remembered(child);
    if (child.is_transformed()) reach = bounds_of(transform_about_origin(child, {}), reach);
    return reach.moved_by(child.rect.origin());
}

/// Of a box that does not clip.
Rect reach_of(LayoutBox& box) {
    Rect reach = border_box(box);
    if (box.paragraph) add(reach, texts_of(box));
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (!stays_in_the_viewport(*child)) add(reach, contribution(*child));
    }
    remember(box, reach);
    return reach;
}

/// The outer box of what is in flow, before relative shifts: the padding at the end comes after it.
Rect in_flow_bounds(const LayoutBox& box, const Rect& content) {
    Rect bounds{content.x, content.y, 0, 0};
    if (box.paragraph) bounds = lines_of(box);
    bool any = box.paragraph != nullptr;
    for (const LayoutBox* child = box.first_child; child; child = child->next) {
        if (child->is_absolute() || child->is_inline_box()) continue;
        const PixelEdges margin = margin_of(*child, content.width);
        float below = box.is_flex_container() ? margin.bottom : child->known->below.sum();
        if (child->collapses_through && !box.is_flex_container()) below = std::max(0.f, below - margin.top);
        const Point shift = relative_offset_as_arranged(*child);
        const Rect outer{child->rect.x - shift.x - margin.left, child->rect.y - shift.y - margin.top,
                         std::max(0.f, child->rect.width + margin.horizontal()),
                         std::max(0.f, child->rect.height + margin.top + below)};
        bounds = any ? around(bounds, outer) : outer;
        any = true;
    }
    return bounds;
}

/// Whether its items begin at the end of that axis.
bool is_reversed(const LayoutBox& box, bool across) {
    if (!box.is_flex_container()) return false;
    const LayoutStyle& style = *box.layout_style;
    return style.is_row() == across ? style.is_reverse() : style.wraps_in_reverse();
}
bool begins_at_the_right(const LayoutBox& box) { return box.rtl != is_reversed(box, true); }
bool begins_at_the_bottom(const LayoutBox& box) { return is_reversed(box, false); }

/// Not if all of it lies before the beginning.
bool can_be_reached(const LayoutBox& box, const Rect& reach, const Rect& port) {
    const bool across = begins_at_the_right(box) ? reach.x < port.right() : reach.right() > port.x;
    return across && (begins_at_the_bottom(box) ? reach.y < port.bottom() : reach.bottom() > port.y);
}

/// From the corner of the border box.
Rect find_scroll_area(LayoutBox& box, const Rect& port) {
    Rect area = port;
    if (!box.parent) {  // the body's margins scroll with it
        const PixelEdges margin = margin_of(box, port.width);
        add(area,
            {-margin.left, -margin.top, box.rect.width + margin.horizontal(), box.rect.height + margin.vertical()});
    }
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (stays_in_the_viewport(*child)) continue;
        const Rect reach = contribution(*child);
        if (can_be_reached(box, reach, port)) add(area, reach);
    }
    if (box.paragraph && can_be_reached(box, texts_of(box), port)) add(area, texts_of(box));
    if (box.paragraph || box.first_child) {
        // Padding at the end, which for the body also means border and margin.
        const Rect content = content_rect(box);
        PixelEdges end{content.y - port.y, port.right() - content.right(), port.bottom() - content.bottom(),
                       content.x - port.x};
        if (!box.parent) {
            const PixelEdges frame = frame_of(box, port.width), margin = margin_of(box, port.width);
            end = {0, 0, frame.bottom + margin.bottom, 0};  // only in height would it grow with its contents
        }
        const Rect flow = in_flow_bounds(box, content);
        area = around(
            area, {flow.x - end.left, flow.y - end.top, flow.width + end.horizontal(), flow.height + end.vertical()});
    }
    // What lies before the beginning cannot be reached.
    const float left = begins_at_the_right(box) ? area.x : port.x, top = begins_at_the_bottom(box) ? area.y : port.y;
    const float right = begins_at_the_right(box) ? port.right() : area.right();
    const float bottom = begins_at_the_bottom(box) ? port.bottom() : area.bottom();
    return {finite_length(left), finite_length(top), finite_length(right - left), finite_length(bottom - top)};
}

/// `box` was arranged, or `moved` in its parent: upwards as far as that is seen.
void pass_up(LayoutBox& box, bool moved) {
    if (is_scroll_container(box)) {
        box.overflow_stale = true;  // what is inside; outside its border box is seen
    } else {
        const Rect before = remembered(box);
        moved = reach_of(box) != before || moved;
    }
    if (!moved || !box.parent || box.parent->overflow_stale) return;  // somebody comes to the parent anyway
    box.parent->overflow_stale = true;
    box.tree().overflow_roots.push_back(box.parent);
}

}  // namespace

Rect scrollport(const LayoutBox& box) {
    if (!box.parent) return {0, 0, box.tree().viewport.width, box.tree().viewport.height};
    const PixelEdges border = box.style->border.used_width();
    return {border.left, border.top, std::max(0.f, box.rect.width - border.horizontal()),
            std::max(0.f, box.rect.height - border.vertical())};
}

Rect scroll_area(LayoutBox& box) {
    Rect port = scrollport(box);
    // Remembered of scroll containers alone: of what does not clip it is what it reaches, seen from outside.
    const bool scrolls = is_scroll_container(box);
    if (scrolls && !box.overflow_stale && box.spills) return box.tree().overflow.find(&box)->second;
    if (!box.parent) port = port.moved_by(Point{} - box.rect.origin());
    const Rect area = find_scroll_area(box, port).moved_by(Point{} - port.origin());
    if (!scrolls) return area;
    box.tree().overflow.insert_or_assign(&box, area);
    box.spills = true;
    box.overflow_stale = false;
    return area;
}

ScrollRange scroll_range(LayoutBox& box) {
    const Rect area = scroll_area(box);
    const Size port = scrollport(box).size();
    return {{std::min(0.f, area.x), std::min(0.f, area.y)},
            {std::max(0.f, area.right() - port.width), std::max(0.f, area.bottom() - port.height)}};
}

ScrollAxes axes_for_people(const LayoutBox& box) {
    const OverflowAxes& overflow = box.style->overflow;
    const Element& element = box.owner->element;
    // One line is scrolled by its caret alone; more are, too, where nothing else is said.
    const TextEdit* edit = box.anonymous ? nullptr : element.text_edit();
    if (edit && !edit->has_many_lines()) return {};
    // While it is being built a box has no parent yet: who stands for the viewport is known by its element.
    const bool is_body = &element == &element.document().body() && !box.anonymous;
    if (!is_body && !edit && overflow == OverflowAxes{}) return {};
    return {overflow.x != Overflow::hidden, overflow.y != Overflow::hidden};
}

LayoutBox* next_in_scroll_chain(const LayoutBox& box) {
    return box.parent && box.is_absolute() ? &containing_block(box) : box.parent;
}

void take_over_overflow(LayoutTree& tree) {
    for (std::size_t i = 0; i < tree.overflow_roots.size(); ++i) {  // grows meanwhile
        LayoutBox& box = *tree.overflow_roots[i];
        if (box.owner) pass_up(box, box.is_absolute() || box.is_transformed());
    }
    tree.overflow_roots.clear();
}

void note_transformed(LayoutBox& box) { box.tree().overflow_roots.push_back(&box); }

}  // namespace janklab
