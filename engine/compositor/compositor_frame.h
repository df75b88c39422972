// SPDX-License-Identifier: MIT
// CompositorFrame: the one value that crosses from the page thread to the display thread, by commit. After it was
// committed nobody writes it.
#pragma once

#include <cstdint>
#include <vector>

#include "base/geometry.h"
#include "base/ids.h"
#include "base/time.h"
#include "paint/display_list.h"
#include "paint/layer_list.h"
#include "paint/scroll_tree.h"
#include "style/compositor_animation.h"

namespace janklab {

struct CompositorFrame {
    FrameId id;            // the BeginFrame it answers
    TimePoint frame_time;  // of that BeginFrame: what animation frame callbacks were told
    TimePoint committed_at;
    Size viewport;  // CSS pixels
    Color background{255, 255, 255, 255};
    DisplayList list;
    ScrollTree scrolling;
    FrameId damage_since;                         // the frame that damage compares with; none: everything may differ
    Rect damage;                                  // CSS pixels; what may differ from frame `damage_since`
    std::vector<CompositorAnimation> animations;  // by layer; those of one layer in the order of their stack
    std::vector<LayerInfo> layers;                // those that the compositor may move, for the inspector
};

}  // namespace janklab
