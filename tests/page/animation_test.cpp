// SPDX-License-Identifier: MIT
// Animation objects on a page in virtual time: steering, promises, events, the stack. The orders are those of Chromium.
// https://www.w3.org/TR/web-animations-1/
#include "style/animation.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <cmath>

#include <limits>

#include "page/motion_page.h"

using namespace janklab;

namespace {

std::vector<Keyframe> left_to(float to) { return {{.css = "left: 0"}, {.css = fmt::format("left: {}px", to)}}; }

struct Stage : MotionPage {
    Ref<Animation> animate(float to, Duration duration) {
        const Ref<Animation> animation = element.animate(left_to(to), {.duration = duration});
        note_what_happens(*animation);
        return animation;
    }
    void note_what_happens(Animation& animation, const std::string& name = "") {
        animation.on("finish", "note", [this, name] { note("finish" + name); });
        animation.on("cancel", "note", [this, name] { note("cancel" + name); });
        animation.finished().then(
            "note", [this, name] { note("finished" + name); },
            [this, name](const Rejection& why) { note(why.what() + name); });
    }
    std::string left() { return value(element, "left"); }
    Element& element = box({.position = Position::relative, .inset = {.left = px(0)}});
};

}  // namespace

TEST_CASE("an animation is pending until the frame that shows it first, whose time is its start") {
    Stage test;
    test.frames(3);
    const Ref<Animation> animation = test.animate(100, 1s);
    CHECK(animation->pending());
    CHECK(animation->play_state() == AnimationPlayState::running);
    CHECK(animation->current_time() == 0ns);
    CHECK(!animation->start_time());
    TimePoint frame_time{};
    test.page().request_animation_frame("note the time", [&](TimePoint time) {
        frame_time = time;
        CHECK(animation->pending());
    });
    animation->ready().then("note", [&] {
        test.note("ready");
        CHECK(animation->start_time() == frame_time);
        CHECK(animation->current_time() == 0ns);
    });
    test.frames(1);
    CHECK(test.happened == Notes{"ready"});
    CHECK(!animation->pending());
    test.frames(6);
    CHECK(test.left() == "10px");
}

TEST_CASE("at its end the promise is first, then the event, both before the animation frame callbacks") {
    Stage test;
    const Ref<Animation> animation = test.animate(100, 50ms);
    std::function<void()> tick = [&] {
        test.page().request_animation_frame("tick", [&](TimePoint) {
            test.note("frame");
            if (animation->play_state() != AnimationPlayState::finished) tick();
        });
    };
    tick();
    test.frames(8);
    REQUIRE(test.happened.size() > 3);
    CHECK(Notes(test.happened.end() - 4, test.happened.end()) == Notes{"frame", "finished", "finish", "frame"});
    CHECK(test.element.animations().empty());
}

TEST_CASE("finish() ends it at once; its promise settles after what was queued, its event comes with the next frame") {
    Stage test;
    const Ref<Animation> animation = test.animate(100, 50ms);
    test.page().loop().queue_a_task(TaskSource::user_interaction, "finish it", [&] {
        test.page().loop().queue_a_microtask("note", [&] { test.note("microtask"); });
        CHECK(animation->finish());
        CHECK(animation->play_state() == AnimationPlayState::finished);
        CHECK(animation->current_time() == 50ms);
        CHECK(animation->start_time());
        test.page().loop().queue_a_task(TaskSource::user_interaction, "after", [&] { test.note("task"); });
    });
    test.frames(2);
    CHECK(test.happened == Notes{"microtask", "finished", "task", "finish"});
}

TEST_CASE("cancel() rejects both promises without anybody being blamed, and tells in the next frame") {
    Stage test;
    const Ref<Animation> animation = test.animate(100, 5s);
    animation->ready().then(
        "note", [&] { test.note("ready"); },
        [&](const Rejection& why) { test.note("ready: " + std::string(why.what())); });
    animation->cancel();
    CHECK(animation->play_state() == AnimationPlayState::idle);
    CHECK(!animation->current_time());
    CHECK(!animation->pending());
    test.frames(2);
    CHECK(test.happened ==
          Notes{"ready: AbortError: the animation was cancelled", "AbortError: the animation was cancelled", "cancel"});
    CHECK(test.count(EventType::rejection_unhandled) == 0);
    animation->cancel();  // once is enough
    test.frames(2);
    CHECK(test.happened.size() == 3);
    // It can be played again, with new promises.
    CHECK(animation->play());
    animation->finished().then("note", [&] { test.note("finished anew"); });
    animation->finish();
    test.frames(1);
    CHECK(test.happened.back() == "finish");
    CHECK(test.happened[3] == "finished anew");
}

TEST_CASE("pause holds it from the next frame on, play goes on from there") {
    Stage test;
    const Ref<Animation> animation = test.animate(600, 1s);
    test.frames(4);
    CHECK(animation->pause());
    CHECK(animation->play_state() == AnimationPlayState::paused);
    CHECK(animation->pending());
    test.frames(10);
    CHECK(!animation->start_time());
    CHECK(test.left() == "40px");
    const int rendered = test.rendered();
    test.frames(10);
    CHECK(test.rendered() == rendered);  // what is paused wants no frames
    CHECK(animation->play());
    test.frames(4);
    CHECK(test.left() == "70px");
}

TEST_CASE("reverse() runs back from where it is, and from its end where it had not begun") {
    Stage test;
    const Ref<Animation> animation = test.animate(600, 1s);
    test.frames(1);
    animation->set_current_time(300ms);
    CHECK(animation->reverse());
    CHECK(animation->playback_rate() == 1);
    test.frames(2);
    CHECK(animation->playback_rate() == -1);
    CHECK(test.left() == "180px");
    test.frames(30);
    CHECK(animation->play_state() == AnimationPlayState::finished);
    CHECK(animation->current_time() == 0ns);
    const Ref<Animation> endless =
        test.element.animate(left_to(1), {.duration = 1s, .iterations = infinite_iterations});
    CHECK_FALSE(endless->reverse());
    CHECK(endless->playback_rate() == 1);
    CHECK_FALSE(endless->finish());
}

TEST_CASE("update_playback_rate changes the speed without a jump, set_playback_rate keeps the time") {
    Stage test;
    const Ref<Animation> animation = test.animate(600, 1s);
    test.frames(1);
    animation->set_current_time(100ms);
    animation->update_playback_rate(2);
    CHECK(animation->playback_rate() == 1);
    CHECK(animation->pending());
    test.frames(1);
    CHECK(animation->playback_rate() == 2);
    CHECK(std::abs(to_ms(*animation->current_time()) - 116.667) < 0.01);
    test.frames(3);
    CHECK(std::abs(to_ms(*animation->current_time()) - 216.667) < 0.01);
    animation->set_playback_rate(0.5);
    CHECK(std::abs(to_ms(*animation->current_time()) - 216.667) < 0.01);
    animation->set_playback_rate(0);
    test.frames(5);
    CHECK(std::abs(to_ms(*animation->current_time()) - 216.667) < 0.01);
    animation->set_playback_rate(std::numeric_limits<double>::quiet_NaN());
    animation->update_playback_rate(std::numeric_limits<double>::infinity());
    CHECK(animation->playback_rate() == 0);
}

TEST_CASE("played after its end it begins again, with a new promise") {
    Stage test;
    const Ref<Animation> animation = test.animate(600, 100ms);
    animation->finish();
    const Promise<void> first = animation->finished();
    test.frames(1);
    CHECK(first.status() == PromiseStatus::fulfilled);
    CHECK(animation->play());
    CHECK(animation->current_time() == 0ns);
    CHECK_FALSE(animation->finished() == first);
    test.frames(10);
    CHECK(animation->finished().status() == PromiseStatus::fulfilled);
}

TEST_CASE("a start time that is set holds, and an unset one pauses") {
    Stage test;
    const Ref<Animation> animation = test.animate(600, 1s);
    test.frames(1);
    animation->set_start_time(*animation->start_time() - 500ms);
    test.frames(1);
    CHECK(test.left() == "310px");
    animation->set_start_time(std::nullopt);
    CHECK(animation->play_state() == AnimationPlayState::paused);
    test.frames(5);
    CHECK(test.left() == "310px");
}

TEST_CASE("events come in the order of the times at which they were due, then of the stack") {
    Stage test;
    add_style_sheet(test.page().document(), "@keyframes k { to { left: 1px } }");
    const Ref<Animation> late = test.element.animate(left_to(1), {.duration = 60ms});
    const Ref<Animation> early = test.element.animate(left_to(1), {.duration = 50ms});
    const Ref<Animation> same = test.element.animate(left_to(1), {.duration = 60ms});
    for (auto [animation, name] : {std::pair{late, " late"}, {early, " early"}, {same, " same"}})
        test.note_what_happens(*animation, name);
    set_style_text(test.element, "animation: k 60ms");
    test.element.on("animationend", "note", [&] { test.note("animationend"); });
    test.frames(1);
    test.page().loop().queue_a_task(TaskSource::user_interaction, "block", [&] { test.page().busy(150ms); });
    test.frames(12);
    CHECK(test.happened == Notes{"finished late", "finished early", "finished same", "finish early", "animationend",
                                 "finish late", "finish same"});
}

TEST_CASE("the stack: transitions below CSS animations below those of code, and important declarations above all") {
    Stage test;
    add_style_sheet(test.page().document(), "@keyframes k { from, to { top: 2px; left: 2px } }");
    test.frames(1);
    set_style_text(test.element, "transition: top 1s linear; animation: k 1s");
    const Ref<Animation> first = test.element.animate({{.css = "left: 3px"}, {.css = "left: 3px"}}, {.duration = 1s});
    const Ref<Animation> second = test.element.animate({{.css = "left: 4px"}, {.css = "left: 4px"}}, {.duration = 1s});
    test.frames(2);
    CHECK(test.value(test.element, "top") == "2px");
    CHECK(test.left() == "4px");
    const std::vector<Ref<Animation>> all = test.page().document().animations();
    REQUIRE(all.size() == 3);
    CHECK(all[0]->animation_class() == AnimationClass::css_animation);
    CHECK(all[1] == first);
    CHECK(all[2] == second);
    second->cancel();
    test.frames(1);
    CHECK(test.left() == "3px");
    set_style_property(test.element, "left", "9px", true);
    test.frames(1);
    CHECK(test.left() == "9px");
}

TEST_CASE("typed keyframes animate what any of them sets; offsets are spread") {
    Stage test;
    const Ref<Animation> animation = test.element.animate(
        {{.style = {.opacity = 0}}, {}, {.style = {.opacity = 0.5f}}, {.offset = 1, .style = {.opacity = 0}}},
        {.duration = 900ms});
    animation->pause();
    for (const auto& [ms, expected] : {std::pair{150, "0.5"}, {300, "1"}, {450, "0.75"}, {600, "0.5"}}) {
        animation->set_current_time(from_ms(ms));
        test.frames(1);
        CHECK(test.value(test.element, "opacity") == expected);
    }
    animation->set_keyframes({{.css = "width: 50px"}});  // one alone is the end
    animation->set_current_time(450ms);
    test.frames(1);
    CHECK(test.value(test.element, "opacity") == "1");
    CHECK(test.value(test.element, "width") == "30px");
}

TEST_CASE("an animation that fills stays in effect, one that does not lets go") {
    Stage test;
    const Ref<Animation> stays =
        test.element.animate(left_to(100), {.duration = 50ms, .fill = AnimationFill::forwards});
    test.frames(10);
    CHECK(test.left() == "100px");
    CHECK(test.element.animations().size() == 1);
    const int rendered = test.rendered();
    test.frames(20);
    CHECK(test.rendered() == rendered);
    stays->cancel();
    test.frames(1);
    CHECK(test.left() == "0px");
}

// -- hostile
// -----------------------------------------------------------------------------------------------------------

TEST_CASE("durations that are no numbers, endless and huge iterations give finite values") {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN(), most = std::numeric_limits<double>::max();
    Stage test;
    const AnimationTiming timings[] = {
        {.duration = from_ms(nan)},
        {.duration = Duration::max(), .iterations = most},
        {.duration = 1ns, .iterations = 1e308, .direction = PlaybackDirection::alternate},
        {.duration = 1s, .iterations = nan, .iteration_start = infinite_iterations, .fill = AnimationFill::both},
        {.delay = Duration::min(), .end_delay = Duration::max(), .duration = 1s, .fill = AnimationFill::both},
        {.delay = Duration::max(), .duration = Duration::min(), .fill = AnimationFill::both}};
    for (const AnimationTiming& timing : timings) {
        const Ref<Animation> animation = test.element.animate(left_to(100), timing);
        for (const Duration time : {Duration::min(), Duration{0}, Duration::max()}) {
            animation->set_current_time(time);
            test.frames(2);
            const float left = std::stof(test.left());
            CHECK(left >= 0);
            CHECK(left <= 100);
        }
        animation->set_start_time(TimePoint::min());
        animation->update_playback_rate(-1e300);
        test.frames(2);
        animation->set_start_time(TimePoint::max());
        test.frames(2);
        animation->cancel();
    }
    test.frames(2);
    CHECK(test.left() == "0px");
}

TEST_CASE("ten thousand keyframes are only that many") {
    Stage test;
    std::vector<Keyframe> keyframes(10'000);
    for (std::size_t i = 0; i < keyframes.size(); ++i) keyframes[i].css = i % 2 ? "left: 100px" : "left: 0";
    const Ref<Animation> animation = test.element.animate(std::move(keyframes), {.duration = 9999s});
    animation->pause();
    animation->set_current_time(4999500ms);
    test.frames(2);
    CHECK(std::abs(std::stof(test.left()) - 50) < 1);
    std::string sheet = "@keyframes many {";
    for (int i = 0; i < 10'000; ++i) sheet += fmt::format("{}% {{ left: {}px }}", i / 100.0, i % 2 * 100);
    CHECK(add_style_sheet(test.page().document(), sheet + "}").not_understood == 0);
}

TEST_CASE("an element may be removed, and animations cancelled, in listeners and reactions") {
    Stage test;
    add_style_sheet(test.page().document(), "@keyframes k { to { left: 1px } }");
    set_style_text(test.element, "animation: k 40ms, k 40ms 5ms");
    const Ref<Animation> other = test.element.animate(left_to(1), {.duration = 40ms});
    int ends = 0;
    test.element.on("animationend", "remove it", [&] {
        ++ends;
        if (test.element.parent()) test.element.remove();
    });
    const Ref<Element> keep(test.element);
    other->finished().then("cancel", [&] {
        for (const Ref<Animation>& one : test.page().document().animations()) one->cancel();
        other->cancel();
    });
    test.frames(10);
    CHECK(ends <= 2);
    CHECK(other->play_state() == AnimationPlayState::idle);
    CHECK(test.page().document().animations().empty());
}

TEST_CASE("an animation outlives its element, and a page outlives neither") {
    Ref<Animation> left_over;
    {
        Stage test;
        left_over = test.animate(10, 100ms);
        test.element.remove();  // and dies
        test.frames(12);
        CHECK(!left_over->target());
        CHECK(test.happened == Notes{"finished", "finish"});
    }
    CHECK_FALSE(left_over->play());
    left_over->cancel();
    left_over->set_current_time(5ms);
    CHECK(left_over->play_state() == AnimationPlayState::finished);
}
