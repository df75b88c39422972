// SPDX-License-Identifier: MIT
// The units of time that everything here uses. A TimePoint is nanoseconds on one timeline: CLOCK_MONOTONIC for the
// real clock, nanoseconds since the start for the virtual one. Doubles appear only where people or scripts read them.
#pragma once

#include <chrono>
#include <cstdint>

namespace janklab {

using namespace std::chrono_literals;

using Duration = std::chrono::nanoseconds;

/// Tag for the one timeline of a run. It has no now(): ask a `Clock`.
struct Timeline {
    using duration = Duration;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<Timeline, Duration>;
    static constexpr bool is_steady = true;
};

using TimePoint = Timeline::time_point;

inline constexpr TimePoint time_zero{};
inline constexpr TimePoint time_never = TimePoint::max();

constexpr double to_ms(Duration duration) { return static_cast<double>(duration.count()) / 1e6; }
constexpr double to_ms(TimePoint time) { return to_ms(time.time_since_epoch()); }

/// The length of `ms` milliseconds, rounded to the nanosecond. NaN is zero; what does not fit is clamped.
constexpr Duration from_ms(double ms) {
    if (!(ms == ms)) return Duration{0};
    if (ms >= 9e12) return Duration::max();
    if (ms <= -9e12) return Duration::min();
    return Duration{static_cast<std::int64_t>(ms * 1e6 + (ms < 0 ? -0.5 : 0.5))};
}

}  // namespace janklab
