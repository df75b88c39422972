// SPDX-License-Identifier: MIT
// Steps 1 and 3 of the flex algorithm: what the items are, their flex base sizes, limits and hypothetical main sizes.
// https://drafts.csswg.org/css-flexbox-1/#line-sizing
#include <algorithm>
#include <utility>

#include "layout/flex_layout.h"

namespace janklab {

// -- 1. Items; the list of boxes is in the order of `order` already
// ----------------------------------------------------

inline void FlexLayout::describe(LayoutBox& child, FlexItem& item) {
    const LayoutStyle& s = *child.layout_style;
    const PixelEdges frame = frame_of(child, area_.width);
    const PixelEdges margin = margin_of(child, area_.width);
    const Alignment<Align> align = resolved_align(
        s.align_self.keyword == Align::automatic ? style_.align_items : s.align_self, !row_ && child.rtl != box_.rtl);
    const Align keyword = align.keyword;
    // https://drafts.csswg.org/css-sizing-4/#stretch-fit-sizing: whatever the alignment is.
    const bool fills_line = row_ && s.height.is_stretch();
    const bool cross_is_auto =
        row_ ? s.height.is_auto() || (fills_line && area_.percent_height < 0) : s.width.is_auto();
    item = {.box = &child,
            .frame = row_ ? frame.horizontal() : frame.vertical(),
            .grow = s.flex_grow,
            .shrink = s.flex_shrink,
            .margin_start = row_ ? margin.left : margin.top,
            .margin_end = row_ ? margin.right : margin.bottom,
            .cross_margin_start = row_ ? margin.top : margin.left,
            .cross_margin_end = row_ ? margin.bottom : margin.right,
            .align = align,
            .is_leaf = is_leaf_item(child),
            .stretches = (keyword == Align::stretch && cross_is_auto) || fills_line,
            .by_baseline = keyword == Align::baseline,
            .by_last_baseline = keyword == Align::last_baseline,
            .cross_is_auto = cross_is_auto};
    if (reversed_) std::swap(item.margin_start, item.margin_end);
    if (cross_reversed_) std::swap(item.cross_margin_start, item.cross_margin_end);
    if (s.margin_has_auto) note_auto_margins(item);
}

/// Those across take the place of align-self.
void FlexLayout::note_auto_margins(FlexItem& item) {
    const Edges& edges = item.box->style->margin;
    const Length& start = row_ ? edges.left : edges.top;
    const Length& end = row_ ? edges.right : edges.bottom;
    const Length& cross_start = row_ ? edges.top : edges.left;
    const Length& cross_end = row_ ? edges.bottom : edges.right;
    item.auto_start = (reversed_ ? end : start).is_auto();
    item.auto_end = (reversed_ ? start : end).is_auto();
    item.auto_cross_start = (cross_reversed_ ? cross_end : cross_start).is_auto();
    item.auto_cross_end = (cross_reversed_ ? cross_start : cross_end).is_auto();
    has_auto_margins_ = has_auto_margins_ || item.auto_start || item.auto_end;
    if (!item.auto_cross_start && !item.auto_cross_end) return;
    item.stretches = row_ && item.box->layout_style->height.is_stretch();
    item.by_baseline = item.by_last_baseline = false;
}

// -- 3. Flex base sizes and hypothetical main sizes
// --------------------------------------------------------------------

inline void FlexLayout::find_base_size(FlexItem& item) {
    LayoutBox& child = *item.box;
    const LayoutStyle& s = *child.layout_style;
    const Length& size_property = row_ ? s.width : s.height;
    if (!row_) item.cross = column_item_width(item);
    const float specified = definite_main(item, size_property);
    // A. A definite basis.
    const Length& used = s.flex_basis.is_auto() ? size_property : s.flex_basis;
    item.base = s.flex_basis.is_auto() ? specified : definite_main(item, used);
    // What follows from a ratio does not come from the contents.
    item.basis_is_definite = item.base >= 0 || (!row_ && s.aspect_ratio > 0 && used.is_auto());
    // B. to E.
    const bool nothing_in_it = item.is_leaf && !s.frame_has_percent;
    if (item.base < 0) item.base = nothing_in_it ? item.frame : content_size(item, used);
    // Limits; an automatic minimum is not zero, or content would be crushed.
    const Length& min = row_ ? s.min_width : s.min_height;
    const Length& max = row_ ? s.max_width : s.max_height;
    const float most = max.is_auto() ? indefinite : main_limit(item, max);
    item.max = most < 0 ? largest_length : std::min(std::max(most, item.frame), largest_length);
    if (!min.is_auto()) item.min = std::max(item.frame, main_least(item, min));
    else if (nothing_in_it || s.clips) item.min = item.frame;
    else item.min = std::min(automatic_minimum(item, specified), item.max);
    item.min = std::min(item.min, largest_length);
}

/// Of the style, as a border-box size; indefinite if it is none.
float FlexLayout::main_limit(const FlexItem& item, const Length& length) {
    return row_ ? border_box_width(*item.box, length, area_.width, item.frame)
                : border_box_height(*item.box, length, height_room(item.cross), item.frame);
}

/// Likewise of a minimum.
float FlexLayout::main_least(const FlexItem& item, const Length& length) {
    return row_ ? main_limit(item, length) : least_height(*item.box, height_room(item.cross), item.frame);
}

/// Likewise; indefinite also where it is that of the contents.
inline float FlexLayout::definite_main(const FlexItem& item, const Length& length) {
    if (length.is_stretch()) return main_limit(item, length);
    return border_box_length(*item.box, length, row_ ? area_.width : area_.percent_height, item.frame);
}

float FlexLayout::content_size(const FlexItem& item, const Length& used) {
    LayoutBox& child = *item.box;
    // B. By the ratio from a definite cross size.
    if (child.layout_style->aspect_ratio > 0) {
        const PixelEdges frame = frame_of(child, area_.width);
        const float cross = row_ ? definite_cross(item) : item.cross;
        if (cross >= 0) return row_ ? width_by_ratio(child, cross, frame) : height_by_ratio(child, cross, frame);
    }
    // E. The size of its contents.
    if (!row_) return contents_height(child, height_room(item.cross));
    const IntrinsicWidths contents = intrinsic_widths(child, area_.width);
    if (used.unit == LengthUnit::min_content) return contents.min;
    if (used.unit == LengthUnit::fit_content)
        return fitting_width(child, area_.width - item.margin_start - item.margin_end, area_.width);
    if (used.unit != LengthUnit::max_content && has_columns(child)) {
        const float height = definite_cross(item);
        if (height >= 0) return max_content_width(child, area_.width, {height});
    }
    return contents.max;
}

/// https://drafts.csswg.org/css-flexbox-1/#min-size-auto: the smaller of what is specified and what the contents need.
float FlexLayout::automatic_minimum(const FlexItem& item, float specified) {
    LayoutBox& child = *item.box;
    const LayoutStyle& s = *child.layout_style;
    const bool across_comes_from_main =
        !row_ && s.aspect_ratio > 0 && specified >= 0 && item.cross_is_auto && !(item.stretches && !wraps_);
    float contents = item.frame;
    if (row_) {
        contents = intrinsic_widths(child, area_.width).min;
    } else if (specified >= 0 && specified <= item.frame) {
        return item.frame;
    } else {
        const bool is_natural = s.replaced && across_comes_from_main;
        contents = contents_height(child, height_room(is_natural ? indefinite : item.cross));
    }
    if (s.aspect_ratio > 0) {
        // Definite limits across, seen through the ratio.
        const PixelEdges frame = frame_of(child, area_.width);
        const auto through = [&](const Length& length) {
            const float base = row_ ? area_.percent_height : area_.width;
            const float across = border_box_length(child, length, base, cross_frame(item));
            if (across < 0) return indefinite;
            return row_ ? width_by_ratio(child, across, frame) : height_by_ratio(child, across, frame);
        };
        // A known size across is seen through it, too, unless it comes from this one; the contents of a picture are
        // then as large as that.
        const float across = row_ ? definite_cross(item) : item.cross;
        const bool is_known = across >= 0 && !across_comes_from_main;
        const float by_ratio = row_ ? width_by_ratio(child, across, frame) : height_by_ratio(child, across, frame);
        if (is_known && s.replaced) contents = by_ratio;
        else if (is_known) contents = std::max(row_ ? min_content_width(child, area_.width) : contents, by_ratio);
        const float most = through(row_ ? s.max_height : s.max_width);
        if (most >= 0 && (!is_known || !row_)) contents = std::min(contents, most);
        if (is_known && row_ && s.width.is_intrinsic()) specified = by_ratio;
        contents = std::max(contents, through(row_ ? s.min_height : s.min_width));
    }
    return std::max(item.frame, specified >= 0 ? std::min(specified, contents) : contents);
}

/// The item's cross size where it is known before the line is: by its style, or because it fills a definite container.
float FlexLayout::definite_cross(const FlexItem& item) const {
    LayoutBox& child = *item.box;
    if (!row_) return item.cross;
    float cross = own_height(child, height_room(indefinite), cross_frame(item));
    const bool is_definite = available_cross_ >= 0 && area_.percent_height >= 0;
    if (cross < 0 && item.stretches && !wraps_ && is_definite) {
        cross = std::max(0.f, available_cross_ - item.cross_margin_start - item.cross_margin_end);
    }
    return cross < 0 ? indefinite : within_heights(child, cross, height_room(indefinite), cross_frame(item));
}

/// In a column of one line, an automatic width that is to be stretched is known from the start.
float FlexLayout::column_item_width(const FlexItem& item) const {
    LayoutBox& child = *item.box;
    if (widths_are_intrinsic_) return width_contribution(child).max - item.cross_margin_start - item.cross_margin_end;
    float width = border_box_width(child, child.layout_style->width, area_.width, cross_frame(item));
    if (width < 0) {
        const float room = std::max(0.f, width_of_line() - item.cross_margin_start - item.cross_margin_end);
        const float height = child.layout_style->aspect_ratio > 0 && !(item.stretches && !wraps_)
                                 ? own_height(child, height_room(indefinite), item.frame)
                                 : indefinite;
        if (height >= 0)
            width = width_by_ratio(child, within_heights(child, height, height_room(indefinite), item.frame),
                                   frame_of(child, area_.width));
        else width = !wraps_ && item.stretches ? room : fitting_width(child, room, area_.width);
    }
    return within_widths(child, width, area_.width, cross_frame(item));
}

// -- 1. and 3.
// -----------------------------------------------------------------------------------------------------------

void FlexLayout::collect_items() {
    const std::span<FlexItem> room = tree_.flex_items.push(box_.child_count);
    std::size_t count = 0;
    for (LayoutBox* child = box_.first_child; child; child = child->next) {
        if (child->is_absolute()) continue;
        FlexItem& item = room[count++];
        describe(*child, item);
        find_base_size(item);
        hypothetical_sum_ += item.outer(item.hypothetical());
    }
    items_ = room.first(count);
    tree_.stats.flex_items += static_cast<int>(count);
}

}  // namespace janklab
