// SPDX-License-Identifier: MIT
// CanvasBitmap: a canvas drawn by the processor. For reading pixels back, for drawing without a graphics card, and as
// the witness of what the card draws. On one thread, any.
#pragma once

#include <memory>
#include <vector>

#include "canvas/canvas_player.h"

namespace janklab {

class CanvasBitmap final : public CanvasTarget {
  public:
    CanvasBitmap() = default;
    /// Draws what is missing for it to show the canvas as it was after `newest`.
    void bring_to(const CanvasChunk& newest);
    PixelSize size() const { return size_; }
    /// Rows from the top, four bytes a pixel, premultiplied.
    const std::vector<std::uint8_t>& rgba() const { return rgba_; }

    void fill(const Coverage& coverage, const CanvasPaint& paint, std::span<const ColorStop> stops, float alpha,
              CompositeOperation operation) override;
    void put(const CanvasPixels& pixels, std::span<const std::uint8_t> rgba) override;

  private:
    /// Another canvas that this one takes pictures from.
    struct Source {
        CanvasId canvas;
        std::unique_ptr<CanvasBitmap> bitmap;
    };
    const CanvasBitmap* source_of(const CanvasChunk& chunk) const;

    PixelSize size_;
    std::uint64_t played_ = 0;  // sequence of the last chunk
    std::vector<std::uint8_t> rgba_;
    std::vector<Source> sources_;
    CanvasPlayer player_;
};

}  // namespace janklab
