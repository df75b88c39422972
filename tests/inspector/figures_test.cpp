// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>

#include "inspector/figures_view.h"
#include "inspector/story.h"

using namespace janklab;

namespace {

const Counter& counter(const CountersView& view, std::string_view label) {
    const auto counters = view.counters();
    const auto found = std::ranges::find_if(counters, [&](const Counter& counter) { return counter.label == label; });
    REQUIRE(found != counters.end());
    return *found;
}

}  // namespace

TEST_CASE("before the first presentation the figures are not known") {
    Story story;
    const LatestFrames figures = latest_frames(story.folds, 240, time_zero + 1s);
    CHECK_FALSE(figures.frames_per_second);
    CHECK_FALSE(figures.p50);
    CHECK_FALSE(figures.p99);
    CHECK_FALSE(story.live.presented_by());
}

TEST_CASE("the latest frames give frames per second, distances and how many were missed") {
    Story story;
    const TimePoint now = tell_a_long_task(story);
    const LatestFrames figures = latest_frames(story.folds, 240, now);
    CHECK(figures.frames_per_second.value() == 42);
    CHECK(to_ms(figures.p50.value()) == doctest::Approx(16.667).epsilon(0.01));
    CHECK(to_ms(figures.p99.value()) == doctest::Approx(16.667).epsilon(0.01));
    CHECK(figures.missed == 23);
    CHECK(latest_frames(story.folds, 10, now).missed == 10);
    CHECK(story.live.presented_by() == PresentedSource::swap_return);
}

TEST_CASE("counters turn alarming when there is something to be alarmed about") {
    Story story;
    CountersView view;
    view.look(story.folds);
    for (const Counter& each : view.counters()) CHECK_FALSE(each.alarming);
    tell_a_long_task(story);
    view.look(story.folds);
    CHECK(counter(view, "Long tasks").value == "1");
    CHECK(counter(view, "Long tasks").alarming);
    CHECK(counter(view, "Total blocking time").value == "32.2 ms");
    CHECK(counter(view, "Missed by the page").value == "23");
    CHECK(counter(view, "Frames presented").value == "215");
    CHECK_FALSE(counter(view, "Frames presented").alarming);
    CHECK(counter(view, "Trace events lost").value == "0");
}
