// SPDX-License-Identifier: MIT
// Where a compositor animation stands at a moment. Pure functions, so that tests need neither clock nor GPU.
// Timing follows https://www.w3.org/TR/web-animations-1/#core-animation-effect-calculations with fill mode "both".
#pragma once

#include "base/geometry.h"
#include "base/time.h"
#include "compositor/compositor_frame.h"

namespace janklab {

/// Before `start` the pose is `from`; after the end it stays at the last one (whatever the fill mode, see timing.h).
LayerPose pose_at(const CompositorAnimation& animation, TimePoint time);

/// Whether the pose can still change after `time`: the display must go on drawing although the page says nothing.
bool runs_at(const CompositorAnimation& animation, TimePoint time);
bool any_animation_runs_at(const CompositorFrame& frame, TimePoint time);

/// First scaled, then turned, then moved: CSS `translate() rotate() scale()` without an origin.
Transform transform_of(const LayerPose& pose);

}  // namespace janklab
