// SPDX-License-Identifier: MIT
#include "base/recent_time.h"

#include <doctest/doctest.h>

#include <random>

using namespace janklab;

TEST_CASE("a reading is used again, a nanosecond later for each cycle, until so many have passed; then read afresh") {
    VirtualClock clock;
    RecentTime recent;
    constexpr std::uint64_t start = 1'000'000'000;
    clock.advance(1ms);
    CHECK(recent.not_before_now(clock, start) == time_zero + 1ms);
    clock.advance(5us);
    CHECK(recent.not_before_now(clock, start + 20'000) == time_zero + 1ms + 20us);
    clock.advance(35us);
    CHECK(recent.not_before_now(clock, start + RecentTime::longest_use) == time_zero + 1ms + 40us);
}

TEST_CASE("the answer is never before the clock, never before an earlier one, and at most 33 us late") {
    // Cycles a nanosecond, in tenths: what processors have, and the slowest for which it holds.
    for (const std::int64_t tenths : {10, 17, 30, 52}) {
        CAPTURE(tenths);
        VirtualClock clock;
        RecentTime recent;
        std::mt19937_64 random(7);
        TimePoint before = time_zero;
        for (int i = 0; i < 10'000; ++i) {
            // The cycles are counted first, as a call's argument is, and the clock is read a little later.
            const auto cycles = static_cast<std::uint64_t>(clock.stamp().time_since_epoch().count() * tenths / 10);
            const TimePoint asked_at = clock.stamp();
            clock.advance(Duration(random() % 50));
            const TimePoint answer = recent.not_before_now(clock, cycles + 1'000'000);
            REQUIRE(answer >= asked_at);
            REQUIRE(answer >= before);
            REQUIRE(answer <= clock.stamp() + Duration(RecentTime::longest_use));
            before = answer;
            clock.advance(Duration(random() % (i % 100 == 0 ? 100'000 : 3'000)));
        }
    }
}

TEST_CASE("where cycles do not measure time, or were counted back, each reading is fresh") {
    VirtualClock clock;
    RecentTime recent;
    for (const std::uint64_t cycles : {0, 0, 90'000, 89'999, 80'000, 0}) {
        clock.advance(1us);
        CHECK(recent.not_before_now(clock, cycles) == clock.stamp());
    }
}

TEST_CASE("the first reading is fresh, also on a machine that has only just begun to count") {
    VirtualClock clock;
    clock.advance(3ms);
    CHECK(RecentTime().not_before_now(clock, 7) == time_zero + 3ms);
}

TEST_CASE("where cycles are steady their count does not stand still") {
    if (!cycles_are_steady) return;
    const std::uint64_t first = steady_cycles();
    std::uint64_t later = first;
    for (int i = 0; i < 1'000'000 && later == first; ++i) later = steady_cycles();
    CHECK(later != first);
}
