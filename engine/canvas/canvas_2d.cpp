// SPDX-License-Identifier: MIT
// State, styles, shapes. Text is in canvas_text.cpp, pictures and pixels in canvas_images.cpp.
#include "canvas/canvas_2d.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "canvas/canvas_glyphs.h"
#include "canvas/coverage.h"
#include "dom/document.h"
#include "dom/replaced.h"

namespace janklab {
namespace {

constexpr std::uint32_t no_paint = UINT32_MAX;

template <class... Numbers>
bool finite(Numbers... numbers) {
    return (std::isfinite(numbers) && ...);
}
bool finite(const Transform& t) { return finite(t.a, t.b, t.c, t.d, t.e, t.f); }

}  // namespace

// -- for documents
// -----------------------------------------------------------------------------------------------------

Canvas2D& Element::canvas_2d() {
    MUST(replaced_ && replaced_->kind == ReplacedContent::Kind::canvas, "canvas_2d() is for <canvas> alone");
    if (!replaced_->canvas) {
        const PixelSize size{static_cast<int>(replaced_->natural.width), static_cast<int>(replaced_->natural.height)};
        replaced_->canvas = Attached<Canvas2D>(
            new Canvas2D(size, document_->text_measurer, [this] { document_->note_change(*this, Dirty::paint); }),
            [](Canvas2D* canvas) { delete canvas; });
        document_->hooks.canvas_resized = [](Element& element) {
            ReplacedContent& content = *element.replaced();
            if (!content.canvas) return;
            content.canvas->resize({static_cast<int>(content.natural.width), static_cast<int>(content.natural.height)});
        };
    }
    return *replaced_->canvas;
}

// -- state
// -------------------------------------------------------------------------------------------------------------

Canvas2D::Canvas2D(PixelSize size, const TextMeasurer* text, Callback changed)
    : recorder_(size),
      text_(text),
      changed_(std::move(changed)),
      fill_paint_(no_paint),
      stroke_paint_(no_paint),
      glyphs_(std::make_unique<CanvasGlyphs>()) {}
Canvas2D::~Canvas2D() = default;

void Canvas2D::note_change() {
    if (!told_ && changed_) {
        told_ = true;
        changed_();
    }
}

std::shared_ptr<const CanvasChunk> Canvas2D::newest() {
    told_ = false;
    std::shared_ptr<const CanvasChunk> chunk = recorder_.seal();
    forget_paints();
    return chunk;
}

void Canvas2D::forget_paints() {
    fill_paint_ = stroke_paint_ = no_paint;
    paint_epoch_ = recorder_.epoch();
}

void Canvas2D::resize(PixelSize size) {
    recorder_.resize(size);
    state_ = State{};
    saved_count_ = 0;
    path_.clear();
    path_.set_transform({});
    forget_paints();
    note_change();
}

void Canvas2D::save() {
    if (saved_count_ == saved_.size()) saved_.push_back(state_);
    else saved_[saved_count_] = state_;
    ++saved_count_;
}

void Canvas2D::restore() {
    if (saved_count_ == 0) return;
    std::swap(state_, saved_[--saved_count_]);
    recorder_.drop_clips_behind(state_.clip);
    path_.set_transform(state_.transform);
    forget_paints();
}

void Canvas2D::set_transform(const Transform& transform) {
    if (!finite(transform)) return;
    state_.transform = transform;
    path_.set_transform(transform);
    if (state_.fill.gradient || state_.fill.pattern) fill_paint_ = no_paint;
    if (state_.stroke_style.gradient || state_.stroke_style.pattern) stroke_paint_ = no_paint;
}
void Canvas2D::transform(const Transform& transform) {
    if (finite(transform)) set_transform(state_.transform * transform);
}
void Canvas2D::scale(float x, float y) { transform(Transform::scaling(x, y)); }
void Canvas2D::rotate(float radians) {
    if (finite(radians)) transform(Transform::rotation(radians));
}
void Canvas2D::translate(float x, float y) { transform(Transform::translation(x, y)); }

void Canvas2D::set_global_alpha(float alpha) {
    if (alpha >= 0 && alpha <= 1) state_.alpha = alpha;
}
void Canvas2D::set_shadow_blur(float blur) {
    if (finite(blur) && blur >= 0) state_.shadow.blur = blur;
}
void Canvas2D::set_shadow_offset(Point offset) {
    if (finite(offset.x, offset.y)) state_.shadow.offset = offset;
}
void Canvas2D::set_line_width(float width) {
    if (finite(width) && width > 0) state_.stroke.width = width;
}
void Canvas2D::set_miter_limit(float limit) {
    if (finite(limit) && limit > 0) state_.stroke.miter_limit = limit;
}
void Canvas2D::set_line_dash_offset(float offset) {
    if (finite(offset)) state_.stroke.dash_offset = offset;
}
void Canvas2D::set_line_dash(std::span<const float> lengths) {
    if (std::ranges::any_of(lengths, [](float length) { return !std::isfinite(length) || length < 0; })) return;
    state_.dashes.assign(lengths.begin(), lengths.end());
    if (lengths.size() % 2) state_.dashes.insert(state_.dashes.end(), lengths.begin(), lengths.end());
}

// -- styles
// ------------------------------------------------------------------------------------------------------------

void CanvasGradient::add_color_stop(float offset, Color color) {
    if (!(offset >= 0 && offset <= 1)) return;
    const auto behind = std::ranges::upper_bound(stops, offset, {}, &ColorStop::position);
    stops.insert(behind, {color, offset});
}

std::shared_ptr<CanvasGradient> Canvas2D::create_linear_gradient(float x0, float y0, float x1, float y1) {
    if (!finite(x0, y0, x1, y1)) return nullptr;
    auto made = std::make_shared<CanvasGradient>();
    made->from = {x0, y0};
    made->to = {x1, y1};
    return made;
}

std::shared_ptr<CanvasGradient> Canvas2D::create_radial_gradient(float x0, float y0, float r0, float x1, float y1,
                                                                 float r1) {
    if (!finite(x0, y0, r0, x1, y1, r1) || r0 < 0 || r1 < 0) return nullptr;
    auto made = std::make_shared<CanvasGradient>();
    made->radial = true;
    made->from = {x0, y0};
    made->to = {x1, y1};
    made->from_radius = r0;
    made->to_radius = r1;
    return made;
}

void Canvas2D::set_fill_style(CanvasStyle style) {
    state_.fill = std::move(style);
    fill_paint_ = no_paint;
}
void Canvas2D::set_stroke_style(CanvasStyle style) {
    state_.stroke_style = std::move(style);
    stroke_paint_ = no_paint;
}

std::uint32_t Canvas2D::paint_of(const CanvasStyle& style) {
    CanvasPaint paint;
    paint.color = style.color;
    paint.to_canvas = state_.transform;
    if (style.gradient) {
        const CanvasGradient& gradient = *style.gradient;
        paint.kind = gradient.radial ? CanvasPaint::Kind::radial_gradient : CanvasPaint::Kind::linear_gradient;
        paint.from = gradient.from;
        paint.to = gradient.to;
        paint.from_radius = gradient.from_radius;
        paint.to_radius = gradient.to_radius;
        return recorder_.add_paint(paint, gradient.stops);
    }
    if (style.pattern) {
        const CanvasPattern& pattern = *style.pattern;
        const Size size = pattern.image.size();
        paint.kind = pattern.image.canvas ? CanvasPaint::Kind::canvas : CanvasPaint::Kind::bitmap;
        paint.repeat_x = pattern.repeat_x;
        paint.repeat_y = pattern.repeat_y;
        paint.cut = true;
        paint.smooth = state_.smooth;
        paint.source = {0, 0, size.width, size.height};
        paint.to_canvas = state_.transform * pattern.transform;
        use_image(pattern.image, paint);
    }
    return recorder_.add_paint(paint, {});
}

CanvasInk Canvas2D::ink(const CanvasStyle& style, std::uint32_t& known_paint) {
    if (paint_epoch_ != recorder_.epoch()) forget_paints();
    // The paint first: it may begin a new chunk. One of a gradient is written again, since stops may have been added.
    if (known_paint == no_paint || style.gradient || style.pattern) {
        const std::uint32_t paint = paint_of(style);
        if (paint_epoch_ != recorder_.epoch()) forget_paints();
        known_paint = paint;
    }
    return {.paint = known_paint,
            .clip = recorder_.clip_in_chunk(state_.clip),
            .alpha = state_.alpha,
            .operation = state_.operation,
            .shadow = state_.shadow};
}

// -- shapes
// ------------------------------------------------------------------------------------------------------------

void Canvas2D::record_fill(const PathView& path, FillRule rule) {
    if (path.verbs.empty()) return;
    const CanvasInk with = ink(state_.fill, fill_paint_);
    recorder_.add(CanvasFill{with, recorder_.add_path(path), rule});
    note_change();
}

void Canvas2D::record_stroke(const PathView& path) {
    if (path.verbs.empty()) return;
    CanvasStroke stroke{.ink = ink(state_.stroke_style, stroke_paint_),
                        .path = recorder_.add_path(path),
                        .style = state_.stroke,
                        .to_canvas = state_.transform};
    const auto [first, count] = recorder_.add_dashes(state_.dashes);
    stroke.first_dash = first;
    stroke.dash_count = count;
    recorder_.add(stroke);
    note_change();
}

void Canvas2D::begin_path() { path_.clear(); }
void Canvas2D::fill(FillRule rule) { record_fill(path_.view(), rule); }
void Canvas2D::stroke() { record_stroke(path_.view()); }
void Canvas2D::clip(FillRule rule) { state_.clip = recorder_.add_clip(path_.view(), rule, state_.clip); }

void Canvas2D::fill(const CanvasPath& path, FillRule rule) {
    scratch_.clear();
    scratch_.add_path(path.view(), state_.transform);
    record_fill(scratch_.view(), rule);
}
void Canvas2D::stroke(const CanvasPath& path) {
    scratch_.clear();
    scratch_.add_path(path.view(), state_.transform);
    record_stroke(scratch_.view());
}
void Canvas2D::clip(const CanvasPath& path, FillRule rule) {
    scratch_.clear();
    scratch_.add_path(path.view(), state_.transform);
    state_.clip = recorder_.add_clip(scratch_.view(), rule, state_.clip);
}

/// Whether the rectangle covers every pixel, and nothing keeps it from doing so.
bool Canvas2D::covers_everything(float x, float y, float width, float height) const {
    const Transform& t = state_.transform;
    if (state_.clip != CanvasClip::none || t.b != 0 || t.c != 0) return false;
    const Point a = t.apply({x, y}), b = t.apply({x + width, y + height});
    return std::min(a.x, b.x) <= 0 && std::min(a.y, b.y) <= 0 &&
           std::max(a.x, b.x) >= static_cast<float>(size().width) &&
           std::max(a.y, b.y) >= static_cast<float>(size().height);
}

void Canvas2D::clear_rect(float x, float y, float width, float height) {
    if (!finite(x, y, width, height)) return;
    note_change();
    if (covers_everything(x, y, width, height)) {
        recorder_.begin_anew();
        return forget_paints();
    }
    scratch_.clear();
    scratch_.set_transform(state_.transform);
    scratch_.rect(x, y, width, height);
    scratch_.set_transform({});
    const std::uint32_t paint = recorder_.add_paint({}, {});
    recorder_.add(CanvasFill{{.paint = paint,
                              .clip = recorder_.clip_in_chunk(state_.clip),
                              .operation = CompositeOperation::destination_out},
                             recorder_.add_path(scratch_.view())});
}

void Canvas2D::fill_rect(float x, float y, float width, float height) {
    if (!finite(x, y, width, height)) return;
    const bool hides = state_.alpha == 1 && !state_.fill.gradient && !state_.fill.pattern && state_.fill.color.a == 255;
    if (hides && state_.operation == CompositeOperation::source_over && covers_everything(x, y, width, height)) {
        recorder_.begin_anew();
        forget_paints();
    }
    scratch_.clear();
    scratch_.set_transform(state_.transform);
    scratch_.rect(x, y, width, height);
    scratch_.set_transform({});
    record_fill(scratch_.view(), FillRule::nonzero);
}

void Canvas2D::stroke_rect(float x, float y, float width, float height) {
    if (!finite(x, y, width, height)) return;
    scratch_.clear();
    scratch_.set_transform(state_.transform);
    if (width == 0 || height == 0) {  // a line there, or a dot
        scratch_.move_to(x, y);
        scratch_.line_to(x + width, y + height);
        scratch_.close_path();
    } else {
        scratch_.rect(x, y, width, height);
    }
    scratch_.set_transform({});
    record_stroke(scratch_.view());
}

namespace {

/// Even-odd or nonzero, with points on the edge inside.
bool is_inside(const Polygons& shape, Point p, FillRule rule) {
    int winding = 0;
    for (const Polygons::Contour& contour : shape.contours) {
        const std::span<const Point> points = shape.points_of(contour);
        for (std::size_t i = 0; i < points.size(); ++i) {
            const Point a = points[i], b = points[i + 1 == points.size() ? 0 : i + 1];
            const float side = (b.x - a.x) * (p.y - a.y) - (p.x - a.x) * (b.y - a.y);
            const bool beside = std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= p.y &&
                                p.y <= std::max(a.y, b.y);
            if (side == 0 && beside) return true;
            if (a.y <= p.y && b.y > p.y && side > 0) ++winding;
            if (a.y > p.y && b.y <= p.y && side < 0) --winding;
        }
    }
    return rule == FillRule::nonzero ? winding != 0 : winding & 1;
}

}  // namespace

bool Canvas2D::is_point_in_path(float x, float y, FillRule rule) const {
    if (!finite(x, y)) return false;
    Polygons shape;
    flatten(path_.view(), {}, shape);
    return is_inside(shape, {x, y}, rule);
}

bool Canvas2D::is_point_in_stroke(float x, float y) const {
    const Transform& t = state_.transform;
    const float area = t.a * t.d - t.b * t.c;
    if (!finite(x, y) || !std::isfinite(1 / area)) return false;
    const float a = t.d / area, b = -t.b / area, c = -t.c / area, d = t.a / area;
    Polygons lines, dashes, shape;
    flatten(path_.view(), {a, b, c, d, -(a * t.e + c * t.f), -(b * t.e + d * t.f)}, lines);
    if (!state_.dashes.empty()) cut_into_dashes(lines, state_.dashes, state_.stroke.dash_offset, dashes);
    outline_stroke(state_.dashes.empty() ? lines : dashes, state_.stroke, t, shape);
    return is_inside(shape, {x, y}, FillRule::nonzero);
}

}  // namespace janklab
