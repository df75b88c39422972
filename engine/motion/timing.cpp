// SPDX-License-Identifier: MIT
// The calculations of https://www.w3.org/TR/web-animations-1/#core-animation-effect-calculations, in their order.
#include "motion/timing.h"

#include <algorithm>
#include <cmath>

namespace janklab {

namespace {

double sensible(double number) { return number > 0 ? number : 0; }  // also of what is no number

/// 3.8.2 The phase.
AnimationPhase phase_at(const AnimationTiming& timing, Duration local_time, bool forwards) {
    const Duration end = timing.end_time();
    const Duration before_active = std::clamp(timing.delay, Duration{0}, end);
    if (local_time < before_active || (!forwards && local_time == before_active)) return AnimationPhase::before;
    const Duration active = timing.active_duration();
    const Duration active_end = active == Duration::max() ? end : std::clamp(timing.delay + active, Duration{0}, end);
    if (active != Duration::max() && (local_time > active_end || (forwards && local_time == active_end)))
        return AnimationPhase::after;
    return AnimationPhase::active;
}

/// 3.8.3.1 The active time; nothing where the fill mode gives none.
std::optional<Duration> active_time(const AnimationTiming& timing, AnimationPhase phase, Duration local_time) {
    const bool backwards = timing.fill == AnimationFill::backwards || timing.fill == AnimationFill::both;
    const bool forwards = timing.fill == AnimationFill::forwards || timing.fill == AnimationFill::both;
    switch (phase) {
        case AnimationPhase::before:
            if (!backwards) return std::nullopt;
            return std::max(local_time - timing.delay, Duration{0});
        case AnimationPhase::active:
            return local_time - timing.delay;
        case AnimationPhase::after:
            if (!forwards) return std::nullopt;
            return std::clamp(local_time - timing.delay, Duration{0}, timing.active_duration());
    }
    return std::nullopt;
}

/// 3.9.2 The overall progress, in iterations since the start of the first.
double overall_progress(const AnimationTiming& timing, AnimationPhase phase, Duration active) {
    double overall;
    if (timing.duration <= Duration{0}) overall = phase == AnimationPhase::before ? 0 : sensible(timing.iterations);
    else overall = static_cast<double>(active.count()) / static_cast<double>(timing.duration.count());
    return overall + sensible(timing.iteration_start);
}

/// 3.9.3.1 The progress within the iteration, 0 to 1.
double simple_iteration_progress(const AnimationTiming& timing, AnimationPhase phase, Duration active, double overall) {
    const double start = sensible(timing.iteration_start);
    const double progress = std::isinf(overall) ? std::fmod(start, 1.0) : std::fmod(overall, 1.0);
    const bool at_the_end = phase != AnimationPhase::before && active == timing.active_duration();
    // The end of an iteration, not the start of the next, where everything ends there.
    if (progress == 0 && at_the_end && sensible(timing.iterations) != 0) return 1;
    return progress;
}

double current_iteration(const AnimationTiming& timing, AnimationPhase phase, double overall, double simple) {
    if (phase == AnimationPhase::after && std::isinf(timing.iterations)) return infinite_iterations;
    return simple == 1 ? std::floor(overall) - 1 : std::floor(overall);
}

bool runs_backwards(PlaybackDirection direction, double iteration) {
    if (direction == PlaybackDirection::normal) return false;
    if (direction == PlaybackDirection::reverse) return true;
    const bool odd = !std::isinf(iteration) && std::fmod(iteration, 2.0) == 1;
    return direction == PlaybackDirection::alternate ? odd : !odd;
}

}  // namespace

Duration AnimationTiming::active_duration() const {
    const double count = sensible(iterations);
    if (duration <= Duration{0} || count == 0) return Duration{0};
    const double total = static_cast<double>(duration.count()) * count;
    // A lifetime is for ever.
    return total > static_cast<double>(longest_animation_time.count()) ? Duration::max()
                                                                       : Duration(std::llround(total));
}

Duration AnimationTiming::end_time() const {
    const Duration active = active_duration();
    if (active == Duration::max()) return Duration::max();
    return std::max(Duration{0}, delay + active + end_delay);
}

Duration scaled(Duration time, double by) {
    const double result = static_cast<double>(time.count()) * by;
    if (!(result == result)) return Duration{0};
    constexpr auto longest = static_cast<double>(longest_animation_time.count());
    return Duration(std::llround(std::clamp(result, -longest, longest)));
}

AnimationTiming sensible(AnimationTiming timing) {
    const auto clamped = [](Duration time) {
        return std::clamp(time, -longest_animation_time, longest_animation_time);
    };
    timing.delay = clamped(timing.delay);
    timing.end_delay = clamped(timing.end_delay);
    timing.duration = std::max(clamped(timing.duration), Duration{0});
    timing.iterations = sensible(timing.iterations);
    timing.iteration_start = std::isinf(timing.iteration_start) ? 0 : sensible(timing.iteration_start);
    return timing;
}

TimingState timing_at(const AnimationTiming& timing, Duration local_time, bool forwards) {
    const AnimationPhase phase = phase_at(timing, local_time, forwards);
    const std::optional<Duration> active = active_time(timing, phase, local_time);
    if (!active) return {.phase = phase};
    const double overall = overall_progress(timing, phase, *active);
    const double simple = simple_iteration_progress(timing, phase, *active, overall);
    const double iteration = current_iteration(timing, phase, overall, simple);
    const bool backwards = runs_backwards(timing.direction, iteration);
    const double directed = backwards ? 1 - simple : simple;
    // 3.10.1 The flag that step functions want: before a step's edge when time has not reached it yet.
    const bool before =
        (phase == AnimationPhase::before && !backwards) || (phase == AnimationPhase::after && backwards);
    return {.phase = phase, .progress = timing.easing.at(static_cast<float>(directed), before), .iteration = iteration};
}

}  // namespace janklab
