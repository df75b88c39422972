// SPDX-License-Identifier: MIT
#include "loop/prioritised_task.h"

#include "loop/event_loop.h"

namespace janklab {

TaskSource source_of(TaskPriority priority) {
    return static_cast<TaskSource>(static_cast<int>(TaskSource::user_blocking) + static_cast<int>(priority));
}

void PrioritisedTask::watch(Callback on_abort) {
    const AbortSignal& signal = state_.signal;
    abort_algorithm_ = signal.add_abort_algorithm(std::move(on_abort));
    if (state_.priority || !signal.task_priority()) return;
    priority_algorithm_ = signal.add_priority_change_algorithm([this](TaskPriority) { change_priority(); });
}

void PrioritisedTask::enqueue(Callback&& step) {
    const TaskSource source = source_of(state_.effective_priority());
    task_ = kind_ == Kind::task ? loop_.queue_a_task(source, name_, std::move(step))
                                : loop_.queue_a_continuation(source, name_, std::move(step));
}

void PrioritisedTask::change_priority() {
    const TaskSource source = source_of(state_.effective_priority());
    if (loop_.move_task(task_, source)) task_.source = source;
}

void PrioritisedTask::stop_watching() {
    state_.signal.remove_listener(std::exchange(abort_algorithm_, {}));
    state_.signal.remove_listener(std::exchange(priority_algorithm_, {}));
}

void PrioritisedTask::take_out() { loop_.cancel_task(std::exchange(task_, {})); }

}  // namespace janklab
