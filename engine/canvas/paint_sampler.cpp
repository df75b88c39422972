// SPDX-License-Identifier: MIT
#include "canvas/paint_sampler.h"

#include <algorithm>
#include <cmath>

namespace janklab {
namespace {

PaintColor premultiplied(const std::array<float, 4>& c) { return {c[0] * c[3], c[1] * c[3], c[2] * c[3], c[3]}; }

std::array<float, 4> mixed(const std::array<float, 4>& a, const std::array<float, 4>& b, float share) {
    std::array<float, 4> made;
    for (std::size_t i = 0; i < 4; ++i) made[i] = a[i] + (b[i] - a[i]) * share;
    return made;
}

}  // namespace

std::array<float, 4> mixable(Color c) { return {c.r / 255.f, c.g / 255.f, c.b / 255.f, c.a / 255.f}; }

bool from_canvas(const CanvasPaint& paint, Transform& into) {
    const Transform& t = paint.to_canvas;
    const float area = t.a * t.d - t.b * t.c;
    if (!std::isfinite(area) || std::abs(area) < 1e-12f || !std::isfinite(t.e) || !std::isfinite(t.f)) return false;
    const float a = t.d / area, b = -t.b / area, c = -t.c / area, d = t.a / area;
    into = {a, b, c, d, -(a * t.e + c * t.f), -(b * t.e + d * t.f)};
    return true;
}

PaintSampler::PaintSampler(const CanvasPaint& paint, std::span<const ColorStop> stops, const PaintPicture& picture)
    : paint_(paint), stops_(stops), picture_(picture) {
    using Kind = CanvasPaint::Kind;
    color_ = premultiplied(mixable(paint.color));
    if (paint.kind == Kind::color) return;
    nothing_ = !from_canvas(paint, to_paint_);
    const bool is_gradient = paint.kind == Kind::linear_gradient || paint.kind == Kind::radial_gradient;
    // A gradient from a place to the same one paints nothing.
    if (is_gradient && (stops.empty() || (paint.from == paint.to && paint.from_radius == paint.to_radius)))
        nothing_ = true;
    if (!is_gradient && (picture.rgba.empty() || paint.source.empty())) nothing_ = true;
}

PaintColor PaintSampler::at(Point canvas) const {
    if (paint_.kind == CanvasPaint::Kind::color) return color_;
    if (nothing_) return {};
    const Point p = to_paint_.apply(canvas);
    switch (paint_.kind) {
        case CanvasPaint::Kind::linear_gradient: {
            const Point way = paint_.to - paint_.from, here = p - paint_.from;
            return of_gradient((here.x * way.x + here.y * way.y) / (way.x * way.x + way.y * way.y));
        }
        case CanvasPaint::Kind::radial_gradient:
            return of_radial(p);
        default:
            return of_picture(p);
    }
}

PaintColor PaintSampler::of_gradient(float place) const {
    if (place < stops_.front().position) return premultiplied(mixable(stops_.front().color));
    for (std::size_t i = 1; i < stops_.size(); ++i) {
        if (place >= stops_[i].position) continue;
        const float before = stops_[i - 1].position, share = (place - before) / (stops_[i].position - before);
        return premultiplied(mixed(mixable(stops_[i - 1].color), mixable(stops_[i].color), share));
    }
    return premultiplied(mixable(stops_.back().color));
}

/// Of all circles between and beyond the two whose edge goes through the point, the one with the largest place.
PaintColor PaintSampler::of_radial(Point p) const {
    const Point way = paint_.to - paint_.from, here = p - paint_.from;
    const float grow = paint_.to_radius - paint_.from_radius, r0 = paint_.from_radius;
    // |here - w way| = r0 + w grow
    const float a = way.x * way.x + way.y * way.y - grow * grow;
    const float b = here.x * way.x + here.y * way.y + r0 * grow;
    const float c = here.x * here.x + here.y * here.y - r0 * r0;
    float place = 0;
    if (std::abs(a) < 1e-6f) {
        if (std::abs(b) < 1e-12f) return {};
        place = c / (2 * b);
        if (r0 + place * grow < 0) return {};
    } else {
        const float under = b * b - a * c;
        if (under < 0) return {};
        const float root = std::sqrt(under);
        const float larger = std::max((b + root) / a, (b - root) / a),
                    smaller = std::min((b + root) / a, (b - root) / a);
        place = larger;
        if (r0 + larger * grow < 0) place = smaller;
        if (r0 + place * grow < 0) return {};
    }
    return of_gradient(place);
}

PaintColor PaintSampler::texel(int x, int y) const {
    const std::uint8_t* p =
        &picture_.rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(picture_.size.width) +
                        static_cast<std::size_t>(x)) *
                       4];
    return {p[0] / 255.f, p[1] / 255.f, p[2] / 255.f, p[3] / 255.f};
}

PaintColor PaintSampler::of_picture(Point p) const {
    const Rect& source = paint_.source;
    const auto width = static_cast<float>(picture_.size.width), height = static_cast<float>(picture_.size.height);
    if (paint_.cut) {  // a pattern: nothing lies beyond the edges that do not repeat
        if (!paint_.repeat_x && (p.x < 0 || p.x >= width)) return {};
        if (!paint_.repeat_y && (p.y < 0 || p.y >= height)) return {};
    }
    const auto place = [](float at, bool repeats, float size, float low, float high) {
        return repeats ? at - std::floor(at / size) * size : std::clamp(at, low, high);
    };
    p.x = place(p.x, paint_.repeat_x, width, source.x + 0.5f, source.right() - 0.5f);
    p.y = place(p.y, paint_.repeat_y, height, source.y + 0.5f, source.bottom() - 0.5f);
    const auto index = [](float at, bool repeats, int size) {
        const int i = static_cast<int>(std::floor(at));
        return repeats ? (i % size + size) % size : std::clamp(i, 0, size - 1);
    };
    const auto x = [&](float at) { return index(at, paint_.repeat_x, picture_.size.width); };
    const auto y = [&](float at) { return index(at, paint_.repeat_y, picture_.size.height); };
    if (!paint_.smooth) return texel(x(p.x), y(p.y));
    const float u = p.x - 0.5f, v = p.y - 0.5f;
    const float across = u - std::floor(u), down = v - std::floor(v);
    return mixed(mixed(texel(x(u), y(v)), texel(x(u + 1), y(v)), across),
                 mixed(texel(x(u), y(v + 1)), texel(x(u + 1), y(v + 1)), across), down);
}

}  // namespace janklab
