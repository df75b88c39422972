// SPDX-License-Identifier: MIT
#include "display/vsync_grid.h"

#include <algorithm>
#include <cmath>

namespace janklab {

namespace {

// vsyncs * 1000 s / millihertz, rounded down, without overflow for years of vsyncs.
constexpr std::int64_t thousand_seconds = 1'000'000'000'000;  // in ns
Duration length_of(std::uint64_t vsyncs, std::int64_t millihertz) {
    const auto rate = static_cast<std::uint64_t>(millihertz);
    return Duration{
        static_cast<std::int64_t>(vsyncs / rate * thousand_seconds + vsyncs % rate * thousand_seconds / rate)};
}

}  // namespace

RefreshRate RefreshRate::from_hz(double hz) {
    if (!(hz == hz)) return {};
    return {std::llround(std::clamp(hz, 0.1, 10'000.0) * 1000)};
}

TimePoint VsyncGrid::time_of(std::uint64_t vsync) const {
    if (vsync < number_) return anchor_ - length_of(number_ - vsync, rate_.millihertz);
    return anchor_ + length_of(vsync - number_, rate_.millihertz);
}

std::uint64_t VsyncGrid::newest_at(TimePoint time) const {
    if (time <= anchor_) return number_;
    const std::int64_t passed = (time - anchor_).count();
    std::uint64_t vsync =
        number_ + static_cast<std::uint64_t>(passed / thousand_seconds * rate_.millihertz +
                                             passed % thousand_seconds * rate_.millihertz / thousand_seconds);
    while (time_of(vsync + 1) <= time) ++vsync;  // both divisions round down
    return vsync;
}

void VsyncGrid::shift_by(Duration error, std::uint64_t at_vsync) {
    anchor_ = time_of(at_vsync) + error;
    number_ = at_vsync;
    strangers_ = 0;
}

void VsyncGrid::observe(TimePoint time, int pull) {
    std::uint64_t nearest = newest_at(time);
    if (time_of(nearest + 1) - time < time - time_of(nearest)) ++nearest;
    const Duration error = time - time_of(nearest);
    if (std::chrono::abs(error) <= interval() / 8) return shift_by(error / pull, nearest);
    const bool agrees = strangers_ > 0 && std::chrono::abs(error - stranger_error_) <= interval() / 8;
    strangers_ = agrees ? strangers_ + 1 : 1;
    stranger_error_ = error;
    if (strangers_ == agreeing_strangers) shift_by(error, nearest);
}

void VsyncGrid::set_rate(TimePoint now, RefreshRate rate) {
    if (rate == rate_) return;
    shift_by(Duration{0}, newest_at(now));
    rate_ = rate;
}

}  // namespace janklab
