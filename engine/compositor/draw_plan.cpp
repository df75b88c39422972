// SPDX-License-Identifier: MIT
// Layers, clips, boxes and batches. The parts for glyphs, pictures, borders, shadows, scrolling and labels are
// draw_text.cpp, draw_pictures.cpp, draw_borders.cpp, draw_shadows.cpp, draw_scrolling.cpp and draw_labels.cpp.
#include "compositor/draw_plan.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "compositor/device_space.h"
#include "paint/item_geometry.h"

namespace janklab {

namespace {

constexpr Rect everywhere{-1e9f, -1e9f, 2e9f, 2e9f};
constexpr int batches_looked_back = 16;
constexpr std::size_t parts_compared = 8;
// A circle's arc leaves this part of the radius free of the corner of its square, and a little more.
constexpr float corner_share = 0.3f;
constexpr std::uint16_t ellipses_in_table = 0xffff;  // as shape.vert has it; more than PackedCorners::largest
constexpr float flat = 1e-4f;                        // device pixels a CSS pixel; a layer squeezed more shows nothing

float finite_or(float value, float otherwise) { return std::isfinite(value) ? value : otherwise; }

template <class T>
bool is(const DisplayItem& item) {
    return std::holds_alternative<T>(item);
}

// Whether the parts of the layer with those contents could cover one another: then its opacity needs a group.
bool parts_overlap(std::span<const DisplayItem> contents) {
    std::array<Rect, parts_compared> parts;
    std::size_t count = 0;
    for (const DisplayItem& item : contents) {
        if (is<PopLayerItem>(item)) return false;
        if (is<PushLayerItem>(item) || is<SubListItem>(item) || is<PushScrollItem>(item) || is<PushShiftItem>(item))
            return true;
        if (is<PushClipItem>(item) || is<PopClipItem>(item)) continue;
        const auto* box = std::get_if<BoxItem>(&item);
        if (box && box->fill.a > 0 && box->border_width > 0 && box->border.a > 0) return true;
        const auto* text = std::get_if<TextItem>(&item);
        const Rect part = text ? text->bounds : ink_of(item);
        for (std::size_t p = 0; p < count; ++p) {
            if (overlap(parts[p], part)) return true;
        }
        if (count == parts_compared) return true;
        parts[count++] = part;
    }
    return false;
}

}  // namespace

PremultipliedColor premultiplied(Color color, float opacity) {
    const float alpha = static_cast<float>(color.a) * std::clamp(opacity, 0.f, 1.f);
    const auto channel = [&](std::uint8_t c) {
        return static_cast<std::uint8_t>(static_cast<float>(c) * alpha / 255 + 0.5f);
    };
    return {channel(color.r), channel(color.g), channel(color.b), static_cast<std::uint8_t>(alpha + 0.5f)};
}

// Blending in linear light would bend by -0.9 (black) to 0.9 (white), and small dark text falls apart with all of it:
// fonts are drawn for screens that do a part of that. So do browsers, whose part this is, measured: lines of 11 to 32
// pixels have the ink that Chromium gives them (tests/compositor/ink_test.cpp), whatever is behind.
float text_weight(Color color) {
    const float lightness = (0.2126f * color.r + 0.7152f * color.g + 0.0722f * color.b) / 255;
    return -0.08f + 0.36f * lightness;
}

void DrawPlan::make(const DisplayList& list, std::span<const HeldPose> poses, float scale, const PixelRect& area,
                    std::size_t table_capacity, GlyphAtlas& atlas, const Scrolling* scrolling, TimePoint now) {
    scrolling_ = scrolling;
    now_ = now;
    scale_ = scale;
    table_capacity_ = table_capacity;
    whole_ = to_rect(area);
    steps_.clear();
    batches_.clear();
    segment_start_ = 0;
    shapes_.clear();
    glyphs_.clear();
    shape_batches_.clear();
    glyph_batches_.clear();
    table_.clear();
    touched_ = {};
    group_depth_ = 0;
    groups_ = items_skipped_ = glyphs_left_out_ = 0;
    left_out_ = {};
    ports_.resize(scrolling ? scrolling->tree().scrollers.size() : 0);
    open_.clear();
    open_.push_back(
        {.to_device = Transform::scaling(scale, scale), .clip = whole_, .unclipped = everywhere, .outer_touched = {}});

    labels_ = list.labels;
    label_places_.assign(labels_.size(), {});
    add_all(list.contents(), poses, atlas);
    add_labels(list.contents(), atlas);
    close_segment();
    pack();
}

void DrawPlan::add_all(const DisplayItems& contents, std::span<const HeldPose> poses, GlyphAtlas& atlas) {
    const std::size_t outside = open_.size();
    for (const DisplayItem& item : contents.items) {
        if (const auto* clip = std::get_if<PushClipItem>(&item)) push(*clip);
        else if (const auto* layer = std::get_if<PushLayerItem>(&item))
            push(*layer, contents.items.subspan(static_cast<std::size_t>(&item - contents.items.data()) + 1), poses);
        else if (const auto* scroll = std::get_if<PushScrollItem>(&item)) push(*scroll);
        else if (const auto* shift = std::get_if<PushShiftItem>(&item)) push(*shift);
        else if (is<PopScrollItem>(item)) pop(Opened::scroll, outside);
        else if (is<PopShiftItem>(item)) pop(Opened::shift, outside);
        else if (is<PopClipItem>(item)) pop(Opened::clip, outside);
        else if (is<PopLayerItem>(item)) pop(Opened::layer, outside);
        else if (open_.back().shows_nothing() && !is<SubListItem>(item)) continue;
        else if (const auto* box = std::get_if<BoxItem>(&item)) add(*box);
        else if (const auto* text = std::get_if<TextItem>(&item)) add_text(*text, contents.glyphs, atlas);
        else if (const auto* shadow = std::get_if<ShadowItem>(&item)) add(*shadow);
        else if (const auto* gradient = std::get_if<GradientItem>(&item)) add(*gradient, contents.stops);
        else if (const auto* image = std::get_if<ImageItem>(&item)) add(*image);
        else if (const auto* border = std::get_if<BorderItem>(&item)) add(*border);
        else if (const auto* inner = std::get_if<SubListItem>(&item)) add(*inner, poses, atlas);
    }
    while (open_.size() > outside) {  // pushes that nobody popped
        ++items_skipped_;
        pop(open_.back().by, outside);
    }
}

void DrawPlan::add(const SubListItem& item, std::span<const HeldPose> poses, GlyphAtlas& atlas) {
    Surroundings& here = open_.back();
    const Transform outside = here.to_device;
    here.to_device = outside * Transform::translation(item.offset.x, item.offset.y);
    // Poses put layers elsewhere than the bounds say, and what leaves clips is not in them; edges are soft or snapped
    // up to a pixel further out.
    const bool anywhere = (item.list->has_layers() && !poses.empty()) || item.list->has_shifts();
    const Rect reach = grown(bounding(here.to_device, bounded(item.list->bounds())), 2);
    if (anywhere || overlap(reach, here.clip)) add_all(item.list->contents(), poses, atlas);
    open_.back().to_device = outside;  // the reference may be to where the stack was
}

void DrawPlan::push(const PushClipItem& item) {
    Surroundings inner = open_.back();
    inner.by = Opened::clip;
    inner.moved = {};
    if (inner.hidden || has_nan(item.rect)) {
        items_skipped_ += !inner.hidden;
        open_.push_back(inner);
        return;
    }
    const Rect rect = bounded(item.rect);
    const Transform& to_device = inner.to_device;
    const float scale = scale_of(to_device);
    if (is_upright(to_device)) {
        const Rect exact = bounding(to_device, rect);
        const Rect device = inner.snap_boxes ? snapped(exact) : exact;
        const Corners radius = device_corners(item.radius, {to_device.a, to_device.d}, device.size());
        inner.clip = intersected(inner.clip, outward(device));
        if (item.radius.any() || !inner.snap_boxes) {
            inner.clip_node = add_clip_node(device, radius, Transform{}, inner.clip_node);
            inner.unclipped = intersected(inner.unclipped, device.inset_by(corner_share * radius.largest() + 0.5f));
        }
    } else {
        Transform to_own = Transform::scaling(scale, scale) * inverse(to_device);
        const Rect own{rect.x * scale, rect.y * scale, rect.width * scale, rect.height * scale};
        inner.clip = intersected(inner.clip, outward(bounding(to_device, rect)));
        inner.clip_node =
            add_clip_node(own, device_corners(item.radius, {scale, scale}, own.size()), to_own, inner.clip_node);
        inner.unclipped = {};
    }
    inner.rect_node = -1;
    open_.push_back(inner);
}

void DrawPlan::push(const PushLayerItem& item, std::span<const DisplayItem> contents, std::span<const HeldPose> poses) {
    Surroundings inner = open_.back();
    inner.by = Opened::layer;
    const HeldPose* held = pose_of(item.layer, poses);
    const Transform own = layer_transform(item, held);
    if (inner.hidden || !is_finite(own)) {
        items_skipped_ += !inner.hidden;
        inner.hidden = true;
        open_.push_back(inner);
        return;
    }
    const Transform outer = inner.to_device;
    inner.to_device = inner.to_device * own;
    if (!labels_.empty()) note_label_place(item.layer, bounding(inner.to_device, bounded(item.bounds)));
    const bool moving = held && held->running && held->pose.transform;
    // By itself: a list that was recorded elsewhere may have been moved by parts of pixels.
    const bool shifts_whole_pixels = own.a == 1 && own.b == 0 && own.c == 0 && own.d == 1 &&
                                     is_whole(inner.to_device.e - outer.e) && is_whole(inner.to_device.f - outer.f);
    inner.snap_boxes &= shifts_whole_pixels && !moving;
    inner.snap_text &= !moving;
    const float opacity =
        std::clamp(finite_or(held ? held->pose.opacity.value_or(item.opacity) : item.opacity, 1), 0.f, 1.f);
    inner.hidden = opacity == 0 || scale_of(inner.to_device) < flat;
    if (!inner.hidden && opacity < 1) {
        if (group_depth_ < deepest_group && parts_overlap(contents)) {
            inner.by = Opened::group;
            inner.group_opacity = inner.opacity * opacity;
            inner.opacity = 1;
        } else {
            inner.opacity *= opacity;
        }
    }
    open_.push_back(inner);
    if (inner.by == Opened::group) begin_group();
}

void DrawPlan::pop(Opened expected, std::size_t outside) {
    const Opened by = open_.back().by;
    const bool fits = by == expected || (by == Opened::group && expected == Opened::layer);
    if (open_.size() == outside || !fits) {
        ++items_skipped_;
        return;
    }
    if (by == Opened::group) end_group();
    const Rect port = open_.back().port;
    const int node = by == Opened::scroll ? open_.back().node : -1;
    open_.pop_back();
    if (node >= 0 && !open_.back().shows_nothing()) add_bars(node, port);
}

void DrawPlan::begin_group() {
    close_segment();
    Surroundings& group = open_.back();
    group.group_step = steps_.size();
    group.outer_touched = touched_;
    touched_ = {};
    ++group_depth_;
    steps_.push_back({.kind = DrawStep::Kind::begin_group, .depth = group_depth_, .area = {}});
}

void DrawPlan::end_group() {
    const Surroundings& group = open_.back();
    close_segment();
    const Rect area = intersected(outward(touched_), whole_);
    touched_ = group.outer_touched;
    if (area.empty()) {
        steps_.resize(group.group_step);
        --group_depth_;
        return;
    }
    steps_[group.group_step].area = to_pixels(area);
    steps_.push_back({.kind = DrawStep::Kind::end_group, .depth = group_depth_, .area = to_pixels(area)});
    --group_depth_;
    ++groups_;
    touched_ = united(touched_, area);
    ShapeInstance picture;
    picture.quad = {area.x, area.y, area.right(), area.bottom()};
    picture.fill = premultiplied({255, 255, 255, 255}, group.group_opacity);
    shape_batches_.push_back(batch_for({.kind = DrawKind::group, .bounds = area}));
    shapes_.push_back(picture);
}

void DrawPlan::add(const BoxItem& item) {
    if (has_nan(item.rect)) {
        ++items_skipped_;
        return;
    }
    const Surroundings& here = open_.back();
    const PremultipliedColor fill = premultiplied(item.fill, here.opacity);
    float border_width = length_of(item.border_width);
    const PremultipliedColor border =
        border_width > 0 ? premultiplied(item.border, here.opacity) : PremultipliedColor{};
    if (border.a == 0) border_width = 0;
    if (fill.a == 0 && border.a == 0) return;
    const Rect rect = bounded(item.rect);
    if (rect.empty()) return;
    add_shape(DrawKind::box, rect, 0, item.radius, border_width, fill, border);
}

bool DrawPlan::place(const Rect& rect, float grow, bool may_snap, PlacedShape& into) const {
    const Surroundings& here = open_.back();
    const Transform& to_device = here.to_device;
    const float scale = into.scale = scale_of(to_device);
    into.upright = is_upright(to_device);
    into.snapped = into.upright && here.snap_boxes && may_snap;
    if (into.upright) {
        into.own = bounding(to_device, rect);
        into.scales = {to_device.a, to_device.d};
        if (into.snapped) into.own = snapped_visibly(into.own);
    } else {
        into.own = {rect.x * scale, rect.y * scale, rect.width * scale, rect.height * scale};
        into.scales = {scale, scale};
        into.instance.matrix = {to_device.a / scale, to_device.b / scale, to_device.c / scale, to_device.d / scale};
        into.instance.more[0] = to_device.e;
        into.instance.more[1] = to_device.f;
    }
    Rect quad = into.snapped ? into.own : grown(into.own, grow * scale + 1);
    into.reach = into.upright ? quad : grown(bounding(to_device, rect), grow * scale + 2);
    into.bounds = intersected(into.reach, here.clip);
    if (into.bounds.empty()) return false;
    if (into.upright) quad = into.reach = into.bounds;
    const Rect& own = into.own;
    into.instance.quad = {quad.x, quad.y, quad.right(), quad.bottom()};
    into.instance.shape = {own.x + own.width / 2, own.y + own.height / 2, own.width / 2, own.height / 2};
    return true;
}

void DrawPlan::add_placed(PlacedShape& shape, const Batch& batch) {
    shape.instance.clip = clip_for(shape.reach, shape.upright);
    shape_batches_.push_back(batch_for(batch));
    shapes_.push_back(shape.instance);
    touched_ = united(touched_, shape.bounds);
}

void DrawPlan::add_shape(DrawKind kind, const Rect& rect, float grow, const PackedCorners& radius, float border_or_blur,
                         PremultipliedColor fill, PremultipliedColor border) {
    PlacedShape shape;
    if (!place(rect, grow, kind == DrawKind::box, shape)) return;
    float thickness = border_or_blur * shape.scale;
    if (shape.snapped && thickness > 0) thickness = std::max(1.f, std::floor(thickness + 1.f / 64));
    if (!set_radii(radius, shape)) return;
    if (shape.snapped && shape.instance.radii == decltype(shape.instance.radii){} && thickness == 0)
        kind = DrawKind::solid;
    shape.instance.more[2] = thickness;
    shape.instance.fill = fill;
    shape.instance.border = border;
    add_placed(shape, {.kind = kind, .bounds = shape.bounds});
}

int DrawPlan::clip_for(const Rect& reach, bool cut_already) {
    Surroundings& here = open_.back();
    if (!cut_already && !inside(reach, here.clip) && here.clip != whole_) {
        if (here.rect_node < 0) here.rect_node = add_clip_node(here.clip, {}, Transform{}, here.clip_node);
        return here.rect_node;
    }
    return inside(reach, here.unclipped) ? -1 : here.clip_node;
}

int DrawPlan::add_table_entries(std::span<const std::array<float, 4>> entries) {
    constexpr std::size_t together = 4;
    const std::size_t rounded = (entries.size() + together - 1) / together * together;
    if (table_.size() + rounded > table_capacity_) return -1;
    const int index = static_cast<int>(table_.size() / together);
    table_.insert(table_.end(), entries.begin(), entries.end());
    table_.resize(table_.size() + rounded - entries.size());
    return index;
}

std::optional<std::array<float, 4>> DrawPlan::radii_entry(const Corners& c) {
    if (c.are_circular())
        return std::array{c.top_left.width, c.top_right.width, c.bottom_right.width, c.bottom_left.width};
    const std::array<float, 4> ellipses[] = {
        {c.top_left.width, c.top_right.width, c.bottom_right.width, c.bottom_left.width},
        {c.top_left.height, c.top_right.height, c.bottom_right.height, c.bottom_left.height}};
    const int place = add_table_entries(ellipses);
    if (place >= 0) return std::array{-1 - static_cast<float>(place), 0.f, 0.f, 0.f};
    ++items_skipped_;
    return std::nullopt;
}

bool DrawPlan::set_radii(const PackedCorners& radius, PlacedShape& shape) {
    if (!radius.any()) return true;
    if (radius.are_one_circle() && shape.scales.width == shape.scales.height) {
        const float device = radius.unpacked().top_left.width * shape.scales.width;
        return shape.instance.radii = PackedCorners(fitting(device, shape.own.size())).across, true;
    }
    const Corners corners = device_corners(radius, shape.scales, shape.own.size());
    if (corners.are_circular()) return shape.instance.radii = PackedCorners(corners).across, true;
    const auto entry = radii_entry(corners);
    if (!entry) return false;
    const auto place = static_cast<std::uint32_t>(-1 - (*entry)[0]);
    shape.instance.radii = {ellipses_in_table, static_cast<std::uint16_t>(place),
                            static_cast<std::uint16_t>(place >> 16), 0};
    return true;
}

int DrawPlan::add_clip_node(const Rect& rect, const Corners& radius, const Transform& to_own, int around) {
    const auto radii = radii_entry(radius);
    if (!radii) return around;
    const std::array<float, 4> entries[] = {
        {to_own.a, to_own.b, to_own.c, to_own.d},
        {to_own.e, to_own.f, static_cast<float>(around), 0},
        {rect.x + rect.width / 2, rect.y + rect.height / 2, rect.width / 2, rect.height / 2},
        *radii};
    const int node = add_table_entries(entries);
    if (node >= 0) return node;
    ++items_skipped_;
    return around;
}

std::uint32_t DrawPlan::batch_for(const Batch& wanted) {
    const std::size_t oldest =
        std::max<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(batches_.size()) - batches_looked_back,
                                 static_cast<std::ptrdiff_t>(segment_start_));
    for (std::size_t i = batches_.size(); i-- > oldest;) {
        Batch& batch = batches_[i];
        if (batch.kind == wanted.kind && batch.picture == wanted.picture && batch.canvas == wanted.canvas &&
            batch.sampling == wanted.sampling) {
            batch.bounds = united(batch.bounds, wanted.bounds);
            return static_cast<std::uint32_t>(i);
        }
        if (overlap(batch.bounds, wanted.bounds)) break;
    }
    batches_.push_back(wanted);
    return static_cast<std::uint32_t>(batches_.size() - 1);
}

void DrawPlan::close_segment() {
    for (; segment_start_ < batches_.size(); ++segment_start_) {
        const Batch& batch = batches_[segment_start_];
        steps_.push_back({.what = batch.kind,
                          .depth = group_depth_ + (batch.kind == DrawKind::group),
                          .area = batch.picture || batch.canvas ? to_pixels(outward(batch.bounds)) : PixelRect{},
                          .picture = batch.picture,
                          .canvas = batch.canvas,
                          .sampling = batch.sampling});
    }
}

// Brings the instances of each batch together. Batches and the steps that draw them stand in the same order.
void DrawPlan::pack() {
    for (const std::uint32_t batch : shape_batches_) ++batches_[batch].count;
    for (const BatchPart& part : glyph_batches_) batches_[part.batch].count += part.count;
    std::size_t bytes = 0, next = 0;
    for (DrawStep& step : steps_) {
        if (step.kind != DrawStep::Kind::draw) continue;
        Batch& batch = batches_[next++];
        batch.first = step.first_byte = static_cast<std::uint32_t>(bytes);
        step.count = batch.count;
        bytes += batch.count * (draws_glyphs(batch.kind) ? sizeof(GlyphInstance) : sizeof(ShapeInstance));
    }
    instances_.resize(bytes);
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
        std::uint32_t& to = batches_[shape_batches_[i]].first;
        std::memcpy(&instances_[to], &shapes_[i], sizeof(ShapeInstance));
        to += sizeof(ShapeInstance);
    }
    for (const BatchPart& part : glyph_batches_) {
        if (part.count == 0) continue;
        std::uint32_t& to = batches_[part.batch].first;
        std::memcpy(&instances_[to], &glyphs_[part.first], part.count * sizeof(GlyphInstance));
        to += static_cast<std::uint32_t>(part.count * sizeof(GlyphInstance));
    }
}

}  // namespace janklab
