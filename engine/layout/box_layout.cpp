// SPDX-License-Identifier: MIT
// The entry for all kinds of boxes: looks whether the result is known, finds width, contents and height, in this order.
// https://drafts.csswg.org/css2/#Computing_widths_and_margins
#include "layout/box_layout.h"

#include <algorithm>

#include "dom/element.h"
#include "layout/layout_tree.h"

namespace janklab {
namespace {

/// Whether a result found for `known` is that for `asked` too.
bool same_result(const LayoutBox& box, const BoxConstraints& known, const BoxConstraints& asked) {
    if (known.width != asked.width || known.height != asked.height || known.contents_only != asked.contents_only) return false;
    if (known.available_width != asked.available_width && !(box.width_is_its_own && asked.width < 0)) return false;
    if (known.shrink_to_fit != asked.shrink_to_fit && asked.width < 0) return false;
    if (known.percent_height != asked.percent_height && box.uses_percent_height) return false;
    return known.height_is_definite == asked.height_is_definite || asked.height < 0 || !box.child_uses_percent_height;
}

bool arrangement_known(LayoutBox& box, const BoxConstraints& asked) {
    if (box.dirty) return false;
    if (same_result(box, box.arranged_for, asked)) return true;
    // A parent that stretches a box to just the height that its contents had already changes nothing inside.
    const bool only_pinned = asked.height == box.rect.height && box.arranged_for.height < 0 &&
                             box.style->height.is_auto() && !box.child_uses_percent_height &&
                             !box.style->gap.is_percent();
    if (!only_pinned) return false;
    BoxConstraints pinned = box.arranged_for;
    pinned.height = asked.height;
    pinned.height_is_definite = asked.height_is_definite;
    if (!same_result(box, pinned, asked)) return false;
    box.arranged_for = asked;
    return true;
}

float border_box_width(LayoutBox& box, const BoxConstraints& constraints, float frame) {
    if (constraints.width >= 0) return constraints.width;
    const Style& s = *box.style;
    float width = border_box_length(box, s.width, constraints.available_width, frame);
    if (width < 0) {
        const float room = std::max(0.f, constraints.available_width - margin_of(box, constraints.available_width).horizontal());
        width = room;
        if (constraints.shrink_to_fit) {
            find_intrinsic_widths(box);
            width = std::min(std::max(box.min_content, room), box.max_content);
        }
    }
    return within(box, width, s.min_width, s.max_width, constraints.available_width, frame);
}

float layout_paragraph(LayoutBox& box, float width, Pass pass) {
    Paragraph& paragraph = *box.paragraph;
    paragraph.shape(box.inherited(), *box.tree->measurer);
    if (pass == Pass::arrange) paragraph.break_lines(width);
    return static_cast<float>(paragraph.count_lines(width)) * paragraph.line_height();
}

}  // namespace

Size layout_box(LayoutBox& box, const BoxConstraints& constraints, Pass pass) {
    // 1. Known already? What was arranged has been measured too.
    if (arrangement_known(box, constraints)) return box.rect.size();
    if (pass == Pass::measure && box.measured_valid && same_result(box, box.measured_for, constraints)) return box.measured;
    ++(pass == Pass::arrange ? box.tree->stats.boxes_visited : box.tree->stats.boxes_measured);

    // 2. Width, and what the style says of the height.
    const Style& s = *box.style;
    const PixelEdges frame = frame_of(box, constraints.available_width);
    const float width = border_box_width(box, constraints, frame.horizontal());
    const bool own_height_counts = constraints.height < 0 && !constraints.contents_only;
    float height = constraints.height;
    if (own_height_counts) {
        height = border_box_length(box, s.height, constraints.percent_height, frame.vertical());
        if (height >= 0) height = within(box, height, s.min_height, s.max_height, constraints.percent_height, frame.vertical());
    }

    // 3. The contents. A known height need not be measured.
    const bool needs_contents = pass == Pass::arrange || height < 0;
    if (needs_contents) {
        ContentArea area;
        area.width = std::max(0.f, width - frame.horizontal());
        area.frame = frame;
        if (height >= 0) area.height = std::max(0.f, height - frame.vertical());
        if (height >= 0 && constraints.height_is_definite) area.percent_height = area.height;
        if (own_height_counts && height < 0) {
            const float base = constraints.percent_height;
            const float most = border_box_length(box, s.max_height, base, frame.vertical());
            if (most >= 0) area.max_height = std::max(0.f, most - frame.vertical());
            area.min_height = within(box, 0, s.min_height, automatic, base, frame.vertical()) - frame.vertical();
        }
        const float contents = box.paragraph            ? layout_paragraph(box, area.width, pass)
                               : box.is_flex_container() ? layout_flex_contents(box, area, pass)
                                                         : layout_block_contents(box, area, pass);
        // 4. An automatic height is that of the contents.
        if (height < 0) {
            height = finite_length(contents + frame.vertical());
            if (own_height_counts) {
                height = within(box, height, s.min_height, s.max_height, constraints.percent_height, frame.vertical());
            }
        }
    }

    // 5. Remember.
    if (pass == Pass::measure) {
        box.measured = {width, height};
        box.measured_for = constraints;
        box.measured_valid = true;
        return box.measured;
    }
    box.rect.width = width;
    box.rect.height = height;
    box.arranged_for = constraints;
    box.dirty = false;
    if (box.clips() && !box.anonymous && box.element().scroll_position() != Point{}) box.tree->scrolled.push_back(&box.element());
    // 6. Absolute boxes refer to the size that is known now.
    if (box.absolute_below && box.is_containing_block()) arrange_absolute_boxes(box);
    return {width, height};
}

/// Block formatting context: one box under the other. Deviations: vertical margins do not collapse, there are no floats.
float layout_block_contents(LayoutBox& box, const ContentArea& area, Pass pass) {
    float below = 0;
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (child->is_absolute()) {
            if (pass == Pass::arrange) child->static_position = {area.frame.left, area.frame.top + below};
            continue;
        }
        const PixelEdges margin = margin_of(*child, area.width);
        const Size size = layout_box(
            *child, {.available_width = area.width, .percent_height = area.percent_height}, pass);
        below += margin.top;
        if (pass == Pass::arrange) {
            const Edges& style_margin = child->style->margin;
            float left = margin.left;
            const float room = area.width - size.width - margin.horizontal();
            if (room > 0 && style_margin.left.is_auto()) left = style_margin.right.is_auto() ? room / 2 : room;
            const Point moved = relative_offset(*child, area);
            child->rect.x = area.frame.left + left + moved.x;
            child->rect.y = area.frame.top + below + moved.y;
        }
        below += size.height + margin.bottom;
    }
    return std::max(0.f, below);
}

}  // namespace janklab
