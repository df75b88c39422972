// SPDX-License-Identifier: MIT
// Progress through rounds, easing, and the mixing of two poses.
#include "compositor/animation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace janklab {

namespace {

constexpr float mix(float from, float to, float share) { return from + (to - from) * share; }

// A coordinate of CSS's cubic-bezier(0.42, 0, 0.58, 1), whose ends are 0 and 1.
float bezier(float first, float second, float t) {
    const float rest = 1 - t;
    return 3 * rest * rest * t * first + 3 * rest * t * t * second + t * t * t;
}

float ease_in_out(float x) {
    float low = 0, high = 1, t = x;
    for (int i = 0; i < 20; ++i) {  // 2^-20 is finer than any pixel
        const float at = bezier(0.42f, 0.58f, t);
        if (at < x) low = t;
        else high = t;
        t = (low + high) / 2;
    }
    return bezier(0, 1, t);
}

struct Progress {
    float share = 0;
    bool backwards = false;
};

Progress progress_at(const CompositorAnimation& animation, TimePoint time) {
    if (time < animation.start) return {0, false};
    if (animation.duration <= Duration::zero()) return {1, false};
    const Duration elapsed = time - animation.start;
    if (!animation.infinite) {
        if (elapsed >= animation.duration) return {1, false};
        return {static_cast<float>(to_ms(elapsed) / to_ms(animation.duration)), false};
    }
    const auto round = elapsed / animation.duration;
    const Duration within = elapsed % animation.duration;
    return {static_cast<float>(to_ms(within) / to_ms(animation.duration)), animation.alternate && round % 2 == 1};
}

}  // namespace

float eased(Easing easing, float progress) {
    progress = std::clamp(progress, 0.f, 1.f);
    if (easing == Easing::linear || progress == 0 || progress == 1) return progress;
    return ease_in_out(progress);
}

LayerPose pose_at(const CompositorAnimation& animation, TimePoint time) {
    const Progress progress = progress_at(animation, time);
    const float share = eased(animation.easing, progress.backwards ? 1 - progress.share : progress.share);
    const LayerPose &from = animation.from, &to = animation.to;
    return {.translation = {mix(from.translation.x, to.translation.x, share),
                            mix(from.translation.y, to.translation.y, share)},
            .scale = mix(from.scale, to.scale, share),
            .rotation_turns = mix(from.rotation_turns, to.rotation_turns, share),
            .opacity = mix(from.opacity, to.opacity, share)};
}

bool runs_at(const CompositorAnimation& animation, TimePoint time) {
    if (animation.duration <= Duration::zero()) return time < animation.start;
    return animation.infinite || time < animation.start || time - animation.start < animation.duration;
}

bool any_animation_runs_at(const CompositorFrame& frame, TimePoint time) {
    return std::ranges::any_of(frame.animations, [&](const CompositorAnimation& a) { return runs_at(a, time); });
}

Transform transform_of(const LayerPose& pose) {
    const float turns = pose.rotation_turns - std::floor(pose.rotation_turns);
    const Transform turn = Transform::rotation(turns * 2 * std::numbers::pi_v<float>);
    return Transform::translation(pose.translation.x, pose.translation.y) * turn *
           Transform::scaling(pose.scale, pose.scale);
}

}  // namespace janklab
