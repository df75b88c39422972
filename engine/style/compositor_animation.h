// SPDX-License-Identifier: MIT
// CompositorAnimation: an animation of transform or opacity that needs no page: part of what a commit hands over. Page
// thread makes it, display thread plays it (compositor/animation.h); nobody changes it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/geometry.h"
#include "base/ids.h"
#include "base/time.h"
#include "motion/timing.h"
#include "style/transform_list.h"

namespace janklab {

class Document;
class Element;
struct ComputedKeyframes;

enum class LayerProperty : std::uint8_t { transform, opacity };

struct LayerKeyframe {
    float offset = 0;         // 0 to 1; the first is at 0, the last at 1
    TransformList transform;  // where that is what moves
    float opacity = 1;        // likewise
    Easing easing{};          // to the next
    bool underlying = false;  // no value of its own: what the animations below make of the layer, or its style
};
using LayerKeyframes = std::vector<LayerKeyframe>;

/// For one layer there may be several: later ones stand above and win where they have an effect.
struct CompositorAnimation {
    LayerId layer;
    LayerProperty property{};
    std::shared_ptr<const LayerKeyframes> keyframes;  // shared, so that a copy in each commit allocates nothing
    AnimationTiming timing{.duration = 1s};
    TimePoint start;  // when its local time is 0
    double playback_rate = 1;
    std::optional<Duration> hold = {};        // paused, or held at an end: its local time
    Size box;                                 // border box that percentages of a translation refer to
    TransformList underlying_transform = {};  // while no animation has an effect
    float underlying_opacity = 1;
};

/// Made once and kept while the keyframes stay.
struct LayerKeyframesCache {
    std::shared_ptr<const ComputedKeyframes> made_from;
    std::shared_ptr<const LayerKeyframes> of[2];  // by LayerProperty
};

/// What the commit hands over, by layer and in the order of the stacks; from now on it runs there. `box_of`: the size
/// of an element's border box. `into` is cleared first and its capacity reused.
void collect_compositor_animations(Document& document, Size (*box_of)(const Element&),
                                   std::vector<CompositorAnimation>& into);

}  // namespace janklab
