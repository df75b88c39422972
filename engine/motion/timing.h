// SPDX-License-Identifier: MIT
// AnimationTiming: where an animation stands when so much of its time has passed: phases, iterations, directions, fill.
// Pure, any thread. https://www.w3.org/TR/web-animations-1/#timing-model
#pragma once

#include <limits>
#include <optional>

#include "base/time.h"
#include "motion/easing.h"

namespace janklab {

enum class AnimationFill : std::uint8_t { none, forwards, backwards, both };
enum class PlaybackDirection : std::uint8_t { normal, reverse, alternate, alternate_reverse };
enum class AnimationPhase : std::uint8_t { before, active, after };

/// Some sixty years: what is longer is never seen, and sums of a few do not overflow.
inline constexpr Duration longest_animation_time{2'000'000'000'000'000'000};
inline constexpr double infinite_iterations = std::numeric_limits<double>::infinity();

/// What is not sensible (negative or no numbers) counts as zero.
struct AnimationTiming {
    Duration delay{}, end_delay{};  // may be negative: then it begins in its midst, or ends before
    Duration duration{};            // of one iteration
    double iterations = 1;
    double iteration_start = 0;
    AnimationFill fill = AnimationFill::none;
    PlaybackDirection direction = PlaybackDirection::normal;
    Easing easing{};

    /// All iterations; Duration::max() where it never ends.
    Duration active_duration() const;
    /// With the delays; never negative.
    Duration end_time() const;
};

struct TimingState {
    AnimationPhase phase{};
    /// After direction and easing; empty: no effect at that time.
    std::optional<double> progress;
    double iteration = 0;  // the current one, counted from 0; where there is a progress
};
/// `time` times `by`, at most the longest animation time.
Duration scaled(Duration time, double by);
/// With times of at most `longest_animation_time`, and numbers instead of what is none.
AnimationTiming sensible(AnimationTiming timing);
/// `forwards`: the playback rate is not negative (it decides to which phase the ends belong).
TimingState timing_at(const AnimationTiming& timing, Duration local_time, bool forwards = true);

}  // namespace janklab
