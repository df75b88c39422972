// SPDX-License-Identifier: MIT
// Shadows: plain ones, and those of which a rounded box shows only what is outside or inside of it.
#include <algorithm>
#include <array>

#include "compositor/device_space.h"
#include "compositor/draw_plan.h"

namespace janklab {
namespace {

constexpr float sharpest_shadow = 0.3f;  // device pixels of standard deviation; less is an edge
constexpr float widest_shadow = 1000;

}  // namespace

void DrawPlan::add(const ShadowItem& item) {
    if (has_nan(item.rect) || has_nan(item.box)) {
        ++items_skipped_;
        return;
    }
    const PremultipliedColor color = premultiplied(item.color, open_.back().opacity);
    const Rect rect = bounded(item.rect), box = bounded(item.box);
    if (color.a == 0 || (item.inset ? box : rect).empty()) return;
    const float deviation = std::min(length_of(item.blur) / 2, widest_shadow);
    if (!box.empty()) add_cut_shadow(item, rect, box, deviation, color);
    else if (deviation * scale_of(open_.back().to_device) < sharpest_shadow)
        add_shape(DrawKind::box, rect, 0, item.radius, 0, color, {});
    else add_shape(DrawKind::shadow, rect, 3 * deviation, item.radius, deviation, color, {});
}

void DrawPlan::add_cut_shadow(const ShadowItem& item, const Rect& rect, const Rect& box, float deviation,
                              PremultipliedColor color) {
    PlacedShape shape;
    if (!place(item.inset ? box : rect, item.inset ? 0 : 3 * deviation, item.inset || deviation == 0, shape)) return;
    const float scale = shape.scale;
    const auto own = [&](const Rect& one, bool snaps) {
        if (!shape.upright) return Rect{one.x * scale, one.y * scale, one.width * scale, one.height * scale};
        const Rect device = bounding(open_.back().to_device, one);
        return snaps && open_.back().snap_boxes ? snapped(device) : device;
    };
    const auto place_of = [&](const Rect& one) -> std::array<float, 4> {
        return {one.x + one.width / 2 - shape.instance.shape[0], one.y + one.height / 2 - shape.instance.shape[1],
                one.width / 2, one.height / 2};
    };
    const Rect casting = own(rect, deviation == 0), edge = own(box, true);
    const auto casting_radii = radii_entry(device_corners(item.radius, shape.scales, casting.size()));
    const auto edge_radii = radii_entry(device_corners(item.box_radius, shape.scales, edge.size()));
    if (!casting_radii || !edge_radii) return;
    const std::array<float, 4> entries[] = {{deviation * scale, item.inset ? 1.f : 0.f, 0, 0},
                                            place_of(casting),
                                            *casting_radii,
                                            place_of(edge),
                                            *edge_radii};
    const int paint = add_table_entries(entries);
    if (paint < 0) {
        ++items_skipped_;
        return;
    }
    shape.instance.more[2] = static_cast<float>(paint);
    shape.instance.fill = color;
    add_placed(shape, {.kind = DrawKind::cut_shadow, .bounds = shape.bounds});
}

}  // namespace janklab
