// SPDX-License-Identifier: MIT
#include "base/clock.h"

#include <algorithm>
#include <ctime>

#include "base/check.h"

namespace janklab {

namespace {

/// Never before `time`, and at the end of time where the sum would be beyond.
TimePoint later_by(TimePoint time, Duration duration) {
    if (duration <= Duration{0}) return time;
    return duration > time_never - time ? time_never : time + duration;
}

}  // namespace

TimePoint RealClock::stamp() const {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return TimePoint{std::chrono::seconds{now.tv_sec} + Duration{now.tv_nsec}};
}

bool RealClock::busy(Duration duration, const StopFlag& stop) {
    const TimePoint end = later_by(stamp(), duration);
    while (stamp() < end) {
        if (stop.load(std::memory_order_relaxed)) return false;
    }
    return !stop.load(std::memory_order_relaxed);
}

TimePoint VirtualClock::now() {
    advance_to(now_ + reading_cost);
    return now_;
}

bool VirtualClock::busy(Duration duration, const StopFlag& stop) {
    const TimePoint end = later_by(now_, duration);
    // One alarm at a time, so that a Stop that falls into the work ends it at the moment it is pressed.
    while (now_ < end) {
        if (stop.load(std::memory_order_relaxed)) return false;
        const TimePoint alarm = alarms_ && !sounding_ ? alarms_->next_alarm() : time_never;
        advance_to(std::clamp(alarm, now_, end));
        if (alarm >= end) break;
    }
    return !stop.load(std::memory_order_relaxed);
}

void VirtualClock::advance_to(TimePoint time) {
    MUST(!sounding_ || time <= now_, "an alarm of the virtual clock must not spend time itself");
    while (alarms_) {
        const TimePoint alarm = alarms_->next_alarm();
        if (alarm > time) break;
        now_ = std::max(now_, alarm);
        sounding_ = true;
        alarms_->on_alarm(now_);
        sounding_ = false;
        MUST(alarms_->next_alarm() > alarm || alarm == time_never, "an alarm source must move on after each alarm");
    }
    now_ = std::max(now_, time);
}

}  // namespace janklab
