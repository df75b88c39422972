// SPDX-License-Identifier: MIT
// Scheduler: prioritised tasks (https://wicg.github.io/scheduling-apis/), scheduler.postTask() and scheduler.yield().
// Each priority is a task source of the loop; which goes first is the loop's policy. The loop's thread.
#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <string>

#include "base/move_only_function.h"
#include "base/name.h"
#include "base/time.h"
#include "loop/scheduling_state.h"

namespace janklab {

class EventLoop;

/// How a posted task ended: what its promise is settled with.
struct TaskOutcome {
    enum class Kind : std::uint8_t { ran, threw, aborted } kind = Kind::ran;
    std::string reason;        // aborted: the signal's
    std::exception_ptr error;  // threw
};
using TaskCompletion = MoveOnlyFunction<void(const TaskOutcome&)>;

struct PostTaskOptions {
    /// Fixed. Without one, the signal's, which may change while the task waits; without that, user-visible.
    std::optional<TaskPriority> priority;
    /// Before it is queued; negative is 0.
    Duration delay{};
    /// An AbortSignal or a TaskSignal; aborting it takes the task out of the queue.
    AbortSignal signal;
};

class Scheduler {
  public:
    /// The loop must outlive the scheduler; what was posted does not need the scheduler any more.
    explicit Scheduler(EventLoop& loop) : loop_(loop) {}

    /// Queues `body`. `completion` is called when it has run, has thrown, or will never run because its signal was
    /// aborted (at once, if that has happened before). Without a completion, what `body` throws is reported as an error
    /// of the loop. Priority and signal are the scheduling state while it runs.
    void post_task(Name name, Callback body, PostTaskOptions options = {}, TaskCompletion completion = {});
    /// Queues the rest of something that lets others go first: before other tasks of its priority. Without `priority`
    /// and signal it inherits the scheduling state of what runs: priority, and the signal that may abort it.
    void queue_continuation(Name name, Callback rest, PostTaskOptions options = {}, TaskCompletion completion = {});

  private:
    EventLoop& loop_;
};

}  // namespace janklab
