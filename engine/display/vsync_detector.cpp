// SPDX-License-Identifier: MIT
#include "display/vsync_detector.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "display/present_timing.h"
#include "display/window.h"
#include "gpu/framebuffer.h"

namespace janklab {

namespace {

constexpr RefreshRate fallback_rate{60'000};
constexpr Duration blocking_at_least = 2ms;  // where no rate is reported
constexpr double common_rates[] = {24,  25,  30,  48,  50,  60,  72,  75,  90, 100,
                                   120, 144, 165, 180, 200, 240, 280, 360, 480};

Duration median(std::vector<Duration> durations) {
    if (durations.empty()) return Duration{0};
    const auto middle = durations.begin() + static_cast<std::ptrdiff_t>(durations.size() / 2);
    std::nth_element(durations.begin(), middle, durations.end());
    return *middle;
}

bool close_to(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance * b; }

// A measured rate is off by a fraction of a percent; the phase follows what is seen, so a round number serves better.
RefreshRate rounded(double hz, const std::optional<RefreshRate>& reported) {
    if (reported && close_to(hz, reported->hz(), 0.01)) return *reported;
    double nearest = hz;
    for (const double common : common_rates) {
        if (close_to(hz, common, 0.01) && (nearest == hz || std::abs(hz - common) < std::abs(hz - nearest)))
            nearest = common;
    }
    return RefreshRate::from_hz(nearest);
}

bool usual(double hz, const std::optional<RefreshRate>& reported) {
    if (reported && close_to(hz, reported->hz(), 0.01)) return true;
    return std::ranges::any_of(common_rates, [&](double common) { return close_to(hz, common, 0.01); });
}

std::string in_hz(double hz) { return fmt::format("{:.4g} Hz", hz); }
std::string in_ms(Duration duration) { return fmt::format("{:.1f} ms", to_ms(duration)); }

// The middle half of them lies within a fifth of the median: a busy machine makes swaps slow, but not even.
bool even(std::vector<Duration> distances) {
    if (distances.size() < 4) return false;
    std::ranges::sort(distances);
    const Duration spread = distances[distances.size() * 3 / 4] - distances[distances.size() / 4];
    return spread <= distances[distances.size() / 2] / 5;
}

// One vsync a swap, or every second, third or fourth, as compositors do.
bool fits(double swaps_hz, const std::optional<double>& vblank_hz) {
    if (!vblank_hz) return true;
    for (int n = 1; n <= 4; ++n) {
        if (close_to(swaps_hz, *vblank_hz / n, 0.05)) return true;
    }
    return false;
}

struct SwapVerdict {
    bool measured = false, slow = false, block = false, block_always = false;
    Duration at_0{}, at_1{};
    double hz = 0;  // how often swaps return at interval 1
};

SwapVerdict judge(const DisplayFacts& facts) {
    SwapVerdict verdict;
    verdict.measured = !facts.swaps_at_interval_1.empty();
    verdict.at_0 = median(facts.swaps_at_interval_0);
    verdict.at_1 = median(facts.swaps_at_interval_1);
    const Duration period = median(facts.returns_at_interval_1);
    if (period > Duration{0}) verdict.hz = 1e9 / static_cast<double>(period.count());
    const Duration limit = facts.reported ? facts.reported->period() / 2 : blocking_at_least;
    verdict.slow = verdict.at_1 > limit && (facts.reported || verdict.at_1 > 2 * verdict.at_0);
    verdict.block = verdict.slow && even(facts.returns_at_interval_1) && fits(verdict.hz, facts.vblank_hz);
    verdict.block_always = verdict.block && verdict.at_0 > limit;
    return verdict;
}

BeginFramePlan plan_hardware(const DisplayFacts& facts, const SwapVerdict& swaps) {
    BeginFramePlan plan{.kind = BeginFrameKind::hardware, .rate = rounded(swaps.hz, facts.reported)};
    std::string why = fmt::format("swaps block ({} a swap at interval 1)", in_ms(swaps.at_1));
    if (!facts.reported) why += ", the display reports no refresh rate";
    else if (close_to(swaps.hz, facts.reported->hz(), 0.05)) why += ", as the display reports";
    else
        why = fmt::format("swaps block ({} a swap at interval 1), although the display reports {}", in_ms(swaps.at_1),
                          in_hz(facts.reported->hz()));
    if (facts.asked && !close_to(facts.asked->hz(), plan.rate.hz(), 0.02)) {
        why += fmt::format(", and they block at interval 0 too, so that the {} asked for cannot be had",
                           in_hz(facts.asked->hz()));
    }
    plan.line = fmt::format("hardware vsync at {}: {}", in_hz(plan.rate.hz()), why);
    return plan;
}

std::string why_software(const DisplayFacts& facts, const SwapVerdict& swaps) {
    if (!swaps.measured) return "there is no screen";
    if (swaps.block) {
        return fmt::format("this rate was asked for; the display's own is {}", in_hz(swaps.hz));
    }
    return fmt::format("{} ({} a swap at interval 1){}",
                       swaps.slow ? "swaps are slow, but not at the pace of vsyncs" : "swaps do not block",
                       in_ms(swaps.at_1),
                       facts.reported ? fmt::format(", the display reports {}", in_hz(facts.reported->hz()))
                                      : ", the display reports no refresh rate");
}

BeginFramePlan plan_software(const DisplayFacts& facts, const SwapVerdict& swaps) {
    BeginFramePlan plan{.kind = BeginFrameKind::software, .rate = fallback_rate};
    if (facts.reported) plan.rate = *facts.reported;
    if (facts.vblank_hz) plan.rate = rounded(*facts.vblank_hz, facts.reported);
    if (facts.asked) plan.rate = *facts.asked;
    plan.follow_vblank = facts.vblank_hz && close_to(*facts.vblank_hz, plan.rate.hz(), 0.01);
    const std::string phase =
        plan.follow_vblank ? fmt::format(" in phase with the window system's vsyncs ({})", in_hz(*facts.vblank_hz))
                           : "";
    plan.line = fmt::format("software pacing at {}{}: {}", in_hz(plan.rate.hz()), phase, why_software(facts, swaps));
    return plan;
}

}  // namespace

BeginFramePlan plan_begin_frames(const DisplayFacts& facts) {
    const SwapVerdict swaps = judge(facts);
    const bool asked_for_another = facts.asked && !close_to(facts.asked->hz(), swaps.hz, 0.02);
    const bool hardware = swaps.block && (!asked_for_another || swaps.block_always);
    BeginFramePlan plan = hardware ? plan_hardware(facts, swaps) : plan_software(facts, swaps);
    plan.completions = facts.completions_arrive;
    return plan;
}

namespace {

constexpr int warm_up_swaps = 8, measured_swaps = 24, fewest_swaps = 8;
constexpr Duration longest_measurement = 700ms;  // of one interval; a slow display gets fewer samples
// A server that only imitates vsyncs is late by milliseconds on a busy machine: an odd rate is looked at for longer.
constexpr Duration vblank_baseline = 250ms, baseline_of_odd_rate = 1s;

// Counts the window system's vsyncs while the swaps are measured, and a little longer where those took no time.
class VblankCount {
  public:
    explicit VblankCount(PresentTiming* timing) : timing_(timing) {
        if (timing_) timing_->ask_for_vblank();
    }
    void look() {
        if (!timing_) return;
        timing_->poll();
        while (timing_->take_completion()) ++completions_;
        const std::optional<Vblank> vblank = timing_->take_vblank();
        if (!vblank) return;
        if (!first_) first_ = vblank;
        latest_ = *vblank;
        timing_->ask_for_vblank();
    }
    Duration seen_for() const { return first_ ? latest_.time - first_->time : Duration{0}; }
    std::optional<double> hz() const {
        if (!first_ || latest_.time <= first_->time || latest_.count <= first_->count) return std::nullopt;
        return static_cast<double>(latest_.count - first_->count) * 1e9 /
               static_cast<double>((latest_.time - first_->time).count());
    }
    int completions() const { return completions_; }

  private:
    PresentTiming* timing_;
    std::optional<Vblank> first_;
    Vblank latest_;
    int completions_ = 0;
};

struct MeasuredSwaps {
    std::vector<Duration> durations, returns;
};
MeasuredSwaps measure_swaps(Window& window, const Clock& clock, int interval, VblankCount& vblanks) {
    window.set_swap_interval(interval);
    MeasuredSwaps measured;
    TimePoint last_return{};
    const TimePoint latest = clock.stamp() + longest_measurement;
    for (int i = -warm_up_swaps; i < fewest_swaps || (i < measured_swaps && clock.stamp() < latest); ++i) {
        if (window.device()) {
            clear(window.framebuffer(), window.state().framebuffer, {32, 33, 36});
            finish_drawing();
        }
        const TimePoint start = clock.stamp();
        window.swap();
        const TimePoint end = clock.stamp();
        if (i >= 0) measured.durations.push_back(end - start);
        if (i >= 0) measured.returns.push_back(end - std::exchange(last_return, end));
        else last_return = end;
        window.poll_events();
        vblanks.look();
    }
    return measured;
}

}  // namespace

DisplayFacts measure_display(Window& window, const Clock& clock, std::optional<RefreshRate> asked) {
    DisplayFacts facts{.reported = window.state().monitor_rate, .asked = asked};
    if (!window.has_screen()) return facts;
    VblankCount vblanks(window.present_timing());
    MeasuredSwaps waiting = measure_swaps(window, clock, 1, vblanks);
    facts.swaps_at_interval_1 = std::move(waiting.durations);
    facts.returns_at_interval_1 = std::move(waiting.returns);
    facts.completions_arrive = vblanks.completions() >= static_cast<int>(facts.swaps_at_interval_1.size()) / 2;
    facts.swaps_at_interval_0 = measure_swaps(window, clock, 0, vblanks).durations;
    const TimePoint start = clock.stamp();
    const auto goes_on = [&] {
        const std::optional<double> hz = vblanks.hz();
        const Duration baseline = hz && !usual(*hz, facts.reported) ? baseline_of_odd_rate : vblank_baseline;
        return vblanks.seen_for() < baseline && clock.stamp() < start + 2 * baseline;
    };
    while (window.present_timing() && goes_on()) {
        window.wait_events_until(clock.stamp() + 2ms);
        vblanks.look();
    }
    facts.vblank_hz = vblanks.hz();
    return facts;
}

}  // namespace janklab
