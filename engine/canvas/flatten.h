// SPDX-License-Identifier: MIT
// Polygons: a path as straight lines, near enough to its curves. Plain data, on the thread that draws.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/path.h"

namespace janklab {

/// Points of one line after the other; the vectors keep their capacity.
struct Polygons {
    struct Contour {
        std::uint32_t first = 0, count = 0;
        bool closed = false;
    };
    std::vector<Point> points;
    std::vector<Contour> contours;

    void clear() {
        points.clear();
        contours.clear();
    }
    std::span<const Point> points_of(const Contour& contour) const {
        return std::span(points).subspan(contour.first, contour.count);
    }
    void begin() { contours.push_back({static_cast<std::uint32_t>(points.size()), 0, false}); }
    void add(Point p) {
        points.push_back(p);
        ++contours.back().count;
    }
};

/// No further than this from the curve, in the path's own units.
inline constexpr float flatness = 0.05f;

/// Adds the lines of `path`, whose points are mapped by `map` first; what is far out is brought to +-`farthest_point`.
void flatten(const PathView& path, const Transform& map, Polygons& into);
inline constexpr float farthest_point = 1e6f;

}  // namespace janklab
