// SPDX-License-Identifier: MIT
// BlockFlow: one thing under the other in a block container, with the margins that touch collapsed. Used by blocks
// among blocks and by blocks and lines alike. Page thread. https://drafts.csswg.org/css2/#collapsing-margins
#pragma once

#include "layout/box_layout.h"

namespace janklab {

class BlockFlow {
  public:
    BlockFlow(LayoutBox& container, const ContentArea& area);
    /// Where, from the top of the content box, something with margins would be that comes next.
    float here() const { return static_cast<float>(exact_here()); }
    /// A block that has been laid out, whose border box is so high. Returns its top.
    float add_block(const LayoutBox& child, float height);
    /// A line, which has no margins. Returns its top.
    float add_line(float height);
    /// At the end: the height of the contents. Sets the container's `above`, `below` and `collapses_through`.
    float finish();

  private:
    void leave_top();
    bool is_as_high_as_contents(double height) const;
    double exact_here() const { return below_ + (at_top_ ? 0 : strut_.sum()); }

    LayoutBox& container_;
    const ContentArea& area_;
    MarginStrut strut_;  // margins above what comes next that are not yet used up
    double below_ = 0;   // the bottom of what was there last; exact, as many lines may add up
    bool opens_below_;
    bool at_top_;  // nothing yet between the strut and the margins above the container
};

/// The place of the border box along the containing block's width.
float left_in_block(const LayoutBox& child, const ContentArea& area, float width, bool rtl);

/// Where a line begins, from the left, that leaves so much room; less than 0: it is too wide.
float aligned_left(const InheritedStyle& style, float room);

}  // namespace janklab
