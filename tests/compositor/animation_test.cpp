// SPDX-License-Identifier: MIT
#include "compositor/animation.h"

#include <doctest/doctest.h>

using namespace janklab;

namespace {

constexpr TimePoint at(Duration since_start) { return time_zero + 1s + since_start; }

CompositorAnimation fade(AnimationTiming timing = {.duration = 1s, .fill = AnimationFill::both}) {
    return {.layer = {1},
            .property = LayerProperty::opacity,
            .keyframes = std::make_shared<LayerKeyframes>(
                LayerKeyframes{{.offset = 0, .opacity = 0}, {.offset = 1, .opacity = 1}}),
            .timing = timing,
            .start = at(0s),
            .underlying_opacity = 0.125f};
}
float opacity_at(const CompositorAnimation& animation, TimePoint time) {
    LayerPose pose;
    add_to_pose(animation, time, pose);
    CHECK(!pose.transform);
    return *pose.opacity;
}
CompositorAnimation move(TransformList from, TransformList to) {
    return {.layer = {1},
            .property = LayerProperty::transform,
            .keyframes = std::make_shared<LayerKeyframes>(
                LayerKeyframes{{.offset = 0, .transform = from}, {.offset = 1, .transform = to}}),
            .timing = {.duration = 1s, .fill = AnimationFill::both},
            .start = at(0s),
            .box = {200, 50}};
}
Point moved(const CompositorAnimation& animation, TimePoint time, Point point) {
    LayerPose pose;
    add_to_pose(animation, time, pose);
    return pose.transform->apply(point);
}

}  // namespace

TEST_CASE("before its start an animation holds the first keyframe and after its end the last, if it fills") {
    CHECK(opacity_at(fade(), at(-500ms)) == 0);
    CHECK(opacity_at(fade(), at(0s)) == 0);
    CHECK(opacity_at(fade(), at(1s)) == 1);
    CHECK(opacity_at(fade(), at(1h)) == 1);
}

TEST_CASE("without fill, before and after, the layer is where its style has it") {
    CHECK(opacity_at(fade({.duration = 1s}), at(-1ms)) == 0.125f);
    CHECK(opacity_at(fade({.duration = 1s}), at(500ms)) == 0.5f);
    CHECK(opacity_at(fade({.duration = 1s}), at(1s)) == 0.125f);
}

TEST_CASE("each stretch between two keyframes has its own easing") {
    CompositorAnimation animation = fade();
    animation.keyframes =
        std::make_shared<LayerKeyframes>(LayerKeyframes{{.offset = 0, .opacity = 0, .easing = Easing::steps(2)},
                                                        {.offset = 0.5f, .opacity = 1},
                                                        {.offset = 1, .opacity = 0}});
    CHECK(opacity_at(animation, at(200ms)) == 0);
    CHECK(opacity_at(animation, at(300ms)) == 0.5f);
    CHECK(opacity_at(animation, at(500ms)) == 1);
    CHECK(opacity_at(animation, at(750ms)) == 0.5f);
}

TEST_CASE("transform lists are mixed step by step, with percentages of the layer's box") {
    const CompositorAnimation animation =
        move({translate(px(0)), rotate(0), scale(1)}, {translate(percent(50)), rotate(2), scale(3)});
    // Halfway: moved by 50 after one whole turn and twice the size.
    const Point point = moved(animation, at(500ms), {1, 1});
    CHECK(point.x == doctest::Approx(52));
    CHECK(point.y == doctest::Approx(2));
}

TEST_CASE("an infinite animation begins again after each round, far into the future too") {
    const CompositorAnimation animation = fade({.duration = 1s, .iterations = infinite_iterations});
    CHECK(opacity_at(animation, at(1s)) == 0);
    CHECK(opacity_at(animation, at(1250ms)) == doctest::Approx(0.25));
    CHECK(opacity_at(animation, at(10000h + 250ms)) == doctest::Approx(0.25));
}

TEST_CASE("an alternating animation runs every second round backwards") {
    const CompositorAnimation animation =
        fade({.duration = 1s, .iterations = infinite_iterations, .direction = PlaybackDirection::alternate});
    CHECK(opacity_at(animation, at(250ms)) == doctest::Approx(0.25));
    CHECK(opacity_at(animation, at(1250ms)) == doctest::Approx(0.75));
    CHECK(opacity_at(animation, at(2250ms)) == doctest::Approx(0.25));
}

TEST_CASE("delay, playback rate and a held time are those of the page") {
    CHECK(opacity_at(fade({.delay = 500ms, .duration = 1s, .fill = AnimationFill::backwards}), at(750ms)) == 0.25f);
    CompositorAnimation animation = fade();
    animation.playback_rate = 2;
    CHECK(opacity_at(animation, at(250ms)) == 0.5f);
    CHECK(!runs_at(animation, at(500ms)));
    animation.playback_rate = -1;
    animation.start = at(1s);
    CHECK(opacity_at(animation, at(250ms)) == 0.75f);
    CHECK(runs_at(animation, at(999ms)));
    CHECK(!runs_at(animation, at(1s)));
    animation.hold = 300ms;
    CHECK(opacity_at(animation, at(5s)) == doctest::Approx(0.3));
    CHECK(!runs_at(animation, at(0s)));
}

TEST_CASE("of several animations of one property the later one wins while it has an effect") {
    LayerPose pose;
    CompositorAnimation later = fade({.duration = 100ms});
    later.keyframes = std::make_shared<LayerKeyframes>(
        LayerKeyframes{{.offset = 0, .opacity = 0.75f}, {.offset = 1, .opacity = 0.75f}});
    add_to_pose(fade(), at(50ms), pose);
    add_to_pose(later, at(50ms), pose);
    CHECK(pose.opacity == 0.75f);
    pose = {};
    add_to_pose(fade(), at(500ms), pose);
    add_to_pose(later, at(500ms), pose);
    CHECK(pose.opacity == 0.5f);
}

TEST_CASE("a keyframe without a value is what the animations below make of the layer at that moment") {
    CompositorAnimation above = fade();
    above.keyframes = std::make_shared<LayerKeyframes>(
        LayerKeyframes{{.offset = 0, .underlying = true}, {.offset = 1, .opacity = 0}});
    CHECK(opacity_at(above, at(500ms)) == 0.0625f);  // alone: of the style's
    LayerPose pose;
    add_to_pose(fade(), at(500ms), pose);
    add_to_pose(above, at(500ms), pose);
    CHECK(pose.opacity == 0.25f);
    pose = {};
    CompositorAnimation turned = move({rotate(0)}, {rotate(1)});
    turned.keyframes = std::make_shared<LayerKeyframes>(
        LayerKeyframes{{.offset = 0, .transform = {translate(percent(50)), rotate(0)}},
                       {.offset = 1, .underlying = true}});
    add_to_pose(move({translate(px(0)), rotate(0)}, {translate(px(80)), rotate(4)}), at(500ms), pose);
    add_to_pose(turned, at(500ms), pose);
    // Below it stands at 40 after two turns; half the way to there from half the width, step by step, is 70 after one.
    const Point point = pose.transform->apply({1, 1});
    CHECK(point.x == doctest::Approx(71));
    CHECK(point.y == doctest::Approx(1));
}

TEST_CASE("an animation without duration has ended as soon as it starts") {
    CompositorAnimation animation = fade({.duration = 0s, .fill = AnimationFill::both});
    CHECK(opacity_at(animation, at(-1ms)) == 0);
    CHECK(opacity_at(animation, at(0s)) == 1);
    CHECK(runs_at(animation, at(-1ms)));
    CHECK(!runs_at(animation, at(0s)));
    animation.timing.iterations = infinite_iterations;
    CHECK(opacity_at(animation, at(5s)) == 1);
}

TEST_CASE("an animation runs until its end, an infinite one always") {
    CompositorAnimation animation = fade();
    CHECK(runs_at(animation, at(-1s)));
    CHECK(runs_at(animation, at(999ms)));
    CHECK(!runs_at(animation, at(1s)));
    CompositorFrame frame;
    CHECK(!any_animation_runs_at(frame, at(0s)));
    frame.animations = {animation};
    CHECK(any_animation_runs_at(frame, at(0s)));
    CHECK(!any_animation_runs_at(frame, at(2s)));
    frame.animations[0].timing.iterations = infinite_iterations;
    CHECK(any_animation_runs_at(frame, at(2h)));
}

TEST_CASE("the longest duration there is does not overflow, and one without keyframes moves nothing") {
    CompositorAnimation animation = fade({.duration = Duration::max(), .fill = AnimationFill::both});
    CHECK(runs_at(animation, at(1h)));
    CHECK(opacity_at(animation, at(1h)) < 0.001f);
    animation.keyframes = nullptr;
    CHECK(opacity_at(animation, at(1h)) == 0.125f);
}

TEST_CASE("an easing that overshoots gives no opacity beyond 1") {
    CompositorAnimation animation = fade();
    animation.timing.easing = Easing::cubic_bezier(0, 4, 1, 4);
    CHECK(opacity_at(animation, at(500ms)) == 1);
}
