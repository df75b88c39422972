// SPDX-License-Identifier: MIT
#include "loop/block_queue.h"

#include <doctest/doctest.h>

#include <memory>

#include "loop/test_loop.h"

using namespace janklab;

TEST_CASE("what was taken in place stays as it is until the next is taken, whatever is popped and queued meanwhile") {
    for (int place = 0; place < 40; ++place) {
        BlockQueue<int> queue;
        for (int i = 0; i < 200; ++i) queue.emplace_back(i);
        for (int i = 0; i < place; ++i) queue.pop_front();
        const int& taken = queue.take_front_in_place();
        while (!queue.empty()) queue.pop_front();
        for (int i = 0; i < 1000; ++i) queue.emplace_back(-1);
        CHECK(taken == place);
    }
}

TEST_CASE("the size and the places of a queue are right across its blocks") {
    BlockQueue<int> queue;
    CHECK(queue.size() == 0);
    int first = 0, next = 0;
    for (int round = 0; round < 300; ++round) {
        for (int i = 0; i < 7; ++i) queue.emplace_back(next++);
        for (int i = 0; i < 5; ++i) CHECK(queue.take_front_in_place() == first++);
        REQUIRE(queue.size() == static_cast<std::size_t>(next - first));
        CHECK(queue.front() == first);
        CHECK(queue[queue.size() - 1] == next - 1);
        CHECK(queue[queue.size() / 2] == first + static_cast<int>(queue.size() / 2));
    }
    queue.clear();
    CHECK(queue.empty());
}

TEST_CASE("what is left in a queue dies with it, once") {
    const auto counted = std::make_shared<int>();
    {
        BlockQueue<std::shared_ptr<int>> queue;
        for (int i = 0; i < 100; ++i) queue.emplace_back(counted);
        for (int i = 0; i < 50; ++i) queue.pop_front();
        CHECK(counted.use_count() == 51);
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
