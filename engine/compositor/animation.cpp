// SPDX-License-Identifier: MIT
// Keyframes of a layer; how far they have got says motion/timing.h.
#include "compositor/animation.h"

#include <algorithm>

#include "motion/keyframe_interval.h"

namespace janklab {

namespace {

Duration local_time_at(const CompositorAnimation& animation, TimePoint time) {
    return animation.hold ? *animation.hold : scaled(time - animation.start, animation.playback_rate);
}

/// The two keyframes around `progress`, and how far it is from the one to the other.
struct Place {
    const LayerKeyframe* from;
    const LayerKeyframe* to;
    float progress;
};
Place place_in(const LayerKeyframes& keyframes, double progress) {
    const KeyframeInterval found =
        keyframe_interval(keyframes.size(), progress, [&](std::size_t i) { return keyframes[i].offset; });
    const LayerKeyframe& from = keyframes[found.from];
    return {&from, &keyframes[found.to], from.easing.at(found.distance)};
}

}  // namespace

void add_to_pose(const CompositorAnimation& animation, TimePoint time, LayerPose& pose) {
    const bool is_transform = animation.property == LayerProperty::transform;
    const auto stand_at = [&](const TransformList& steps) {
        pose.steps = steps;
        pose.transform = steps.matrix(animation.box);
    };
    if (is_transform && !pose.transform) stand_at(animation.underlying_transform);
    if (!is_transform && !pose.opacity) pose.opacity = animation.underlying_opacity;
    const TimingState state = timing_at(animation.timing, local_time_at(animation, time), animation.playback_rate >= 0);
    if (!state.progress || !animation.keyframes || animation.keyframes->size() < 2) return;
    const Place place = place_in(*animation.keyframes, *state.progress);
    if (is_transform) {
        const auto value = [&](const LayerKeyframe& one) { return one.underlying ? pose.steps : one.transform; };
        stand_at(TransformList::between(value(*place.from), value(*place.to), place.progress));
    } else {
        const auto value = [&](const LayerKeyframe& one) { return one.underlying ? *pose.opacity : one.opacity; };
        const float from = value(*place.from), to = value(*place.to);
        pose.opacity = std::clamp(from + (to - from) * place.progress, 0.f, 1.f);
    }
}

bool runs_at(const CompositorAnimation& animation, TimePoint time) {
    if (animation.hold || animation.playback_rate == 0) return false;
    const Duration now = local_time_at(animation, time);
    if (animation.playback_rate < 0) return now > Duration{0};
    const Duration length = animation.timing.end_time();
    return length == Duration::max() || now < length;
}

bool any_animation_runs_at(const CompositorFrame& frame, TimePoint time) {
    return std::ranges::any_of(frame.animations, [&](const CompositorAnimation& a) { return runs_at(a, time); });
}

}  // namespace janklab
