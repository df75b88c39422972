// SPDX-License-Identifier: MIT
// setTimeout and setInterval: arming, clamping, firing into the timer task source, running, clearing.
// https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timers
#include <algorithm>

#include "base/check.h"
#include "loop/event_loop.h"

namespace janklab {
namespace {

constexpr Duration too_long = std::chrono::milliseconds{std::int64_t{1} << 31};
constexpr std::uint8_t deepest_unclamped = 5;
constexpr Duration clamped_delay = 4ms;

/// "If timeout is less than 0, set timeout to 0"; engines keep it in 32 bits of milliseconds and take what does not fit
/// for 0 as well.
Duration sanitised(Duration delay) { return delay < Duration{0} || delay >= too_long ? Duration{0} : delay; }

inline bool traced(const Timer& timer, const TraceWriter* trace) {
    return trace && (timer.kind != Timer::Kind::alarm || *timer.name.text);
}

}  // namespace

/// Steps 3 to 5 and 11 of the timer initialisation steps.
TimerId EventLoop::start(Timer& timer, Duration delay) {
    timer.delay = sanitised(delay);
    arm(timer);
    return timer.id;
}

/// `timer_nesting_` is that of the running task. Engines keep it during the microtasks of that task, so `await
/// delay(0)` in a loop is clamped like the chain that it is.
[[gnu::always_inline]] inline void EventLoop::arm(Timer& timer) {
    const bool clamped = timer_nesting_ > deepest_unclamped;
    timer.nesting = clamped ? timer_nesting_ : timer_nesting_ + 1;
    arm(timer, clamped ? std::max(timer.delay, clamped_delay) : timer.delay, time_of_setting());
}

[[gnu::always_inline]] inline void EventLoop::arm(Timer& timer, Duration delay, TimePoint now) {
    const TimePoint due = delay < time_never - now ? now + delay : time_never;
    timers_.arm(timer, due);
    state_.set(TurnState::has_timers);
    if (traced(timer, trace_)) [[unlikely]]
        trace_timer_armed(timer, delay, due);
}

void EventLoop::trace_timer_armed(const Timer& timer, Duration delay, TimePoint due) {
    const bool repeats = timer.kind == Timer::Kind::interval;
    trace_->write_chained(EventType::timer_armed, {.id = work_of(timer.id).value,
                                                   .cause = current_work().value,
                                                   .arg = static_cast<std::uint64_t>(due.time_since_epoch().count()),
                                                   .arg2 = repeats ? static_cast<std::uint64_t>(delay.count()) : 0,
                                                   .name = timer.name});
}

/// From when a timer counts: exactly from now in virtual time and in a trace. Otherwise timers that are set one after
/// the other share a reading of the clock for some microseconds, so one may run by that much too late; never too early.
[[gnu::always_inline]] inline TimePoint EventLoop::time_of_setting() {
    if (!trace_ && !virtual_) return time_of_setting_.not_before_now(clock_, steady_cycles());
    return exact_time_of_setting();
}

TimePoint EventLoop::exact_time_of_setting() {
    if (!trace_) return clock_.stamp();
    trace_->restamp();
    return trace_->last_stamp();
}

TimerId EventLoop::set_alarm(Name name, Duration delay, Callback callback) {
    Timer& timer = timers_.add(next_id(), Timer::Kind::alarm, name, std::move(callback));
    if (traced(timer, trace_)) trace_->restamp();
    arm(timer, std::max(delay, Duration{0}), traced(timer, trace_) ? trace_->last_stamp() : clock_.stamp());
    return timer.id;
}

bool EventLoop::clear_timer(TimerId id) {
    Timer* const timer = timers_.find(id);
    if (!timer || !(timer->armed || timer->task)) return false;
    if (traced(*timer, trace_)) [[unlikely]]
        trace_->write(EventType::timer_cancelled, {.id = work_of(id).value}, stamp_for_queueing());
    if (timer->task) cancel_task({TaskSource::timer, std::exchange(timer->task, {})});
    timers_.disarm(*timer, id);
    // An interval that clears itself is still needed until its callback returns.
    if (!timer->running) timers_.remove(*timer);
    return true;
}

void EventLoop::fire_due_timers(TimePoint now) {
    // Of many that are due, each lies somewhere else: while one's task runs, the record of one behind it is fetched.
    constexpr std::size_t ahead = 4;
    Timer* fired[ahead] = {};
    std::size_t count = 0;
    while (Timer* timer = timers_.take_due(now)) {
        const Work work = timer->work();
        if (traced(*timer, trace_)) trace_->write(EventType::timer_fired, {.id = work.id.value}, stamp_for_queueing());
        if (timer->kind == Timer::Kind::alarm) {
            sound_an_alarm(*timer);
            continue;
        }
        const auto steps = [this, timer] { run_a_timer(*timer); };
        if (timer->kind == Timer::Kind::timeout) {
            Timer*& before = fired[count++ % ahead];
            timer->will_run_later = timer;
            if (before) before->will_run_later = timer;
            before = timer;
        }
        timer->task = emplace_task(TaskSource::timer, work.name, work.id.value, steps).id;
    }
}

void EventLoop::sound_an_alarm(Timer& timer) {
    const Work work = timer.work();  // the cause of what it queues
    running_ = &work;
    state_.set(TurnState::runs_an_alarm);
    timer.operations->consume(timer.callback());
    state_.set(TurnState::runs_an_alarm, false);
    running_ = nullptr;
    timers_.free(timer);
}

/// The steps of a timer's task.
void EventLoop::run_a_timer(Timer& timer) {
    timer.task = {};
    timer_nesting_ = timer.nesting;
    if (timer.kind == Timer::Kind::timeout) {
        __builtin_prefetch(timer.will_run_later);
        struct Ending {
            Timers& timers;
            Timer& timer;
            ~Ending() { timers.free(timer); }
        } const ending{timers_, timer};
        return timer.operations->consume(timer.callback());
    }
    struct Ending {
        Timers& timers;
        Timer& timer;
        ~Ending() {
            timer.running = false;
            if (!timer.armed) timers.remove(timer);
        }
    } const ending{timers_, timer};
    timer.running = true;
    // AD-HOC: HTML arms an interval again after its callback; Chromium, and so we, before: its pace does not depend on
    // how long the callback takes.
    arm(timer);
    timer.operations->call(timer.callback());
}

}  // namespace janklab
