// SPDX-License-Identifier: MIT
// Building paths. Arcs become cubic curves, at most a quarter of a circle each: within 0.03 % of the radius.
#include "canvas/canvas_path.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace janklab {
namespace {

constexpr float pi = std::numbers::pi_v<float>;

template <class... Numbers>
bool finite(Numbers... numbers) {
    return (std::isfinite(numbers) && ...);
}

}  // namespace

void CanvasPath::clear() {
    path_.clear();
    open_ = false;
}

void CanvasPath::add(PathVerb verb, std::initializer_list<Point> points) {
    path_.verbs.push_back(verb);
    for (const Point p : points) path_.points.push_back(transform_.apply(p));
}

/// False where there was one: then the caller draws from its end.
bool CanvasPath::ensure_subpath(Point at) {
    if (open_) return false;
    if (path_.verbs.empty()) start_ = at;
    else at = start_;  // after close_path the next subpath begins where the closed one did
    move_to(at.x, at.y);
    return true;
}

void CanvasPath::move_to(float x, float y) {
    if (!finite(x, y)) return;
    add(PathVerb::move, {{x, y}});
    start_ = current_ = {x, y};
    open_ = true;
}

void CanvasPath::line_to(float x, float y) {
    if (!finite(x, y)) return;
    ensure_subpath({x, y});
    add(PathVerb::line, {{x, y}});
    current_ = {x, y};
}

void CanvasPath::quadratic_curve_to(float cx, float cy, float x, float y) {
    if (!finite(cx, cy, x, y)) return;
    ensure_subpath({cx, cy});
    add(PathVerb::quadratic, {{cx, cy}, {x, y}});
    current_ = {x, y};
}

void CanvasPath::bezier_curve_to(float c1x, float c1y, float c2x, float c2y, float x, float y) {
    if (!finite(c1x, c1y, c2x, c2y, x, y)) return;
    ensure_subpath({c1x, c1y});
    add(PathVerb::cubic, {{c1x, c1y}, {c2x, c2y}, {x, y}});
    current_ = {x, y};
}

void CanvasPath::close_path() {
    if (!open_) return;
    add(PathVerb::close, {});
    current_ = start_;
    open_ = false;
}

void CanvasPath::arc_to(float x1, float y1, float x2, float y2, float radius) {
    if (!finite(x1, y1, x2, y2, radius)) return;
    ensure_subpath({x1, y1});
    const Point p0 = current(), p1{x1, y1}, p2{x2, y2};
    const Point a = p0 - p1, b = p2 - p1;
    const float length_a = std::hypot(a.x, a.y), length_b = std::hypot(b.x, b.y);
    const float cross = a.x * b.y - a.y * b.x;
    if (radius <= 0 || length_a == 0 || length_b == 0 || std::abs(cross) < 1e-6f * length_a * length_b)
        return line_to(x1, y1);
    const float cosine = std::clamp((a.x * b.x + a.y * b.y) / (length_a * length_b), -1.f, 1.f);
    const float half = std::acos(cosine) / 2;
    const float along = radius / std::tan(half), away = radius / std::sin(half);
    const Point unit_a{a.x / length_a, a.y / length_a}, unit_b{b.x / length_b, b.y / length_b};
    const Point middle{unit_a.x + unit_b.x, unit_a.y + unit_b.y};
    const float length = std::hypot(middle.x, middle.y);
    const Point center{p1.x + middle.x / length * away, p1.y + middle.y / length * away};
    const Point from{p1.x + unit_a.x * along, p1.y + unit_a.y * along};
    const Point to{p1.x + unit_b.x * along, p1.y + unit_b.y * along};
    line_to(from.x, from.y);
    const float start = std::atan2(from.y - center.y, from.x - center.x);
    float sweep = std::atan2(to.y - center.y, to.x - center.x) - start;
    if (sweep > pi) sweep -= 2 * pi;
    if (sweep < -pi) sweep += 2 * pi;
    add_arc(center, radius, radius, 0, start, sweep);
}

void CanvasPath::arc(float x, float y, float radius, float start, float end, bool counterclockwise) {
    ellipse(x, y, radius, radius, 0, start, end, counterclockwise);
}

void CanvasPath::ellipse(float x, float y, float radius_x, float radius_y, float rotation, float start, float end,
                         bool counterclockwise) {
    if (!finite(x, y, radius_x, radius_y, rotation, start, end) || radius_x < 0 || radius_y < 0) return;
    float sweep = end - start;
    if (counterclockwise ? -sweep >= 2 * pi : sweep >= 2 * pi) {
        sweep = counterclockwise ? -2 * pi : 2 * pi;
    } else {
        sweep = std::fmod(sweep, 2 * pi);
        if (counterclockwise && sweep > 0) sweep -= 2 * pi;
        if (!counterclockwise && sweep < 0) sweep += 2 * pi;
    }
    const float cosine = std::cos(rotation), sine = std::sin(rotation);
    const float along = radius_x * std::cos(start), down = radius_y * std::sin(start);
    const Point first{x + cosine * along - sine * down, y + sine * along + cosine * down};
    if (open_) line_to(first.x, first.y);
    else move_to(first.x, first.y);
    add_arc({x, y}, radius_x, radius_y, rotation, start, sweep);
}

void CanvasPath::add_arc(Point center, float radius_x, float radius_y, float rotation, float start, float sweep) {
    const int pieces = std::max(1, static_cast<int>(std::ceil(std::abs(sweep) / (pi / 2) - 1e-4f)));
    const float step = sweep / static_cast<float>(pieces);
    const float reach = 4.f / 3 * std::tan(step / 4);
    const float cosine = std::cos(rotation), sine = std::sin(rotation);
    const auto place = [&](float along, float down) {
        return Point{center.x + cosine * along * radius_x - sine * down * radius_y,
                     center.y + sine * along * radius_x + cosine * down * radius_y};
    };
    for (int i = 0; i < pieces; ++i) {
        const float a = start + step * static_cast<float>(i), b = a + step;
        const float ca = std::cos(a), sa = std::sin(a), cb = std::cos(b), sb = std::sin(b);
        add(PathVerb::cubic, {place(ca - reach * sa, sa + reach * ca), place(cb + reach * sb, sb - reach * cb),
                              current_ = place(cb, sb)});
    }
}

void CanvasPath::rect(float x, float y, float width, float height) {
    if (!finite(x, y, width, height)) return;
    move_to(x, y);
    line_to(x + width, y);
    line_to(x + width, y + height);
    line_to(x, y + height);
    close_path();
    move_to(x, y);
}

void CanvasPath::round_rect(float x, float y, float width, float height, float radius) {
    if (!finite(x, y, width, height, radius)) return;
    const float r = std::min(std::max(radius, 0.f), std::min(std::abs(width), std::abs(height)) / 2);
    if (r == 0) return rect(x, y, width, height);
    const float left = std::min(x, x + width), top = std::min(y, y + height);
    const float right = left + std::abs(width), bottom = top + std::abs(height);
    move_to(left + r, top);
    line_to(right - r, top);
    add_arc({right - r, top + r}, r, r, 0, -pi / 2, pi / 2);
    line_to(right, bottom - r);
    add_arc({right - r, bottom - r}, r, r, 0, 0, pi / 2);
    line_to(left + r, bottom);
    add_arc({left + r, bottom - r}, r, r, 0, pi / 2, pi / 2);
    line_to(left, top + r);
    add_arc({left + r, top + r}, r, r, 0, pi, pi / 2);
    close_path();
    move_to(left, top);
}

void CanvasPath::add_path(const PathView& path, const Transform& transform) {
    const Transform whole = transform_ * transform;
    path_.verbs.insert(path_.verbs.end(), path.verbs.begin(), path.verbs.end());
    for (const Point p : path.points) path_.points.push_back(whole.apply(p));
    open_ = false;
}

}  // namespace janklab
