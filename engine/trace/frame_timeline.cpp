// SPDX-License-Identifier: MIT
#include "trace/frame_timeline.h"

#include <algorithm>
#include <cmath>

namespace janklab {

namespace {

/// More are only counted: a display that slept this long was not late, it was suspended.
constexpr std::uint64_t most_slept_through = 600;

std::int64_t vsyncs_in(Duration time, Duration interval) {
    if (interval <= Duration{0}) return 0;
    return std::llround(static_cast<double>(time.count()) / static_cast<double>(interval.count()));
}

Duration* bucket_of(ActivityTimes& times, const Span* top) {
    if (!top) return &times.other;
    switch (top->activity) {
        case Activity::task:
        case Activity::checkpoint:
        case Activity::microtask:
        case Activity::callback:
            return &times.scripting;
        case Activity::style:
        case Activity::layout:
            return &times.rendering;
        case Activity::paint:
            return &times.painting;
        case Activity::gc:
            return &times.gc;
        case Activity::rendering:
            return &times.other;
        case Activity::idle_period:
        case Activity::waiting:
        case Activity::paused:
            return &times.idle;
    }
    return &times.other;
}

void extend(Interval& interval, const Span& step) {
    if (interval.start == time_never) interval.start = step.start;
    interval.end = step.end;
}

}  // namespace

const char* to_string(FrameOutcome outcome) {
    constexpr const char* names[] = {"pending", "presented", "missed by page", "dropped", "idle"};
    return names[static_cast<int>(outcome)];
}

FrameTimeline::FrameTimeline(std::size_t capacity) : frames_(capacity) {}

void FrameTimeline::take(const TraceEvent& event) {
    if (event.track == Track::page) take_page_event(event);
    else take_display_event(event);
}

void FrameTimeline::lost(Track track, std::uint64_t) {
    if (track == Track::page) pieces_.forget();
    else drawing_ = 0;
}

// -- the page's part ---------------------------------------------------------------------------------------------

void FrameTimeline::take_page_event(const TraceEvent& event) {
    charge_until(event.time);
    if (pieces_.take(event)) blame(pieces_.finished());
    switch (event.type) {
        case EventType::begin_frame_received:
            if (FrameRecord* frame = record_of(event.id)) frame->received = event.time;
            return;
        case EventType::rendering_started:
            rendering_ = event.id;
            if (FrameRecord* frame = record_of(rendering_)) frame->rendering.start = event.time;
            return;
        case EventType::rendering_ended:
            if (FrameRecord* frame = record_of(rendering_)) frame->rendering.end = event.time;
            rendering_ = 0;
            return;
        case EventType::commit:
            if (FrameRecord* frame = record_of(event.id)) frame->commit = event.time;
            return;
        case EventType::layout_started:
            if (event.detail == 1 && !frames_.empty()) ++frames_.newest().forced_layouts;
            return;
        case EventType::style_ended:
        case EventType::layout_ended:
        case EventType::paint_ended:
            return take_rendering_step(event);
        case EventType::resumed:
            held_until_ = event.time;
            return;
        case EventType::machine_wait:
            return note_machine_wait(event);
        default:
            return;
    }
}

void FrameTimeline::take_rendering_step(const TraceEvent& event) {
    FrameRecord* frame = rendering_ ? record_of(rendering_) : nullptr;
    const Span& step = pieces_.stack().changed();
    if (!frame || step.end != event.time || step.detail == 1) return;
    if (event.type == EventType::style_ended) extend(frame->style, step);
    else if (event.type == EventType::layout_ended) extend(frame->layout, step);
    else extend(frame->paint, step);
}

/// What the page thread did until `time` goes to the newest frame.
void FrameTimeline::charge_until(TimePoint time) {
    if (charged_until_ != time_never && time > charged_until_ && !frames_.empty()) {
        *bucket_of(frames_.newest().activity, pieces_.stack().top()) += time - charged_until_;
    }
    if (charged_until_ == time_never || time > charged_until_) charged_until_ = time;
}

// -- the display's part ------------------------------------------------------------------------------------------

void FrameTimeline::take_display_event(const TraceEvent& event) {
    FrameRecord* drawn = drawing_ ? record_of(drawing_) : nullptr;
    switch (event.type) {
        case EventType::begin_frame:
            return begin_frame(event);
        case EventType::deadline_passed:
            if (FrameRecord* frame = record_of(event.id)) {
                // A page that somebody holds owes nothing.
                const bool held = pieces_.stack().inside(Activity::paused) || held_until_ > frame->begin;
                if (!held) blame_what_runs(*frame, event.time);
                if (!frame->new_content) settle(*frame, held ? FrameOutcome::idle : FrameOutcome::missed_by_page);
            }
            return;
        case EventType::draw_started:
            drawing_ = event.cause ? event.cause : event.id;
            if (FrameRecord* frame = record_of(drawing_)) {
                frame->draw = {event.time, time_never};
                frame->moved_by_compositor = event.detail == 1;
            }
            return;
        case EventType::glyphs_left_out:
            totals_.most_glyphs_left_out = std::max(totals_.most_glyphs_left_out, event.arg);
            if (drawn) drawn->glyphs_left_out = event.arg;
            return;
        case EventType::pictures_waiting:
            totals_.most_pictures_waiting = std::max(totals_.most_pictures_waiting, event.arg);
            if (drawn) drawn->pictures_waiting = event.arg;
            return;
        case EventType::canvases_played:
            return note_canvases(event, drawn);
        case EventType::draw_ended:
            return note_draw(event, drawn);
        case EventType::swap_started:
            if (drawn) drawn->swap = {event.time, time_never};
            return;
        case EventType::swap_ended:
            if (drawn) drawn->swap.end = event.time;
            return;
        case EventType::presented:
            return presented(event);
        case EventType::frame_skipped:
            if (FrameRecord* frame = record_of(event.id); frame && frame->outcome == FrameOutcome::pending)
                settle(*frame, event.detail == 1 ? FrameOutcome::dropped : FrameOutcome::idle);
            return;
        case EventType::visibility_changed:
            resting_ = event.detail != 0;
            rested_ = rested_ || resting_;
            return;
        case EventType::machine_wait:
            return note_machine_wait(event);
        default:
            return;
    }
}

FrameRecord& FrameTimeline::push(const FrameRecord& frame) {
    if (frames_.full()) archive(frames_.oldest());
    return frames_.push(frame);
}

void FrameTimeline::begin_frame(const TraceEvent& event) {
    charge_until(event.time);
    interval_ = Duration(event.arg2);
    FrameRecord frame;
    frame.id = {event.id};
    frame.begun = true;
    frame.interval = interval_;
    frame.begin = event.time;
    frame.deadline = event.arg ? TimePoint(Duration(event.arg)) : event.time + interval_;
    if (!frames_.empty()) {
        const FrameRecord before = frames_.newest();
        const std::int64_t distance = std::max<std::int64_t>(1, vsyncs_in(event.time - before.begin, interval_));
        if (!rested_) add_those_slept_through(before, event, static_cast<std::uint64_t>(distance - 1));
        frame.vsync = before.vsync + static_cast<std::uint64_t>(distance);
    }
    push(frame);
    ++totals_.begin_frames;
    rested_ = resting_;
    longest_since_begin_ = {};
}

/// The display was late, and went on with a later vsync: those between get records too, so that none is forgotten.
void FrameTimeline::add_those_slept_through(const FrameRecord& before, const TraceEvent& event, std::uint64_t count) {
    const bool numbered = event.id == before.id.value + count + 1;  // FrameIds count vsyncs
    for (std::uint64_t i = 1; i <= std::min(count, most_slept_through); ++i) {
        FrameRecord frame;
        if (numbered) frame.id = {before.id.value + i};
        frame.vsync = before.vsync + i;
        frame.interval = interval_;
        frame.begin = before.begin + interval_ * static_cast<std::int64_t>(i);
        frame.deadline = frame.begin + interval_;
        add_display_wait(frame);
        push(frame);
    }
    if (longest_since_begin_.serial != 0) blame(longest_since_begin_);
    WorkPiece running;
    if (pieces_.running(event.time, running)) blame(running);
}

void FrameTimeline::note_canvases(const TraceEvent& event, FrameRecord* drawn) {
    const Duration took(event.cause);
    totals_.canvas_commands += event.arg;
    totals_.canvas_time += took;
    if (!drawn) return;
    drawn->canvas_commands = event.arg;
    drawn->canvas_time = took;
}

void FrameTimeline::note_draw(const TraceEvent& event, FrameRecord* drawn) {
    const double checkerboard = event.detail / 1000.0;
    totals_.drawn += event.arg2 > 0;
    totals_.checkerboarded += event.detail > 0;
    totals_.most_checkerboard = std::max(totals_.most_checkerboard, checkerboard);
    if (!drawn) return;
    drawn->draw.end = event.time;
    drawn->drawn_pixels = event.arg2;
    drawn->checkerboard = checkerboard;
}

void FrameTimeline::presented(const TraceEvent& event) {
    FrameRecord* frame = record_of(event.cause ? event.cause : event.id);
    if (!frame) return;
    frame->presented = event.arg ? TimePoint(Duration(event.arg)) : event.time;
    frame->content = {event.id};
    frame->new_content = event.arg2 == 1;
    totals_.compositor_only += frame->moved_by_compositor && !frame->new_content;
    if (frame->new_content) settle(*frame, FrameOutcome::presented);
    else if (frame->outcome == FrameOutcome::pending) settle(*frame, FrameOutcome::idle);
    note_lateness(*frame);
    const Shown shown{frame->id.value, frame->vsync, frame->presented};
    shown_ = shown;
    if (frame->new_content) shown_new_ = shown;
}

/// A distance of presentations longer than that of their vsyncs: the display showed this one late. Shorter: the vsyncs
/// that were slept through since have been counted for themselves.
void FrameTimeline::note_lateness(FrameRecord& frame) {
    if (shown_.time == time_never) return;
    const auto vsyncs = static_cast<std::int64_t>(frame.vsync) - static_cast<std::int64_t>(shown_.vsync);
    const std::int64_t lateness =
        std::max<std::int64_t>(0, lateness_ + vsyncs_in(frame.presented - shown_.time, interval_) - vsyncs);
    count_what_stayed_late(lateness);
    if (lateness > lateness_) {
        frame.late_vsyncs = static_cast<int>(lateness - lateness_);
        frame.missed_vsyncs = std::max(frame.missed_vsyncs, frame.late_vsyncs);
        late_by_page_ = blame_page_on_the_same_thread(frame);
        if (!late_by_page_) blame_display(index_of(frame));
    }
    late_without_record_ = std::max<std::int64_t>(0, lateness - lateness_);
    if (late_by_page_) totals_.missed_by_page += static_cast<std::uint64_t>(late_without_record_);
    lateness_ = lateness;
}

/// A frame that was shown late has cost the vsyncs before it. The display may have slept through them, or leave out a
/// later frame to be in time again: then there are records of them. What is still late after that has been lost
/// besides. What the page is to blame for is known, and counted, at once.
void FrameTimeline::count_what_stayed_late(std::int64_t lateness) {
    if (!late_by_page_) totals_.dropped += static_cast<std::uint64_t>(std::min(late_without_record_, lateness));
}

/// Whether a vsync is one by which an earlier frame was shown late.
bool FrameTimeline::stands_for_lateness() {
    if (late_without_record_ == 0) return false;
    --late_without_record_;
    if (FrameRecord* late = record_of(shown_.frame)) ++late->late_with_record;
    return true;
}

void FrameTimeline::settle(FrameRecord& frame, FrameOutcome outcome) {
    if (frame.outcome == FrameOutcome::dropped) return;  // lost for good
    const std::size_t index = index_of(frame);
    settle_those_slept_through(index, outcome);
    set_outcome(index, outcome);
    const int before = missed_before(index);
    if (outcome == FrameOutcome::presented) frame.missed_vsyncs = std::max(before, distance_missed(index));
    else if (!frame.good()) frame.missed_vsyncs = before + 1;
    else frame.missed_vsyncs = 0;
    if (outcome != FrameOutcome::dropped) return;
    stands_for_lateness();
    blame_display(index);
}

void FrameTimeline::settle_those_slept_through(std::size_t before, FrameOutcome outcome) {
    std::size_t first = before;
    while (first > 0 && !frames_[first - 1].begun && frames_[first - 1].outcome == FrameOutcome::pending) --first;
    for (std::size_t i = first; i < before; ++i) {
        FrameRecord& frame = frames_[i];
        // Page and display may share one thread: then a page that blocks keeps the display from beginning frames.
        const bool page_blocked = frame.cause_overlap * 2 > frame.interval;
        const FrameOutcome lost = page_blocked ? FrameOutcome::missed_by_page : FrameOutcome::dropped;
        const bool was_lost = stands_for_lateness();
        if (!was_lost && outcome == FrameOutcome::idle) {
            set_outcome(i, FrameOutcome::idle);
            continue;
        }
        if (was_lost && late_by_page_) frame.outcome = FrameOutcome::missed_by_page;  // it is counted already
        else set_outcome(i, lost);
        frame.missed_vsyncs = missed_before(i) + 1;
        if (!page_blocked) blame_display(i);
    }
}

std::uint64_t* FrameTimeline::count_of(FrameOutcome outcome) {
    switch (outcome) {
        case FrameOutcome::pending:
            return nullptr;
        case FrameOutcome::presented:
            return &totals_.presented;
        case FrameOutcome::missed_by_page:
            return &totals_.missed_by_page;
        case FrameOutcome::dropped:
            return &totals_.dropped;
        case FrameOutcome::idle:
            return &totals_.idle;
    }
    return nullptr;
}

void FrameTimeline::set_outcome(std::size_t index, FrameOutcome outcome) {
    FrameRecord& frame = frames_[index];
    if (std::uint64_t* count = count_of(frame.outcome)) --*count;
    frame.outcome = outcome;
    if (std::uint64_t* count = count_of(outcome)) ++*count;
}

/// How many vsyncs in a row before this frame were missed or dropped.
int FrameTimeline::missed_before(std::size_t index) const {
    if (index == 0) return 0;
    const FrameRecord& before = frames_[index - 1];
    const bool was_missed = before.outcome == FrameOutcome::missed_by_page || before.outcome == FrameOutcome::dropped;
    return was_missed ? before.missed_vsyncs : 0;
}

/// Missed vsyncs by the distance to the presentation of new content before; 0 if nothing was owed in between.
int FrameTimeline::distance_missed(std::size_t index) const {
    const FrameRecord& frame = frames_[index];
    if (shown_new_.time == time_never) return 0;
    for (std::size_t i = index; i-- > 0;) {
        if (frames_[i + 1].vsync != frames_[i].vsync + 1) return 0;
        if (frames_[i].id.value == shown_new_.frame) break;
        if (frames_[i].outcome == FrameOutcome::idle || frames_[i].outcome == FrameOutcome::pending) return 0;
    }
    return std::max(0, static_cast<int>(vsyncs_in(frame.presented - shown_new_.time, interval_)) - 1);
}

// -- looking up --------------------------------------------------------------------------------------------------

FrameRecord* FrameTimeline::record_of(std::uint64_t id) { return const_cast<FrameRecord*>(find({id})); }

const FrameRecord* FrameTimeline::find(FrameId id) const {
    if (!id) return nullptr;
    for (std::size_t i = frames_.size(); i-- > 0;) {
        if (frames_[i].id == id) return &frames_[i];
        if (frames_[i].begun && frames_[i].id < id) return nullptr;
    }
    return nullptr;
}

std::size_t FrameTimeline::index_of(const FrameRecord& frame) const {
    for (std::size_t i = frames_.size(); i-- > 0;) {
        if (&frames_[i] == &frame) return i;
    }
    MUST(false, "the frame is one of those kept");
}

}  // namespace janklab
