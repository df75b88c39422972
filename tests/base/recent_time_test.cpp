// SPDX-License-Identifier: MIT
#include "base/recent_time.h"

#include <doctest/doctest.h>

using namespace janklab;

TEST_CASE("a reading is used again until so many cycles have passed, then read afresh") {
    VirtualClock clock;
    RecentTime recent;
    constexpr std::uint64_t start = 1'000'000'000;
    clock.advance(1ms);
    CHECK(recent.read(clock, start) == time_zero + 1ms);
    clock.advance(5us);
    CHECK(recent.read(clock, start + RecentTime::longest_use - 1) == time_zero + 1ms);
    CHECK(recent.read(clock, start + RecentTime::longest_use) == time_zero + 1ms + 5us);
}

TEST_CASE("where cycles do not measure time, or were counted back, each reading is fresh") {
    VirtualClock clock;
    RecentTime recent;
    for (const std::uint64_t cycles : {0, 0, 90'000, 89'999, 80'000, 0}) {
        clock.advance(1us);
        CHECK(recent.read(clock, cycles) == clock.stamp());
    }
}

TEST_CASE("the first reading is fresh, also on a machine that has only just begun to count") {
    VirtualClock clock;
    clock.advance(3ms);
    CHECK(RecentTime().read(clock, 7) == time_zero + 3ms);
}

TEST_CASE("where cycles are steady their count does not stand still") {
    if (!cycles_are_steady) return;
    const std::uint64_t first = steady_cycles();
    std::uint64_t later = first;
    for (int i = 0; i < 1'000'000 && later == first; ++i) later = steady_cycles();
    CHECK(later != first);
}
