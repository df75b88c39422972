// SPDX-License-Identifier: MIT
// Absolute boxes: size and place within the padding box of their containing block.
// https://drafts.csswg.org/css2/#abs-non-replaced-width
#include <algorithm>

#include "layout/box_layout.h"
#include "layout/flex_line.h"
#include "layout/geometry.h"
#include "layout/layout_tree.h"

namespace janklab {
namespace {

/// One axis of an absolute box.
struct Axis {
    Length start, end;                // inset
    Length margin_start, margin_end;
    float room = 0;                   // of the containing block's padding box
    float static_position = 0;        // from its start
    float static_align = 0;           // which part of the outer box is there: 0 the start, 1 the end
    bool size_is_auto = false;
};

float inset_or(Length inset, float room, float otherwise) { return inset.is_auto() ? otherwise : inset.resolve(room); }
float margin_or_zero(Length margin, float base) { return margin.is_auto() ? 0 : margin.resolve(base); }

/// The size that both insets leave; indefinite when one of them is automatic.
float stretched(const Axis& axis, float percent_base) {
    if (axis.start.is_auto() || axis.end.is_auto()) return indefinite;
    return std::max(0.f, axis.room - axis.start.resolve(axis.room) - axis.end.resolve(axis.room) -
                             margin_or_zero(axis.margin_start, percent_base) - margin_or_zero(axis.margin_end, percent_base));
}

/// Where the border box of this size begins.
float placed(const Axis& axis, float size, float percent_base) {
    const float before = margin_or_zero(axis.margin_start, percent_base);
    const float after = margin_or_zero(axis.margin_end, percent_base);
    if (!axis.start.is_auto()) {
        const float start = axis.start.resolve(axis.room);
        if (axis.end.is_auto()) return start + before;
        // Both insets given: automatic margins take what is left over.
        const float left_over = axis.room - start - axis.end.resolve(axis.room) - size - before - after;
        if (left_over <= 0 || !axis.margin_start.is_auto()) return start + before;
        return start + (axis.margin_end.is_auto() ? left_over / 2 : left_over);
    }
    if (!axis.end.is_auto()) return axis.room - axis.end.resolve(axis.room) - after - size;
    return axis.static_position - axis.static_align * (before + size + after) + before;
}

/// From the border box of `ancestor` to that of `box`.
Point offset_in(const LayoutBox& box, const LayoutBox& ancestor) {
    Point offset;
    for (const LayoutBox* at = &box; at != &ancestor; at = at->parent) offset = offset + at->rect.origin();
    return offset;
}

void arrange_below(LayoutBox& box) {
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (child->is_absolute()) arrange_absolute_box(*child);
        else if (child->absolute_below && !child->is_containing_block()) arrange_below(*child);
    }
}

/// Where the box would be in flow, in its parent's border box: `align` 0 for its start there, 1 for its end.
struct StaticPlace {
    Point position;
    Point align;
};

/// In a flex container it is that of the only item, by justify-content and align-self; in a block below what is before.
/// https://drafts.csswg.org/css-flexbox-1/#abspos-items
StaticPlace static_place(const LayoutBox& box) {
    const LayoutBox& parent = *box.parent;
    if (!parent.is_flex_container()) return {.position = box.static_position, .align = {}};
    const Style& s = *parent.style;
    const bool row = s.flex_direction == FlexDirection::row || s.flex_direction == FlexDirection::row_reverse;
    const bool reversed = s.flex_direction == FlexDirection::row_reverse || s.flex_direction == FlexDirection::column_reverse;
    const bool centred = s.justify_content == Justify::center || s.justify_content == Justify::space_around ||
                         s.justify_content == Justify::space_evenly;
    const bool at_end = (s.justify_content == Justify::end) != reversed;
    const float along = centred ? 0.5f : at_end ? 1.f : 0.f;
    const float across = aligned(box.style->align_self == Align::automatic ? s.align_items : box.style->align_self, 1);
    const Point align = row ? Point{along, across} : Point{across, along};
    const Rect content = content_rect(parent);
    return {.position = {content.x + content.width * align.x, content.y + content.height * align.y}, .align = align};
}

}  // namespace

LayoutBox& containing_block(const LayoutBox& absolute) {
    LayoutBox* box = absolute.parent;
    while (!box->is_containing_block()) box = box->parent;
    return *box;
}

void arrange_absolute_boxes(LayoutBox& box) { arrange_below(box); }

void arrange_absolute_box(LayoutBox& box) {
    const Style& s = *box.style;
    const LayoutBox& container = containing_block(box);
    const float border = container.style->border.width;
    const Point parent_offset = offset_in(*box.parent, container);
    const float width = std::max(0.f, container.rect.width - 2 * border);
    const float height = std::max(0.f, container.rect.height - 2 * border);
    const StaticPlace in_flow = static_place(box);
    const Axis across{.start = s.inset.left, .end = s.inset.right, .margin_start = s.margin.left,
                      .margin_end = s.margin.right, .room = width,
                      .static_position = parent_offset.x + in_flow.position.x - border,
                      .static_align = in_flow.align.x, .size_is_auto = s.width.is_auto()};
    const Axis down{.start = s.inset.top, .end = s.inset.bottom, .margin_start = s.margin.top,
                    .margin_end = s.margin.bottom, .room = height,
                    .static_position = parent_offset.y + in_flow.position.y - border,
                    .static_align = in_flow.align.y, .size_is_auto = s.height.is_auto()};

    // 1. Size: both insets stretch an automatic one; else the width shrinks to the contents and the height is theirs.
    const PixelEdges frame = frame_of(box, width);
    BoxConstraints constraints{.available_width = width, .percent_height = height};
    if (across.size_is_auto) {
        float size = stretched(across, width);
        if (size < 0) {
            const float room = width - inset_or(across.start, width, 0) - inset_or(across.end, width, 0) -
                               margin_of(box, width).horizontal();
            find_intrinsic_widths(box);
            size = std::min(std::max(box.min_content, room), box.max_content);
        }
        constraints.width = within(box, size, s.min_width, s.max_width, width, frame.horizontal());
    }
    if (down.size_is_auto) {
        const float stretch = stretched(down, width);
        if (stretch >= 0) constraints.height = within(box, stretch, s.min_height, s.max_height, height, frame.vertical());
    }
    const Size size = layout_box(box, constraints, Pass::arrange);

    // 2. Place: in the containing block's padding box, then in the parent's border box, where rectangles are told.
    box.rect.x = border + placed(across, size.width, width) - parent_offset.x;
    box.rect.y = border + placed(down, size.height, width) - parent_offset.y;
}

}  // namespace janklab
