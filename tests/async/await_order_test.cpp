// SPDX-License-Identifier: MIT
// The order in which coroutines go on. Every expected line is what a JavaScript engine prints for the same async
// functions.
#include <doctest/doctest.h>

#include <vector>

#include "async/async_page.h"
#include "async/combinators.h"

using namespace janklab;
using test::AsyncPage;

namespace {

// -- small async functions, each as one would write it in JavaScript
// ---------------------------------------------------

Promise<> prints(AsyncPage& page, const char* text) {
    page.log(text);
    co_return;
}
Promise<> prints_around(AsyncPage& page, const char* before, Promise<> promise, const char* after) {
    page.log(before);
    co_await promise;
    page.log(after);
}
Promise<int> throws(AsyncPage& page) {
    co_await page.async().resolved();
    throw std::runtime_error("x");
}
Promise<int> throws_at_once(AsyncPage& page) {
    page.log("in");
    throw std::runtime_error("x");
    co_return 0;
}
Promise<> sleep(AsyncPage&, Duration duration) { co_await delay(duration); }

Promise<int> returns_value(AsyncPage&) { co_return 1; }
Promise<int> returns_promise(AsyncPage& page) { co_return page.async().resolved(1); }
Promise<int> returns_awaited(AsyncPage& page) { co_return co_await page.async().resolved(1); }

}  // namespace

TEST_CASE("1.9 an async function runs at once up to its first await; the rest comes in the order of the microtasks") {
    struct Script {
        static Promise<> async1(AsyncPage& page) {
            page.log("a1 start");
            co_await prints(page, "a2");
            page.log("a1 end");
        }
    };
    AsyncPage page;
    page.run([&] {
        page.log("script start");
        page.loop.set_timeout("timeout", 0ns, [&] { page.log("timeout"); });
        Script::async1(page);
        page.async()
            .make_promise([&](auto resolver) {
                page.log("p1");
                resolver.resolve();
            })
            .then("p2", [&] { page.log("p2"); });
        page.log("script end");
    });
    CHECK(page.log.text() == "script start | a1 start | a2 | p1 | script end | a1 end | p2 | timeout");
}

TEST_CASE("1.9 returning a promise from an async function costs three ticks, returning its awaited value one") {
    AsyncPage page;
    page.run([&] {
        returns_value(page).then("value", [&] { page.log("value"); });
        returns_promise(page).then("promise", [&] { page.log("promise"); });
        returns_awaited(page).then("awaited", [&] { page.log("awaited"); });
        page.count_ticks(4);
    });
    CHECK(page.log.text() == "value | t1 | awaited | t2 | promise | t3 | t4");
}

TEST_CASE("1.9 await of a settled promise costs one tick each time") {
    struct Script {
        static Promise<> run(AsyncPage& page) {
            page.log("a");
            co_await page.async().resolved();
            page.log("b");
            co_await page.async().resolved();
            page.log("c");
        }
    };
    AsyncPage page;
    page.run([&] {
        Script::run(page);
        page.log("sync");
        page.count_ticks(3);
    });
    CHECK(page.log.text() == "a | sync | b | t1 | c | t2 | t3");
}

TEST_CASE("1.9 await of a thenable costs two ticks: one that calls its then, one that goes on") {
    struct Thenable {
        using promised_type = int;
        AsyncPage* page;
        void then(PromiseResolver<int> resolver) const {
            page->log("then");
            resolver.resolve(1);
        }
    };
    struct Script {
        static Promise<> run(AsyncPage& page) {
            co_await Thenable{&page};
            page.log("awaited");
        }
    };
    AsyncPage page;
    page.run([&] {
        Script::run(page);
        page.count_ticks(4);
    });
    CHECK(page.log.text() == "then | t1 | awaited | t2 | t3 | t4");
}

TEST_CASE("1.9 await of a pending promise goes on a tick after it settles") {
    struct Script {
        static Promise<> run(AsyncPage& page, Promise<std::string> promise) { page.log(co_await promise); }
    };
    AsyncPage page;
    page.run([&] {
        auto [promise, resolver] = page.async().with_resolvers<std::string>();
        Script::run(page, promise);
        page.async()
            .resolved()
            .then("resolves",
                  [&page, resolver = resolver] {
                      resolver.resolve(std::string("v"));
                      page.log("resolved");
                  })
            .then("t2", [&] { page.log("t2"); })
            .then("t3", [&] { page.log("t3"); });
    });
    CHECK(page.log.text() == "resolved | v | t2 | t3");
}

TEST_CASE("two async functions that await in a loop take turns") {
    struct Script {
        static Promise<> run(AsyncPage& page, std::string name) {
            for (int i = 0; i < 3; ++i) {
                page.log(name + std::to_string(i));
                co_await page.async().resolved();
            }
        }
    };
    AsyncPage page;
    page.run([&] {
        Script::run(page, "a");
        Script::run(page, "b");
        page.log("sync");
    });
    CHECK(page.log.text() == "a0 | b0 | sync | a1 | b1 | a2 | b2");
}

TEST_CASE("a rejection that is awaited is thrown, as the exception that it was") {
    struct Script {
        static Promise<> run(AsyncPage& page) {
            try {
                co_await throws(page);
                page.log("never");
            } catch (const std::runtime_error& error) {
                page.log(error.what());
            }
            page.log("after");
        }
    };
    AsyncPage page;
    page.run([&] { Script::run(page); });
    CHECK(page.log.text() == "x | after");
}

TEST_CASE("a rejection with a reason of its own is thrown as a Rejection, a tick after the await") {
    struct Script {
        static Promise<> run(AsyncPage& page) {
            try {
                co_await page.async().rejected("no");
                page.log("never");
            } catch (const Rejection& reason) {
                page.log(reason.message());
            }
            page.log("finally");
            page.log("after");
        }
    };
    AsyncPage page;
    page.run([&] {
        Script::run(page);
        page.count_ticks(3);
    });
    CHECK(page.log.text() == "no | finally | after | t1 | t2 | t3");
}

TEST_CASE("an async function that throws before its first await rejects; it does not throw into its caller") {
    AsyncPage page;
    page.run([&] {
        const Promise<int> promise = throws_at_once(page);
        page.log("out");
        promise.catch_error("catch", [&](const Rejection& reason) { page.log(reason.message()); });
        page.count_ticks(2);
    });
    CHECK(page.log.text() == "in | out | x | t1 | t2");
}

TEST_CASE("await of an async function that awaits nothing costs one tick") {
    struct Script {
        static Promise<> run(AsyncPage& page) {
            co_await prints(page, "child");
            page.log("awaited");
        }
    };
    AsyncPage page;
    page.run([&] {
        Script::run(page);
        page.count_ticks(2);
    });
    CHECK(page.log.text() == "child | awaited | t1 | t2");
}

TEST_CASE("return of a promise leaves the try block before it is rejected; return of the awaited one does not") {
    struct Script {
        static Promise<std::string> no(AsyncPage&) {
            throw std::runtime_error("x");
            co_return "";
        }
        static Promise<std::string> returns(AsyncPage& page) {
            try {
                co_return no(page);
            } catch (...) {
                co_return "caught inside";
            }
        }
        static Promise<std::string> returns_awaited(AsyncPage& page) {
            try {
                co_return co_await no(page);
            } catch (...) {
            }
            co_return "caught inside";
        }
    };
    AsyncPage page;
    page.run([&] {
        Script::returns(page).then(
            "a", [&](const std::string& v) { page.log("a " + v); }, [&] { page.log("a caught outside"); });
        Script::returns_awaited(page).then("b", [&](const std::string& v) { page.log("b " + v); });
        page.count_ticks(5);
    });
    CHECK(page.log.text() == "t1 | b caught inside | t2 | a caught outside | t3 | t4 | t5");
}

TEST_CASE("await of a chain goes on a tick after the chain's last reaction") {
    AsyncPage page;
    struct Script {
        static Promise<> run(AsyncPage& page) {
            co_await page.async().resolved().then("a", [&] { page.log("a"); }).then("b", [&] { page.log("b"); });
            page.log("c");
        }
    };
    page.run([&] {
        Script::run(page);
        Promise<> chain = page.async().resolved();
        for (const int i : {1, 2, 3, 4}) chain = chain.then("chain", [&page, i] { page.log(i); });
    });
    CHECK(page.log.text() == "a | 1 | b | 2 | c | 3 | 4");
}

TEST_CASE("an async function that returns a promise keeps the one that awaits it three ticks") {
    struct Script {
        static Promise<std::string> inner(AsyncPage& page) {
            co_await page.async().resolved();
            page.log("inner");
            co_return page.async().resolved(std::string("v"));
        }
        static Promise<> outer(AsyncPage& page) { page.log("outer " + co_await inner(page)); }
    };
    AsyncPage page;
    page.run([&] {
        Script::outer(page).then("done", [&] { page.log("done"); });
        page.count_ticks(8);
    });
    CHECK(page.log.text() == "inner | t1 | t2 | t3 | outer v | t4 | done | t5 | t6 | t7 | t8");
}

TEST_CASE("promise chains, async functions that return promises, and timers together keep the standard's order") {
    struct Script {
        static Promise<> async2(AsyncPage& page) {
            page.log("a2");
            // A coroutine of Promise<void> cannot return a promise in C++; resolving one with it costs the same ticks.
            return page.async().make_promise([&](auto resolver) {
                resolver.resolve(page.async().resolved().then("a2 then", [&] { page.log("a2 then"); }));
            });
        }
        static Promise<> async1(AsyncPage& page) {
            page.log("a1");
            co_await async2(page);
            page.log("a1 end");
        }
    };
    AsyncPage page;
    page.run([&] {
        page.loop.set_timeout("timeout", 0ns, [&] { page.log("timeout"); });
        Script::async1(page);
        Promise<> chain = page.async().resolved();
        for (const char* name : {"p1", "p2", "p3", "p4", "p5"}) {
            chain = chain.then("chain", [&page, name] { page.log(name); });
        }
        page.log("end");
    });
    CHECK(page.log.text() == "a1 | a2 | end | a2 then | p1 | p2 | a1 end | p3 | p4 | p5 | timeout");
}

TEST_CASE("a finally that returns the promise of an async function waits for it") {
    struct Script {
        static Promise<> run(AsyncPage& page) {
            page.log("a");
            co_await page.async().resolved();
            page.log("b");
        }
    };
    AsyncPage page;
    page.run([&] {
        page.async()
            .resolved(std::string("v"))
            .finally("f", [&] { return Script::run(page); })
            .then("log", [&](const std::string& v) { page.log(v); });
        page.count_ticks(7);
    });
    CHECK(page.log.text() == "a | t1 | b | t2 | t3 | t4 | v | t5 | t6 | t7");
}

TEST_CASE("1.14 an async callback for each element runs for all of them concurrently") {
    struct Script {
        static Promise<> one(AsyncPage& page, int n) {
            page.log("start " + std::to_string(n));
            co_await sleep(page, n * 10ms);
            page.log("end " + std::to_string(n));
        }
    };
    AsyncPage page;
    page.run([&] {
        for (const int n : {3, 1, 2}) Script::one(page, n);  // [3, 1, 2].forEach(async n => ...)
        page.log("done");
    });
    CHECK(page.log.text() == "start 3 | start 1 | start 2 | done | end 1 | end 2 | end 3");
}

TEST_CASE("1.14 a loop that awaits runs in series") {
    struct Script {
        static Promise<> run(AsyncPage& page) {
            for (const int n : {3, 1, 2}) {
                page.log("start " + std::to_string(n));
                co_await sleep(page, n * 10ms);
                page.log("end " + std::to_string(n));
            }
            page.log("done");
        }
    };
    AsyncPage page;
    page.run([&] { Script::run(page); });
    CHECK(page.log.text() == "start 3 | end 3 | start 1 | end 1 | start 2 | end 2 | done");
}

TEST_CASE("1.14 a map of async functions under all is concurrent, and its values keep their places") {
    struct Script {
        static Promise<int> square(AsyncPage& page, int n) {
            co_await sleep(page, n * 10ms);
            page.log("end " + std::to_string(n));
            co_return n* n;
        }
        static Promise<> run(AsyncPage& page) {
            std::vector<Promise<int>> squares;
            for (const int n : {3, 1, 2}) squares.push_back(square(page, n));
            const std::vector<int> values = co_await all(page.async(), "squares", squares);
            page.log(std::to_string(values[0]) + "," + std::to_string(values[1]) + "," + std::to_string(values[2]));
        }
    };
    AsyncPage page;
    page.run([&] { Script::run(page); });
    CHECK(page.log.text() == "end 1 | end 2 | end 3 | 9,1,4");
}

TEST_CASE("await of all of two async functions goes on a tick after the last has been gathered") {
    struct Script {
        static Promise<std::string> named(AsyncPage& page, std::string name) {
            co_await page.async().resolved();
            page.log(name);
            co_return name;
        }
        static Promise<> run(AsyncPage& page) {
            const auto [a, b] = co_await all(page.async(), "both", named(page, "a"), named(page, "b"));
            page.log(a + "," + b);
        }
    };
    AsyncPage page;
    page.run([&] {
        Script::run(page);
        page.count_ticks(5);
    });
    CHECK(page.log.text() == "a | b | t1 | t2 | a,b | t3 | t4 | t5");
}

TEST_CASE("one promise that several coroutines await lets them go on in the order of their awaits") {
    AsyncPage page;
    page.run([&] {
        auto [promise, resolver] = page.async().with_resolvers();
        prints_around(page, "a", promise, "a goes on");
        prints_around(page, "b", promise, "b goes on");
        resolver.resolve();
        page.log("resolved");
    });
    CHECK(page.log.text() == "a | b | resolved | a goes on | b goes on");
}
