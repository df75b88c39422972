// SPDX-License-Identifier: MIT
// Block formatting: one box under the other, margins that touch collapsed.
// https://drafts.csswg.org/css2/#block-formatting, https://drafts.csswg.org/css2/#collapsing-margins. Deviation: no
// floats.
#include <algorithm>

#include "layout/block_flow.h"
#include "layout/box_layout.h"
#include "layout/layout_tree.h"

namespace janklab {

float left_in_block(const LayoutBox& child, const ContentArea& area, float width, bool rtl) {
    const PixelEdges margin = margin_of(child, area.width);
    const Edges& edges = child.style->margin;
    const float room = area.width - width - margin.horizontal();
    if (room > 0 && edges.left.is_auto()) return margin.left + (edges.right.is_auto() ? room / 2 : room);
    // Over-constrained: the margin at the end gives way.
    if (rtl && !(room > 0 && edges.right.is_auto())) return margin.left + room;
    return margin.left;
}

bool is_formatting_root(const LayoutBox& box) {
    return !box.parent || box.is_absolute() || box.clips() || box.is_flex_container() ||
           box.role == InlineRole::atomic || box.parent->is_flex_container();
}

// -- margins
// -----------------------------------------------------------------------------------------------------------

BlockFlow::BlockFlow(LayoutBox& container, const ContentArea& area) : container_(container), area_(area) {
    const bool apart = is_formatting_root(container);
    at_top_ = !apart && area.frame.top == 0;
    opens_below_ = !apart && area.frame.bottom == 0 && area.height < 0;
}

void BlockFlow::leave_top() {
    if (!at_top_) return;
    container_.known->above.add(strut_);
    strut_ = {};
    at_top_ = false;
}

float BlockFlow::add_block(const LayoutBox& child, float height) {
    strut_.add(child.known->above);
    if (!child.collapses_through) leave_top();
    const double top = exact_here();
    if (child.collapses_through) {
        strut_.add(child.known->below);
    } else {
        below_ = top + height;
        strut_ = child.known->below;
    }
    return static_cast<float>(top);
}

float BlockFlow::add_line(float height) {
    leave_top();
    const double top = exact_here();
    below_ = top + height;
    strut_ = {};
    return static_cast<float>(top);
}

/// As in browsers the margin of what comes last is lost in a box that has another height.
bool BlockFlow::is_as_high_as_contents(double height) const {
    return height >= area_.min_height && height <= area_.max_height && container_.layout_style->aspect_ratio == 0;
}

float BlockFlow::finish() {
    const double height = std::max(0.0, below_ + (at_top_ || opens_below_ ? 0 : strut_.sum()));
    if (at_top_) {
        container_.known->above.add(strut_);
        const bool empty = area_.frame.bottom == 0 && area_.height <= 0 && area_.min_height == 0;
        container_.collapses_through = empty;
    } else if (opens_below_ && is_as_high_as_contents(height)) {
        container_.known->below.add(strut_);
    }
    return static_cast<float>(height);
}

/// What is too wide begins at the start, whatever the alignment.
float aligned_left(const InheritedStyle& style, float room) {
    const bool rtl = style.direction == Direction::rtl;
    switch (style.text_align) {
        case TextAlign::left:
            return rtl ? std::min(room, 0.f) : 0;
        case TextAlign::right:
            return rtl ? room : std::max(room, 0.f);
        case TextAlign::center:
            return room > 0 ? room / 2 : rtl ? room : 0;
        case TextAlign::end:
            return rtl ? std::min(room, 0.f) : std::max(room, 0.f);
        default:
            return rtl ? room : 0;
    }
}

// -- blocks among blocks
// -----------------------------------------------------------------------------------------------

Contents layout_block_contents(LayoutBox& box, const ContentArea& area, Pass pass) {
    BlockFlow flow(box, area);
    Contents contents;
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (child->is_absolute()) {
            if (pass == Pass::arrange) {
                // What would be inline would be on a line of its own.
                const Display display = child->style->display;
                const bool was_inline = display != Display::block && display != Display::flex;
                const float at_edge = box.rtl ? area.width : 0;
                const float left = was_inline ? aligned_left(box.inherited(), area.width) : at_edge;
                known_sizes(*child).static_position = {area.frame.left + left, area.frame.top + flow.here()};
            }
            continue;
        }
        const bool wants_baseline = area.wants_baseline && (area.last_baseline || contents.baseline == no_baseline);
        const Size size = layout_box(*child,
                                     {.available_width = area.width,
                                      .percent_height = area.percent_height,
                                      .wants_baseline = wants_baseline,
                                      .last_baseline = wants_baseline && area.last_baseline},
                                     pass);
        const float top = flow.add_block(*child, size.height);
        if (pass == Pass::arrange) {
            const Point moved = relative_offset(*child, area);
            child->rect.x = area.frame.left + left_in_block(*child, area, size.width, box.rtl) + moved.x;
            child->rect.y = area.frame.top + top + moved.y;
        } else if (wants_baseline && measured_baseline(*child) != no_baseline) {
            contents.baseline = area.frame.top + top + measured_baseline(*child);
        }
    }
    contents.height = flow.finish();
    return contents;
}

}  // namespace janklab
