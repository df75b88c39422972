// SPDX-License-Identifier: MIT
// TaskQueues: one first-in, first-out queue a task source, and a bitmap of those that are not empty. The prioritised
// sources have a second queue each, for continuations (scheduler.yield), which goes before the first. One thread.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/ids.h"
#include "base/move_only_function.h"
#include "loop/block_queue.h"
#include "loop/work.h"
#include "trace/event.h"

namespace janklab {

/// For cancelling. Cancelling what has run, or was cancelled, does nothing and returns false.
struct TaskHandle {
    TaskSource source{};
    WorkId id;
};

/// scheduler.postTask has three sources, one a priority.
constexpr bool is_prioritised(TaskSource source) {
    return source >= TaskSource::user_blocking && source <= TaskSource::background;
}

/// Whose steps a task's own code is: script's, which is on the call stack, or the platform's, which is not, so that
/// each listener that it calls leaves the call stack empty.
enum class StepsOf : std::uint8_t { platform, script };

/// Ids ascend within a queue.
struct QueuedTask : Work {
    StepsOf steps = StepsOf::script;
    Callback callback;  // empty: cancelled, waiting to be swept out
};

class TaskQueues {
  public:
    template <class F>
    void emplace(TaskSource source, const Work& work, StepsOf steps, F&& callback) {
        emplace_at(static_cast<int>(source), work, steps, std::forward<F>(callback));
    }
    /// `source` is one of the prioritised.
    template <class F>
    void emplace_continuation(TaskSource source, const Work& work, F&& callback) {
        emplace_at(static_cast<int>(source) + to_continuation, work, StepsOf::script, std::forward<F>(callback));
    }

    bool empty() const { return occupied_ == 0; }
    /// Bit i: there is a task of TaskSource i.
    std::uint32_t sources() const { return (occupied_ | (occupied_ >> to_continuation & prioritised)) & all_sources; }
    /// The source that has tasks, if it is the only one and none of them is a continuation; otherwise -1.
    int only_source() const {
        const bool one = occupied_ && (occupied_ & (occupied_ - 1)) == 0;  // has_single_bit calls a function here
        return one && occupied_ <= all_sources ? std::countr_zero(occupied_) : -1;
    }
    /// The id of the first task of a source that has one.
    std::uint64_t first_id(TaskSource source) const { return queues_[first_queue(source)].front().id.value; }
    /// Takes the first task of a source that has one. It stays where it lies until the next is taken from the source;
    /// the caller destroys it.
    QueuedTask& take_in_place(TaskSource source) {
        const int at = first_queue(source);
        QueuedTask& task = queues_[at].take_front_in_place();
        settle(at);
        return task;
    }
    /// Takes out a task from the middle; nothing if it is not there.
    std::optional<QueuedTask> extract(TaskHandle handle);
    /// Moves a task between prioritised sources; a continuation stays one. In its new queue, it takes the place that
    /// its id gives it. Returns its name; nothing if it is not there.
    std::optional<Name> move(TaskHandle handle, TaskSource to);

  private:
    static constexpr int first_prioritised = static_cast<int>(TaskSource::user_blocking);
    static constexpr int to_continuation = task_source_count - first_prioritised;
    static constexpr int queue_count = task_source_count + 3;
    static constexpr std::uint32_t all_sources = (1u << task_source_count) - 1;
    static constexpr std::uint32_t prioritised = 7u << first_prioritised;
    static_assert(static_cast<int>(TaskSource::background) == first_prioritised + 2);

    int first_queue(TaskSource source) const {
        const int at = static_cast<int>(source);
        if (occupied_ <= all_sources) [[likely]]
            return at;
        return is_prioritised(source) && (occupied_ >> (at + to_continuation) & 1) ? at + to_continuation : at;
    }
    template <class F>
    void emplace_at(int at, const Work& work, StepsOf steps, F&& callback) {
        queues_[at].emplace_back(work, steps, std::forward<F>(callback));
        occupied_ |= 1u << at;
    }
    /// After something was taken out: the front is never a cancelled one, and the bitmap is right.
    void settle(int at) {
        if (cancelled_) [[unlikely]]
            sweep_front(queues_[at]);
        if (queues_[at].empty()) occupied_ &= ~(1u << at);
    }
    void sweep_front(BlockQueue<QueuedTask>& queue) {
        while (!queue.empty() && !queue.front().callback) {
            queue.pop_front();
            --cancelled_;
        }
    }
    /// Where the task of this id lies, or would lie.
    static std::size_t place_of(const BlockQueue<QueuedTask>& queue, WorkId id);
    std::optional<QueuedTask> extract_from(int at, WorkId id);
    void insert(int at, QueuedTask task);
    /// Calls `take_from` with the queues where the task may lie, until one has it.
    template <class TakeFrom>
    static auto search(TaskHandle handle, TakeFrom&& take_from) {
        const int at = static_cast<int>(handle.source);
        auto found = take_from(at);
        return found || !is_prioritised(handle.source) ? std::move(found) : take_from(at + to_continuation);
    }

    BlockQueue<QueuedTask> queues_[queue_count];
    std::uint32_t occupied_ = 0;   // bit i: queue i has tasks
    std::uint32_t cancelled_ = 0;  // those that still lie in a queue
};

inline std::size_t TaskQueues::place_of(const BlockQueue<QueuedTask>& queue, WorkId id) {
    std::size_t low = 0, high = queue.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (queue[middle].id < id) low = middle + 1;
        else high = middle;
    }
    return low;
}

inline std::optional<QueuedTask> TaskQueues::extract_from(int at, WorkId id) {
    BlockQueue<QueuedTask>& queue = queues_[at];
    const std::size_t place = place_of(queue, id);
    if (place == queue.size() || queue[place].id != id || !queue[place].callback) return std::nullopt;
    QueuedTask task = std::move(queue[place]);
    ++cancelled_;
    settle(at);
    return task;
}

inline void TaskQueues::insert(int at, QueuedTask task) {
    BlockQueue<QueuedTask>& queue = queues_[at];
    occupied_ |= 1u << at;
    std::size_t place = place_of(queue, task.id);
    if (place < queue.size() && queue[place].id == task.id) {  // it had been here before
        queue[place] = std::move(task);
        --cancelled_;
        return;
    }
    queue.emplace_back(std::move(task));
    for (std::size_t last = queue.size() - 1; place < last; ++place) std::swap(queue[place], queue[last]);
}

inline std::optional<QueuedTask> TaskQueues::extract(TaskHandle handle) {
    return search(handle, [&](int at) { return extract_from(at, handle.id); });
}

inline std::optional<Name> TaskQueues::move(TaskHandle handle, TaskSource to) {
    return search(handle, [&](int from) -> std::optional<Name> {
        std::optional<QueuedTask> task = extract_from(from, handle.id);
        if (!task) return std::nullopt;
        const Name name = task->name;
        insert(static_cast<int>(to) + (from - static_cast<int>(handle.source)), std::move(*task));
        return name;
    });
}

}  // namespace janklab
