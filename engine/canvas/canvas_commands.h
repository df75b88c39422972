// SPDX-License-Identifier: MIT
// What a canvas was told to draw, as plain structs: recorded on the page thread, carried by the commit, played on the
// display thread. A chunk holds what one frame added; it begins with everything cleared, or says which chunk it goes on
// from. So a canvas can be drawn from its newest chunk alone, whether or not the frames between were ever shown, and
// again on another graphics context. Chunks are not written any more once they are sealed.
#pragma once

#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

#include "base/bitmap.h"
#include "base/geometry.h"
#include "base/ids.h"
#include "canvas/canvas_path.h"
#include "canvas/composite.h"
#include "canvas/stroke.h"
#include "style/gradient.h"

namespace janklab {

/// A canvas of a document, or one that is not shown.
using CanvasId = Id<struct CanvasTag>;

struct CanvasChunk;

/// What shapes are filled with. Points and radii are in the paint's own space; `to_canvas` maps it to pixels.
struct CanvasPaint {
    enum class Kind : std::uint8_t { color, linear_gradient, radial_gradient, bitmap, canvas };
    Kind kind = Kind::color;
    bool repeat_x = false, repeat_y = false;  // of pictures
    bool smooth = true;
    bool cut = false;  // of patterns: nothing lies beyond the edges that do not repeat
    Color color;
    Transform to_canvas;
    Point from, to;  // gradients: the line, or the centres of both circles
    float from_radius = 0, to_radius = 0;
    std::uint32_t first_stop = 0, stop_count = 0;
    Rect source;                          // of pictures: the part that is used, in their pixels
    const Bitmap* bitmap = nullptr;       // kept alive by the chunk
    const CanvasChunk* canvas = nullptr;  // likewise: the canvas as it was after this chunk
};

/// Blurred by `blur` / 2, moved by `offset`, in pixels of the canvas.
struct CanvasShadow {
    Color color = transparent;
    float blur = 0;
    Point offset;
    bool visible() const { return color.a > 0 && (blur > 0 || offset.x != 0 || offset.y != 0); }
    friend bool operator==(const CanvasShadow&, const CanvasShadow&) = default;
};

/// A part of the chunk's verbs and points, which are in pixels of the canvas.
struct CanvasPathRange {
    std::uint32_t first_verb = 0, verb_count = 0, first_point = 0, point_count = 0;
};

/// The area that may be drawn to: inside `path` and inside of the clip `parent`.
struct CanvasClip {
    static constexpr std::int32_t none = -1;
    CanvasPathRange path;
    FillRule rule = FillRule::nonzero;
    std::int32_t parent = none;
};

/// How a shape is put on what is there.
struct CanvasInk {
    std::uint32_t paint = 0;  // of the chunk
    std::int32_t clip = CanvasClip::none;
    float alpha = 1;
    CompositeOperation operation = CompositeOperation::source_over;
    CanvasShadow shadow;
};

struct CanvasFill {
    CanvasInk ink;
    CanvasPathRange path;
    FillRule rule = FillRule::nonzero;
};
/// The style's lengths are in a space that `to_canvas` maps to pixels.
struct CanvasStroke {
    CanvasInk ink;
    CanvasPathRange path;
    StrokeStyle style;
    Transform to_canvas;
    std::uint32_t first_dash = 0, dash_count = 0;
};
/// Replaces pixels, whatever the clip; those beyond the edges are left out.
struct CanvasPixels {
    int x = 0, y = 0, width = 0, height = 0;
    std::size_t first_byte = 0;  // premultiplied
};
using CanvasCommand = std::variant<CanvasFill, CanvasStroke, CanvasPixels>;

struct CanvasChunk {
    CanvasId canvas;
    std::uint64_t sequence = 0;  // counts the chunks of its canvas; never used twice
    PixelSize size;
    std::shared_ptr<const CanvasChunk> before;  // none: it begins with everything transparent

    std::vector<CanvasCommand> commands;
    std::vector<PathVerb> verbs;
    std::vector<Point> points;
    std::vector<CanvasPaint> paints;
    std::vector<ColorStop> stops;
    std::vector<float> dashes;
    std::vector<CanvasClip> clips;
    std::vector<std::uint8_t> pixels;
    std::vector<std::shared_ptr<const Bitmap>> bitmaps;
    std::vector<std::shared_ptr<const CanvasChunk>> sources;

    PathView path(const CanvasPathRange& range) const {
        return {std::span(verbs).subspan(range.first_verb, range.verb_count),
                std::span(points).subspan(range.first_point, range.point_count)};
    }
    /// As after construction, but that the vectors keep their capacity.
    void clear();
    /// Of its vectors' contents.
    std::size_t bytes() const;
};

}  // namespace janklab
