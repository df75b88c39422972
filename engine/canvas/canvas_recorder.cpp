// SPDX-License-Identifier: MIT
#include "canvas/canvas_recorder.h"

#include <algorithm>
#include <atomic>

#include "canvas/canvas_bitmap.h"

namespace janklab {
namespace {

CanvasId next_canvas_id() {
    static std::atomic<std::uint64_t> last{0};
    return {++last};
}

}  // namespace

CanvasRecorder::CanvasRecorder(PixelSize size) : id_(next_canvas_id()), size_(size) { begin_chunk(); }
CanvasRecorder::~CanvasRecorder() = default;

/// A chunk that goes on from the newest.
void CanvasRecorder::begin_chunk() {
    ++epoch_;
    current_.reset();
    for (const std::shared_ptr<CanvasChunk>& chunk : chunks_) {
        if (chunk.use_count() > 1) continue;
        current_ = chunk;
        break;
    }
    if (!current_) {
        current_ = std::make_shared<CanvasChunk>();
        chunks_.push_back(current_);
    }
    current_->clear();
    current_->canvas = id_;
    current_->sequence = ++last_sequence_;
    current_->size = size_;
    current_->before = newest_;
}

void CanvasRecorder::begin_anew() {
    const std::uint64_t sequence = current_->sequence;
    current_->clear();
    current_->sequence = sequence;
    newest_.reset();
    chain_bytes_ = chain_chunks_ = 0;
    ++epoch_;
}

void CanvasRecorder::resize(PixelSize size) {
    size_ = {std::max(0, size.width), std::max(0, size.height)};
    clip_count_ = 0;
    begin_anew();
    current_->size = size_;
}

std::shared_ptr<const CanvasChunk> CanvasRecorder::seal() {
    if (size_.width == 0 || size_.height == 0) return nullptr;
    const bool has_news = !current_->commands.empty() || !newest_;
    if (!has_news) return newest_;
    chain_bytes_ += current_->bytes();
    ++chain_chunks_;
    newest_ = current_;
    if (chain_bytes_ > most_bytes || chain_chunks_ > most_chunks) keep_as_pixels();
    begin_chunk();
    return newest_;
}

/// Draws the canvas, and puts a chunk that holds its pixels in the place of the chain.
void CanvasRecorder::keep_as_pixels() {
    if (!bitmap_) bitmap_ = std::make_unique<CanvasBitmap>();
    bitmap_->bring_to(*newest_);
    newest_.reset();
    begin_chunk();
    current_->pixels = bitmap_->rgba();
    current_->commands.emplace_back(CanvasPixels{.width = size_.width, .height = size_.height});
    newest_ = current_;
    chain_bytes_ = 0;
    chain_chunks_ = 1;
}

const CanvasBitmap* CanvasRecorder::drawn() {
    const std::shared_ptr<const CanvasChunk> newest = seal();
    if (!newest) return nullptr;
    if (!bitmap_) bitmap_ = std::make_unique<CanvasBitmap>();
    bitmap_->bring_to(*newest);
    return bitmap_.get();
}

CanvasPathRange CanvasRecorder::add_path(const PathView& path) {
    CanvasChunk& chunk = *current_;
    const CanvasPathRange range{
        static_cast<std::uint32_t>(chunk.verbs.size()), static_cast<std::uint32_t>(path.verbs.size()),
        static_cast<std::uint32_t>(chunk.points.size()), static_cast<std::uint32_t>(path.points.size())};
    chunk.verbs.insert(chunk.verbs.end(), path.verbs.begin(), path.verbs.end());
    chunk.points.insert(chunk.points.end(), path.points.begin(), path.points.end());
    return range;
}

std::uint32_t CanvasRecorder::add_paint(const CanvasPaint& paint, std::span<const ColorStop> stops) {
    CanvasChunk& chunk = *current_;
    chunk.paints.push_back(paint);
    chunk.paints.back().first_stop = static_cast<std::uint32_t>(chunk.stops.size());
    chunk.paints.back().stop_count = static_cast<std::uint32_t>(stops.size());
    chunk.stops.insert(chunk.stops.end(), stops.begin(), stops.end());
    return static_cast<std::uint32_t>(chunk.paints.size() - 1);
}

std::pair<std::uint32_t, std::uint32_t> CanvasRecorder::add_dashes(std::span<const float> dashes) {
    CanvasChunk& chunk = *current_;
    const auto first = static_cast<std::uint32_t>(chunk.dashes.size());
    chunk.dashes.insert(chunk.dashes.end(), dashes.begin(), dashes.end());
    return {first, static_cast<std::uint32_t>(dashes.size())};
}

void CanvasRecorder::add(const CanvasCommand& command) {
    current_->commands.push_back(command);
    ++command_count_;
    // A canvas that is drawn on but never shown must not grow without end.
    constexpr std::size_t between_looks = 4096;
    if (current_->commands.size() % between_looks == 0 && current_->bytes() > most_bytes) seal();
}

void CanvasRecorder::add_pixels(int x, int y, PixelSize size, std::vector<std::uint8_t> premultiplied) {
    CanvasChunk& chunk = *current_;
    const std::size_t first = chunk.pixels.size();
    chunk.pixels.insert(chunk.pixels.end(), premultiplied.begin(), premultiplied.end());
    chunk.commands.emplace_back(
        CanvasPixels{.x = x, .y = y, .width = size.width, .height = size.height, .first_byte = first});
    ++command_count_;
    if (chunk.pixels.size() > most_bytes) seal();
}

void CanvasRecorder::keep(const std::shared_ptr<const Bitmap>& bitmap) {
    std::vector<std::shared_ptr<const Bitmap>>& all = current_->bitmaps;
    if (std::ranges::find(all, bitmap) == all.end()) all.push_back(bitmap);
}

bool CanvasRecorder::keep(const std::shared_ptr<const CanvasChunk>& source) {
    std::vector<std::shared_ptr<const CanvasChunk>>& all = current_->sources;
    const auto found = std::ranges::find(all, source->canvas, &CanvasChunk::canvas);
    if (found != all.end()) return *found == source;
    all.push_back(source);
    return true;
}

std::int32_t CanvasRecorder::add_clip(const PathView& path, FillRule rule, std::int32_t parent) {
    if (clip_count_ == clips_.size()) clips_.emplace_back();
    Clip& clip = clips_[clip_count_];
    clip.path.verbs.assign(path.verbs.begin(), path.verbs.end());
    clip.path.points.assign(path.points.begin(), path.points.end());
    clip.rule = rule;
    clip.parent = parent;
    clip.epoch = 0;
    return static_cast<std::int32_t>(clip_count_++);
}

void CanvasRecorder::drop_clips_behind(std::int32_t clip) {
    clip_count_ = std::min(clip_count_, static_cast<std::size_t>(clip + 1));
}

std::int32_t CanvasRecorder::clip_in_chunk(std::int32_t index) {
    if (index == CanvasClip::none) return CanvasClip::none;
    Clip& clip = clips_[static_cast<std::size_t>(index)];
    if (clip.epoch == epoch_) return clip.in_chunk;
    const std::int32_t parent = clip_in_chunk(clip.parent);
    current_->clips.push_back({add_path(clip.path), clip.rule, parent});
    clip.epoch = epoch_;
    clip.in_chunk = static_cast<std::int32_t>(current_->clips.size() - 1);
    return clip.in_chunk;
}

}  // namespace janklab
