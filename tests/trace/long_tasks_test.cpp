// SPDX-License-Identifier: MIT
#include "trace/long_tasks.h"

#include <doctest/doctest.h>

#include <string>

#include "trace/script.h"

using namespace janklab;

TEST_CASE("a task of more than 50 ms is long, one of exactly 50 ms is not") {
    LongTasks tasks;
    Script script({&tasks});
    script.stop_display().task(named("just not"), 50ms).advance(1ms).task(named("just"), 50ms + 1ns).wait(1ms);
    REQUIRE(tasks.count() == 1);
    const LongTask& task = tasks.latest()[0];
    CHECK(std::string(task.name.text) == "just");
    CHECK(task.start == time_zero + 51ms);
    CHECK(task.duration == 50ms + 1ns);
    CHECK(task.blocking() == 1ns);
}

TEST_CASE("a task is long together with its microtasks, and total blocking time sums what is over 50 ms") {
    LongTasks tasks;
    Script script({&tasks});
    script.stop_display().task(named("a", "a.cpp", 3), 30ms, TaskSource::timer).checkpoint(named("m"), 40, 1ms);
    script.task(named("b"), 80ms).wait(1ms);
    REQUIRE(tasks.count() == 2);
    CHECK(tasks.latest()[0].duration == 70ms);
    CHECK(tasks.latest()[0].source == TaskSource::timer);
    CHECK(tasks.latest()[0].name.where.line() == 3);
    CHECK(tasks.total_blocking_time() == 20ms + 30ms);
}

TEST_CASE("a long task that still runs is told when it is asked for, and not before it is long") {
    LongTasks tasks;
    Script script({&tasks});
    script.stop_display().start_task(named("endless", "a.cpp", 3)).advance(50ms);
    CHECK_FALSE(tasks.running(script.now()));
    script.advance(1ms);
    const std::optional<LongTask> running = tasks.running(script.now());
    REQUIRE(running);
    CHECK(std::string(running->name.text) == "endless");
    CHECK(running->duration == 51ms);
    CHECK_FALSE(running->ended);
    CHECK(tasks.count() == 0);
    script.end_task();
    REQUIRE(tasks.running(script.now() + 1s));
    CHECK(tasks.running(script.now() + 1s)->duration == 51ms);
    CHECK(tasks.running(script.now() + 1s)->ended);
    script.wait(1ms);
    CHECK_FALSE(tasks.running(script.now()));
    CHECK(tasks.latest()[0].ended);
}

TEST_CASE("a long rendering update is no long task") {
    LongTasks tasks;
    Script script({&tasks});
    script.stop_display().render(100ms).wait(1ms);
    CHECK(tasks.count() == 0);
    CHECK(tasks.total_blocking_time() == 0ms);
}

TEST_CASE("only the latest long tasks are kept, but all are counted") {
    LongTasks tasks(10);
    Script script({&tasks});
    script.stop_display();
    for (int i = 0; i < 25; ++i) script.task(named("long"), 60ms);
    script.wait(1ms);
    CHECK(tasks.latest().size() == 10);
    CHECK(tasks.count() == 25);
    CHECK(tasks.total_blocking_time() == 250ms);
    CHECK(tasks.latest().oldest().start == time_zero + 15 * 60ms);
}

TEST_CASE("a task whose events were lost in part is not taken for a long one") {
    LongTasks tasks;
    Script script({&tasks});
    script.stop_display()
        .start_task(named("cut"))
        .advance(30ms)
        .lose(Track::page, 10)
        .advance(30ms)
        .end_task()
        .wait(1ms);
    CHECK(tasks.count() == 0);
}

TEST_CASE("a long task of the platform, which has no line of its own, is named after the listener that took the time") {
    LongTasks tasks;
    Script script({&tasks});
    script.stop_display().start_task(named("pointerup", "", 0), TaskSource::user_interaction);
    script.callback(CallbackKind::event_listener, named("hover", "page.cpp", 4), 1ms);
    script.callback(CallbackKind::event_listener, named("build everything", "page.cpp", 12), 90ms).end_task();
    script.wait(1ms);
    REQUIRE(tasks.count() == 1);
    CHECK(std::string(tasks.latest()[0].name.text) == "build everything");
    CHECK(tasks.latest()[0].name.where.line() == 12);
    CHECK(tasks.latest()[0].duration == 91ms);
}

TEST_CASE("the time for which somebody held a task does not make it long") {
    LongTasks tasks;
    Script script({&tasks});
    script.stop_display().start_task(named("short"));
    script.page(EventType::paused).advance(2s).page(EventType::resumed).advance(3ms).end_task().wait(1ms);
    CHECK(tasks.count() == 0);
}
