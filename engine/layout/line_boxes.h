// SPDX-License-Identifier: MIT
// LineBoxes: sets the pieces of one line after the other beside each other, aligns them with the baseline, and cuts
// inline boxes into their parts. Page thread. https://drafts.csswg.org/css2/#line-height
#pragma once

#include <vector>

#include "layout/line_breaker.h"
#include "layout/paragraph.h"

namespace janklab {

/// An inline box that is open at the place where the next piece goes.
struct OpenInline {
    std::uint32_t item = 0, fragment = 0;
    std::uint32_t group = 0;  // what its baseline is told from
    float shift = 0;          // of its baseline, down from that of the group
};
/// What is aligned by a common baseline: the line, each box that stands at the top or bottom of it, and each inline box
/// whose place depends on how high its contents are.
struct AlignedGroup {
    float above = 0, below = 0;  // the baseline
    VerticalAlign::Kind kind = VerticalAlign::baseline;
    float baseline = 0;            // y in the line
    std::uint32_t parent = 0;      // the group that it is placed in, which comes before it
    float shift = 0;               // of its baseline, down from the parent's
    InlineMetrics parent_metrics;  // of the box that it is in
    float parent_shift = 0;        // of that box' baseline, down from the group's
};
/// Keeps its capacity. A stack: a container inside a line has its own on top.
struct LineRoom {
    std::vector<LineRun> runs;  // of the line that is being broken
    std::vector<OpenInline> open;
    std::vector<AlignedGroup> groups;
    std::vector<InlineFragment> fragments;  // of lines that are measured only
    std::vector<std::uint32_t> group_of_fragment;
};

class LineBoxes {
  public:
    /// `into`: where fragments go. Percentages of padding are of `available_width`.
    LineBoxes(LayoutBox& container, float available_width, LineRoom& room, std::vector<InlineFragment>& into);
    ~LineBoxes() { room_.open.resize(first_open_); }
    LineBoxes(const LineBoxes&) = delete;
    LineBoxes& operator=(const LineBoxes&) = delete;

    /// One line from `left` on; its top is y = 0 as yet. `stretch` is added wherever a justified line grows.
    Line add(const BrokenLine& broken, float left, float stretch);
    /// A block between lines: its border box, and the place where a line would be. If it follows another one, inline
    /// boxes have one part around both.
    void add_block(LayoutBox& block, const Rect& rect, const Rect& around, bool follows);
    bool is_in_inline_box() const { return room_.open.size() > first_open_; }

  private:
    struct Pen {
        float x = 0;
        bool glyph_before = false, behind_solid = false, behind_box = false;
    };
    void open(std::uint32_t item, bool is_start, float x);
    void close_last(float x, bool is_end);
    void add_item(const BrokenLine& broken, std::uint32_t item, Pen& pen);
    void add_text(const BrokenLine& broken, const InlineItem& item, Pen& pen);
    void add_atomic(const InlineItem& item, Pen& pen);
    std::uint32_t push(InlineFragment fragment, std::uint32_t group, float shift);
    /// The group that a box with this alignment is in, and how far its baseline is down from that of the group.
    OpenInline aligned(const LayoutBox& box, bool is_inline_box, float above, float below);
    void make_room(const OpenInline& place, float above, float below);
    void place_groups();
    /// The box that holds what comes next; null: the container itself.
    const OpenInline* innermost() const { return open_end_ > first_open_ ? &room_.open[open_end_ - 1] : nullptr; }
    const InlineMetrics& parent_metrics() const;
    const InheritedStyle& parent_style() const;
    float finish(std::size_t first_fragment);

    LayoutBox& container_;
    Paragraph& paragraph_;
    LineRoom& room_;
    std::vector<InlineFragment>& into_;
    std::size_t first_open_, open_end_;  // in the room: those that hold what comes next
    float available_width_;
    float line_left_ = 0, stretch_ = 0;
};

}  // namespace janklab
