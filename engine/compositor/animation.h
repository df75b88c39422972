// SPDX-License-Identifier: MIT
// Where a compositor animation stands at a moment. Pure functions, so that tests need neither clock nor GPU.
// Timing follows https://www.w3.org/TR/web-animations-1/#core-animation-effect-calculations with fill mode "both".
#pragma once

#include "base/geometry.h"
#include "base/time.h"
#include "compositor/compositor_frame.h"

namespace janklab {

/// Before `start` the pose is `from`; after the end it stays at the last one. A duration of zero or less has ended as
/// soon as it starts. With `infinite` and `alternate` every second round runs backwards.
LayerPose pose_at(const CompositorAnimation& animation, TimePoint time);

/// Whether the pose can still change after `time`: the display must go on drawing although the page says nothing.
bool runs_at(const CompositorAnimation& animation, TimePoint time);
bool any_animation_runs_at(const CompositorFrame& frame, TimePoint time);

/// Maps progress 0..1 to 0..1. ease_in_out is CSS's cubic-bezier(0.42, 0, 0.58, 1).
float eased(Easing easing, float progress);

/// First scaled, then turned, then moved: CSS `translate() rotate() scale()` without an origin.
Transform transform_of(const LayerPose& pose);

}  // namespace janklab
