// SPDX-License-Identifier: MIT
// The flex layout algorithm, numbered as in https://drafts.csswg.org/css-flexbox-1/#layout-algorithm. Sizes of items are
// of their border boxes. Deviations: no `order`, no baselines (start instead), no visibility: collapse, no wrap-reverse;
// an item's percentage width counts as auto while the container sizes itself by its contents.
#include <algorithm>
#include <span>

#include "layout/box_layout.h"
#include "layout/flex_line.h"
#include "layout/layout_tree.h"

namespace janklab {
namespace {

/// One container's run of the algorithm. Items and lines lie on the tree's stacks, from `first_item_` and `first_line_`
/// on: laying out an item may grow the stacks, so they are reached by index only.
class FlexLayout {
  public:
    FlexLayout(LayoutBox& box, const ContentArea& area, Pass pass)
        : tree_(*box.tree), box_(box), style_(*box.style), area_(area), pass_(pass),
          row_(style_.flex_direction == FlexDirection::row || style_.flex_direction == FlexDirection::row_reverse),
          reversed_(style_.flex_direction == FlexDirection::row_reverse ||
                    style_.flex_direction == FlexDirection::column_reverse),
          wraps_(style_.flex_wrap == FlexWrap::wrap),
          first_item_(tree_.flex_items.size()), first_line_(tree_.flex_lines.size()) {}

    float run() {
        find_available_space();           // step 2
        collect_items();                  // steps 1 and 3
        collect_lines();                  // step 5
        find_main_size();                 // step 4, for columns, whose main size is that of the lines
        for (std::size_t i = 0; i < line_count(); ++i) {  // step 6
            resolve_flexible_lengths(line_items(i), line(i), main_size_, gap_main_);
        }
        find_cross_sizes_of_items();      // step 7
        find_cross_sizes_of_lines();      // steps 8 and 9
        const float cross = find_cross_size();  // step 15
        if (pass_ == Pass::arrange) {
            stretch_items();              // step 11
            align_along_main_axis();      // step 12
            align_lines(cross);           // step 16
            place_items();                // steps 13 and 14
        }
        const float height = row_ ? cross : main_size_;
        tree_.flex_items.resize(first_item_);
        tree_.flex_lines.resize(first_line_);
        return height;
    }

  private:
    FlexItem& item(std::size_t index) { return tree_.flex_items[first_item_ + index]; }
    FlexLine& line(std::size_t index) { return tree_.flex_lines[first_line_ + index]; }
    std::size_t item_count() const { return tree_.flex_items.size() - first_item_; }
    std::size_t line_count() const { return tree_.flex_lines.size() - first_line_; }
    std::span<FlexItem> line_items(std::size_t index) {
        return {tree_.flex_items.data() + first_item_ + line(index).first, line(index).count};
    }

    void find_available_space();
    void collect_items();
    FlexItem describe(LayoutBox& child);
    void find_base_size(std::size_t index);
    static bool stretches(const FlexItem& item) {
        return item.align == Align::stretch && item.cross_is_auto && !item.auto_cross_start && !item.auto_cross_end;
    }
    float automatic_minimum(const FlexItem& item, float specified);
    float contents_height(const FlexItem& item);
    float column_item_width(const FlexItem& item);
    void collect_lines();
    void find_main_size();
    void find_cross_sizes_of_items();
    void find_cross_sizes_of_lines();
    float find_cross_size();
    void stretch_items();
    void align_along_main_axis();
    void align_lines(float cross);
    void place_items();
    BoxConstraints item_constraints(const FlexItem& item) const;

    LayoutTree& tree_;
    LayoutBox& box_;
    const Style& style_;
    const ContentArea& area_;
    const Pass pass_;
    const bool row_, reversed_, wraps_;
    const std::size_t first_item_, first_line_;
    float available_main_ = indefinite, available_cross_ = indefinite;
    float gap_main_ = 0, gap_cross_ = 0;
    float main_size_ = 0;
};

// -- 2. Available main and cross space ---------------------------------------------------------------------------------

void FlexLayout::find_available_space() {
    available_main_ = row_ ? area_.width : area_.height;
    available_cross_ = row_ ? area_.height : area_.width;
    const auto gap = [&](float base) { return style_.gap.is_auto() ? 0 : std::max(0.f, style_.gap.resolve(std::max(0.f, base))); };
    gap_main_ = gap(available_main_);
    gap_cross_ = gap(available_cross_);
    main_size_ = available_main_;
}

// -- 1. and 3. Items, their flex base sizes and hypothetical main sizes ------------------------------------------------

void FlexLayout::collect_items() {
    for (LayoutBox* child = box_.first_child; child; child = child->next) {
        if (child->is_absolute()) continue;
        tree_.flex_items.push_back(describe(*child));
        find_base_size(item_count() - 1);
    }
}

FlexItem FlexLayout::describe(LayoutBox& child) {
    const Style& s = *child.style;
    FlexItem item;
    item.box = &child;
    item.grow = s.flex_grow;
    item.shrink = s.flex_shrink;
    item.align = s.align_self == Align::automatic ? style_.align_items : s.align_self;
    const PixelEdges frame = frame_of(child, area_.width);
    const PixelEdges margin = margin_of(child, area_.width);
    const Edges& edges = s.margin;
    if (row_) {
        item.frame = frame.horizontal();
        item.margin_start = margin.left, item.margin_end = margin.right;
        item.cross_margin_start = margin.top, item.cross_margin_end = margin.bottom;
        item.auto_start = edges.left.is_auto(), item.auto_end = edges.right.is_auto();
        item.auto_cross_start = edges.top.is_auto(), item.auto_cross_end = edges.bottom.is_auto();
        item.cross_is_auto = s.height.is_auto() || (s.height.is_percent() && area_.percent_height < 0);
    } else {
        item.frame = frame.vertical();
        item.margin_start = margin.top, item.margin_end = margin.bottom;
        item.cross_margin_start = margin.left, item.cross_margin_end = margin.right;
        item.auto_start = edges.top.is_auto(), item.auto_end = edges.bottom.is_auto();
        item.auto_cross_start = edges.left.is_auto(), item.auto_cross_end = edges.right.is_auto();
        item.cross_is_auto = s.width.is_auto();
    }
    if (reversed_) {
        std::swap(item.margin_start, item.margin_end);
        std::swap(item.auto_start, item.auto_end);
    }
    return item;
}

void FlexLayout::find_base_size(std::size_t index) {
    FlexItem found = item(index);
    LayoutBox& child = *found.box;
    const Style& s = *child.style;
    const float percent_base = row_ ? area_.width : area_.percent_height;
    // A. A definite basis; `auto` is the main size property.
    const Length size_property = row_ ? s.width : s.height;
    const float specified = border_box_length(child, size_property, percent_base, found.frame);
    found.base = border_box_length(child, s.flex_basis, percent_base, found.frame);
    if (found.base < 0 && s.flex_basis.is_auto()) found.base = specified;
    // E. Otherwise the size of its contents.
    if (!row_ && found.cross_is_auto) found.cross = column_item_width(found);
    if (found.base < 0 && row_) {
        find_intrinsic_widths(child);
        found.base = child.max_content;
    } else if (found.base < 0) {
        found.base = contents_height(found);
    }
    // Limits; an automatic minimum is not zero, or content would be crushed.
    const Length min = row_ ? s.min_width : s.min_height, max = row_ ? s.max_width : s.max_height;
    const float most = border_box_length(child, max, percent_base, found.frame);
    found.max = most < 0 ? largest_length : std::max(most, found.frame);
    if (min.is_auto()) {
        found.min = child.clips() ? found.frame : std::min(automatic_minimum(found, specified), found.max);
    } else {
        found.min = std::max(found.frame, border_box_length(child, min, percent_base, found.frame));
    }
    found.hypothetical = std::max(found.min, std::min(found.base, found.max));
    item(index) = found;
}

/// https://drafts.csswg.org/css-flexbox-1/#min-size-auto: the smaller of what is specified and what the contents need.
float FlexLayout::automatic_minimum(const FlexItem& item, float specified) {
    float contents;
    if (row_) {
        find_intrinsic_widths(*item.box);
        contents = item.box->min_content;
    } else if (specified >= 0 && specified <= item.frame) {
        return item.frame;
    } else {
        contents = contents_height(item);
    }
    return std::max(item.frame, specified >= 0 ? std::min(specified, contents) : contents);
}

float FlexLayout::contents_height(const FlexItem& item) {
    if (!item.box->first_child && !item.box->paragraph) return item.frame;
    BoxConstraints constraints = item_constraints(item);
    constraints.height = indefinite;
    constraints.contents_only = true;
    return layout_box(*item.box, constraints, Pass::measure).height;
}

/// In a column of one line, an automatic width that is to be stretched is known from the start.
float FlexLayout::column_item_width(const FlexItem& item) {
    const Style& s = *item.box->style;
    const float room = std::max(0.f, area_.width - item.cross_margin_start - item.cross_margin_end);
    float width = room;
    if (wraps_ || !stretches(item)) {
        find_intrinsic_widths(*item.box);
        width = std::min(std::max(item.box->min_content, room), item.box->max_content);
    }
    return within(*item.box, width, s.min_width, s.max_width, area_.width, frame_of(*item.box, area_.width).horizontal());
}

BoxConstraints FlexLayout::item_constraints(const FlexItem& item) const {
    BoxConstraints constraints{.available_width = area_.width, .percent_height = area_.percent_height};
    if (row_) constraints.width = item.target;
    else if (item.cross_is_auto) constraints.width = item.cross;
    return constraints;
}

// -- 5. Lines ----------------------------------------------------------------------------------------------------------

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

// -- 4. The container's main size --------------------------------------------------------------------------------------

void FlexLayout::find_main_size() {
    if (main_size_ >= 0) return;
    main_size_ = 0;
    for (std::size_t i = 0; i < line_count(); ++i) main_size_ = std::max(main_size_, line(i).used);
    main_size_ = std::max(area_.min_height, std::min(main_size_, area_.max_height));
}

// -- 7. Hypothetical cross sizes ---------------------------------------------------------------------------------------

void FlexLayout::find_cross_sizes_of_items() {
    for (std::size_t i = 0; i < item_count(); ++i) {
        FlexItem found = item(i);
        const Style& s = *found.box->style;
        if (row_) {
            // What will be stretched to a known size needs no measuring.
            if (!wraps_ && available_cross_ >= 0 && stretches(found)) continue;
            found.cross = layout_box(*found.box, item_constraints(found), Pass::measure).height;
        } else if (!found.cross_is_auto) {
            const float frame = frame_of(*found.box, area_.width).horizontal();
            found.cross = within(*found.box, border_box_length(*found.box, s.width, area_.width, frame), s.min_width,
                                 s.max_width, area_.width, frame);
        }
        item(i).cross = found.cross;
    }
}

// -- 8. and 9. Cross sizes of the lines --------------------------------------------------------------------------------

void FlexLayout::find_cross_sizes_of_lines() {
    // 8. One line takes the container's size where that is definite; else the largest outer cross size.
    if (!wraps_ && available_cross_ >= 0) {
        line(0).cross = available_cross_;
        return;
    }
    float sum = gap_cross_ * static_cast<float>(line_count() - 1);
    for (std::size_t i = 0; i < line_count(); ++i) {
        float largest = 0;
        for (const FlexItem& one : line_items(i)) largest = std::max(largest, one.outer_cross());
        line(i).cross = largest;
        sum += largest;
    }
    if (!wraps_ && row_) line(0).cross = std::max(area_.min_height, std::min(line(0).cross, area_.max_height));
    // 9. align-content: stretch shares what is left.
    const float least = available_cross_ >= 0 ? available_cross_ : row_ ? area_.min_height : 0;
    const bool stretches = style_.align_content == Align::stretch || style_.align_content == Align::automatic;
    if (wraps_ && stretches && least > sum) {
        const float share = (least - sum) / static_cast<float>(line_count());
        for (std::size_t i = 0; i < line_count(); ++i) line(i).cross += share;
    }
}

// -- 11. Used cross sizes; the contents are laid out with them ---------------------------------------------------------

void FlexLayout::stretch_items() {
    for (std::size_t l = 0; l < line_count(); ++l) {
        const FlexLine of = line(l);
        for (std::size_t i = of.first; i < of.first + of.count; ++i) {
            FlexItem found = item(i);
            const Style& s = *found.box->style;
            if (stretches(found)) {
                const PixelEdges frame = frame_of(*found.box, area_.width);
                const float room = of.cross - found.cross_margin_start - found.cross_margin_end;
                found.cross = row_ ? within(*found.box, room, s.min_height, s.max_height, area_.percent_height, frame.vertical())
                                   : within(*found.box, room, s.min_width, s.max_width, area_.width, frame.horizontal());
            }
            BoxConstraints constraints = item_constraints(found);
            if (row_ && stretches(found)) constraints.height = found.cross;
            if (!row_) {
                constraints.width = found.cross;
                constraints.height = found.target;
                // Flexed heights are definite where the container's is.
                constraints.height_is_definite = area_.percent_height >= 0 || s.height.is_px();
            }
            const Size size = layout_box(*found.box, constraints, Pass::arrange);
            item(i).cross = row_ ? size.height : size.width;
        }
    }
}

// -- 12. Main-axis alignment -------------------------------------------------------------------------------------------

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
        const Distribution spread = distribute(style_.justify_content, left_over, static_cast<int>(items.size()));
        float at = spread.before;
        for (FlexItem& one : items) {
            one.position = at + one.margin_start;
            at += one.outer(one.target) + gap_main_ + spread.between;
        }
    }
}

// -- 15. The container's cross size ------------------------------------------------------------------------------------

float FlexLayout::find_cross_size() {
    if (available_cross_ >= 0) return available_cross_;
    float sum = gap_cross_ * static_cast<float>(line_count() - 1);
    for (std::size_t i = 0; i < line_count(); ++i) sum += line(i).cross;
    return std::max(area_.min_height, std::min(sum, area_.max_height));
}

// -- 16. All lines -----------------------------------------------------------------------------------------------------

void FlexLayout::align_lines(float cross) {
    float sum = gap_cross_ * static_cast<float>(line_count() - 1);
    for (std::size_t i = 0; i < line_count(); ++i) sum += line(i).cross;
    const float left_over = wraps_ ? cross - sum : 0;
    float at = aligned(style_.align_content, left_over);
    for (std::size_t i = 0; i < line_count(); ++i) {
        line(i).position = at;
        at += line(i).cross + gap_cross_;
    }
}

// -- 13. and 14. Cross-axis alignment, and the rectangles --------------------------------------------------------------

void FlexLayout::place_items() {
    for (std::size_t l = 0; l < line_count(); ++l) {
        const FlexLine& of = line(l);
        for (FlexItem& one : line_items(l)) {
            const float left_over = of.cross - one.outer_cross();
            float across = of.position + one.cross_margin_start;
            if (left_over > 0 && (one.auto_cross_start || one.auto_cross_end)) {
                if (one.auto_cross_start) across += one.auto_cross_end ? left_over / 2 : left_over;
            } else if (!one.auto_cross_start && !one.auto_cross_end) {
                across += aligned(one.align, left_over);
            }
            const float along = reversed_ ? main_size_ - one.position - one.target : one.position;
            const Point moved = relative_offset(*one.box, area_);
            one.box->rect.x = area_.frame.left + (row_ ? along : across) + moved.x;
            one.box->rect.y = area_.frame.top + (row_ ? across : along) + moved.y;
        }
    }
}

}  // namespace

float layout_flex_contents(LayoutBox& box, const ContentArea& area, Pass pass) { return FlexLayout(box, area, pass).run(); }

}  // namespace janklab
