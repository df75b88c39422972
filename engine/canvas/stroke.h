// SPDX-License-Identifier: MIT
// What a stroke covers, as polygons that are all wound the same way: filled by the nonzero rule they are its union, so
// that lines that cross themselves are no darker where they do. Pure functions, on the thread that draws.
// https://html.spec.whatwg.org/multipage/canvas.html#trace-a-path
#pragma once

#include <cstdint>
#include <span>

#include "canvas/flatten.h"

namespace janklab {

enum class LineCap : std::uint8_t { butt, round, square };
enum class LineJoin : std::uint8_t { miter, round, bevel };

struct StrokeStyle {
    float width = 1;
    float miter_limit = 10;
    float dash_offset = 0;
    LineCap cap = LineCap::butt;
    LineJoin join = LineJoin::miter;
};

/// Cuts lines into dashes: lengths of dash and gap in turn, none negative. `into` is added to; without dashes (none, or
/// all of length 0) the lines themselves are added.
void cut_into_dashes(const Polygons& lines, std::span<const float> dashes, float offset, Polygons& into);

/// Adds the polygons of the stroke of `lines`, mapped by `to_canvas`. Lines are in units of the style's width.
void outline_stroke(const Polygons& lines, const StrokeStyle& style, const Transform& to_canvas, Polygons& into);

}  // namespace janklab
