// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <functional>

#include "loop/test_loop.h"

using namespace janklab;

namespace {

/// A zero timeout that sets the next one, and notes how long each waited.
struct ZeroChain {
    TestLoop& t;
    std::vector<Duration>& waits;
    TimePoint set_at;
    int left;
    void operator()() const {
        waits.push_back(t.clock.stamp() - set_at);
        if (left > 1) t.loop.set_timeout("chain", 0ms, ZeroChain{t, waits, t.clock.stamp(), left - 1});
    }
};

}  // namespace

TEST_CASE("1.8 timers fire by their deadlines, to the nanosecond, equal ones in the order of registration") {
    TestLoop t;
    t.loop.set_timeout("d", 20ms, t.writes("d"));
    t.loop.set_timeout("b", 10ms, t.writes("b"));
    t.loop.set_timeout("c", 10ms, t.writes("c"));
    t.loop.set_timeout("a", 10ms - 1ns, t.writes("a"));
    t.clock.advance(10ms - 2ns);
    t.loop.run_until_idle();
    CHECK(t.log == "");
    CHECK(t.loop.next_wake_up() == TimePoint{1s + 10ms - 1ns});
    t.clock.advance(30ms);
    t.loop.run_until_idle();
    CHECK(t.log == "abcd");
    CHECK(t.loop.next_wake_up() == time_never);
}

TEST_CASE("1.8 negative delays and delays over 2^31-1 ms are zero") {
    TestLoop t;
    t.loop.set_timeout("negative", -5ms, t.writes("n"));
    t.loop.set_timeout("too long", 2'147'483'648ms, t.writes("l"));
    t.loop.set_timeout("very negative", Duration::min(), t.writes("N"));
    t.loop.set_timeout("endless", Duration::max(), t.writes("L"));
    t.loop.set_timeout("longest", 2'147'483'647ms, t.writes("never"));
    t.loop.run_until_idle();
    CHECK(t.log == "nlNL");
    CHECK(t.loop.next_wake_up() == TimePoint{1s + 2'147'483'647ms});
}

TEST_CASE("1.8 a zero delay measures 0 ms until the nesting level exceeds 5, then 4 ms") {
    TestLoop t;
    std::vector<Duration> waits;
    t.loop.set_timeout("chain", 0ms, ZeroChain{t, waits, t.clock.stamp(), 9});
    t.run_for(100ms);
    REQUIRE(waits.size() == 9);
    for (int i = 0; i < 6; ++i) CHECK(waits[static_cast<std::size_t>(i)] < 1ms);
    for (int i = 6; i < 9; ++i) CHECK(waits[static_cast<std::size_t>(i)] == 4ms);
}

TEST_CASE("1.8 a timer set by a microtask of a timer's task is nested as if the task had set it") {
    TestLoop t;
    std::vector<TimePoint> times;
    std::function<void()> chain = [&] {
        times.push_back(t.clock.stamp());
        t.loop.queue_a_microtask("then", [&] {
            if (times.size() < 8) t.loop.set_timeout("chain", 0ms, [&] { chain(); });
        });
    };
    t.loop.set_timeout("chain", 0ms, [&] { chain(); });
    t.run_for(100ms);
    REQUIRE(times.size() == 8);
    CHECK(times[5] - times[4] < 1ms);
    CHECK(times[7] - times[6] >= 4ms);
}

TEST_CASE("1.8 a task that a timer queued ends the nesting") {
    TestLoop t;
    std::vector<TimePoint> times;
    std::function<void()> chain = [&] {
        times.push_back(t.clock.stamp());
        if (times.size() == 10) return;
        t.loop.queue_a_task(TaskSource::posted_message, "hop",
                            [&] { t.loop.set_timeout("chain", 0ms, [&] { chain(); }); });
    };
    t.loop.set_timeout("chain", 0ms, [&] { chain(); });
    t.run_for(100ms);
    REQUIRE(times.size() == 10);
    CHECK(times[9] - times[0] < 1ms);
}

TEST_CASE("1.8 an interval is clamped to 4 ms from its seventh run on") {
    TestLoop t;
    std::vector<TimePoint> times;
    t.loop.set_interval("interval", 0ms, [&] { times.push_back(t.clock.stamp()); });
    t.run_for(40ms);
    REQUIRE(times.size() > 10);
    for (std::size_t i = 1; i < 6; ++i) CHECK(times[i] - times[i - 1] < 1ms);
    for (std::size_t i = 7; i < 10; ++i) CHECK(times[i] - times[i - 1] == 4ms);
}

TEST_CASE("1.8 an interval does not pile up: after a long task it runs once, then at its distance") {
    TestLoop t;
    std::vector<Duration> times;
    t.loop.set_interval("interval", 10ms, [&] { times.push_back(t.since_start()); });
    t.run_for(10ms);
    t.loop.queue_a_task(TaskSource::networking, "long", [&] { t.spend(75ms); });
    t.run_for(100ms);
    REQUIRE(times.size() >= 4);
    CHECK(times[0] == 10ms);
    CHECK(times[1] >= 85ms);
    CHECK(times[1] < 86ms);
    CHECK(times[2] == times[1] + 10ms);
    CHECK(times[3] == times[2] + 10ms);
}

TEST_CASE("an interval whose callback takes longer than its distance runs again at once, with tasks between") {
    TestLoop t;
    t.loop.set_interval("interval", 10ms, [&] {
        t.log += "i";
        t.spend(25ms);
    });
    t.loop.set_timeout("other", 12ms, t.writes("o"));
    t.run_for(60ms);
    CHECK(t.log == "ioi");
}

TEST_CASE("a timer that was cleared does not run") {
    TestLoop t;
    TimerId timer;  // outlives the last run: callbacks refer to it
    SUBCASE("before it is due") {
        timer = t.loop.set_timeout("timer", 5ms, t.writes("x"));
        CHECK(t.loop.clear_timer(timer));
        CHECK(!t.loop.clear_timer(timer));
        CHECK(t.loop.next_wake_up() == time_never);
    }
    SUBCASE("when its task is queued already") {
        t.loop.set_timeout("first", 5ms, [&] { CHECK(t.loop.clear_timer(timer)); });
        timer = t.loop.set_timeout("second", 5ms, t.writes("x"));
    }
    SUBCASE("an interval, by its own callback") {
        timer = t.loop.set_interval("interval", 1ms, [&] {
            t.log += "once";
            CHECK(t.loop.clear_timer(timer));
            CHECK(!t.loop.clear_timer(timer));
        });
        t.run_for(10ms);
        CHECK(t.log == "once");
        t.log.clear();
    }
    t.run_for(10ms);
    CHECK(t.log == "");
}

TEST_CASE("clearing a timeout that has run, runs, or never existed does nothing") {
    TestLoop t;
    TimerId timer;
    timer = t.loop.set_timeout("timer", 0ms, [&] { CHECK(!t.loop.clear_timer(timer)); });
    t.loop.run_until_idle();
    CHECK(!t.loop.clear_timer(timer));
    CHECK(!t.loop.clear_timer({}));
    CHECK(!t.loop.clear_timer({~std::uint64_t{0}}));
}

TEST_CASE("the id of a timer is never used again") {
    TestLoop t;
    const TimerId first = t.loop.set_timeout("first", 5ms, t.writes("1"));
    t.loop.clear_timer(first);
    const TimerId second = t.loop.set_timeout("second", 5ms, t.writes("2"));
    CHECK(first != second);
    CHECK(!t.loop.clear_timer(first));
    t.run_for(10ms);
    CHECK(t.log == "2");
}

TEST_CASE("an alarm runs between two tasks, and what it queues names it as the cause") {
    TestLoop t;
    t.loop.set_alarm("alarm", 5ms, [&] { t.queue_task(TaskSource::networking, "queued"); });
    const TimerId cancelled = t.loop.set_alarm("cancelled", 5ms, t.writes("x"));
    CHECK(t.loop.clear_timer(cancelled));
    t.run_for(10ms);
    CHECK(t.log == "queued");
    const auto armed = t.events(EventType::timer_armed);
    const auto queued = t.events(EventType::task_queued);
    REQUIRE(armed.size() == 2);
    REQUIRE(queued.size() == 1);
    CHECK(queued[0].cause == armed[0].id);
}
