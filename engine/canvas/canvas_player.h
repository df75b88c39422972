// SPDX-License-Identifier: MIT
// CanvasPlayer: turns the commands of a chunk into coverage and paints, in order; a CanvasTarget puts them on pixels:
// in graphics memory (compositor/canvas_textures.h) or in the processor's (canvas_bitmap.h). On the thread that draws.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "canvas/canvas_commands.h"
#include "canvas/coverage.h"

namespace janklab {

/// Where canvases appear. The paint, and what it points to, stays good as long as the chunk that is played.
class CanvasTarget {
  public:
    virtual ~CanvasTarget() = default;
    /// `operation` is never copy: the player clears first. Of those that clear outside of the shape the coverage is
    /// told, often as 0, wherever the clip lets them. `stops` are the paint's.
    virtual void fill(const Coverage& coverage, const CanvasPaint& paint, std::span<const ColorStop> stops, float alpha,
                      CompositeOperation operation) = 0;
    /// `rgba` has the pixels of `pixels`, premultiplied.
    virtual void put(const CanvasPixels& pixels, std::span<const std::uint8_t> rgba) = 0;
};

class CanvasPlayer {
  public:
    /// Draws all commands of `chunk`, and of no other one. What they take from other canvases must be there.
    void play(const CanvasChunk& chunk, CanvasTarget& target);

  private:
    void play(const CanvasFill& fill);
    void play(const CanvasStroke& stroke);
    void play(const CanvasPixels& pixels);
    void draw_shape(const CanvasInk& ink, FillRule rule);
    void draw_copy(CanvasInk ink, FillRule rule);
    void draw_shadow(const CanvasInk& ink, FillRule rule);
    void put_coverage(const CanvasPaint& paint, const CanvasInk& ink);
    void spread_coverage(const ClipMask& clip);
    const ClipMask& clip_of(std::int32_t clip);

    const CanvasChunk* chunk_ = nullptr;
    CanvasTarget* target_ = nullptr;
    CoverageFinder finder_;
    Polygons lines_, dashes_, shape_;
    Coverage coverage_, spread_;
    std::vector<ClipMask> clips_;  // [0] is the whole canvas, [i + 1] the chunk's clip i
    std::vector<float> blurred_, blurring_;
};

/// The chunks to play, the oldest first, for a canvas that shows all up to `played` (0: nothing) to show `newest` too.
/// True: it must be cleared first.
bool chunks_to_play(const CanvasChunk& newest, std::uint64_t played, std::vector<const CanvasChunk*>& into);

}  // namespace janklab
