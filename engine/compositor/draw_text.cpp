// SPDX-License-Identifier: MIT
// The part of DrawPlan that places glyphs. Sharp text takes its glyphs at the very size and place of its pixels; text
// that is turned, scaled unevenly or moved by an animation stretches them. The size in the atlas follows the layer's
// scale in quarters, so that an animated scale asks for a few sizes and not for one a frame.
#include <algorithm>
#include <cmath>

#include "compositor/device_space.h"
#include "compositor/draw_plan.h"

namespace janklab {

namespace {

constexpr float scale_step = 0.25f, largest_layer_scale = 8;
constexpr float nearly = 1e-3f;
constexpr float smallest_pixels_per_em = 1;
constexpr int margin = 1;  // texels of the atlas around a glyph, into which a stretched one fades

bool is_finite(Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }

// Layout's bounds, or where a list has none, room around each pen.
Rect reach_of(const TextItem& item, const DisplayList& list) {
    if (!has_nan(item.bounds) && !item.bounds.empty()) return bounded(ink_of(item));
    Rect reach;
    for (std::uint32_t i = 0; i < item.count; ++i) {
        const Point pen = list.glyphs[item.first + i].pen;
        if (!is_finite(pen)) continue;
        reach = united(reach, grown({pen.x, pen.y, 0.01f, 0.01f}, 2 * item.font_size));
    }
    return reach;
}

}  // namespace

void DrawPlan::add_text(const TextItem& item, const DisplayList& list, GlyphAtlas& atlas) {
    Surroundings& here = open_.back();
    const bool usable = std::isfinite(item.font_size) && item.font_size > 0 && item.font_size <= farthest &&
                        item.first <= list.glyphs.size() && item.count <= list.glyphs.size() - item.first;
    if (!usable) {
        ++items_skipped_;
        return;
    }
    GlyphInstance common;
    common.color = premultiplied(item.color, here.opacity);
    common.weight = text_weight(item.color);
    if (common.color.a == 0) return;

    const Transform& to_device = here.to_device;
    const Rect reach = bounding(to_device, reach_of(item, list));
    const Rect bounds = intersected(reach, here.clip);
    if (bounds.empty()) return;

    const float layer_scale = scale_of(to_device) / scale_;
    const float stepped =
        std::clamp(std::ceil((layer_scale - nearly) / scale_step) * scale_step, scale_step, largest_layer_scale);
    const float wanted = item.font_size * scale_ * stepped;
    const float pixels_per_em = std::clamp(wanted, smallest_pixels_per_em, GlyphAtlas::largest_pixels_per_em);
    const bool sharp = here.snap_text && is_upright(to_device) && std::abs(to_device.a - to_device.d) < nearly &&
                       std::abs(stepped - layer_scale) < nearly && pixels_per_em == wanted;
    common.clip = clip_for(reach, sharp);
    const std::uint32_t batch =
        batch_for({.kind = sharp ? DrawKind::glyph : DrawKind::stretched_glyph, .bounds = bounds});
    const std::uint32_t left_out_before = glyphs_left_out_;
    for (std::uint32_t i = 0; i < item.count; ++i) {
        add_glyph(list.glyphs[item.first + i], item, pixels_per_em, sharp, common, batch, atlas);
    }
    if (glyphs_left_out_ != left_out_before) left_out_ = united(left_out_, bounds);
    touched_ = united(touched_, bounds);
}

PixelRect DrawPlan::left_out_area() const { return to_pixels(intersected(outward(left_out_), whole_)); }

// What is not ready is left out, or shown up to half a pixel beside its place where the atlas has it there.
const AtlasGlyph* DrawPlan::find_glyph(const GlyphKey& key, GlyphAtlas& atlas) {
    if (const AtlasGlyph* found = atlas.find(key)) return found;
    if (!atlas.budget_is_spent()) {
        ++items_skipped_;
        return nullptr;
    }
    ++glyphs_left_out_;
    for (const int away : {1, -1, 2, -2}) {
        GlyphKey beside = key;
        beside.subpixel += away;
        if (beside.subpixel < 0 || beside.subpixel >= Fonts::subpixel_positions) continue;
        if (const AtlasGlyph* found = atlas.find_kept(beside)) return found;
    }
    return nullptr;
}

void DrawPlan::add_glyph(const Glyph& glyph, const TextItem& item, float pixels_per_em, bool sharp,
                         const GlyphInstance& common, std::uint32_t batch, GlyphAtlas& atlas) {
    const Surroundings& here = open_.back();
    const Point pen = here.to_device.apply(glyph.pen);
    if (!is_finite(pen)) {
        ++items_skipped_;
        return;
    }
    const float quarters = sharp ? std::floor(pen.x * Fonts::subpixel_positions + 0.5f) : 0;
    const float whole_x = std::floor(quarters / Fonts::subpixel_positions);
    const int subpixel = static_cast<int>(quarters - whole_x * Fonts::subpixel_positions);
    const AtlasGlyph* found = find_glyph({item.face, glyph.code_point, pixels_per_em, subpixel}, atlas);
    if (!found || found->width == 0) return;
    GlyphInstance instance = common;
    if (sharp) {
        const Rect full{whole_x + found->left, std::floor(pen.y + 0.5f) + found->top, static_cast<float>(found->width),
                        static_cast<float>(found->height)};
        const Rect cut = intersected(full, here.clip);
        if (cut.empty()) return;
        const auto left = static_cast<std::uint16_t>(found->x + static_cast<int>(cut.x - full.x));
        const auto top = static_cast<std::uint16_t>(found->y + static_cast<int>(cut.y - full.y));
        instance.corner_and_across = {cut.x, cut.y, cut.width, 0};
        instance.down = {0, cut.height};
        instance.texels = {left, top, static_cast<std::uint16_t>(left + static_cast<int>(cut.width)),
                           static_cast<std::uint16_t>(top + static_cast<int>(cut.height))};
    } else {
        const float stretch = item.font_size / pixels_per_em;  // CSS pixels a texel
        const Transform& t = here.to_device;
        const Point across{t.a * stretch, t.b * stretch}, down{t.c * stretch, t.d * stretch};
        const auto left = static_cast<float>(found->left - margin), top = static_cast<float>(found->top - margin);
        const auto width = static_cast<float>(found->width + 2 * margin),
                   height = static_cast<float>(found->height + 2 * margin);
        instance.corner_and_across = {pen.x + across.x * left + down.x * top, pen.y + across.y * left + down.y * top,
                                      across.x * width, across.y * width};
        instance.down = {down.x * height, down.y * height};
        instance.texels = {static_cast<std::uint16_t>(found->x - margin), static_cast<std::uint16_t>(found->y - margin),
                           static_cast<std::uint16_t>(found->x + found->width + margin),
                           static_cast<std::uint16_t>(found->y + found->height + margin)};
    }
    glyph_batches_.push_back(batch);
    glyphs_.push_back(instance);
}

}  // namespace janklab
