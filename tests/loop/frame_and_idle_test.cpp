// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "loop/test_loop.h"

using namespace janklab;

TEST_CASE("an animation frame callback is given the time of the frame") {
    TestLoop t;
    TimePoint given;
    t.loop.request_animation_frame("frame", [&](TimePoint time) { given = time; });
    t.clock.advance(30ms);
    t.loop.run_the_animation_frame_callbacks(TimePoint{1s + 16ms});
    CHECK(given == TimePoint{1s + 16ms});
}

TEST_CASE("a frame is asked for with each animation frame callback, also while others of the batch have yet to run") {
    TestLoop t;
    t.loop.on_frame_wanted(t.writes("wanted "));
    t.loop.request_animation_frame("a", [&](TimePoint) { t.loop.request_animation_frame("next", [](TimePoint) {}); });
    t.loop.request_animation_frame("b", [](TimePoint) {});
    CHECK(t.log == "wanted wanted ");
    t.loop.run_the_animation_frame_callbacks(t.clock.stamp());
    CHECK(t.log == "wanted wanted wanted ");
}

TEST_CASE("an animation frame callback that was cancelled is not counted as waiting") {
    TestLoop t;
    const AnimationFrameId id = t.loop.request_animation_frame("a", t.writes_in_a_frame("a"));
    CHECK(t.loop.has_animation_frame_callbacks());
    CHECK(t.loop.cancel_animation_frame(id));
    CHECK(!t.loop.has_animation_frame_callbacks());
    CHECK(!t.loop.cancel_animation_frame({12345}));
    t.loop.run_the_animation_frame_callbacks(t.clock.stamp());
    CHECK(t.log == "");
}

TEST_CASE("1.7 the deadline of an idle period is at most 50 ms ahead, and not after the next timer") {
    TestLoop t;
    TimePoint deadline;
    t.loop.request_idle_callback("idle", [&](const IdleDeadline& given) { deadline = given.deadline; });
    SUBCASE("nothing comes") {
        t.loop.start_an_idle_period(time_never);
        CHECK(deadline == TimePoint{1s + 50ms});
    }
    SUBCASE("a frame comes") {
        t.loop.start_an_idle_period(TimePoint{1s + 12ms});
        CHECK(deadline == TimePoint{1s + 12ms});
    }
    SUBCASE("a timer comes") {
        t.loop.set_timeout("timer", 7ms, [] {});
        t.loop.start_an_idle_period(TimePoint{1s + 12ms});
        CHECK(deadline == TimePoint{1s + 7ms});
    }
}

TEST_CASE("1.7 time_remaining counts down to zero and not below") {
    TestLoop t;
    t.loop.request_idle_callback("idle", [&](const IdleDeadline& deadline) {
        CHECK(deadline.time_remaining() == 10ms - VirtualClock::reading_cost);
        t.spend(6ms);
        CHECK(deadline.time_remaining() == 4ms - 2 * VirtualClock::reading_cost);
        t.spend(6ms);
        CHECK(deadline.time_remaining() == 0ms);
        CHECK(!deadline.did_timeout);
    });
    t.loop.start_an_idle_period(TimePoint{1s + 10ms});
    CHECK(t.since_start() > 12ms);
}

TEST_CASE("1.7 idle callbacks registered in an idle period run in the next") {
    TestLoop t;
    t.loop.request_idle_callback("a", [&](const IdleDeadline&) {
        t.log += "a";
        t.loop.request_idle_callback("c", t.writes_when_idle("c"));
    });
    t.loop.request_idle_callback("b", t.writes_when_idle("b"));
    t.loop.start_an_idle_period(TimePoint{1s + 10ms});
    CHECK(t.log == "ab");
    t.loop.start_an_idle_period(TimePoint{1s + 10ms});
    CHECK(t.log == "ab");
    CHECK(t.loop.choose_next().kind == Choice::Kind::nothing);
    CHECK(t.loop.next_wake_up() == TimePoint{1s + 10ms});
    t.clock.advance_to(TimePoint{1s + 10ms});
    CHECK(t.loop.choose_next().kind == Choice::Kind::idle);
    t.loop.start_an_idle_period(TimePoint{1s + 20ms});
    CHECK(t.log == "abc");
}

TEST_CASE("1.7 where a frame is awaited the next idle period begins after it, or later if none comes") {
    TestLoop t;
    t.loop.request_idle_callback("a", [&](const IdleDeadline&) {
        t.log += "a";
        t.loop.request_idle_callback("b", t.writes_when_idle("b"));
    });
    t.loop.start_an_idle_period(TimePoint{1s + 10ms}, TimePoint{1s + 40ms});
    t.clock.advance_to(TimePoint{1s + 12ms});
    CHECK(t.loop.choose_next().kind == Choice::Kind::nothing);
    SUBCASE("the frame comes") { t.loop.run_the_animation_frame_callbacks(t.clock.stamp()); }
    SUBCASE("no frame comes") {
        CHECK(t.loop.next_wake_up() == TimePoint{1s + 40ms});
        t.clock.advance_to(TimePoint{1s + 40ms});
    }
    CHECK(t.loop.choose_next().kind == Choice::Kind::idle);
    t.loop.start_an_idle_period(t.clock.stamp() + 10ms);
    CHECK(t.log == "ab");
}

TEST_CASE("1.7 an idle period that emptied its list, where no frame is awaited, lets the next begin at once") {
    TestLoop t;
    t.loop.request_idle_callback("a", t.writes_when_idle("a"));
    t.loop.start_an_idle_period(TimePoint{1s + 50ms});
    t.loop.request_idle_callback("b", t.writes_when_idle("b"));
    CHECK(t.loop.choose_next().kind == Choice::Kind::idle);
    t.loop.start_an_idle_period(TimePoint{1s + 50ms});
    CHECK(t.log == "ab");
}

TEST_CASE("1.7 an idle period that a task interrupts goes on after it, with those that it began with") {
    TestLoop t;
    t.loop.request_idle_callback("a", [&](const IdleDeadline&) {
        t.log += "a";
        t.queue_task(TaskSource::background, "t");
        t.loop.request_idle_callback("c", t.writes_when_idle("c"));
    });
    const IdleId cancelled = t.loop.request_idle_callback("x", t.writes_when_idle("x"));
    t.loop.request_idle_callback("b", t.writes_when_idle("b"));
    t.loop.start_an_idle_period(TimePoint{1s + 10ms});
    t.loop.run_until_idle();
    CHECK(t.log == "at");
    t.loop.cancel_idle_callback(cancelled);
    CHECK(t.loop.choose_next().kind == Choice::Kind::idle);
    t.loop.start_an_idle_period(TimePoint{1s + 10ms});
    CHECK(t.log == "atb");
    CHECK(t.loop.choose_next().kind == Choice::Kind::nothing);
}

TEST_CASE("1.7 an idle period ends at its deadline; what is left comes first in the next") {
    TestLoop t;
    t.loop.request_idle_callback("a", [&](const IdleDeadline&) {
        t.log += "a";
        t.spend(20ms);
        t.loop.request_idle_callback("c", t.writes_when_idle("c"));
    });
    t.loop.request_idle_callback("b", t.writes_when_idle("b"));
    t.loop.start_an_idle_period(TimePoint{1s + 10ms});
    CHECK(t.log == "a");
    CHECK(t.loop.has_idle_callbacks());
    t.loop.start_an_idle_period(t.clock.stamp() + 10ms);
    CHECK(t.log == "abc");
}

TEST_CASE("1.7 an idle period ends when something becomes runnable") {
    TestLoop t;
    t.loop.request_idle_callback("a", [&](const IdleDeadline&) {
        t.log += "a";
        SUBCASE("a task") { t.queue_task(TaskSource::background, "t"); }
        SUBCASE("a post") { t.loop.poster().post("post", t.writes("t")); }
        SUBCASE("something for the owner of the loop") { t.loop.wake(); }
    });
    t.loop.request_idle_callback("b", t.writes_when_idle("b"));
    t.loop.start_an_idle_period(TimePoint{1s + 10ms});
    CHECK(t.log == "a");
}

TEST_CASE("1.7 an idle callback whose timeout passes becomes a task, and does not run twice") {
    TestLoop t;
    bool did_timeout = false;
    Duration remaining = 1s;
    t.loop.request_idle_callback(
        "idle",
        [&](const IdleDeadline& deadline) {
            t.log += "i";
            did_timeout = deadline.did_timeout;
            remaining = deadline.time_remaining();
            t.queue_microtask("m");
        },
        20ms);
    t.loop.queue_a_task(TaskSource::networking, "long", [&] { t.spend(30ms); });
    t.loop.run_until_idle();
    CHECK(t.log == "im");
    CHECK(did_timeout);
    CHECK(remaining == 0ms);
    CHECK(!t.loop.has_idle_callbacks());
    t.loop.start_an_idle_period(t.clock.stamp() + 10ms);
    CHECK(t.log == "im");
    CHECK(t.events(EventType::task_queued).back().detail == static_cast<int>(TaskSource::idle_timeout));
}

TEST_CASE("1.7 an idle callback that ran in time is not run by its timeout") {
    TestLoop t;
    t.loop.request_idle_callback("idle", t.writes_when_idle("i"), 20ms);
    CHECK(t.loop.next_wake_up() == TimePoint{1s + 20ms});
    t.loop.start_an_idle_period(t.clock.stamp() + 10ms);
    CHECK(t.loop.next_wake_up() == time_never);
    t.run_for(50ms);
    CHECK(t.log == "i");
}

TEST_CASE("an idle callback that was cancelled does not run") {
    TestLoop t;
    const IdleId id = t.loop.request_idle_callback("idle", t.writes_when_idle("x"), 20ms);
    SUBCASE("while it waits") { CHECK(t.loop.cancel_idle_callback(id)); }
    SUBCASE("by an earlier one of the same period") {
        t.loop.cancel_idle_callback(id);
        IdleId second;
        t.loop.request_idle_callback("first", [&](const IdleDeadline&) { CHECK(t.loop.cancel_idle_callback(second)); });
        second = t.loop.request_idle_callback("second", t.writes_when_idle("x"));
        t.loop.start_an_idle_period(t.clock.stamp() + 10ms);
    }
    SUBCASE("when its timeout has passed and its task is queued") {
        t.clock.advance(25ms);
        t.loop.choose_next();
        CHECK(t.loop.cancel_idle_callback(id));
        CHECK(t.loop.nothing_runnable());
    }
    CHECK(!t.loop.cancel_idle_callback(id));
    CHECK(!t.loop.has_idle_callbacks());
    t.run_for(50ms);
    CHECK(t.log == "");
}
