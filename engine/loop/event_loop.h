// SPDX-License-Identifier: MIT
// EventLoop: the event loop of HTML (https://html.spec.whatwg.org/multipage/webappapis.html#event-loops), without
// document and display: task queues by task source, microtasks, timers, animation frame callbacks, idle callbacks. One
// thread; only a Poster (loop/poster.h) and LoopControl may be used from others. Page::run() turns it.
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/move_only_function.h"
#include "base/name.h"
#include "base/time.h"
#include "loop/control.h"
#include "loop/policy.h"
#include "trace/trace_writer.h"

namespace janklab {

class NameTable;

/// For cancelling. Cancelling what has run, or was cancelled, does nothing and returns false.
struct TaskHandle {
    TaskSource source{};
    WorkId id;
};
using TimerId = Id<struct TimerTag>;
using AnimationFrameId = Id<struct AnimationFrameTag>;
using IdleId = Id<struct IdleTag>;

using FrameCallback = MoveOnlyFunction<void(TimePoint frame_time)>;

/// Given to an idle callback.
struct IdleDeadline {
    TimePoint deadline;
    bool did_timeout = false;
    Clock* clock = nullptr;
    /// What is left, never negative; 0 after a timeout. Reads the clock.
    Duration time_remaining() const;
};
using IdleCallback = MoveOnlyFunction<void(const IdleDeadline&)>;

/// An error that a callback let out. `message` lives during the call only.
struct ErrorReport {
    const char* message;
    WorkId work;  // the task, microtask or callback
    Name name;    // of it
};

class EventLoop {
  public:
    struct Desc {
        Clock* clock = nullptr;         // must outlive the loop
        TraceWriter* trace = nullptr;   // null: nothing is recorded
        NameTable* names = nullptr;     // for error messages in the trace; may be null with trace
        LoopControl* control = nullptr; // null: the loop has one of its own
        Policy policy = Policy::browser;
    };
    explicit EventLoop(const Desc& desc);
    ~EventLoop();

    // -- queueing (the loop's thread) ----------------------------------------------------------------------------
    /// Queues a task. No allocation when the callable fits 48 bytes and the queue has grown before.
    TaskHandle queue_a_task(TaskSource source, Name name, Callback callback);
    bool cancel_task(TaskHandle handle);
    void queue_a_microtask(Name name, Callback callback);

    /// setTimeout, setInterval of HTML: negative is 0, nesting level above 5 waits at least 4 ms, equal times in order
    /// of registration, intervals do not pile up.
    TimerId set_timeout(Name name, Duration delay, Callback callback);
    TimerId set_interval(Name name, Duration interval, Callback callback);
    bool clear_timer(TimerId timer);

    /// Runs in the next rendering update; one registered during an update runs in the one after.
    AnimationFrameId request_animation_frame(Name name, FrameCallback callback);
    bool cancel_animation_frame(AnimationFrameId id);

    /// `timeout` zero: none.
    IdleId request_idle_callback(Name name, IdleCallback callback, Duration timeout = 0ns);
    bool cancel_idle_callback(IdleId id);

    // -- turning (the loop's thread; not from inside a callback) --------------------------------------------------
    /// What this turn should run. Fires due timers into their task queue and takes in what other threads posted first.
    /// `rendering_since`: when the unused rendering opportunity came, or time_never for none.
    Choice choose_next(TimePoint rendering_since = time_never);
    /// Runs the first task of the source and the microtask checkpoint after it.
    void run_a_task(TaskSource source);
    /// Runs the animation frame callbacks registered before this call, a checkpoint after each.
    void run_the_animation_frame_callbacks(TimePoint frame_time);
    /// "Start an idle period": runs the idle callbacks registered before, until `deadline` (at most 50 ms ahead) is
    /// reached or a task is runnable or `interrupted` says that something arrived.
    void start_an_idle_period(TimePoint deadline);
    /// Runs `callback` as the platform calls back: in the trace under `kind`, errors reported, and a microtask
    /// checkpoint after it if the call stack is empty. For event listeners, observers and the like.
    void run_a_callback(CallbackKind kind, Name name, Callback& callback);
    /// Drains the microtask queue, also of what is queued meanwhile. Does nothing when already inside one, or while a
    /// callback is on the stack.
    void perform_a_microtask_checkpoint();

    /// When something becomes runnable by itself (a timer, an idle timeout); time_never for nothing.
    TimePoint next_wake_up() const;
    bool has_animation_frame_callbacks() const;
    bool has_idle_callbacks() const;
    /// True when no task, due timer or microtask waits now.
    bool nothing_runnable() const;
    /// Turns until nothing is runnable now (timers that are not due stay). Rendering is not part of it.
    void run_until_idle();

    // -- settings ------------------------------------------------------------------------------------------------
    void set_policy(Policy policy);
    Policy policy() const;
    /// Called for each reported error, after it went into the trace. Without one, errors go to stderr.
    void on_error(MoveOnlyFunction<void(const ErrorReport&)> handler);
    void report_an_error(const char* message);
    /// Called when an animation frame callback was registered and none was before: a frame is wanted.
    void on_frame_wanted(Callback hook);
    /// Called at the end of each checkpoint, for "notify about rejected promises".
    void add_checkpoint_hook(Callback hook);

    Clock& clock();
    LoopControl& control();
    TraceWriter* trace();
    /// What runs now: the cause of whatever is queued. Zero outside of callbacks.
    WorkId current_work() const;
};

}  // namespace janklab
