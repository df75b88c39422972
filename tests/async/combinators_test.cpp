// SPDX-License-Identifier: MIT
// all, race, any and all_settled: what they give, and in which tick. Every expected line is what a JavaScript engine
// prints.
#include "async/combinators.h"

#include <doctest/doctest.h>

#include "async/async_page.h"

using namespace janklab;
using test::AsyncPage;

namespace {

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ",") + part;
    return text;
}
Promise<std::string> after(AsyncPage&, Duration duration, std::string value) {
    co_await delay(duration);
    co_return value;
}

}  // namespace

TEST_CASE("all of settled promises settles in the tick of the last, and its reaction runs in the next") {
    AsyncPage page;
    page.run([&] {
        all(page.async(), "all", page.async().resolved(1), page.async().resolved(2))
            .then("log", [&](const std::tuple<int, int>& v) {
                page.log("all " + std::to_string(std::get<0>(v)) + "," + std::to_string(std::get<1>(v)));
            });
        page.count_ticks(4);
    });
    CHECK(page.log.text() == "t1 | all 1,2 | t2 | t3 | t4");
}

TEST_CASE("all gives the values in the order of the promises, not of their settling") {
    AsyncPage page;
    page.run([&] {
        auto a = page.async().with_resolvers<std::string>();
        auto b = page.async().with_resolvers<std::string>();
        all(page.async(), "all", std::vector{a.promise, b.promise}).then("log", [&](const std::vector<std::string>& v) {
            page.log(joined(v));
        });
        page.async()
            .resolved()
            .then("b",
                  [&page, resolver = b.resolver] {
                      resolver.resolve(std::string("B"));
                      page.log("b");
                  })
            .then("a",
                  [&page, resolver = a.resolver] {
                      resolver.resolve(std::string("A"));
                      page.log("a");
                  })
            .then("t3", [&] { page.log("t3"); })
            .then("t4", [&] { page.log("t4"); })
            .then("t5", [&] { page.log("t5"); });
    });
    CHECK(page.log.text() == "b | a | t3 | A,B | t4 | t5");
}

TEST_CASE("all is rejected with the first rejection, and the others are handled by it") {
    AsyncPage page;
    page.run([&] {
        all(page.async(), "all", page.async().resolved(1), page.async().rejected("x"), page.async().rejected("y"))
            .then(
                "log", [&] { page.log("never"); }, [&](const Rejection& reason) { page.log(reason.message()); });
        page.count_ticks(4);
    });
    CHECK(page.log.text() == "t1 | x | t2 | t3 | t4");
}

TEST_CASE("all of nothing is fulfilled at once") {
    AsyncPage page;
    page.run([&] {
        all(page.async(), "all", std::vector<Promise<int>>{}).then("log", [&](const std::vector<int>& v) {
            page.log("all " + std::to_string(v.size()));
        });
        page.count_ticks(2);
    });
    CHECK(page.log.text() == "all 0 | t1 | t2");
}

TEST_CASE("all of promises without value has none") {
    AsyncPage page;
    const std::vector<Promise<>> promises{page.async().resolved(), page.async().resolved()};
    const Promise<> both = all(page.async(), "all", promises);
    const Promise<> none = all(page.async(), "all", std::vector<Promise<>>{});
    CHECK(both.status() == PromiseStatus::pending);
    CHECK(none.status() == PromiseStatus::fulfilled);
    page.finish();
    CHECK(both.status() == PromiseStatus::fulfilled);
}

TEST_CASE("race settles as the first that settled") {
    AsyncPage page;
    page.run([&] {
        auto pending = page.async().with_resolvers<std::string>();
        race(page.async(), "race", pending.promise, page.async().resolved(std::string("b")),
             page.async().resolved(std::string("c")))
            .then("log", [&](const std::string& v) { page.log(v); });
        pending.resolver.resolve(std::string("a"));
        page.count_ticks(4);
    });
    CHECK(page.log.text() == "t1 | b | t2 | t3 | t4");
}

TEST_CASE("race costs a tick more than a then on the same promise") {
    AsyncPage page;
    page.run([&] {
        const auto p = page.async().resolved(std::string("a"));
        const auto q = page.async().resolved(std::string("b"));
        race(page.async(), "race", q, p).then("log", [&](const std::string& v) { page.log("race " + v); });
        p.then("log", [&](const std::string& v) { page.log(v); });
        page.count_ticks(3);
    });
    CHECK(page.log.text() == "a | t1 | race b | t2 | t3");
}

TEST_CASE("race is rejected if a rejection is first") {
    AsyncPage page;
    page.run([&] {
        race(page.async(), "race", page.async().resolved().then("late", [] { return 1; }),
             page.async().rejected<int>("x"))
            .then(
                "log", [&](int) { page.log("late"); }, [&](const Rejection& reason) { page.log(reason.message()); });
        page.count_ticks(4);
    });
    CHECK(page.log.text() == "t1 | x | t2 | t3 | t4");
}

TEST_CASE("race of nothing stays pending for ever") {
    AsyncPage page;
    const Promise<int> none = race(page.async(), "race", std::vector<Promise<int>>{});
    page.finish();
    CHECK(none.status() == PromiseStatus::pending);
}

TEST_CASE("race and all of delays follow the clock") {
    AsyncPage page;
    page.run([&] {
        race(page.async(), "race", after(page, 20ms, "slow"), after(page, 5ms, "fast"))
            .then("log", [&](const std::string& v) { page.log(v); });
        all(page.async(), "all", std::vector{after(page, 20ms, "slow"), after(page, 5ms, "fast")})
            .then("log", [&](const std::vector<std::string>& v) { page.log(joined(v)); });
    });
    CHECK(page.log.text() == "fast | slow,fast");
}

TEST_CASE("any is fulfilled with the first that is fulfilled") {
    AsyncPage page;
    page.run([&] {
        any(page.async(), "any", page.async().rejected<std::string>("x"), page.async().resolved(std::string("b")),
            page.async().resolved(std::string("c")))
            .then("log", [&](const std::string& v) { page.log(v); });
        page.count_ticks(4);
    });
    CHECK(page.log.text() == "t1 | b | t2 | t3 | t4");
}

TEST_CASE("any is rejected with all the reasons when none is fulfilled") {
    AsyncPage page;
    page.run([&] {
        any(page.async(), "any", page.async().rejected("x"), page.async().resolved().then("throws", [] {
            throw std::runtime_error("y");
        })).catch_error("log", [&](const Rejection& reason) {
            page.log(std::string(reason.what()) + " (" + reason.errors()[0].message() + "," +
                     reason.errors()[1].message() + ")");
        });
        page.count_ticks(4);
    });
    CHECK(page.log.text() == "t1 | t2 | AggregateError: All promises were rejected (x,y) | t3 | t4");
}

TEST_CASE("any of nothing is rejected at once") {
    AsyncPage page;
    page.run([&] {
        any(page.async(), "any", std::vector<Promise<int>>{}).catch_error("log", [&](const Rejection& reason) {
            page.log(reason.name() + " " + std::to_string(reason.errors().size()));
        });
        page.count_ticks(2);
    });
    CHECK(page.log.text() == "AggregateError 0 | t1 | t2");
}

TEST_CASE("all_settled gives every outcome and is never rejected") {
    AsyncPage page;
    page.run([&] {
        all_settled(page.async(), "settled", page.async().resolved(1), page.async().rejected("x"))
            .then("log", [&](const std::tuple<Settled<int>, Settled<void>>& v) {
                const auto& [one, x] = v;
                page.log(std::to_string(*one.value) + "," + x.reason->message());
            });
        page.count_ticks(4);
    });
    CHECK(page.log.text() == "t1 | 1,x | t2 | t3 | t4");
}

TEST_CASE("all_settled of a vector keeps the order; of nothing it is fulfilled at once") {
    AsyncPage page;
    const auto none = all_settled(page.async(), "settled", std::vector<Promise<int>>{});
    CHECK(none.value().empty());
    const auto two =
        all_settled(page.async(), "settled", std::vector{page.async().rejected<int>("x"), page.async().resolved(2)});
    page.finish();
    REQUIRE(two.status() == PromiseStatus::fulfilled);
    CHECK(two.value()[0].status() == PromiseStatus::rejected);
    CHECK(two.value()[0].reason->message() == "x");
    CHECK(two.value()[1].value == 2);
}
