// SPDX-License-Identifier: MIT
#include "loop/task_queues.h"

#include <algorithm>

namespace janklab {

// -- a task that was moved ---------------------------------------------------------------------------------------

TaskQueues::Moved::Moved(const Work& work, const QueuedCallback::Operations& operations, void* callable)
    : work(work), operations(&operations), callable(new std::byte[operations.bytes]) {
    operations.move(this->callable.get(), callable);
}
TaskQueues::Moved::Moved(Moved&& other) noexcept
    : work(other.work), operations(std::exchange(other.operations, nullptr)), callable(std::move(other.callable)) {}
TaskQueues::Moved::~Moved() {
    if (operations) operations->drop(callable.get());
}
void TaskQueues::Moved::operator()() { std::exchange(operations, nullptr)->consume(callable.get()); }

// -- the queues --------------------------------------------------------------------------------------------------

std::size_t TaskQueues::first_queue(std::size_t at) const {
    const std::size_t continuations = at + to_continuation;
    const bool has_two = is_prioritised(static_cast<TaskSource>(at));
    return has_two && (has(continuations) || has_moved(continuations)) ? continuations : at;
}

bool TaskQueues::moved_is_first(std::size_t at) const {
    return has_moved(at) && (!has(at) || moved_[at].begin()->first < queues_[at].front().work.id);
}

std::uint64_t TaskQueues::first_id(TaskSource source) const {
    const std::size_t at = first_queue(static_cast<std::size_t>(source));
    return moved_is_first(at) ? moved_[at].begin()->first.value : queues_[at].front().work.id.value;
}

QueuedCallback& TaskQueues::take_one_of_several(std::size_t source) {
    const std::size_t at = first_queue(source);
    if (!moved_is_first(at)) return take_from(at);
    const auto first = moved_[at].begin();
    const Work work = first->second.work;
    taken_moved_.emplace_back(work.id, work.name, std::move(first->second));
    moved_[at].erase(first);
    if (moved_[at].empty()) occupied_ &= ~(1u << (at + to_moved));
    return taken_moved_.take_front_in_place();
}

template <class Take>
bool TaskQueues::extract(std::size_t at, WorkId id, Take&& take) {
    if (QueuedCallback* const task = queues_[at].remove(id)) {
        if (queues_[at].empty()) occupied_ &= ~(1u << at);
        take(Work{id, task->work.name}, *task->operations, task->callable());
        return true;
    }
    const auto moved = moved_[at].find(id);
    if (moved == moved_[at].end()) return false;
    Moved task = std::move(moved->second);
    moved_[at].erase(moved);
    if (moved_[at].empty()) occupied_ &= ~(1u << (at + to_moved));
    take(task.work, *std::exchange(task.operations, nullptr), task.callable.get());
    return true;
}

void TaskQueues::clear() {
    occupied_ = 0;
    for (CallbackQueue& queue : queues_) queue.clear();
    for (std::map<WorkId, Moved>& moved : moved_) static_cast<void>(std::exchange(moved, {}));
}

bool TaskQueues::cancel(TaskHandle handle) {
    const auto destroy = [](const Work&, const QueuedCallback::Operations& operations, void* callable) {
        operations.drop(callable);
    };
    const auto at = static_cast<std::size_t>(handle.source);
    return extract(at, handle.id, destroy) ||
           (is_prioritised(handle.source) && extract(at + to_continuation, handle.id, destroy));
}

const Name* TaskQueues::move(TaskHandle handle, TaskSource to) {
    const auto from = static_cast<std::size_t>(handle.source);
    const auto move_from = [&](std::size_t at) {
        const std::size_t into = static_cast<std::size_t>(to) + (at - from);
        return extract(
            at, handle.id, [&](const Work& work, const QueuedCallback::Operations& operations, void* callable) {
                name_of_moved_ = work.name;
                moved_[into].try_emplace(work.id, work, operations, callable);
                occupied_ |= 1u << (into + to_moved);
            });
    };
    const bool found = move_from(from) || (is_prioritised(handle.source) && move_from(from + to_continuation));
    return found ? &name_of_moved_ : nullptr;
}

}  // namespace janklab
