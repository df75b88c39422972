// SPDX-License-Identifier: MIT
#include "trace/loop_delay.h"

#include <doctest/doctest.h>

#include <string>

#include "trace/script.h"

using namespace janklab;

namespace {

bool within_a_sixteenth(Duration value, Duration wanted) { return std::chrono::abs(value - wanted) * 16 <= wanted; }

}  // namespace

TEST_CASE("loop delay is n/a before the first turn") {
    const LoopDelay delay;
    CHECK_FALSE(delay.figures());
}

TEST_CASE("a turn is a task with its checkpoint, a rendering update, or an idle period") {
    LoopDelay delay;
    Script script({&delay});
    script.stop_display().task(named("task"), 4ms).checkpoint(named("m"), 2, 3ms);
    script.render(1ms);
    script.page(EventType::idle_period_started).advance(8ms).page(EventType::idle_period_ended).wait(100ms);
    REQUIRE(delay.figures());
    const LoopDelayFigures figures = *delay.figures();
    CHECK(figures.turns == 3);
    CHECK(figures.max == 10ms);
    CHECK(std::string(figures.longest.text) == "task");
    CHECK(figures.mean == Duration(10ms + 1300us + 8ms) / 3);
}

TEST_CASE("a thousand short turns and one long: the percentiles see both") {
    LoopDelay delay;
    Script script({&delay});
    script.stop_display();
    for (int i = 0; i < 990; ++i) script.task(named("short"), 250us);
    for (int i = 0; i < 10; ++i) script.task(named("long"), 70ms);
    script.wait(1ms);
    const LoopDelayFigures figures = delay.figures().value();
    CHECK(figures.turns == 1000);
    CHECK(within_a_sixteenth(figures.p50, 250us));
    CHECK(within_a_sixteenth(figures.p99, 250us));
    CHECK(figures.max == 70ms);
    script.task(named("long"), 70ms).wait(1ms);
    CHECK(within_a_sixteenth(delay.figures()->p99, 70ms));
}

TEST_CASE("a turn of no length, and one of a day, are counted too") {
    LoopDelay delay;
    Script script({&delay});
    script.stop_display().task(named("nothing"), 0ms).task(named("day"), 24h).wait(1ms);
    CHECK(delay.figures()->turns == 2);
    CHECK(delay.figures()->max == 24h);
}

TEST_CASE("a turn that was cut by lost events is not counted") {
    LoopDelay delay;
    Script script({&delay});
    script.stop_display().start_task(named("cut")).lose(Track::page, 3).advance(1s).wait(1ms);
    CHECK_FALSE(delay.figures());
}
