// SPDX-License-Identifier: MIT
// KeptRows: what paint keeps of boxes with many others in them, so that a frame in which a few changed does not look at
// all. Page thread.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "layout/layout_box.h"
#include "layout/paint_order.h"

namespace janklab {

// The rule of what is skipped. Neighbouring boxes that were recorded into one list are a *run*; the runs of a box's
// children, or of what is stacked in a context, one after the other, are a *row*. A run comes into the next frame
// without a look at its boxes if
//   1. none of them has to be recorded again: who is noted (layout/repaint.h) takes the record of his run's first box
//      with him (PaintState::forget), whose serial is then no longer that of the run;
//   2. the row is known: nobody has noted since that which boxes are in it, in which order or where, may have changed
//      (LayoutBox::children_stale, stacking_stale, places_stale), so that they have at most moved together.
// All others are looked at box by box (Recorder::take_over). Who is stacked in a context, and in which order, is known
// even where they may be elsewhere.

/// From `first` up to the first of the next run.
struct KeptRun {
    LayoutBox* first = nullptr;  // null: behind the last run
    std::uint32_t index = 0;     // of a stacked one: its place, counted from the context's first
    std::uint32_t serial = 0;    // of its list; 0: it was not cut off into one
};

class KeptRow {
  public:
    /// The row is recorded again, from its beginning; add() tells the runs.
    void begin() {
        runs_.swap(before_);
        runs_.clear();
        next_ = 0;
        was_known_ = std::exchange(known_, true);
    }
    void forget() { known_ = false; }
    void add(const KeptRun& run) { runs_.push_back(run); }
    /// Where the row begins is known from the last frame.
    bool was_known() const { return was_known_; }
    /// The next run of the last frame; behind the last one, or if the row is not known, an empty one.
    KeptRun next() const { return was_known_ && next_ < before_.size() ? before_[next_] : KeptRun{}; }
    void advance() { ++next_; }

  private:
    std::vector<KeptRun> runs_, before_;
    std::size_t next_ = 0;
    bool known_ = false, was_known_ = false;
};

/// What is stacked in a context, and its row.
struct KeptStacking {
    StackedBoxes stacked;
    KeptRow row;
    bool known = false;

    void forget() {
        known = false;
        row.forget();
    }
    /// Those from `mark` on.
    void keep(const StackedBoxes& from, const StackedBoxes::Mark& mark) {
        const auto before = static_cast<std::int32_t>(mark.within);
        const auto first_box = from.boxes.begin() + static_cast<std::ptrdiff_t>(mark.boxes);
        stacked.boxes.assign(first_box, from.boxes.end());
        stacked.within.assign(from.within.begin() + before, from.within.end());
        if (before > 0) count_from(before);
        known = true;
    }

  private:
    void count_from(std::int32_t before) {
        for (StackedBox& one : stacked.boxes) one.around -= one.around < 0 ? 0 : before;
        for (StackedWithin& one : stacked.within) one.around -= one.around < 0 ? 0 : before;
    }
};

struct KeptRows {
    KeptRow backgrounds, flow;  // of the children, by PaintPhase
    KeptStacking stacking;
};

/// Of the boxes with LayoutBox::keeps_rows, by LayoutBox::paint_slot.
using AllKeptRows = std::unordered_map<std::uint32_t, KeptRows>;

/// Of so many boxes rows are kept. Of fewer there are few runs to skip.
inline constexpr std::size_t long_row = 48;

}  // namespace janklab
