// SPDX-License-Identifier: MIT
#include "loop/callback_queue.h"

#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <random>

#include "loop/test_loop.h"

using namespace janklab;

namespace {

/// A queue whose callbacks write their numbers into `ran`; ids are the numbers + 1.
struct NumberQueue {
    CallbackQueue queue;
    std::vector<int> ran;
    int next = 0;

    void queue_one(int ballast = 0) {
        const WorkId id{static_cast<std::uint64_t>(next) + 1};
        const auto write = [this, number = next] { ran.push_back(number); };
        switch (ballast) {
            case 0:
                queue.emplace_back(id, "number", write);
                break;
            case 1:
                queue.emplace_back(id, "number", [write, bytes = std::array<char, 64>{}] { write(); });
                break;
            case 2:
                queue.emplace_back(id, "number", [write, bytes = std::array<char, 500>{}] { write(); });
                break;
            default:
                queue.emplace_back(id, "number", Callback(write));
        }
        ++next;
    }
    bool remove(int number) {
        QueuedCallback* const removed = queue.remove({static_cast<std::uint64_t>(number) + 1});
        if (removed) removed->operations->drop(removed->callable());
        return removed != nullptr;
    }
};

}  // namespace

TEST_CASE("callables of all sizes run in their order, whatever is queued and removed meanwhile") {
    std::mt19937 random(11);
    for (int round = 0; round < 200; ++round) {
        NumberQueue numbers;
        std::vector<int> expected, waiting;
        for (int step = 0; step < 2000; ++step) {
            const auto action = random() % 8;
            if (action < 4) {
                waiting.push_back(numbers.next);
                numbers.queue_one(static_cast<int>(random() % 4));
            } else if (action < 6 && !waiting.empty()) {
                REQUIRE(numbers.queue.front().work.id.value == static_cast<std::uint64_t>(waiting.front()) + 1);
                expected.push_back(waiting.front());
                waiting.erase(waiting.begin());
                numbers.queue.take_front_in_place().consume();
            } else if (action == 6 && numbers.next > 0) {
                const int number = static_cast<int>(random() % static_cast<unsigned>(numbers.next));
                REQUIRE(numbers.remove(number) == (std::erase(waiting, number) == 1));
            } else if (random() % 300 == 0) {
                numbers.queue.clear();
                waiting.clear();
            }
            REQUIRE(numbers.queue.empty() == waiting.empty());
            REQUIRE(numbers.queue.size() == waiting.size());
        }
        REQUIRE(numbers.ran == expected);
    }
}

TEST_CASE("what was taken in place stays as it is until the next is taken, whatever is removed and queued meanwhile") {
    for (int place = 0; place < 200; ++place) {
        CAPTURE(place);
        NumberQueue numbers;
        for (int i = 0; i < 400; ++i) numbers.queue_one(i % 2);
        for (int i = 0; i < place; ++i) numbers.queue.take_front_in_place().consume();
        QueuedCallback& taken = numbers.queue.take_front_in_place();
        for (int i = place + 1; i < 400; ++i) REQUIRE(numbers.remove(i));
        REQUIRE(numbers.queue.empty());
        for (int i = 0; i < 1000; ++i) numbers.queue_one();
        CHECK(taken.work.id.value == static_cast<std::uint64_t>(place) + 1);
        taken.consume();
        CHECK(numbers.ran.back() == place);
    }
}

TEST_CASE("what is left in a queue dies with it, once") {
    const auto counted = std::make_shared<int>();
    {
        CallbackQueue queue;
        for (std::uint64_t i = 1; i <= 300; ++i) queue.emplace_back({i}, "counts", [counted] {});
        for (int i = 0; i < 100; ++i) queue.take_front_in_place().consume();
        CHECK(counted.use_count() == 201);
    }
    CHECK(counted.use_count() == 1);
}

TEST_CASE("a task that cancels everything behind it and queues as much again keeps its own closure") {
    TestLoop t;
    std::vector<TaskHandle> behind;
    const auto own = std::make_shared<int>(7);
    int seen = 0, ran = 0;
    t.loop.queue_a_task(TaskSource::timer, "canceller", [&, own] {
        for (const TaskHandle& handle : behind) t.loop.cancel_task(handle);
        for (int i = 0; i < 500; ++i) t.loop.queue_a_task(TaskSource::timer, "new", [&ran] { ++ran; });
        seen = *own;
    });
    for (int i = 0; i < 500; ++i) {
        behind.push_back(t.loop.queue_a_task(TaskSource::timer, "behind", [&ran] { ran = -1'000'000; }));
    }
    t.loop.run_until_idle();
    CHECK(seen == 7);
    CHECK(ran == 500);
    CHECK(own.use_count() == 1);
}

TEST_CASE("a callable may queue and cancel others of its queue while it is destroyed by being cancelled") {
    TestLoop t;
    struct Avenger {
        TestLoop* t;
        TaskHandle victim;
        Avenger(TestLoop* t, TaskHandle victim) : t(t), victim(victim) {}
        Avenger(Avenger&& other) noexcept : t(std::exchange(other.t, nullptr)), victim(other.victim) {}
        ~Avenger() {
            if (!t) return;
            t->loop.cancel_task(victim);
            for (int i = 0; i < 300; ++i) t->queue_task(TaskSource::timer, "");
            t->queue_task(TaskSource::timer, "n");
        }
        void operator()() { t->log += "never"; }
    };
    t.queue_task(TaskSource::timer, "a");
    const TaskHandle victim = t.loop.queue_a_task(TaskSource::timer, "victim", t.writes("v"));
    const TaskHandle avenger = t.loop.queue_a_task(TaskSource::timer, "avenger", Avenger(&t, victim));
    t.queue_task(TaskSource::timer, "b");
    CHECK(t.loop.cancel_task(avenger));
    t.loop.run_until_idle();
    CHECK(t.log == "abn");
}
