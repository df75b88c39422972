// SPDX-License-Identifier: MIT
// co_await next_frame(), delay(), yield() and idle(): when each goes on, and what it gives.
#include "async/awaitables.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "async/async_page.h"
#include "trace/trace.h"

using namespace janklab;
using test::AsyncPage;

namespace {

std::string ms(TimePoint time) { return std::to_string(static_cast<int>(to_ms(time) + 0.5)); }

Promise<> delays(AsyncPage& page, Duration duration, int count) {
    for (int i = 0; i < count; ++i) {
        co_await delay(duration);
        page.log(ms(page.clock.stamp()));
    }
}
Promise<> frames(AsyncPage& page, std::string name, int count) {
    for (int i = 0; i < count; ++i) {
        const TimePoint time = co_await next_frame();
        page.log(name + ms(time));
    }
}
Promise<> async1(Async& async) {
    co_await async.resolved();
    co_await delay(1ms);
}

}  // namespace

TEST_CASE("co_await delay(4ms) goes on four milliseconds later") {
    AsyncPage page;
    page.run([&] { delays(page, 4ms, 2); });
    CHECK(page.log.text() == "4 | 8");
}

TEST_CASE("1.8 a chain of zero delays waits four milliseconds each above nesting level five") {
    AsyncPage page;
    page.run([&] { delays(page, 0ms, 8); });
    CHECK(page.log.text() == "0 | 0 | 0 | 0 | 0 | 0 | 4 | 8");
}

TEST_CASE("1.5 co_await next_frame() gives the time of the frame, and the next one is a frame later") {
    AsyncPage page;
    frames(page, "frame at ", 2);
    page.frame();
    page.log("between");
    page.frame();
    page.frame();
    CHECK(page.log.text() == "frame at 16 | between | frame at 32");
}

TEST_CASE("1.4 a coroutine goes on before the next animation frame callback of the same frame") {
    AsyncPage page;
    frames(page, "a", 1);
    page.loop.request_animation_frame("callback", [&](TimePoint) { page.log("callback"); });
    frames(page, "b", 1);
    page.frame();
    CHECK(page.log.text() == "a16 | callback | b16");
}

TEST_CASE("1.4 microtasks come before timers, and frames when there is one") {
    struct Script {
        static Promise<> micro(AsyncPage& page) {
            co_await page.async().resolved();
            page.log("micro");
        }
        static Promise<> timer(AsyncPage& page) {
            co_await delay(0ms);
            page.log("timer");
        }
        static Promise<> frame(AsyncPage& page) {
            co_await next_frame();
            page.log("frame");
        }
    };
    AsyncPage page;
    page.run([&] {
        Script::frame(page);
        Script::timer(page);
        Script::micro(page);
        page.log("script");
    });
    page.frame();
    CHECK(page.log.text() == "script | micro | timer | frame");
}

TEST_CASE("1.11 co_await yield() lets what is more urgent go first, and goes on before tasks of its own priority") {
    struct Script {
        static Promise<> run(AsyncPage& page) {
            page.log("1");
            co_await yield();
            page.log("2");
            co_await yield();
            page.log("3");
        }
    };
    AsyncPage page;
    page.loop.set_policy(Policy::strict);
    page.run([&] {
        page.loop.queue_a_task(TaskSource::user_visible, "task", [&] { page.log("task"); });
        Script::run(page);
        page.loop.queue_a_task(TaskSource::user_interaction, "input", [&] { page.log("input"); });
    });
    CHECK(page.log.text() == "1 | input | 2 | 3 | task");
}

TEST_CASE("1.7 co_await idle() goes on in an idle period, and gives its deadline") {
    struct Script {
        static Promise<> run(AsyncPage& page) {
            const IdleDeadline deadline = co_await idle();
            page.log(ms(deadline.deadline) + (deadline.did_timeout ? " timeout" : " in time"));
        }
    };
    AsyncPage page;
    Script::run(page);
    page.finish();
    CHECK(page.log.text() == "");
    page.loop.start_an_idle_period(page.clock.stamp() + 10ms);
    page.finish();
    CHECK(page.log.text() == "10 in time");
}

TEST_CASE("1.7 co_await idle(20ms) goes on as a task when no idle period came in time") {
    struct Script {
        static Promise<> run(AsyncPage& page) {
            const IdleDeadline deadline = co_await idle(20ms);
            page.log(ms(page.clock.stamp()) + (deadline.did_timeout ? " timeout" : " in time"));
        }
    };
    AsyncPage page;
    page.run([&] { Script::run(page); });
    CHECK(page.log.text() == "20 timeout");
}

TEST_CASE("in the trace a continuation has the name of its coroutine and the line of its co_await") {
    struct Started : Fold {
        std::vector<std::string> names;
        std::vector<std::uint32_t> lines;
        void take(const TraceEvent& event) override {
            if (event.type != EventType::microtask_started) return;
            names.emplace_back(event.name);
            lines.push_back(event.where.line());
        }
    };
    VirtualClock clock;
    Trace trace(clock);
    Started started;
    trace.add(started);
    EventLoop loop({.clock = &clock, .trace = &trace.writer(Track::page), .names = &trace.names()});
    Async async(loop, &trace.names());
    async1(async);
    const auto here = std::source_location::current();
    async.resolved().then("by then", [] {});
    loop.run_until_idle();
    trace.collect();
    REQUIRE(started.names.size() == 2);
    CHECK(started.names[0] == "async1");
    CHECK(started.lines[0] > 0);
    CHECK(started.lines[0] < here.line());
    CHECK(started.names[1] == "by then");
    CHECK(started.lines[1] == here.line() + 1);
}
