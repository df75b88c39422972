// SPDX-License-Identifier: MIT
// VsyncGrid: when vsyncs happen, as a numbered row of equal steps. Exact by integers (vsync k of 144 Hz lies at
// k * 1e9 / 144 ns, never drifting), and correctable by what was observed. No clock, no thread.
#pragma once

#include <cstdint>

#include "base/time.h"

namespace janklab {

/// Thousandths of a hertz, so that 59.940 is a whole number.
struct RefreshRate {
    std::int64_t millihertz = 60'000;

    /// Clamped to what a grid can count: 0.1 to 10,000 Hz. What is not a number becomes 60.
    static RefreshRate from_hz(double hz);
    static RefreshRate from_period(Duration period) { return from_hz(1e9 / static_cast<double>(period.count())); }
    double hz() const { return static_cast<double>(millihertz) / 1000; }
    Duration period() const { return Duration{(1'000'000'000'000 + millihertz / 2) / millihertz}; }
    friend bool operator==(const RefreshRate&, const RefreshRate&) = default;
};

class VsyncGrid {
  public:
    /// Vsync 0 is at `start`.
    VsyncGrid(TimePoint start, RefreshRate rate) : anchor_(start), rate_(rate) {}

    TimePoint time_of(std::uint64_t vsync) const;
    /// The newest vsync at or before `time`; never one before the last correction.
    std::uint64_t newest_at(TimePoint time) const;
    Duration interval() const { return rate_.period(); }
    RefreshRate rate() const { return rate_; }

    /// A vsync was seen at `time`. A small error moves the grid by a `pull`-th of it; one that is far off is taken for
    /// a disturbance, unless several in a row agree: then the grid moves there. Numbers go on rising.
    void observe(TimePoint time, int pull = pull_of_swap);
    static constexpr int pull_of_swap = 4;
    static constexpr int pull_of_vblank = 16;  // a server that only imitates vsyncs is up to 1 ms off
    /// From the newest vsync at `now` on the steps have another length.
    void set_rate(TimePoint now, RefreshRate rate);

  private:
    void shift_by(Duration error, std::uint64_t at_vsync);

    static constexpr int agreeing_strangers = 6;

    TimePoint anchor_;  // of vsync number_
    std::uint64_t number_ = 0;
    RefreshRate rate_;
    int strangers_ = 0;           // observations in a row that were far off
    Duration stranger_error_{0};  // of the last of them
};

}  // namespace janklab
