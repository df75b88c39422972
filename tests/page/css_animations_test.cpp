// SPDX-License-Identifier: MIT
// @keyframes and animation-* on a page in virtual time. The figures are those of Chromium for the same steps.
// https://drafts.csswg.org/css-animations-1/
#include <doctest/doctest.h>
#include <cmath>
#include <limits>

#include "page/motion_page.h"

using namespace janklab;

namespace {

constexpr const char* sheet =
    "@keyframes peak { 50% { left: 100px } }"
    "@keyframes slide { from { left: 10px; left: 20px } to { left: 50px } }"
    "@keyframes fade { from { opacity: 0 } to { opacity: 1 } }";

struct Stage : MotionPage {
    explicit Stage(const char* declarations, const char* rules = sheet)
        : element(box({.position = Position::relative})) {
        added = add_style_sheet(page().document(), rules);
        set_style_text(element, declarations);
        note_events(element);
    }
    Animation& animation(std::size_t index = 0) {
        REQUIRE(element.animations().size() > index);
        return *element.animations()[index];
    }
    /// `left` with the first animation held at so many milliseconds.
    std::string left_at(double ms) {
        animation().pause();
        animation().set_current_time(from_ms(ms));
        frames(1);
        return value(element, "left");
    }
    Element& element;
    AddedStyleSheet added;
};

}  // namespace

TEST_CASE("an animation runs its iterations, with an event for its start, each new one, and its end") {
    Stage test("left: 0; animation: peak 100ms linear 2");
    test.frames(15);
    CHECK(test.happened == Notes{"animationstart peak 0", "animationiteration peak 100", "animationend peak 200"});
    CHECK(test.element.animations().empty());
    CHECK(test.value(test.element, "left") == "0px");
}

TEST_CASE("what keyframes leave out at the ends is the element's own value") {
    Stage test("left: 0; animation: peak 1s linear");
    test.frames(1);
    CHECK(test.left_at(0) == "0px");
    CHECK(test.left_at(250) == "50px");
    CHECK(test.left_at(500) == "100px");
    CHECK(test.left_at(750) == "50px");
    CHECK(std::abs(std::stof(test.left_at(999)) - 0.2) < 1e-4);
    set_style_property(test.element, "left", "50px");
    CHECK(test.left_at(250) == "75px");
}

TEST_CASE("animation-timing-function is between keyframes, and a keyframe may have its own") {
    Stage test("left: 0; animation: slide 1s ease-in");
    test.frames(1);
    CHECK(test.left_at(500) == "29.4607px");
    Stage own("animation: own 1s ease-in",
              "@keyframes own { 0%, 50% { left: 0; animation-timing-function: steps(2) } 100% { left: 10px } }");
    own.frames(1);
    CHECK(own.left_at(700) == "0px");
    CHECK(own.left_at(800) == "5px");
}

TEST_CASE("keyframes of one offset are one, and important declarations in them do not count") {
    Stage test("top: 0; animation: x 1s linear",
               "@keyframes x { to { left: 1px } 100% { left: 20px } from { left: 10px } to { top: 5px; left: 3px "
               "!important } }");
    test.frames(1);
    CHECK(test.left_at(500) == "15px");
    CHECK(test.value(test.element, "top") == "2.5px");
}

TEST_CASE("what is not understood in @keyframes is counted and left out") {
    Document document;
    const AddedStyleSheet added = add_style_sheet(
        document,
        "@keyframes none { from { left: 0 } } @keyframes { } @keyframes 12 { }"  // no name: three
        "@keyframes good { from, 120% { left: 0 } 50 { left: 0 } to { left: 1px; colour: red; foo } }"  // 2 + 2
        "@keyframes \"two words\" { }  @keyframes open { to { left: 3px }");
    CHECK(added.rules == 3);
    CHECK(added.not_understood == 7);
}

TEST_CASE("delay, direction, fill and iterations are those of the list, repeated where it is short") {
    Stage test("left: 0; animation: 1s linear -250ms 1 reverse slide, 2s 500ms 3 alternate both fade");
    test.frames(1);
    CHECK(test.value(test.element, "left") == "42.5px");
    CHECK(test.value(test.element, "opacity") == "0");
    const AnimationTiming& fade = test.animation(1).timing();
    CHECK(fade.duration == 2s);
    CHECK(fade.delay == 500ms);
    CHECK(fade.iterations == 3);
    CHECK(fade.direction == PlaybackDirection::alternate);
    CHECK(fade.fill == AnimationFill::both);
    set_style_property(test.element, "animation-duration", "4s");
    test.frames(1);
    CHECK(test.animation(0).timing().duration == 4s);
    CHECK(test.animation(1).timing().duration == 4s);
}

TEST_CASE("with a negative delay it begins in its midst, and so do its events") {
    Stage test("animation: peak 100ms linear -250ms 4");
    test.frames(14);
    CHECK(test.happened == Notes{"animationstart peak 250", "animationiteration peak 300", "animationend peak 400"});
}

TEST_CASE("without time it starts and ends at once, also if for ever") {
    for (const char* text : {"animation: peak 0s", "animation: peak 0s infinite"}) {
        Stage test(text);
        test.frames(3);
        CHECK(test.happened == Notes{"animationstart peak 0", "animationend peak 0"});
        CHECK(test.element.animations().empty());
        test.frames(3);
        CHECK(test.happened.size() == 2);  // it does not begin anew
    }
}

TEST_CASE("animation-play-state pauses and goes on from there") {
    Stage test("left: 0; animation: slide 1s linear");
    test.frames(7);
    set_style_property(test.element, "animation-play-state", "paused");
    test.frames(10);
    CHECK(test.value(test.element, "left") == "23.5px");  // 100 ms in the first frame after the change, plus one
    CHECK(test.animation().play_state() == AnimationPlayState::paused);
    set_style_property(test.element, "animation-play-state", "running");
    test.frames(4);
    CHECK(test.value(test.element, "left") == "25px");
    // What code has paused, the style does not wake.
    test.animation().pause();
    set_style_property(test.element, "animation-play-state", "paused");
    test.frames(1);
    set_style_property(test.element, "animation-play-state", "running");
    test.frames(1);
    CHECK(test.animation().play_state() == AnimationPlayState::paused);
}

TEST_CASE("after reverse() or a new start time the style still pauses and plays, unless they began or ended a pause") {
    /// The state after each of the declarations that follow what code does.
    const auto states = [](const char* declared, void (*steer)(Animation&), std::initializer_list<const char*> next) {
        Stage test("animation: slide 10s linear");
        set_style_property(test.element, "animation-play-state", declared);
        test.frames(4);
        const Ref<Animation> one(test.animation());
        steer(*one);
        std::vector<AnimationPlayState> found;
        for (const char* state : next) {
            set_style_property(test.element, "animation-play-state", state);
            test.frames(2);
            found.push_back(one->play_state());
        }
        return found;
    };
    const auto reverse = [](Animation& one) { one.reverse(); };
    const auto move_start = [](Animation& one) { one.set_start_time(time_zero); };
    const auto take_start = [](Animation& one) { one.set_start_time({}); };
    const auto fail_to_play = [](Animation& one) {
        one.set_timing({.duration = 10s, .iterations = std::numeric_limits<double>::infinity()});
        one.update_playback_rate(-1);
        one.set_current_time(Duration{-1});
        CHECK_FALSE(one.play());
    };
    constexpr auto paused = AnimationPlayState::paused, running = AnimationPlayState::running;
    using States = std::vector<AnimationPlayState>;
    CHECK(states("running", reverse, {"paused", "running"}) == States{paused, running});
    CHECK(states("running", move_start, {"paused", "running"}) == States{paused, running});
    CHECK(states("running", fail_to_play, {"paused"}) == States{paused});
    CHECK(states("running", take_start, {"paused", "running"}) == States{paused, paused});
    CHECK(states("paused", reverse, {"running", "paused"}) == States{running, running});
    CHECK(states("paused", move_start, {"running", "paused"}) == States{running, running});
}

TEST_CASE("an animation that keeps its name goes on when the list changes, the others end") {
    Stage test("animation: slide 1s linear, fade 1s linear");
    test.frames(4);
    const Ref<Animation> slide(test.animation(0));
    set_style_text(test.element, "animation: peak 1s, slide 1s linear");
    test.frames(2);
    REQUIRE(test.element.animations().size() == 2);
    CHECK(test.element.animations()[1] == slide);
    CHECK(test.element.animations()[0]->name() == "peak");
    CHECK(to_ms(*slide->current_time()) == doctest::Approx(83.333));
    test.frames(1);
    CHECK(test.happened ==
          Notes{"animationstart slide 0", "animationstart fade 0", "animationcancel fade 67", "animationstart peak 0"});
    set_style_text(test.element, "animation: none");
    test.frames(2);
    CHECK(test.element.animations().empty());
}

TEST_CASE("an animation that is cancelled before a frame has sampled it sends nothing") {
    Stage test("animation: slide 1s");
    test.element.offset_width();
    CHECK(test.element.animations().size() == 1);
    set_style_text(test.element, "animation: none");
    test.element.offset_width();
    test.frames(3);
    CHECK(test.happened.empty());
}

TEST_CASE("display none ends animations, and they begin anew when the element is shown again, above it too") {
    Stage test("");
    Element& outer = test.page().body().append();
    outer.append_child(test.element);
    set_style_text(test.element, "animation: slide 1s linear");
    test.frames(5);
    outer.style([](Style& s) { s.display = Display::none; });
    test.frames(2);
    CHECK(test.element.animations().empty());
    outer.style([](Style& s) { s.display = Display::block; });
    test.frames(2);
    CHECK(test.animation().current_time() == MotionPage::frame);
    CHECK(test.happened == Notes{"animationstart slide 0", "animationcancel slide 83", "animationstart slide 0"});
    test.element.remove();
    test.frames(1);
    CHECK(test.page().document().animations().empty());
}

TEST_CASE("keyframes that come and go with their sheet begin and end animations, changed ones go on") {
    Stage test("left: 0; animation: late 1s linear");
    test.frames(2);
    CHECK(test.element.animations().empty());
    const AddedStyleSheet late = add_style_sheet(test.page().document(), "@keyframes late { to { left: 100px } }");
    test.frames(7);
    CHECK(test.value(test.element, "left") == "10px");
    add_style_sheet(test.page().document(), "@keyframes late { to { left: 1000px } }");
    test.frames(1);
    CHECK(test.value(test.element, "left") == "116.667px");
    CHECK(remove_style_sheet(test.page().document(), late.id));
    test.frames(1);
    CHECK(test.element.animations().size() == 1);
}

TEST_CASE("relative units and var() in keyframes follow the element") {
    Stage test("left: 0; font-size: 10px; --far: 40px; animation: relative 1s linear",
               "@keyframes relative { from { left: 1em } to { left: var(--far) } }");
    test.frames(1);
    CHECK(test.left_at(0) == "10px");
    CHECK(test.left_at(500) == "25px");
    set_style_property(test.element, "font-size", "20px");
    set_style_property(test.element, "--far", "60px");
    CHECK(test.left_at(500) == "40px");
}

TEST_CASE("custom properties flip halfway, and what refers to them follows, below too") {
    Stage test("--x: 1px; left: var(--x); animation: flip 1s linear",
               "@keyframes flip { from { --x: 2px } to { --x: 3px } } .child { top: var(--x) }");
    Element& child = test.element.append({.position = Position::relative});
    child.set_attribute("class", "child");
    test.frames(1);
    CHECK(test.left_at(499) == "2px");
    CHECK(test.value(child, "top") == "2px");
    CHECK(test.left_at(500) == "3px");
    CHECK(test.value(child, "top") == "3px");
    test.animation().cancel();
    test.frames(1);
    CHECK(test.value(test.element, "left") == "1px");
    CHECK(test.value(child, "top") == "1px");
}

TEST_CASE("inherited values that are animated go down") {
    Stage test("animation: tint 1s linear",
               "@keyframes tint { from { color: rgb(0, 0, 0) } to { color: rgb(100, 0, 0) } }");
    Element& child = test.element.append();
    test.frames(1);
    test.animation().pause();
    test.animation().set_current_time(500ms);
    test.frames(1);
    CHECK(test.value(child, "color") == "rgb(50, 0, 0)");
}

TEST_CASE("visibility is visible in between, and a spring overshoots") {
    Stage test("animation: show 1s linear",
               "@keyframes show { from { visibility: hidden } to { visibility: visible } }");
    test.frames(1);
    test.left_at(0);
    CHECK(test.value(test.element, "visibility") == "hidden");
    test.left_at(1);
    CHECK(test.value(test.element, "visibility") == "visible");
    Stage spring("width: 10px; animation: grow 1s linear(0, 1.5 50%, 1)", "@keyframes grow { to { width: 110px } }");
    spring.frames(1);
    spring.left_at(500);
    CHECK(spring.value(spring.element, "width") == "160px");
}
