// SPDX-License-Identifier: MIT
// FlexLayout: one container's run of the flex algorithm, numbered as in the standard. Steps 1 and 3 are in
// flex_items.cpp, "resolve the flexible lengths" in flex_line.cpp, balanced lines in flex_balance.cpp, everything else
// in flex_layout.cpp. Page thread.
// https://drafts.csswg.org/css-flexbox-1/#layout-algorithm
#pragma once

#include <span>

#include "layout/box_layout.h"
#include "layout/flex_line.h"
#include "layout/layout_tree.h"

namespace janklab {

/// Items and lines lie on the tree's stacks. Laying out an item may grow that of the lines, so they are reached by
/// index only.
class FlexLayout {
  public:
    FlexLayout(LayoutBox& box, const ContentArea& area, Pass pass);
    Contents run();
    /// Steps 1 to 8 with items as wide as their contents.
    float width_of_columns();

  private:
    FlexLine& line(std::size_t index) { return tree_.flex_lines[first_line_ + index]; }
    std::size_t line_count() const { return tree_.flex_lines.size() - first_line_; }
    std::span<FlexItem> line_items(std::size_t index) { return items_.subspan(line(index).first, line(index).count); }

    // -- flex_items.cpp
    void collect_items();
    void describe(LayoutBox& child, FlexItem& item);
    void note_auto_margins(FlexItem& item);
    float cross_frame(const FlexItem& item) const {
        const PixelEdges frame = frame_of(*item.box, area_.width);
        return row_ ? frame.vertical() : frame.horizontal();
    }
    void find_base_size(FlexItem& item);
    float fitting_column_item(const FlexItem& item, float room) const;
    bool target_is_definite(const FlexItem& item) const;
    float main_limit(const FlexItem& item, const Length& length);
    float main_least(const FlexItem& item, const Length& length);
    float content_size(const FlexItem& item, const Length& used);
    float automatic_minimum(const FlexItem& item, float specified);
    float definite_cross(const FlexItem& item) const;
    float definite_main(const FlexItem& item, const Length& length);
    /// In a row the width is known after step 6, in a column before step 3.
    HeightRoom height_room(float width) const {
        return {.percent_height = area_.percent_height, .available_width = area_.width, .width = width};
    }
    float column_item_width(const FlexItem& item) const;
    /// In a column: what items fit into before the lines are known; balanced ones share it.
    float width_of_line() const {
        const int lines = style_.is_balanced() ? box_.style->flex_line_count : 1;
        return (area_.width - gap_cross_ * static_cast<float>(lines - 1)) / static_cast<float>(lines);
    }

    // -- flex_layout.cpp
    void find_available_space();
    void collect_lines();
    void collect_balanced_lines(float room);
    float found_height(float of_contents) const;
    void find_main_size();
    void resolve_lines();
    void find_cross_size_of(FlexItem& item);
    void find_width_of_columns(FlexItem& item);
    void find_baseline(FlexItem& item, float from_start) const;
    void find_cross_sizes_of_lines();
    void find_used_cross_size(FlexItem& item, const FlexLine& line) const;
    Distribution distribute_main_space(std::size_t line);
    void align_lines();
    float cross_position(const FlexItem& item, const FlexLine& line) const;
    Point place_in_content(const FlexItem& item, float position, float cross_position) const;
    void arrange_items();
    void arrange_item(FlexItem& item);
    float own_baseline();
    float shared_baseline(const FlexLine& line) const;
    BoxConstraints item_constraints(const FlexItem& item) const;
    BoxConstraints final_constraints(const FlexItem& item) const;
    float sum_of_lines();
    void pop_scratch();

    LayoutTree& tree_;
    LayoutBox& box_;
    const LayoutStyle& style_;
    const ContentArea& area_;
    const Pass pass_;
    const bool row_, wraps_;
    const bool flow_reversed_;   // row-reverse, column-reverse
    const bool reversed_;        // main-start is at the right or the bottom
    const bool lines_reversed_;  // wrap-reverse
    const bool cross_reversed_;  // cross-start is at the right or the bottom
    const std::size_t first_line_;
    std::span<FlexItem> items_;
    float available_main_ = indefinite, available_cross_ = indefinite;
    float gap_main_ = 0, gap_cross_ = 0;
    float hypothetical_sum_ = 0;  // of the items' outer hypothetical main sizes
    float main_size_ = 0, cross_size_ = 0;
    bool has_auto_margins_ = false;  // along the main axis
    bool widths_are_intrinsic_ = false;
};

}  // namespace janklab
