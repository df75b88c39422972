// SPDX-License-Identifier: MIT
// The sets of samples are rounded from measurements: Xvfb, weston's headless backend, ordinary drivers.
#include "display/vsync_detector.h"

#include <doctest/doctest.h>

#include "display/begin_frame_source.h"
#include "display/scripted_window.h"

using namespace janklab;

namespace {

std::vector<Duration> samples(std::initializer_list<double> ms) {
    std::vector<Duration> durations;
    for (const double value : ms) durations.push_back(from_ms(value));
    return durations;
}

const auto quick = [] { return samples({0.9, 0.8, 0.9, 1.1, 0.9, 3.4, 0.8, 0.9}); };
DisplayFacts xvfb() {
    return {.swaps_at_interval_0 = quick(), .swaps_at_interval_1 = quick(), .returns_at_interval_1 = quick()};
}
DisplayFacts blocking(double wait_ms, double period_ms) {
    return {
        .swaps_at_interval_0 = quick(),
        .swaps_at_interval_1 = samples({wait_ms, wait_ms + 0.1, 0.4, wait_ms, 2 * wait_ms, wait_ms}),
        .returns_at_interval_1 = samples({period_ms, period_ms, period_ms, period_ms - 0.2, 2 * period_ms, period_ms})};
}

}  // namespace

TEST_CASE("swaps that do not block mean software pacing, at 60 Hz where no rate is known") {
    const BeginFramePlan plan = plan_begin_frames(xvfb());
    CHECK(plan.kind == BeginFrameKind::software);
    CHECK(plan.rate.hz() == 60);
    CHECK_FALSE(plan.follow_vblank);
    CHECK(plan.line ==
          "software pacing at 60 Hz: swaps do not block (0.9 ms a swap at interval 1), the display reports no refresh "
          "rate");
}

TEST_CASE("software pacing takes the reported rate") {
    DisplayFacts facts = xvfb();
    facts.reported = RefreshRate::from_hz(144);
    const BeginFramePlan plan = plan_begin_frames(facts);
    CHECK(plan.rate.hz() == 144);
    CHECK(plan.line ==
          "software pacing at 144 Hz: swaps do not block (0.9 ms a swap at interval 1), the display reports 144 Hz");
}

TEST_CASE("software pacing follows the window system's own vsyncs") {
    DisplayFacts facts = xvfb();
    facts.vblank_hz = 143.6;
    const BeginFramePlan plan = plan_begin_frames(facts);
    CHECK(plan.rate.hz() == 144);
    CHECK(plan.follow_vblank);
    CHECK(plan.line.starts_with(
        "software pacing at 144 Hz in phase with the window system's vsyncs (143.6 Hz): swaps do not"));
}

TEST_CASE("an odd rate of vsyncs is taken as it is") {
    DisplayFacts facts = xvfb();
    facts.vblank_hz = 87.3;
    CHECK(plan_begin_frames(facts).rate.hz() == doctest::Approx(87.3));
}

TEST_CASE("a rate that is asked for is kept, out of phase with vsyncs of another rate") {
    DisplayFacts facts = xvfb();
    facts.vblank_hz = 60.0;
    facts.asked = RefreshRate::from_hz(120);
    const BeginFramePlan plan = plan_begin_frames(facts);
    CHECK(plan.rate.hz() == 120);
    CHECK_FALSE(plan.follow_vblank);
}

TEST_CASE("swaps that block at the reported rate are hardware vsync") {
    DisplayFacts facts = blocking(16.3, 16.68);
    facts.reported = RefreshRate::from_hz(60);
    const BeginFramePlan plan = plan_begin_frames(facts);
    CHECK(plan.kind == BeginFrameKind::hardware);
    CHECK(plan.rate.hz() == 60);
    CHECK(plan.line == "hardware vsync at 60 Hz: swaps block (16.3 ms a swap at interval 1), as the display reports");
}

TEST_CASE("a display that reports 60 Hz while its swaps block at 40 is found out") {
    DisplayFacts facts = blocking(25.1, 25.4);
    facts.reported = RefreshRate::from_hz(60);
    const BeginFramePlan plan = plan_begin_frames(facts);
    CHECK(plan.kind == BeginFrameKind::hardware);
    CHECK(plan.rate.hz() == doctest::Approx(39.37));
    CHECK(plan.line ==
          "hardware vsync at 39.37 Hz: swaps block (25.1 ms a swap at interval 1), although the display reports 60 Hz");
}

TEST_CASE("a display that reports 240 Hz while its swaps block at 60 is found out") {
    DisplayFacts facts = blocking(16.3, 16.68);
    facts.reported = RefreshRate::from_hz(240);
    const BeginFramePlan plan = plan_begin_frames(facts);
    CHECK(plan.rate.hz() == 60);
    CHECK(plan.line.ends_with("although the display reports 240 Hz"));
}

TEST_CASE("a slow renderer's swaps are not taken for vsync") {
    DisplayFacts facts = xvfb();
    facts.swaps_at_interval_0 = facts.swaps_at_interval_1 = samples({3, 3.2, 2.9, 3});
    facts.returns_at_interval_1 = samples({9, 9, 9, 9});
    SUBCASE("where no rate is reported, because interval 1 is no slower than interval 0") {}
    SUBCASE("where one is reported, because they take less than half the period") {
        facts.reported = RefreshRate::from_hz(60);
    }
    CHECK(plan_begin_frames(facts).kind == BeginFrameKind::software);
}

TEST_CASE("swaps that are slow on a busy machine are not taken for vsync") {
    DisplayFacts facts = xvfb();
    SUBCASE("because their pace is uneven") {
        facts.swaps_at_interval_1 = samples({2.2, 2.1, 8, 0.9, 2.2, 14, 3.3, 0.8});
        facts.returns_at_interval_1 = samples({3.3, 3, 9, 1.4, 3.2, 15, 4, 1.2});
    }
    SUBCASE("because the window system counts vsyncs at another") {
        facts.swaps_at_interval_1 = samples({2.2, 2.2, 2.2, 2.2});
        facts.returns_at_interval_1 = samples({3.3, 3.3, 3.3, 3.3});
        facts.vblank_hz = 144;
    }
    const BeginFramePlan plan = plan_begin_frames(facts);
    CHECK(plan.kind == BeginFrameKind::software);
    CHECK(plan.line.find("swaps are slow, but not at the pace of vsyncs (2.2 ms a swap at interval 1)") !=
          std::string::npos);
}

TEST_CASE("a compositor that gives every second vsync is taken at its word") {
    DisplayFacts facts = blocking(33, 33.3);
    facts.vblank_hz = 60;
    const BeginFramePlan plan = plan_begin_frames(facts);
    CHECK(plan.kind == BeginFrameKind::hardware);
    CHECK(plan.rate.hz() == 30);
}

TEST_CASE("another rate than the hardware's is had by software pacing") {
    DisplayFacts facts = blocking(16.3, 16.68);
    facts.asked = RefreshRate::from_hz(30);
    const BeginFramePlan plan = plan_begin_frames(facts);
    CHECK(plan.kind == BeginFrameKind::software);
    CHECK(plan.rate.hz() == 30);
    CHECK(plan.line == "software pacing at 30 Hz: this rate was asked for; the display's own is 59.95 Hz");
}

TEST_CASE("asking for the hardware's own rate keeps the hardware's vsync") {
    DisplayFacts facts = blocking(16.3, 16.68);
    facts.asked = RefreshRate::from_hz(60);
    CHECK(plan_begin_frames(facts).kind == BeginFrameKind::hardware);
}

TEST_CASE("where swaps block whatever is asked, another rate cannot be had, and the line says so") {
    DisplayFacts facts = blocking(16.3, 16.68);
    facts.reported = RefreshRate::from_hz(60);
    facts.swaps_at_interval_0 = facts.swaps_at_interval_1;
    facts.asked = RefreshRate::from_hz(144);
    const BeginFramePlan plan = plan_begin_frames(facts);
    CHECK(plan.kind == BeginFrameKind::hardware);
    CHECK(plan.rate.hz() == 60);
    CHECK(plan.line.ends_with("so that the 144 Hz asked for cannot be had"));
}

TEST_CASE("without a screen nothing is measured") {
    VirtualClock clock;
    ScriptedWindow window(clock);
    window.screen = false;
    const BeginFramePlan plan = plan_begin_frames(measure_display(window, clock, RefreshRate::from_hz(90)));
    CHECK(window.swaps.empty());
    CHECK(plan.line == "software pacing at 90 Hz: there is no screen");
}

TEST_CASE("measuring tells a window whose swaps wait from one whose swaps do not") {
    VirtualClock clock;
    ScriptedWindow window(clock);
    SUBCASE("they wait") {
        window.vsync = 6'944'444ns;
        const BeginFramePlan plan = plan_begin_frames(measure_display(window, clock, std::nullopt));
        CHECK(plan.kind == BeginFrameKind::hardware);
        CHECK(plan.rate.hz() == 144);
        CHECK(window.swaps.size() == 64);
    }
    SUBCASE("they wait long: then fewer are measured") {
        window.vsync = 100ms;
        const BeginFramePlan plan = plan_begin_frames(measure_display(window, clock, std::nullopt));
        CHECK(plan.rate.hz() == 10);
        CHECK(window.swaps.size() == 48);
        CHECK(clock.stamp() < time_zero + 1700ms);
    }
    SUBCASE("they do not") {
        const BeginFramePlan plan = plan_begin_frames(measure_display(window, clock, std::nullopt));
        CHECK(plan.kind == BeginFrameKind::software);
    }
    SUBCASE("they do not, but the window system counts vsyncs") {
        ScriptedTiming timing(clock, 4'166'667ns);
        window.timing = &timing;
        const DisplayFacts facts = measure_display(window, clock, std::nullopt);
        CHECK(*facts.vblank_hz == doctest::Approx(240).epsilon(0.001));
        CHECK(plan_begin_frames(facts).rate.hz() == 240);
    }
}

TEST_CASE("a rate of vsyncs that no display has is looked at for longer, in case the first came late") {
    VirtualClock clock;
    ScriptedWindow window(clock);
    ScriptedTiming timing(clock, 16'666'667ns);
    window.timing = &timing;
    timing.late = 5ms;  // of 250 ms: 61.2 Hz
    const DisplayFacts facts = measure_display(window, clock, std::nullopt);
    CHECK(clock.stamp() > time_zero + 500ms);
    const BeginFramePlan plan = plan_begin_frames(facts);
    CHECK(plan.rate.hz() == 60);
    CHECK(plan.follow_vblank);
}

TEST_CASE("a swap that waited pulls the grid into phase, and one that did not leaves it") {
    HardwareVsync source({.kind = BeginFrameKind::hardware, .rate = RefreshRate::from_hz(100)});
    VsyncGrid grid(time_zero, source.rate());
    source.saw_swap(grid, time_zero + 10'300us, time_zero + 10'400us);
    CHECK(grid.time_of(2) == time_zero + 20ms);
    source.saw_swap(grid, time_zero + 5ms, time_zero + 10'400us);
    CHECK(grid.time_of(2) == time_zero + 20'100us);
}

TEST_CASE("software pacing drifts into phase with the vsyncs that it follows") {
    VirtualClock clock;
    ScriptedTiming timing(clock, 10ms);
    SoftwarePacing source({.kind = BeginFrameKind::software, .rate = RefreshRate::from_hz(100), .follow_vblank = true},
                          &timing);
    VsyncGrid grid(time_zero + 700us, source.rate());
    for (int i = 0; i < 200; ++i) {
        clock.advance(10ms);
        timing.poll();
        source.look(grid);
    }
    const Duration off = grid.time_of(grid.newest_at(clock.stamp() + 5ms)) - time_zero;
    CHECK(std::abs((off % 10ms).count()) < 1000);
}
