// SPDX-License-Identifier: MIT
// What a coroutine can wait for besides promises: co_await next_frame(), delay(4ms), yield(), idle(). Each goes on as
// if it had awaited a promise that the callback resolves: in a microtask after the callback of frame, timer, task or
// idle period. None allocates. Destroying the coroutine cancels the callback. The loop's thread.
#pragma once

#include <coroutine>
#include <optional>

#include "async/frame.h"
#include "base/name.h"
#include "base/time.h"
#include "loop/event_loop.h"
#include "loop/prioritised_task.h"

namespace janklab {

struct NextFrame {
    Name name;
};
struct Delay {
    Duration duration;
    Name name;
};
struct Yield {
    Name name;
};
struct Idle {
    Duration timeout;
    Name name;
};

/// Until the next frame's animation frame callbacks; gives the frame's time.
inline NextFrame next_frame(Name name = "next_frame") { return {name}; }
/// As setTimeout: at least so long; from nesting level six on at least 4 ms.
inline Delay delay(Duration duration, Name name = "delay") { return {duration, name}; }
/// As scheduler.yield: lets more urgent tasks and rendering go first, and goes on before other tasks of its priority.
/// Priority and signal are those of the scheduling state that the coroutine carries along from the task posted with
/// them (user-visible without one); where the signal is aborted, or was before, it throws the reason, a Rejection.
inline Yield yield(Name name = "yield") { return {name}; }
/// As requestIdleCallback; gives the deadline. `timeout` zero: waits for as long as it takes.
inline Idle idle(Duration timeout = 0ns, Name name = "idle") { return {timeout, name}; }

/// What the four waits have in common: the coroutine, and the name of the callback and of the microtask after it.
class CallbackWait {
  public:
    CallbackWait(const CallbackWait&) = delete;
    CallbackWait& operator=(const CallbackWait&) = delete;
    bool await_ready() const noexcept { return false; }

  protected:
    CallbackWait(AsyncFrame& frame, Name name) : frame_(frame), name_(name) {}
    ~CallbackWait() = default;
    /// Before the callback is registered. Returns the loop to register it with.
    EventLoop& suspend();
    /// In the callback.
    void happened() { frame_.queue_resumption(name_); }
    EventLoop& loop() const { return *frame_.realm().loop(); }
    Name name() const { return name_; }

  private:
    AsyncFrame& frame_;
    Name name_;
};

class FrameWait : public CallbackWait {
  public:
    FrameWait(AsyncFrame& frame, NextFrame what) : CallbackWait(frame, what.name) {}
    ~FrameWait();
    void await_suspend(std::coroutine_handle<>);
    TimePoint await_resume() const { return frame_time_; }

  private:
    AnimationFrameId waiting_;
    TimePoint frame_time_;
};

class TimerWait : public CallbackWait {
  public:
    TimerWait(AsyncFrame& frame, Delay what) : CallbackWait(frame, what.name), duration_(what.duration) {}
    ~TimerWait();
    void await_suspend(std::coroutine_handle<>);
    void await_resume() const {}

  private:
    Duration duration_;
    TimerId waiting_;
};

class YieldWait : public CallbackWait {
  public:
    YieldWait(AsyncFrame& frame, Yield what) : CallbackWait(frame, what.name) {}
    ~YieldWait();
    void await_suspend(std::coroutine_handle<>);
    void await_resume() const;

  private:
    std::optional<PrioritisedTask> rest_;
    bool aborted_ = false;
};

class IdleWait : public CallbackWait {
  public:
    IdleWait(AsyncFrame& frame, Idle what) : CallbackWait(frame, what.name), timeout_(what.timeout) {}
    ~IdleWait();
    void await_suspend(std::coroutine_handle<>);
    IdleDeadline await_resume() const { return deadline_; }

  private:
    Duration timeout_;
    IdleId waiting_;
    IdleDeadline deadline_;
};

}  // namespace janklab
