// SPDX-License-Identifier: MIT
#include "trace/interactions.h"

#include <doctest/doctest.h>

#include <string>

#include "trace/script.h"

using namespace janklab;

namespace {

/// A press that is dealt with after `delay` in a task of `work`, and shown by the next frame.
void press(Script& script, Duration delay, Duration work) {
    const std::uint64_t input = script.input("pointer_down");
    script.advance(delay).start_task(named("pointer_down"), TaskSource::user_interaction, input);
    script.want_frame().advance(work).end_task();
    script.good_frame().to_vsync();
}

}  // namespace

TEST_CASE("an interaction lasts from the input's own time to the presentation, and has three parts") {
    Interactions interactions;
    Script script({&interactions});
    script.good_frame().want_no_frame().to_vsync().advance(1ms);
    const TimePoint pressed = script.now();
    press(script, 3ms, 5ms);
    REQUIRE(interactions.count() == 1);
    const Interaction& interaction = interactions.latest()[0];
    CHECK(interaction.said_by == InputTimeSource::virtual_display);
    CHECK(std::string(interaction.kind) == "pointer_down");
    CHECK(interaction.input == pressed);
    CHECK(interaction.input_delay() == 3ms);
    CHECK(interaction.processing() == 5ms);
    CHECK(interaction.presented == script.now());
    CHECK(interaction.duration() == script.now() - pressed);
    CHECK(*interaction.presentation_delay() == script.now() - pressed - 8ms);
}

TEST_CASE("a blocked page makes the input delay long") {
    Interactions interactions;
    Script script({&interactions});
    script.good_frames(2).start_task(named("block")).advance(50ms);
    const std::uint64_t input = script.input("key_down");
    script.advance(150ms)
        .end_task()
        .start_task(named("key_down"), TaskSource::user_interaction, input)
        .advance(1ms)
        .end_task();
    script.render().to_vsync().to_vsync();
    REQUIRE(interactions.interaction_to_next_paint());
    CHECK(interactions.interaction_to_next_paint()->input_delay() == 150ms);
}

TEST_CASE("moves, wheels and the like are no interactions") {
    Interactions interactions;
    Script script({&interactions});
    script.good_frame();
    const std::uint64_t input = script.input("wheel", false);
    script.task(named("wheel"), 1ms, TaskSource::user_interaction, input).good_frames(3);
    CHECK(interactions.count() == 0);
    CHECK_FALSE(interactions.interaction_to_next_paint());
}

TEST_CASE(
    "an interaction that changes nothing ends with its handlers, once a frame has passed that shows nothing new") {
    Interactions interactions;
    Script script({&interactions});
    script.good_frame().want_no_frame().to_vsync().advance(1ms);
    const std::uint64_t input = script.input("pointer_down");
    script.task(named("pointer_down"), 5ms, TaskSource::user_interaction, input).wait(1ms);
    CHECK(interactions.count() == 0);
    script.to_vsync().to_vsync();
    REQUIRE(interactions.count() == 1);
    CHECK(interactions.latest()[0].duration() == 5ms);
    CHECK_FALSE(interactions.latest()[0].presentation_delay());
}

TEST_CASE("INP is the worst of up to 49 interactions, and leaves out one per fifty") {
    Interactions interactions;
    Script script({&interactions});
    script.good_frame().want_no_frame();
    for (int i = 0; i < 48; ++i) press(script, 1ms, 1ms);
    press(script, 400ms, 1ms);
    CHECK(interactions.count() == 49);
    CHECK(interactions.interaction_to_next_paint()->input_delay() == 400ms);
    press(script, 200ms, 1ms);
    CHECK(interactions.count() == 50);
    CHECK(interactions.interaction_to_next_paint()->input_delay() == 200ms);
}

TEST_CASE("an interaction whose task is cancelled, whose page goes, or whose events were lost is dropped") {
    Interactions interactions;
    Script script({&interactions});
    script.good_frame();
    const std::uint64_t input = script.input("pointer_down");
    const std::uint64_t task = script.new_id();
    script.page(EventType::task_queued,
                {.id = task, .cause = input, .detail = static_cast<std::uint16_t>(TaskSource::user_interaction)});
    SUBCASE("cancelled") { script.page(EventType::task_cancelled, {.id = task}); }
    SUBCASE("new page") { script.page(EventType::page_opened); }
    SUBCASE("lost") { script.lose(Track::page, 7); }
    script.page(EventType::task_started,
                {.id = task, .detail = static_cast<std::uint16_t>(TaskSource::user_interaction)});
    script.advance(1ms).page(EventType::task_ended, {.id = task}).render().good_frames(3);
    CHECK(interactions.count() == 0);
}

TEST_CASE("a flood of inputs that nobody answers does not grow without bound") {
    Interactions interactions;
    Script script({&interactions});
    for (int i = 0; i < 10'000; ++i) script.input("key_down");
    press(script, 1ms, 1ms);
    CHECK(interactions.count() == 1);
}

TEST_CASE("an interaction with a page that somebody holds is not measured, one after it is") {
    Interactions interactions;
    Script script({&interactions});
    script.good_frame();
    const std::uint64_t before = script.input("key_down");
    script.page(EventType::paused).advance(1s);
    const std::uint64_t during = script.input("key_down");
    script.advance(1s).page(EventType::resumed);
    for (const std::uint64_t input : {before, during})
        script.start_task(named("key_down"), TaskSource::user_interaction, input).advance(1ms).end_task();
    script.good_frames(2);
    CHECK(interactions.count() == 0);
    press(script, 1ms, 1ms);
    CHECK(interactions.count() == 1);
}
