// SPDX-License-Identifier: MIT
// Block formatting: one box under the other, margins that touch collapsed.
// https://drafts.csswg.org/css2/#block-formatting, https://drafts.csswg.org/css2/#collapsing-margins. Deviation: no
// floats.
#include <algorithm>

#include "layout/box_layout.h"
#include "layout/layout_tree.h"

namespace janklab {
namespace {

/// The place of the border box along the containing block's width.
float left_in(const LayoutBox& child, const ContentArea& area, float width, bool rtl) {
    const PixelEdges margin = margin_of(child, area.width);
    const Edges& edges = child.style->margin;
    const float room = area.width - width - margin.horizontal();
    if (room > 0 && edges.left.is_auto()) return margin.left + (edges.right.is_auto() ? room / 2 : room);
    // Over-constrained: the margin at the end gives way.
    if (rtl && !(room > 0 && edges.right.is_auto())) return margin.left + room;
    return margin.left;
}

}  // namespace

bool is_formatting_root(const LayoutBox& box) {
    return !box.parent || box.is_absolute() || box.clips() || box.is_flex_container() ||
           box.parent->is_flex_container();
}

Contents layout_block_contents(LayoutBox& box, const ContentArea& area, Pass pass) {
    const bool apart = is_formatting_root(box);
    const bool opens_above = !apart && area.frame.top == 0;
    const bool opens_below = !apart && area.frame.bottom == 0 && area.height < 0 && area.min_height == 0;
    MarginStrut strut;          // margins above the next child that are not yet used up
    bool at_top = opens_above;  // nothing yet between the strut and the margins above the box
    Contents contents;
    float below = 0;
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (child->is_absolute()) {
            const float at = below + (at_top ? 0 : strut.sum());
            if (pass == Pass::arrange)
                known_sizes(*child).static_position = {area.frame.left + (box.rtl ? area.width : 0),
                                                       area.frame.top + at};
            continue;
        }
        const bool wants_baseline = area.wants_baseline && contents.baseline == no_baseline;
        const Size size = layout_box(
            *child,
            {.available_width = area.width, .percent_height = area.percent_height, .wants_baseline = wants_baseline},
            pass);
        strut.add(child->known->above);
        if (!child->collapses_through && at_top) {
            box.known->above.add(strut);
            strut = {};
            at_top = false;
        }
        const float top = below + (at_top ? 0 : strut.sum());
        if (pass == Pass::arrange) {
            const Point moved = relative_offset(*child, area);
            child->rect.x = area.frame.left + left_in(*child, area, size.width, box.rtl) + moved.x;
            child->rect.y = area.frame.top + top + moved.y;
        } else if (wants_baseline && measured_baseline(*child) != no_baseline) {
            contents.baseline = area.frame.top + top + measured_baseline(*child);
        }
        if (child->collapses_through) {
            strut.add(child->known->below);
        } else {
            below = top + size.height;
            strut = child->known->below;
        }
    }
    contents.height = std::max(0.f, below + (at_top || opens_below ? 0 : strut.sum()));
    if (at_top) {
        box.known->above.add(strut);
        const bool empty = area.frame.bottom == 0 && area.height <= 0 && area.min_height == 0;
        box.collapses_through = empty && box.layout_style->aspect_ratio == 0;
    } else if (opens_below) {
        box.known->below.add(strut);
    }
    return contents;
}

}  // namespace janklab
