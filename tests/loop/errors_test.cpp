// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <stdexcept>

#include "loop/test_loop.h"

using namespace janklab;

namespace {

struct Reports {
    TestLoop t;
    std::string text;
    Reports() {
        t.loop.on_error([this](const ErrorReport& report) {
            text += std::string(report.name.text) + ": " + report.message + "; ";
            work = report.work;
        });
    }
    WorkId work;
};

[[noreturn]] void fail(const char* message) { throw std::runtime_error(message); }

}  // namespace

TEST_CASE("an error of a task is reported with its name, and the loop goes on") {
    Reports r;
    const TaskHandle task = r.t.loop.queue_a_task(TaskSource::timer, "bad task", [] { fail("no disk"); });
    r.t.queue_task(TaskSource::timer, "next");
    r.t.loop.run_until_idle();
    CHECK(r.text == "bad task: no disk; ");
    CHECK(r.work == task.id);
    CHECK(r.t.log == "next");
    const auto events = r.t.events(EventType::error_reported);
    REQUIRE(events.size() == 1);
    CHECK(events[0].cause == task.id.value);
    CHECK(std::string(events[0].name) == "no disk");
}

TEST_CASE("a microtask that throws does not end its checkpoint") {
    Reports r;
    r.t.loop.queue_a_microtask("bad microtask", [] { fail("oh"); });
    r.t.queue_microtask("m");
    r.t.loop.perform_a_microtask_checkpoint();
    CHECK(r.text == "bad microtask: oh; ");
    CHECK(r.t.log == "m");
}

TEST_CASE("errors of timers, frames, idle callbacks and listeners are reported, and what follows runs") {
    Reports r;
    EventLoop& loop = r.t.loop;
    loop.set_timeout("timeout", 0ms, [] { fail("1"); });
    loop.request_animation_frame("frame", [](TimePoint) { fail("2"); });
    loop.request_animation_frame("frame", r.t.writes_in_a_frame("f"));
    loop.request_idle_callback("idle", [](const IdleDeadline&) { fail("3"); });
    loop.request_idle_callback("idle", r.t.writes_when_idle("i"));
    loop.run_until_idle();
    loop.run_the_animation_frame_callbacks(r.t.clock.stamp());
    loop.start_an_idle_period(r.t.clock.stamp() + 10ms);
    Callback listener = [] { fail("4"); };
    loop.run_a_callback(CallbackKind::event_listener, "listener", listener);
    CHECK(r.text == "timeout: 1; frame: 2; idle: 3; listener: 4; ");
    CHECK(r.t.log == "fi");
    CHECK(!loop.current_work());
}

TEST_CASE("an interval that throws goes on, a timeout that throws is over") {
    Reports r;
    int runs = 0;
    r.t.loop.set_interval("interval", 10ms, [&] {
        ++runs;
        fail("i");
    });
    const TimerId timeout = r.t.loop.set_timeout("timeout", 1ms, [] { fail("t"); });
    r.t.run_for(31ms);
    CHECK(runs == 3);
    CHECK(!r.t.loop.clear_timer(timeout));
}

TEST_CASE("what is thrown that is not a std::exception is reported too") {
    Reports r;
    r.t.loop.queue_a_task(TaskSource::timer, "odd", [] { throw 42; });
    r.t.loop.run_until_idle();
    CHECK(r.text == "odd: something was thrown that is not a std::exception; ");
}

TEST_CASE("an error that is reported outside of all callbacks belongs to no work") {
    Reports r;
    r.t.loop.report_an_error("ResizeObserver loop");
    CHECK(r.text == ": ResizeObserver loop; ");
    CHECK(!r.work);
}

TEST_CASE("a handler of errors may replace itself, and what it holds lives until it has returned") {
    TestLoop t;
    std::string heard;
    t.loop.on_error([&, held = std::string(100, 'x')](const ErrorReport& report) {
        t.loop.on_error([&](const ErrorReport& next) { heard += std::string("second: ") + next.message + "; "; });
        heard += std::string("first: ") + report.message + (held == std::string(100, 'x') ? "; " : "?");
    });
    t.loop.queue_a_task(TaskSource::timer, "task", [] { fail("a"); });
    t.loop.queue_a_task(TaskSource::timer, "task", [] { fail("b"); });
    t.loop.run_until_idle();
    CHECK(heard == "first: a; second: b; ");
}

TEST_CASE("a handler of errors that throws does not end the loop, and is called for the next error") {
    TestLoop t;
    int calls = 0;
    t.loop.on_error([&](const ErrorReport&) {
        ++calls;
        fail("in the handler");
    });
    t.loop.queue_a_task(TaskSource::timer, "task", [] { fail("a"); });
    t.loop.queue_a_task(TaskSource::timer, "task", [] { fail("b"); });
    t.queue_task(TaskSource::timer, "next");
    t.loop.run_until_idle();
    CHECK(calls == 2);
    CHECK(t.log == "next");
}

TEST_CASE("the hooks of a checkpoint run at its end, also where no microtask was queued") {
    TestLoop t;
    t.loop.add_checkpoint_hook(t.writes("h"));
    t.queue_task(TaskSource::timer, "t");
    t.loop.run_until_idle();
    CHECK(t.log == "th");
    t.queue_microtask("m");
    t.loop.perform_a_microtask_checkpoint();
    CHECK(t.log == "thmh");
}
