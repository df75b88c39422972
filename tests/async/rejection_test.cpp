// SPDX-License-Identifier: MIT
// Unhandled rejections as HTML reports them, and what a rejection says.
#include <doctest/doctest.h>

#include <vector>

#include "async/async_page.h"
#include "async/combinators.h"
#include "trace/trace.h"

using namespace janklab;
using test::AsyncPage;

TEST_CASE("1.10 an unhandled rejection fires after the checkpoint, as a task") {
    AsyncPage page;
    page.run([&] {
        page.async().rejected("x");
        page.loop.queue_a_task(TaskSource::dom_manipulation, "queued before", [&] { page.log("queued before"); });
        page.loop.queue_a_microtask("micro", [&] {
            page.log("micro");
            page.loop.queue_a_microtask("micro 2", [&] { page.log("micro 2"); });
        });
    });
    CHECK(page.log.text() == "micro | micro 2 | queued before | unhandled Error: x");
}

TEST_CASE("1.10 a rejection that is handled within the same checkpoint is not reported") {
    AsyncPage page;
    page.run([&] {
        const Promise<> promise = page.async().rejected("x");
        page.loop.queue_a_microtask("handles",
                                    [&page, promise] { promise.catch_error("catch", [&] { page.log("caught"); }); });
    });
    CHECK(page.log.text() == "caught");
}

TEST_CASE("1.10 a rejection that is handled between the checkpoint and the event is not reported") {
    AsyncPage page;
    page.run([&] {
        const Promise<> promise = page.async().rejected("x");
        page.loop.queue_a_task(TaskSource::dom_manipulation, "handles",
                               [&page, promise] { promise.catch_error("catch", [&] { page.log("caught"); }); });
    });
    CHECK(page.log.text() == "caught");
}

TEST_CASE("1.10 a rejection handled after its event fires rejectionhandled, once, as a task") {
    AsyncPage page;
    page.async().rejections().on_rejection_handled(
        [&](RejectionEvent& event) { page.log(std::string("handled ") + event.reason.what()); });
    std::optional<Promise<>> promise;
    page.run([&] { promise = page.async().rejected("x"); });
    page.run([&] {
        promise->catch_error("catch", [&] { page.log("caught"); });
        promise->catch_error("catch", [&] { page.log("caught again"); });
        page.log("sync");
    });
    CHECK(page.log.text() == "unhandled Error: x | sync | caught | caught again | handled Error: x");
}

TEST_CASE("1.10 each promise of a chain that nobody catches is not reported, only its last") {
    AsyncPage page;
    page.run([&] { page.async().rejected("x").then("1", [] {}).then("2", [] {}).finally("3", [] {}); });
    CHECK(page.log.text() == "unhandled Error: x");
}

TEST_CASE("1.10 an async function that throws and is not awaited is reported") {
    struct Script {
        static Promise<> run(AsyncPage& page) {
            co_await page.async().resolved();
            throw std::runtime_error("lost");
        }
    };
    AsyncPage page;
    page.run([&] { Script::run(page); });
    CHECK(page.log.text() == "unhandled Error: lost");
}

TEST_CASE("1.10 rejections are reported in the order in which they happened") {
    AsyncPage page;
    page.run([&] {
        page.async().rejected("a");
        page.async().resolved().then("throws", [] { throw std::runtime_error("c"); });
        page.async().rejected("b");
    });
    CHECK(page.log.text() == "unhandled Error: a | unhandled Error: b | unhandled Error: c");
}

TEST_CASE("1.10 a listener of unhandledrejection that throws does not keep the others from being told") {
    VirtualClock clock;
    EventLoop loop({.clock = &clock});
    Async async(loop, nullptr);
    std::string told, errors;
    loop.on_error([&](const ErrorReport& error) { errors += std::string(error.message) + " "; });
    async.rejections().on_unhandled_rejection([&](RejectionEvent& event) {
        event.prevent_default();
        told += event.reason.what();
        loop.queue_a_microtask("after", [&] { told += " after, "; });
        if (told.find("Error: b") == std::string::npos) throw std::runtime_error("in the listener");
    });
    loop.queue_a_task(TaskSource::timer, "task", [&] {
        async.rejected("a");
        async.rejected("b");
    });
    loop.run_until_idle();
    CHECK(told == "Error: a after, Error: b after, ");
    CHECK(errors == "in the listener ");
}

TEST_CASE("a listener of unhandledrejection may replace itself, and what it holds lives until it has returned") {
    VirtualClock clock;
    EventLoop loop({.clock = &clock});
    Async async(loop, nullptr);
    std::string told;
    async.rejections().on_unhandled_rejection([&, held = std::string(100, 'x')](RejectionEvent& event) {
        event.prevent_default();
        async.rejections().on_unhandled_rejection([&](RejectionEvent& next) {
            next.prevent_default();
            told += std::string("second: ") + next.reason.what() + "; ";
        });
        told += std::string("first: ") + event.reason.what() + (held == std::string(100, 'x') ? "; " : "?");
    });
    loop.queue_a_task(TaskSource::timer, "task", [&] {
        async.rejected("a");
        async.rejected("b");
    });
    loop.run_until_idle();
    CHECK(told == "first: Error: a; second: Error: b; ");
}

TEST_CASE("1.10 the trace tells of an unhandled rejection and of its handling, with the promise's id and place") {
    struct Collected : Fold {
        std::vector<TraceEvent> events;
        void take(const TraceEvent& event) override {
            if (event.type == EventType::rejection_unhandled || event.type == EventType::rejection_handled) {
                events.push_back(event);
            }
        }
    };
    VirtualClock clock;
    Trace trace(clock);
    Collected collected;
    trace.add(collected);
    EventLoop loop({.clock = &clock, .trace = &trace.writer(Track::page), .names = &trace.names()});
    Async async(loop, &trace.names());
    async.rejections().on_unhandled_rejection([](RejectionEvent& event) { event.prevent_default(); });

    const Promise<> promise = async.rejected("x");
    const auto line = std::source_location::current().line() - 1;
    loop.run_until_idle();
    promise.catch_error("late", [] {});
    loop.run_until_idle();
    trace.collect();

    REQUIRE(collected.events.size() == 2);
    CHECK(collected.events[0].type == EventType::rejection_unhandled);
    CHECK(collected.events[0].id == promise.id());
    CHECK(std::string(collected.events[0].name) == "Error: x");
    CHECK(collected.events[0].where.line() == line);
    CHECK(collected.events[1].type == EventType::rejection_handled);
    CHECK(collected.events[1].id == promise.id());
}

TEST_CASE("two loops in one process report their rejections apart") {
    AsyncPage one, other;
    one.async().rejected("of one");
    other.async().rejected("of the other");
    one.finish();
    CHECK(one.log.text() == "unhandled Error: of one");
    CHECK(other.log.text() == "");
    other.finish();
    CHECK(other.log.text() == "unhandled Error: of the other");
}

TEST_CASE("a rejection reads as a console prints it") {
    CHECK(std::string(Rejection("no network").what()) == "Error: no network");
    CHECK(std::string(Rejection("", "AbortError").what()) == "AbortError");
    CHECK(std::string(Rejection::type_error("not a function").what()) == "TypeError: not a function");
}

TEST_CASE("what was thrown is kept: a std::exception, a Rejection, and anything else") {
    const auto rejection_of = [](auto thrown) {
        try {
            throw thrown;
        } catch (...) {
            return Rejection::from_current_exception();
        }
    };
    const Rejection own("x", "AbortError");
    CHECK(rejection_of(own) == own);
    CHECK_THROWS_AS(rejection_of(std::out_of_range("far")).rethrow(), std::out_of_range);
    CHECK_THROWS_AS(rejection_of(5).rethrow(), int);
    CHECK(rejection_of(5).message() == "something that is not a std::exception was thrown");
    CHECK_THROWS_AS(own.rethrow(), Rejection);
}
