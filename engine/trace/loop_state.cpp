// SPDX-License-Identifier: MIT
#include "trace/loop_state.h"

#include <algorithm>
#include <iterator>

namespace janklab {

namespace {

constexpr Duration timer_doubt_lasts = 1s;
constexpr std::size_t most_inputs = 1000;

QueueEntry entry_of(const TraceEvent& event) {
    return {.id = {event.id}, .cause = {event.cause}, .name = name_of(event), .queued_at = event.time};
}

PageDoing doing_of(Activity activity) {
    switch (activity) {
        case Activity::task:
            return PageDoing::task;
        case Activity::checkpoint:
        case Activity::microtask:
            return PageDoing::microtask;
        case Activity::callback:
            return PageDoing::callback;
        case Activity::rendering:
            return PageDoing::rendering;
        case Activity::style:
            return PageDoing::style;
        case Activity::layout:
            return PageDoing::layout;
        case Activity::paint:
            return PageDoing::paint;
        case Activity::gc:
            return PageDoing::gc;
        case Activity::idle_period:
            return PageDoing::idle_period;
        case Activity::waiting:
            return PageDoing::waiting;
        case Activity::paused:
            return PageDoing::paused;
    }
    return PageDoing::nothing;
}

/// What one event of this type adds 1 to; null for none.
std::uint64_t* counter_of(EventType type, LoopCounters& counters) {
    switch (type) {
        // clang-format off
        case EventType::task_queued: return &counters.tasks_queued;
        case EventType::task_started: return &counters.tasks_run;
        case EventType::task_cancelled: return &counters.tasks_cancelled;
        case EventType::microtask_queued: return &counters.microtasks_queued;
        case EventType::microtask_started: return &counters.microtasks_run;
        case EventType::checkpoint_ended: return &counters.checkpoints;
        case EventType::timer_armed: return &counters.timers_armed;
        case EventType::timer_fired: return &counters.timers_fired;
        case EventType::timer_cancelled: return &counters.timers_cancelled;
        case EventType::animation_frame_requested: return &counters.animation_frames_requested;
        case EventType::idle_requested: return &counters.idle_callbacks_requested;
        case EventType::rendering_started: return &counters.renderings;
        case EventType::style_started: return &counters.styles;
        case EventType::layout_started: return &counters.layouts;
        case EventType::paint_started: return &counters.paints;
        case EventType::commit: return &counters.commits;
        case EventType::gc_started: return &counters.collections;
        case EventType::input: return &counters.inputs;
        case EventType::error_reported: return &counters.errors;
        case EventType::rejection_unhandled: return &counters.unhandled_rejections;
        case EventType::stopped: return &counters.stops;
        default: return nullptr;
            // clang-format on
    }
}

}  // namespace

const char* to_string(PageDoing doing) {
    constexpr const char* names[] = {"between two turns",
                                     "waiting",
                                     "task",
                                     "microtask",
                                     "callback",
                                     "update the rendering",
                                     "style",
                                     "layout",
                                     "paint",
                                     "idle period",
                                     "paused",
                                     "garbage collection"};
    static_assert(std::size(names) == static_cast<std::size_t>(PageDoing::gc) + 1);
    return names[static_cast<int>(doing)];
}

void LoopState::take(const TraceEvent& event) {
    time_ = std::max(time_, event.time);
    count(event);
    if (event.track == Track::display) return take_display_event(event);
    pieces_.take(event);
    if (stack().empty()) since_ = event.time;
    take_queue_event(event);
    take_microtask_event(event);
    take_timer_event(event);
}

void LoopState::take_display_event(const TraceEvent& event) {
    if (event.type == EventType::frame_wanted) frame_wanted_ = true;
    if (event.type == EventType::begin_frame) frame_ = {event.id};
    if (event.type == EventType::input && (event.arg2 & input_for_page) && inputs_.size() < most_inputs)
        inputs_.add(entry_of(event));
}

/// Each turn of the page begins with taking over what was sent to it.
void LoopState::inputs_were_taken_over(TimePoint time) {
    while (!inputs_.empty() && inputs_.front().queued_at < time) inputs_.remove(inputs_.front().id);
}

void LoopState::take_queue_event(const TraceEvent& event) {
    switch (event.type) {
        case EventType::task_queued:
            latest_id_ = std::max(latest_id_, event.id);
            if (event.detail < task_source_count) tasks_[event.detail].add(entry_of(event));
            if (event.detail == static_cast<int>(TaskSource::idle_timeout)) idle_callbacks_.remove({event.cause});
            return;
        case EventType::task_started:
            inputs_were_taken_over(event.time);
            return task_started(event);
        case EventType::rendering_started:
            return inputs_were_taken_over(event.time);
        case EventType::task_cancelled:
            for (LiveEntries& queue : tasks_) {
                if (queue.remove({event.id})) return;
            }
            return;
        case EventType::animation_frame_requested:
            latest_id_ = std::max(latest_id_, event.id);
            return animation_frames_.add(entry_of(event));
        case EventType::animation_frame_cancelled:
            animation_frames_.remove({event.id});
            return;
        case EventType::idle_requested: {
            latest_id_ = std::max(latest_id_, event.id);
            QueueEntry entry = entry_of(event);
            if (event.arg != 0) entry.due = event.time + Duration(event.arg);
            return idle_callbacks_.add(entry);
        }
        case EventType::idle_cancelled:
            idle_callbacks_.remove({event.id});
            return;
        case EventType::callback_started:
            return callback_started(event);
        case EventType::begin_frame_received:
            frame_wanted_ = false;
            return;
        case EventType::rendering_ended:
            return drop_doubtful(animation_frames_, doubtful_ + 1);
        case EventType::idle_period_ended:
            return drop_doubtful(idle_callbacks_, doubtful_ + 1);
        case EventType::waiting_started:
            inputs_were_taken_over(event.time);
            for (LiveEntries& queue : tasks_) drop_doubtful(queue, doubtful_ + 1);
            return;
        case EventType::page_opened:
            return clear_queues();
        default:
            return;
    }
}

void LoopState::task_started(const TraceEvent& event) {
    if (event.detail >= task_source_count) return;
    LiveEntries& queue = tasks_[event.detail];
    queue.remove({event.id});
    drop_doubtful(queue, event.id);
}

void LoopState::callback_started(const TraceEvent& event) {
    if (event.detail == static_cast<int>(CallbackKind::animation_frame)) animation_frames_.remove({event.id});
    if (event.detail == static_cast<int>(CallbackKind::idle)) idle_callbacks_.remove({event.id});
}

void LoopState::take_microtask_event(const TraceEvent& event) {
    switch (event.type) {
        case EventType::microtask_queued:
            microtasks_.add(entry_of(event));
            ++microtask_count_;
            return;
        case EventType::microtask_waits:
            return microtasks_.add(entry_of(event));
        case EventType::microtask_started:
            microtasks_.remove({event.id});
            return set_microtask_count(microtask_count_ - std::min<std::uint64_t>(microtask_count_, 1));
        case EventType::microtask_batch: {
            batch_name_ = name_of(event);
            const std::uint64_t queued = microtask_count_ + event.arg2;
            return set_microtask_count(queued - std::min(queued, event.arg));
        }
        case EventType::microtasks_dropped:
            return set_microtask_count(microtask_count_ - std::min(microtask_count_, event.arg));
        case EventType::checkpoint_started:
            batch_name_ = {};
            return;
        case EventType::checkpoint_ended:
            return set_microtask_count(0);
        default:
            return;
    }
}

/// Whoever is still listed beyond the count ran without being written singly.
void LoopState::set_microtask_count(std::uint64_t count) {
    microtask_count_ = count;
    while (microtasks_.size() > count) microtasks_.remove(microtasks_.front().id);
}

void LoopState::take_timer_event(const TraceEvent& event) {
    switch (event.type) {
        case EventType::timer_armed: {
            latest_id_ = std::max(latest_id_, event.id);
            QueueEntry entry = entry_of(event);
            entry.due = TimePoint(Duration(event.arg));
            entry.interval = Duration(event.arg2);
            timers_.add(entry);
            return drop_doubtful_timers();
        }
        case EventType::timer_fired: {
            QueueEntry* entry = timers_.find({event.id});
            if (entry && entry->interval > Duration{0}) entry->due = std::max(entry->due, event.time) + entry->interval;
            else timers_.remove({event.id});
            return drop_doubtful_timers();
        }
        case EventType::timer_cancelled:
            timers_.remove({event.id});
            return;
        default:
            return;
    }
}

void LoopState::count(const TraceEvent& event) {
    if (std::uint64_t* counter = counter_of(event.type, counters_)) ++*counter;
    switch (event.type) {
        case EventType::microtask_batch:
            counters_.microtasks_run += event.arg;
            counters_.microtasks_queued += event.arg2;
            return;
        case EventType::microtasks_dropped:
            counters_.microtasks_dropped += event.arg;
            return;
        case EventType::callback_started:
            counters_.animation_frames_run += event.detail == static_cast<int>(CallbackKind::animation_frame);
            counters_.idle_callbacks_run += event.detail == static_cast<int>(CallbackKind::idle);
            counters_.event_listeners_run += event.detail == static_cast<int>(CallbackKind::event_listener);
            return;
        case EventType::layout_started:
            counters_.forced_layouts += event.detail == 1;
            return;
        default:
            return;
    }
}

void LoopState::lost(Track track, std::uint64_t count) {
    counters_.lost_events += count;
    if (track != Track::page) return;
    pieces_.forget();
    set_microtask_count(0);  // They live for microseconds: what is still queued will be in nobody's way.
    doubtful_ = latest_id_;
}

/// Those that were queued before the loss and before the id `before`. They stand in front.
void LoopState::drop_doubtful(LiveEntries& entries, std::uint64_t before) {
    if (doubtful_ == 0) return;
    for (auto at = entries.begin(); at != entries.end() && at->id.value <= doubtful_;) {
        const WorkId id = at->id;
        ++at;
        if (id.value < before) entries.remove(id);
    }
}

void LoopState::drop_doubtful_timers() {
    if (doubtful_ == 0) return;
    for (auto at = timers_.begin(); at != timers_.end() && at->id.value <= doubtful_;) {
        const QueueEntry& entry = *at;
        ++at;
        if (entry.due + timer_doubt_lasts < time_) timers_.remove(entry.id);
    }
}

void LoopState::clear_queues() {
    for (LiveEntries& queue : tasks_) queue.clear();
    timers_.clear();
    animation_frames_.clear();
    idle_callbacks_.clear();
    inputs_.clear();
    set_microtask_count(0);
    frame_wanted_ = false;
    latest_id_ = doubtful_ = 0;
}

std::size_t LoopState::task_count() const {
    std::size_t count = 0;
    for (const LiveEntries& queue : tasks_) count += queue.size();
    return count;
}

PageNow LoopState::page() const {
    const Span* top = stack().top();
    PageNow now;
    now.since = since_;
    if (!top) return now;
    now = {.doing = doing_of(top->activity),
           .detail = top->detail,
           .id = {top->id},
           .name = top->name,
           .since = top->start};
    if (top->activity == Activity::checkpoint) now.name = batch_name_;
    return now;
}

bool LoopState::running(TimePoint now, WorkPiece& piece) const {
    return !stack().empty() && !stack().inside(Activity::paused) && pieces_.running(now, piece);
}

}  // namespace janklab
