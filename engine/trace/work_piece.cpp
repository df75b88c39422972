// SPDX-License-Identifier: MIT
#include "trace/work_piece.h"

#include <algorithm>

namespace janklab {

namespace {

CauseKind kind_of_callback(std::uint16_t detail) {
    switch (static_cast<CallbackKind>(detail)) {
        case CallbackKind::animation_frame:
            return CauseKind::animation_frame_callback;
        case CallbackKind::idle:
            return CauseKind::idle_callback;
        case CallbackKind::event_listener:
            return CauseKind::event_listener;
        case CallbackKind::resize_observer:
        case CallbackKind::intersection_observer:
        case CallbackKind::mutation_observer:
            return CauseKind::observer;
        case CallbackKind::finalisation:
            return CauseKind::task;
    }
    return CauseKind::task;
}

/// What a span is when nothing that can be blamed is open around it; none for what is no work.
CauseKind kind_of(const Span& span) {
    switch (span.activity) {
        case Activity::task:
            return CauseKind::task;
        case Activity::checkpoint:
            return CauseKind::microtasks;
        case Activity::callback:
            return kind_of_callback(span.detail);
        case Activity::style:
            return span.detail ? CauseKind::forced_layout : CauseKind::style;
        case Activity::layout:
            return span.detail ? CauseKind::forced_layout : CauseKind::layout;
        case Activity::paint:
            return CauseKind::paint;
        case Activity::gc:
            return CauseKind::gc;
        case Activity::microtask:
        case Activity::rendering:
        case Activity::idle_period:
        case Activity::waiting:
        case Activity::paused:
            return CauseKind::none;
    }
    return CauseKind::none;
}

bool is_forced(const Span& span) {
    return (span.activity == Activity::style || span.activity == Activity::layout) && span.detail == 1;
}

bool is_listener(const Span& span) {
    return span.activity == Activity::callback && span.detail == static_cast<int>(CallbackKind::event_listener);
}

}  // namespace

Blame blame_of(const WorkPiece& piece) {
    const auto greater_part = [&](const WorkPiece::Part& part) { return part.duration * 2 > piece.duration(); };
    // Of two that overlap, the inner one says more.
    if (greater_part(piece.gc)) return {CauseKind::gc, piece.name, piece.gc.duration};
    if (greater_part(piece.forced_layout))
        return {CauseKind::forced_layout, piece.forced_layout.name, piece.forced_layout.duration};
    if (greater_part(piece.microtasks))
        return {CauseKind::microtasks, piece.microtasks.name, piece.microtasks.duration};
    if (greater_part(piece.listener)) return {CauseKind::event_listener, piece.listener.name, piece.listener.duration};
    return {piece.kind, piece.name, piece.duration()};
}

bool WorkPieces::take(const TraceEvent& event) {
    if (event.track != Track::page) return false;
    if (event.type == EventType::page_opened) forget();
    if (event.type == EventType::microtask_batch && state_ != State::none) current_.add_batch(event);
    switch (stack_.take(event)) {
        case PageStack::Change::none:
            return false;
        case PageStack::Change::opened:
            return opened(stack_.changed());
        case PageStack::Change::closed:
            return closed(stack_.changed());
    }
    return false;
}

bool WorkPieces::opened(const Span& span) {
    const std::size_t depth = stack_.open().size();
    bool finished = false;
    switch (state_) {
        case State::none:
            break;
        case State::may_have_checkpoint:
            if (span.activity == Activity::checkpoint) {
                state_ = State::in_its_checkpoint;
                depth_ = depth;
                return false;
            }
            finish();
            finished = true;
            break;
        case State::runs:
        case State::in_its_checkpoint:
            if (depth > depth_) return false;
            state_ = State::none;  // Its end was lost, and with it how long it took.
            break;
    }
    if (kind_of(span) != CauseKind::none) begin(span);
    return finished;
}

void WorkPieces::begin(const Span& span) {
    state_ = State::runs;
    depth_ = stack_.open().size();
    current_ = {};
    WorkPiece& piece = current_.piece;
    piece.serial = ++serial_;
    piece.kind = kind_of(span);
    if (span.activity == Activity::task) piece.source = static_cast<TaskSource>(span.detail);
    piece.id = span.id;
    piece.name = span.name;
    piece.start = piece.end = span.start;
}

bool WorkPieces::closed(const Span& span) {
    switch (state_) {
        case State::none:
            return false;
        case State::may_have_checkpoint:
            finish();
            return true;
        case State::runs:
        case State::in_its_checkpoint:
            break;
    }
    current_.add_part(span);
    if (stack_.open().size() >= depth_) return false;
    current_.piece.end = span.end;
    const bool checkpoint_may_follow = span.activity == Activity::task || span.activity == Activity::callback;
    if (checkpoint_may_follow && state_ == State::runs) {
        state_ = State::may_have_checkpoint;
        return false;
    }
    finish();
    return true;
}

void WorkPieces::Growing::add_part(const Span& span) {
    const Duration duration = span.end - span.start;
    if (span.activity == Activity::checkpoint) piece.microtasks.duration += duration;
    if (span.activity == Activity::microtask) add_microtask(span.name, duration);
    if (is_forced(span)) {
        piece.forced_layout.duration += duration;
        if (duration >= longest_forced_layout) {
            longest_forced_layout = duration;
            piece.forced_layout.name = span.name;
        }
    }
    if (span.activity == Activity::gc) piece.gc.duration += duration;
    if (span.activity == Activity::paused) piece.held += duration;
    if (is_listener(span) && duration >= piece.listener.duration) piece.listener = {duration, span.name};
}

void WorkPieces::Growing::add_microtask(const Name& name, Duration duration) {
    microtasks.add(name, duration);
    piece.microtasks.name = microtasks.largest().name;
}

void WorkPieces::Growing::add_batch(const TraceEvent& batch) {
    if (batch.arg > 0) add_microtask(name_of(batch), Duration(batch.cause));
}

WorkPiece WorkPieces::Growing::ended_at(TimePoint end) const {
    WorkPiece ended = piece;
    ended.end = end;
    if (ended.kind == CauseKind::microtasks) ended.name = ended.microtasks.name;
    return ended;
}

void WorkPieces::finish() {
    state_ = State::none;
    finished_ = current_.ended_at(current_.piece.end);
}

bool WorkPieces::running(TimePoint now, WorkPiece& piece) const {
    if (state_ == State::none) return false;
    now = std::max(now, current_.piece.end);
    if (state_ == State::may_have_checkpoint) {
        piece = current_.ended_at(current_.piece.end);
        return true;
    }
    Growing until_now = current_;
    const std::span<const Span> open = stack_.open();
    for (std::size_t i = open.size(); i-- > depth_ - 1;) {
        Span span = open[i];
        span.end = std::max(now, span.start);
        until_now.add_part(span);
    }
    piece = until_now.ended_at(now);
    piece.ended = false;
    return true;
}

void WorkPieces::forget() {
    stack_.clear();
    state_ = State::none;
}

}  // namespace janklab
