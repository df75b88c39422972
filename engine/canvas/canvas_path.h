// SPDX-License-Identifier: MIT
// CanvasPath: lines and curves, built as the canvas of the web builds them; Path2D is one too. Plain data. Numbers that
// are not finite are left out, as the standard has it. Page thread while it is built.
// https://html.spec.whatwg.org/multipage/canvas.html#building-paths
#pragma once

#include <cstdint>
#include <initializer_list>

#include "base/geometry.h"
#include "base/path.h"

namespace janklab {

enum class FillRule : std::uint8_t { nonzero, evenodd };

class CanvasPath {
  public:
    void move_to(float x, float y);
    void line_to(float x, float y);
    void quadratic_curve_to(float control_x, float control_y, float x, float y);
    void bezier_curve_to(float control1_x, float control1_y, float control2_x, float control2_y, float x, float y);
    /// An arc of the circle that touches the lines to the corner `x1`, `y1` and on to `x2`, `y2`. A radius less than 0
    /// counts as 0.
    void arc_to(float x1, float y1, float x2, float y2, float radius);
    /// Radians, clockwise from the right. A radius less than 0 draws nothing (the web throws).
    void arc(float x, float y, float radius, float start, float end, bool counterclockwise = false);
    void ellipse(float x, float y, float radius_x, float radius_y, float rotation, float start, float end,
                 bool counterclockwise = false);
    void rect(float x, float y, float width, float height);
    /// All corners alike; made smaller where they do not fit.
    void round_rect(float x, float y, float width, float height, float radius);
    void close_path();

    void clear();
    bool empty() const { return path_.verbs.empty(); }
    PathView view() const { return path_; }
    /// Adds a path with every point mapped.
    void add_path(const PathView& path, const Transform& transform = {});
    /// What the calls above add is mapped by this: points of the canvas, whatever its transform becomes later.
    void set_transform(const Transform& transform) { transform_ = transform; }

  private:
    bool ensure_subpath(Point at);
    void add(PathVerb verb, std::initializer_list<Point> points);
    void add_arc(Point center, float radius_x, float radius_y, float rotation, float start, float sweep);
    Point current() const { return current_; }

    Path path_;  // mapped
    Transform transform_;
    Point start_, current_;  // of the subpath, not mapped
    bool open_ = false;      // a subpath has been begun, and not closed since
};

}  // namespace janklab
