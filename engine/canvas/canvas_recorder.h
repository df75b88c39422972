// SPDX-License-Identifier: MIT
// CanvasRecorder: writes the chunks of one canvas, and keeps the chain of them short: it begins anew with what clears
// everything, and draws what has become too long itself. Chunks that nobody else has are written again, so that a
// steady frame allocates nothing. Page thread.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "canvas/canvas_commands.h"

namespace janklab {

class CanvasBitmap;

class CanvasRecorder {
  public:
    /// Bytes of commands after which the canvas is kept as pixels instead, and likewise chunks.
    static constexpr std::size_t most_bytes = 32u << 20;
    static constexpr std::size_t most_chunks = 4096;

    explicit CanvasRecorder(PixelSize size);
    ~CanvasRecorder();

    PixelSize size() const { return size_; }
    CanvasId id() const { return id_; }
    /// Everything before is forgotten; clips too.
    void resize(PixelSize size);
    /// Everything that was drawn is covered or cleared by what comes: the chunks before are not needed any more.
    void begin_anew();
    /// What was drawn until now; goes on with a new chunk. Null: the canvas has no pixels.
    std::shared_ptr<const CanvasChunk> seal();
    /// Commands recorded since the last call.
    std::size_t take_command_count() { return std::exchange(command_count_, 0); }
    /// Those of another canvas that is drawn here count as this one's.
    void add_command_count(std::size_t count) { command_count_ += count; }

    CanvasPathRange add_path(const PathView& path);
    std::uint32_t add_paint(const CanvasPaint& paint, std::span<const ColorStop> stops);
    std::pair<std::uint32_t, std::uint32_t> add_dashes(std::span<const float> dashes);
    void add(const CanvasCommand& command);
    void add_pixels(int x, int y, PixelSize size, std::vector<std::uint8_t> premultiplied);
    /// The chunk keeps it alive.
    void keep(const std::shared_ptr<const Bitmap>& bitmap);
    /// Likewise. False: the chunk under way has another state of that canvas; seal() first.
    bool keep(const std::shared_ptr<const CanvasChunk>& source);

    /// Clips stay as long as whoever uses them says: they are numbered, and all from `count` on can be dropped.
    std::int32_t add_clip(const PathView& path, FillRule rule, std::int32_t parent);
    void drop_clips_behind(std::int32_t clip);
    /// The number that the clip has in the chunk under way.
    std::int32_t clip_in_chunk(std::int32_t clip);
    /// Changes whenever numbers of paints and clips in the chunk lose their meaning.
    std::uint64_t epoch() const { return epoch_; }
    /// Draws what is missing, and returns the canvas as it is now. Null: it has no pixels.
    const CanvasBitmap* drawn();

  private:
    struct Clip {
        Path path;
        FillRule rule{};
        std::int32_t parent = CanvasClip::none;
        std::uint64_t epoch = 0;  // in which `in_chunk` was given
        std::int32_t in_chunk = CanvasClip::none;
    };
    void begin_chunk();
    void keep_as_pixels();

    CanvasId id_;
    PixelSize size_;
    std::vector<std::shared_ptr<CanvasChunk>> chunks_;  // all that were ever made: written again when only this has one
    std::shared_ptr<CanvasChunk> current_, newest_;
    std::uint64_t last_sequence_ = 0, epoch_ = 1;
    std::size_t chain_bytes_ = 0, chain_chunks_ = 0, command_count_ = 0;
    std::vector<Clip> clips_;
    std::size_t clip_count_ = 0;
    std::unique_ptr<CanvasBitmap> bitmap_;
};

}  // namespace janklab
