// SPDX-License-Identifier: MIT
// Pictures and pixels on a canvas. https://html.spec.whatwg.org/multipage/canvas.html#drawing-images
#include <algorithm>
#include <cmath>

#include "canvas/canvas_2d.h"
#include "canvas/canvas_bitmap.h"
#include "canvas/canvas_glyphs.h"
#include "dom/element.h"
#include "dom/replaced.h"

namespace janklab {
namespace {

constexpr int most_pixels = 16384;  // of a side, of what is read and written

/// Negative sizes go the other way.
Rect upright(float x, float y, float width, float height) {
    return {std::min(x, x + width), std::min(y, y + height), std::abs(width), std::abs(height)};
}

}  // namespace

CanvasImage::CanvasImage(Element& element) {
    const ReplacedContent* content = element.replaced();
    if (!content) return;
    if (content->kind == ReplacedContent::Kind::canvas) canvas = &element.canvas_2d();
    else bitmap = content->bitmap;
}

Size CanvasImage::size() const {
    const PixelSize pixels = canvas ? canvas->size() : bitmap ? bitmap->size() : PixelSize{};
    return {static_cast<float>(pixels.width), static_cast<float>(pixels.height)};
}

void Canvas2D::use_image(const CanvasImage& image, CanvasPaint& paint) {
    if (image.bitmap) {
        recorder_.keep(image.bitmap);
        paint.bitmap = image.bitmap.get();
    }
    if (!image.canvas) return;
    // As it is now, also when it is this canvas itself.
    std::shared_ptr<const CanvasChunk> source = image.canvas->newest();
    if (!source) return;
    if (image.canvas != this && !recorder_.keep(source)) {
        newest();
        recorder_.keep(source);
    } else if (image.canvas == this) {
        recorder_.keep(source);
    }
    if (image.canvas != this) recorder_.add_command_count(image.canvas->take_command_count());
    note_change();
    paint.canvas = source.get();
}

std::shared_ptr<CanvasPattern> Canvas2D::create_pattern(const CanvasImage& image, PatternRepetition repetition) {
    if (image.size().width == 0 || image.size().height == 0) return nullptr;
    const bool x = repetition == PatternRepetition::repeat || repetition == PatternRepetition::repeat_x;
    const bool y = repetition == PatternRepetition::repeat || repetition == PatternRepetition::repeat_y;
    return std::make_shared<CanvasPattern>(CanvasPattern{image, x, y, {}});
}

void Canvas2D::draw_image(const CanvasImage& image, float x, float y) {
    const Size size = image.size();
    draw_image(image, x, y, size.width, size.height);
}

void Canvas2D::draw_image(const CanvasImage& image, float x, float y, float width, float height) {
    const Size size = image.size();
    draw_image(image, 0, 0, size.width, size.height, x, y, width, height);
}

void Canvas2D::draw_image(const CanvasImage& image, float sx, float sy, float sw, float sh, float x, float y, float w,
                          float h) {
    for (const float number : {sx, sy, sw, sh, x, y, w, h}) {
        if (!std::isfinite(number)) return;
    }
    const Rect wanted = upright(sx, sy, sw, sh), target = upright(x, y, w, h);
    const Size size = image.size();
    const Rect source = intersected(wanted, {0, 0, size.width, size.height});
    if (source.empty() || target.empty()) return;
    // What lies beyond the picture is left out, of the target in proportion.
    const float across = target.width / wanted.width, down = target.height / wanted.height;
    const Rect shown{target.x + (source.x - wanted.x) * across, target.y + (source.y - wanted.y) * down,
                     source.width * across, source.height * down};
    CanvasPaint paint;
    paint.kind = image.canvas ? CanvasPaint::Kind::canvas : CanvasPaint::Kind::bitmap;
    paint.smooth = state_.smooth;
    paint.source = source;
    paint.to_canvas = state_.transform * Transform::translation(shown.x, shown.y) * Transform::scaling(across, down) *
                      Transform::translation(-source.x, -source.y);
    use_image(image, paint);
    if (!paint.bitmap && !paint.canvas) return;
    scratch_.clear();
    scratch_.set_transform(state_.transform);
    scratch_.rect(shown.x, shown.y, shown.width, shown.height);
    scratch_.set_transform({});
    const std::uint32_t index = recorder_.add_paint(paint, {});
    recorder_.add(CanvasFill{{.paint = index,
                              .clip = recorder_.clip_in_chunk(state_.clip),
                              .alpha = state_.alpha,
                              .operation = state_.operation,
                              .shadow = state_.shadow},
                             recorder_.add_path(scratch_.view())});
    note_change();
}

CanvasImageData Canvas2D::get_image_data(int x, int y, int width, int height) {
    width = std::clamp(width, 0, most_pixels);
    height = std::clamp(height, 0, most_pixels);
    CanvasImageData data{{width, height}, {}};
    data.rgba.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 0);
    const CanvasBitmap* drawn = recorder_.drawn();
    forget_paints();
    if (!drawn) return data;
    const PixelSize whole = drawn->size();
    for (int row = 0; row < height; ++row) {
        for (int column = 0; column < width; ++column) {
            const std::int64_t from_x = std::int64_t{x} + column, from_y = std::int64_t{y} + row;
            if (from_x < 0 || from_y < 0 || from_x >= whole.width || from_y >= whole.height) continue;
            const std::uint8_t* from = &drawn->rgba()[static_cast<std::size_t>(from_y * whole.width + from_x) * 4];
            std::uint8_t* to = &data.rgba[(static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                                           static_cast<std::size_t>(column)) *
                                          4];
            const unsigned alpha = to[3] = from[3];
            for (std::size_t c = 0; alpha > 0 && c < 3; ++c)
                to[c] = static_cast<std::uint8_t>(std::min(255u, (from[c] * 255u + alpha / 2) / alpha));
        }
    }
    return data;
}

void Canvas2D::put_image_data(const CanvasImageData& data, int x, int y) {
    const PixelSize size = data.size;
    if (size.width <= 0 || size.height <= 0 ||
        data.rgba.size() != static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 4)
        return;
    std::vector<std::uint8_t> premultiplied = data.rgba;
    for (std::size_t i = 0; i < premultiplied.size(); i += 4) {
        const unsigned alpha = premultiplied[i + 3];
        for (std::size_t c = 0; c < 3; ++c)
            premultiplied[i + c] = static_cast<std::uint8_t>((premultiplied[i + c] * alpha + 127) / 255);
    }
    constexpr int far = 1 << 24;
    recorder_.add_pixels(std::clamp(x, -far, far), std::clamp(y, -far, far), size, std::move(premultiplied));
    forget_paints();
    note_change();
}

}  // namespace janklab
