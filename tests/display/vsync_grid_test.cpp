// SPDX-License-Identifier: MIT
#include "display/vsync_grid.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace janklab;

namespace {

TimePoint ns(std::int64_t count) { return TimePoint{Duration{count}}; }
VsyncGrid grid_of(double hz) { return VsyncGrid(time_zero, RefreshRate::from_hz(hz)); }

}  // namespace

TEST_CASE("vsync k lies at k seconds divided by the rate, without drift") {
    CHECK(grid_of(60).time_of(1) == ns(16'666'666));
    CHECK(grid_of(60).time_of(3) == ns(50'000'000));
    CHECK(grid_of(144).time_of(1) == ns(6'944'444));
    CHECK(grid_of(144).time_of(144 * 3600) == ns(3'600'000'000'000));
    CHECK(grid_of(240).time_of(7) == ns(29'166'666));
    CHECK(grid_of(59.94).time_of(59'940) == ns(1'000'000'000'000));
}

TEST_CASE("the newest vsync at its own time is itself, and a nanosecond before it the one before") {
    for (const double hz : {60., 59.94, 120., 144., 240., 999.}) {
        const VsyncGrid grid = grid_of(hz);
        for (std::uint64_t k : {1ull, 2ull, 3ull, 1000ull, 123'456'789ull}) {
            CAPTURE(hz);
            CHECK(grid.newest_at(grid.time_of(k)) == k);
            CHECK(grid.newest_at(grid.time_of(k) - 1ns) == k - 1);
        }
    }
}

TEST_CASE("rates that make no sense become ones that do") {
    CHECK(RefreshRate::from_hz(NAN).millihertz == 60'000);
    CHECK(RefreshRate::from_hz(-3).millihertz == 100);
    CHECK(RefreshRate::from_hz(1e9).millihertz == 10'000'000);
    CHECK(RefreshRate::from_period(16'666'667ns).millihertz == 60'000);
}

TEST_CASE("small errors of phase pull the grid slowly") {
    VsyncGrid grid = grid_of(100);
    grid.observe(ns(10'400'000));
    CHECK(grid.time_of(1) == ns(10'100'000));
    CHECK(grid.time_of(2) == ns(20'100'000));
}

TEST_CASE("one observation far off changes nothing") {
    VsyncGrid grid = grid_of(100);
    grid.observe(ns(14'000'000));
    CHECK(grid.time_of(2) == ns(20'000'000));
    grid.observe(ns(20'000'000));
    CHECK(grid.time_of(3) == ns(30'000'000));
}

TEST_CASE("several observations that agree move the grid, whatever it was") {
    VsyncGrid grid = grid_of(100);
    for (int k = 1; k <= 6; ++k) grid.observe(ns(k * 10'000'000 + 4'000'000));
    CHECK(grid.time_of(7) == ns(74'000'000));
}

TEST_CASE("observations far off that do not agree change nothing") {
    VsyncGrid grid = grid_of(100);
    for (int k = 1; k <= 20; ++k) grid.observe(ns(k * 10'000'000 + (k % 2 ? 4'000'000 : -4'000'000)));
    CHECK(grid.time_of(21) == ns(210'000'000));
}

TEST_CASE("a new rate counts from the newest vsync on") {
    VsyncGrid grid = grid_of(100);
    grid.set_rate(ns(25'000'000), RefreshRate::from_hz(200));
    CHECK(grid.time_of(2) == ns(20'000'000));
    CHECK(grid.time_of(3) == ns(25'000'000));
    CHECK(grid.time_of(5) == ns(35'000'000));
    CHECK(grid.interval() == 5ms);
}

TEST_CASE("vsyncs before a correction are counted back from it") {
    VsyncGrid grid = grid_of(100);
    grid.set_rate(ns(25'000'000), RefreshRate::from_hz(200));
    CHECK(grid.time_of(1) == ns(15'000'000));
}
