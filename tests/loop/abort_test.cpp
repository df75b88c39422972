// SPDX-License-Identifier: MIT
#include "loop/abort.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

using namespace janklab;

TEST_CASE("a signal is aborted once, with the first reason, and tells algorithms before listeners") {
    const AbortController controller;
    const AbortSignal signal = controller.signal();
    std::string log;
    signal.on_abort([&] { log += "listener "; });
    signal.add_abort_algorithm([&] { log += "algorithm "; });
    CHECK(!signal.aborted());
    CHECK(signal.reason() == "");
    controller.abort("first");
    controller.abort("second");
    CHECK(log == "algorithm listener ");
    CHECK(signal.aborted());
    CHECK(signal.reason() == "first");
    CHECK(!signal.on_abort([&] { log += "never"; }));
    CHECK(log == "algorithm listener ");
}

TEST_CASE("a listener that was removed is not called, not even by another listener's doing") {
    const AbortController controller;
    const AbortSignal signal = controller.signal();
    std::string log;
    SignalListenerId second;
    signal.on_abort([&] {
        log += "first ";
        CHECK(signal.remove_listener(second));
    });
    second = signal.on_abort([&] { log += "second "; });
    const SignalListenerId third = signal.on_abort([&] { log += "third "; });
    CHECK(signal.remove_listener(third));
    CHECK(!signal.remove_listener(third));
    controller.abort();
    CHECK(log == "first ");
}

TEST_CASE("of many listeners each one that goes costs the others next to nothing, in whatever order they go") {
    struct CountsMoves {
        explicit CountsMoves(long& moves) : moves(&moves) {}
        CountsMoves(CountsMoves&& other) noexcept : moves(other.moves) { ++*moves; }
        void operator()() const {}
        long* moves;
    };
    constexpr long count = 10'000;
    long moves = 0;
    const AbortController controller;
    std::vector<SignalListenerId> ids;
    for (long i = 0; i < count; ++i) ids.push_back(controller.signal().add_abort_algorithm(CountsMoves(moves)));
    SUBCASE("the first one first, as tasks run") {}
    SUBCASE("the last one first") { std::ranges::reverse(ids); }
    SUBCASE("from the middle") { std::ranges::rotate(ids, ids.begin() + count / 2); }
    moves = 0;
    for (const SignalListenerId id : ids) CHECK(controller.signal().remove_listener(id));
    CHECK(moves <= 4 * count);  // itself once, and those that stay when half have gone
}

TEST_CASE("a controller may go while its signal tells the listeners") {
    auto controller = std::make_unique<AbortController>();
    const AbortSignal signal = controller->signal();
    bool second = false;
    signal.on_abort([&] { controller.reset(); });
    signal.on_abort([&] { second = true; });
    controller->abort();
    CHECK(second);
    CHECK(signal.aborted());
}

TEST_CASE("no signal is never aborted") {
    const AbortSignal none;
    CHECK(!none);
    CHECK(!none.aborted());
    CHECK(none.reason() == "");
    CHECK(!none.on_abort([] {}));
    CHECK(!none.remove_listener({1}));
    CHECK(!none.task_priority());
}

TEST_CASE("any() is aborted with the first of its signals, by its reason") {
    const AbortController a, b;
    const std::array signals{a.signal(), b.signal(), AbortSignal()};
    const AbortSignal any = AbortSignal::any(signals);
    CHECK(!any.aborted());
    b.abort("b");
    CHECK(any.aborted());
    CHECK(any.reason() == "b");
    a.abort("a");
    CHECK(any.reason() == "b");
    CHECK(AbortSignal::any(signals).reason() == "a");
}

TEST_CASE("any(): all are aborted before anybody is told, and the source's listeners are told first") {
    const AbortController source;
    const AbortSignal any = AbortSignal::any(std::array{source.signal()});
    const AbortSignal any_of_any = AbortSignal::any(std::array{any});
    std::string log;
    any_of_any.on_abort([&] { log += "dependent of the dependent "; });
    any.on_abort([&] { log += "dependent "; });
    source.signal().add_abort_algorithm(
        [&] { log += any.aborted() && any_of_any.aborted() ? "all aborted, " : "no, "; });
    source.signal().on_abort([&] { log += "source "; });
    source.abort("why");
    CHECK(log == "all aborted, source dependent dependent of the dependent ");
    CHECK(any_of_any.reason() == "why");
}

TEST_CASE("any() of any() depends on the sources, also when the one between has gone") {
    const AbortController source;
    AbortSignal any = AbortSignal::any(std::array{source.signal()});
    const AbortSignal any_of_any = AbortSignal::any(std::array{any});
    any = {};
    source.abort("why");
    CHECK(any_of_any.aborted());
}

TEST_CASE("a signal made by any() lives while somebody listens and a source may be aborted, and no longer") {
    const auto held = std::make_shared<int>(0);
    auto source = std::make_unique<AbortController>();
    SignalListenerId listener;
    {
        const AbortSignal any = AbortSignal::any(std::array{source->signal()});
        listener = any.on_abort([held] { ++*held; });
    }
    CHECK(held.use_count() == 2);
    source->abort();
    CHECK(*held == 1);
    CHECK(held.use_count() == 1);

    source = std::make_unique<AbortController>();
    AbortSignal::any(std::array{source->signal()}).on_abort([held] { ++*held; });
    CHECK(held.use_count() == 2);
    source.reset();
    CHECK(held.use_count() == 1);

    source = std::make_unique<AbortController>();
    {
        const AbortSignal any = AbortSignal::any(std::array{source->signal()});
        listener = any.on_abort([held] { ++*held; });
        CHECK(any.remove_listener(listener));
    }
    CHECK(held.use_count() == 1);
    source->abort();
    CHECK(*held == 1);
}

TEST_CASE("a priority change tells the listeners the previous priority; the same priority again is no change") {
    const TaskController controller(TaskPriority::background);
    std::string log;
    controller.signal().on_priority_change([&](TaskPriority previous) {
        log += std::string(to_string(previous)) + " to " + to_string(controller.signal().priority()) + "; ";
    });
    CHECK(controller.set_priority(TaskPriority::background));
    CHECK(controller.set_priority(TaskPriority::user_blocking));
    CHECK(controller.set_priority(TaskPriority::user_visible));
    CHECK(log == "background to user-blocking; user-blocking to user-visible; ");
}

TEST_CASE("a priority cannot be set from inside its own change") {
    const TaskController controller(TaskPriority::background);
    bool refused = false;
    controller.signal().on_priority_change([&](TaskPriority) {
        const Result<void> result = controller.set_priority(TaskPriority::background);
        refused = !result;
        CHECK(result.error().sentence.starts_with("NotAllowedError"));
    });
    CHECK(controller.set_priority(TaskPriority::user_blocking));
    CHECK(refused);
    CHECK(controller.signal().priority() == TaskPriority::user_blocking);
    CHECK(controller.set_priority(TaskPriority::background));
}
