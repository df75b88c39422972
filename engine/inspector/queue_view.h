// SPDX-License-Identifier: MIT
// What waits in each queue, as rows that keep their places: a row for each queue, a slot for each timer. Pure; composed
// from folds without allocation. Names are not copied: they live as long as the run.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "inspector/live_figures.h"
#include "trace/loop_state.h"

namespace janklab {

/// Entries in a row with the same name are shown as one: "step ×12".
struct QueueChip {
    const char* name = nullptr;
    std::uint64_t count = 1;
};

struct QueueRow {
    const char* label = "";
    std::uint64_t waiting = 0;
    std::uint64_t per_second = 0;  // how many ran in the last second
    static constexpr std::size_t most_chips = 4;
    std::array<QueueChip, most_chips> chips;  // the first in the queue first
    std::size_t chip_count = 0;
    std::uint64_t shown = 0;  // how many entries the chips stand for; the last one may stand for still more
    /// What has left this queue and runs now; told where nothing with a name waits: a chain of microtasks.
    const char* running = nullptr;
};

/// A timer that counts down, or a place where one was.
struct TimerSlot {
    WorkId id;  // zero: free
    const char* name = nullptr;
    Duration left{};    // until it is due; negative when it is late
    Duration length{};  // from arming to due
    bool repeats = false;
    bool busy() const { return static_cast<bool>(id); }
    /// 0 when just armed, 1 when due.
    float progress() const;
};

class QueueView {
  public:
    static constexpr std::size_t timer_slots = 4;

    void look(const LoopState& loop, const LiveFigures& live, TimePoint now);

    /// Microtasks, the task queues in the order of their sources, animation frame callbacks, idle callbacks. The queue
    /// of a rare source appears when it was first used, and stays.
    std::span<const QueueRow> rows() const { return {rows_.data(), row_count_}; }
    /// A timer keeps its slot until it has fired; armed again under the same name, it comes back to it.
    std::span<const TimerSlot> timers() const { return timers_; }
    std::uint64_t timer_count() const { return timer_count_; }
    /// How many slots have been used, from the first on.
    std::size_t timers_used() const;
    std::uint64_t timers_per_second() const { return timers_per_second_; }

  private:
    void look_at_timers(const LiveEntries& timers, TimePoint now);
    QueueRow& add_row(const char* label, const LiveEntries& entries, std::uint64_t waiting, std::uint64_t per_second);
    static void add_chips(QueueRow& row, const LiveEntries& entries);

    static constexpr std::size_t most_rows = task_source_count + 3;
    std::array<QueueRow, most_rows> rows_;
    std::size_t row_count_ = 0;
    std::array<bool, task_source_count> used_{};
    std::array<TimerSlot, timer_slots> timers_{};
    std::uint64_t timer_count_ = 0, timers_per_second_ = 0;
};

/// "user interaction", "timer": a task source in words.
const char* words_for(TaskSource source);

}  // namespace janklab
