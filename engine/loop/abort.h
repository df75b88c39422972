// SPDX-License-Identifier: MIT
// AbortController and AbortSignal (https://dom.spec.whatwg.org/#aborting-ongoing-activities), TaskController and
// TaskSignal (https://wicg.github.io/scheduling-apis/). Signals are handles: copies stand for the same signal. What is
// registered with a signal must not throw. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/ids.h"
#include "base/move_only_function.h"
#include "base/result.h"

namespace janklab {

enum class TaskPriority : std::uint8_t { user_blocking, user_visible, background };
const char* to_string(TaskPriority priority);

using SignalListenerId = Id<struct SignalListenerTag>;
using PriorityListener = MoveOnlyFunction<void(TaskPriority previous)>;
struct SignalState;

class AbortSignal {
  public:
    /// No signal: never aborted.
    AbortSignal() = default;
    /// AbortSignal.any(): aborted as soon as one of them is, with its reason.
    static AbortSignal any(std::span<const AbortSignal> signals);

    explicit operator bool() const { return state_ != nullptr; }
    bool aborted() const;
    /// Empty while it is not aborted.
    const std::string& reason() const;
    /// The "abort" event: called once, after everything that depends on the signal has been cancelled. Never called if
    /// it is aborted already.
    SignalListenerId on_abort(Callback listener) const;
    /// Takes back any registration. False if it was called or is unknown.
    bool remove_listener(SignalListenerId id) const;

    /// The priority, if it is a TaskSignal.
    std::optional<TaskPriority> task_priority() const;

    // -- for whoever offers something that can be aborted ---------------------------------------------------------
    /// "Add an algorithm to an AbortSignal": called before the listeners.
    SignalListenerId add_abort_algorithm(Callback algorithm) const;
    SignalListenerId add_priority_change_algorithm(PriorityListener algorithm) const;

  protected:
    friend class AbortController;
    explicit AbortSignal(std::shared_ptr<SignalState> state) : state_(std::move(state)) {}
    std::shared_ptr<SignalState> state_;
};

class AbortController {
  public:
    AbortController();
    AbortSignal signal() const { return AbortSignal(state_); }
    /// Does nothing the second time.
    void abort(std::string reason = "AbortError: signal is aborted without reason") const;

  protected:
    explicit AbortController(TaskPriority priority);
    std::shared_ptr<SignalState> state_;
};

class TaskSignal : public AbortSignal {
  public:
    TaskPriority priority() const { return *task_priority(); }
    /// The "prioritychange" event, after the tasks have moved.
    SignalListenerId on_priority_change(PriorityListener listener) const;

  private:
    friend class TaskController;
    using AbortSignal::AbortSignal;
};

class TaskController : public AbortController {
  public:
    explicit TaskController(TaskPriority priority = TaskPriority::user_visible) : AbortController(priority) {}
    TaskSignal signal() const { return TaskSignal(state_); }
    /// Moves the tasks that wait under the signal. Fails when called from one of its own listeners for the change.
    Result<void> set_priority(TaskPriority priority) const;
};

}  // namespace janklab
