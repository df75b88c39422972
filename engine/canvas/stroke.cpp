// SPDX-License-Identifier: MIT
// A stroke is a rectangle for each piece, a wedge for each join, and the caps. Each is a convex polygon, turned so that
// it is wound clockwise on the canvas.
#include "canvas/stroke.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace janklab {
namespace {

constexpr float pi = std::numbers::pi_v<float>;
constexpr float nearly_nothing = 1e-6f;
constexpr std::size_t most_dashes = 100'000;  // of one path; finer ones are drawn as a line

float cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }
float dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }
Point scaled(Point p, float by) { return {p.x * by, p.y * by}; }
Point across(Point along) { return {-along.y, along.x}; }

/// Collects what a stroke covers.
class Outliner {
  public:
    Outliner(const StrokeStyle& style, const Transform& to_canvas, Polygons& into)
        : style_(style), map_(to_canvas), into_(into), half_(style.width / 2) {
        const float scale = std::sqrt(std::abs(map_.a * map_.d - map_.b * map_.c));
        // As many sides as keep a circle of the width within the flatness.
        const float radius = std::max(half_ * scale, flatness);
        step_ = 2 * std::acos(std::max(0.f, 1 - flatness / radius));
        flipped_ = map_.a * map_.d - map_.b * map_.c < 0;
    }

    void trace(std::span<const Point> points, bool closed) {
        pieces_ = 0;
        Point first_along, last_along, at = points[0];
        for (std::size_t i = 1; i <= points.size(); ++i) {
            if (i == points.size() && !closed) break;
            const Point to = points[i % points.size()];
            const Point way = to - at;
            const float length = std::hypot(way.x, way.y);
            if (length < nearly_nothing) continue;
            const Point along = scaled(way, 1 / length);
            if (pieces_++ == 0) first_along = along;
            else join(at, last_along, along);
            add_piece(at, to, along);
            last_along = along;
            at = to;
        }
        if (pieces_ == 0) return trace_dot(points[0], closed || points.size() > 1);
        if (closed) return join(at, last_along, first_along);
        cap(points[0], scaled(first_along, -1));
        cap(at, last_along);
    }

  private:
    void trace_dot(Point at, bool has_line) {
        if (!has_line || style_.cap == LineCap::butt) return;
        cap(at, {1, 0});
        cap(at, {-1, 0});
    }
    void add_piece(Point from, Point to, Point along) {
        const Point side = scaled(across(along), half_);
        polygon({from - side, to - side, to + side, from + side});
    }
    void cap(Point at, Point along) {
        const Point side = scaled(across(along), half_);
        if (style_.cap == LineCap::round) fan(at, side, -pi);
        if (style_.cap == LineCap::square) {
            const Point ahead = scaled(along, half_);
            polygon({at - side, at - side + ahead, at + side + ahead, at + side});
        }
    }
    /// On the outer side of the turn.
    void join(Point at, Point before, Point behind) {
        const float turn = cross(before, behind), cosine = dot(before, behind);
        if (std::abs(turn) < nearly_nothing && cosine > 0) return;
        const float outer = turn > 0 ? -1.f : 1.f;
        const Point from = scaled(across(before), half_ * outer), to = scaled(across(behind), half_ * outer);
        if (style_.join == LineJoin::round) {
            const float angle = std::atan2(cross(from, to), dot(from, to));
            return fan(at, from, angle == 0 ? pi : angle);
        }
        // The miter is as long as 1 / sin of half the angle between the lines.
        const float half_sine = std::sqrt(std::max(0.f, (1 + cosine) / 2));
        if (style_.join == LineJoin::miter && half_sine * style_.miter_limit >= 1 && half_sine > nearly_nothing) {
            const Point middle{from.x + to.x, from.y + to.y};
            const float length = std::hypot(middle.x, middle.y);
            const Point tip = scaled(middle, half_ / half_sine / length);
            return polygon({at, at + from, at + tip, at + to});
        }
        polygon({at, at + from, at + to});
    }
    void fan(Point at, Point from, float angle) {
        const int steps = std::max(1, static_cast<int>(std::ceil(std::abs(angle) / step_)));
        begin();
        add(at);
        for (int i = 0; i <= steps; ++i) {
            const float turned = angle * static_cast<float>(i) / static_cast<float>(steps);
            const float c = std::cos(turned), s = std::sin(turned);
            add(at + Point{c * from.x - s * from.y, s * from.x + c * from.y});
        }
        end();
    }
    void polygon(std::initializer_list<Point> points) {
        begin();
        for (const Point p : points) add(p);
        end();
    }
    void begin() { into_.begin(); }
    void add(Point p) { into_.add(p); }
    /// Maps the polygon, and turns it the way that all are wound.
    void end() {
        const Polygons::Contour& contour = into_.contours.back();
        const std::span<Point> points = std::span(into_.points).subspan(contour.first, contour.count);
        float area = 0;
        for (std::size_t i = 1; i + 1 < points.size(); ++i) {
            area += cross(points[i] - points[0], points[i + 1] - points[0]);
        }
        if ((area < 0) != flipped_) std::reverse(points.begin(), points.end());
        for (Point& p : points) {
            p = map_.apply(p);
            const auto within = [](float v) { return v == v ? std::clamp(v, -farthest_point, farthest_point) : 0.f; };
            p = {within(p.x), within(p.y)};
        }
    }

    const StrokeStyle& style_;
    const Transform& map_;
    Polygons& into_;
    float half_, step_ = 0;
    bool flipped_ = false;
    int pieces_ = 0;
};

}  // namespace

void cut_into_dashes(const Polygons& lines, std::span<const float> dashes, float offset, Polygons& into) {
    float whole = 0, path_length = 0;
    for (const float dash : dashes) whole += dash;
    for (const Polygons::Contour& contour : lines.contours) {
        const std::span<const Point> points = lines.points_of(contour);
        for (std::size_t i = 1; i < points.size(); ++i) {
            path_length += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
        }
    }
    const bool cuts = whole > 0 && std::isfinite(whole) &&
                      path_length / whole * static_cast<float>(dashes.size()) < static_cast<float>(most_dashes);
    for (const Polygons::Contour& contour : lines.contours) {
        const std::span<const Point> points = lines.points_of(contour);
        if (!cuts) {
            into.begin();
            for (const Point p : points) into.add(p);
            into.contours.back().closed = contour.closed;
            continue;
        }
        std::size_t dash = 0;
        float left = std::fmod(std::isfinite(offset) ? offset : 0.f, whole);
        if (left < 0) left += whole;
        while (left >= dashes[dash % dashes.size()]) left -= dashes[dash++ % dashes.size()];
        left = dashes[dash % dashes.size()] - left;
        bool drawing = dash % 2 == 0;
        if (drawing) into.begin(), into.add(points[0]);
        const std::size_t count = points.size() + (contour.closed ? 1 : 0);
        for (std::size_t i = 1; i < count; ++i) {
            Point at = points[i - 1];
            const Point to = points[i % points.size()];
            float length = std::hypot(to.x - at.x, to.y - at.y);
            while (length > left) {
                at = at + scaled(to - at, left / length);
                length -= left;
                if (drawing) into.add(at);
                drawing = !drawing;
                if (drawing) into.begin(), into.add(at);
                left = dashes[++dash % dashes.size()];
            }
            left -= length;
            if (drawing) into.add(to);
        }
    }
}

void outline_stroke(const Polygons& lines, const StrokeStyle& style, const Transform& to_canvas, Polygons& into) {
    if (!(style.width > 0) || !std::isfinite(style.width)) return;
    Outliner outliner(style, to_canvas, into);
    for (const Polygons::Contour& contour : lines.contours) {
        if (contour.count > 0) outliner.trace(lines.points_of(contour), contour.closed);
    }
}

}  // namespace janklab
