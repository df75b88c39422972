// SPDX-License-Identifier: MIT
// Who frees what: coroutines, promises and reactions, when they end, when their Async ends first, and when the loop
// throws its queue away. The address sanitizer watches over all of it.
#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "async/async_page.h"
#include "async/combinators.h"
#include "async/death.h"

using namespace janklab;
using test::AsyncPage;

namespace {

using Alive = std::shared_ptr<int>;  // its use_count tells how many coroutines still hold it

Promise<> waits(Async&, Alive, Promise<> promise) { co_await promise; }
Promise<> waits_for_frame(Async&, Alive) { co_await next_frame(); }
Promise<> waits_for_timer(Async&, Alive) { co_await delay(10ms); }
Promise<> waits_for_task(Async&, Alive) { co_await yield(); }
Promise<> waits_for_idle(Async&, Alive) { co_await idle(); }
Promise<> logs_after(Async&, test::Log& log, Promise<> promise) {
    co_await promise;
    log("resumed");
}

struct Loop {
    VirtualClock clock;
    EventLoop loop{{.clock = &clock}};
};

}  // namespace

TEST_CASE("a coroutine frees its frame when it returns, whether or not anybody holds its promise") {
    AsyncPage page;
    const Alive alive = std::make_shared<int>();
    auto [gate, opens] = page.async().with_resolvers();
    const Promise<> held = waits(page.async(), alive, gate);
    waits(page.async(), alive, gate);
    CHECK(alive.use_count() == 3);
    opens.resolve();
    page.finish();
    CHECK(alive.use_count() == 1);
    CHECK(held.status() == PromiseStatus::fulfilled);
}

TEST_CASE("destroying an Async destroys its suspended coroutines and cancels what they wait for") {
    Loop page;
    const Alive alive = std::make_shared<int>();
    auto async = std::make_unique<Async>(page.loop);
    const auto gate = async->with_resolvers();
    waits(*async, alive, gate.promise);
    waits_for_frame(*async, alive);
    waits_for_timer(*async, alive);
    waits_for_task(*async, alive);
    waits_for_idle(*async, alive);
    CHECK(alive.use_count() == 6);
    async.reset();
    CHECK(alive.use_count() == 1);
    CHECK_FALSE(page.loop.has_animation_frame_callbacks());
    CHECK_FALSE(page.loop.has_idle_callbacks());
    CHECK(page.loop.next_wake_up() == time_never);
    CHECK(page.loop.nothing_runnable());
}

TEST_CASE("a coroutine whose continuation was queued does not go on after its Async was destroyed") {
    Loop page;
    test::Log log;
    auto async = std::make_unique<Async>(page.loop);
    logs_after(*async, log, async->resolved());
    async->resolved().then("reaction", [&] { log("reacted"); });
    async.reset();
    page.loop.run_until_idle();
    CHECK(log.text() == "");
}

TEST_CASE("promises and resolvers that outlive their Async have no effect on anything else") {
    Loop page;
    test::Log log;
    auto async = std::make_unique<Async>(page.loop);
    const auto [promise, resolver] = async->with_resolvers<int>();
    async.reset();
    promise.then("never", [&] { log("never"); });
    resolver.resolve(3);
    promise.then("never", [&] { log("never"); }).finally("never", [&] { log("never"); });
    page.loop.run_until_idle();
    CHECK(promise.value() == 3);
    CHECK(log.text() == "");
}

TEST_CASE("a promise that a dead Async rejected is not reported") {
    Loop page;
    auto async = std::make_unique<Async>(page.loop);
    const auto [promise, resolver] = async->with_resolvers<int>();
    async.reset();
    resolver.reject("x");
    page.loop.run_until_idle();
    CHECK(page.loop.nothing_runnable());
    promise.catch_error("late", [] {});
}

TEST_CASE("a coroutine of one Async may await a promise of another on the same loop, and be destroyed meanwhile") {
    Loop page;
    test::Log log;
    Async maker(page.loop);
    auto waiter = std::make_unique<Async>(page.loop);
    const auto pending = maker.with_resolvers();
    const auto settled = maker.with_resolvers();
    logs_after(*waiter, log, pending.promise);
    logs_after(*waiter, log, settled.promise);
    settled.resolver.resolve();
    waiter.reset();
    pending.resolver.resolve();
    page.loop.run_until_idle();
    CHECK(log.text() == "");
}

TEST_CASE("a coroutine that starts another while it is destroyed takes that one with it") {
    struct Starts {
        Async* async;
        Alive alive;
        ~Starts() {
            if (alive) waits_for_timer(*async, alive);
        }
        Starts(Async& at, Alive what) : async(&at), alive(std::move(what)) {}
        Starts(const Starts&) = delete;
    };
    struct Script {
        static Promise<> run(Async& async, Alive alive) {
            const Starts at_the_end(async, alive);
            co_await next_frame();
        }
    };
    Loop page;
    const Alive alive = std::make_shared<int>();
    auto async = std::make_unique<Async>(page.loop);
    Script::run(*async, alive);
    async.reset();
    CHECK(alive.use_count() == 1);
    CHECK(page.loop.next_wake_up() == time_never);
}

TEST_CASE("reactions and coroutines in the queue of a loop that ends are freed, not run") {
    test::Log log;
    const Alive alive = std::make_shared<int>();
    {
        Loop page;
        Async async(page.loop);
        waits(async, alive, async.resolved());
        async.resolved().then("never", [&log, alive] { log("never"); });
        async.rejected("never reported");
    }
    CHECK(alive.use_count() == 1);
    CHECK(log.text() == "");
}

TEST_CASE("a Stop that throws the microtasks away leaves coroutines suspended until their Async ends") {
    Loop page;
    const Alive alive = std::make_shared<int>();
    {
        Async async(page.loop);
        page.loop.queue_a_microtask("stops", [&] { page.loop.control().request_stop(); });
        waits(async, alive, async.resolved());
        async.resolved().then("dropped", [alive] {});
        page.loop.run_until_idle();
        CHECK(alive.use_count() == 2);
    }
    CHECK(alive.use_count() == 1);
}

TEST_CASE("a pending chain of a hundred thousand thens is freed without recursion") {
    AsyncPage page;
    const Alive alive = std::make_shared<int>();
    {
        auto [first, resolver] = page.async().with_resolvers();
        Promise<> last = first;
        for (int i = 0; i < 100'000; ++i) last = last.then("link", [alive] {});
        CHECK(alive.use_count() == 100'001);
    }
    CHECK(alive.use_count() == 1);
}

TEST_CASE("promises that wait for each other for ever are freed with their Async") {
    Loop page;
    const Alive alive = std::make_shared<int>();
    {
        Async async(page.loop);
        auto a = async.with_resolvers();
        auto b = async.with_resolvers();
        a.resolver.resolve(b.promise);
        b.resolver.resolve(a.promise);
        a.promise.then("holds itself", [promise = a.promise, alive] {});
        page.loop.run_until_idle();
        CHECK(a.promise.status() == PromiseStatus::pending);
    }
    CHECK(alive.use_count() == 1);
}

TEST_CASE("a reaction to a promise whose Async is gone is freed at once") {
    Loop page;
    const Alive alive = std::make_shared<int>();
    auto async = std::make_unique<Async>(page.loop);
    const auto gate = async->with_resolvers();
    async.reset();
    gate.promise.then("never", [alive] {});
    CHECK(alive.use_count() == 1);
}

TEST_CASE("a value lives as long as a promise that holds it, and is not copied by waiting") {
    AsyncPage page;
    const Alive alive = std::make_shared<int>(5);
    {
        const Promise<Alive> promise = page.async().resolved(alive);
        const Promise<> done = promise.then("reads", [](const Alive& value) { CHECK(value.use_count() == 2); });
        page.finish();
        CHECK(alive.use_count() == 2);
    }
    CHECK(alive.use_count() == 1);
}

TEST_CASE("two pages in one process do not disturb each other") {
    AsyncPage one, other;
    logs_after(one.async(), one.log, one.async().resolved());
    logs_after(other.async(), other.log, other.async().resolved());
    one.finish();
    CHECK(one.log.text() == "resumed");
    CHECK(other.log.text() == "");
    other.finish();
    CHECK(other.log.text() == "resumed");
}

TEST_CASE("awaiting a promise of another event loop is a bug that ends the program") {
    CHECK(test::sentence_of_death([] {
              AsyncPage one, other;
              logs_after(one.async(), one.log, other.async().resolved());
          }).find("a coroutine awaited a promise of another event loop") != std::string::npos);
}

TEST_CASE("a coroutine that destroys its own Async is a bug that ends the program") {
    struct Script {
        static Promise<> run(Async& async, std::unique_ptr<Async>& owner) {
            co_await async.resolved();
            owner.reset();
        }
    };
    CHECK(test::sentence_of_death([] {
              Loop page;
              auto async = std::make_unique<Async>(page.loop);
              Script::run(*async, async);
              page.loop.run_until_idle();
          }).find("an Async was destroyed by a coroutine of its own") != std::string::npos);
}

TEST_CASE("reading the value of a pending promise, or the reason of a fulfilled one, is a bug") {
    CHECK(test::sentence_of_death([] {
              AsyncPage page;
              page.async().with_resolvers<int>().promise.value();
          }).find("not fulfilled") != std::string::npos);
    CHECK(test::sentence_of_death([] {
              AsyncPage page;
              page.async().resolved().reason();
          }).find("not rejected") != std::string::npos);
}

TEST_CASE("using a promise that was moved away is a bug") {
    CHECK(test::sentence_of_death([] {
              AsyncPage page;
              Promise<> promise = page.async().resolved();
              const Promise<> taken = std::move(promise);
              promise.status();
          }).find("moved away") != std::string::npos);
}
