// SPDX-License-Identifier: MIT
#include "trace/frame_timeline.h"

#include <doctest/doctest.h>

#include <cstring>
#include <string>

#include "trace/script.h"

using namespace janklab;

namespace {

const Name blocking_work = named("blocking work", "demos/long_task.cpp", 41);

}  // namespace

TEST_CASE("a page that keeps up has every frame presented and none to blame") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(60).to_vsync();
    CHECK(frames.totals().presented == 60);
    CHECK(frames.totals().missed_by_page == 0);
    CHECK(frames.totals().dropped == 0);
    CHECK(frames.totals().idle == 0);
    CHECK(frames.worst(5).empty());
    const FrameRecord& frame = *frames.find({30});
    CHECK(frame.outcome == FrameOutcome::presented);
    CHECK(frame.missed_vsyncs == 0);
    CHECK(frame.received == frame.begin);
    CHECK(frame.rendering.duration() == 1300us);
    CHECK(frame.style.duration() == 100us);
    CHECK(frame.layout.duration() == 100us);
    CHECK(frame.paint.duration() == 100us);
    CHECK(frame.commit == frame.begin + 1300us);
    CHECK(frame.presented == frame.begin + script.period());
}

TEST_CASE("a page that is blocked for 200 ms at 60 Hz misses twelve frames, which all name the task") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(10).to_vsync(500us);
    script.task(blocking_work, 200ms).render(1ms).good_frames(5).to_vsync();

    CHECK(frames.totals().missed_by_page == 12);
    CHECK(frames.totals().dropped == 0);
    int missed = 0;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (frames[i].outcome != FrameOutcome::missed_by_page) continue;
        CHECK(frames[i].missed_vsyncs == ++missed);
        CHECK(frames[i].cause.kind == CauseKind::task);
        CHECK(std::string(frames[i].cause.name.text) == "blocking work");
        CHECK(frames[i].cause.name.where.line() == 41);
        CHECK(frames[i].cause.duration == 200ms);
    }
    const std::vector<FrameRecord> worst = frames.worst(5);
    REQUIRE(worst.size() == 1);
    CHECK(worst[0].missed_vsyncs == 12);
    CHECK(worst[0].outcome == FrameOutcome::missed_by_page);
    // The first of them stands for all; the frame that was shown at last says how many it came after.
    CHECK(frames.find({worst[0].id.value - 1})->outcome == FrameOutcome::presented);
    CHECK(frames.find({worst[0].id.value + 12})->outcome == FrameOutcome::presented);
    CHECK(frames.find({worst[0].id.value + 12})->missed_vsyncs == 12);
}

TEST_CASE("while a task blocks the page, its frames already name it") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).start_task(blocking_work).advance(100ms);
    const std::vector<FrameRecord> worst = frames.worst(5);
    REQUIRE(worst.size() == 1);
    CHECK(worst[0].cause.kind == CauseKind::task);
    CHECK(worst[0].cause.duration > 80ms);
}

TEST_CASE("a task whose microtasks take the greater part gives the blame to the microtask") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3)
        .to_vsync(100us)
        .task(named("start"), 10ms)
        .checkpoint(named("refill", "starve.cpp", 9), 1000, 100us);
    script.render().good_frames(2);
    const std::vector<FrameRecord> worst = frames.worst(5);
    REQUIRE(worst.size() == 1);
    CHECK(worst[0].cause.kind == CauseKind::microtasks);
    CHECK(std::string(worst[0].cause.name.text) == "refill");
    CHECK(worst[0].cause.name.where.line() == 9);
    CHECK(worst[0].cause.duration == 100ms);
}

TEST_CASE("microtasks that never end are named while they run") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).task(named("start"), 1ms).page(EventType::checkpoint_started);
    for (int i = 0; i < 1000; ++i) {
        script.advance(1ms).page(EventType::microtask_batch, {.arg = 1024, .arg2 = 1024, .name = named("refill")});
    }
    CHECK(frames.totals().missed_by_page == 59);
    const std::vector<FrameRecord> worst = frames.worst(5);
    REQUIRE(worst.size() == 1);
    CHECK(worst[0].cause.kind == CauseKind::microtasks);
    CHECK(std::string(worst[0].cause.name.text) == "refill");
}

TEST_CASE("of microtasks that were not written singly those that took most are named, not the latest") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).task(named("start"), 1ms).page(EventType::checkpoint_started);
    script.advance(305ms).page(EventType::microtask_batch, {.cause = 300'000'000, .arg = 100, .name = named("heavy")});
    script.advance(1ms).page(EventType::microtask_batch, {.cause = 1'000, .arg = 100, .name = named("trivial")});
    script.page(EventType::checkpoint_ended).good_frames(2);
    const std::vector<FrameRecord> worst = frames.worst(5);
    REQUIRE(worst.size() == 1);
    CHECK(worst[0].cause.kind == CauseKind::microtasks);
    CHECK(std::string(worst[0].cause.name.text) == "heavy");
}

TEST_CASE("forced layout that takes the greater part of a task gets the blame, with the reader's name") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).to_vsync(1ms).start_task(named("resize all"));
    for (int i = 0; i < 30; ++i) script.forced_layout(named("offsetHeight", "thrash.cpp", 22), 1ms);
    script.advance(3ms).end_task().render().good_frames(2);
    const std::vector<FrameRecord> worst = frames.worst(5);
    REQUIRE(worst.size() == 1);
    CHECK(worst[0].cause.kind == CauseKind::forced_layout);
    CHECK(std::string(worst[0].cause.name.text) == "offsetHeight");
    CHECK(worst[0].cause.duration == 30ms);
    int forced = 0;
    for (std::size_t i = 0; i < frames.size(); ++i) forced += frames[i].forced_layouts;
    CHECK(forced == 30);
}

TEST_CASE("an event listener, an animation frame callback, a collection of garbage: each is named when it is the one") {
    FrameTimeline frames;
    Script script({&frames});
    SUBCASE("event listener") {
        script.good_frames(3).start_task(named("click"));
        script.callback(CallbackKind::event_listener, named("on click"), 40ms).end_task();
        script.render().good_frames(2);
        CHECK(frames.worst(1).at(0).cause.kind == CauseKind::event_listener);
        CHECK(std::string(frames.worst(1).at(0).cause.name.text) == "on click");
    }
    SUBCASE("animation frame callback") {
        script.good_frames(3).to_vsync().render(45ms, named("heavy", "raf.cpp", 3)).good_frames(2);
        CHECK(frames.totals().missed_by_page == 2);
        CHECK(frames.worst(1).at(0).cause.kind == CauseKind::animation_frame_callback);
        CHECK(std::string(frames.worst(1).at(0).cause.name.text) == "heavy");
    }
    SUBCASE("collection of garbage inside a task") {
        script.good_frames(3).start_task(named("allocate")).advance(2ms).page(EventType::gc_started).advance(40ms);
        script.page(EventType::gc_ended).end_task().render().good_frames(2);
        CHECK(frames.worst(1).at(0).cause.kind == CauseKind::gc);
    }
    SUBCASE("waiting for a processor") {
        script.good_frames(3).start_task(named("innocent")).advance(40ms);
        script.page(EventType::machine_wait, {.arg = 39'000'000}).end_task().render().good_frames(2);
        CHECK(frames.worst(1).at(0).cause.kind == CauseKind::machine);
    }
}

TEST_CASE("work shorter than a frame makes it late if it starts late") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).to_vsync().page(EventType::waiting_started).advance(10ms).page(EventType::waiting_ended);
    script.task(named("short"), 8ms).render().good_frames(2);
    CHECK(frames.totals().missed_by_page == 1);
    CHECK(std::string(frames.worst(1).at(0).cause.name.text) == "short");
}

TEST_CASE("what took hardly any of a frame has not made it late") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).to_vsync();
    SUBCASE("one short piece: nothing is named") {
        script.task(named("short"), 2ms).page(EventType::waiting_started).to_vsync();
        script.page(EventType::waiting_ended).render().good_frames(2);
        CHECK(frames.totals().missed_by_page == 1);
        CHECK(frames.worst(1).at(0).cause.kind == CauseKind::none);
    }
    SUBCASE("a page that did nothing but short pieces: one of them is") {
        for (int i = 0; i < 10; ++i) script.task(named("short"), 2ms);
        script.render().good_frames(2);
        CHECK(frames.totals().missed_by_page == 1);
        CHECK(frames.worst(1).at(0).cause.kind == CauseKind::task);
        CHECK(frames.worst(1).at(0).cause.duration == 2ms);
    }
}

TEST_CASE("vsyncs in a row that were lost in different ways are different worst frames") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).to_vsync().stop_display();
    const Duration period = script.period();
    const auto lose = [&](Duration drawing) {
        const std::uint64_t id = frames[frames.size() - 1].id.value;
        if (drawing > 0ms) {
            script.display(EventType::draw_started, {.id = id, .cause = id});
            script.advance(drawing).display(EventType::draw_ended).advance(period - drawing);
            script.display(EventType::frame_skipped, {.id = id, .detail = 1});
        } else {
            script.advance(period).display(EventType::deadline_passed, {.id = id});
            script.display(EventType::frame_skipped, {.id = id});
        }
        script.display(EventType::begin_frame, {.id = id + 1,
                                                .arg = script.ns(script.now() + period),
                                                .arg2 = static_cast<std::uint64_t>(period.count())});
    };
    for (int i = 0; i < 5; ++i) lose(0ms);
    for (const Duration drawing : {13ms, 15ms, 11ms}) lose(drawing);
    const std::vector<FrameRecord> worst = frames.worst(5);
    REQUIRE(worst.size() == 2);
    CHECK(worst[0].outcome == FrameOutcome::missed_by_page);
    CHECK(worst[0].missed_vsyncs == 5);
    CHECK(worst[0].cause.kind == CauseKind::none);
    CHECK(worst[0].cause.duration == 0ms);
    CHECK(worst[1].outcome == FrameOutcome::dropped);
    CHECK(worst[1].missed_vsyncs == 3);
    CHECK(worst[1].cause.kind == CauseKind::driver);
    CHECK(worst[1].cause.duration == 39ms);
}

TEST_CASE("two blocking tasks take two places among the worst frames, not all five") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3)
        .task(named("first"), 100ms)
        .render()
        .good_frames(5)
        .task(named("second"), 300ms)
        .render()
        .good_frames(2);
    const std::vector<FrameRecord> worst = frames.worst(5);
    REQUIRE(worst.size() == 2);
    CHECK(std::string(worst[0].cause.name.text) == "second");
    CHECK(std::string(worst[1].cause.name.text) == "first");
    CHECK(worst[0].missed_vsyncs > worst[1].missed_vsyncs);
}

TEST_CASE("the worst frames of the whole run are remembered when their records are gone") {
    FrameTimeline frames(32);
    Script script({&frames});
    script.good_frames(3).task(blocking_work, 200ms).render().good_frames(200);
    CHECK(frames.size() == 32);
    REQUIRE(frames.worst(5).size() == 1);
    CHECK(std::string(frames.worst(5)[0].cause.name.text) == "blocking work");
    CHECK(static_cast<std::uint64_t>(frames.worst(5)[0].missed_vsyncs) == frames.totals().missed_by_page);
    CHECK(frames.totals().presented == 203);
}

TEST_CASE("a page that wants nothing is idle, however long its tasks are") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).want_no_frame().to_vsync();
    script.task(blocking_work, 200ms);
    CHECK(frames.totals().missed_by_page == 0);
    CHECK(frames.totals().idle == 12);
    CHECK(frames.worst(5).empty());
}

TEST_CASE("old content shown again by a compositor animation is idle unless the page owed an update") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(2).to_vsync().stop_display();
    const std::uint64_t frame = script.frame();
    SUBCASE("owed nothing") {
        script.advance(16ms).display(EventType::presented, {.id = 2, .cause = frame, .arg = script.ns(script.now())});
        CHECK(frames.totals().idle == 1);
        CHECK(frames.totals().missed_by_page == 0);
    }
    SUBCASE("owed an update") {
        script.advance(16ms).display(EventType::deadline_passed, {.id = frame});
        script.display(EventType::presented, {.id = 2, .cause = frame, .arg = script.ns(script.now())});
        CHECK(frames.totals().idle == 0);
        CHECK(frames.totals().missed_by_page == 1);
        CHECK(frames.find({frame})->presented == script.now());
    }
}

TEST_CASE("a late commit that is shown after all turns a missed frame into a presented one") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(2).to_vsync().stop_display().advance(16ms);
    const std::uint64_t frame = script.frame();
    script.display(EventType::deadline_passed, {.id = frame});
    CHECK(frames.totals().missed_by_page == 1);
    script.display(EventType::presented, {.id = frame, .cause = frame, .arg = script.ns(script.now()), .arg2 = 1});
    CHECK(frames.totals().missed_by_page == 0);
    CHECK(frames.totals().presented == 3);
}

TEST_CASE("a display that draws too late drops the frame and names the driver") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).to_vsync().stop_display();
    const std::uint64_t frame = script.frame();
    script.display(EventType::draw_started, {.id = frame, .cause = frame}).advance(40ms).display(EventType::draw_ended);
    script.display(EventType::frame_skipped, {.id = frame, .detail = 1});
    CHECK(frames.totals().dropped == 1);
    CHECK(frames.find({frame})->outcome == FrameOutcome::dropped);
    CHECK(frames.find({frame})->cause.kind == CauseKind::driver);
    CHECK(std::string(frames.find({frame})->cause.name.text) == "draw");
    CHECK(frames.find({frame})->cause.duration == 40ms);
}

TEST_CASE("a swap that blocks for three vsyncs loses two, which are counted once") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).to_vsync().render().stop_display();
    const Duration period = script.period();
    const std::uint64_t frame = script.frame();
    const auto begin = [&](std::uint64_t id) {
        script.display(
            EventType::begin_frame,
            {.id = id, .arg = script.ns(script.now() + period), .arg2 = static_cast<std::uint64_t>(period.count())});
    };
    const auto show = [&](std::uint64_t id, Duration swap) {
        script.display(EventType::draw_started, {.id = id, .cause = id}).display(EventType::draw_ended);
        script.display(EventType::swap_started).advance(swap).display(EventType::swap_ended);
        script.display(EventType::presented, {.id = id, .cause = id, .arg = script.ns(script.now()), .arg2 = 1});
    };
    script.advance(period - 1300us - 1ms);
    show(frame, 1ms + 2 * period);
    CHECK(frames.find({frame})->late_vsyncs == 2);
    CHECK(frames.find({frame})->cause.kind == CauseKind::driver);
    CHECK(std::string(frames.find({frame})->cause.name.text) == "swap");
    begin(frame + 3);
    show(frame + 3, period);
    begin(frame + 4);
    CHECK(frames.totals().presented == 5);
    CHECK(frames.totals().dropped == 2);
    CHECK(frames.totals().missed_by_page == 0);
    CHECK(frames.find({frame + 1})->outcome == FrameOutcome::dropped);
    CHECK_FALSE(frames.find({frame + 1})->begun);
    CHECK(frames.find({frame + 2})->outcome == FrameOutcome::dropped);
    REQUIRE(frames.worst(5).size() == 1);
    CHECK(frames.worst(5)[0].missed_vsyncs == 2);
    CHECK(frames.worst(5)[0].id.value == frame + 1);
    CHECK(std::string(frames.worst(5)[0].cause.name.text) == "swap");
}

TEST_CASE("the count of dropped vsyncs never falls, whatever comes after a frame that was shown late") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).to_vsync().render().stop_display();
    const Duration period = script.period();
    const std::uint64_t late = script.frame();
    std::uint64_t dropped = 0;
    const auto tell = [&](EventType type, const EventFields& fields = {}) {
        script.display(type, fields);
        CHECK(frames.totals().dropped >= dropped);
        dropped = frames.totals().dropped;
    };
    const auto begin = [&](std::uint64_t id) {
        tell(EventType::begin_frame,
             {.id = id, .arg = script.ns(script.now() + period), .arg2 = static_cast<std::uint64_t>(period.count())});
    };
    const auto show = [&](std::uint64_t id, Duration swap, std::uint64_t is_new) {
        tell(EventType::draw_started, {.id = id, .cause = id});
        tell(EventType::draw_ended);
        tell(EventType::swap_started);
        script.advance(swap);
        tell(EventType::swap_ended);
        tell(EventType::presented, {.id = id, .cause = id, .arg = script.ns(script.now()), .arg2 = is_new});
    };
    script.advance(period - 1300us - 1ms);
    show(late, 1ms + 2 * period, 1);
    begin(late + 3);
    SUBCASE("nothing is owed then") { tell(EventType::frame_skipped, {.id = late + 3}); }
    SUBCASE("the page misses the next frame") {
        tell(EventType::deadline_passed, {.id = late + 3});
        tell(EventType::frame_skipped, {.id = late + 3});
    }
    SUBCASE("old content is shown in time") { show(late + 3, 1ms, 0); }
    SUBCASE("the display has fallen behind, and leaves the next one out") {
        tell(EventType::frame_skipped, {.id = late + 3, .detail = 1});
    }
    script.advance(period);
    begin(late + 4);
    show(late + 4, period, 0);
    script.advance(10 * period);
    CHECK(frames.totals().dropped >= 2);
    CHECK(frames.find({late + 1})->outcome == FrameOutcome::dropped);
}

TEST_CASE("vsyncs that were slept through during a slow drawing name it, though others were drawn since") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).to_vsync().render().stop_display();
    const Duration period = script.period();
    const std::uint64_t slow = script.frame(), next = slow + 4;
    script.display(EventType::draw_started, {.id = slow, .cause = slow})
        .advance(4 * period)
        .display(EventType::draw_ended);
    script.display(
        EventType::begin_frame,
        {.id = next, .arg = script.ns(script.now() + period), .arg2 = static_cast<std::uint64_t>(period.count())});
    script.display(EventType::draw_started, {.id = next, .cause = next}).advance(1ms).display(EventType::draw_ended);
    script.display(EventType::presented, {.id = next, .cause = next, .arg = script.ns(script.now()), .arg2 = 1});
    CHECK(frames.totals().dropped >= 3);
    REQUIRE_FALSE(frames.worst(5).empty());
    CHECK(frames.worst(5)[0].cause.kind == CauseKind::driver);
    CHECK(frames.worst(5)[0].cause.duration == 4 * period);
}

TEST_CASE("a display that woke late is blamed on the machine if that is known, and on nothing if it is not") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).to_vsync().render().stop_display().advance(3 * script.period());
    CauseKind wanted{};
    SUBCASE("known") {
        script.display(EventType::machine_wait, {.arg = 40'000'000});
        wanted = CauseKind::machine;
    }
    SUBCASE("not known") { wanted = CauseKind::none; }
    const std::uint64_t next = script.frame() + 3;
    script.display(EventType::begin_frame, {.id = next, .arg2 = static_cast<std::uint64_t>(script.period().count())});
    script.display(EventType::presented, {.id = next, .cause = next, .arg = script.ns(script.now()), .arg2 = 1});
    CHECK(frames.find({next - 1})->outcome == FrameOutcome::dropped);
    CHECK(frames.worst(1).at(0).cause.kind == wanted);
}

TEST_CASE(
    "with page and display on one thread, the vsyncs that a blocking task sleeps through are missed by the page") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).to_vsync().render().stop_display();
    const Duration period = script.period();
    const std::uint64_t frame = script.frame();
    script.task(blocking_work, 200ms);
    const std::uint64_t late = frame + 12;
    script.display(EventType::presented, {.id = frame, .cause = frame, .arg = script.ns(script.now()), .arg2 = 1});
    script.display(
        EventType::begin_frame,
        {.id = late, .arg = script.ns(script.now() + period), .arg2 = static_cast<std::uint64_t>(period.count())});
    script.advance(period).display(EventType::presented,
                                   {.id = late, .cause = late, .arg = script.ns(script.now()), .arg2 = 1});
    CHECK(frames.totals().missed_by_page == 11);
    CHECK(frames.totals().dropped == 0);
    for (std::uint64_t id = frame + 1; id < late; ++id) {
        REQUIRE(frames.find({id}));
        CHECK(frames.find({id})->cause.kind == CauseKind::task);
        CHECK(std::string(frames.find({id})->cause.name.text) == "blocking work");
    }
}

TEST_CASE("with page and display on one thread, a frame that a task kept from being drawn names the task") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).to_vsync().stop_display();
    const std::uint64_t frame = script.frame();
    script.task(blocking_work, 200ms).render().display(EventType::draw_started, {.id = frame, .cause = frame});
    script.advance(3ms).display(EventType::draw_ended, {.arg = 2});
    script.display(EventType::presented, {.id = frame, .cause = frame, .arg = script.ns(script.now()), .arg2 = 1});
    CHECK(frames.totals().missed_by_page == 11);
    CHECK(frames.totals().dropped == 0);
    const std::vector<FrameRecord> worst = frames.worst(5);
    REQUIRE(worst.size() == 1);
    CHECK(worst[0].cause.kind == CauseKind::task);
    CHECK(std::string(worst[0].cause.name.text) == "blocking work");
    CHECK(worst[0].cause.duration == 200ms);
    CHECK(worst[0].missed_vsyncs == 11);
}

TEST_CASE("a hidden window owes nothing: the vsyncs that pass are neither missed nor dropped") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).to_vsync().stop_display();
    script.display(EventType::visibility_changed, {.detail = 2}).advance(10s);
    script.display(EventType::visibility_changed, {.detail = 0});
    const Duration period = script.period();
    const std::uint64_t frame = script.frame() + 600;
    script.display(
        EventType::begin_frame,
        {.id = frame, .arg = script.ns(script.now() + period), .arg2 = static_cast<std::uint64_t>(period.count())});
    script.advance(period).display(EventType::presented,
                                   {.id = frame, .cause = frame, .arg = script.ns(script.now()), .arg2 = 1});
    CHECK(frames.totals().presented == 4);
    CHECK(frames.totals().missed_by_page == 0);
    CHECK(frames.totals().dropped == 0);
    CHECK(frames.find({frame})->missed_vsyncs == 0);
}

TEST_CASE("while somebody holds the page it owes nothing, and what ran then is not blamed") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).to_vsync().start_task(named("held")).page(EventType::paused).advance(1s);
    script.page(EventType::resumed).end_task().good_frames(3);
    CHECK(frames.totals().missed_by_page == 0);
    CHECK(frames.totals().idle >= 58);
    CHECK(frames.worst(5).empty());
}

TEST_CASE("the page's time in a frame is divided among scripting, rendering, painting and idle") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frame().want_no_frame().task(named("work"), 2ms).page(EventType::waiting_started).to_vsync();
    const ActivityTimes& times = frames.find({1})->activity;
    CHECK(times.scripting == 3ms);
    CHECK(times.rendering == 200us);
    CHECK(times.painting == 100us);
    CHECK(times.idle == script.period() - 3300us);
    CHECK(times.total() == script.period());
}

TEST_CASE("a blocked page has a full bar of scripting in each frame") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).task(blocking_work, 200ms);
    CHECK(frames.find({8})->activity.scripting == script.period());
}

TEST_CASE("after lost events the timeline goes on, and blames nothing that it did not see") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3).start_task(blocking_work).lose(Track::page, 1000).advance(100ms);
    script.task(named("seen"), 60ms).render().good_frames(3).to_vsync();
    CHECK(frames.totals().presented == 7);
    REQUIRE_FALSE(frames.worst(5).empty());
    for (const FrameRecord& frame : frames.worst(5)) {
        const bool unknown_or_seen =
            frame.cause.kind == CauseKind::none || std::string(frame.cause.name.text) == "seen";
        CHECK(unknown_or_seen);
    }
}

TEST_CASE("a frame that shows nothing new from the page, but that the compositor has moved, is counted as such") {
    FrameTimeline frames;
    Script script({&frames});
    script.good_frames(3);
    script.display(EventType::draw_started, {.id = 1, .cause = 3, .detail = 1});
    script.display(EventType::glyphs_left_out, {.id = 1, .arg = 12, .arg2 = 3});
    script.display(EventType::pictures_waiting, {.id = 1, .arg = 2});
    script.display(EventType::canvases_played, {.id = 1, .cause = 1500, .arg = 30, .arg2 = 4});
    script.display(EventType::draw_ended, {.detail = 50, .arg = 4, .arg2 = 8000});
    script.display(EventType::presented, {.id = 1, .cause = 3});
    CHECK(frames.totals().compositor_only == 1);
    CHECK(frames.totals().drawn == 1);
    CHECK(frames.totals().checkerboarded == 1);
    CHECK(frames.totals().most_checkerboard == 0.05);
    const FrameRecord& frame = *frames.find({3});
    CHECK(frame.moved_by_compositor);
    CHECK(frame.drawn_pixels == 8000);
    CHECK(frame.checkerboard == 0.05);
    CHECK(frame.glyphs_left_out == 12);
    CHECK(frame.pictures_waiting == 2);
    CHECK(frame.canvas_commands == 30);
    CHECK(frame.canvas_time == 1500ns);
    CHECK(frames.totals().most_glyphs_left_out == 12);
    CHECK(frames.totals().most_pictures_waiting == 2);
    CHECK(frames.totals().canvas_commands == 30);
    CHECK(frames.totals().canvas_time == 1500ns);
    script.display(EventType::draw_started, {.id = 1, .cause = 3});
    script.display(EventType::draw_ended, {.arg = 0});
    CHECK(frames.totals().drawn == 1);
    CHECK_FALSE(frames.find({3})->moved_by_compositor);
}
