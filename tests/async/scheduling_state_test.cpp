// SPDX-License-Identifier: MIT
// What scheduler.yield() inherits, and through what: https://wicg.github.io/scheduling-apis/. Chromium prints the same
// for the same programs.
#include "loop/scheduling_state.h"

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <stdexcept>

#include "async/async_page.h"
#include "async/combinators.h"
#include "async/posted_task.h"

using namespace janklab;
using test::AsyncPage;

namespace {

struct Page : AsyncPage {
    Page() { loop.set_policy(Policy::strict); }
};

/// Logs `name` and the priority at which a yield() goes on that is made here: which of three tasks went before it.
Promise<> tell(Page& page, std::string name) {
    const auto gone = std::make_shared<int>(0);
    for (const TaskPriority priority :
         {TaskPriority::user_blocking, TaskPriority::user_visible, TaskPriority::background}) {
        post_task(page.async(), "other", [gone] { ++*gone; }, {.priority = priority});
    }
    co_await yield();
    page.log(name + ": " + to_string(static_cast<TaskPriority>(*gone)));
}

/// Awaits something of every kind, and tells of itself after each.
Promise<> awaits_everything(Page& page) {
    co_await tell(page, "at once");
    co_await page.async().resolved();
    co_await tell(page, "promise");
    co_await delay(4ms);
    co_await tell(page, "delay");
    co_await yield();
    co_await tell(page, "yield");
    co_await next_frame();
    co_await tell(page, "frame");
    co_await idle(1ms);
    co_await tell(page, "idle");
    try {
        co_await page.async().rejected("no");
    } catch (const Rejection&) {
    }
    co_await tell(page, "rejected");
}

/// Logs what the next yield() throws, or that it goes on.
Promise<> yields(Page& page) {
    try {
        co_await yield();
        page.log("went on");
    } catch (const Rejection& why) {
        page.log(std::string("rejected ") + why.what());
    }
}

void run_with_a_frame(Page& page) {
    page.finish();
    page.frame();
    page.finish();
}

}  // namespace

TEST_CASE("yield() inherits the priority of its task, however often that awaits something else") {
    Page page;
    const TaskController controller(TaskPriority::background);
    std::string expected = "user-visible";
    PostTaskOptions options;
    SUBCASE("none") {}
    SUBCASE("fixed, user-blocking") {
        options.priority = TaskPriority::user_blocking;
        expected = "user-blocking";
    }
    SUBCASE("fixed, background") {
        options.priority = TaskPriority::background;
        expected = "background";
    }
    SUBCASE("of a signal") {
        options.signal = controller.signal();
        expected = "background";
    }
    SUBCASE("fixed, beside a signal") {
        options = {.priority = TaskPriority::user_blocking, .signal = controller.signal()};
        expected = "user-blocking";
    }
    SUBCASE("of a signal without priority") { options.signal = AbortController().signal(); }
    post_task(
        page.async(), "task", [&] { return awaits_everything(page); }, options);
    run_with_a_frame(page);
    std::string all;
    for (const char* after : {"at once", "promise", "delay", "yield", "frame", "idle", "rejected"})
        all += std::string(all.empty() ? "" : " | ") + after + ": " + expected;
    CHECK(page.log.text() == all);
}

TEST_CASE("yield() goes on with the priority that the signal has when it is called") {
    Page page;
    const TaskController controller(TaskPriority::background);
    page.run([&] {
        post_task(page.async(), "task",
                  [&] {
                      CHECK(controller.set_priority(TaskPriority::user_blocking));
                      return tell(page, "changed");
                  },
                  {.signal = controller.signal()});
    });
    CHECK(page.log.text() == "changed: user-blocking");
}

TEST_CASE("setPriority moves a yield() that waits") {
    Page page;
    const TaskController controller(TaskPriority::background);
    page.run([&] {
        post_task(page.async(), "task",
                  [&] {
                      const Promise<> told = tell(page, "moved");
                      CHECK(controller.set_priority(TaskPriority::user_blocking));
                      return told;
                  },
                  {.signal = controller.signal()});
    });
    CHECK(page.log.text() == "moved: user-blocking");
}

TEST_CASE("in a task whose signal was aborted yield() rejects with the reason, a tick later") {
    Page page;
    const AbortController controller;
    page.run([&] {
        post_task(page.async(), "task",
                  [&] {
                      controller.abort("AbortError: enough");
                      page.count_ticks(2);
                      return yields(page);
                  },
                  {.signal = controller.signal()})
            .catch_error("task", [] {});
    });
    CHECK(page.log.text() == "t1 | rejected AbortError: enough | t2");
}

TEST_CASE("yield() inherits the signal, however often the task awaits something else") {
    struct Script {
        static Promise<> run(Page& page, const AbortController& controller) {
            co_await delay(4ms);
            co_await page.async().resolved();
            co_await yield();
            controller.abort("AbortError: enough");
            co_await delay(4ms);
            co_await yields(page);
            co_await yields(page);
        }
    };
    Page page;
    const AbortController controller;
    post_task(page.async(), "task", [&] { return Script::run(page, controller); }, {.signal = controller.signal()})
        .catch_error("task", [] {});
    page.finish();
    CHECK(page.log.text() == "rejected AbortError: enough | rejected AbortError: enough");
}

TEST_CASE("aborting the signal rejects a yield() that waits, and takes its continuation out of the queue") {
    Page page;
    const AbortController controller;
    post_task(page.async(), "task",
              [&] {
                  const Promise<> done = yields(page);
                  page.async().resolved().then("log", [&] { page.log("before"); });
                  controller.abort("AbortError: enough");
                  page.async().resolved().then("log", [&] { page.log("after"); });
                  page.log("script");
                  return done;
              },
              {.signal = controller.signal()})
        .catch_error("task", [] {});
    page.loop.run_a_task(TaskSource::user_visible);
    CHECK(page.log.text() == "script | before | rejected AbortError: enough | after");
    CHECK(page.loop.nothing_runnable());
}

TEST_CASE("a promise callback has the scheduling state in which it was registered, not that of who settles") {
    Page page;
    const PostTaskOptions background{.priority = TaskPriority::background};
    page.run([&] {
        const auto outer = page.async().with_resolvers(), inner = page.async().with_resolvers();
        outer.promise.then("then", [&] { return tell(page, "registered outside"); });
        post_task(
            page.async(), "task",
            [&page, outer, inner] {
                inner.promise.then("then", [&] { return tell(page, "registered inside"); });
                inner.promise.finally("finally", [&] { return tell(page, "finally"); });
                all(page.async(), "all", std::vector{inner.promise}).then("then", [&] { return tell(page, "all"); });
                outer.resolver.resolve();
            },
            background);
        page.loop.set_timeout("settle", 4ms, [inner] { inner.resolver.resolve(); });
    });
    CHECK(page.log.text() ==
          "registered outside: user-visible | registered inside: background | finally: background | all: background");
}

TEST_CASE("a microtask, and the `then` of a thenable, have the scheduling state in which they were queued") {
    struct Follows {
        using promised_type = void;
        Page* page;
        void then(const PromiseResolver<>& resolver) const {
            tell(*page, "thenable");
            resolver.resolve();
        }
    };
    Page page;
    page.run([&] {
        post_task(page.async(), "task",
                  [&] {
                      page.loop.queue_a_microtask("microtask", [&] { tell(page, "microtask"); });
                      return Follows{&page};
                  },
                  {.priority = TaskPriority::background});
    });
    CHECK(page.log.text() == "microtask: background | thenable: background");
}

TEST_CASE("timers, frames and tasks do not inherit") {
    Page page;
    post_task(page.async(), "task",
              [&] {
                  page.loop.set_timeout("timer", 0ms, [&] { tell(page, "timer"); });
                  page.loop.request_animation_frame("frame", [&](TimePoint) { tell(page, "frame"); });
                  page.loop.queue_a_task(TaskSource::networking, "task", [&] { tell(page, "task"); });
                  post_task(page.async(), "posted", [&] { return tell(page, "posted"); });
              },
              {.priority = TaskPriority::background});
    run_with_a_frame(page);
    CHECK(page.log.text() == "task: user-visible | timer: user-visible | posted: user-visible | frame: user-visible");
}

TEST_CASE("the scheduling state ends with the callback that has it, also when it throws") {
    Page page;
    std::string seen;
    const auto see = [&] { seen += page.loop.scheduling_state() ? "some " : "none "; };
    page.loop.on_error([&](const ErrorReport&) { see(); });
    const PostTaskOptions background{.priority = TaskPriority::background};
    Scheduler(page.loop).post_task(
        "throws", [] { throw std::runtime_error("x"); }, background);
    post_task(
        page.async(), "throws",
        [&]() -> int {
            page.loop.queue_a_microtask("throws", [&] {
                see();
                throw std::runtime_error("x");
            });
            throw std::runtime_error("x");
        },
        background)
        .catch_error("log", [&] {
            see();
            return 0;
        });
    page.finish();
    see();
    CHECK(seen == "none some none none none ");
}

TEST_CASE("1.7 what an idle callback yields goes on in the background, also when its timeout has passed") {
    Page page;
    page.loop.request_idle_callback("idle", [&](const IdleDeadline&) { tell(page, "idle"); });
    page.loop.start_an_idle_period(page.clock.stamp() + 10ms);
    page.finish();
    page.loop.request_idle_callback(
        "late", [&](const IdleDeadline&) { tell(page, "late"); }, 4ms);
    page.finish();
    CHECK(!page.loop.scheduling_state());
    CHECK(page.log.text() == "idle: background | late: background");
}

TEST_CASE("when its Async goes, a yield() that waits under a signal is gone: nothing runs, and an abort tells nobody") {
    struct Script {
        static Promise<> run(Async&, test::Log& log) {
            try {
                co_await yield();
            } catch (const Rejection&) {
            }
            log("never");
        }
    };
    VirtualClock clock;
    EventLoop loop({.clock = &clock});
    test::Log log;
    const TaskController controller;
    std::optional<Async> async(std::in_place, loop);
    post_task(*async, "task", [&] { return Script::run(*async, log); }, {.signal = controller.signal()});
    loop.run_a_task(TaskSource::user_visible);
    CHECK(!loop.nothing_runnable());
    async.reset();
    CHECK(loop.nothing_runnable());
    CHECK(controller.set_priority(TaskPriority::background));
    controller.abort();
    loop.run_until_idle();
    CHECK(log.text() == "");
}
