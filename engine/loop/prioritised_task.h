// SPDX-License-Identifier: MIT
// PrioritisedTask: a task or continuation of the scheduler while its signal may take it out of its queue, or move it to
// another ("task handle", https://wicg.github.io/scheduling-apis/#task-handle). It stays where it was made: the signal
// knows it. The loop's thread.
#pragma once

#include "base/move_only_function.h"
#include "base/name.h"
#include "loop/scheduling_state.h"
#include "loop/task_queues.h"

namespace janklab {

class EventLoop;

class PrioritisedTask {
  public:
    enum class Kind : std::uint8_t { task, continuation };

    /// The loop must outlive it.
    PrioritisedTask(EventLoop& loop, Name name, Kind kind, SchedulingState state)
        : loop_(loop), name_(name), kind_(kind), state_(std::move(state)) {}
    PrioritisedTask(const PrioritisedTask&) = delete;
    PrioritisedTask& operator=(const PrioritisedTask&) = delete;
    /// The step stays in the queue: who made it takes it out, if it needs this.
    ~PrioritisedTask() { end(); }

    const SchedulingState& state() const { return state_; }
    /// From now on follows the signal; `on_abort` is called if that is aborted before end().
    void watch(Callback on_abort);
    /// Queues `step`, with the priority of this moment. The step calls started() first.
    void enqueue(Callback&& step);
    /// It is not in the queue any more; it may still be aborted.
    void started() { task_ = {}; }
    /// Nobody aborts or moves it any more.
    void end() {
        if (state_.signal) stop_watching();
    }
    /// Ends it, and takes it out of the queue.
    void withdraw() {
        end();
        if (task_.id) take_out();
    }

  private:
    void change_priority();
    void stop_watching();
    void take_out();

    EventLoop& loop_;
    Name name_;
    Kind kind_;
    SchedulingState state_;
    SignalListenerId abort_algorithm_, priority_algorithm_;
    TaskHandle task_{};
};

}  // namespace janklab
