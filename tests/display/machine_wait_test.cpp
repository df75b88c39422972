// SPDX-License-Identifier: MIT
#include "display/machine_wait.h"

#include <doctest/doctest.h>

#include "display/draw_allowance.h"

using namespace janklab;

TEST_CASE("the run queue's wait is the second field of schedstat") {
    CHECK(run_queue_wait("123456 7890 42\n") == 7890ns);
    CHECK(run_queue_wait("0 0 0\n") == 0ns);
}

TEST_CASE("text that is not schedstat says nothing about waiting") {
    for (const char* text : {"", "12", "12 ", "a b c", "12 x 3", "12 34"}) {
        CAPTURE(text);
        CHECK_FALSE(run_queue_wait(text));
    }
}

TEST_CASE("without a trace nothing is noted") {
    MachineWait wait(nullptr);
    wait.note();
}

TEST_CASE("a thread that has hardly waited writes nothing") {
    VirtualClock clock;
    EventRing ring(16);
    TraceWriter writer(ring, clock, Track::display);
    MachineWait wait(&writer);
    wait.note();
    std::vector<TraceEvent> after_first, after_second;
    CHECK(EventReader(ring).read(after_first) == 0);
    wait.note();
    CHECK(EventReader(ring).read(after_second) == 0);
    CHECK(after_second.size() <= after_first.size() + 1);
    for (const TraceEvent& event : after_second) {
        CHECK(event.type == EventType::machine_wait);
        CHECK(Duration{static_cast<std::int64_t>(event.arg)} >= MachineWait::least_noted);
    }
}

TEST_CASE("the allowance for drawing follows the slowest drawing at once, and forgets it slowly") {
    DrawAllowance allowance;
    CHECK(allowance.allowance(16ms) == 1ms);
    allowance.observe(4ms, 16ms);
    CHECK(allowance.allowance(16ms) == 5500us);
    allowance.observe(1ms, 16ms);
    CHECK(allowance.allowance(16ms) > 5ms);
    for (int i = 0; i < 200; ++i) allowance.observe(1ms, 16ms);
    CHECK(allowance.allowance(16ms) < 2ms);
}

TEST_CASE("drawing never takes more than half of the page's time") {
    DrawAllowance allowance;
    allowance.observe(30ms, 16ms);
    CHECK(allowance.allowance(16ms) == 8ms);
    for (int i = 0; i < 100; ++i) allowance.observe(1ms, 16ms);
    CHECK(allowance.allowance(16ms) < 4ms);
}
