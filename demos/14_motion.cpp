// SPDX-License-Identifier: MIT
// Motion: the same way, back and forth, moved by a CSS transition of `left`, by an animation of `transform`, and by a
// script in animation frame callbacks. The first and the last need the page for each step; the one in the middle runs
// on the display thread, and the page hears from it only when a run ends.
// Shows: what goes on while the page is blocked, and what it costs the page. Try: Block for 300 ms; the spring.
// Read next: engine/motion/README.md, engine/style/motion_stage.cpp (when a transition starts), animation.h.
#include <cmath>

#include "demos/demos.h"
#include "demos/kit.h"
#include "style/animation.h"

namespace janklab {

namespace {

constexpr float ball_size = 28;
constexpr Length at_the_end = calc(100, -ball_size);

enum class Way { ease_in_out, spring, steps };

struct Motion {
    int way = 0;
    double length = 1200;  // ms, one way
    Element* by_transition = nullptr;
    Element* by_animation = nullptr;
    Element* by_script = nullptr;
    Ref<Animation> animation;
    bool there = false;  // where the transition leads
    TimePoint script_began{};
};

Easing chosen_easing(const Motion& motion) {
    const Easing all[] = {Easing::ease_in_out(), easing_of(Spring{.stiffness = 120, .damping = 12}), Easing::steps(6)};
    return all[motion.way];
}

Element& track(Element& sheet, const char* heading, const char* text) {
    Element& card = kit::card(sheet, heading, text);
    return card.append({.position = Position::relative,
                        .height = px(ball_size),
                        .flex_shrink = 0,
                        .background = kit::pale_blue,
                        .radius = ball_size / 2});
}

Style ball(Color color) {
    return {.position = Position::absolute,
            .width = px(ball_size),
            .height = px(ball_size),
            .inset = {.top = px(0), .left = px(0)},
            .background = color,
            .radius = ball_size / 2};
}

void turn_the_transition(Motion& motion) {
    motion.there = !motion.there;
    motion.by_transition->style([&](Style& s) {
        s.transition = {{"left", from_ms(motion.length), chosen_easing(motion)}};
        s.inset.left = motion.there ? at_the_end : px(0);
    });
}

/// The ball lies in a runner as long as its way, so that the whole way is 100 % of the runner itself.
void start_the_animation(Page& page, Motion& motion) {
    if (motion.animation) motion.animation->cancel();
    motion.animation = motion.by_animation->animate(
        {{.style = {.transform = {translate(px(0))}}, .easing = chosen_easing(motion)},
         {.style = {.transform = {translate(percent(100))}}, .easing = chosen_easing(motion)},
         {.style = {.transform = {translate(px(0))}}}},
        {.duration = 2 * from_ms(motion.length)});
    motion.animation->on("finish", "begin the next round", [&page, &motion] {
        page.log("the animation has gone round");
        motion.animation->play();
    });
}

void move_by_script(Page& page, Motion& motion) {
    page.request_animation_frame("move the last ball", [&page, &motion](TimePoint frame_time) {
        if (motion.script_began == TimePoint{}) motion.script_began = frame_time;
        const double ways = to_ms(frame_time - motion.script_began) / motion.length;
        const float done = chosen_easing(motion).at(static_cast<float>(std::fmod(ways, 1.0)));
        const float part = std::fmod(ways, 2.0) < 1 ? done : 1 - done;
        motion.by_script->style([&](Style& s) { s.inset.left = calc(100 * part, -ball_size * part); });
        move_by_script(page, motion);
    });
}

void build(Page& page) {
    Motion& motion = page.make_state<Motion>();
    Element& sheet = kit::sheet(page);
    motion.by_transition = &track(sheet, "A transition of left", "In each frame: style, layout and paint of the page.")
                                .append(ball(kit::red));
    Element& runner = track(sheet, "An animation of transform", "The page is asked for nothing until a round ends.")
                          .append({.position = Position::absolute,
                                   .inset = {.top = px(0), .right = px(ball_size), .bottom = px(0), .left = px(0)}});
    runner.append(ball(kit::green));
    motion.by_animation = &runner;
    motion.by_script =
        &track(sheet, "A script", "An animation frame callback sets left in each frame.").append(ball(kit::amber));
    const auto begin = [&page, &motion] {
        turn_the_transition(motion);
        start_the_animation(page, motion);
        motion.script_began = {};
    };
    motion.by_transition->on("transitionend", "turn the transition", [&page, &motion] {
        page.log("the transition has ended");
        turn_the_transition(motion);
    });
    page.controls().button("Block the page for 300 ms", [&page] { page.busy(300ms); });
    page.controls().choice("Easing", motion.way, {"ease-in-out", "a spring", "six steps"}, begin);
    page.controls().slider("One way", motion.length,
                           {.minimum = 200, .maximum = 3000, .step = 100, .value = 1200, .unit = "ms"}, begin);
    page.set_timeout("begin", 50ms, begin);
    move_by_script(page, motion);
}

}  // namespace

const Demo motion{"motion", "Motion with and without the page",
                  "Block the page: two balls stand still and then jump, the one in the middle does not notice.", build};

}  // namespace janklab
