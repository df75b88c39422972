// SPDX-License-Identifier: MIT
// Steps 1 to 3 of the flex algorithm: what the items are, their flex base sizes, limits and hypothetical main sizes.
// https://drafts.csswg.org/css-flexbox-1/#line-sizing
#include <algorithm>

#include "layout/flex_layout.h"

namespace janklab {

// -- 1. Items; the list of boxes is in the order of `order` already
// ----------------------------------------------------

void FlexLayout::collect_items() {
    for (LayoutBox* child = box_.first_child; child; child = child->next) {
        if (child->is_absolute()) continue;
        FlexItem item = describe(*child);
        find_base_size(item);
        tree_.flex_items.push_back(item);
    }
    tree_.stats.flex_items += static_cast<int>(item_count());
}

FlexItem FlexLayout::describe(LayoutBox& child) const {
    const Style& s = *child.style;
    FlexItem item;
    item.box = &child;
    item.grow = s.flex_grow;
    item.shrink = s.flex_shrink;
    item.align = s.align_self == Align::automatic ? style_.align_items : s.align_self;
    item.align = resolved_align(item.align, !row_ && child.rtl != box_.rtl);
    const PixelEdges frame = frame_of(child, area_.width);
    const PixelEdges margin = margin_of(child, area_.width);
    const Edges& edges = s.margin;
    const auto across = [&](float start, float end, const Length& at_start, const Length& at_end) {
        item.cross_margin_start = cross_reversed_ ? end : start;
        item.cross_margin_end = cross_reversed_ ? start : end;
        item.auto_cross_start = (cross_reversed_ ? at_end : at_start).is_auto();
        item.auto_cross_end = (cross_reversed_ ? at_start : at_end).is_auto();
    };
    const auto along = [&](float start, float end, const Length& at_start, const Length& at_end) {
        item.margin_start = reversed_ ? end : start;
        item.margin_end = reversed_ ? start : end;
        item.auto_start = (reversed_ ? at_end : at_start).is_auto();
        item.auto_end = (reversed_ ? at_start : at_end).is_auto();
    };
    if (row_) {
        item.frame = frame.horizontal(), item.cross_frame = frame.vertical();
        along(margin.left, margin.right, edges.left, edges.right);
        across(margin.top, margin.bottom, edges.top, edges.bottom);
        item.cross_is_auto = s.height.is_auto();
    } else {
        item.frame = frame.vertical(), item.cross_frame = frame.horizontal();
        along(margin.top, margin.bottom, edges.top, edges.bottom);
        across(margin.left, margin.right, edges.left, edges.right);
        item.cross_is_auto = s.width.is_auto();
    }
    return item;
}

// -- 3. Flex base sizes and hypothetical main sizes
// --------------------------------------------------------------------

void FlexLayout::find_base_size(FlexItem& item) {
    LayoutBox& child = *item.box;
    const Style& s = *child.style;
    const float percent_base = row_ ? area_.width : area_.percent_height;
    const Length& size_property = row_ ? s.width : s.height;
    const float specified = border_box_length(child, size_property, percent_base, item.frame);
    const Length used = s.flex_basis.is_auto() ? size_property : s.flex_basis;
    if (!row_) item.cross = column_item_width(item);
    // A. A definite basis.
    item.base = s.flex_basis.is_auto() ? specified : border_box_length(child, used, percent_base, item.frame);
    item.basis_is_definite = item.base >= 0;
    // B. to E.
    if (item.base < 0) item.base = content_size(item, used);
    // Limits; an automatic minimum is not zero, or content would be crushed.
    const Length& min = row_ ? s.min_width : s.min_height;
    const Length& max = row_ ? s.max_width : s.max_height;
    const auto limit = [&](const Length& length) {
        if (!length.is_intrinsic()) return border_box_length(child, length, percent_base, item.frame);
        return row_ ? border_box_width(child, length, area_.width, item.frame) : contents_height(item);
    };
    const float most = limit(max);
    item.max = most < 0 ? largest_length : std::max(most, item.frame);
    if (min.is_auto()) item.min = child.clips() ? item.frame : std::min(automatic_minimum(item, specified), item.max);
    else item.min = std::max(item.frame, limit(min));
    item.hypothetical = std::max(item.min, std::min(item.base, item.max));
}

float FlexLayout::content_size(FlexItem& item, Length used) {
    LayoutBox& child = *item.box;
    // B. By the ratio from a definite cross size.
    if (child.style->aspect_ratio > 0) {
        const PixelEdges frame = frame_of(child, area_.width);
        const float cross = row_ ? definite_cross(item) : item.cross;
        if (cross >= 0) return row_ ? width_by_ratio(child, cross, frame) : height_by_ratio(child, cross, frame);
    }
    // E. The size of its contents.
    if (!row_) return contents_height(item);
    find_intrinsic_widths(child);
    if (used.unit == LengthUnit::min_content) return child.min_content;
    if (used.unit == LengthUnit::fit_content)
        return fitting_width(child, area_.width - item.margin_start - item.margin_end);
    if (used.unit != LengthUnit::max_content && has_columns(child)) {
        const float height = definite_cross(item);
        if (height >= 0)
            return std::max(child.min_content,
                            janklab::width_of_columns(child, height - item.cross_frame) + item.frame);
    }
    return child.max_content;
}

/// https://drafts.csswg.org/css-flexbox-1/#min-size-auto: the smaller of what is specified and what the contents need.
float FlexLayout::automatic_minimum(const FlexItem& item, float specified) {
    LayoutBox& child = *item.box;
    float contents = item.frame;
    if (row_) {
        find_intrinsic_widths(child);
        contents = child.min_content;
    } else if (specified >= 0 && specified <= item.frame) {
        return item.frame;
    } else {
        contents = contents_height(item);
    }
    if (child.style->aspect_ratio > 0) {
        // Definite limits across, seen through the ratio.
        const Style& s = *child.style;
        const PixelEdges frame = frame_of(child, area_.width);
        const auto through = [&](const Length& length) {
            const float base = row_ ? area_.percent_height : area_.width;
            const float across = border_box_length(child, length, base, item.cross_frame);
            if (across < 0) return indefinite;
            return row_ ? width_by_ratio(child, across, frame) : height_by_ratio(child, across, frame);
        };
        if (const float most = through(row_ ? s.max_height : s.max_width); most >= 0)
            contents = std::min(contents, most);
        contents = std::max(contents, through(row_ ? s.min_height : s.min_width));
    }
    return std::max(item.frame, specified >= 0 ? std::min(specified, contents) : contents);
}

/// The item's cross size where it is known before the line is: by its style, or because it fills a definite container.
float FlexLayout::definite_cross(const FlexItem& item) const {
    LayoutBox& child = *item.box;
    const Style& s = *child.style;
    if (!row_) return item.cross;
    float cross = border_box_length(child, s.height, area_.percent_height, item.cross_frame);
    if (cross < 0 && item.stretches() && !wraps_ && available_cross_ >= 0) {
        cross = std::max(0.f, available_cross_ - item.cross_margin_start - item.cross_margin_end);
    }
    return cross < 0 ? indefinite : within_heights(child, cross, area_.percent_height, item.cross_frame);
}

float FlexLayout::contents_height(const FlexItem& item) {
    if (!item.box->first_child && !item.box->paragraph) return item.frame;
    BoxConstraints constraints{.available_width = area_.width, .percent_height = area_.percent_height};
    constraints.width = item.cross;
    constraints.contents_only = true;
    return layout_box(*item.box, constraints, Pass::measure).height;
}

/// In a column of one line, an automatic width that is to be stretched is known from the start.
float FlexLayout::column_item_width(const FlexItem& item) const {
    LayoutBox& child = *item.box;
    if (widths_are_intrinsic_) return width_contribution(child).max - item.cross_margin_start - item.cross_margin_end;
    float width = border_box_width(child, child.style->width, area_.width, item.cross_frame);
    if (width < 0) {
        const float room = std::max(0.f, area_.width - item.cross_margin_start - item.cross_margin_end);
        const float height = child.style->aspect_ratio > 0 && !(item.stretches() && !wraps_)
                                 ? border_box_length(child, child.style->height, area_.percent_height, item.frame)
                                 : indefinite;
        if (height >= 0)
            width = width_by_ratio(child, within_heights(child, height, area_.percent_height, item.frame),
                                   frame_of(child, area_.width));
        else width = !wraps_ && item.stretches() ? room : fitting_width(child, room);
    }
    return within_widths(child, width, area_.width, item.cross_frame);
}

}  // namespace janklab
