// SPDX-License-Identifier: MIT
// Curves are cut into pieces of equal parameter, as many as their second differences ask for.
#include "canvas/flatten.h"

#include <algorithm>
#include <cmath>

namespace janklab {
namespace {

constexpr float most_pieces = 256;

Point bounded(Point p) {
    const auto within = [](float v) { return v == v ? std::clamp(v, -farthest_point, farthest_point) : 0.f; };
    return {within(p.x), within(p.y)};
}

/// Pieces of a curve whose second derivative is at most `bend`: the error of a piece is bend / 8 of its square.
int pieces_for(float bend) {
    return static_cast<int>(std::clamp(std::ceil(std::sqrt(bend / (8 * flatness))), 1.f, most_pieces));
}

float length(Point p) { return std::hypot(p.x, p.y); }

void add_quadratic(Point a, Point b, Point c, Polygons& into) {
    const int pieces = pieces_for(2 * length({a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y}));
    for (int i = 1; i <= pieces; ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(pieces), u = 1 - t;
        into.add({u * u * a.x + 2 * u * t * b.x + t * t * c.x, u * u * a.y + 2 * u * t * b.y + t * t * c.y});
    }
}

void add_cubic(Point a, Point b, Point c, Point d, Polygons& into) {
    const float bend = 6 * std::max(length({a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y}),
                                    length({b.x - 2 * c.x + d.x, b.y - 2 * c.y + d.y}));
    const int pieces = pieces_for(bend);
    for (int i = 1; i <= pieces; ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(pieces), u = 1 - t;
        const float wa = u * u * u, wb = 3 * u * u * t, wc = 3 * u * t * t, wd = t * t * t;
        into.add({wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y});
    }
}

}  // namespace

void flatten(const PathView& path, const Transform& map, Polygons& into) {
    std::size_t next = 0;
    Point start, current;
    bool open = false;
    const auto take = [&] { return bounded(map.apply(path.points[next++])); };
    const auto begin = [&](Point at) {
        into.begin();
        into.add(start = current = at);
        open = true;
    };
    for (const PathVerb verb : path.verbs) {
        if (next + points_of(verb) > path.points.size()) return;
        if (verb != PathVerb::move && verb != PathVerb::close && !open) begin(start);
        switch (verb) {
            case PathVerb::move:
                begin(take());
                break;
            case PathVerb::line:
                into.add(current = take());
                break;
            case PathVerb::quadratic: {
                const Point b = take(), c = take();
                add_quadratic(current, b, c, into);
                current = c;
                break;
            }
            case PathVerb::cubic: {
                const Point b = take(), c = take(), d = take();
                add_cubic(current, b, c, d, into);
                current = d;
                break;
            }
            case PathVerb::close:
                if (open) into.contours.back().closed = true;
                current = start;
                open = false;
                break;
        }
    }
}

}  // namespace janklab
