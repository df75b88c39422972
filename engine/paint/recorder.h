// SPDX-License-Identifier: MIT
// Recorder: walks the boxes in painting order and records items, but takes over from the last frame what has not
// changed since: a sequence of neighbouring boxes whose items lie in one list and that have at most moved together.
// Page thread. https://drafts.csswg.org/css2/#painting-order
#pragma once

#include <cstdint>

#include "layout/layout_box.h"
#include "paint/display_item.h"
#include "paint/paint_state.h"
#include "paint/picture_items.h"

namespace janklab {

class Recorder {
  public:
    explicit Recorder(PaintState& state) : state_(state) {}

    /// Everything in `body`, seen through `viewport`. Every box that changed has no valid record (PaintState).
    void record(LayoutBox& body, const Rect& viewport);
    /// What was recorded, as one list; nothing, if nothing was.
    RecordedListRef finish();
    /// Since this object was made: those that were not taken over.
    std::uint32_t items_recorded() const { return items_recorded_; }
    /// Boxes, and runs taken over without a look at their boxes.
    std::uint32_t looked_at() const { return looked_at_; }
    /// By the canvases that were recorded, since they were painted last.
    std::size_t canvas_commands() const { return canvas_commands_; }

  private:
    // So many boxes and lines are cut off into a list of their own. Fewer: more lists to join in every frame. More:
    // more is recorded again when one box changes.
    static constexpr std::uint32_t weight_of_a_list = 32;
    // Boxes that record nothing have no weight, and come in longer runs.
    static constexpr std::uint32_t longest_run = 128;

    class Siblings;
    class Stacked;
    /// What is stacked in a context.
    struct StackedRow {
        const StackedBoxes* all = nullptr;
        std::size_t first = 0, end = 0;  // in it
        StackedOrigins origins;
        KeptRow* row = nullptr;  // null: none is kept
    };

    template <class Boxes, class Paint>
    void record_each(PaintPhase phase, Boxes boxes, KeptRow* row, Paint paint);
    template <class Boxes>
    bool take_over_kept(PaintPhase phase, Boxes& boxes, KeptRow& row);
    template <class Boxes>
    bool take_over(PaintPhase phase, Boxes& boxes);
    void take_over(const RecordedAt& head, Point by);
    template <class Boxes>
    std::uint32_t cut_off(PaintPhase phase, Boxes first, std::uint32_t count, const ListPosition& from);
    KeptRow* row_of_children(LayoutBox& box, PaintPhase phase);
    StackedRow row_of_stacked(LayoutBox& box, Point corner);

    // -- what is pushed around items ----------------------------------------------------------------------------------
    OpenLevel& open_level(const LayoutBox& box, const DisplayItem& push);
    void open_clip(LayoutBox& box, Point origin, bool has_bars);
    void open_scroll(LayoutBox& box, const Rect& port, bool has_bars);
    void open_surroundings(StackedRow& of, std::int32_t within);
    void close_level();
    void close_levels(std::size_t down_to);
    template <class Paint>
    void clipped(LayoutBox& box, Point origin, bool has_bars, Paint paint);

    void paint_all_stacked(StackedRow& of, std::size_t first, std::size_t end);
    void paint_stacked(LayoutBox& box, Point origin);
    void paint_piece(LayoutBox& box, Point origin);
    void paint_inside_layer(LayoutBox& box, Point origin);
    void paint_contents(LayoutBox& box, Point origin);
    void paint_backgrounds_of_blocks(LayoutBox& box, Point origin);
    void paint_flow(LayoutBox& box, Point origin);
    void paint_in_flow(LayoutBox& box, Point origin);
    void paint_decorations(LayoutBox& box, Point origin);
    void paint_shadows(const LayoutBox& box, const Rect& rect, const PackedCorners& radius);
    void paint_inset_shadows(const LayoutBox& box, const Rect& rect, const PackedCorners& radius,
                             const PixelEdges& border);
    void paint_background_and_border(const LayoutBox& box, const PaintStyle& style, const Rect& rect,
                                     const PackedCorners& radius, const PixelEdges& border);
    void paint_background_image(const LayoutBox& box, const BackgroundArea& area);
    void paint_canvas_background(LayoutBox& body, Point corner);
    void paint_replaced(const LayoutBox& box, Point origin);
    // -- outline_recorder.cpp --------------------------------------------------------------------------------------
    void note_outline(LayoutBox& box);
    void paint_outlines(LayoutBox& piece, Point origin);
    Point open_way_to(const LayoutBox& box, const LayoutBox& piece, Point origin);
    void paint_outline_of(const LayoutBox& box, Point origin);
    void paint_outline(const LayoutBox& box, const Rect& rect, const PackedCorners& radius);
    // -- what a person does with it (control_recorder.cpp) ---------------------------------------------------------
    void paint_focus_ring(const LayoutBox& box, const Rect& rect, const PackedCorners& radius);
    void paint_selection(const LayoutBox& control, Point origin);
    void paint_caret(const LayoutBox& control, Point origin);
    // -- lines (inline_recorder.cpp); `corner` is that of the block container --------------------------------------
    void paint_lines(LayoutBox& container, Point corner);
    void cut_off_lines(const ListPosition& from);
    void paint_inline_piece(LayoutBox& box, Point origin);
    void paint_parts(const LayoutBox& container, std::uint32_t first, std::uint32_t end, Point corner);
    void paint_inline_box(const InlineFragment& part, Point corner);
    void paint_text(const LayoutBox& container, const InlineFragment& text, Point corner);
    void paint_ellipsis(const LayoutBox& container, const Line& line, Point corner);
    void add_text(const InheritedStyle& style, Color color, std::uint32_t first_glyph, const Rect& bounds);
    static Rect border_box(const LayoutBox& box, Point origin) {
        return {origin.x, origin.y, box.rect.width, box.rect.height};
    }
    template <class Item>
    void add(const Item& item, const Rect& ink) {
        state_.list.items.emplace_back(item);
        bounds_ = united(bounds_, ink);
        ++items_recorded_;
    }
    void note_added(std::size_t first);

    PaintState& state_;
    LayoutBox* piece_ = nullptr;  // that is being painted
    Rect bounds_;                 // of what was added since a list or a layer began, in its coordinates
    std::uint32_t weight_ = 0;    // boxes, lines and lists since the beginning
    std::uint32_t items_recorded_ = 0, looked_at_ = 0;
    std::size_t canvas_commands_ = 0;
};

}  // namespace janklab
