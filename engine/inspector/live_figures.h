// SPDX-License-Identifier: MIT
// LiveFigures: the fold over what changes from second to second: how often each kind of work ran in the last second,
// how far the open microtask checkpoint has come, and whose word the presentation times are. Collecting thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "trace/trace.h"

namespace janklab {

/// How many in the last second, to a twentieth of a second. Sleeping costs nothing: old buckets go when they are asked.
class PerSecond {
  public:
    void note(TimePoint time, std::uint64_t count = 1);
    /// In the last whole second's worth of buckets: the one that has just begun is not counted yet.
    std::uint64_t count(TimePoint now) const;

  private:
    static constexpr Duration bucket_length = 50ms;
    static constexpr std::int64_t buckets_per_second = Duration(1s) / bucket_length;
    static std::int64_t bucket_of(TimePoint time) { return time.time_since_epoch() / bucket_length; }
    struct Bucket {
        std::int64_t number = -1;
        std::uint64_t count = 0;
    };
    std::array<Bucket, buckets_per_second + 1> buckets_{};  // those of the last second, and the one that has begun
};

class LiveFigures final : public Fold {
  public:
    void take(const TraceEvent& event) override;

    const PerSecond& tasks(TaskSource source) const { return tasks_[static_cast<int>(source)]; }
    const PerSecond& microtasks() const { return microtasks_; }
    const PerSecond& timers_fired() const { return timers_; }
    const PerSecond& animation_frames() const { return animation_frames_; }
    const PerSecond& idle_callbacks() const { return idle_callbacks_; }
    /// Microtasks run in the checkpoint that is open, or was the last.
    std::uint64_t drained() const { return drained_; }
    /// When the page last did anything at all. What the display does, redrawing the inspector included, does not count.
    TimePoint page_seen_at() const { return page_seen_at_; }
    /// n/a before the first presentation.
    std::optional<PresentedSource> presented_by() const { return presented_by_; }

  private:
    std::array<PerSecond, task_source_count> tasks_;
    PerSecond microtasks_, timers_, animation_frames_, idle_callbacks_;
    std::uint64_t drained_ = 0;
    std::optional<PresentedSource> presented_by_;
    TimePoint page_seen_at_;
};

}  // namespace janklab
