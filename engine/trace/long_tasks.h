// SPDX-License-Identifier: MIT
// LongTasks: the fold that lists tasks which, with their microtask checkpoint, lasted over 50 ms.
// https://w3c.github.io/longtasks/ (tasks only; long rendering updates are in long_animation_frames.h)
#pragma once

#include <cstdint>
#include <optional>

#include "trace/latest.h"
#include "trace/trace.h"
#include "trace/work_piece.h"

namespace janklab {

inline constexpr Duration long_task_threshold = 50ms;

struct LongTask {
    WorkId id;
    Name name;
    TaskSource source{};
    TimePoint start;
    Duration duration{};
    bool ended = true;  // false: it still runs
    Duration blocking() const { return duration - long_task_threshold; }
};

class LongTasks final : public Fold {
  public:
    explicit LongTasks(std::size_t capacity = 1000) : latest_(capacity) {}

    void take(const TraceEvent& event) override;
    void lost(Track track, std::uint64_t count) override;

    /// The latest ones, the oldest first.
    const Latest<LongTask>& latest() const { return latest_; }
    /// The task that runs at `now`, or that has only just ended, if it is a long one already. It is in no other figure.
    std::optional<LongTask> running(TimePoint now) const;
    /// In the whole run.
    std::uint64_t count() const { return latest_.pushed(); }
    Duration total_blocking_time() const { return total_blocking_time_; }

  private:
    WorkPieces pieces_;
    Latest<LongTask> latest_;
    Duration total_blocking_time_{};
};

}  // namespace janklab
