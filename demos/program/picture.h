// SPDX-License-Identifier: MIT
// A picture of a run as it stands: the newest frame with the inspector beside it, drawn without a window.
#pragma once

#include "base/geometry.h"
#include "base/result.h"
#include "base/time.h"
#include "gpu/image.h"

namespace janklab {

class Fonts;
class Overlay;
class Scrolling;
struct CompositorFrame;

struct PictureDesc {
    const CompositorFrame* frame = nullptr;  // null: nothing was committed
    Overlay* overlay = nullptr;              // also says which part the page has
    const Fonts* fonts = nullptr;
    Size window;  // CSS pixels
    float scale = 1;
    const Scrolling* scrolling = nullptr;  // where what scrolls stands; null: at its beginning
    TimePoint now;
};
/// A GL context must be current. Environment errors: a shader, or a size that the card cannot do.
Result<Image> picture_of(const PictureDesc& desc);

}  // namespace janklab
