// SPDX-License-Identifier: MIT
// The order in which `then`, `catch_error` and `finally` run. Every expected line is what a JavaScript engine prints.
#include <doctest/doctest.h>

#include "async/async_page.h"

using namespace janklab;
using test::AsyncPage;

namespace {

// A thenable that settles its resolver at once, and says when it was asked.
struct LoggingThenable {
    using promised_type = std::string;
    test::Log* log;
    void then(PromiseResolver<std::string> resolver) const {
        (*log)("then");
        resolver.resolve(std::string("v"));
    }
};

std::string no(const Rejection& reason) { return reason.message(); }

}  // namespace

TEST_CASE("1.9 what the script prints comes first, then microtasks, then timers") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        log(1);
        page.loop.set_timeout("timeout", 0ns, [&] { log(2); });
        page.async().resolved().then("then", [&] { log(3); });
        log(4);
    });
    CHECK(log.text() == "1 | 4 | 3 | 2");
}

TEST_CASE("1.9 the executor of a promise runs at once, its reactions later") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        log(1);
        const Promise<> promise = page.async().make_promise([&](PromiseResolver<> resolver) {
            log(2);
            resolver.resolve();
            log(3);
        });
        promise.then("then", [&] { log(4); });
        log(5);
    });
    CHECK(log.text() == "1 | 2 | 3 | 5 | 4");
}

TEST_CASE("1.9 two chains of thens take turns, a tick each") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        page.async().resolved().then("1", [&] { log(1); }).then("2", [&] { log(2); }).then("3", [&] { log(3); });
        page.async().resolved().then("4", [&] { log(4); }).then("5", [&] { log(5); }).then("6", [&] { log(6); });
    });
    CHECK(log.text() == "1 | 4 | 2 | 5 | 3 | 6");
}

TEST_CASE("1.9 returning a resolved promise from a then callback delays the chain by two further ticks") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        page.async()
            .resolved()
            .then("0",
                  [&] {
                      log(0);
                      return page.async().resolved(4);
                  })
            .then("4", [&](int value) { log(value); });
        Promise<> chain = page.async().resolved();
        for (const int i : {1, 2, 3, 5, 6}) chain = chain.then("chain", [&, i] { log(i); });
    });
    CHECK(log.text() == "0 | 1 | 2 | 3 | 4 | 5 | 6");
}

TEST_CASE("1.9 returning a thenable from a then callback costs one further tick, in which its then is called") {
    AsyncPage page;
    page.run([&] {
        page.async()
            .resolved()
            .then("thenable", [&] { return LoggingThenable{&page.log}; })
            .then("log", [&](const std::string& v) { page.log(v); });
        page.count_ticks(5);
    });
    CHECK(page.log.text() == "t1 | then | t2 | v | t3 | t4 | t5");
}

TEST_CASE("1.9 resolving with a resolved promise costs two ticks before the reaction") {
    AsyncPage page;
    page.run([&] {
        page.async()
            .make_promise<std::string>(
                [&](auto resolver) { resolver.resolve(page.async().resolved(std::string("v"))); })
            .then("log", [&](const std::string& v) { page.log(v); });
        page.count_ticks(5);
    });
    CHECK(page.log.text() == "t1 | t2 | v | t3 | t4 | t5");
}

TEST_CASE("1.9 resolving with a thenable costs one tick before the reaction") {
    AsyncPage page;
    page.run([&] {
        page.async()
            .make_promise<std::string>([&](auto resolver) { resolver.resolve(LoggingThenable{&page.log}); })
            .then("log", [&](const std::string& v) { page.log(v); });
        page.count_ticks(4);
    });
    CHECK(page.log.text() == "then | t1 | v | t2 | t3 | t4");
}

TEST_CASE("1.9 resolving with a rejected promise rejects, two ticks later") {
    AsyncPage page;
    page.run([&] {
        page.async()
            .make_promise<int>([&](auto resolver) { resolver.resolve(page.async().rejected<int>("x")); })
            .catch_error("log", [&](const Rejection& reason) { page.log(reason.message()); });
        page.count_ticks(4);
    });
    CHECK(page.log.text() == "t1 | t2 | x | t3 | t4");
}

TEST_CASE("a promise resolved with itself is rejected with a TypeError at once") {
    AsyncPage page;
    page.run([&] {
        auto [promise, resolver] = page.async().with_resolvers();
        resolver.resolve(promise);
        promise.catch_error("log", [&](const Rejection& reason) { page.log(reason.what()); });
        page.count_ticks(2);
    });
    CHECK(page.log.text() == "TypeError: Chaining cycle detected for promise | t1 | t2");
}

TEST_CASE("a then callback that returns the promise of its own then is rejected with a TypeError") {
    AsyncPage page;
    std::optional<Promise<>> promise;
    page.run([&] {
        promise = page.async().resolved().then("cycle", [&] { return *promise; });
        promise->catch_error("log", [&](const Rejection& reason) { page.log(reason.name()); });
        page.count_ticks(3);
    });
    CHECK(page.log.text() == "t1 | TypeError | t2 | t3");
}

TEST_CASE("reactions of one promise run in the order in which they were registered, before and after it settled") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        auto [promise, resolver] = page.async().with_resolvers();
        promise.then("a", [&] { log("a"); });
        promise.then("b", [&] { log("b"); });
        resolver.resolve();
        promise.then("c", [&] { log("c"); });
        log("sync");
    });
    CHECK(log.text() == "sync | a | b | c");
}

TEST_CASE("an exception passes over every then until a catch, a tick for each") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        page.async()
            .resolved()
            .then("throws",
                  [&] {
                      log("a");
                      throw std::runtime_error("x");
                  })
            .then("never", [&] { log("never"); })
            .then("never", [&] { log("never"); })
            .catch_error("caught", [&](const Rejection& reason) { log("caught " + reason.message()); })
            .then("on", [&] { log("on"); });
        page.count_ticks(6);
    });
    CHECK(log.text() == "a | t1 | t2 | t3 | caught x | t4 | on | t5 | t6");
}

TEST_CASE("what a catch returns is the value of the chain from there") {
    AsyncPage page;
    page.run([&] {
        page.async()
            .rejected<std::string>("x")
            .catch_error("recover",
                         [&] {
                             page.log("caught");
                             return "value";
                         })
            .then("log", [&](const std::string& value) { page.log(value); });
    });
    CHECK(page.log.text() == "caught | value");
}

TEST_CASE("what a catch throws goes to the next catch") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        page.async()
            .rejected("x")
            .catch_error("throws", [] { throw std::runtime_error("y"); })
            .catch_error("log", [&](const Rejection& reason) { log(no(reason)); })
            .finally("f", [&] { log("f"); })
            .then("end", [&] { log("end"); });
    });
    CHECK(log.text() == "y | f | end");
}

TEST_CASE("the second callback of a then does not catch what the first throws") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        page.async()
            .resolved()
            .then(
                "both",
                [&] {
                    log("f");
                    throw std::runtime_error("x");
                },
                [&] { log("g"); })
            .catch_error("catch", [&](const Rejection& reason) { log("caught " + reason.message()); });
    });
    CHECK(log.text() == "f | caught x");
}

TEST_CASE("a second callback of then runs a tick before a catch after the then") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        page.async().rejected("x").then("skipped", [] {}).catch_error("catch", [&] { log("catch"); });
        page.async().rejected("x").then(
            "both", [] {}, [&] { log("second"); });
        page.count_ticks(3);
    });
    CHECK(log.text() == "second | t1 | catch | t2 | t3");
}

TEST_CASE("a finally hands the value on after three ticks: one for itself, two for the promise inside") {
    AsyncPage page;
    page.run([&] {
        page.async()
            .resolved(std::string("v"))
            .finally("f", [&] { page.log("finally"); })
            .then("log", [&](const std::string& v) { page.log(v); });
        page.count_ticks(6);
    });
    CHECK(page.log.text() == "finally | t1 | t2 | t3 | v | t4 | t5 | t6");
}

TEST_CASE("a finally hands a rejection on after as many ticks as a value") {
    AsyncPage page;
    page.run([&] {
        page.async()
            .rejected("x")
            .finally("f", [&] { page.log("finally"); })
            .catch_error("log", [&](const Rejection& reason) { page.log(reason.message()); });
        page.count_ticks(6);
    });
    CHECK(page.log.text() == "finally | t1 | t2 | t3 | x | t4 | t5 | t6");
}

TEST_CASE("what a finally throws takes the place of the value, in one tick") {
    AsyncPage page;
    page.run([&] {
        page.async()
            .resolved(std::string("v"))
            .finally("f", [] { throw std::runtime_error("f"); })
            .then(
                "log", [&](const std::string& v) { page.log(v); },
                [&](const Rejection& reason) { page.log(reason.message()); });
        page.count_ticks(3);
    });
    CHECK(page.log.text() == "t1 | f | t2 | t3");
}

TEST_CASE("a finally that returns a resolved promise costs no more than one that returns nothing") {
    AsyncPage page;
    page.run([&] {
        page.async()
            .resolved(std::string("v"))
            .finally("f",
                     [&] {
                         page.log("finally");
                         return page.async().resolved(std::string("ignored"));
                     })
            .then("log", [&](const std::string& v) { page.log(v); });
        page.count_ticks(6);
    });
    CHECK(page.log.text() == "finally | t1 | t2 | t3 | v | t4 | t5 | t6");
}

TEST_CASE("a finally that returns a rejected promise takes the place of the first rejection") {
    AsyncPage page;
    page.run([&] {
        page.async()
            .rejected("x")
            .finally("f", [&] { return page.async().rejected("y"); })
            .catch_error("log", [&](const Rejection& reason) { page.log(reason.message()); });
        page.count_ticks(6);
    });
    CHECK(page.log.text() == "t1 | t2 | t3 | y | t4 | t5 | t6");
}

TEST_CASE("what a finally returns is not the value") {
    AsyncPage page;
    page.run([&] {
        page.async().resolved(std::string("v")).finally("f", [] { return 5; }).then("log", [&](const std::string& v) {
            page.log(v);
        });
    });
    CHECK(page.log.text() == "v");
}

TEST_CASE("chains of finallys and thens interleave tick by tick") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        page.async().resolved().then("1", [&] { log(1); }).finally("2", [&] { log(2); }).then("3", [&] { log(3); });
        page.async().resolved().finally("a", [&] { log("a"); }).finally("b", [&] { log("b"); });
        page.count_ticks(8);
    });
    CHECK(log.text() == "1 | a | t1 | 2 | t2 | t3 | b | t4 | 3 | t5 | t6 | t7 | t8");
}

TEST_CASE("a catch and a finally on one rejected promise both run; the promise of the finally is rejected too") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        const Promise<> promise = page.async().rejected("x");
        promise.catch_error("catch", [&] { log("caught"); });
        promise.finally("finally", [&] { log("finally"); }).catch_error("catch", [&] { log("finally caught"); });
        page.count_ticks(5);
    });
    CHECK(log.text() == "caught | finally | t1 | t2 | t3 | finally caught | t4 | t5");
}

TEST_CASE("microtasks that promises queue stand in one queue with all others") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        page.async().resolved().then("1", [&] { log(1); });
        page.loop.queue_a_microtask("2", [&] { log(2); });
        page.async().resolved().then("3", [&] { log(3); });
        page.loop.queue_a_microtask("4", [&] { log(4); });
    });
    CHECK(log.text() == "1 | 2 | 3 | 4");
}

TEST_CASE("1.2 microtasks queued by microtasks run before any timer") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        page.loop.set_timeout("timeout", 0ns, [&] { log("timeout"); });
        page.async().resolved().then("a", [&] {
            log("a");
            page.loop.queue_a_microtask("b", [&] {
                log("b");
                page.async().resolved().then("c", [&] { log("c"); });
            });
        });
        page.async().resolved().then("d", [&] { log("d"); });
    });
    CHECK(log.text() == "a | d | b | c | timeout");
}

TEST_CASE("1.2 the microtasks of a timer run before the next timer") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        page.loop.set_timeout("timer 1", 0ns, [&] {
            log("timer 1");
            page.async().resolved().then("micro 1", [&] { log("micro 1"); });
        });
        page.loop.set_timeout("timer 2", 0ns, [&] {
            log("timer 2");
            page.async().resolved().then("micro 2", [&] { log("micro 2"); });
        });
        page.async().resolved().then("micro 0", [&] {
            log("micro 0");
            page.loop.set_timeout("timer 3", 0ns, [&] { log("timer 3"); });
        });
    });
    CHECK(log.text() == "micro 0 | timer 1 | micro 1 | timer 2 | micro 2 | timer 3");
}

TEST_CASE("1.4 the microtasks of an animation frame callback run before the next callback of the frame") {
    AsyncPage page;
    test::Log& log = page.log;
    for (const int i : {1, 2}) {
        page.loop.request_animation_frame("frame", [&, i](TimePoint) {
            log("frame " + std::to_string(i));
            page.async().resolved().then("micro", [&, i] { log("micro " + std::to_string(i)); });
        });
    }
    page.frame();
    CHECK(log.text() == "frame 1 | micro 1 | frame 2 | micro 2");
}

TEST_CASE("a promise is resolved once, by the first call") {
    AsyncPage page;
    page.run([&] {
        page.async()
            .make_promise<std::string>([](PromiseResolver<std::string> resolver) {
                const PromiseResolver<std::string> copy = resolver;
                resolver.resolve(std::string("first"));
                copy.resolve(std::string("second"));
                resolver.reject("x");
            })
            .then("log", [&](const std::string& v) { page.log(v); });
    });
    CHECK(page.log.text() == "first");
}

TEST_CASE("a promise resolved with a pending promise is locked in: later calls do nothing") {
    AsyncPage page;
    page.run([&] {
        auto inner = page.async().with_resolvers<std::string>();
        auto outer = page.async().with_resolvers<std::string>();
        outer.resolver.resolve(inner.promise);
        outer.resolver.resolve(std::string("other"));
        outer.promise.then("log", [&](const std::string& v) { page.log(v); });
        inner.resolver.resolve(std::string("inner"));
        page.count_ticks(4);
    });
    CHECK(page.log.text() == "t1 | t2 | inner | t3 | t4");
}

TEST_CASE("a promise that a callback returned and that settles later costs one tick from then") {
    AsyncPage page;
    test::Log& log = page.log;
    page.run([&] {
        auto inner = page.async().with_resolvers<std::string>();
        page.async()
            .resolved()
            .then("inner", [promise = inner.promise] { return promise; })
            .then("log", [&](const std::string& v) { log(v); });
        page.async()
            .resolved()
            .then("1", [] {})
            .then("2", [] {})
            .then("3",
                  [&log, resolver = inner.resolver] {
                      log("resolving");
                      resolver.resolve(std::string("v"));
                  })
            .then("4", [&] { log("t4"); })
            .then("5", [&] { log("t5"); })
            .then("6", [&] { log("t6"); });
    });
    CHECK(log.text() == "resolving | t4 | v | t5 | t6");
}

TEST_CASE("a thenable that throws rejects; one that throws after it resolved does not") {
    struct Throws {
        using promised_type = std::string;
        void then(PromiseResolver<std::string>) const { throw std::runtime_error("x"); }
    };
    struct ThrowsLate {
        using promised_type = std::string;
        void then(PromiseResolver<std::string> resolver) const {
            resolver.resolve(std::string("v"));
            throw std::runtime_error("late");
        }
    };
    AsyncPage page;
    page.run([&] {
        page.async().resolved(Throws{}).catch_error("log",
                                                    [&](const Rejection& reason) { page.log(reason.message()); });
        page.async().resolved(ThrowsLate{}).then("log", [&](const std::string& v) { page.log(v); });
        page.count_ticks(3);
    });
    CHECK(page.log.text() == "t1 | x | v | t2 | t3");
}

TEST_CASE("a thenable that resolves twice counts once, and may resolve with a promise") {
    struct Twice {
        using promised_type = std::string;
        Async* async;
        void then(PromiseResolver<std::string> resolver) const {
            resolver.resolve(async->resolved(std::string("inner")));
            resolver.resolve(std::string("other"));
        }
    };
    AsyncPage page;
    page.run([&] {
        page.async().resolved(Twice{&page.async()}).then("log", [&](const std::string& v) { page.log(v); });
        page.count_ticks(6);
    });
    CHECK(page.log.text() == "t1 | t2 | t3 | inner | t4 | t5 | t6");
}

TEST_CASE("a promise made inside a then callback is waited for only if it is returned") {
    AsyncPage page;
    test::Log& log = page.log;
    const auto inner = [&] {
        return page.async().resolved().then("inner 1", [&] { log("inner 1"); }).then("inner 2", [&] {
            log("inner 2");
        });
    };
    SUBCASE("not returned") {
        page.run(
            [&] { page.async().resolved().then("starts", [&] { inner(); }).then("outer", [&] { log("outer"); }); });
        CHECK(log.text() == "inner 1 | outer | inner 2");
    }
    SUBCASE("returned") {
        page.run([&] {
            page.async().resolved().then("starts", [&] { return inner(); }).then("outer", [&] { log("outer"); });
        });
        CHECK(log.text() == "inner 1 | inner 2 | outer");
    }
}

TEST_CASE("promises made inside reactions, timers and script together keep the standard's order") {
    AsyncPage page;
    test::Log& log = page.log;
    const auto logging = [&](int number) {
        return [&log, number](PromiseResolver<> resolver) {
            log(number);
            resolver.resolve();
        };
    };
    page.run([&] {
        log(1);
        page.loop.set_timeout("2", 0ns, [&] {
            log(2);
            page.async().resolved().then("3", [&] { log(3); });
        });
        page.async()
            .make_promise(logging(4))
            .then("5",
                  [&] {
                      log(5);
                      page.async().make_promise(logging(6)).then("7", [&] { log(7); }).then("8", [&] { log(8); });
                  })
            .then("9", [&] { log(9); });
        page.loop.set_timeout("10", 0ns, [&] { log(10); });
        log(11);
    });
    CHECK(log.text() == "1 | 4 | 11 | 5 | 6 | 7 | 9 | 8 | 2 | 3 | 10");
}

TEST_CASE("resolved() gives a promise back as it is; then always makes another") {
    AsyncPage page;
    const Promise<int> promise = page.async().resolved(1);
    CHECK(page.async().resolved(promise) == promise);
    CHECK_FALSE(promise.then("same", [](int value) { return value; }) == promise);
}

TEST_CASE("a promise shows its state, value and reason") {
    AsyncPage page;
    auto [promise, resolver] = page.async().with_resolvers<int>();
    CHECK(promise.status() == PromiseStatus::pending);
    resolver.resolve(7);
    CHECK(promise.status() == PromiseStatus::fulfilled);
    CHECK(promise.value() == 7);
    const Promise<int> rejected = page.async().rejected<int>(Rejection::type_error("not a number"));
    CHECK(rejected.status() == PromiseStatus::rejected);
    CHECK(std::string(rejected.reason().what()) == "TypeError: not a number");
    rejected.catch_error("handled", [] {});
}

TEST_CASE("what the executor of a promise throws rejects it, unless it was resolved before") {
    AsyncPage page;
    const Promise<int> rejected = page.async().make_promise<int>([](auto) { throw std::runtime_error("x"); });
    const Promise<int> resolved = page.async().make_promise<int>([](auto resolver) {
        resolver.resolve(1);
        throw std::runtime_error("late");
    });
    CHECK(rejected.reason().message() == "x");
    CHECK(resolved.value() == 1);
    rejected.catch_error("handled", [] {});
}
