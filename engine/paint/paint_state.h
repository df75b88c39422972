// SPDX-License-Identifier: MIT
// PaintState: what paint keeps for a document from frame to frame: the lists of the last frame, which box stands in
// which of them, and room for the stage, so that a steady frame allocates nothing. Page thread.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "dom/node.h"
#include "layout/layout_box.h"
#include "layout/paint_order.h"
#include "paint/damage.h"
#include "paint/display_list.h"
#include "paint/kept_rows.h"
#include "paint/layer_owners.h"
#include "paint/outlines.h"
#include "paint/paint_style.h"
#include "paint/recorded_scrolling.h"

namespace janklab {

/// A block's own background and those of the blocks in it come before all their texts: it stands in two lists.
/// Everything else is painted in one piece, with the flow.
enum class PaintPhase : std::uint8_t { backgrounds, flow };

/// Where a box was recorded, and stands still unless its serial is 0 or that of no list any more.
struct RecordedAt {
    union {
        const RecordedList* list = nullptr;  // of the first box of a run; null: nothing was recorded
        std::uint32_t head;                  // of the others: the first one's LayoutBox::paint_slot
    };
    std::uint32_t serial = 0;
    std::uint32_t index = 0;  // among the boxes of the run, in painting order
    Rect rect;                // its border box, in the coordinates of the list
};

/// What paint keeps for each box.
struct alignas(64) BoxRecord {
    std::array<RecordedAt, 2> at;  // by PaintPhase
    PaintStyle style;
};

/// A layer on the way, while layers are told (layer_list.h).
struct OpenLayer {
    static constexpr std::size_t none = ~std::size_t{0};
    Transform around;
    std::size_t info = none;  // index of what is told of it; none: the compositor cannot move it
    bool counts = false;      // among those that a PushShiftItem leaves
    Point moved;              // by it
};

struct PaintState {
    RecordedListPool::Owner pool = RecordedListPool::create();
    RecordedListRef root;                               // of the last frame; empty: nothing was painted yet
    std::vector<BoxRecord> records{1};                  // by LayoutBox::paint_slot
    std::vector<std::uint32_t> free_slots;
    LayerOwners layer_owners;  // of those that the compositor may move
    AllKeptRows rows;
    Outlines outlines;

    // Room for the stage.
    std::vector<Ref<Node>> changes;
    StackedBoxes stacked;         // each stacking context on the way has its boxes on it
    std::vector<OpenLevel> open;  // a stack: what is pushed around what is recorded
    DisplayList list;             // a stack: what is not yet in a list of its own
    std::vector<Rect> selection;  // of the text control under way
    DamageFinder damage;
    std::vector<OpenLayer> open_layers;       // a stack
    std::vector<std::size_t> scroller_infos;  // by index of ScrollTree::scrollers: which layer is told of it

    RecordedAt& record_of(LayoutBox& box, PaintPhase phase) {
        if (!box.paint_slot) give_slot(box);
        return records[box.paint_slot].at[static_cast<std::size_t>(phase)];
    }
    /// Good until a box gets a slot.
    const PaintStyle& style_of(LayoutBox& box) {
        if (!box.paint_slot) give_slot(box);
        PaintStyle& style = records[box.paint_slot].style;
        if (!style.known) style = paint_style_of(box);
        return style;
    }
    KeptRows& rows_of(LayoutBox& box) {
        if (!box.paint_slot) give_slot(box);
        box.keeps_rows = true;
        return rows[box.paint_slot];
    }
    void give_slot(LayoutBox& box);
    /// The box has to be recorded again, and with it its run.
    void forget(std::uint32_t slot) {
        for (std::size_t phase = 0; phase < records[slot].at.size(); ++phase) {
            RecordedAt& record = records[slot].at[phase];
            if (record.serial != 0 && record.index != 0) {
                RecordedAt& head = records[record.head].at[phase];
                if (head.serial == record.serial) head.serial = 0;
            }
            record.serial = 0;
        }
    }
    /// The box is gone.
    void free_slot(std::uint32_t slot) {
        forget(slot);
        records[slot].style = {};
        rows.erase(slot);
        outlines.forget(slot);
        free_slots.push_back(slot);
    }
    /// Which boxes are in it, in which order or where, may have changed.
    void forget_rows(LayoutBox& box) {
        if (!box.keeps_rows) return;
        KeptRows& kept = rows[box.paint_slot];
        if (box.children_stale) kept.backgrounds.forget(), kept.flow.forget();
        if (box.stacking_stale) kept.stacking.forget();
        else if (box.places_stale) kept.stacking.row.forget();
    }
};

}  // namespace janklab
