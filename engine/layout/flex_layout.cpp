// SPDX-License-Identifier: MIT
// The flex layout algorithm from step 4 on, numbered as in https://drafts.csswg.org/css-flexbox-1/#layout-algorithm.
// Deviations: no visibility: collapse (step 10); an item's percentage width counts as auto while the container sizes
// itself by its contents.
#include "layout/flex_layout.h"

#include <algorithm>
#include <vector>

#include "layout/flex_balance.h"

namespace janklab {

FlexLayout::FlexLayout(LayoutBox& box, const ContentArea& area, Pass pass)
    : tree_(box.tree()),
      box_(box),
      style_(*box.layout_style),
      area_(area),
      pass_(pass),
      row_(style_.is_row()),
      wraps_(style_.wraps()),
      flow_reversed_(style_.is_reverse()),
      reversed_(flow_reversed_ != (row_ && box.rtl)),
      lines_reversed_(style_.wraps_in_reverse()),
      cross_reversed_(lines_reversed_ != (!row_ && box.rtl)),
      first_line_(tree_.flex_lines.size()) {}

Contents FlexLayout::run() {
    find_available_space();       // 2.
    collect_items();              // 1. and 3.
    collect_lines();              // 5.
    find_main_size();             // 4., for columns, whose main size is that of the lines
    resolve_lines();              // 6.
    find_cross_sizes_of_lines();  // 7., 8., 9. and 15.
    Contents contents{.height = row_ ? cross_size_ : main_size_};
    align_lines();                                // 16.
    if (pass_ == Pass::arrange) arrange_items();  // 11. to 14.
    else if (area_.wants_baseline) contents.baseline = own_baseline();
    pop_scratch();
    return contents;
}

float FlexLayout::width_of_columns() {
    widths_are_intrinsic_ = true;
    find_available_space();
    collect_items();
    collect_lines();
    find_main_size();
    resolve_lines();
    available_cross_ = indefinite;
    find_cross_sizes_of_lines();
    const float width = sum_of_lines();
    pop_scratch();
    return width;
}

void FlexLayout::pop_scratch() {
    tree_.flex_items.pop(box_.child_count);
    tree_.flex_lines.resize(first_line_);
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

void FlexLayout::resolve_lines() {
    for (std::size_t i = 0; i < line_count(); ++i) {
        resolve_flexible_lengths(line_items(i), line(i), main_size_, gap_main_);
        if (line(i).used > main_size_) box_.has_shrunk_items = true;
    }
}

inline BoxConstraints FlexLayout::item_constraints(const FlexItem& item) const {
    BoxConstraints constraints{.available_width = area_.width, .percent_height = area_.percent_height};
    constraints.width = row_ ? item.target : item.cross;
    return constraints;
}

// -- 5. Lines
// ----------------------------------------------------------------------------------------------------------

void FlexLayout::collect_lines() {
    const std::size_t count = items_.size();
    if (!wraps_) {
        const float gaps = count > 0 ? gap_main_ * static_cast<float>(count - 1) : 0;
        tree_.flex_lines.push_back({.count = static_cast<std::uint32_t>(count), .used = hypothetical_sum_ + gaps});
        return;
    }
    const float room = available_main_ >= 0 ? available_main_ : area_.max_height;
    if (style_.is_balanced()) {
        collect_balanced_lines(room);
        return;
    }
    FlexLine next;
    for (const FlexItem& candidate : items_) {
        const float outer = candidate.outer(candidate.hypothetical());
        const float with_it = next.used + (next.count ? gap_main_ : 0) + outer;
        if (next.count > 0 && with_it > room + 0.01f) {
            tree_.flex_lines.push_back(next);
            next = {.first = next.first + next.count, .count = 1, .used = outer};
        } else {
            next.used = with_it;
            ++next.count;
        }
    }
    tree_.flex_lines.push_back(next);
}

/// https://drafts.csswg.org/css-flexbox-2/#balancing
void FlexLayout::collect_balanced_lines(float room) {
    std::vector<float> sizes;
    sizes.reserve(items_.size());
    for (const FlexItem& item : items_) sizes.push_back(item.outer(item.hypothetical()));
    FlexLine line;
    for (const std::uint32_t count : balanced_lines(sizes, gap_main_, room, box_.style->flex_line_count)) {
        line.first += line.count;
        line.count = count;
        line.used = gap_main_ * static_cast<float>(count - 1);
        for (std::uint32_t i = 0; i < count; ++i) line.used += sizes[line.first + i];
        tree_.flex_lines.push_back(line);
    }
    if (items_.empty()) tree_.flex_lines.push_back({});
}

// -- 4. The container's main size
// --------------------------------------------------------------------------------------

/// Of the container, by what is in it: within its limits; and as the border box leaves it, so that a parent who asks
/// for just that height changes nothing.
inline float FlexLayout::found_height(float of_contents) const {
    const float frame = area_.frame.vertical();
    return std::max(area_.min_height, std::min(of_contents, area_.max_height)) + frame - frame;
}

void FlexLayout::find_main_size() {
    if (main_size_ >= 0) return;
    main_size_ = 0;
    for (std::size_t i = 0; i < line_count(); ++i) main_size_ = std::max(main_size_, line(i).used);
    main_size_ = found_height(main_size_);
}

// -- 7. Hypothetical cross sizes
// ---------------------------------------------------------------------------------------

inline void FlexLayout::find_cross_size_of(FlexItem& item) {
    if (!row_) {
        find_width_of_columns(item);
        if (item.by_any_baseline()) find_baseline(item, 0);  // across a column it is the left edge
        return;
    }
    // What will be stretched to a known size needs no measuring.
    if (!wraps_ && available_cross_ >= 0 && item.stretches) return;
    if (item.is_leaf) {
        item.cross = height_of_leaf(*item.box, area_.width, area_.percent_height);
        if (item.by_any_baseline()) find_baseline(item, item.cross);
        return;
    }
    BoxConstraints constraints = item_constraints(item);
    constraints.wants_baseline = item.by_any_baseline();
    constraints.last_baseline = item.by_last_baseline;
    item.cross = layout_box(*item.box, constraints, Pass::measure).height;
    if (!constraints.wants_baseline) return;
    const float known = measured_baseline(*item.box);
    find_baseline(item, known == no_baseline ? item.cross : known);
}

/// The width of a column's item is known since step 3, but for one that follows from its height by a ratio, and for an
/// item that is columns side by side: how many depends on the height.
void FlexLayout::find_width_of_columns(FlexItem& item) {
    const LayoutStyle& s = *item.box->layout_style;
    const bool follows = (item.cross_is_auto && !(item.stretches && !wraps_)) || s.width.is_intrinsic();
    if (s.aspect_ratio > 0 && follows) {
        const float width =
            width_of_ratio(*item.box, item.target, area_.width, frame_of(*item.box, area_.width), !s.height.is_auto());
        item.cross = within_widths(*item.box, width, area_.width, cross_frame(item));
        return;
    }
    if (!has_columns(*item.box) || !item.cross_is_auto || (item.stretches && !wraps_)) return;
    const float room = std::max(0.f, width_of_line() - item.cross_margin_start - item.cross_margin_end);
    item.cross = within_widths(*item.box, fitting_column_item(item, widths_are_intrinsic_ ? largest_length : room),
                               area_.width, cross_frame(item));
}

/// As fitting_width(), now that the item's height is known.
float FlexLayout::fitting_column_item(const FlexItem& item, float room) const {
    return fitting_width(*item.box, room, area_.width, {item.target, target_is_definite(item)});
}

/// https://drafts.csswg.org/css-flexbox-1/#definite-sizes
inline bool FlexLayout::target_is_definite(const FlexItem& item) const {
    return area_.percent_height >= 0 || item.basis_is_definite;
}

/// `from_start`: from the top or the left of its border box.
void FlexLayout::find_baseline(FlexItem& item, float from_start) const {
    const bool from_bottom = cross_reversed_ != item.by_last_baseline;
    item.baseline = (item.by_last_baseline ? item.cross_margin_end : item.cross_margin_start) +
                    (from_bottom ? item.cross - from_start : from_start);
}

// -- 8., 9. and 15. Cross sizes of the lines and of the container
// --------------------------------------------------------------------------------

namespace {
/// What the items of a line that are aligned by their first baselines, or their last ones, need before and behind it.
struct SharedBaseline {
    float before = no_shared_baseline, behind = no_shared_baseline;
    void add(const FlexItem& item) {
        before = std::max(before, item.baseline);
        behind = std::max(behind, item.outer_cross() - item.baseline);
    }
    float room() const { return before == no_shared_baseline ? 0 : before + behind; }
};
}  // namespace

void FlexLayout::find_cross_sizes_of_lines() {
    float sum = gap_cross_ * static_cast<float>(line_count() - 1);
    for (std::size_t i = 0; i < line_count(); ++i) {
        float largest = 0;
        SharedBaseline first, last;
        for (FlexItem& one : line_items(i)) {
            find_cross_size_of(one);  // 7.
            largest = std::max(largest, one.outer_cross());
            if (one.by_any_baseline()) (one.by_baseline ? first : last).add(one);
        }
        line(i).baseline = first.before;
        line(i).last_baseline = last.before;
        line(i).cross = std::max({largest, first.room(), last.room()});
        sum += line(i).cross;
    }
    // 15. The container's.
    cross_size_ = available_cross_ >= 0 ? available_cross_ : row_ ? found_height(sum) : sum;
    // 8. One line takes that.
    if (!wraps_) line(0).cross = cross_size_;
    // 9. align-content: stretch shares what is left.
    if (wraps_ && style_.align_content == Align::stretch && cross_size_ > sum) {
        const float share = (cross_size_ - sum) / static_cast<float>(line_count());
        for (std::size_t i = 0; i < line_count(); ++i) line(i).cross += share;
    }
}

// -- 11. Used cross sizes
// ----------------------------------------------------------------------------------------------

inline void FlexLayout::find_used_cross_size(FlexItem& item, const FlexLine& line) const {
    const bool stretches = item.stretches;
    if (!stretches && (row_ ? !item.box->layout_style->height_limits_stretch : !wraps_)) return;
    const float room = line.cross - item.cross_margin_start - item.cross_margin_end;
    if (row_) {
        const HeightRoom heights{.percent_height = area_.percent_height,
                                 .available_width = area_.width,
                                 .width = item.target,
                                 .filled = line.cross};
        item.cross = within_heights(*item.box, stretches ? room : item.cross, heights, cross_frame(item));
    } else if (stretches) {
        item.cross = within_widths(*item.box, room, area_.width, cross_frame(item));
    } else if (item.cross_is_auto && item.box->layout_style->aspect_ratio == 0) {
        // The width of what is not stretched in a column among others: as its contents fit into the line.
        item.cross =
            within_widths(*item.box, fitting_column_item(item, std::max(0.f, room)), area_.width, cross_frame(item));
    }
}

inline BoxConstraints FlexLayout::final_constraints(const FlexItem& item) const {
    BoxConstraints constraints = item_constraints(item);
    if (row_ && (item.stretches || item.box->layout_style->height_limits_stretch)) constraints.height = item.cross;
    if (!row_) {
        constraints.height = item.target;
        // Flexed heights are definite where the container's is, or where they began as definite ones.
        constraints.height_is_definite = target_is_definite(item);
    }
    return constraints;
}

// -- 12. Main-axis alignment
// -------------------------------------------------------------------------------------------

Distribution FlexLayout::distribute_main_space(std::size_t index) {
    if (style_.justify_content == Justify::flex_start && !has_auto_margins_) return {};
    const std::span<FlexItem> items = line_items(index);
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
    return distribute(resolved_justify(style_.justify_content, row_, box_.rtl), flow_reversed_, left_over,
                      static_cast<int>(items.size()));
}

// -- 13. and 14. Cross-axis alignment
// ----------------------------------------------------------------------------------

/// From the container's cross-start to the item's border box.
inline float FlexLayout::cross_position(const FlexItem& item, const FlexLine& line) const {
    const float left_over = line.cross - item.outer_cross();
    const float across = line.position + item.cross_margin_start;
    if (item.auto_cross_start || item.auto_cross_end) {
        if (left_over <= 0 || !item.auto_cross_start) return across;
        return across + (item.auto_cross_end ? left_over / 2 : left_over);
    }
    if (item.by_baseline) return across + line.baseline - item.baseline;
    if (item.by_last_baseline) return across + left_over - (line.last_baseline - item.baseline);
    return across + aligned(item.align, lines_reversed_, left_over);
}

// -- 11. to 14., item by item, and their contents and rectangles
// -------------------------------------------------------

/// Its contents; a leaf has no other size than that of the item.
inline void FlexLayout::arrange_item(FlexItem& item) {
    const BoxConstraints constraints = final_constraints(item);
    if (item.is_leaf) {
        arrange_leaf(tree_, *item.box, row_ ? Size{item.target, item.cross} : Size{item.cross, item.target},
                     constraints);
        return;
    }
    const Size size = layout_box(*item.box, constraints, Pass::arrange);
    item.cross = row_ ? size.height : size.width;
}

/// From main-start and cross-start to x and y.
inline Point FlexLayout::place_in_content(const FlexItem& item, float position, float cross_position) const {
    const float along = reversed_ ? main_size_ - position - item.target : position;
    const float across = cross_reversed_ ? cross_size_ - cross_position - item.cross : cross_position;
    return row_ ? Point{along, across} : Point{across, along};
}

void FlexLayout::arrange_items() {
    for (std::size_t l = 0; l < line_count(); ++l) {
        const Distribution spread = distribute_main_space(l);
        const FlexLine in = line(l);
        float at = spread.before;
        for (FlexItem& one : line_items(l)) {
            find_used_cross_size(one, in);
            arrange_item(one);
            const Point place = place_in_content(one, at + one.margin_start, cross_position(one, in));
            const Point moved = relative_offset(*one.box, area_);
            one.box->rect.x = area_.frame.left + place.x + moved.x;
            one.box->rect.y = area_.frame.top + place.y + moved.y;
            at += one.outer(one.target) + gap_main_ + spread.between;
        }
    }
}

// -- 16. All lines
// -----------------------------------------------------------------------------------------------------

float FlexLayout::sum_of_lines() {
    float sum = gap_cross_ * static_cast<float>(line_count() - 1);
    for (std::size_t i = 0; i < line_count(); ++i) sum += line(i).cross;
    return sum;
}

void FlexLayout::align_lines() {
    const float left_over = wraps_ ? cross_size_ - sum_of_lines() : 0;
    const Distribution spread =
        distribute_lines(style_.align_content, lines_reversed_, left_over, static_cast<int>(line_count()));
    float at = spread.before;
    for (std::size_t i = 0; i < line_count(); ++i) {
        line(i).position = at;
        at += line(i).cross + gap_cross_ + spread.between;
    }
}

// -- The container's baseline
// ------------------------------------------------------------------------------------------

/// https://drafts.csswg.org/css-flexbox-1/#flex-baselines: of the topmost line, the last one of the lowest. It is what
/// the items aligned by a baseline share, else that of the item at the start, or the end.
float FlexLayout::own_baseline() {
    if (items_.empty()) return no_baseline;
    const bool last = area_.last_baseline;
    const std::size_t index = lines_reversed_ == last ? 0 : line_count() - 1;
    if (row_) {
        const float shared = shared_baseline(line(index));
        if (shared != no_shared_baseline) return area_.frame.top + shared;
    }
    const std::span<FlexItem> items = line_items(index);
    const std::size_t chosen = last == flow_reversed_ ? 0 : items.size() - 1;
    const Distribution spread = distribute_main_space(index);
    float at = spread.before;
    for (const FlexItem& before : items.first(chosen)) at += before.outer(before.target) + gap_main_ + spread.between;
    FlexItem& one = items[chosen];
    find_used_cross_size(one, line(index));
    BoxConstraints constraints = final_constraints(one);
    constraints.wants_baseline = true;
    constraints.last_baseline = last;
    layout_box(*one.box, constraints, Pass::measure);
    const float known = measured_baseline(*one.box);
    const Point place = place_in_content(one, at + one.margin_start, cross_position(one, line(index)));
    return area_.frame.top + place.y + (known == no_baseline ? (row_ ? one.cross : one.target) : known);
}

/// From the content box's top. Who asks for the last baseline gets that of the items aligned by their last ones, if
/// there are such.
float FlexLayout::shared_baseline(const FlexLine& line) const {
    const bool has_first = line.baseline != no_shared_baseline, has_last = line.last_baseline != no_shared_baseline;
    if (!has_first && !has_last) return no_shared_baseline;
    const bool takes_last = has_last && (area_.last_baseline || !has_first);
    const float from_start = line.position + (takes_last ? line.cross - line.last_baseline : line.baseline);
    return cross_reversed_ ? cross_size_ - from_start : from_start;
}

float width_of_columns(LayoutBox& box, KnownHeight of, float available_width) {
    const PixelEdges around = frame_of(box, available_width);
    const float height = of.height < 0 ? indefinite : std::max(0.f, of.height - around.vertical());
    ContentArea area{.height = height, .percent_height = of.is_definite ? height : indefinite};
    area.frame = around;
    const float frame = around.vertical();
    if (height < 0) {
        const float own = border_box_length(box, box.layout_style->height, indefinite, frame);
        if (own >= 0) area.height = area.percent_height = within_heights(box, own, {.contents = own}, frame) - frame;
        const float most = border_box_length(box, box.layout_style->max_height, indefinite, frame);
        if (most >= 0) area.max_height = most - frame;
    }
    return FlexLayout(box, area, Pass::measure).width_of_columns();
}

Contents layout_flex_contents(LayoutBox& box, const ContentArea& area, Pass pass) {
    return FlexLayout(box, area, pass).run();
}

}  // namespace janklab
