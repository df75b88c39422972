// SPDX-License-Identifier: MIT
// The part of DrawPlan that places gradients and images: boxes whose colour comes from a tile, which the shaders find
// in the table (shaders/tiles.glsl). A tile's edges lie on whole pixels where the box's do.
#include <algorithm>
#include <cmath>

#include "base/bitmap.h"
#include "canvas/canvas_commands.h"
#include "compositor/device_space.h"
#include "compositor/draw_plan.h"

namespace janklab {
namespace {

constexpr std::size_t most_stops = 64;

bool usable(const Rect& rect, const Tiling& tiling) {
    return !has_nan(rect) && !has_nan(tiling.tile) && tiling.tile.width > 0 && tiling.tile.height > 0;
}

/// A canvas has no smaller copies of itself.
TextureFilter filter_of(const ImageItem& item) {
    if (item.canvas) return item.pixelated ? TextureFilter::nearest : TextureFilter::linear;
    return item.pixelated ? TextureFilter::pixelated : TextureFilter::mipmapped;
}

/// What the shaders do at the edges of a tile: nothing lies beyond (0), it repeats (1), or the shape ends there (2).
struct TileEdges {
    float across = 0, down = 0;
};
TileEdges edges_of(const Tiling& tiling, const Rect& rect) {
    const Rect& tile = tiling.tile;
    const auto edge = [](bool repeats, bool covers) { return repeats ? 1.f : covers ? 2.f : 0.f; };
    return {edge(tiling.repeat_x, tile.x <= rect.x && tile.right() >= rect.right()),
            edge(tiling.repeat_y, tile.y <= rect.y && tile.bottom() >= rect.bottom())};
}

/// Position or ellipse of a point in the tile's own pixels; see shaders/gradient.frag.
std::array<float, 4> gradient_line(const GradientItem& item, float own_x, float own_y) {
    if (item.radial) {
        const float across = 1 / std::max(item.to.x, 1e-6f), down = 1 / std::max(item.to.y, 1e-6f);
        return {across / own_x, down / own_y, -item.from.x * across, -item.from.y * down};
    }
    const Point along = item.to - item.from;
    const float square = along.x * along.x + along.y * along.y;
    if (!(square > 0)) return {0, 0, 1, 0};
    return {along.x / square / own_x, along.y / square / own_y,
            -(item.from.x * along.x + item.from.y * along.y) / square, 0};
}

}  // namespace

Rect DrawPlan::place_tile(const Tiling& tiling, const Rect& rect, const PlacedShape& shape) const {
    const Rect tile = bounded(tiling.tile);
    Rect own;
    if (shape.upright) {
        own = bounding(open_.back().to_device, tile);
        if (shape.snapped) own = snapped_visibly(own);
    } else {
        own = {tile.x * shape.scale, tile.y * shape.scale, tile.width * shape.scale, tile.height * shape.scale};
    }
    if (tile == rect) own = shape.own;
    return own.moved_by({-shape.instance.shape[0], -shape.instance.shape[1]});
}

void DrawPlan::add(const GradientItem& item, std::span<const ColorStop> stops) {
    const bool in_list = item.first_stop <= stops.size() && item.stop_count <= stops.size() - item.first_stop;
    if (!usable(item.rect, item.tiling) || !in_list || item.stop_count == 0) {
        ++items_skipped_;
        return;
    }
    const Rect rect = bounded(item.rect);
    PlacedShape shape;
    if (rect.empty() || !place(rect, 0, true, shape)) return;
    const Rect tile = place_tile(item.tiling, rect, shape);
    std::array<std::array<float, 4>, 4 + 2 * most_stops> entries;
    const std::size_t count = std::min<std::size_t>(item.stop_count, most_stops);
    entries[0] = {tile.x, tile.y, tile.width, tile.height};
    const TileEdges edges = edges_of(item.tiling, rect);
    entries[1] = {edges.across, edges.down, item.radial ? 1.f : 0.f, item.repeating ? 1.f : 0.f};
    entries[2] = gradient_line(item, tile.width / item.tiling.tile.width, tile.height / item.tiling.tile.height);
    entries[3] = {static_cast<float>(count), 0, 0, 0};
    for (std::size_t i = 0; i < count; ++i) {
        const ColorStop& stop = stops[item.first_stop + i];
        entries[4 + 2 * i] = to_entry(premultiplied(stop.color, 1));
        entries[5 + 2 * i] = {stop.position, 0, 0, 0};
    }
    const int paint = add_table_entries(std::span(entries).first(4 + 2 * count));
    if (paint < 0) {
        ++items_skipped_;
        return;
    }
    if (!set_radii(item.radius, shape)) return;
    shape.instance.more[2] = static_cast<float>(paint);
    shape.instance.fill = premultiplied({255, 255, 255, 255}, open_.back().opacity);
    add_placed(shape, {.kind = DrawKind::gradient, .bounds = shape.bounds});
}

void DrawPlan::add(const ImageItem& item) {
    if (!usable(item.rect, item.tiling) || (!item.picture && !item.canvas)) {
        ++items_skipped_;
        return;
    }
    const Rect rect = bounded(item.rect);
    PlacedShape shape;
    if (rect.empty() || !place(rect, 0, true, shape)) return;
    const Rect tile = place_tile(item.tiling, rect, shape);
    const TileEdges edges = edges_of(item.tiling, rect);
    const std::array<float, 4> entries[] = {{tile.x, tile.y, tile.width, tile.height},
                                            {edges.across, edges.down, 0, 0}};
    const int paint = add_table_entries(entries);
    if (paint < 0) {
        ++items_skipped_;
        return;
    }
    if (!set_radii(item.radius, shape)) return;
    shape.instance.more[2] = static_cast<float>(paint);
    shape.instance.fill = premultiplied({255, 255, 255, 255}, open_.back().opacity);
    add_placed(shape, {.kind = DrawKind::image,
                       .bounds = shape.bounds,
                       .picture = item.picture,
                       .canvas = item.canvas,
                       .sampling = {filter_of(item), item.tiling.repeat_x, item.tiling.repeat_y}});
}

}  // namespace janklab
