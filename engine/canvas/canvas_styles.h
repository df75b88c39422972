// SPDX-License-Identifier: MIT
// What a Canvas2D draws with: pictures, gradients, patterns, text styles, pixels. Plain values. Page thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/bitmap.h"
#include "base/font_face.h"
#include "base/geometry.h"
#include "style/gradient.h"

namespace janklab {

class Canvas2D;
class Element;

/// Anything that can be drawn as a picture: a bitmap, an <img>, a canvas as it is now. Empty: there is nothing (an
/// <img> that has not loaded), and drawing it does nothing.
struct CanvasImage {
    CanvasImage(std::shared_ptr<const Bitmap> bitmap) : bitmap(std::move(bitmap)) {}
    CanvasImage(Canvas2D& canvas) : canvas(&canvas) {}
    CanvasImage(Element& element);  // <img> or <canvas>; any other is empty
    Size size() const;
    std::shared_ptr<const Bitmap> bitmap;
    Canvas2D* canvas = nullptr;
};

/// https://html.spec.whatwg.org/multipage/canvas.html#canvasgradient. Shared by whoever draws with it: stops added
/// later count for what is drawn from then on.
class CanvasGradient {
  public:
    /// 0 to 1; others, and NaN, are left out (the web throws). Equal ones keep the order in which they were added.
    void add_color_stop(float offset, Color color);

    bool radial = false;
    Point from, to;
    float from_radius = 0, to_radius = 0;
    std::vector<ColorStop> stops;
};
/// A picture again and again. https://html.spec.whatwg.org/multipage/canvas.html#canvaspattern
struct CanvasPattern {
    CanvasImage image;
    bool repeat_x = true, repeat_y = true;
    Transform transform;
};
enum class PatternRepetition : std::uint8_t { repeat, repeat_x, repeat_y, no_repeat };

/// `canvas.set_fill_style(rgb(0x336699))`, or a gradient or pattern that the canvas made.
struct CanvasStyle {
    CanvasStyle(Color color = rgb(0)) : color(color) {}
    CanvasStyle(std::shared_ptr<CanvasGradient> gradient) : gradient(std::move(gradient)) {}
    CanvasStyle(std::shared_ptr<CanvasPattern> pattern) : pattern(std::move(pattern)) {}
    Color color;
    std::shared_ptr<CanvasGradient> gradient;
    std::shared_ptr<CanvasPattern> pattern;
};

struct CanvasFont {
    FontFace face = FontFace::sans;
    float size = 10;  // CSS pixels
    friend bool operator==(const CanvasFont&, const CanvasFont&) = default;
};
enum class CanvasTextAlign : std::uint8_t { start, end, left, right, center };
enum class CanvasTextBaseline : std::uint8_t { alphabetic, top, hanging, middle, ideographic, bottom };
/// Distances from the point at which the text is drawn; up and left are positive for ascents and left.
struct CanvasTextMetrics {
    float width = 0;
    float actual_bounding_box_left = 0, actual_bounding_box_right = 0;
    float font_bounding_box_ascent = 0, font_bounding_box_descent = 0;
};

/// Rows from the top, four bytes a pixel: red, green, blue, alpha; not premultiplied.
struct CanvasImageData {
    PixelSize size;
    std::vector<std::uint8_t> rgba;
};

}  // namespace janklab
