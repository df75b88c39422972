// SPDX-License-Identifier: MIT
// Where the compositor's animations hold a layer at a moment. Pure functions, so that tests need neither clock nor GPU.
// Timing and keyframes follow https://www.w3.org/TR/web-animations-1/, by the same functions as on the page.
#pragma once

#include <optional>
#include <span>

#include "base/geometry.h"
#include "base/time.h"
#include "compositor/compositor_frame.h"

namespace janklab {

/// What animations make of a layer; what is empty stays as the display list has it.
struct LayerPose {
    std::optional<Transform> transform;  // about the layer's origin
    std::optional<float> opacity;
    TransformList steps;  // what `transform` was made of, for the animation above that begins or ends there
    friend bool operator==(const LayerPose&, const LayerPose&) = default;
};

/// Adds what the animation makes of `pose` at `time`, which holds what those below it have made; the first one of a
/// property begins from the underlying value.
void add_to_pose(const CompositorAnimation& animation, TimePoint time, LayerPose& pose);

/// Whether what it makes can still change after `time`: the display must go on drawing although the page says nothing.
bool runs_at(const CompositorAnimation& animation, TimePoint time);
bool any_animation_runs_at(const CompositorFrame& frame, TimePoint time);

}  // namespace janklab
