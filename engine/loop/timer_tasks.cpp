// SPDX-License-Identifier: MIT
// setTimeout and setInterval: arming, clamping, firing into the timer task source, running, clearing.
// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timers
#include <algorithm>

#include "base/check.h"
#include "loop/event_loop.h"

namespace janklab {
namespace {

constexpr Duration longest_delay = std::chrono::milliseconds{0x7fffffff};
constexpr std::uint8_t deepest_unclamped = 5;
constexpr Duration clamped_delay = 4ms;

/// "If timeout is less than 0, set timeout to 0"; engines keep it in 32 bits of milliseconds and take what does not fit
/// for 0 as well.
Duration sanitised(Duration delay) {
    return delay < Duration{0} || delay / 1ms > longest_delay / 1ms ? Duration{0} : delay;
}

}  // namespace

TimerId EventLoop::set_timeout(Name name, Duration delay, Callback callback) {
    return add_timer(Timer::Kind::timeout, name, delay, std::move(callback));
}

TimerId EventLoop::set_interval(Name name, Duration interval, Callback callback) {
    return add_timer(Timer::Kind::interval, name, interval, std::move(callback));
}

TimerId EventLoop::add_timer(Timer::Kind kind, const Name& name, Duration delay, Callback&& callback) {
    MUST(callback, "a timer needs a callback");
    Timer& timer = timers_.add(next_id(), kind, name, std::move(callback));
    timer.delay = sanitised(delay);
    arm(timer);
    return timer.id;
}

/// Steps 3 to 5 and 11 of the timer initialisation steps; `timer_nesting_` is that of the running task. Engines keep it
/// during the microtasks of that task, so `await delay(0)` in a loop is clamped like the chain that it is.
void EventLoop::arm(Timer& timer) {
    const Duration delay = timer_nesting_ > deepest_unclamped ? std::max(timer.delay, clamped_delay) : timer.delay;
    timer.nesting = std::min<std::uint8_t>(timer_nesting_, deepest_unclamped + 1) + 1;
    arm(timer, delay);
}

void EventLoop::arm(Timer& timer, Duration delay) {
    const TimePoint now = clock_.stamp();
    const TimePoint due = delay < time_never - now ? now + delay : time_never;
    timers_.arm(timer, due);
    if (!traced(timer)) return;
    const bool repeats = timer.kind == Timer::Kind::interval;
    write(EventType::timer_armed,
          {.id = work_of(timer.id).value,
           .cause = current_work().value,
           .arg = static_cast<std::uint64_t>(due.time_since_epoch().count()),
           .arg2 = repeats ? static_cast<std::uint64_t>(delay.count()) : 0,
           .name = timer.name},
          stamp_for_queueing());
}

TimerId EventLoop::set_alarm(Name name, Duration delay, Callback callback) {
    Timer& timer = timers_.add(next_id(), Timer::Kind::alarm, name, std::move(callback));
    arm(timer, std::max(delay, Duration{0}));
    return timer.id;
}

bool EventLoop::clear_timer(TimerId id) {
    Timer* timer = timers_.find(id);
    if (!timer || !(timer->armed || timer->task)) return false;
    if (traced(*timer)) {
        write(EventType::timer_cancelled, {.id = work_of(id).value}, stamp_for_queueing());
    }
    if (timer->task) cancel_task({TaskSource::timer, std::exchange(timer->task, {})});
    timers_.disarm(*timer);
    // An interval that clears itself is still needed until its callback returns.
    if (!timer->running) const Callback dead = timers_.remove(*timer);
    return true;
}

void EventLoop::fire_due_timers(TimePoint now) {
    while (Timer* timer = timers_.take_due(now)) {
        const Work work{work_of(timer->id), timer->name};
        if (traced(*timer)) write(EventType::timer_fired, {.id = work.id.value}, stamp_for_queueing());
        if (timer->kind == Timer::Kind::alarm) {
            Callback callback = timers_.remove(*timer);
            running_ = &work;  // the cause of what it queues
            callback();
            running_ = nullptr;
            continue;
        }
        const auto steps = [this, timer] { run_a_timer(*timer); };
        timer->task = emplace_task(TaskSource::timer, work.name, work.id.value, StepsOf::script, steps).id;
    }
}

/// The steps of a timer's task.
void EventLoop::run_a_timer(Timer& timer) {
    struct Ending {
        EventLoop& loop;
        Timer& timer;
        ~Ending() {
            timer.running = false;
            if (!timer.armed) const Callback dead = loop.timers_.remove(timer);
        }
    };
    timer.task = {};
    timer.running = true;
    timer_nesting_ = timer.nesting;
    const Ending ending{*this, timer};
    // AD-HOC: HTML arms an interval again after its callback; Chromium, and so we, before: its pace does not depend on
    // how long the callback takes.
    if (timer.kind == Timer::Kind::interval) arm(timer);
    timer.callback();
}

}  // namespace janklab
