// SPDX-License-Identifier: MIT
// Times of input as the X server counts them.
#include "display/x11_input_times.h"

#include <doctest/doctest.h>

using namespace janklab;

TEST_CASE("the server's milliseconds are those of our clock, also where 32 bits of them have run over") {
    CHECK(from_server_time(1000, TimePoint(1000ms + 400us)) == TimePoint(1000ms));
    CHECK(from_server_time(700, TimePoint(1000ms)) == TimePoint(700ms));
    const Duration over = 0x1'0000'0000 * 1ms;
    CHECK(from_server_time(0xFFFF'FFFF, TimePoint(over + 5ms)) == TimePoint(over - 1ms));
    CHECK(from_server_time(3, TimePoint(over + 5ms)) == TimePoint(over + 3ms));
}

TEST_CASE("a server with another clock says nothing: its time lies ahead, or minutes behind") {
    CHECK_FALSE(from_server_time(1005, TimePoint(1000ms)));
    CHECK_FALSE(from_server_time(1000, TimePoint(62'000ms)));
}
