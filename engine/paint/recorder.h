// SPDX-License-Identifier: MIT
// Recorder: walks the boxes in painting order and records items, but takes over from the last frame what has not
// changed since: a sequence of neighbouring boxes whose items lie in one list and that have at most moved together.
// Page thread. https://drafts.csswg.org/css2/#painting-order
#pragma once

#include <cstdint>

#include "layout/layout_box.h"
#include "paint/display_item.h"
#include "paint/paint_state.h"

namespace janklab {

class Recorder {
  public:
    explicit Recorder(PaintState& state) : state_(state) {}

    /// Everything below `body`, whose border box is at `corner` of the viewport. Every box that changed has no valid
    /// record (PaintState).
    void record(LayoutBox& body, Point corner);
    /// What was recorded, as one list; nothing, if nothing was.
    RecordedListRef finish();
    /// Since this object was made: those that were not taken over.
    std::uint32_t items_recorded() const { return items_recorded_; }

  private:
    class Siblings;
    class Stacked;

    template <class Boxes, class Paint>
    void record_each(PaintPhase phase, Boxes boxes, Paint paint);
    template <class Boxes>
    bool take_over(PaintPhase phase, Boxes& boxes);
    template <class Boxes>
    void cut_off(PaintPhase phase, Boxes first, std::uint32_t count, const ListPosition& from);

    void paint_piece(LayoutBox& box, Point origin);
    void paint_inside_layer(LayoutBox& box, Point origin);
    void paint_contents(LayoutBox& box, Point origin);
    void paint_backgrounds_of_blocks(LayoutBox& box, Point origin);
    void paint_flow(LayoutBox& box, Point origin);
    void paint_decorations(LayoutBox& box, Point origin);
    void paint_shadow(const Style& style, const Rect& rect);
    void paint_background_and_border(const LayoutBox& box, const Rect& rect);
    void paint_replaced(const LayoutBox& box, Point origin);
    void paint_outline(const Style& style, const Rect& rect);
    void paint_text(const LayoutBox& box, Point origin);
    void cut_off_lines(const ListPosition& from);
    void paint_line(const LayoutBox& box, const Line& line, const Rect& bounds);
    void add(const DisplayItem& item, const Rect& ink);
    void note_added(std::size_t first);

    PaintState& state_;
    Rect bounds_;               // of what was added since a list or a layer began, in its coordinates
    std::uint32_t weight_ = 0;  // boxes, lines and lists since the beginning
    std::uint32_t items_recorded_ = 0;
};

}  // namespace janklab
