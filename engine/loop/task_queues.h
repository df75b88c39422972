// SPDX-License-Identifier: MIT
// TaskQueues: one first-in, first-out queue a task source, and a bitmap of those that are not empty. The prioritised
// sources have a second queue each, for continuations (scheduler.yield), which goes before the first. One thread.
#pragma once

#include <bit>
#include <cstdint>
#include <memory>
#include <utility>
#include <map>

#include "base/ids.h"
#include "loop/callback_queue.h"
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

/// Ids ascend within a queue.
class TaskQueues {
  public:
    template <class F>
    void emplace(TaskSource source, WorkId id, Name name, F&& callback) {
        const auto at = static_cast<std::size_t>(source);
        queues_[at].emplace_back(id, name, std::forward<F>(callback));
        occupied_ |= 1u << at;
    }
    /// Moves a callable here from where it lies.
    void move_in(TaskSource source, WorkId id, Name name, const QueuedCallback::Operations& operations,
                 void* callable) {
        const auto at = static_cast<std::size_t>(source);
        queues_[at].move_back(id, name, operations, callable);
        occupied_ |= 1u << at;
    }
    /// `source` is one of the prioritised.
    template <class F>
    void emplace_continuation(TaskSource source, WorkId id, Name name, F&& callback) {
        const auto continuations = static_cast<TaskSource>(static_cast<std::size_t>(source) + to_continuation);
        emplace(continuations, id, name, std::forward<F>(callback));
    }

    bool empty() const { return occupied_ == 0; }
    bool has_tasks(TaskSource source) const { return has(static_cast<std::size_t>(source)); }
    /// Bit i: there is a task of TaskSource i.
    std::uint32_t sources() const {
        const std::uint32_t queues = occupied_ | occupied_ >> to_moved;
        return (queues | (queues >> to_continuation & prioritised)) & all_sources;
    }
    /// The source that has tasks, if it is the only one and none of them is a continuation or was moved; otherwise -1.
    int only_source() const {
        const bool one = occupied_ && (occupied_ & (occupied_ - 1)) == 0;  // has_single_bit calls a function here
        return one && occupied_ <= all_sources ? std::countr_zero(occupied_) : -1;
    }
    /// The id of the first task of a source that has one.
    std::uint64_t first_id(TaskSource source) const;
    /// Takes the first task of a source that has one. It stays where it lies until the next is taken from the source.
    QueuedCallback& take_in_place(TaskSource source) {
        const auto at = static_cast<std::size_t>(source);
        if (any_beside_its_queue()) [[unlikely]]
            return take_one_of_several(at);
        return take_from(at);
    }
    /// Whether there are tasks that were moved, or continuations.
    bool any_beside_its_queue() const { return occupied_ > all_sources; }
    /// The same where there are none of those; null where something has to be looked at closer.
    QueuedCallback* take_in_place_plainly(TaskSource source) {
        const auto at = static_cast<std::size_t>(source);
        CallbackQueue& queue = queues_[at];
        QueuedCallback* const task = queue.take_front_plainly();
        if (task && queue.empty()) occupied_ &= ~(1u << at);
        return task;
    }
    /// Destroys all that wait.
    void clear();
    /// Destroys a task that waits. False if it is not there.
    bool cancel(TaskHandle handle);
    /// Moves a task between prioritised sources; a continuation stays one. In its new queue, it takes the place that
    /// its id gives it. Returns its name; null if it is not there.
    const Name* move(TaskHandle handle, TaskSource to);

  private:
    static constexpr int first_prioritised = static_cast<int>(TaskSource::user_blocking);
    static constexpr std::size_t to_continuation = task_source_count - first_prioritised;
    static constexpr std::size_t queue_count = task_source_count + 3;
    static constexpr std::size_t to_moved = 16;  // from the bit of a queue to that of the tasks that were moved into it
    static constexpr std::uint32_t all_sources = (1u << task_source_count) - 1;
    static constexpr std::uint32_t prioritised = 7u << first_prioritised;
    static_assert(static_cast<int>(TaskSource::background) == first_prioritised + 2 && queue_count <= to_moved);

    /// A task that was moved, with its callable on the heap: it must stand between others that do not move.
    struct Moved {
        Work work;
        const QueuedCallback::Operations* operations = nullptr;
        std::unique_ptr<std::byte[]> callable;

        Moved(const Work& work, const QueuedCallback::Operations& operations, void* callable);
        Moved(Moved&& other) noexcept;
        Moved& operator=(Moved&&) = delete;
        ~Moved();
        void operator()();
    };

    QueuedCallback& take_from(std::size_t at) {
        CallbackQueue& queue = queues_[at];
        QueuedCallback& task = queue.take_front_in_place();
        if (queue.empty()) occupied_ &= ~(1u << at);
        return task;
    }
    bool has(std::size_t at) const { return occupied_ >> at & 1; }
    bool has_moved(std::size_t at) const { return occupied_ >> (at + to_moved) & 1; }
    /// The queue that goes first for a source that has tasks: that of its continuations, if there are any.
    std::size_t first_queue(std::size_t at) const;
    bool moved_is_first(std::size_t at) const;
    QueuedCallback& take_one_of_several(std::size_t source);
    /// Takes a task out of the middle; `take` gets its work, operations and callable.
    template <class Take>
    bool extract(std::size_t at, WorkId id, Take&& take);

    std::uint32_t occupied_ = 0;  // bit i: queue i has tasks; bit i + to_moved: tasks were moved into queue i
    CallbackQueue queues_[queue_count];
    std::map<WorkId, Moved> moved_[queue_count];
    CallbackQueue taken_moved_;              // the one of them that runs
    Name name_of_moved_;
};

}  // namespace janklab
