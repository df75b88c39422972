// SPDX-License-Identifier: MIT
// From what a style says of pictures to display items: gradients and images as backgrounds, images as contents. Pure
// functions but for the list that they add to. Page thread.
#pragma once

#include <algorithm>
#include <memory>

#include "base/bitmap.h"
#include "canvas/canvas_commands.h"
#include "paint/display_list.h"
#include "style/style.h"

namespace janklab {

inline Rect padding_box_of(const Rect& border_box, const PixelEdges& border) {
    return {border_box.x + border.left, border_box.y + border.top,
            std::max(0.f, border_box.width - border.horizontal()),
            std::max(0.f, border_box.height - border.vertical())};
}

/// The rounded box that a background fills, and the padding box, to which size and place refer.
struct BackgroundArea {
    Rect border_box;
    Rect padding_box;
    PackedCorners radius;
};

/// Adds the gradient of `style`, `text` being currentcolor; nothing where it has none or nothing of it would be seen.
void add_background_gradient(const Style& style, Color text, const BackgroundArea& area, DisplayList& list);
/// Adds `picture` as the background that `style` asks for.
void add_background_picture(const Style& style, const BackgroundArea& area,
                            const std::shared_ptr<const Bitmap>& picture, DisplayList& list);
/// The same for a canvas.
void add_content_canvas(const Style& style, const Rect& content_box, const PackedCorners& radius,
                        const std::shared_ptr<const CanvasChunk>& canvas, DisplayList& list);
/// Adds `picture` as the contents of a box, as object-fit has it; cut to `content_box`, and to `radius` of its corners.
void add_content_picture(const Style& style, const Rect& content_box, const PackedCorners& radius,
                         const std::shared_ptr<const Bitmap>& picture, DisplayList& list);

}  // namespace janklab
