// SPDX-License-Identifier: MIT
#include "base/clock.h"

#include <doctest/doctest.h>

#include <vector>

using namespace janklab;

namespace {

/// Sounds every `period`, notes when, and raises a stop at one of the times.
struct Metronome final : AlarmSource {
    Metronome(const VirtualClock& clock, Duration period) : clock(clock), period(period), next(time_zero + period) {}
    TimePoint next_alarm() const override { return next; }
    void on_alarm(TimePoint time) override {
        CHECK(clock.stamp() == time);
        sounded.push_back(time);
        next = time + period;
        if (time == stop_at) stop = true;
    }
    const VirtualClock& clock;
    Duration period;
    TimePoint next;
    TimePoint stop_at = time_never;
    StopFlag stop{false};
    std::vector<TimePoint> sounded;
};

}  // namespace

TEST_CASE("busy costs exactly its length of virtual time") {
    VirtualClock clock;
    StopFlag stop{false};
    CHECK(clock.busy(12ms, stop));
    CHECK(clock.stamp() == time_zero + 12ms);
}

TEST_CASE("each reading of the virtual time costs one microsecond, a stamp nothing") {
    VirtualClock clock;
    CHECK(clock.now() == time_zero + 1us);
    CHECK(clock.now() == time_zero + 2us);
    CHECK(clock.stamp() == time_zero + 2us);
}

TEST_CASE("a busy-wait on the virtual time ends") {
    VirtualClock clock;
    int readings = 0;
    while (clock.now() < time_zero + 1ms) ++readings;
    CHECK(readings == 999);
}

TEST_CASE("alarms sound at their own times while work takes virtual time") {
    VirtualClock clock;
    Metronome vsync(clock, 10ms);
    clock.set_alarm_source(&vsync);
    StopFlag stop{false};
    clock.busy(35ms, stop);
    CHECK(vsync.sounded == std::vector<TimePoint>{time_zero + 10ms, time_zero + 20ms, time_zero + 30ms});
    CHECK(clock.stamp() == time_zero + 35ms);
}

TEST_CASE("an alarm at the very end of the work sounds once") {
    VirtualClock clock;
    Metronome vsync(clock, 10ms);
    clock.set_alarm_source(&vsync);
    StopFlag stop{false};
    clock.busy(10ms, stop);
    clock.busy(5ms, stop);
    CHECK(vsync.sounded.size() == 1);
}

TEST_CASE("a stop that falls into virtual work ends it at that moment") {
    VirtualClock clock;
    Metronome vsync(clock, 10ms);
    vsync.stop_at = time_zero + 20ms;
    clock.set_alarm_source(&vsync);
    CHECK_FALSE(clock.busy(1000ms, vsync.stop));
    CHECK(clock.stamp() == time_zero + 20ms);
}

TEST_CASE("work without an end goes on until it is stopped, on both clocks") {
    VirtualClock clock;
    Metronome vsync(clock, 10ms);
    vsync.stop_at = time_zero + 20ms;
    clock.set_alarm_source(&vsync);
    clock.advance(5ms);
    CHECK_FALSE(clock.busy(Duration::max(), vsync.stop));
    CHECK(clock.stamp() == time_zero + 20ms);
    RealClock real;
    CHECK_FALSE(real.busy(Duration::max(), vsync.stop));
    CHECK_FALSE(real.busy(0ns, vsync.stop));
    CHECK_FALSE(clock.busy(0ns, vsync.stop));
    vsync.stop = false;
    CHECK(real.busy(0ns, vsync.stop));
    CHECK(real.busy(-1s, vsync.stop));
    CHECK(clock.busy(Duration::min(), vsync.stop));
}

TEST_CASE("the virtual clock never goes back") {
    VirtualClock clock;
    clock.advance_to(time_zero + 5ms);
    clock.advance_to(time_zero + 3ms);
    CHECK(clock.stamp() == time_zero + 5ms);
}

TEST_CASE("milliseconds at the edges: not a number is zero, what does not fit is clamped") {
    CHECK(from_ms(16.7) == 16'700us);
    CHECK(from_ms(-1.5) == -1'500us);
    CHECK(from_ms(__builtin_nan("")) == 0ns);
    CHECK(from_ms(__builtin_inf()) == Duration::max());
    CHECK(from_ms(-__builtin_inf()) == Duration::min());
}
