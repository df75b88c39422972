// SPDX-License-Identifier: MIT
// Outlines: the blocks with an outline, which is not drawn with their backgrounds but above everything in the piece
// that they are in: a stacked box, a flex item, an inline-block, the page. They stand in no list that frames share:
// where 10,000 boxes have one, a frame in which anything changed has 10,000 items to record. Page thread.
// https://drafts.csswg.org/css2/#painting-order (10.)
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "layout/layout_box.h"

namespace janklab {

struct PaintState;

class Outlines {
  public:
    bool empty() const { return outlined_.empty(); }
    /// `box` has an outline, which is drawn in `piece`. Both have a paint_slot.
    void note(LayoutBox& box, const LayoutBox& piece);
    /// The box with that LayoutBox::paint_slot has none any more, or is gone.
    void forget(std::uint32_t slot);
    /// Before a frame is recorded: pieces may be others. Gives them a paint_slot.
    void find_pieces(PaintState& state);
    /// Those to draw in the piece, in the order of the tree. Good until the next call.
    std::span<LayoutBox* const> in(LayoutBox& piece);

  private:
    struct Slot {
        LayoutBox* box = nullptr;  // null: that of the slot has no outline
        std::uint32_t first = 0;   // slots: of the boxes that are drawn in this one, 0 none,
        std::uint32_t next = 0;    // and of the next one drawn in the same
        bool listed = false, linked = false;
    };
    Slot& slot(std::uint32_t number);
    void link(std::uint32_t number, std::uint32_t piece);
    void add_marked(const LayoutBox& below);

    std::vector<Slot> slots_;              // by LayoutBox::paint_slot
    std::vector<std::uint32_t> outlined_;  // slots of those that have an outline, or had one in this frame
    std::vector<std::uint32_t> pieces_;    // slots in which something is drawn
    std::vector<LayoutBox*> found_;
};

}  // namespace janklab
