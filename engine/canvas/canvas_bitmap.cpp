// SPDX-License-Identifier: MIT
// Paints and blending in floats, channel by channel.
#include "canvas/canvas_bitmap.h"

#include <algorithm>

#include "canvas/paint_sampler.h"

namespace janklab {
void CanvasBitmap::bring_to(const CanvasChunk& newest) {
    std::vector<const CanvasChunk*> chunks;
    const bool clears = chunks_to_play(newest, played_, chunks);
    if (chunks.empty() && newest.sequence == played_) return;
    if (clears || newest.size != size_) {
        if (!clears) chunks_to_play(newest, 0, chunks);
        size_ = newest.size;
        rgba_.assign(static_cast<std::size_t>(size_.width) * static_cast<std::size_t>(size_.height) * 4, 0);
        if (clears && chunks.empty()) chunks_to_play(newest, 0, chunks);
    }
    for (const CanvasChunk* chunk : chunks) {
        for (const std::shared_ptr<const CanvasChunk>& from : chunk->sources) {
            auto found = std::ranges::find(sources_, from->canvas, &Source::canvas);
            if (found == sources_.end()) {
                sources_.push_back({from->canvas, std::make_unique<CanvasBitmap>()});
                found = sources_.end() - 1;
            }
            found->bitmap->bring_to(*from);
        }
        player_.play(*chunk, *this);
    }
    played_ = newest.sequence;
}

const CanvasBitmap* CanvasBitmap::source_of(const CanvasChunk& chunk) const {
    const auto found = std::ranges::find(sources_, chunk.canvas, &Source::canvas);
    return found == sources_.end() ? nullptr : found->bitmap.get();
}

void CanvasBitmap::fill(const Coverage& coverage, const CanvasPaint& paint, std::span<const ColorStop> stops,
                        float alpha, CompositeOperation operation) {
    PaintPicture picture;
    if (paint.bitmap) picture = {paint.bitmap->size(), paint.bitmap->levels()[0].rgba};
    if (paint.canvas) {
        const CanvasBitmap* source = source_of(*paint.canvas);
        if (!source) return;
        picture = {source->size(), source->rgba()};
    }
    const PaintSampler sampler(paint, stops, picture);
    for (const CoverageSpan& span : coverage.spans) {
        for (int row = 0; row < span.rows; ++row) {
            const int y = span.y + row;
            std::uint8_t* to = &rgba_[(static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width) +
                                       static_cast<std::size_t>(span.x)) *
                                      4];
            for (int i = 0; i < span.length; ++i, to += 4) {
                const float covered = span.first == CoverageSpan::full
                                          ? 1.f
                                          : coverage.bytes[span.first + static_cast<std::size_t>(i)] / 255.f;
                if (covered == 0 && !clears_outside(operation)) continue;
                PaintColor source = sampler.at({static_cast<float>(span.x + i) + 0.5f, static_cast<float>(y) + 0.5f});
                for (float& channel : source) channel *= covered * alpha;
                const PaintColor below{to[0] / 255.f, to[1] / 255.f, to[2] / 255.f, to[3] / 255.f};
                const PaintColor made = composited(source, below, operation);
                for (std::size_t c = 0; c < 4; ++c) to[c] = static_cast<std::uint8_t>(made[c] * 255 + 0.5f);
            }
        }
    }
}

void CanvasBitmap::put(const CanvasPixels& pixels, std::span<const std::uint8_t> rgba) {
    const int left = std::max(0, pixels.x), right = std::min(size_.width, pixels.x + pixels.width);
    if (left >= right) return;
    for (int y = std::max(0, pixels.y); y < std::min(size_.height, pixels.y + pixels.height); ++y) {
        const std::size_t from = (static_cast<std::size_t>(y - pixels.y) * static_cast<std::size_t>(pixels.width) +
                                  static_cast<std::size_t>(left - pixels.x)) *
                                 4;
        const std::size_t to =
            (static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width) + static_cast<std::size_t>(left)) * 4;
        std::copy_n(rgba.begin() + static_cast<std::ptrdiff_t>(from), static_cast<std::size_t>(right - left) * 4,
                    rgba_.begin() + static_cast<std::ptrdiff_t>(to));
    }
}

}  // namespace janklab
