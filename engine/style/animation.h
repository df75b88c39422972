// SPDX-License-Identifier: MIT
// LayerAnimation: an animation of transform and opacity that an element asks for and the display thread runs. Plain
// description; the page turns it into the compositor's own struct at commit. Page thread.
#pragma once

#include <optional>
#include <vector>

#include "base/geometry.h"
#include "base/ids.h"
#include "base/time.h"
#include "motion/easing.h"

namespace janklab {

class Document;
class Element;

/// How the layer is placed, about the element's transform origin; replaces style's own transform and opacity.
struct AnimationPose {
    Point translation = {};  // CSS pixels
    float scale = 1;
    float rotation_turns = 0;  // clockwise
    float opacity = 1;
};

struct LayerAnimation {
    AnimationPose from = {}, to = {};
    Duration duration{1s};
    bool infinite = false;
    bool alternate = false;  // every second run goes backwards
    Easing easing{};
    /// Nothing: at the first frame that has it.
    std::optional<TimePoint> start = {};
};

struct RunningAnimation {
    LayerId layer;
    LayerAnimation animation;
};
/// The animations of connected elements that have a box, for the commit. `into` is cleared first and its capacity
/// reused. Those without a start begin at `frame_time`.
void collect_compositor_animations(Document& document, TimePoint frame_time, std::vector<RunningAnimation>& into);

}  // namespace janklab
