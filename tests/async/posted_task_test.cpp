// SPDX-License-Identifier: MIT
// The promise of a prioritised task: how it is settled, and when.
#include "async/posted_task.h"

#include <doctest/doctest.h>

#include <memory>

#include "async/async_page.h"

using namespace janklab;
using test::AsyncPage;

TEST_CASE("1.11 prioritised tasks run by priority, and each one's promise settles with its task") {
    AsyncPage page;
    page.loop.set_policy(Policy::strict);
    page.run([&] {
        const auto post = [&](const char* name, TaskPriority priority) {
            post_task(page.async(), "task",
                      [&page, name] {
                          page.log(name);
                          return std::string("after ") + name;
                      },
                      {.priority = priority})
                .then("log", [&](const std::string& text) { page.log(text); });
        };
        post("background", TaskPriority::background);
        post("visible", TaskPriority::user_visible);
        post("blocking", TaskPriority::user_blocking);
    });
    CHECK(page.log.text() == "blocking | after blocking | visible | after visible | background | after background");
}

TEST_CASE("1.11 an aborted signal rejects with its reason, and the task does not run") {
    AsyncPage page;
    page.run([&] {
        const TaskController controller;
        post_task(page.async(), "task", [&] { page.log("never"); }, {.signal = controller.signal()})
            .catch_error("log", [&](const Rejection& reason) { page.log(reason.what()); });
        controller.abort("AbortError: the user left");
        page.log("aborted");
    });
    CHECK(page.log.text() == "aborted | AbortError: the user left");
}

TEST_CASE("1.11 a task whose signal is aborted while it runs is rejected then, and what it returns is not heard") {
    AsyncPage page;
    page.run([&] {
        const AbortController controller;
        const PostTaskOptions options{.signal = controller.signal()};
        post_task(
            page.async(), "task",
            [&page, controller] {
                page.async().resolved().then("log", [&] { page.log("before"); });
                controller.abort("AbortError: the user left");
                page.log("runs on");
                return 1;
            },
            options)
            .then(
                "log", [&](int) { page.log("returned"); }, [&](const Rejection& why) { page.log(why.what()); });
    });
    CHECK(page.log.text() == "runs on | before | AbortError: the user left");
}

TEST_CASE("1.11 TaskController.set_priority moves a task whose promise is waited for") {
    AsyncPage page;
    page.loop.set_policy(Policy::strict);
    page.run([&] {
        TaskController controller(TaskPriority::background);
        post_task(page.async(), "other", [] { return 1; }).then("log", [&] { page.log("other"); });
        post_task(page.async(), "moved", [] { return 1; }, {.signal = controller.signal()}).then("log", [&] {
            page.log("moved");
        });
        CHECK(controller.set_priority(TaskPriority::user_blocking).ok());
    });
    CHECK(page.log.text() == "moved | other");
}

TEST_CASE("1.11 a background task that yields goes on before other background tasks, after all that is more urgent") {
    struct Script {
        static Promise<> run(AsyncPage& page) {
            page.log("first half");
            co_await yield();
            page.log("second half");
        }
    };
    AsyncPage page;
    page.loop.set_policy(Policy::strict);
    page.run([&] {
        const PostTaskOptions background{.priority = TaskPriority::background};
        post_task(
            page.async(), "yields", [&] { return Script::run(page); }, background)
            .then("log", [&] { page.log("done"); });
        post_task(
            page.async(), "background", [&] { page.log("background"); }, background);
        post_task(page.async(), "visible", [&] {
            page.log("visible");
            post_task(page.async(), "visible later", [&] { page.log("visible later"); });
        });
    });
    CHECK(page.log.text() == "visible | visible later | first half | second half | done | background");
}

TEST_CASE("what a posted task throws rejects its promise") {
    AsyncPage page;
    page.run([&] {
        post_task(page.async(), "throws", []() -> int {
            throw std::runtime_error("x");
        }).catch_error("log", [&](const Rejection& reason) { page.log(reason.message()); });
    });
    CHECK(page.log.text() == "x");
}

TEST_CASE("a posted task whose Async has gone does not run") {
    VirtualClock clock;
    EventLoop loop({.clock = &clock});
    test::Log log;
    auto async = std::make_unique<Async>(loop);
    post_task(*async, "never", [&] { log("never"); });
    async.reset();
    loop.run_until_idle();
    CHECK(log.text() == "");
}

TEST_CASE("a rejection made from text takes a first word with a colon for its name") {
    CHECK(Rejection::from_text("AbortError: why").name() == "AbortError");
    CHECK(Rejection::from_text("AbortError: why").message() == "why");
    CHECK(Rejection::from_text("it broke: badly").name() == "Error");
    CHECK(Rejection::from_text("it broke: badly").message() == "it broke: badly");
    CHECK(Rejection::from_text("stopped").message() == "stopped");
}
