// SPDX-License-Identifier: MIT
// Recorder: walks the boxes in painting order, records items, and finds the damage by comparing where each box was seen
// with where it is seen now. What lies outside of the visible part is not recorded. Page thread.
// https://drafts.csswg.org/css2/#painting-order
#pragma once

#include "layout/layout_box.h"
#include "paint/display_list.h"
#include "paint/paint_state.h"

namespace janklab {

class Recorder {
  public:
    Recorder(DisplayList& list, PaintState& state, Size viewport)
        : list_(list), state_(state), visible_{0, 0, viewport.width, viewport.height} {}

    /// A box painted in one piece: its layer and clip around its decorations and contents. `origin`: of the border box.
    void paint_piece(LayoutBox& box, Point origin);
    const Rect& damage() const { return damage_; }

  private:
    void paint_inside_layer(LayoutBox& box, Point origin);
    void paint_contents(LayoutBox& box, Point origin);
    void paint_backgrounds_of_blocks(const LayoutBox& box, Point origin);
    void paint_flow(LayoutBox& box, Point origin);
    void paint_decorations(LayoutBox& box, Point origin);
    Rect paint_shadow(const Style& style, const Rect& rect);
    Rect paint_background_and_border(const Style& style, const Rect& rect);
    Rect paint_outline(const Style& style, const Rect& rect);
    void paint_text(const LayoutBox& box, Point origin);
    void paint_line(const LayoutBox& box, const Line& line, const Rect& bounds);
    void note_seen(LayoutBox& box, const Rect& drawn);
    Rect on_screen(const Rect& rect) const;

    DisplayList& list_;
    PaintState& state_;
    Transform transform_;  // from the current coordinates to the viewport's
    Rect visible_;         // in the viewport, after the clips on the way
    Rect layer_bounds_;    // of what was drawn in the current layer, in its coordinates
    Rect damage_;
    bool whole_piece_changed_ = false;  // everything in the current piece is damaged
    bool can_move_ = false;             // inside a layer that the compositor may move into view: record all of it
};

}  // namespace janklab
