// SPDX-License-Identifier: MIT
// What the loop writes into the trace.
#include <doctest/doctest.h>

#include "loop/test_loop.h"

using namespace janklab;

namespace {
constexpr std::uint64_t ns(Duration since_start) { return static_cast<std::uint64_t>((1s + since_start).count()); }
}  // namespace

TEST_CASE("a task is written when it is queued, started and ended, with name, line, source and cause") {
    TestLoop t;
    TaskHandle inner;
    const TaskHandle outer = t.loop.queue_a_task(
        TaskSource::networking, "outer", [&] { inner = t.loop.queue_a_task(TaskSource::timer, "inner", [] {}); });
    t.loop.run_until_idle();
    CHECK(t.event_types() == "task_queued task_started task_queued task_ended task_started task_ended");
    const auto& events = t.events();
    CHECK(events[0].id == outer.id.value);
    CHECK(events[0].cause == 0);
    CHECK(events[0].detail == static_cast<int>(TaskSource::networking));
    CHECK(std::string(events[0].name) == "outer");
    CHECK(std::string(events[0].where.file()).ends_with("loop_trace_test.cpp"));
    CHECK(events[0].where.line() > 0);
    CHECK(events[2].id == inner.id.value);
    CHECK(events[2].cause == outer.id.value);
    CHECK(events[3].time == events[1].time + VirtualClock::callback_cost);
    CHECK(events[4].time == events[3].time);
}

TEST_CASE("the checkpoint follows the end of its task; without microtasks there is none to see") {
    TestLoop t;
    t.loop.queue_a_task(TaskSource::timer, "task", [&] { t.queue_microtask("m"); });
    t.queue_task(TaskSource::timer, "quiet");
    t.loop.run_until_idle();
    CHECK(t.event_types() ==
          "task_queued task_queued task_started microtask_queued task_ended checkpoint_started microtask_started "
          "microtask_ended checkpoint_ended task_started task_ended");
}

TEST_CASE("a long checkpoint is written singly up to 64 microtasks, then in batches, and the numbers add up") {
    TestLoop t;
    constexpr int count = 5000;
    t.loop.queue_a_task(TaskSource::timer, "task", [&] {
        for (int i = 0; i < count; ++i) {
            t.loop.queue_a_microtask("m", [&, i] {
                if (i % 2) t.loop.queue_a_microtask("n", [] {});
            });
        }
    });
    t.loop.run_until_idle();
    CHECK(t.events(EventType::microtask_queued).size() == 64);
    CHECK(t.events(EventType::microtask_started).size() == 64);
    CHECK(t.events(EventType::microtask_ended).size() == 64);
    std::uint64_t run = 64, queued = 64;
    std::uint64_t largest = 0;
    for (const TraceEvent& batch : t.events(EventType::microtask_batch)) {
        run += batch.arg;
        queued += batch.arg2;
        largest = std::max({largest, batch.arg, batch.arg2});
        CHECK(batch.name != nullptr);
    }
    CHECK(run == count + count / 2);
    CHECK(queued == run);
    CHECK(largest <= 1024);
    const auto ended = t.events(EventType::checkpoint_ended);
    REQUIRE(ended.size() == 1);
    CHECK(ended[0].arg == run);
    CHECK(ended[0].arg2 == 2);
    CHECK(t.events().back().type == EventType::checkpoint_ended);
    // What had been queued is known before the checkpoint begins.
    bool started = false;
    std::uint64_t known = 64;
    for (const TraceEvent& event : t.events()) {
        if (event.type == EventType::checkpoint_started) started = true;
        if (event.type == EventType::microtask_batch && !started) known += event.arg2;
    }
    CHECK(known == count);
}

TEST_CASE("a batch of microtasks has the name that took most of its time, and how much") {
    TestLoop t;
    t.loop.queue_a_task(TaskSource::timer, "task", [&] {
        for (int i = 0; i < 100; ++i) t.loop.queue_a_microtask("small", [&] { t.spend(10us); });
        t.loop.queue_a_microtask("heavy", [&] { t.spend(300ms); });
        for (int i = 0; i < 20; ++i) t.loop.queue_a_microtask("trivial", [] {});
    });
    t.loop.run_until_idle();
    std::vector<TraceEvent> ran;
    for (const TraceEvent& batch : t.events(EventType::microtask_batch))
        if (batch.arg > 0) ran.push_back(batch);
    REQUIRE(ran.size() == 1);
    CHECK(ran[0].arg == 57);
    CHECK(std::string(ran[0].name) == "heavy");
    CHECK(Duration(ran[0].cause) >= 300ms);
    CHECK(Duration(ran[0].cause) < 301ms);
}

TEST_CASE("the deepest chain of a checkpoint is counted: a microtask queued by a microtask is one deeper") {
    TestLoop t;
    t.queue_microtask("1");
    t.loop.queue_a_microtask("1", [&] { t.loop.queue_a_microtask("2", [&] { t.queue_microtask("3"); }); });
    t.queue_microtask("1");
    t.loop.perform_a_microtask_checkpoint();
    t.queue_microtask("1");
    t.loop.perform_a_microtask_checkpoint();
    const auto ended = t.events(EventType::checkpoint_ended);
    REQUIRE(ended.size() == 2);
    CHECK(ended[0].arg == 5);
    CHECK(ended[0].arg2 == 3);
    CHECK(ended[1].arg2 == 1);
}

TEST_CASE("a timer is written when armed, with its deadline, when fired, and as the cause of its task") {
    TestLoop t;
    const TimerId id = t.loop.set_timeout("timer", 5ms, [] {});
    t.run_for(10ms);
    CHECK(t.event_types() == "timer_armed timer_fired task_queued task_started task_ended");
    const auto& events = t.events();
    CHECK(events[0].id == work_of(id).value);
    CHECK(events[0].arg == ns(5ms));
    CHECK(events[0].arg2 == 0);
    CHECK(events[1].id == work_of(id).value);
    CHECK(events[2].cause == work_of(id).value);
    CHECK(std::string(events[2].name) == "timer");
}

TEST_CASE("an interval is armed anew under its own id when it begins to run") {
    TestLoop t;
    const TimerId id = t.loop.set_interval("interval", 5ms, [&] { t.log += "i"; });
    t.run_for(6ms);
    CHECK(t.event_types() == "timer_armed timer_fired task_queued task_started timer_armed task_ended");
    CHECK(t.events()[4].id == work_of(id).value);
    CHECK(t.events()[4].arg == ns(10ms));
    CHECK(t.events()[4].arg2 == static_cast<std::uint64_t>(Duration{5ms}.count()));
}

TEST_CASE("cancelling is written, once, for each kind") {
    TestLoop t;
    const TaskHandle task = t.loop.queue_a_task(TaskSource::timer, "task", [] {});
    const TimerId timer = t.loop.set_timeout("timer", 5ms, [] {});
    const AnimationFrameId frame = t.loop.request_animation_frame("frame", [](TimePoint) {});
    const IdleId idle = t.loop.request_idle_callback(
        "idle", [](const IdleDeadline&) {}, 30ms);
    t.forget_events();
    for (int i = 0; i < 2; ++i) {
        t.loop.cancel_task(task);
        t.loop.clear_timer(timer);
        t.loop.cancel_animation_frame(frame);
        t.loop.cancel_idle_callback(idle);
    }
    CHECK(t.event_types() == "task_cancelled timer_cancelled animation_frame_cancelled idle_cancelled");
    CHECK(t.events()[0].id == task.id.value);
    CHECK(t.events()[1].id == work_of(timer).value);
    CHECK(t.events()[2].id == frame.value);
    CHECK(t.events()[3].id == idle.value);
}

TEST_CASE("clearing a timer whose task is queued cancels both in the trace") {
    TestLoop t;
    const TimerId timer = t.loop.set_timeout("timer", 0ms, [] {});
    t.loop.choose_next();
    t.forget_events();
    CHECK(t.loop.clear_timer(timer));
    CHECK(t.event_types() == "timer_cancelled task_cancelled");
}

TEST_CASE("frame and idle callbacks are written with their kinds, under the ids they were requested with") {
    TestLoop t;
    const AnimationFrameId frame = t.loop.request_animation_frame("frame", [](TimePoint) {});
    const IdleId idle = t.loop.request_idle_callback("idle", [](const IdleDeadline&) {});
    t.loop.run_the_animation_frame_callbacks(t.clock.stamp());
    t.loop.start_an_idle_period(t.clock.stamp() + 10ms);
    CHECK(t.event_types() ==
          "animation_frame_requested idle_requested callback_started callback_ended idle_period_started "
          "callback_started callback_ended idle_period_ended");
    const auto started = t.events(EventType::callback_started);
    CHECK(started[0].id == frame.value);
    CHECK(started[0].detail == static_cast<int>(CallbackKind::animation_frame));
    CHECK(started[1].id == idle.value);
    CHECK(started[1].detail == static_cast<int>(CallbackKind::idle));
}

TEST_CASE("an idle callback that timed out is written as a callback inside its task") {
    TestLoop t;
    const IdleId idle = t.loop.request_idle_callback(
        "idle", [](const IdleDeadline&) {}, 10ms);
    t.run_for(20ms);
    CHECK(t.event_types() == "idle_requested task_queued task_started callback_started callback_ended task_ended");
    CHECK(t.events()[1].cause == idle.value);
    CHECK(t.events()[3].id == idle.value);
}

TEST_CASE("a platform task names the input event as its cause, and is itself the cause of its listeners") {
    TestLoop t;
    const TaskHandle task = t.loop.queue_a_platform_task(TaskSource::user_interaction, "click", 77, [&] {
        Callback listener = [] {};
        t.loop.run_a_callback(CallbackKind::event_listener, "listener", listener);
    });
    t.loop.run_until_idle();
    CHECK(t.events(EventType::task_queued).at(0).cause == 77);
    CHECK(t.events(EventType::callback_started).at(0).cause == task.id.value);
}

TEST_CASE("a task that changes its priority leaves one queue and joins the other under the same id") {
    TestLoop t;
    const TaskHandle task = t.loop.queue_a_task(TaskSource::background, "task", [] {});
    CHECK(t.loop.move_task(task, TaskSource::user_blocking));
    CHECK(!t.loop.move_task(task, TaskSource::user_visible));  // the handle names where it was
    CHECK(t.event_types() == "task_queued task_cancelled task_queued");
    CHECK(t.events()[2].id == task.id.value);
    CHECK(t.events()[2].detail == static_cast<int>(TaskSource::user_blocking));
    CHECK(std::string(t.events()[2].name) == "task");
}

TEST_CASE("what is called at the end of a checkpoint cannot start another one inside it") {
    TestLoop t;
    int calls = 0;
    t.loop.add_checkpoint_hook([&] {
        if (++calls > 3) return;
        t.queue_microtask("m");
        t.loop.perform_a_microtask_checkpoint();
        t.log += t.log.empty() ? "hook " : "";
    });
    t.loop.perform_a_microtask_checkpoint();
    CHECK(calls == 1);
    CHECK(t.log == "hook ");
}
