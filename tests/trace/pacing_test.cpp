// SPDX-License-Identifier: MIT
#include "trace/pacing.h"

#include <doctest/doctest.h>

#include <numeric>

#include "trace/script.h"

using namespace janklab;

namespace {

/// Presentations told singly, for distances that no vsync grid has.
class Presentations {
  public:
    Presentations(Fold& fold, Duration interval) : script_({&fold}), interval_(interval) { script_.stop_display(); }
    Presentations& show(Duration distance, Duration animation_step = {}) {
        animation_time_ += animation_step == Duration{} ? distance : animation_step;
        script_.advance(distance);
        ++frame_;
        script_.write_at(animation_time_, Track::display, EventType::begin_frame,
                         {.id = frame_, .arg2 = static_cast<std::uint64_t>(interval_.count())});
        script_.display(EventType::presented,
                        {.id = frame_, .cause = frame_, .arg = script_.ns(script_.now()), .arg2 = 1});
        return *this;
    }

  private:
    Script script_;
    Duration interval_;
    TimePoint animation_time_;
    std::uint64_t frame_ = 0;
};

}  // namespace

TEST_CASE("pacing is n/a before there are two presentations in a row") {
    Pacing pacing;
    Script script({&pacing});
    CHECK_FALSE(pacing.figures());
    script.good_frame().to_vsync();
    CHECK_FALSE(pacing.figures());
    script.render().to_vsync();
    CHECK(pacing.figures());
}

TEST_CASE("a steady page at 60 Hz has one distance, no deviation and no animation error") {
    Pacing pacing;
    Script script({&pacing});
    script.good_frames(300).to_vsync();
    const PacingFigures figures = pacing.figures().value();
    CHECK(figures.count == 299);
    for (const Duration figure :
         {figures.mean, figures.p50, figures.p95, figures.p99, figures.p999, figures.max, figures.longest_gap})
        CHECK(figure == script.period());
    CHECK(figures.standard_deviation == 0ns);
    CHECK(figures.animation_error->max == 0ns);
    REQUIRE(figures.worst_second);
    CHECK(figures.worst_second->frames == 60);
    CHECK(figures.one_percent_low_p99 == doctest::Approx(60).epsilon(1e-6));
    CHECK(figures.one_percent_low_mean == doctest::Approx(60).epsilon(1e-6));
    CHECK(pacing.histogram()[Pacing::bins_per_interval] == 299);
}

TEST_CASE("a page blocked for 200 ms leaves a gap of 13 vsyncs") {
    Pacing pacing;
    Script script({&pacing});
    script.good_frames(100).to_vsync(500us).task(named("block"), 200ms).render().good_frames(100).to_vsync();
    const PacingFigures figures = pacing.figures().value();
    CHECK(figures.max == 13 * script.period());
    CHECK(figures.longest_gap == 13 * script.period());
    CHECK(figures.p50 == script.period());
    CHECK(figures.p99 == script.period());
    CHECK(figures.p999 == 13 * script.period());
    REQUIRE(figures.worst_second);
    CHECK(figures.worst_second->frames == 60 - 12);
    CHECK(std::accumulate(pacing.histogram().begin(), pacing.histogram().end(), 0ull) == figures.count);
    CHECK(pacing.histogram().back() == 1);
}

TEST_CASE("a gap that has not ended counts as the longest, though it is no distance yet") {
    Pacing pacing;
    Script script({&pacing});
    script.good_frames(10).to_vsync(500us).start_task(named("forever")).advance(2s);
    const PacingFigures figures = pacing.figures().value();
    CHECK(figures.max == script.period());
    CHECK(figures.longest_gap > 1900ms);
    CHECK(figures.worst_second->frames == 0);
}

TEST_CASE("a stretch in which nothing was wanted is not pacing") {
    Pacing pacing;
    Script script({&pacing});
    script.good_frames(10).want_no_frame().advance(1s).want_frame().good_frames(10).to_vsync();
    const PacingFigures figures = pacing.figures().value();
    CHECK(figures.max == script.period());
    CHECK(figures.longest_gap == script.period());
    CHECK_FALSE(figures.worst_second);
}

TEST_CASE("neither is a stretch in which the window was hidden, or events were lost") {
    Pacing pacing;
    Script script({&pacing});
    script.good_frames(10).to_vsync();
    SUBCASE("hidden") { script.display(EventType::visibility_changed, {.detail = 2}); }
    SUBCASE("lost") { script.lose(Track::display, 100); }
    script.stop_display().advance(5s);
    const std::uint64_t frame = script.frame() + 1;
    script.display(EventType::begin_frame, {.id = frame, .arg2 = 16'666'666});
    script.display(EventType::presented, {.id = frame, .cause = frame, .arg = script.ns(script.now()), .arg2 = 1});
    CHECK(pacing.figures()->max == script.period());
}

TEST_CASE("old content that is shown again is no presentation of the page's") {
    Pacing pacing;
    Script script({&pacing});
    script.good_frames(5).to_vsync().stop_display();
    const std::uint64_t before = pacing.figures()->count;
    script.advance(script.period())
        .display(EventType::presented, {.id = 5, .cause = script.frame(), .arg = script.ns(script.now())});
    CHECK(pacing.figures()->count == before);
}

TEST_CASE("mean, deviation, percentiles and 1% lows of known distances") {
    Pacing pacing;
    Presentations presentations(pacing, 10ms);
    presentations.show(0ms);
    for (int i = 0; i < 198; ++i) presentations.show(10ms);
    presentations.show(30ms).show(50ms);
    const PacingFigures figures = pacing.figures().value();
    CHECK(figures.count == 200);
    CHECK(figures.mean == Duration((198 * 10'000'000 + 80'000'000) / 200));
    // The mean is 10.3 ms: (198 * 0.3^2 + 19.7^2 + 39.7^2) / 200 = 9.91 ms^2.
    CHECK(to_ms(figures.standard_deviation) == doctest::Approx(3.14802).epsilon(1e-5));
    CHECK(figures.p50 == 10ms);
    CHECK(figures.p99 == 10ms);
    CHECK(figures.p999 == 50ms);
    CHECK(figures.max == 50ms);
    CHECK(figures.one_percent_low_p99 == doctest::Approx(100));
    CHECK(figures.one_percent_low_mean == doctest::Approx(25));
}

TEST_CASE("animation error is how far the step of the animation differs from the step on the screen") {
    Pacing pacing;
    Presentations presentations(pacing, 10ms);
    presentations.show(10ms).show(10ms, 10ms).show(12ms, 10ms).show(8ms, 10ms);
    REQUIRE(pacing.figures()->animation_error);
    CHECK(pacing.figures()->animation_error->max == 2ms);
    CHECK(pacing.figures()->animation_error->mean == Duration(4ms) / 3);
}

TEST_CASE("percentiles are over the latest distances, everything else over the whole run") {
    Pacing pacing;
    Presentations presentations(pacing, 10ms);
    presentations.show(0ms).show(90ms);
    for (std::size_t i = 0; i < Pacing::kept; ++i) presentations.show(10ms);
    const PacingFigures figures = pacing.figures().value();
    CHECK(figures.count == Pacing::kept + 1);
    CHECK(figures.max == 90ms);
    CHECK(figures.p999 == 10ms);
    CHECK(pacing.distances().size() == Pacing::kept);
}
