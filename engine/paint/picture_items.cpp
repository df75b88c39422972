// SPDX-License-Identifier: MIT
// Tiles, and the items that show them. https://drafts.csswg.org/css-backgrounds-3/#background-positioning-area
#include "paint/picture_items.h"

#include <algorithm>
#include <array>

namespace janklab {
namespace {

constexpr float smallest_tile = 1.f / 64;  // CSS pixels; smaller ones are not seen

Size size_of(const Bitmap& picture) {
    return {static_cast<float>(picture.size().width), static_cast<float>(picture.size().height)};
}

Tiling background_tiling(const Style& s, Size own, const Rect& area) {
    const Size tile = tile_size(s.background_size, own, area.size());
    return {.tile = {area.x + s.background_x.resolve(area.width - tile.width),
                     area.y + s.background_y.resolve(area.height - tile.height), tile.width, tile.height},
            .repeat_x = s.background_repeat_x == BackgroundRepeat::repeat,
            .repeat_y = s.background_repeat_y == BackgroundRepeat::repeat};
}

/// What of `rect` is covered by tiles. A box without round corners is cut to it, so that its edges are as sharp as a
/// box's. One tile that covers everything does not repeat.
Rect cut_to_tiles(Rect rect, const PackedCorners& radius, Tiling& tiling) {
    const Rect& tile = tiling.tile;
    if (tile.x <= rect.x && tile.right() >= rect.right()) tiling.repeat_x = false;
    if (tile.y <= rect.y && tile.bottom() >= rect.bottom()) tiling.repeat_y = false;
    const Rect once{tiling.repeat_x ? rect.x : tile.x, tiling.repeat_y ? rect.y : tile.y,
                    tiling.repeat_x ? rect.width : tile.width, tiling.repeat_y ? rect.height : tile.height};
    const Rect covered = intersected(rect, once);
    return radius.any() && !covered.empty() ? rect : covered;
}

/// Null where nothing of it would be seen.
ImageItem* add_image(const Rect& rect, const PackedCorners& radius, Tiling tiling, const Style& s, DisplayList& list) {
    if (tiling.tile.width < smallest_tile || tiling.tile.height < smallest_tile) return nullptr;
    const Rect covered = cut_to_tiles(rect, radius, tiling);
    if (covered.empty()) return nullptr;
    list.items.emplace_back(ImageItem{.rect = covered,
                                      .radius = radius,
                                      .tiling = tiling,
                                      .pixelated = s.image_rendering == ImageRendering::pixelated});
    return &std::get<ImageItem>(list.items.back());
}

void add_picture(const Rect& rect, const PackedCorners& radius, const Tiling& tiling, const Style& s,
                 const std::shared_ptr<const Bitmap>& picture, DisplayList& list) {
    ImageItem* item = add_image(rect, radius, tiling, s, list);
    if (!item) return;
    item->picture = picture.get();
    list.pictures.push_back(picture);
}

}  // namespace

void add_background_gradient(const Style& s, Color text, const BackgroundArea& area, DisplayList& list) {
    const Gradient& gradient = s.background_image.gradient;
    if (gradient.kind == GradientKind::none || gradient.count == 0) return;
    Tiling tiling = background_tiling(s, {}, area.padding_box);
    const Size tile = tiling.tile.size();
    if (tile.width < smallest_tile || tile.height < smallest_tile) return;
    const Rect covered = cut_to_tiles(area.border_box, area.radius, tiling);
    if (covered.empty()) return;
    std::array<ColorStop, Gradient::most_stops> stops;
    const GradientLine line = line_of(gradient, tile);
    const int count = place_stops(gradient, line.length, text, stops);
    const bool radial = gradient.kind == GradientKind::radial;
    list.items.emplace_back(GradientItem{.rect = covered,
                                         .radius = area.radius,
                                         .tiling = tiling,
                                         .radial = radial,
                                         .repeating = gradient.repeating,
                                         .from = line.from,
                                         .to = radial ? Point{line.radii.width, line.radii.height} : line.to,
                                         .first_stop = static_cast<std::uint32_t>(list.stops.size()),
                                         .stop_count = static_cast<std::uint32_t>(count)});
    list.stops.insert(list.stops.end(), stops.begin(), stops.begin() + count);
}

void add_background_picture(const Style& s, const BackgroundArea& area, const std::shared_ptr<const Bitmap>& picture,
                            DisplayList& list) {
    const Tiling tiling = background_tiling(s, size_of(*picture), area.padding_box);
    add_picture(area.border_box, area.radius, tiling, s, picture, list);
}

void add_content_picture(const Style& s, const Rect& content_box, const PackedCorners& radius,
                         const std::shared_ptr<const Bitmap>& picture, DisplayList& list) {
    const Rect tile = object_rect(s.object_fit, s.object_x, s.object_y, size_of(*picture), content_box);
    add_picture(content_box, radius, {.tile = tile}, s, picture, list);
}

void add_content_canvas(const Style& s, const Rect& content_box, const PackedCorners& radius,
                        const std::shared_ptr<const CanvasChunk>& canvas, DisplayList& list) {
    const Size own{static_cast<float>(canvas->size.width), static_cast<float>(canvas->size.height)};
    const Rect tile = object_rect(s.object_fit, s.object_x, s.object_y, own, content_box);
    ImageItem* item = add_image(content_box, radius, {.tile = tile}, s, list);
    if (!item) return;
    item->canvas = canvas.get();
    list.pictures.push_back(canvas);
}

}  // namespace janklab
