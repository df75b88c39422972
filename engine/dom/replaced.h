// SPDX-License-Identifier: MIT
// ReplacedContent: what an <img> or a <canvas> shows instead of children, and its own size, to which layout refers.
// Page thread. https://drafts.csswg.org/css-images-3/#sizing
#pragma once

#include <memory>
#include <string>

#include "base/bitmap.h"
#include "dom/node.h"

namespace janklab {

class Canvas2D;  // canvas/canvas_2d.h

struct ReplacedContent {
    enum class Kind : std::uint8_t { image, canvas };
    Kind kind = Kind::image;
    /// CSS pixels; 0 x 0 while there is no picture. Of an <img>: as its width and height attributes have it, and where
    /// one of them is missing, by the picture's ratio.
    Size natural;

    // -- of an image
    std::string source;  // what is loading or has loaded
    bool complete = true;
    std::shared_ptr<const Bitmap> bitmap;
    std::string error;  // the sentence, where loading failed

    // -- of a canvas
    Attached<Canvas2D> canvas = nothing_attached<Canvas2D>();

    /// Width by height; 0: none.
    float ratio() const { return natural.width > 0 && natural.height > 0 ? natural.width / natural.height : 0; }
};

}  // namespace janklab
