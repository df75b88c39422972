// SPDX-License-Identifier: MIT
// The mixing of two poses; how far it has got says motion/timing.h.
#include "compositor/animation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace janklab {

namespace {

constexpr float mix(float from, float to, float share) { return from + (to - from) * share; }

}  // namespace

LayerPose pose_at(const CompositorAnimation& animation, TimePoint time) {
    const auto share = static_cast<float>(timing_at(animation.timing, time - animation.start).progress.value_or(0));
    const LayerPose &from = animation.from, &to = animation.to;
    return {.translation = {mix(from.translation.x, to.translation.x, share),
                            mix(from.translation.y, to.translation.y, share)},
            .scale = mix(from.scale, to.scale, share),
            .rotation_turns = mix(from.rotation_turns, to.rotation_turns, share),
            .opacity = mix(from.opacity, to.opacity, share)};
}

bool runs_at(const CompositorAnimation& animation, TimePoint time) {
    const Duration length = animation.timing.end_time();
    return length == Duration::max() || time - animation.start < length;
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
