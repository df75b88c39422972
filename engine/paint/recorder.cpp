// SPDX-License-Identifier: MIT
// Recording of the tree: which boxes, in which order, what is taken over, and the clips and layers around them.
#include "paint/recorder.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "dom/document.h"
#include "dom/element.h"
#include "layout/geometry.h"
#include "layout/overflow.h"
#include "layout/paint_order.h"
#include "layout/text_position.h"
#include "paint/item_geometry.h"
#include "paint/recorded_scrolling.h"

namespace janklab {
namespace {

// Boxes that moved together did so up to the rounding of their sums, in CSS pixels.
constexpr float moved_together_within = 1.f / 1024;

bool has_contents(const LayoutBox& box) { return box.first_child || box.paragraph || box.is_inline_box(); }

constexpr StackingPlaces recorded_places{recorded_children_origin, recorded_shift};

}  // namespace

// -- which boxes, in which order
// --------------------------------------------------------------------------------------

/// The children of a box that are painted with it, in the order of the tree.
class Recorder::Siblings {
  public:
    Siblings(const LayoutBox& parent, Point origin, PaintPhase phase, const KeptRow* row)
        : box_(row && row->was_known() ? row->next().first : parent.first_child),
          corner_(recorded_children_origin(parent, origin)),
          phase_(phase) {
        skip();
    }
    LayoutBox* box() const { return box_; }
    Point origin() const { return corner_ + box_->rect.origin(); }
    std::uint32_t index() const { return 0; }
    void go_to(const KeptRun& run) { box_ = run.first; }
    void advance() {
        box_ = box_->next;
        skip();
    }

  private:
    void skip() {
        while (box_ && (box_->stacked || (phase_ == PaintPhase::backgrounds && has_no_background()))) box_ = box_->next;
    }
    /// Pieces draw theirs later, inline boxes with their lines.
    bool has_no_background() const { return is_atomic(*box_) || (box_->is_inline_box() && !box_->first_child); }
    LayoutBox* box_;
    Point corner_;
    PaintPhase phase_;
};

/// Those stacked in a context, from bottom to top.
class Recorder::Stacked {
  public:
    Stacked(StackedRow& of, std::size_t from, std::size_t to) : of_(&of), next_(from), end_(to) {}
    LayoutBox* box() const { return next_ < end_ ? of_->all->boxes[next_].box : nullptr; }
    Point origin() const { return of_->origins.of(*of_->all->boxes[next_].box); }
    std::uint32_t index() const { return static_cast<std::uint32_t>(next_ - of_->first); }
    void go_to(const KeptRun& run) { next_ = run.first ? std::min(end_, of_->first + run.index) : end_; }
    void advance() { ++next_; }

  private:
    StackedRow* of_;
    std::size_t next_, end_;
};

// -- taking over and cutting off
// --------------------------------------------------------------------------------------

void PaintState::give_slot(LayoutBox& box) {
    if (free_slots.empty()) {
        box.paint_slot = static_cast<std::uint32_t>(records.size());
        records.emplace_back();
    } else {
        box.paint_slot = free_slots.back();
        free_slots.pop_back();
    }
}

void Recorder::record(LayoutBox& body, const Rect& viewport) {
    if (!state_.outlines.empty()) state_.outlines.find_pieces(state_);
    const bool scrolls = body.scrolls_on_display;
    const Point corner = scrolls ? body.rect.origin() : scrolled_corner(body);
    if (scrolls) open_scroll(body, viewport, true);
    paint_canvas_background(body, corner);
    paint_piece(body, corner);
    if (scrolls) close_level();
}

RecordedListRef Recorder::finish() { return state_.pool->cut_off(state_.list, {}, bounds_, 0); }

/// Calls `paint(box, origin)` for the boxes that cannot be taken over, and cuts what they record into lists. `row`:
/// what is kept of them; null: nothing.
template <class Boxes, class Paint>
void Recorder::record_each(PaintPhase phase, Boxes boxes, KeptRow* row, Paint paint) {
    const Rect bounds_before = bounds_;
    bounds_ = {};
    Rect bounds_of_all;
    Boxes first = boxes;
    std::uint32_t count = 0;
    std::uint32_t weight = weight_;
    ListPosition from = state_.list.end();
    const auto begin_anew = [&] {
        bounds_of_all = united(bounds_of_all, bounds_);
        bounds_ = {};
        first = boxes;
        count = 0;
        weight = weight_;
        from = state_.list.end();
    };
    const auto keep = [&](const Boxes& from_here, std::uint32_t serial) {
        if (row) row->add({from_here.box(), from_here.index(), serial});
    };
    for (; boxes.box(); ++looked_at_) {
        LayoutBox& box = *boxes.box();
        RecordedAt& record = state_.record_of(box, phase);
        const bool begins_run = row && row->next().first == &box;
        if (const std::uint32_t serial = record.serial; serial != 0 || begins_run) {
            const Boxes here = boxes;
            if ((begins_run && take_over_kept(phase, boxes, *row)) || (serial != 0 && take_over(phase, boxes))) {
                if (count > 0) keep(first, 0);
                keep(here, serial);
                begin_anew();
                continue;
            }
        }
        const Point at = boxes.origin();
        record.serial = 0;
        record.rect = border_box(box, at);
        paint(box, at);
        boxes.advance();
        ++count;
        if (weight_ - weight < weight_of_a_list && count < longest_run) continue;
        keep(first, cut_off(phase, first, count, from));
        weight_ = weight + 1;
        begin_anew();
    }
    if (row && count > 0) {  // so that they, too, are taken over when others change
        keep(first, cut_off(phase, first, count, from));
        weight_ = weight + 1;
    }
    bounds_ = united(bounds_before, united(bounds_of_all, bounds_));
}

/// There is a record of the first one. If the boxes that come next are those of a list, in their order, and have at
/// most moved together: the list comes here, and `boxes` goes on behind them.
template <class Boxes>
bool Recorder::take_over(PaintPhase phase, Boxes& boxes) {
    const auto record_of = [&](const LayoutBox& box) -> const RecordedAt& {
        return state_.records[box.paint_slot].at[static_cast<std::size_t>(phase)];  // slot 0 has none
    };
    const RecordedAt first = record_of(*boxes.box());
    if (first.index != 0) return false;
    if (!first.list) {  // nothing was recorded
        bool any = false;
        for (; boxes.box(); boxes.advance(), any = true) {
            const RecordedAt& one = record_of(*boxes.box());
            if (one.serial != first.serial || one.rect.size() != boxes.box()->rect.size()) break;
            ++looked_at_;
        }
        weight_ += any;
        return any;
    }
    if (first.list->serial() != first.serial) return false;
    const Point by = boxes.origin() - first.rect.origin();
    Boxes end = boxes;
    for (std::uint32_t i = 0; i < first.list->run_length(); ++i, end.advance(), ++looked_at_) {
        if (!end.box()) return false;
        const RecordedAt& one = record_of(*end.box());
        if (one.serial != first.serial || one.index != i || one.rect.size() != end.box()->rect.size()) return false;
        const Point apart = end.origin() - one.rect.origin() - by;
        if (!(std::abs(apart.x) <= moved_together_within && std::abs(apart.y) <= moved_together_within)) return false;
    }
    boxes = end;
    take_over(first, by);
    return true;
}

void Recorder::take_over(const RecordedAt& head, Point by) {
    ++weight_;
    state_.list.items.emplace_back(SubListItem{RecordedListPool::shared(*head.list), by});
    bounds_ = united(bounds_, head.list->bounds().moved_by(by));
}

/// The next run of the row begins here: by the rule in kept_rows.h.
template <class Boxes>
bool Recorder::take_over_kept(PaintPhase phase, Boxes& boxes, KeptRow& row) {
    const KeptRun run = row.next();
    row.advance();
    const RecordedAt& head = state_.record_of(*run.first, phase);
    if (run.serial == 0 || head.serial != run.serial) return false;
    if (head.list) {
        if (head.list->serial() != run.serial) return false;
        take_over(head, boxes.origin() - head.rect.origin());
    } else {
        ++weight_;
    }
    boxes.go_to(row.next());
    return true;
}

/// What `count` boxes from `first` on have recorded, which is what comes from `from` on, becomes a list. Returns the
/// serial of the run.
template <class Boxes>
std::uint32_t Recorder::cut_off(PaintPhase phase, Boxes first, std::uint32_t count, const ListPosition& from) {
    RecordedAt at;
    if (from.items == state_.list.items.size()) {
        at.serial = state_.pool->skip_serial();
    } else {
        const RecordedListRef list = state_.pool->cut_off(state_.list, from, bounds_, count);
        at.list = list.get();
        at.serial = list->serial();
        state_.list.items.emplace_back(SubListItem{RecordedListPool::shared(*list), {}});
    }
    const std::uint32_t head = first.box()->paint_slot;
    for (; at.index < count; ++at.index, first.advance()) {
        RecordedAt& record = state_.record_of(*first.box(), phase);
        at.rect = record.rect;  // it knows where it was painted
        record = at;
        at.head = head;
    }
    return at.serial;
}

/// Null where there are too few.
KeptRow* Recorder::row_of_children(LayoutBox& box, PaintPhase phase) {
    if (box.child_count < long_row) return nullptr;
    KeptRows& rows = state_.rows_of(box);
    KeptRow& row = phase == PaintPhase::flow ? rows.flow : rows.backgrounds;
    row.begin();
    return &row;
}

/// What is stacked in the context `box`, whose children are placed from `corner` on: found for an earlier frame, or now
/// and put on the stack.
Recorder::StackedRow Recorder::row_of_stacked(LayoutBox& box, Point corner) {
    const StackedOrigins origins(box, corner, recorded_places);
    if (box.keeps_rows) {
        KeptStacking& kept = state_.rows_of(box).stacking;
        if (kept.known) {
            kept.row.begin();
            return {&kept.stacked, 0, kept.stacked.boxes.size(), origins, &kept.row};
        }
    }
    StackedBoxes& found = state_.stacked;
    const StackedBoxes::Mark mark = found.end();
    add_stacked_boxes(box, ChangesAre::told, found);
    looked_at_ += static_cast<std::uint32_t>(found.boxes.size() - mark.boxes);
    StackedRow row{&found, mark.boxes, found.boxes.size(), origins, nullptr};
    if (row.end - row.first >= long_row) {
        KeptStacking& kept = state_.rows_of(box).stacking;
        kept.keep(found, mark);
        kept.row.begin();
        row.row = &kept.row;
    }
    return row;
}

// -- what is pushed around items
// ---------------------------------------------------------------------------------------------

OpenLevel& Recorder::open_level(const LayoutBox& box, const DisplayItem& push) {
    OpenLevel level{.box = &box, .item = state_.list.items.size(), .bounds_before = std::exchange(bounds_, {})};
    state_.list.items.push_back(push);
    state_.open.push_back(level);
    return state_.open.back();
}

/// What is in the box is drawn inside of it from here on, and scrolled.
void Recorder::open_clip(LayoutBox& box, Point origin, bool has_bars) {
    const Rect padding_box = clip_rect(box, origin);
    const Rect clip = box.layout_style->text_control ? text_window(box).moved_by(origin) : padding_box;
    const Corners radius =
        inside_border(corners_of(box.style->radius, box.rect.size()), box.style->border.used_width());
    OpenLevel& level = open_level(box, PushClipItem{.rect = clip, .radius = clip == padding_box ? radius : Corners{}});
    level.clip = clip;
    level.clips = true;
    if (box.scrolls_on_display) open_scroll(box, clip, has_bars);
}

void Recorder::open_scroll(LayoutBox& box, const Rect& port, bool has_bars) {
    const LayerId layer = layer_id(box.element());
    state_.layer_owners.note(layer, box.element());
    OpenLevel& level = open_level(box, PushScrollItem{.layer = layer, .port = port, .has_bars = has_bars});
    level.clip = port;
    level.clips = true;
    level.can_be_empty = has_bars;
}

/// What is around a stacked box inside its stacking context.
void Recorder::open_surroundings(StackedRow& of, std::int32_t within) {
    if (within < 0) return;
    const StackedWithin at = of.all->within[static_cast<std::size_t>(within)];
    open_surroundings(of, at.around);
    if (at.leaves_context) open_level(*at.box, PushShiftItem{.levels = levels_left_by(state_.open, *at.box)});
    if (at.box->clips()) open_clip(*at.box, of.origins.of(*at.box), false);
}

void Recorder::close_level() {
    const OpenLevel level = state_.open.back();
    state_.open.pop_back();
    const DisplayItem& push = state_.list.items[level.item];
    const bool scrolls = std::holds_alternative<PushScrollItem>(push);
    if (level.item + 1 == state_.list.items.size() && !level.can_be_empty) {
        state_.list.items.pop_back();
    } else {
        if (scrolls) state_.list.items.emplace_back(PopScrollItem{});
        else if (level.clips) state_.list.items.emplace_back(PopClipItem{});
        else state_.list.items.emplace_back(PopShiftItem{});
        items_recorded_ += 2;
        if (scrolls) bounds_ = level.clip;  // whatever is scrolled into it, and the bars
    }
    if (level.clips) bounds_ = intersected(bounds_, level.clip);
    bounds_ = united(level.bounds_before, bounds_);
}

void Recorder::close_levels(std::size_t down_to) {
    while (state_.open.size() > down_to) close_level();
}

template <class Paint>
void Recorder::clipped(LayoutBox& box, Point origin, bool has_bars, Paint paint) {
    const std::size_t outside = state_.open.size();
    if (box.clips()) open_clip(box, origin, has_bars);
    paint();
    close_levels(outside);
}

// -- pieces and layers
// ---------------------------------------------------------------------------------------------

/// Sticky boxes are moved by the display thread as well.
void Recorder::paint_stacked(LayoutBox& box, Point origin) {
    if (!sticks_on_display(box)) return paint_piece(box, origin);
    const LayerId layer = layer_id(box.element());
    state_.layer_owners.note(layer, box.element());
    open_level(box, PushShiftItem{.sticky = layer});
    paint_piece(box, origin);
    close_level();
}

void Recorder::paint_piece(LayoutBox& box, Point origin) {
    if (!state_.style_of(box).has_layer) {
        paint_inside_layer(box, origin);
        return;
    }
    const Rect bounds_before = bounds_;
    const Style& s = *box.style;
    PushLayerItem layer;
    layer.layer = layer_id(box.element());
    layer.origin = transform_origin(box, origin);
    layer.transform = s.transform.matrix(box.rect.size());
    layer.opacity = s.opacity;
    layer.reason = animates_layer(*box.owner)    ? LayerReason::animation
                   : s.will_change.makes_layer() ? LayerReason::will_change
                                                 : LayerReason::effect;
    if (layer.reason != LayerReason::effect) state_.layer_owners.note(layer.layer, box.element());
    const std::size_t index = state_.list.items.size();
    state_.list.items.emplace_back(layer);
    bounds_ = {};
    paint_inside_layer(box, origin);
    if (index + 1 == state_.list.items.size() && layer.reason == LayerReason::effect) {
        state_.list.items.pop_back();  // nothing of it can be seen
    } else {
        std::get<PushLayerItem>(state_.list.items[index]).bounds = bounds_;
        state_.list.items.emplace_back(PopLayerItem{});
        items_recorded_ += 2;
    }
    bounds_ = united(bounds_before, bounds_of(transform_about_origin(box, origin), bounds_));
}

void Recorder::paint_inside_layer(LayoutBox& box, Point origin) {
    paint_decorations(box, origin);
    if (has_contents(box)) {
        LayoutBox* const around = std::exchange(piece_, &box);
        clipped(box, origin, true, [&] { paint_contents(box, origin); });
        piece_ = around;
    }
    if (state_.style_of(box).has_outline || !state_.outlines.empty()) paint_outlines(box, origin);
}

// -- painting order
// ----------------------------------------------------------------------------------------------------

void Recorder::paint_contents(LayoutBox& box, Point origin) {
    const StackedBoxes::Mark mark = state_.stacked.end();
    StackedRow stacked{.all = &state_.stacked};
    if (is_stacking_context(box)) stacked = row_of_stacked(box, recorded_children_origin(box, origin));
    std::size_t middle = stacked.first;
    while (middle < stacked.end && z_index(*stacked.all->boxes[middle].box) < 0) ++middle;
    paint_all_stacked(stacked, stacked.first, middle);  // 3. negative z-index
    paint_backgrounds_of_blocks(box, origin);           // 4. blocks in flow
    paint_flow(box, origin);                            // 7. text, and pieces in the flow
    paint_all_stacked(stacked, middle, stacked.end);    // 8., 9. z-index auto, 0 and above
    state_.stacked.cut(mark);
}

/// Those with the same surroundings, one after the other, in one go.
void Recorder::paint_all_stacked(StackedRow& of, std::size_t first, std::size_t end) {
    while (first < end) {
        const StackedBox one = of.all->boxes[first];  // a copy: those found in it come on the same stack
        std::size_t next = std::min(end, of.first + one.same_until);
        std::uint16_t left = 0;
        if (one.leaves_context) {
            left = levels_left_by(state_.open, *one.box);
            std::size_t same = first + 1;
            while (same < next && levels_left_by(state_.open, *of.all->boxes[same].box) == left) ++same;
            next = same;
        }
        const std::size_t outside = state_.open.size();
        open_surroundings(of, one.around);
        if (left > 0) open_level(*one.box, PushShiftItem{.levels = left});
        record_each(PaintPhase::flow, Stacked(of, first, next), of.row,
                    [this](LayoutBox& box, Point at) { paint_stacked(box, at); });
        close_levels(outside);
        first = next;
    }
}

void Recorder::paint_backgrounds_of_blocks(LayoutBox& box, Point origin) {
    if (box.is_flex_container()) return;                        // every child is a piece
    if (box.paragraph && !box.paragraph->has_blocks()) return;  // every child is in lines
    KeptRow* const row = row_of_children(box, PaintPhase::backgrounds);
    record_each(PaintPhase::backgrounds, Siblings(box, origin, PaintPhase::backgrounds, row), row,
                [this](LayoutBox& child, Point at) {
                    paint_decorations(child, at);
                    note_outline(child);
                    if (!child.first_child) return;
                    clipped(child, at, false, [&] { paint_backgrounds_of_blocks(child, at); });
                });
}

void Recorder::paint_flow(LayoutBox& box, Point origin) {
    if (box.layout_style->text_control) paint_selection(box, origin);
    if (box.paragraph) {
        paint_lines(box, recorded_children_origin(box, origin));
    } else if (box.is_inline_box()) {
        paint_inline_piece(box, origin);
    } else {
        KeptRow* const row = row_of_children(box, PaintPhase::flow);
        record_each(PaintPhase::flow, Siblings(box, origin, PaintPhase::flow, row), row,
                    [this](LayoutBox& child, Point at) { paint_in_flow(child, at); });
    }
    if (box.layout_style->text_control) paint_caret(box, origin);
}

void Recorder::paint_in_flow(LayoutBox& box, Point origin) {
    if (is_atomic(box)) paint_piece(box, origin);
    else if (has_contents(box)) clipped(box, origin, true, [&] { paint_flow(box, origin); });
}

}  // namespace janklab
