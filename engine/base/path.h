// SPDX-License-Identifier: MIT
// Paths as plain data: verbs, and the points that belong to them. Of glyphs and of what a canvas draws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/geometry.h"

namespace janklab {

enum class PathVerb : std::uint8_t { move, line, quadratic, cubic, close };
/// Points that belong to a verb: 1, 1, 2, 3, 0.
constexpr std::size_t points_of(PathVerb verb) {
    constexpr std::size_t counts[] = {1, 1, 2, 3, 0};
    return counts[static_cast<std::size_t>(verb)];
}

/// Verbs and points that lie somewhere else.
struct PathView {
    std::span<const PathVerb> verbs;
    std::span<const Point> points;
};

struct Path {
    std::vector<PathVerb> verbs;
    std::vector<Point> points;
    operator PathView() const { return {verbs, points}; }
    void clear() {
        verbs.clear();
        points.clear();
    }
};

}  // namespace janklab
