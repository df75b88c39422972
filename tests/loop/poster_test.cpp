// SPDX-License-Identifier: MIT
// Posting from other threads, and sleeping until somebody does. Real threads; no test looks at how long anything took.
#include "loop/poster.h"

#include <doctest/doctest.h>

#include <array>
#include <functional>
#include <thread>

#include "loop/test_loop.h"

using namespace janklab;

TEST_CASE("what another thread posts becomes a task of its own source, with its name") {
    TestLoop t;
    std::thread([poster = t.loop.poster(), &t] { poster.post("from outside", t.writes("p")); }).join();
    CHECK(!t.loop.nothing_runnable());
    t.queue_task(TaskSource::posted_from_thread, "later");
    t.loop.run_until_idle();
    CHECK(t.log == "laterp");  // taken in at the beginning of a turn
    const auto queued = t.events(EventType::task_queued);
    REQUIRE(queued.size() == 2);
    CHECK(queued[1].detail == static_cast<int>(TaskSource::posted_from_thread));
    CHECK(std::string(queued[1].name) == "from outside");
}

TEST_CASE("tasks of each thread run in the order of posting, none is lost, none runs twice") {
    constexpr int threads = 4, posts = 20'000;
    VirtualClock clock;
    EventLoop loop({.clock = &clock});
    std::array<int, threads> next{};
    int wrong = 0, total = 0;
    std::vector<std::thread> producers;
    for (int thread = 0; thread < threads; ++thread) {
        producers.emplace_back([&, poster = loop.poster(), thread] {
            for (int i = 0; i < posts; ++i) {
                poster.post("post", [&, thread, i] {
                    wrong += next[static_cast<std::size_t>(thread)] != i;
                    next[static_cast<std::size_t>(thread)] = i + 1;
                    ++total;
                });
            }
        });
    }
    while (total < threads * posts) loop.run_until_idle();
    for (std::thread& producer : producers) producer.join();
    loop.run_until_idle();
    CHECK(wrong == 0);
    CHECK(total == threads * posts);
}

TEST_CASE("a post is taken in although tasks of its source follow each other without end") {
    RealClock clock;
    EventLoop loop({.clock = &clock});
    const Poster poster = loop.poster();
    int turns = 0, ran_after = 0;
    const std::function<void()> chain = [&] {
        if (++turns < 1000) loop.queue_a_task(TaskSource::posted_from_thread, "chain", [&] { chain(); });
    };
    chain();
    while (turns < 10) loop.run_the_next_task();
    std::thread([&] { poster.post("post", [&] { ran_after = turns; }); }).join();
    loop.run_until_idle();
    CHECK(turns == 1000);
    CHECK(ran_after >= 10);
    CHECK(ran_after < 10 + 40);  // not before its turn, but soon
}

TEST_CASE("a loop that sleeps is woken by every post, however the two meet") {
    constexpr int rounds = 20'000;
    RealClock clock;
    EventLoop loop({.clock = &clock});
    std::atomic<int> ran{0};
    std::thread producer([&, poster = loop.poster()] {
        for (int i = 0; i < rounds; ++i) {
            poster.post("post", [&] { ++ran; });
            if (i % 8 != 0) {
                while (ran.load() <= i) std::this_thread::yield();  // so that it falls asleep again and again
            }
        }
    });
    while (ran.load() < rounds) {
        loop.run_until_idle();
        if (ran.load() < rounds) loop.wait_until(time_never);
    }
    producer.join();
    CHECK(ran.load() == rounds);
}

TEST_CASE("wake ends the present wait, or the next one") {
    RealClock clock;
    EventLoop loop({.clock = &clock});
    loop.wake();
    loop.wait_until(time_never);
    std::thread other([&] { loop.wake(); });
    loop.wait_until(time_never);
    other.join();
}

TEST_CASE("on a virtual clock, waiting lets time pass until the deadline, or until something rings on the way") {
    struct Ringing final : AlarmSource {
        TimePoint at;
        EventLoop* loop;
        TimePoint next_alarm() const override { return at; }
        void on_alarm(TimePoint) override {
            at = time_never;
            loop->wake();
        }
    };
    TestLoop t;
    t.loop.wait_until(TimePoint{1s + 5ms});
    CHECK(t.clock.stamp() == TimePoint{1s + 5ms});
    Ringing source;
    source.at = TimePoint{1s + 8ms};
    source.loop = &t.loop;
    t.clock.set_alarm_source(&source);
    t.loop.wait_until(TimePoint{1s + 20ms});
    CHECK(t.clock.stamp() == TimePoint{1s + 8ms});
    t.loop.wait_until(TimePoint{1s + 20ms});
    CHECK(t.clock.stamp() == TimePoint{1s + 20ms});
    t.clock.set_alarm_source(nullptr);
}

TEST_CASE("a poster outlives its loop: what is posted then is dropped") {
    const auto witness = std::make_shared<int>(0);
    std::optional<Poster> poster;
    {
        TestLoop t;
        poster = t.loop.poster();
        poster->post("never run", [witness] { ++*witness; });
    }
    CHECK(witness.use_count() == 1);
    poster->post("too late", [witness] { ++*witness; });
    CHECK(witness.use_count() == 1);
    CHECK(*witness == 0);
}

TEST_CASE("a loop may go while other threads post to it") {
    const auto witness = std::make_shared<int>(0);
    std::atomic<bool> stop{false};
    std::thread producer;
    {
        VirtualClock clock;
        EventLoop loop({.clock = &clock});
        std::atomic<bool> posting{false};
        producer = std::thread([&stop, &posting, witness, poster = loop.poster()] {
            poster.post("first", [witness] {});
            posting.store(true);
            while (!stop.load()) poster.post("post", [witness] {});
        });
        while (!posting.load()) std::this_thread::yield();
        for (int turns = 0; turns < 100; ++turns) {
            if (loop.choose_next().kind == Choice::Kind::task) loop.run_a_task(TaskSource::posted_from_thread);
        }
    }
    stop.store(true);
    producer.join();
    CHECK(witness.use_count() == 1);
}

TEST_CASE("a thread that posts to many loops, one after the other, reaches each") {
    VirtualClock clock;
    std::string log;
    for (int i = 0; i < 100; ++i) {
        EventLoop first({.clock = &clock}), second({.clock = &clock});
        for (int k = 0; k < 3; ++k) {
            first.poster().post("first", [&] { log += "1"; });
            second.poster().post("second", [&] { log += "2"; });
        }
        first.run_until_idle();
        second.run_until_idle();
        REQUIRE(log == "111222");
        log.clear();
    }
}
