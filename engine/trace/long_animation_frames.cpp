// SPDX-License-Identifier: MIT
#include "trace/long_animation_frames.h"

#include <algorithm>

namespace janklab {

namespace {

constexpr std::size_t awaiting_presentation = 4;

Duration over_threshold(Duration duration) { return std::max(Duration{0}, duration - LongAnimationFrames::threshold); }

bool is_script(CauseKind kind) {
    switch (kind) {
        case CauseKind::task:
        case CauseKind::event_listener:
        case CauseKind::animation_frame_callback:
        case CauseKind::idle_callback:
        case CauseKind::observer:
        case CauseKind::microtasks:
            return true;
        default:
            return false;
    }
}

}  // namespace

void LongAnimationFrames::take(const TraceEvent& event) {
    if (event.track == Track::display) return take_display_event(event);
    if (pieces_.take(event)) take_piece(pieces_.finished());
    // A task after which no frame was wanted is no part of the frame that begins with the next task.
    if (event.type == EventType::task_started && begun_ && !frame_wanted_) finish(last_work_end_);
    switch (event.type) {
        case EventType::animation_frame_requested:
            frame_wanted_ = true;
            return;
        case EventType::rendering_started:
            if (begins_anew({event.id})) finish(last_work_end_);
            begin(event.time);
            current_.frame = {event.id};
            current_.render_start = event.time;
            frame_wanted_ = false;
            return;
        case EventType::style_started:
            if (event.detail == 0 && current_.render_start != time_never &&
                current_.style_and_layout_start == time_never)
                current_.style_and_layout_start = event.time;
            return;
        case EventType::rendering_ended:
            if (current_.frame == FrameId{event.id}) finish(event.time);
            return;
        case EventType::paused:
            held_ = begun_;
            return;
        case EventType::page_opened:
            return reset();
        default:
            return;
    }
}

void LongAnimationFrames::take_display_event(const TraceEvent& event) {
    // What the display moved wants a frame too: the page owes it by then.
    if (event.type == EventType::frame_wanted || event.type == EventType::deadline_passed) frame_wanted_ = true;
    if (event.type == EventType::begin_frame) {
        asked_for_ = {event.id};
        asked_at_ = event.time;
        interval_ = Duration(event.arg2);
    }
    if (event.type == EventType::input) first_input_ = std::min(first_input_, TimePoint(Duration(event.arg)));
    if (event.type != EventType::presented) return;
    for (std::size_t back = 0; back < std::min(latest_.size(), awaiting_presentation); ++back) {
        LongAnimationFrame& frame = latest_[latest_.size() - 1 - back];
        if (frame.frame == FrameId{event.id} && frame.presented == time_never)
            frame.presented = event.arg ? TimePoint(Duration(event.arg)) : event.time;
    }
}

void LongAnimationFrames::lost(Track track, std::uint64_t) {
    if (track != Track::page) return;
    pieces_.forget();
    reset();
}

void LongAnimationFrames::begin(TimePoint time) {
    if (begun_) return;
    begun_ = true;
    current_.start = time;
}

/// Whether nothing wanted this frame while the last task ran, though a wish may have been noted a little later: then
/// its BeginFrame would have come within two intervals.
bool LongAnimationFrames::begins_anew(FrameId frame) const {
    return begun_ && frame == asked_for_ && asked_at_ > last_work_end_ + 2 * interval_;
}

void LongAnimationFrames::take_piece(const WorkPiece& piece) {
    if (piece.kind == CauseKind::task) {
        begin(piece.start);
        const Duration duration = piece.duration();
        over_of_others_ += over_threshold(std::min(duration, longest_task_));
        longest_task_ = std::max(duration, longest_task_);
        last_work_end_ = piece.end;
    }
    if (begun_ && is_script(piece.kind) && piece.duration() >= script_threshold) add_script(piece);
}

void LongAnimationFrames::add_script(const WorkPiece& piece) {
    const LongFrameScript script{.invoker = piece.name,
                                 .invoker_type = piece.kind,
                                 .start = piece.start,
                                 .duration = piece.duration(),
                                 .forced_style_and_layout = piece.forced_layout.duration};
    auto& slots = current_.script_slots;
    if (current_.script_count == slots.size()) {
        const auto shortest = std::ranges::min_element(slots, {}, &LongFrameScript::duration);
        if (shortest->duration >= script.duration) return;
        std::move(shortest + 1, slots.end(), shortest);
        --current_.script_count;
    }
    slots[current_.script_count++] = script;
}

/// At the end of the rendering update, or where none follows at the end of the last task.
void LongAnimationFrames::finish(TimePoint end) {
    current_.end = end;
    const bool rendered = current_.render_start != time_never;
    const Duration rendering = rendered ? end - current_.render_start : Duration{0};
    current_.blocking = over_of_others_ + over_threshold(longest_task_ + rendering);
    current_.first_input = first_input_;
    if (current_.duration() >= threshold && !held_) latest_.push(current_);
    const bool wanted = frame_wanted_;
    reset();
    frame_wanted_ = wanted;
}

void LongAnimationFrames::reset() {
    current_ = {};
    begun_ = frame_wanted_ = held_ = false;
    longest_task_ = over_of_others_ = {};
    first_input_ = time_never;
}

}  // namespace janklab
