// SPDX-License-Identifier: MIT
#include "trace/long_animation_frames.h"

#include <doctest/doctest.h>

#include <string>

#include "trace/script.h"

using namespace janklab;

TEST_CASE("a frame is long when 50 ms or more pass from its first task to the end of its rendering") {
    LongAnimationFrames frames;
    Script script({&frames});
    script.stop_display().want_frame().task(named("a"), 30ms).task(named("b"), 25ms).render(4ms).wait(1ms);
    REQUIRE(frames.count() == 1);
    const LongAnimationFrame& frame = frames.latest()[0];
    CHECK(frame.start == time_zero);
    CHECK(frame.render_start == time_zero + 55ms);
    CHECK(frame.style_and_layout_start == time_zero + 59ms);
    CHECK(frame.duration() == 59300us);
    // The longest task, 30 ms, and the rendering, 4.3 ms, stay under 50 ms together.
    CHECK(frame.blocking == 0ms);
    REQUIRE(frame.scripts().size() == 2);
    CHECK(std::string(frame.scripts()[0].invoker.text) == "a");
    CHECK(frame.scripts()[0].invoker_type == CauseKind::task);
    CHECK(frame.scripts()[1].duration == 25ms);
}

TEST_CASE("a frame of less than 50 ms is not long") {
    LongAnimationFrames frames;
    Script script({&frames});
    script.stop_display().want_frame().task(named("a"), 45ms).render(4ms).wait(1ms);
    CHECK(frames.count() == 0);
}

TEST_CASE("blocking is what each task has over 50 ms, the rendering added to the longest") {
    LongAnimationFrames frames;
    Script script({&frames});
    script.stop_display().want_frame().task(named("a"), 60ms).task(named("b"), 80ms).task(named("c"), 10ms);
    script.render(19700us).wait(1ms);
    REQUIRE(frames.count() == 1);
    CHECK(frames.latest()[0].blocking == 10ms + (80ms + 20ms - 50ms));
}

TEST_CASE("scripts say what invoked them and how much of them was forced style and layout") {
    LongAnimationFrames frames;
    Script script({&frames});
    script.stop_display().want_frame().start_task(named("click", "c.cpp", 8), TaskSource::user_interaction);
    script.advance(10ms)
        .forced_layout(named("offsetHeight"), 30ms)
        .end_task()
        .checkpoint(named("m"), 2, 2ms)
        .render(20ms)
        .wait(1ms);
    REQUIRE(frames.count() == 1);
    const auto scripts = frames.latest()[0].scripts();
    REQUIRE(scripts.size() == 2);
    CHECK(scripts[0].forced_style_and_layout == 30ms);
    CHECK(scripts[0].duration == 44ms);
    CHECK(scripts[0].invoker.where.line() == 8);
    CHECK(scripts[1].invoker_type == CauseKind::animation_frame_callback);
    CHECK(scripts[1].start == time_zero + 44ms);
}

TEST_CASE("scripts under 5 ms are left out, and of many the longest are kept in their order") {
    LongAnimationFrames frames;
    Script script({&frames});
    script.stop_display().want_frame().task(named("short"), 4ms);
    for (int i = 1; i <= 12; ++i) script.task(named("task"), i == 6 ? 5ms : (10ms + i * 1ms));
    script.render(1ms).wait(1ms);
    REQUIRE(frames.count() == 1);
    const auto scripts = frames.latest()[0].scripts();
    REQUIRE(scripts.size() == LongAnimationFrame::max_scripts);
    for (std::size_t i = 1; i < scripts.size(); ++i) CHECK(scripts[i - 1].start < scripts[i].start);
    CHECK(scripts.front().duration == 14ms);
    CHECK(scripts.back().duration == 22ms);
}

TEST_CASE("a long task after which no frame is wanted is a frame without rendering, and the next frame begins anew") {
    LongAnimationFrames frames;
    Script script({&frames});
    script.stop_display().task(named("alone"), 70ms).wait(2s).start_task(named("animate"));
    script.want_frame().advance(10ms).end_task().render(1ms).wait(1ms);
    REQUIRE(frames.count() == 1);
    const LongAnimationFrame& frame = frames.latest()[0];
    CHECK(frame.duration() == 70ms);
    CHECK(frame.render_start == time_never);
    CHECK_FALSE(frame.frame);
    CHECK(frame.blocking == 20ms);
}

TEST_CASE("a frame that is wanted long after the last task does not begin at that task") {
    LongAnimationFrames frames;
    Script script({&frames});
    script.good_frames(3).want_no_frame().task(named("old"), 4ms).wait(2s);
    SUBCASE("a short one is not reported") {
        script.to_vsync().render().wait(1ms);
        CHECK(frames.count() == 0);
    }
    SUBCASE("a long one begins with its own rendering") {
        script.to_vsync();
        const TimePoint start = script.now();
        script.render(60ms).wait(1ms);
        REQUIRE(frames.count() == 1);
        CHECK(frames.latest()[0].start == start);
    }
}

TEST_CASE("a frame that the display wants while a task blocks the page, as for a scroll, begins at that task") {
    LongAnimationFrames frames;
    Script script({&frames});
    script.good_frame().want_no_frame().advance(5ms).start_task(named("block"), TaskSource::timer);
    const TimePoint started = script.now();
    script.advance(100ms).display(EventType::deadline_passed, {.id = script.frame()}).advance(100ms).end_task();
    script.task(named("scrolled"), 1ms).render().wait(1ms);
    REQUIRE(frames.count() == 1);
    CHECK(frames.latest()[0].start == started);
    CHECK(frames.latest()[0].render_start == started + 201ms);
    CHECK(frames.latest()[0].frame == FrameId{script.frame()});
}

TEST_CASE("a long frame knows its first input and when it was shown") {
    LongAnimationFrames frames;
    Script script({&frames});
    script.good_frames(2).want_frame().start_task(named("block")).advance(20ms);
    const TimePoint pressed = script.now();
    script.input("pointer_down");
    script.advance(60ms).end_task().render().to_vsync();
    REQUIRE(frames.count() == 1);
    CHECK(frames.latest()[0].first_input == pressed);
    CHECK(frames.latest()[0].presented == script.now());
}

TEST_CASE("a frame that was cut by lost events, or by a new page, is not reported") {
    LongAnimationFrames frames;
    Script script({&frames});
    script.stop_display().want_frame().task(named("a"), 60ms).wait(1ms);
    SUBCASE("lost events") { script.lose(Track::page, 1); }
    SUBCASE("new page") { script.page(EventType::page_opened); }
    script.render(1ms).wait(1ms);
    CHECK(frames.count() == 0);
}

TEST_CASE("a frame in whose midst somebody held the page is not measured, the next one is") {
    LongAnimationFrames frames;
    Script script({&frames});
    script.stop_display().want_frame().task(named("a"), 1ms);
    script.page(EventType::paused).advance(2s).page(EventType::resumed).render(4ms).wait(1ms);
    CHECK(frames.count() == 0);
    script.want_frame().task(named("b"), 70ms).render(4ms).wait(1ms);
    CHECK(frames.count() == 1);
}
