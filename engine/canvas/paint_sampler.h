// SPDX-License-Identifier: MIT
// PaintSampler: the colour of a paint at a point of the canvas, as shaders/canvas.frag finds it too. Pure.
// https://html.spec.whatwg.org/multipage/canvas.html#fill-and-stroke-styles
#pragma once

#include <array>
#include <span>

#include "canvas/canvas_commands.h"

namespace janklab {

/// Pixels of a picture, premultiplied.
struct PaintPicture {
    PixelSize size;
    std::span<const std::uint8_t> rgba;
};

class PaintSampler {
  public:
    /// All must outlive it.
    PaintSampler(const CanvasPaint& paint, std::span<const ColorStop> stops, const PaintPicture& picture);
    PaintColor at(Point canvas) const;

  private:
    PaintColor of_gradient(float place) const;
    PaintColor of_radial(Point p) const;
    PaintColor of_picture(Point p) const;
    PaintColor texel(int x, int y) const;

    const CanvasPaint& paint_;
    std::span<const ColorStop> stops_;
    PaintPicture picture_;
    Transform to_paint_;
    PaintColor color_{};
    bool nothing_ = false;
};

/// Red, green, blue, alpha, 0 to 1, not premultiplied: stops of a gradient are mixed so, unlike those of CSS.
std::array<float, 4> mixable(Color color);

/// From pixels of the canvas to the paint's own space; false: it is squeezed to nothing, and paints nothing.
bool from_canvas(const CanvasPaint& paint, Transform& into);

}  // namespace janklab
