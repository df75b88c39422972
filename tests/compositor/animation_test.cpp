// SPDX-License-Identifier: MIT
#include "compositor/animation.h"

#include <doctest/doctest.h>

using namespace janklab;

namespace {

constexpr TimePoint at(Duration since_start) { return time_zero + 1s + since_start; }

CompositorAnimation slide() {
    return {.layer = {1}, .from = {}, .to = {.translation = {100, 0}, .opacity = 0}, .start = at(0s)};
}

}  // namespace

TEST_CASE("before its start an animation holds the first pose, after its end the last") {
    CHECK(pose_at(slide(), at(-500ms)).translation.x == 0);
    CHECK(pose_at(slide(), at(0s)).translation.x == 0);
    CHECK(pose_at(slide(), at(1s)).translation.x == 100);
    CHECK(pose_at(slide(), at(1h)).translation.x == 100);
}

TEST_CASE("halfway through its time a linear animation is halfway in every value") {
    const CompositorAnimation animation{
        .layer = {1},
        .from = {.translation = {0, 10}, .scale = 1, .rotation_turns = 0, .opacity = 1},
        .to = {.translation = {4, 20}, .scale = 3, .rotation_turns = 2, .opacity = 0.5f},
        .start = at(0s)};
    const LayerPose pose = pose_at(animation, at(500ms));
    CHECK(pose.translation == Point{2, 15});
    CHECK(pose.scale == 2);
    CHECK(pose.rotation_turns == 1);
    CHECK(pose.opacity == 0.75f);
}

TEST_CASE("an infinite animation begins again after each round, far into the future too") {
    CompositorAnimation animation = slide();
    animation.timing.iterations = infinite_iterations;
    CHECK(pose_at(animation, at(1s)).translation.x == 0);
    CHECK(pose_at(animation, at(1250ms)).translation.x == doctest::Approx(25));
    CHECK(pose_at(animation, at(10000h + 250ms)).translation.x == doctest::Approx(25));
}

TEST_CASE("an alternating animation runs every second round backwards") {
    CompositorAnimation animation = slide();
    animation.timing.iterations = infinite_iterations;
    animation.timing.direction = PlaybackDirection::alternate;
    CHECK(pose_at(animation, at(250ms)).translation.x == doctest::Approx(25));
    CHECK(pose_at(animation, at(1250ms)).translation.x == doctest::Approx(75));
    CHECK(pose_at(animation, at(2250ms)).translation.x == doctest::Approx(25));
}

TEST_CASE("an animation without duration has ended as soon as it starts") {
    CompositorAnimation animation = slide();
    animation.timing.duration = 0s;
    CHECK(pose_at(animation, at(-1ms)).translation.x == 0);
    CHECK(pose_at(animation, at(0s)).translation.x == 100);
    CHECK(runs_at(animation, at(-1ms)));
    CHECK(!runs_at(animation, at(0s)));
    animation.timing.iterations = infinite_iterations;
    CHECK(pose_at(animation, at(5s)).translation.x == 100);
}

TEST_CASE("an animation runs until its end, an infinite one always") {
    CompositorAnimation animation = slide();
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

TEST_CASE("the longest duration there is does not overflow") {
    CompositorAnimation animation = slide();
    animation.timing.duration = Duration::max();
    CHECK(runs_at(animation, at(1h)));
    CHECK(pose_at(animation, at(1h)).translation.x < 1);
}

TEST_CASE("a pose scales first, then turns, then moves") {
    const Transform t = transform_of({.translation = {10, 0}, .scale = 2, .rotation_turns = 0.25f});
    const Point moved = t.apply({1, 0});  // to (2, 0), then to (0, 2), then to (10, 2)
    CHECK(moved.x == doctest::Approx(10));
    CHECK(moved.y == doctest::Approx(2));
}

TEST_CASE("a whole number of turns is no turn") {
    const Transform once = transform_of({.rotation_turns = 3});
    CHECK(once.a == doctest::Approx(1));
    CHECK(once.b == doctest::Approx(0));
}
