// SPDX-License-Identifier: MIT
// IdleCallbacks: the list of idle request callbacks and the list of runnable ones
// (https://w3c.github.io/requestidlecallback/). An idle period runs what was registered before it began, and what is
// registered in it waits for the next, also where the list was emptied long before the period's end. One thread.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>

#include "base/clock.h"
#include "base/ids.h"
#include "base/move_only_function.h"
#include "base/name.h"
#include "base/ring_buffer.h"
#include "base/time.h"
#include "loop/task_queues.h"
#include "loop/timers.h"

namespace janklab {

using IdleId = Id<struct IdleTag>;

/// Given to an idle callback.
struct IdleDeadline {
    TimePoint deadline;
    bool did_timeout = false;
    Clock* clock = nullptr;
    /// What is left, never negative; 0 after a timeout. Reads the clock.
    Duration time_remaining() const;
};
using IdleCallback = MoveOnlyFunction<void(const IdleDeadline&)>;

class IdleCallbacks {
  public:
    static constexpr Duration longest_period = 50ms;

    struct Entry {
        IdleId id;
        Name name;
        TimerId alarm;          // for its timeout; zero: none
        TaskHandle task;        // queued because the timeout has passed; zero: none
        IdleCallback callback;  // empty: cancelled, or run because its timeout passed
    };

    bool empty() const { return live_ == 0; }
    void add(IdleId id, Name name, TimerId alarm, IdleCallback callback) {
        waiting_.emplace_back(id, name, alarm, TaskHandle{}, std::move(callback));
        ++live_;
    }
    /// Null if it has run, was cancelled, or is unknown.
    Entry* find(IdleId id) {
        Entry* entry = find_in(runnable_, id);
        return entry ? entry : find_in(waiting_, id);
    }
    /// Takes out what find() found.
    Entry extract(Entry& entry) {
        --live_;
        return std::move(entry);
    }

    /// Whether the period is over, so that a new one may begin.
    bool period_is_over(TimePoint now) const { return now >= next_period_; }
    /// Makes what waits runnable, after what an earlier period left. Until `ends` it may be interrupted and gone on
    /// with; the next one begins at `next` if not sooner.
    void begin_period(TimePoint ends, TimePoint next) {
        while (!waiting_.empty()) runnable_.emplace_back(waiting_.take_front());
        period_ends_ = ends;
        next_period_ = next;
    }
    TimePoint period_ends() const { return period_ends_; }
    /// From now on a new one may begin.
    void end_period() { next_period_ = TimePoint::min(); }
    /// Whether one may run, of the present period or of a new one.
    bool may_run(TimePoint now) {
        if (empty()) return false;
        return period_is_over(now) || (now < period_ends_ && any_live_in(runnable_));
    }
    /// When those that wait for a period to end may run; time_never: none does.
    TimePoint next_period() const { return empty() || period_is_over(TimePoint::min()) ? time_never : next_period_; }
    /// The next runnable one; nothing at the end of the list.
    std::optional<Entry> take() {
        while (!runnable_.empty()) {
            Entry entry = runnable_.take_front();
            if (!entry.callback) continue;
            --live_;
            return entry;
        }
        return std::nullopt;
    }

  private:
    /// Cancelled ones in front go.
    static bool any_live_in(RingBuffer<Entry>& list) {
        while (!list.empty() && !list.front().callback) list.take_front();
        return !list.empty();
    }
    static Entry* find_in(RingBuffer<Entry>& list, IdleId id) {
        std::size_t low = 0, high = list.size();
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            if (list[middle].id < id) low = middle + 1;
            else high = middle;
        }
        return low < list.size() && list[low].id == id && list[low].callback ? &list[low] : nullptr;
    }

    RingBuffer<Entry> waiting_, runnable_;  // ids ascend
    std::size_t live_ = 0;
    TimePoint period_ends_ = TimePoint::min(), next_period_ = TimePoint::min();
};

}  // namespace janklab
