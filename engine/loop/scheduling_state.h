// SPDX-License-Identifier: MIT
// SchedulingState: what scheduler.yield() inherits: who may abort, and with which priority to go on. A task posted with
// a priority or a signal sets it, and whatever it makes that goes on later carries it along: microtasks, promise
// callbacks, coroutines; not its timers, frames and tasks. https://wicg.github.io/scheduling-apis/#scheduling-state
#pragma once

#include <optional>
#include <type_traits>
#include <utility>

#include "loop/abort.h"
#include "trace/event.h"

namespace janklab {

TaskSource source_of(TaskPriority priority);

struct SchedulingState {
    AbortSignal signal;                    // the abort source, and, without `priority`, the priority source
    std::optional<TaskPriority> priority;  // fixed

    /// False where it says no more than no state at all: never aborted, user-visible.
    explicit operator bool() const { return signal || priority; }
    /// Now: that of a TaskSignal may change.
    TaskPriority effective_priority() const {
        return priority ? *priority : signal.task_priority().value_or(TaskPriority::user_visible);
    }
};

/// That of what runs, of an event loop. Empty where what runs has none. One thread.
class CurrentSchedulingState {
  public:
    /// While it lives, `state`, which must live as long, is the current one.
    class Scope {
      public:
        Scope(CurrentSchedulingState& current, const SchedulingState& state)
            : current_(current), outer_(std::exchange(current.state_, state ? &state : nullptr)) {}
        ~Scope() { current_.state_ = outer_; }
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

      private:
        CurrentSchedulingState& current_;
        const SchedulingState* const outer_;
    };

    explicit operator bool() const { return state_ != nullptr; }
    SchedulingState get() const { return state_ ? *state_ : SchedulingState{}; }
    /// To `to`, which is empty.
    void copy_to(SchedulingState& to) const {
        if (state_) [[unlikely]]
            copy(to);
    }

  private:
    [[gnu::noinline, gnu::cold]] void copy(SchedulingState& to) const { to = *state_; }

    const SchedulingState* state_ = nullptr;  // null instead of an empty one
};

/// A callable that runs in the scheduling state in which this was made.
template <class F>
struct CarriesSchedulingState {
    CurrentSchedulingState& current;
    SchedulingState state;
    F call;
    void operator()() {
        const CurrentSchedulingState::Scope scope(current, state);
        call();
    }
};

template <class F>
CarriesSchedulingState<std::decay_t<F>> carries(CurrentSchedulingState& current, F&& call) {
    return {current, current.get(), std::forward<F>(call)};
}

}  // namespace janklab
