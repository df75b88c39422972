// SPDX-License-Identifier: MIT
#include "trace/loop_state.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "trace/script.h"

using namespace janklab;

namespace {

std::vector<std::string> names_of(const LiveEntries& entries) {
    std::vector<std::string> names;
    for (const QueueEntry& entry : entries) names.emplace_back(entry.name.text);
    return names;
}

using Names = std::vector<std::string>;

struct Told {
    LoopState state;
    Script script{{&state}};

    Told() { script.stop_display(); }
    std::uint64_t queue(const char* name, TaskSource source = TaskSource::timer) {
        const std::uint64_t id = script.new_id();
        script.page(EventType::task_queued,
                    {.id = id, .cause = 77, .detail = static_cast<std::uint16_t>(source), .name = named(name)});
        return id;
    }
    void start(std::uint64_t id, TaskSource source = TaskSource::timer) {
        script.page(EventType::task_started,
                    {.id = id, .detail = static_cast<std::uint16_t>(source), .name = named("run")});
    }
};

}  // namespace

TEST_CASE("a task is in the queue of its source from being queued until it starts or is cancelled") {
    Told told;
    told.script.advance(3ms);
    const std::uint64_t first = told.queue("first"), second = told.queue("second"), third = told.queue("third");
    told.queue("click", TaskSource::user_interaction);
    CHECK(names_of(told.state.tasks(TaskSource::timer)) == Names{"first", "second", "third"});
    CHECK(names_of(told.state.tasks(TaskSource::user_interaction)) == Names{"click"});
    CHECK(told.state.task_count() == 4);
    const QueueEntry& entry = told.state.tasks(TaskSource::timer).front();
    CHECK(entry.id.value == first);
    CHECK(entry.cause.value == 77);
    CHECK(entry.queued_at == time_zero + 3ms);
    CHECK(std::string(entry.name.where.file()) == "demo.cpp");
    told.script.page(EventType::task_cancelled, {.id = second});
    told.start(first);
    CHECK(names_of(told.state.tasks(TaskSource::timer)) == Names{"third"});
    told.start(third);
    CHECK(told.state.task_count() == 1);
}

TEST_CASE("the microtask queue lists what was written singly, and counts the rest") {
    Told told;
    for (int i = 0; i < 3; ++i)
        told.script.page(EventType::microtask_queued, {.id = told.script.new_id(), .name = named("m")});
    CHECK(told.state.microtask_count() == 3);
    told.script.page(EventType::checkpoint_started).page(EventType::microtask_started, {.id = 1, .name = named("m")});
    CHECK(told.state.microtask_count() == 2);
    told.script.page(EventType::microtask_ended, {.id = 1});
    told.script.page(EventType::microtask_batch, {.arg = 1000, .arg2 = 1500, .name = named("flood")});
    CHECK(told.state.microtask_count() == 502);
    told.script.page(EventType::microtask_batch, {.arg = 501, .arg2 = 0, .name = named("flood")});
    CHECK(told.state.microtask_count() == 1);
    CHECK(told.state.microtasks().size() == 1);
    CHECK(told.state.page().doing == PageDoing::microtask);
    CHECK(std::string(told.state.page().name.text) == "flood");
    told.script.page(EventType::microtask_waits, {.id = 77, .name = named("the last")});
    CHECK(told.state.microtask_count() == 1);
    CHECK(told.state.microtasks().size() >= 1);
    told.script.page(EventType::microtasks_dropped, {.arg = 1}).page(EventType::checkpoint_ended);
    CHECK(told.state.microtask_count() == 0);
    CHECK(told.state.microtasks().empty());
    CHECK(told.state.counters().microtasks_run == 1502);
    CHECK(told.state.counters().microtasks_dropped == 1);
}

TEST_CASE("a timer waits with its due time until it fires or is cancelled; an interval waits again") {
    Told told;
    const auto arm = [&](const char* name, Duration due, Duration interval = {}) {
        const std::uint64_t id = told.script.new_id();
        told.script.page(EventType::timer_armed, {.id = id,
                                                  .arg = static_cast<std::uint64_t>(due.count()),
                                                  .arg2 = static_cast<std::uint64_t>(interval.count()),
                                                  .name = named(name)});
        return id;
    };
    const std::uint64_t once = arm("once", 10ms), often = arm("often", 20ms, 20ms), never = arm("never", 1s);
    CHECK(names_of(told.state.timers()) == Names{"once", "often", "never"});
    CHECK(told.state.timers().find({often})->due == time_zero + 20ms);
    told.script.page(EventType::timer_cancelled, {.id = never})
        .advance(10ms)
        .page(EventType::timer_fired, {.id = once});
    told.script.advance(10ms).page(EventType::timer_fired, {.id = often});
    CHECK(names_of(told.state.timers()) == Names{"often"});
    CHECK(told.state.timers().front().due == time_zero + 40ms);
}

TEST_CASE("animation frame and idle callbacks wait until they run, are cancelled, or time out into a task") {
    Told told;
    const auto request = [&](EventType type, const char* name, std::uint64_t timeout = 0) {
        const std::uint64_t id = told.script.new_id();
        told.script.page(type, {.id = id, .arg = timeout, .name = named(name)});
        return id;
    };
    const std::uint64_t frame = request(EventType::animation_frame_requested, "frame");
    const std::uint64_t cancelled = request(EventType::animation_frame_requested, "cancelled");
    request(EventType::idle_requested, "idle");
    const std::uint64_t timed = request(EventType::idle_requested, "timed", 5'000'000);
    CHECK(told.state.idle_callbacks().find({timed})->due == time_zero + 5ms);
    told.script.page(EventType::animation_frame_cancelled, {.id = cancelled});
    told.script.page(EventType::callback_started,
                     {.id = frame, .detail = static_cast<std::uint16_t>(CallbackKind::animation_frame)});
    CHECK(told.state.animation_frames().empty());
    told.script.page(
        EventType::task_queued,
        {.id = told.script.new_id(), .cause = timed, .detail = static_cast<std::uint16_t>(TaskSource::idle_timeout)});
    CHECK(names_of(told.state.idle_callbacks()) == Names{"idle"});
    CHECK(told.state.counters().animation_frames_run == 1);
}

TEST_CASE("what the page does now is the innermost thing it is in, by name and place, and since when") {
    Told told;
    CHECK(told.state.page().doing == PageDoing::nothing);
    told.script.page(EventType::waiting_started).advance(2ms);
    CHECK(told.state.page().doing == PageDoing::waiting);
    CHECK(told.state.page().since == time_zero);
    told.script.page(EventType::waiting_ended).start_task(named("blocking work", "long_task.cpp", 41)).advance(60ms);
    CHECK(told.state.page().doing == PageDoing::task);
    CHECK(std::string(told.state.page().name.text) == "blocking work");
    CHECK(told.state.page().name.where.line() == 41);
    CHECK(told.state.page().since == time_zero + 2ms);
    WorkPiece running;
    REQUIRE(told.state.running(told.script.now(), running));
    CHECK(running.duration() == 60ms);
    told.script.page(EventType::layout_started, {.detail = 1, .name = named("offsetTop")});
    CHECK(told.state.page().doing == PageDoing::layout);
    CHECK(told.state.page().detail == 1);
    told.script.page(EventType::layout_ended).page(EventType::paused);
    CHECK(told.state.page().doing == PageDoing::paused);
    CHECK_FALSE(told.state.running(told.script.now(), running));
    told.script.page(EventType::resumed).end_task();
    CHECK(told.state.page().doing == PageDoing::nothing);
}

TEST_CASE("a wish for a frame lasts until the page receives a BeginFrame") {
    Told told;
    told.script.display(EventType::frame_wanted);
    CHECK(told.state.frame_wanted());
    told.script.display(EventType::begin_frame, {.id = 4});
    CHECK(told.state.frame_wanted());
    told.script.page(EventType::begin_frame_received, {.id = 4});
    CHECK_FALSE(told.state.frame_wanted());
    CHECK(told.state.frame() == FrameId{4});
}

TEST_CASE("after lost events no task stays as a ghost once a later one starts or the page waits") {
    Told told;
    told.queue("ghost");
    told.queue("ghost too");
    told.queue("click ghost", TaskSource::user_interaction);
    told.script.lose(Track::page, 500);
    CHECK(told.state.counters().lost_events == 500);
    CHECK(told.state.task_count() == 3);  // They may be real.
    const std::uint64_t later = told.queue("later");
    told.queue("last");
    told.start(later);
    CHECK(names_of(told.state.tasks(TaskSource::timer)) == Names{"last"});
    CHECK(names_of(told.state.tasks(TaskSource::user_interaction)) == Names{"click ghost"});
    told.script.page(EventType::task_ended, {.id = later}).page(EventType::waiting_started);
    CHECK(names_of(told.state.tasks(TaskSource::timer)) == Names{"last"});
    CHECK(told.state.tasks(TaskSource::user_interaction).empty());
}

TEST_CASE("without a loss, a later task may start before an earlier one") {
    Told told;
    told.queue("earlier", TaskSource::user_visible);
    told.start(told.queue("continuation", TaskSource::user_visible), TaskSource::user_visible);
    CHECK(names_of(told.state.tasks(TaskSource::user_visible)) == Names{"earlier"});
}

TEST_CASE("after lost events doubtful timers go a second after they were due, callbacks after their turn") {
    Told told;
    const auto arm = [&](const char* name, std::uint64_t due) {
        told.script.page(EventType::timer_armed, {.id = told.script.new_id(), .arg = due, .name = named(name)});
    };
    arm("ghost", 10'000'000);
    arm("far", 60'000'000'000);
    told.script.page(EventType::animation_frame_requested, {.id = told.script.new_id(), .name = named("frame ghost")});
    told.script.page(EventType::idle_requested, {.id = told.script.new_id(), .name = named("idle ghost")});
    told.script.page(EventType::microtask_queued, {.id = told.script.new_id()}).lose(Track::page, 1);
    CHECK(told.state.microtask_count() == 0);
    told.script.page(EventType::rendering_started, {.id = 1});
    told.script.page(EventType::animation_frame_requested, {.id = told.script.new_id(), .name = named("next")});
    told.script.page(EventType::rendering_ended, {.id = 1});
    CHECK(names_of(told.state.animation_frames()) == Names{"next"});
    told.script.page(EventType::idle_period_started).page(EventType::idle_period_ended);
    CHECK(told.state.idle_callbacks().empty());
    told.script.advance(500ms);
    arm("new", 700'000'000);
    CHECK(names_of(told.state.timers()) == Names{"ghost", "far", "new"});
    told.script.advance(1s);
    arm("newer", 3'000'000'000);
    CHECK(names_of(told.state.timers()) == Names{"far", "new", "newer"});
}

TEST_CASE("input waits until the page's next turn takes it over, also one that goes straight to a frame or to sleep") {
    LoopState state;
    Script script({&state});
    const auto move = [&](std::uint64_t id) {
        script.advance(1ms).display(EventType::input, {.id = id, .arg2 = input_for_page, .name = named("pointermove")});
    };
    script.stop_display().start_task(named("long"));
    move(1), move(2);
    CHECK(state.inputs().size() == 2);
    script.advance(1ms).end_task().task(named("next"), 1ms);
    CHECK(state.inputs().empty());
    move(3);
    script.advance(1ms).render();
    CHECK(state.inputs().empty());
    move(4);
    script.advance(1ms).wait(1ms);
    CHECK(state.inputs().empty());
    for (std::uint64_t id = 10; id < 2010; ++id) move(id);
    CHECK(state.inputs().size() == 1000);
    CHECK(state.inputs().front().id.value == 10);
}

TEST_CASE("a new page begins with empty queues") {
    Told told;
    told.queue("old");
    told.script.page(EventType::timer_armed, {.id = told.script.new_id()});
    told.script.page(EventType::animation_frame_requested, {.id = told.script.new_id()});
    told.script.page(EventType::idle_requested, {.id = told.script.new_id()});
    told.script.page(EventType::microtask_queued, {.id = told.script.new_id()});
    told.script.page(EventType::page_opened, {.name = named("next page")});
    CHECK(told.state.task_count() == 0);
    CHECK(told.state.timers().empty());
    CHECK(told.state.animation_frames().empty());
    CHECK(told.state.idle_callbacks().empty());
    CHECK(told.state.microtask_count() == 0);
}

TEST_CASE("a task event of a source that does not exist is ignored") {
    Told told;
    told.script.page(EventType::task_queued, {.id = 1, .detail = 99});
    told.script.page(EventType::task_started, {.id = 1, .detail = 99});
    CHECK(told.state.task_count() == 0);
}
