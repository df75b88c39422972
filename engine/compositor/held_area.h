// SPDX-License-Identifier: MIT
// Where layers are that the compositor's animations hold. Pure functions; display thread.
#pragma once

#include <span>

#include "compositor/animation.h"
#include "compositor/scrolling.h"
#include "gpu/framebuffer.h"

namespace janklab {

/// Where the compositor's animations hold a layer now.
struct HeldPose {
    LayerId layer;
    LayerPose pose{};
    bool running = false;
    friend bool operator==(const HeldPose&, const HeldPose&) = default;
};
/// Among poses in the order of their layers. Null: nothing holds the layer, its own transform and opacity count.
const HeldPose* pose_of(LayerId layer, std::span<const HeldPose> poses);
/// From the contents of the layer to what is around it.
Transform layer_transform(const PushLayerItem& item, const HeldPose* held);

/// `poses` as of pose_of(). The device pixels that the contents of held layers can touch; everything if that cannot be
/// bounded.
PixelRect held_area(const DisplayList& list, std::span<const HeldPose> poses, float scale, const PixelRect& page,
                    const Scrolling* scrolling = nullptr);

}  // namespace janklab
