// SPDX-License-Identifier: MIT
// The flex layout algorithm from step 4 on, numbered as in https://drafts.csswg.org/css-flexbox-1/#layout-algorithm.
// Deviations: no visibility: collapse (step 10); an item's percentage width counts as auto while the container sizes
// itself by its contents; no last baselines, no safe alignment.
#include "layout/flex_layout.h"

#include <algorithm>

namespace janklab {
namespace {

bool is_row(const Style& style) {
    return style.flex_direction == FlexDirection::row || style.flex_direction == FlexDirection::row_reverse;
}
bool is_reverse(const Style& style) {
    return style.flex_direction == FlexDirection::row_reverse || style.flex_direction == FlexDirection::column_reverse;
}

}  // namespace

bool has_columns(const LayoutBox& box) {
    return box.is_flex_container() && box.style->flex_wrap != FlexWrap::nowrap && !is_row(*box.style);
}

FlexLayout::FlexLayout(LayoutBox& box, const ContentArea& area, Pass pass)
    : tree_(*box.tree),
      box_(box),
      style_(*box.style),
      area_(area),
      pass_(pass),
      row_(is_row(style_)),
      wraps_(style_.flex_wrap != FlexWrap::nowrap),
      flow_reversed_(is_reverse(style_)),
      reversed_(flow_reversed_ != (row_ && box.rtl)),
      lines_reversed_(style_.flex_wrap == FlexWrap::wrap_reverse),
      cross_reversed_(lines_reversed_ != (!row_ && box.rtl)),
      first_item_(tree_.flex_items.size()),
      first_line_(tree_.flex_lines.size()) {}

Contents FlexLayout::run() {
    find_available_space();  // 2.
    collect_items();         // 1. and 3.
    collect_lines();         // 5.
    find_main_size();        // 4., for columns, whose main size is that of the lines
    for (std::size_t i = 0; i < line_count(); ++i) {
        resolve_flexible_lengths(line_items(i), line(i), main_size_, gap_main_);  // 6.
    }
    find_cross_sizes_of_items();            // 7.
    find_cross_sizes_of_lines();            // 8. and 9.
    const float cross = find_cross_size();  // 15.
    Contents contents{.height = row_ ? cross : main_size_};
    if (pass_ == Pass::arrange || area_.wants_baseline) {
        find_used_cross_sizes();  // 11.
        if (pass_ == Pass::arrange) arrange_items();
        align_along_main_axis();  // 12.
        align_lines(cross);       // 16.
        align_in_lines();         // 13. and 14.
        if (pass_ == Pass::arrange) place_items(cross);
        else contents.baseline = first_baseline(cross);
    }
    tree_.flex_items.resize(first_item_);
    tree_.flex_lines.resize(first_line_);
    return contents;
}

float FlexLayout::width_of_columns() {
    widths_are_intrinsic_ = true;
    find_available_space();
    collect_items();
    collect_lines();
    find_main_size();
    for (std::size_t i = 0; i < line_count(); ++i)
        resolve_flexible_lengths(line_items(i), line(i), main_size_, gap_main_);
    available_cross_ = indefinite;
    find_cross_sizes_of_items();
    find_cross_sizes_of_lines();
    const float width = sum_of_lines();
    tree_.flex_items.resize(first_item_);
    tree_.flex_lines.resize(first_line_);
    return width;
}

// -- 2. Available main and cross space
// ---------------------------------------------------------------------------------

void FlexLayout::find_available_space() {
    available_main_ = row_ ? area_.width : area_.height;
    available_cross_ = row_ ? area_.height : area_.width;
    const float columns = std::max(0.f, style_.gap.column.resolve(area_.width));
    const float rows = std::max(0.f, style_.gap.row.resolve(std::max(0.f, area_.percent_height)));
    gap_main_ = row_ ? columns : rows;
    gap_cross_ = row_ ? rows : columns;
    main_size_ = available_main_;
}

BoxConstraints FlexLayout::item_constraints(const FlexItem& item) const {
    BoxConstraints constraints{.available_width = area_.width, .percent_height = area_.percent_height};
    constraints.width = row_ ? item.target : item.cross;
    return constraints;
}

// -- 5. Lines
// ----------------------------------------------------------------------------------------------------------

void FlexLayout::collect_lines() {
    const std::size_t count = item_count();
    const float room = available_main_ >= 0 ? available_main_ : area_.max_height;
    std::size_t first = 0;
    while (first < count || line_count() == 0) {
        FlexLine next{.first = static_cast<std::uint32_t>(first)};
        for (std::size_t i = first; i < count; ++i) {
            const FlexItem& candidate = item(i);
            const float with_it = next.used + (next.count ? gap_main_ : 0) + candidate.outer(candidate.hypothetical);
            if (wraps_ && next.count > 0 && with_it > room + 0.01f) break;
            next.used = with_it;
            ++next.count;
        }
        first += next.count;
        tree_.flex_lines.push_back(next);
    }
}

// -- 4. The container's main size
// --------------------------------------------------------------------------------------

void FlexLayout::find_main_size() {
    if (main_size_ >= 0) return;
    main_size_ = 0;
    for (std::size_t i = 0; i < line_count(); ++i) main_size_ = std::max(main_size_, line(i).used);
    main_size_ = std::max(area_.min_height, std::min(main_size_, area_.max_height));
}

// -- 7. Hypothetical cross sizes
// ---------------------------------------------------------------------------------------

void FlexLayout::find_cross_sizes_of_items() {
    if (!row_) {
        find_widths_of_columns();
        for (std::size_t i = 0; i < item_count(); ++i) {
            if (item(i).by_baseline()) find_baseline(item(i), 0);  // across a column it is the left edge
        }
        return;
    }
    for (std::size_t i = 0; i < item_count(); ++i) {
        // What will be stretched to a known size needs no measuring.
        if (!wraps_ && available_cross_ >= 0 && item(i).stretches()) continue;
        BoxConstraints constraints = item_constraints(item(i));
        constraints.wants_baseline = item(i).by_baseline();
        const float height = layout_box(*item(i).box, constraints, Pass::measure).height;
        item(i).cross = height;  // not in one line: laying out may move the items
        if (!item(i).by_baseline()) continue;
        layout_box(*item(i).box, constraints, Pass::measure);
        const float known = item(i).box->measured_baseline;
        find_baseline(item(i), known == no_baseline ? height : known);
    }
}

/// The widths of a column's items are known since step 3, but for items that are columns side by side: how many depends
/// on the height.
void FlexLayout::find_widths_of_columns() {
    for (std::size_t i = 0; i < item_count(); ++i) {
        FlexItem found = item(i);
        if (!has_columns(*found.box) || !found.cross_is_auto || (found.stretches() && !wraps_)) continue;
        const float room = std::max(0.f, area_.width - found.cross_margin_start - found.cross_margin_end);
        found.cross = within_widths(*found.box, fits_columns(found, widths_are_intrinsic_ ? largest_length : room),
                                    area_.width, found.cross_frame);
        item(i) = found;
    }
}

/// As fitting_width(), now that the item's height is known.
float FlexLayout::fits_columns(const FlexItem& item, float room) const {
    LayoutBox& child = *item.box;
    if (!has_columns(child)) return fitting_width(child, room);
    find_intrinsic_widths(child);
    const float columns = janklab::width_of_columns(child, std::max(0.f, item.target - item.frame)) + item.cross_frame;
    return std::min(std::max(child.min_content, room), std::max(columns, child.min_content));
}

/// `from_start`: from the top or the left of its border box.
void FlexLayout::find_baseline(FlexItem& item, float from_start) const {
    item.baseline = item.cross_margin_start + (cross_reversed_ ? item.cross - from_start : from_start);
}

// -- 8. and 9. Cross sizes of the lines
// --------------------------------------------------------------------------------

void FlexLayout::find_cross_sizes_of_lines() {
    float sum = gap_cross_ * static_cast<float>(line_count() - 1);
    for (std::size_t i = 0; i < line_count(); ++i) {
        float largest = 0, ascent = 0, descent = -largest_length;
        for (const FlexItem& one : line_items(i)) {
            largest = std::max(largest, one.outer_cross());
            if (!one.by_baseline()) continue;
            ascent = descent == -largest_length ? one.baseline : std::max(ascent, one.baseline);
            descent = std::max(descent, one.outer_cross() - one.baseline);
        }
        line(i).baseline = ascent;
        line(i).cross = std::max(largest, descent == -largest_length ? 0 : ascent + descent);
        sum += line(i).cross;
    }
    // 8. One line takes the container's size where that is definite, and is within its limits where not.
    if (!wraps_) {
        if (available_cross_ >= 0) line(0).cross = available_cross_;
        else line(0).cross = std::max(area_.min_height, std::min(line(0).cross, area_.max_height));
        return;
    }
    // 9. align-content: stretch shares what is left.
    const float least = available_cross_ >= 0 ? available_cross_ : area_.min_height;
    if (style_.align_content == Align::stretch && least > sum) {
        const float share = (least - sum) / static_cast<float>(line_count());
        for (std::size_t i = 0; i < line_count(); ++i) line(i).cross += share;
    }
}

// -- 11. Used cross sizes
// ----------------------------------------------------------------------------------------------

void FlexLayout::find_used_cross_sizes() {
    for (std::size_t l = 0; l < line_count(); ++l) {
        for (FlexItem& one : line_items(l)) {
            if (!one.stretches() && (row_ || !wraps_)) continue;
            const float room = line(l).cross - one.cross_margin_start - one.cross_margin_end;
            // The width of what is not stretched in a column among others: as its contents fit into the line.
            if (!one.stretches()) {
                if (one.cross_is_auto && one.box->style->aspect_ratio == 0) {
                    const float width = fits_columns(one, std::max(0.f, room));
                    one.cross = within_widths(*one.box, width, area_.width, one.cross_frame);
                }
                continue;
            }
            one.cross = row_ ? within_heights(*one.box, room, area_.percent_height, one.cross_frame)
                             : within_widths(*one.box, room, area_.width, one.cross_frame);
        }
    }
}

BoxConstraints FlexLayout::final_constraints(const FlexItem& item) const {
    BoxConstraints constraints = item_constraints(item);
    if (row_ && item.stretches()) constraints.height = item.cross;
    if (!row_) {
        constraints.height = item.target;
        // Flexed heights are definite where the container's is, or where they began as definite ones.
        constraints.height_is_definite = area_.percent_height >= 0 || item.basis_is_definite;
    }
    return constraints;
}

/// The contents of the items, with their used sizes.
void FlexLayout::arrange_items() {
    for (std::size_t i = 0; i < item_count(); ++i) {
        const BoxConstraints constraints = final_constraints(item(i));
        const Size size = layout_box(*item(i).box, constraints, Pass::arrange);
        item(i).cross = row_ ? size.height : size.width;
    }
}

// -- 12. Main-axis alignment
// -------------------------------------------------------------------------------------------

void FlexLayout::align_along_main_axis() {
    for (std::size_t l = 0; l < line_count(); ++l) {
        const std::span<FlexItem> items = line_items(l);
        float used = gap_main_ * static_cast<float>(items.empty() ? 0 : items.size() - 1);
        int auto_margins = 0;
        for (const FlexItem& one : items) {
            used += one.outer(one.target);
            auto_margins += one.auto_start + one.auto_end;
        }
        float left_over = main_size_ - used;
        if (auto_margins > 0 && left_over > 0) {
            const float share = left_over / static_cast<float>(auto_margins);
            for (FlexItem& one : items) {
                if (one.auto_start) one.margin_start = share;
                if (one.auto_end) one.margin_end = share;
            }
            left_over = 0;
        }
        const Distribution spread =
            distribute(style_.justify_content, flow_reversed_, left_over, static_cast<int>(items.size()));
        float at = spread.before;
        for (FlexItem& one : items) {
            one.position = at + one.margin_start;
            at += one.outer(one.target) + gap_main_ + spread.between;
        }
    }
}

// -- 15. The container's cross size
// ------------------------------------------------------------------------------------

float FlexLayout::sum_of_lines() {
    float sum = gap_cross_ * static_cast<float>(line_count() - 1);
    for (std::size_t i = 0; i < line_count(); ++i) sum += line(i).cross;
    return sum;
}

float FlexLayout::find_cross_size() {
    if (available_cross_ >= 0) return available_cross_;
    return std::max(area_.min_height, std::min(sum_of_lines(), area_.max_height));
}

// -- 16. All lines
// -----------------------------------------------------------------------------------------------------

void FlexLayout::align_lines(float cross) {
    const float left_over = wraps_ ? cross - sum_of_lines() : 0;
    const Distribution spread =
        distribute_lines(style_.align_content, lines_reversed_, left_over, static_cast<int>(line_count()));
    float at = spread.before;
    for (std::size_t i = 0; i < line_count(); ++i) {
        line(i).position = at;
        at += line(i).cross + gap_cross_ + spread.between;
    }
}

// -- 13. and 14. Cross-axis alignment
// ----------------------------------------------------------------------------------

void FlexLayout::align_in_lines() {
    for (std::size_t l = 0; l < line_count(); ++l) {
        const FlexLine& of = line(l);
        for (FlexItem& one : line_items(l)) {
            const float left_over = of.cross - one.outer_cross();
            float across = of.position + one.cross_margin_start;
            if (one.auto_cross_start || one.auto_cross_end) {
                if (left_over > 0 && one.auto_cross_start) across += one.auto_cross_end ? left_over / 2 : left_over;
            } else if (one.by_baseline()) {
                across += of.baseline - one.baseline;
            } else {
                across += aligned(one.align, lines_reversed_, left_over);
            }
            one.cross_position = across;
        }
    }
}

// -- The rectangles
// ----------------------------------------------------------------------------------------------------

void FlexLayout::place_items(float cross) {
    for (std::size_t i = 0; i < item_count(); ++i) {
        const FlexItem& one = item(i);
        const float along = reversed_ ? main_size_ - one.position - one.target : one.position;
        const float across = cross_reversed_ ? cross - one.cross_position - one.cross : one.cross_position;
        const Point moved = relative_offset(*one.box, area_);
        one.box->rect.x = area_.frame.left + (row_ ? along : across) + moved.x;
        one.box->rect.y = area_.frame.top + (row_ ? across : along) + moved.y;
    }
}

/// https://drafts.csswg.org/css-flexbox-1/#flex-baselines
float FlexLayout::first_baseline(float cross) {
    if (item_count() == 0) return no_baseline;
    // Of the topmost line: the first item aligned by its baseline, else the first item; in a column the topmost.
    const FlexLine& topmost = line(lines_reversed_ ? line_count() - 1 : 0);
    std::size_t chosen = topmost.first + (!row_ && flow_reversed_ ? topmost.count - 1 : 0);
    for (std::size_t i = 0; row_ && i < topmost.count; ++i) {
        if (!item(topmost.first + i).by_baseline()) continue;
        chosen = topmost.first + i;
        break;
    }
    const FlexItem one = item(chosen);
    BoxConstraints constraints = final_constraints(one);
    constraints.wants_baseline = true;
    layout_box(*one.box, constraints, Pass::measure);
    const float height = row_ ? one.cross : one.target;
    const float inside = one.box->measured_baseline == no_baseline ? height : one.box->measured_baseline;
    const float along = reversed_ ? main_size_ - one.position - one.target : one.position;
    const float across = cross_reversed_ ? cross - one.cross_position - one.cross : one.cross_position;
    return area_.frame.top + (row_ ? across : along) + inside;
}

float width_of_columns(LayoutBox& box, float height) {
    ContentArea area{.height = height, .percent_height = height};
    area.frame = frame_of(box, 0);
    const float frame = area.frame.vertical();
    if (height < 0) {
        const float own = border_box_length(box, box.style->height, indefinite, frame);
        if (own >= 0) area.height = area.percent_height = within_heights(box, own, indefinite, frame) - frame;
        const float most = border_box_length(box, box.style->max_height, indefinite, frame);
        if (most >= 0) area.max_height = most - frame;
    }
    return FlexLayout(box, area, Pass::measure).width_of_columns();
}

Contents layout_flex_contents(LayoutBox& box, const ContentArea& area, Pass pass) {
    return FlexLayout(box, area, pass).run();
}

}  // namespace janklab
