// SPDX-License-Identifier: MIT
#include "motion/timing.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace janklab;

namespace {

std::optional<double> progress(const AnimationTiming& timing, Duration time) {
    return timing_at(timing, time).progress;
}

}  // namespace

TEST_CASE("before, in and after: an effect is seen only in its active phase unless it fills") {
    AnimationTiming timing{.delay = 100ms, .duration = 1s};
    CHECK(timing_at(timing, 99ms).phase == AnimationPhase::before);
    CHECK_FALSE(progress(timing, 99ms));
    CHECK(progress(timing, 100ms) == 0);
    CHECK(*progress(timing, 600ms) == doctest::Approx(0.5));
    CHECK(timing_at(timing, 1100ms).phase == AnimationPhase::after);
    CHECK_FALSE(progress(timing, 1100ms));
    timing.fill = AnimationFill::forwards;
    CHECK_FALSE(progress(timing, 0ms));
    CHECK(progress(timing, 5s) == 1);
    timing.fill = AnimationFill::backwards;
    CHECK(progress(timing, 0ms) == 0);
    CHECK_FALSE(progress(timing, 5s));
    timing.fill = AnimationFill::both;
    CHECK(progress(timing, -5s) == 0);
    CHECK(progress(timing, 5s) == 1);
}

TEST_CASE("played backwards, the ends belong to the other phase") {
    const AnimationTiming timing{.duration = 1s};
    CHECK(timing_at(timing, 0s, true).phase == AnimationPhase::active);
    CHECK(timing_at(timing, 0s, false).phase == AnimationPhase::before);
    CHECK(timing_at(timing, 1s, true).phase == AnimationPhase::after);
    CHECK(timing_at(timing, 1s, false).phase == AnimationPhase::active);
}

TEST_CASE("iterations follow each other; the last one ends at its end, not at the start of the next") {
    AnimationTiming timing{.duration = 100ms, .iterations = 3, .fill = AnimationFill::both};
    CHECK(progress(timing, 100ms) == 0);
    CHECK(timing_at(timing, 100ms).iteration == 1);
    CHECK(progress(timing, 300ms) == 1);
    CHECK(timing_at(timing, 300ms).iteration == 2);
    timing.iterations = 2.5;
    CHECK(*progress(timing, 10s) == doctest::Approx(0.5));
    CHECK(timing_at(timing, 10s).iteration == 2);
    timing.iteration_start = 0.5;
    CHECK(*progress(timing, 0s) == doctest::Approx(0.5));
    CHECK(progress(timing, 10s) == 1);  // 3.0 iterations have passed
}

TEST_CASE("directions: reverse, and to and fro") {
    AnimationTiming timing{.duration = 100ms, .iterations = 4, .direction = PlaybackDirection::reverse};
    CHECK(*progress(timing, 25ms) == doctest::Approx(0.75));
    timing.direction = PlaybackDirection::alternate;
    CHECK(*progress(timing, 25ms) == doctest::Approx(0.25));
    CHECK(*progress(timing, 125ms) == doctest::Approx(0.75));
    timing.direction = PlaybackDirection::alternate_reverse;
    CHECK(*progress(timing, 25ms) == doctest::Approx(0.75));
    CHECK(*progress(timing, 125ms) == doctest::Approx(0.25));
}

TEST_CASE("negative delays begin in the midst, and an end delay keeps the phase from ending") {
    AnimationTiming timing{.delay = -250ms, .duration = 1s};
    CHECK(*progress(timing, 0ms) == doctest::Approx(0.25));
    CHECK(timing.end_time() == 750ms);
    timing.end_delay = -2s;
    CHECK(timing.end_time() == 0ms);
    CHECK(timing_at(timing, 0ms).phase == AnimationPhase::after);
    timing.end_delay = 500ms;
    CHECK(timing.end_time() == 1250ms);
    CHECK(timing_at(timing, 800ms).phase == AnimationPhase::after);
}

TEST_CASE("what lasts no time has ended at once; what never ends never does") {
    AnimationTiming timing{.fill = AnimationFill::both};
    CHECK(progress(timing, -1ms) == 0);
    CHECK(progress(timing, 0ms) == 1);
    timing.iterations = infinite_iterations;
    CHECK(progress(timing, 0ms) == 1);
    timing.duration = 1s;
    CHECK(timing.end_time() == Duration::max());
    CHECK(*progress(timing, 10000h + 250ms) == doctest::Approx(0.25));
}

TEST_CASE("numbers without sense count as zero") {
    AnimationTiming timing{
        .duration = -1s, .iterations = -3, .iteration_start = std::nan(""), .fill = AnimationFill::both};
    CHECK(timing.active_duration() == 0s);
    CHECK(progress(timing, 1s) == 0);
    timing.iterations = std::nan("");
    CHECK(timing.end_time() == 0s);
}

TEST_CASE("the easing applies to each iteration, and a jump at the start waits for the start") {
    AnimationTiming timing{.delay = 100ms,
                           .duration = 100ms,
                           .iterations = 2,
                           .fill = AnimationFill::both,
                           .easing = Easing::steps(2, StepPosition::jump_start)};
    CHECK(progress(timing, 0ms) == 0);
    CHECK(progress(timing, 100ms) == 0.5);
    CHECK(progress(timing, 160ms) == 1);
    CHECK(progress(timing, 210ms) == 0.5);
}
