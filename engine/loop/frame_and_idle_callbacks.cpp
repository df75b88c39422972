// SPDX-License-Identifier: MIT
// requestAnimationFrame and requestIdleCallback.
// https://html.spec.whatwg.org/multipage/imagebitmap-and-animations.html#animation-frames
// https://w3c.github.io/requestidlecallback/
#include <algorithm>

#include "base/check.h"
#include "loop/event_loop.h"

namespace janklab {
namespace {

const SchedulingState idle_state{.signal = {}, .priority = TaskPriority::background};

}  // namespace

Duration IdleDeadline::time_remaining() const {
    return did_timeout ? Duration{0} : std::max(Duration{0}, deadline - clock->now());
}

// -- animation frames --------------------------------------------------------------------------------------------

AnimationFrameId EventLoop::request_animation_frame(Name name, FrameCallback callback) {
    MUST(callback, "an animation frame needs a callback");
    const WorkId work = next_id();
    frames_.add({work.value}, name, std::move(callback));
    if (trace_) {
        trace_->write(EventType::animation_frame_requested,
                      {.id = work.value, .cause = current_work().value, .name = name}, stamp_for_queueing());
    }
    // With each one: the rest of a batch that runs now does not stand for the next frame.
    if (frame_wanted_hook_) frame_wanted_hook_();
    return {work.value};
}

bool EventLoop::cancel_animation_frame(AnimationFrameId id) {
    const FrameCallback cancelled = frames_.cancel(id);
    if (!cancelled) return false;
    if (trace_) trace_->write(EventType::animation_frame_cancelled, {.id = id.value}, stamp_for_queueing());
    return true;
}

void EventLoop::run_the_animation_frame_callbacks(TimePoint frame_time) {
    MUST(!running_, "animation frame callbacks are not run from inside a callback");
    idle_.end_period();  // each frame has one
    frames_.begin_batch();
    while (std::optional<AnimationFrames::Entry> entry = frames_.take()) {
        Callback call = [&entry, frame_time] {
            FrameCallback callback = std::move(entry->callback);
            callback(frame_time);
        };
        const Work work{{entry->id.value}, entry->name};
        call_as_the_platform(CallbackKind::animation_frame, work, call);
        checkpoint_after(work);
    }
}

// -- idle callbacks ----------------------------------------------------------------------------------------------

IdleId EventLoop::request_idle_callback(Name name, IdleCallback callback, Duration timeout) {
    MUST(callback, "an idle callback is not empty");
    const IdleId id{next_id().value};
    TimerId alarm;
    if (timeout > Duration{0}) {
        alarm = set_alarm({}, timeout, [this, id] { idle_timeout_passed(id); });
    }
    idle_.add(id, name, alarm, std::move(callback));
    if (trace_) {
        trace_->write(EventType::idle_requested,
                      {.id = id.value,
                       .cause = current_work().value,
                       .arg = static_cast<std::uint64_t>(std::max(timeout, Duration{0}).count()),
                       .name = name},
                      stamp_for_queueing());
    }
    return id;
}

bool EventLoop::cancel_idle_callback(IdleId id) {
    IdleCallbacks::Entry* const entry = idle_.find(id);
    if (!entry) return false;
    const IdleCallbacks::Entry cancelled = idle_.extract(*entry);
    clear_timer(cancelled.alarm);
    cancel_task(cancelled.task);
    if (trace_) trace_->write(EventType::idle_cancelled, {.id = id.value}, stamp_for_queueing());
    return true;
}

/// AD-HOC: the specification begins a new period as soon as one is over and somebody waits. Chromium, and so we, have
/// one a frame, and where no frame comes one that lasts to its deadline, so that a callback that asks for the next one
/// does not keep a processor busy.
void EventLoop::start_an_idle_period(TimePoint deadline, TimePoint without_frame) {
    MUST(!running_, "an idle period is not started from inside a callback");
    const TimePoint now = clock_.stamp();
    deadline = std::min({deadline, now + IdleCallbacks::longest_period, timers_.next_due()});
    if (now >= deadline || !idle_.may_run(now)) return;
    if (idle_.period_is_over(now)) {
        idle_.begin_period(deadline, without_frame == time_never ? deadline : without_frame);
    }
    deadline = std::min(deadline, idle_.period_ends());
    if (trace_) {
        trace_->write(EventType::idle_period_started,
                      {.arg = static_cast<std::uint64_t>(deadline.time_since_epoch().count())});
    }
    const std::uint32_t rings = inbox_->doorbell().rings();
    while (std::optional<IdleCallbacks::Entry> entry = idle_.take()) {
        wait_at_gate();
        clear_timer(entry->alarm);
        Callback call = [this, &entry, deadline] {
            IdleCallback callback = std::move(entry->callback);
            const CurrentSchedulingState::Scope scope(scheduling_state_, idle_state);
            callback({deadline, false, &clock_});
        };
        const Work work{{entry->id.value}, entry->name};
        call_as_the_platform(CallbackKind::idle, work, call);
        checkpoint_after(work);
        const bool arrived = !tasks_.empty() || !inbox_->empty() || inbox_->doorbell().rings() != rings;
        if (arrived || clock_.stamp() >= deadline || control_.closed()) break;
    }
    if (idle_.empty() && without_frame == time_never) idle_.end_period();
    if (trace_) trace_->write(EventType::idle_period_ended);
}

/// "Invoke idle callback timeout algorithm": the task finds the callback by its id, so that nothing runs twice.
/// AD-HOC: its scheduling state is that of an idle callback here too, as in Chromium; the specification does not say.
void EventLoop::idle_timeout_passed(IdleId id) {
    IdleCallbacks::Entry* const waiting = idle_.find(id);
    if (!waiting) return;
    waiting->alarm = {};
    waiting->task = queue_a_platform_task(TaskSource::idle_timeout, waiting->name, id.value, [this, id] {
        IdleCallbacks::Entry* const found = idle_.find(id);
        if (!found) return;
        IdleCallbacks::Entry entry = idle_.extract(*found);
        Callback call = [this, &entry] {
            const CurrentSchedulingState::Scope scope(scheduling_state_, idle_state);
            entry.callback({clock_.stamp(), true, &clock_});
        };
        call_as_the_platform(CallbackKind::idle, {{id.value}, entry.name}, call);
    });
}

}  // namespace janklab
