// SPDX-License-Identifier: MIT
// Coverage: how much of each pixel a shape covers, as runs of pixels in rows. Found on the processor, so that a shape
// that crosses itself is right by either rule and every edge is smooth whatever the graphics card can do; the card only
// colours the runs. On the thread that draws.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/geometry.h"
#include "canvas/canvas_path.h"
#include "canvas/flatten.h"

namespace janklab {

/// Pixels `x` to `x + length` of row `y`.
struct CoverageSpan {
    static constexpr std::uint32_t full = UINT32_MAX;
    std::int16_t x = 0, y = 0;
    std::uint16_t length = 0;
    std::uint16_t rows = 1;      // of full ones: as many rows from `y` on
    std::uint32_t first = full;  // of its bytes of coverage; full: all of it is covered
};

struct Coverage {
    std::vector<CoverageSpan> spans;
    std::vector<std::uint8_t> bytes;
    void clear() {
        spans.clear();
        bytes.clear();
    }
};

/// Whole pixels from `left`, `top` up to, but without, `right`, `bottom`.
struct PixelBounds {
    int left = 0, top = 0, right = 0, bottom = 0;
    bool empty() const { return left >= right || top >= bottom; }
    int width() const { return right - left; }
    int height() const { return bottom - top; }
    friend bool operator==(const PixelBounds&, const PixelBounds&) = default;
};
PixelBounds intersected(const PixelBounds& a, const PixelBounds& b);

/// What may be drawn to: bounds, and inside them how much of each pixel, if not all.
struct ClipMask {
    PixelBounds bounds;
    std::vector<std::uint8_t> bytes;  // rows of the bounds; empty: everything
    std::uint8_t at(int x, int y) const {
        if (bytes.empty()) return 255;
        return bytes[static_cast<std::size_t>(y - bounds.top) * static_cast<std::size_t>(bounds.width()) +
                     static_cast<std::size_t>(x - bounds.left)];
    }
};

class CoverageFinder {
  public:
    /// Adds what `shape` covers inside of `clip`. Exact along rows, sampled down in sixteenths of a pixel, in quarters
    /// where there are very many lines.
    void find(const Polygons& shape, FillRule rule, const ClipMask& clip, Coverage& into);
    /// Makes `clip` smaller: only what `shape` covers too.
    void intersect(ClipMask& clip, const Polygons& shape, FillRule rule);

  private:
    struct Crossing {
        float x = 0;
        std::int32_t winding = 0;
    };
    bool collect(const Polygons& shape, const PixelBounds& bounds);
    void sweep_row(FillRule rule, const PixelBounds& bounds, int row);
    void emit_row(const ClipMask& clip, int y, Coverage& into);

    int samples_ = 16;                   // rows of samples a pixel
    PixelBounds area_;                   // of the shape, within the bounds
    std::vector<Crossing> crossings_;    // by row of samples
    std::vector<std::uint32_t> starts_;  // of each row of samples in crossings_
    std::vector<float> change_;          // of the coverage from pixel to pixel along the present row
    int first_ = 0, last_ = -1;          // pixels of the row that change, counted from area_.left
    std::vector<std::uint8_t> row_;
};

}  // namespace janklab
