// SPDX-License-Identifier: MIT
// EventLoop: the event loop of HTML (https://html.spec.whatwg.org/multipage/webappapis.html#event-loops), without
// document and display: task queues by task source, microtasks, timers, animation frame callbacks, idle callbacks. One
// thread; only a Poster (loop/poster.h), LoopControl and wake() may be used from others. Page::run() turns it.
#pragma once

#include <concepts>
#include <memory>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/handler.h"
#include "base/ids.h"
#include "base/move_only_function.h"
#include "base/name.h"
#include "base/recent_time.h"
#include "base/time.h"
#include "loop/animation_frames.h"
#include "loop/callback_queue.h"
#include "loop/control.h"
#include "loop/error_report.h"
#include "loop/idle_callbacks.h"
#include "loop/microtask_trace.h"
#include "loop/policy.h"
#include "loop/poster.h"
#include "loop/scheduling_state.h"
#include "loop/task_queues.h"
#include "loop/timers.h"
#include "loop/turn_state.h"
#include "loop/work.h"
#include "trace/trace_writer.h"

namespace janklab {

class NameTable;

class EventLoop {
  public:
    struct Desc {
        Clock* clock = nullptr;          // must outlive the loop
        TraceWriter* trace = nullptr;    // null: nothing is recorded
        NameTable* names = nullptr;      // for error messages in the trace; may be null with trace
        LoopControl* control = nullptr;  // null: the loop has one of its own
        Policy policy = Policy::browser;
    };
    explicit EventLoop(const Desc& desc);
    /// What is still queued is destroyed without having run.
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    // -- queueing (the loop's thread) ----------------------------------------------------------------------------
    /// Queues a task. No allocation when the callable fits 96 bytes and the queue has grown before.
    template <std::convertible_to<Callback> F>
    TaskHandle queue_a_task(TaskSource source, Name name, F&& callback) {
        return emplace_task(source, name, trace_ ? current_work().value : 0, std::forward<F>(callback));
    }
    /// A task whose steps are the platform's own: each listener that they call with run_a_callback leaves the call
    /// stack empty, and gets a microtask checkpoint. `cause`: what the trace names as such, an input event for example.
    template <std::convertible_to<Callback> F>
    TaskHandle queue_a_platform_task(TaskSource source, Name name, std::uint64_t cause, F&& callback) {
        return emplace_task(source, name, cause, PlatformSteps<std::decay_t<F>>{state_, std::forward<F>(callback)});
    }
    bool cancel_task(TaskHandle handle);
    /// For the prioritised sources (scheduler.yield): before the tasks of `source` that are no continuations.
    TaskHandle queue_a_continuation(TaskSource source, Name name, Callback callback);
    /// Moves a queued task to another source, among those queued there by the order of queueing. False if it has run.
    bool move_task(TaskHandle handle, TaskSource to);

    template <std::convertible_to<Callback> F>
    void queue_a_microtask(Name name, F&& callback) {
        if (scheduling_state_) [[unlikely]]
            return queue_with_scheduling_state(name, std::forward<F>(callback));
        queue_a_promise_job(name, std::forward<F>(callback));
    }
    /// HostEnqueuePromiseJob: a microtask that does not inherit the scheduling state of what queues it.
    template <std::convertible_to<Callback> F>
    void queue_a_promise_job(Name name, F&& callback) {
        const WorkId id = next_id();
        if (trace_) [[unlikely]]
            microtask_trace_.queued(id, current_work(), name, stamp_for_queueing());
        if (!running_) state_.set(TurnState::has_microtasks);
        microtasks_.emplace_back(id, name, std::forward<F>(callback));
    }

    /// setTimeout, setInterval of HTML: negative is 0, nesting level above 5 waits at least 4 ms, delays over 2^31-1 ms
    /// are 0, equal times in order of registration. An interval is armed anew when it begins to run, so it does not
    /// pile up. `callback` is not empty.
    template <std::convertible_to<Callback> F>
    TimerId set_timeout(Name name, Duration delay, F&& callback) {
        return start(timers_.add(next_id(), Timer::Kind::timeout, name, std::forward<F>(callback)), delay);
    }
    template <std::convertible_to<Callback> F>
    TimerId set_interval(Name name, Duration interval, F&& callback) {
        return start(timers_.add(next_id(), Timer::Kind::interval, name, std::forward<F>(callback)), interval);
    }
    bool clear_timer(TimerId timer);
    /// For the platform's own waiting: `callback` runs between two tasks as soon as a turn begins after `delay`. In the
    /// trace it is a timer, if the name is not empty. Cancelled by clear_timer.
    TimerId set_alarm(Name name, Duration delay, Callback callback);

    /// Runs in the next rendering update; one registered during an update runs in the one after.
    AnimationFrameId request_animation_frame(Name name, FrameCallback callback);
    bool cancel_animation_frame(AnimationFrameId id);

    /// `timeout` zero: none.
    IdleId request_idle_callback(Name name, IdleCallback callback, Duration timeout = 0ns);
    bool cancel_idle_callback(IdleId id);

    // -- from other threads --------------------------------------------------------------------------------------
    /// Handles to queue tasks from any thread. To be asked for on the loop's thread.
    Poster poster();
    /// Ends the present wait_until(), or the next. Any thread.
    void wake() { inbox_->doorbell().ring(); }

    // -- turning (the loop's thread; not from inside a callback) --------------------------------------------------
    /// What this turn should run. Runs microtasks that were queued from outside of callbacks, fires due timers into
    /// their task queue and takes in what other threads posted first. `rendering_since`: when the unused rendering
    /// opportunity came, or time_never for none.
    Choice choose_next(TimePoint rendering_since = time_never);
    /// Runs the first task of the source, which is not empty, and the microtask checkpoint after it.
    void run_a_task(TaskSource source);
    /// Chooses one first. False when there is none.
    bool run_the_next_task();
    /// Runs the animation frame callbacks registered before this call, a checkpoint after each.
    void run_the_animation_frame_callbacks(TimePoint frame_time);
    /// "Start an idle period": runs the idle callbacks registered before, until `deadline` (or 50 ms, or the next
    /// timer), a task is runnable, or wake() says that something arrived; or goes on with one that ended so. What is
    /// registered meanwhile waits for the next: that begins after the next rendering update, or at `without_frame`.
    /// There time_never says that no frame is awaited: the next begins at the deadline, or at once if none was left.
    void start_an_idle_period(TimePoint deadline, TimePoint without_frame = time_never);
    /// Runs `callback` as the platform calls back: in the trace under `kind`, errors reported, and a microtask
    /// checkpoint after it if the call stack is empty. For event listeners, observers and the like.
    void run_a_callback(CallbackKind kind, Name name, Callback& callback);
    /// The same for a callback that script calls (`el.click()`): never a checkpoint.
    void run_a_nested_callback(CallbackKind kind, Name name, Callback& callback);
    /// Drains the microtask queue, also of what is queued meanwhile. Not inside one, nor while a callback is on the
    /// stack.
    void perform_a_microtask_checkpoint();
    /// While paused: blocks until a step of this kind, resume or close. run_a_task waits by itself; whoever updates the
    /// rendering calls this before. Forgets a Stop that was pressed while nothing ran.
    void wait_at_gate(StepKind kind = StepKind::task);
    /// Sleeps until `deadline`, wake() or a post. On a virtual clock lets the time pass.
    void wait_until(TimePoint deadline);
    /// When something becomes runnable by itself (a timer, an idle timeout, the next idle period); else time_never.
    TimePoint next_wake_up();
    bool has_animation_frame_callbacks() const { return !frames_.empty(); }
    bool has_idle_callbacks() const { return !idle_.empty(); }
    /// True when no task, due timer, microtask or post waits now.
    bool nothing_runnable();
    /// Turns until nothing is runnable now; timers that are not due, rendering and idle callbacks stay.
    void run_until_idle();

    // -- settings ------------------------------------------------------------------------------------------------
    void set_policy(Policy policy) { policy_ = policy; }
    Policy policy() const { return policy_; }
    /// Called for each reported error, after it went into the trace. Without it, and its own, errors go to stderr.
    void on_error(MoveOnlyFunction<void(const ErrorReport&)> handler) { error_handler_.set(std::move(handler)); }
    void report_an_error(const char* message);
    /// Called with each animation frame callback that is registered: a frame is wanted. Must be cheap to repeat.
    void on_frame_wanted(Callback hook) { frame_wanted_hook_ = std::move(hook); }
    /// Called at the end of each checkpoint, for "notify about rejected promises".
    void add_checkpoint_hook(Callback hook);
    Clock& clock() { return clock_; }
    LoopControl& control() { return control_; }
    TraceWriter* trace() { return trace_; }
    /// What runs now: the cause of whatever is queued. Zero outside of callbacks.
    WorkId current_work() const { return running_ ? running_->id : WorkId{}; }
    CurrentSchedulingState& scheduling_state() { return scheduling_state_; }

  private:
    WorkId next_id() { return {++last_id_}; }
    /// Inside a callback, queueing is stamped afresh. Outside, the event before happened a moment ago.
    Stamp stamp_for_queueing() const { return running_ || virtual_ ? Stamp::fresh : Stamp::chained; }
    /// For what begins when something else has just ended.
    Stamp stamp_for_starting() const { return virtual_ ? Stamp::fresh : Stamp::chained; }
    template <class F>
    TaskHandle emplace_task(TaskSource source, Name name, std::uint64_t cause, F&& callback) {
        const WorkId id = next_id();
        if (trace_) [[unlikely]]
            trace_task_queued(source, name, id, cause);
        tasks_.emplace(source, id, name, std::forward<F>(callback));
        return {source, id};
    }
    template <class F>
    [[gnu::noinline, gnu::cold]] void queue_with_scheduling_state(Name name, F&& callback) {
        queue_a_promise_job(name, carries(scheduling_state_, std::forward<F>(callback)));
    }
    void trace_task_queued(TaskSource source, Name name, WorkId id, std::uint64_t cause);
    template <class Call>
    void call_and_report(const Work& work, Call&& call);
    void call_as_the_platform(CallbackKind kind, const Work& work, Callback& callback);
    void checkpoint_after(const Work& work);
    void checkpoint(Stamp stamp, const Name& before);
    bool unwatched() const;
    bool run_a_task_plainly(TaskSource source);
    void run_a_task_watched(TaskSource source);
    void drain_microtasks(Name& what_ran);
    void drain_microtasks_watched(Name& what_ran);
    bool may_start_a_microtask();
    TimerId start(Timer& timer, Duration delay);
    void arm(Timer& timer);
    void arm(Timer& timer, Duration delay, TimePoint now);
    TimePoint time_of_setting();
    TimePoint exact_time_of_setting();
    void trace_timer_armed(const Timer& timer, Duration delay, TimePoint due);
    void fire_due_timers(TimePoint now);
    void sound_an_alarm(Timer& timer);
    void run_a_timer(Timer& timer);
    void idle_timeout_passed(IdleId id);
    void take_in_what_came();
    bool posts_may_wait();
    void take_in(Post& post);
    TimePoint time_of_turn();
    int plain_source();
    Choice choose_among_all(TimePoint rendering_since);
    Choice ask_the_policy(TimePoint rendering_since);

    Clock& clock_;  // what each turn touches comes first
    TraceWriter* trace_;
    std::unique_ptr<LoopControl> own_control_;
    LoopControl& control_;
    const Work* running_ = nullptr;  // the innermost callback
    CurrentSchedulingState scheduling_state_;
    std::uint64_t last_id_ = 0;
    TurnState state_;
    const bool virtual_;
    bool performing_a_checkpoint_ = false;
    std::uint8_t watched_;  // 1: a trace, virtual time or hooks make more of each callback
    std::uint8_t timer_nesting_ = 0;
    Policy policy_;
    std::uint32_t turns_without_looking_ = 0;  // for posts
    std::uint32_t passed_over_ = 0;            // sources for which passed_over_since_ holds
    TaskQueues tasks_;
    CallbackQueue microtasks_;
    Timers timers_;
    RecentTime time_of_setting_;
    std::shared_ptr<Inbox> inbox_;
    std::vector<Callback> checkpoint_hooks_;
    MicrotaskTrace microtask_trace_;
    TimePoint passed_over_since_[task_source_count] = {};
    AnimationFrames frames_;
    IdleCallbacks idle_;
    NameTable* names_;
    Handler<const ErrorReport&> error_handler_;
    Callback frame_wanted_hook_;
};

}  // namespace janklab
