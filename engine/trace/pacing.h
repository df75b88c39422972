// SPDX-License-Identifier: MIT
// Pacing: the fold over the distances between presentations. A distance counts between two frames in a row and across
// frames that were missed or dropped; a stretch in which nothing new was owed is not pacing. Definitions: README.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "trace/latest.h"
#include "trace/trace.h"

namespace janklab {

struct PacingFigures {
    std::uint64_t count = 0;  // distances in the whole run; mean, deviation, max, gap and histogram are over all
    Duration mean{}, standard_deviation{};
    Duration p50{}, p95{}, p99{}, p999{};  // over the latest Pacing::kept distances, by nearest rank
    Duration max{};
    /// The longest time without new content while one was owed, also where it has not ended.
    Duration longest_gap{};
    /// 1% low, said both ways, in frames per second: 1 / p99, and 1 / the mean of the worst 1 % of the distances.
    double one_percent_low_p99 = 0, one_percent_low_mean = 0;
    /// The second with the fewest presentations; n/a before one second in a row.
    struct WorstSecond {
        TimePoint start;
        int frames = 0;
    };
    std::optional<WorstSecond> worst_second;
    /// (animation time n - animation time n-1) - (presented n - presented n-1), without its sign.
    struct AnimationError {
        Duration mean{}, max{};
    };
    std::optional<AnimationError> animation_error;
};

class Pacing final : public Fold {
  public:
    static constexpr std::size_t kept = 1u << 16;
    /// In eighths of a vsync interval, rounded: bin 8 counts distances of one interval, give or take a sixteenth. The
    /// last bin holds all longer ones.
    static constexpr int bins_per_interval = 8;
    static constexpr int bin_count = 8 * bins_per_interval + 1;
    using Histogram = std::array<std::uint64_t, bin_count>;

    Pacing();
    void take(const TraceEvent& event) override;
    void lost(Track track, std::uint64_t count) override;

    /// n/a before two presentations. Sorts up to `kept` distances: ask once a second, not once a frame.
    std::optional<PacingFigures> figures() const;
    const Histogram& histogram() const { return histogram_; }
    /// The latest distances, the oldest first.
    const Latest<Duration>& distances() const { return distances_; }

  private:
    struct Begun {
        std::uint64_t frame = 0;
        TimePoint time;
        bool owed = false;  // its deadline passed without the page's update
    };
    struct Shown {
        std::uint64_t frame = 0, content = 0;
        TimePoint time = time_never;
    };
    void begin_frame(const TraceEvent& event);
    void deadline_passed(const TraceEvent& event);
    void presented(const TraceEvent& event);
    void note_nothing_owed(std::uint64_t frame);
    bool in_one_stretch(std::uint64_t first, std::uint64_t last) const;
    void count_distance(Duration distance);
    void count_animation_error(const Shown& shown);
    void look_at_the_second_before(TimePoint time);
    const Begun* begun(std::uint64_t frame) const;

    Latest<Begun> begun_;
    Latest<std::uint64_t> nothing_owed_;  // frames at which a stretch ends, ascending
    Latest<Duration> distances_;
    Latest<TimePoint> times_;           // of presentations
    std::size_t times_in_stretch_ = 0;  // how many of them, the latest
    Histogram histogram_{};
    Duration interval_{};
    Shown shown_;

    std::uint64_t count_ = 0;
    double mean_ = 0, squares_ = 0;  // in ns, by Welford's method
    Duration max_{}, longest_gap_{};
    std::optional<PacingFigures::WorstSecond> worst_second_;
    std::uint64_t error_count_ = 0;
    Duration error_sum_{}, error_max_{};
};

}  // namespace janklab
