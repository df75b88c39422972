// SPDX-License-Identifier: MIT
#include "loop/event_loop.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace janklab;

TEST_CASE("1.2 a microtask runs after the task that queued it and before the next task") {
    VirtualClock clock;
    EventLoop loop({.clock = &clock});
    std::string log;
    loop.queue_a_task(TaskSource::timer, "first", [&] {
        loop.queue_a_microtask("microtask", [&] { log += "m"; });
        log += "1";
    });
    loop.queue_a_task(TaskSource::timer, "second", [&] { log += "2"; });
    loop.run_until_idle();
    CHECK(log == "1m2");
}

TEST_CASE("timers fire by due time") {
    VirtualClock clock;
    EventLoop loop({.clock = &clock});
    std::string log;
    loop.set_timeout("late", 20ms, [&] { log += "b"; });
    loop.set_timeout("early", 10ms, [&] { log += "a"; });
    loop.run_until_idle();
    CHECK(log == "");
    clock.advance(30ms);
    loop.run_until_idle();
    CHECK(log == "ab");
}
