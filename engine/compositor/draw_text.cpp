// SPDX-License-Identifier: MIT
// The part of DrawPlan that places glyphs. Sharp text takes its glyphs at the very size and place of its pixels; text
// that is turned, scaled unevenly or moved by an animation stretches them. The size in the atlas follows the layer's
// scale in quarters, so that an animated scale asks for a few sizes and not for one a frame. Where rows of texels do
// not lie along rows of pixels glyphs are twice as large, so that a pixel averages four texels: thin stems stay dark.
#include <algorithm>
#include <cmath>

#include "compositor/device_space.h"
#include "compositor/draw_plan.h"
#include "paint/item_geometry.h"

namespace janklab {

namespace {

constexpr float scale_step = 0.25f, largest_layer_scale = 8, turned_texels = 2;
constexpr float nearly = 1e-3f;
constexpr float smallest_pixels_per_em = 1;
constexpr int margin = 1;  // texels of the atlas around a glyph, into which a stretched one fades

constexpr float widest_glyph = 4;  // ems that a glyph reaches from its pen, more than any does

bool is_finite(Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }

// For numbers that an int can hold; some processors have no instruction for floor().
int floor_to_int(float value) {
    const int towards_zero = static_cast<int>(value);
    return towards_zero - (value < static_cast<float>(towards_zero));
}

bool has_bounds(const TextItem& item) { return !has_nan(item.bounds) && !item.bounds.empty(); }

// Layout's bounds, or where a list has none, room around each pen.
Rect reach_of(const TextItem& item, std::span<const Glyph> glyphs) {
    if (has_bounds(item)) return bounded(ink_of(item));
    Rect reach;
    for (std::uint32_t i = 0; i < item.count; ++i) {
        const Point pen = glyphs[item.first + i].pen;
        if (!is_finite(pen)) continue;
        reach = united(reach, grown({pen.x, pen.y, 0.01f, 0.01f}, 2 * item.font_size));
    }
    return reach;
}

// The greater part of a long text is skipped here, a line at a time: as little as will do.
bool is_far_above_or_below(const TextItem& item, const Transform& to_device, const Rect& clip) {
    if (to_device.b != 0 || to_device.c != 0 || item.bounds.empty()) return false;
    const float room = item.font_size;
    const float one = to_device.d * (item.bounds.y - room) + to_device.f;
    const float other = to_device.d * (item.bounds.bottom() + room) + to_device.f;
    return std::max(one, other) < clip.y || std::min(one, other) > clip.bottom();
}

}  // namespace

void DrawPlan::add_text(const TextItem& item, std::span<const Glyph> glyphs, GlyphAtlas& atlas) {
    Surroundings& here = open_.back();
    if (is_far_above_or_below(item, here.to_device, here.clip)) return;
    const bool usable = std::isfinite(item.font_size) && item.font_size > 0 && item.font_size <= farthest &&
                        item.first <= glyphs.size() && item.count <= glyphs.size() - item.first;
    if (!usable) {
        ++items_skipped_;
        return;
    }
    GlyphInstance common;
    common.color = premultiplied(item.color, here.opacity);
    common.weight = text_weight(item.color);
    if (common.color.a == 0) return;

    const Transform& to_device = here.to_device;
    const Rect reach = bounding(to_device, reach_of(item, glyphs));
    const Rect bounds = intersected(reach, here.clip);
    if (bounds.empty()) return;

    const float layer_scale = scale_of(to_device) / scale_;
    const float stepped =
        std::clamp(std::ceil((layer_scale - nearly) / scale_step) * scale_step, scale_step, largest_layer_scale);
    const bool turned = to_device.b != 0 || to_device.c != 0;
    const float wanted = item.font_size * scale_ * stepped * (turned ? turned_texels : 1);
    const float pixels_per_em = std::clamp(wanted, smallest_pixels_per_em, GlyphAtlas::largest_pixels_per_em);
    const bool sharp = here.snap_text && is_upright(to_device) && std::abs(to_device.a - to_device.d) < nearly &&
                       std::abs(stepped - layer_scale) < nearly && pixels_per_em == wanted;
    common.clip = clip_for(reach, sharp);
    const std::uint32_t batch =
        batch_for({.kind = sharp ? DrawKind::glyph : DrawKind::stretched_glyph, .bounds = bounds});
    const std::uint32_t left_out_before = glyphs_left_out_;
    const auto first = static_cast<std::uint32_t>(glyphs_.size());
    const std::span<const Glyph> own = glyphs.subspan(item.first, item.count);
    const GlyphRun run(item.face, pixels_per_em);
    if (sharp) add_sharp_glyphs(own, run, common, atlas);
    else add_stretched_glyphs(own, run, item.font_size / pixels_per_em, common, atlas);
    glyph_batches_.push_back({batch, first, static_cast<std::uint32_t>(glyphs_.size()) - first});
    if (glyphs_left_out_ != left_out_before) left_out_ = united(left_out_, bounds);
    touched_ = united(touched_, bounds);
}

PixelRect DrawPlan::left_out_area() const { return to_pixels(intersected(outward(left_out_), whole_)); }

// What is not ready is left out, or shown up to half a pixel beside its place where the atlas has it there.
const AtlasGlyph* DrawPlan::find_glyph(const GlyphRun& run, char32_t code_point, int subpixel, GlyphAtlas& atlas) {
    if (const AtlasGlyph* found = atlas.find(run, code_point, subpixel)) return found;
    if (!atlas.budget_is_spent()) {
        ++items_skipped_;
        return nullptr;
    }
    ++glyphs_left_out_;
    for (const int away : {1, -1, 2, -2}) {
        const int beside = subpixel + away;
        if (beside < 0 || beside >= Fonts::subpixel_positions) continue;
        if (const AtlasGlyph* found = atlas.find_kept(run, code_point, beside)) return found;
    }
    return nullptr;
}

void DrawPlan::add_sharp_glyphs(std::span<const Glyph> glyphs, const GlyphRun& run, GlyphInstance instance,
                                GlyphAtlas& atlas) {
    const Surroundings& here = open_.back();
    const Transform to_device = here.to_device;
    const PixelRect clip = to_pixels(here.clip);
    const Rect seen = grown(here.clip, widest_glyph * run.pixels_per_em);
    static_assert(Fonts::subpixel_positions == 4);
    for (const Glyph& glyph : glyphs) {
        const float x = to_device.a * glyph.pen.x + to_device.e, y = to_device.d * glyph.pen.y + to_device.f;
        if (!seen.contains({x, y})) {
            items_skipped_ += !is_finite(Point{x, y});
            continue;
        }
        const int quarters = floor_to_int(4 * x + 0.5f);
        const AtlasGlyph* found = find_glyph(run, glyph.code_point, quarters & 3, atlas);
        if (!found || found->width == 0) continue;
        const PixelRect full{(quarters >> 2) + found->left, floor_to_int(y + 0.5f) + found->top, found->width,
                             found->height};
        const bool whole =
            full.x >= clip.x && full.y >= clip.y && full.right() <= clip.right() && full.bottom() <= clip.bottom();
        const PixelRect cut = whole ? full : intersected(full, clip);
        if (cut.empty()) continue;
        const int left = found->x + cut.x - full.x, top = found->y + cut.y - full.y;
        instance.corner_and_across = {static_cast<float>(cut.x), static_cast<float>(cut.y),
                                      static_cast<float>(cut.width), 0};
        instance.down = {0, static_cast<float>(cut.height)};
        instance.texels = {static_cast<std::uint16_t>(left), static_cast<std::uint16_t>(top),
                           static_cast<std::uint16_t>(left + cut.width), static_cast<std::uint16_t>(top + cut.height)};
        glyphs_.push_back(instance);
    }
}

/// `stretch`: CSS pixels a texel.
void DrawPlan::add_stretched_glyphs(std::span<const Glyph> glyphs, const GlyphRun& run, float stretch,
                                    GlyphInstance instance, GlyphAtlas& atlas) {
    const Transform to_device = open_.back().to_device;
    const Point across{to_device.a * stretch, to_device.b * stretch},
        down{to_device.c * stretch, to_device.d * stretch};
    for (const Glyph& glyph : glyphs) {
        const Point pen = to_device.apply(glyph.pen);
        if (!is_finite(pen)) {
            ++items_skipped_;
            continue;
        }
        const AtlasGlyph* found = find_glyph(run, glyph.code_point, 0, atlas);
        if (!found || found->width == 0) continue;
        const auto left = static_cast<float>(found->left - margin), top = static_cast<float>(found->top - margin);
        const auto width = static_cast<float>(found->width + 2 * margin),
                   height = static_cast<float>(found->height + 2 * margin);
        instance.corner_and_across = {pen.x + across.x * left + down.x * top, pen.y + across.y * left + down.y * top,
                                      across.x * width, across.y * width};
        instance.down = {down.x * height, down.y * height};
        instance.texels = {static_cast<std::uint16_t>(found->x - margin), static_cast<std::uint16_t>(found->y - margin),
                           static_cast<std::uint16_t>(found->x + found->width + margin),
                           static_cast<std::uint16_t>(found->y + found->height + margin)};
        glyphs_.push_back(instance);
    }
}

}  // namespace janklab
