// SPDX-License-Identifier: MIT
#include "compositor/canvas_textures.h"

#include <algorithm>
#include <cmath>

#include "canvas/paint_sampler.h"

namespace janklab {
namespace {

constexpr int deepest_source = 16;  // canvases drawn with canvases drawn with canvases ...

}  // namespace

Result<std::unique_ptr<CanvasTextures>> CanvasTextures::create(ShaderLibrary& shaders, PictureTextures& pictures) {
    Result<RunRenderer> renderer = RunRenderer::create(shaders);
    if (!renderer) return renderer.error();
    return std::unique_ptr<CanvasTextures>(new CanvasTextures(std::move(*renderer), pictures));
}

CanvasTextures::~CanvasTextures() = default;

CanvasTextures::Entry& CanvasTextures::entry_of(CanvasId canvas, bool older) {
    for (const std::unique_ptr<Entry>& entry : entries_) {
        if (entry->canvas == canvas && entry->older == older) return *entry;
    }
    entries_.push_back(std::make_unique<Entry>(Entry{.canvas = canvas, .older = older}));
    return *entries_.back();
}

unsigned CanvasTextures::texture(CanvasId canvas) const {
    for (const std::unique_ptr<Entry>& entry : entries_) {
        if (entry->canvas == canvas && !entry->older && entry->picture) return entry->picture->texture();
    }
    return 0;
}

std::size_t CanvasTextures::bytes_kept() const {
    std::size_t sum = 0;
    for (const std::unique_ptr<Entry>& entry : entries_) {
        if (!entry->picture) continue;
        const PixelSize size = entry->picture->size();
        sum += static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * 4;
    }
    return sum;
}

void CanvasTextures::want_pictures(const CanvasChunk& newest) {
    const std::uint64_t played = entry_of(newest.canvas, false).played;
    for (const CanvasChunk* at = &newest; at && at->sequence > played; at = at->before.get()) {
        for (const std::shared_ptr<const Bitmap>& bitmap : at->bitmaps) pictures_.want(*bitmap);
        for (const std::shared_ptr<const CanvasChunk>& source : at->sources) {
            if (source->canvas != newest.canvas) want_pictures(*source);
        }
    }
}

bool CanvasTextures::bring_to(const CanvasChunk& newest) {
    Entry& entry = entry_of(newest.canvas, false);
    entry.last_used = frame_;
    if (entry.played == newest.sequence) return true;
    return bring(entry, newest, 0);
}

bool CanvasTextures::bring(Entry& entry, const CanvasChunk& newest, int depth) {
    if (depth == deepest_source) return false;
    const bool is_ahead = entry.played > newest.sequence;  // it has been drawn on since: play it anew
    std::vector<const CanvasChunk*> chunks = std::move(wanted_);
    bool clears = chunks_to_play(newest, is_ahead ? 0 : entry.played, chunks);
    if (!clears && entry.picture && entry.picture->size() != newest.size) {
        clears = true;
        chunks_to_play(newest, 0, chunks);
    }
    bool ready = true;
    for (const CanvasChunk* chunk : chunks) {
        for (const std::shared_ptr<const Bitmap>& bitmap : chunk->bitmaps) ready &= pictures_.texture(*bitmap) != 0;
    }
    if (ready && (clears || !entry.picture)) {
        if (!entry.picture || entry.picture->size() != newest.size) {
            Result<Framebuffer> made = Framebuffer::create(newest.size);
            ready = made.ok();
            if (made) entry.picture.emplace(std::move(*made));
        }
        if (ready) {
            renderer_.flush();
            clear(entry.picture->gl_name(), newest.size, transparent);
        }
    }
    for (const CanvasChunk* chunk : chunks) {
        if (!ready) break;
        for (const std::shared_ptr<const CanvasChunk>& source : chunk->sources) {
            if (source->canvas == newest.canvas) continue;  // itself: what is there just then
            Entry* from = &entry_of(source->canvas, false);
            if (from->played > source->sequence) from = &entry_of(source->canvas, true);
            from->last_used = frame_;
            if (from->played != source->sequence) ready &= bring(*from, *source, depth + 1);
        }
        if (!ready) break;
        target_ = &entry;
        player_.play(*chunk, *this);
        entry.played = chunk->sequence;
        commands_played_ += chunk->commands.size();
    }
    chunks.clear();
    wanted_ = std::move(chunks);
    return ready;
}

void CanvasTextures::end_frame() {
    renderer_.end();
    std::erase_if(entries_, [&](const auto& entry) { return entry->last_used + kept_for < frame_; });
}

/// A picture of what is on the target now; good until the next call. 0: there is no graphics memory.
unsigned CanvasTextures::copy_of_target() {
    renderer_.flush();
    const PixelSize size = target_->picture->size();
    if (!copy_ || copy_->size() != size) {
        Result<Framebuffer> made = Framebuffer::create(size);
        if (!made) return 0;
        copy_.emplace(std::move(*made));
    }
    target_->picture->copy_to(copy_->gl_name(), size);
    return copy_->texture();
}

/// The texture that the paint shows. False: it shows nothing.
bool CanvasTextures::find_picture(const CanvasPaint& paint, RunTarget& target) {
    target.sampling = {paint.smooth ? TextureFilter::linear : TextureFilter::nearest, paint.repeat_x, paint.repeat_y};
    if (paint.bitmap) {
        if (paint.smooth) target.sampling.filter = TextureFilter::mipmapped;
        target.texture = pictures_.texture(*paint.bitmap);
        return target.texture != 0;
    }
    if (paint.canvas->canvas == target_->canvas) return (target.texture = copy_of_target()) != 0;
    for (const bool older : {false, true}) {
        const Entry& source = entry_of(paint.canvas->canvas, older);
        if (source.played != paint.canvas->sequence || !source.picture) continue;
        target.texture = source.picture->texture();
        return true;
    }
    return false;
}

/// As shaders/canvas.frag reads it.
void CanvasTextures::write_paint(const CanvasPaint& paint, std::span<const ColorStop> stops, float alpha,
                                 Size picture) {
    using Kind = CanvasPaint::Kind;
    const bool is_gradient = paint.kind == Kind::linear_gradient || paint.kind == Kind::radial_gradient;
    const float kind = paint.kind == Kind::color             ? 0
                       : paint.kind == Kind::linear_gradient ? 1
                       : paint.kind == Kind::radial_gradient ? 2
                                                             : 3;
    const int edges = (paint.repeat_x ? 1 : 0) + (paint.repeat_y ? 2 : 0) + (paint.cut ? 4 : 0);
    paint_.clear();
    paint_.push_back({kind, alpha, static_cast<float>(stops.size()), static_cast<float>(edges)});
    paint_.push_back(mixable(paint.color));
    if (paint.kind == Kind::color) return;
    Transform to_paint;
    from_canvas(paint, to_paint);
    paint_.push_back({to_paint.a, to_paint.b, to_paint.c, to_paint.d});
    paint_.push_back({to_paint.e, to_paint.f, 0, 0});
    if (!is_gradient) {
        paint_.push_back({paint.source.x, paint.source.y, paint.source.width, paint.source.height});
        paint_.push_back({picture.width, picture.height, 0, 0});
        return;
    }
    paint_.push_back({paint.from.x, paint.from.y, paint.to.x, paint.to.y});
    paint_.push_back({paint.from_radius, paint.to_radius, 0, 0});
    for (const ColorStop& stop : stops) {
        paint_.push_back(mixable(stop.color));
        paint_.push_back({stop.position, 0, 0, 0});
    }
}

bool CanvasTextures::shows_something(const CanvasPaint& paint, std::span<const ColorStop> stops) {
    if (paint.kind == CanvasPaint::Kind::color) return true;
    Transform unused;
    if (!from_canvas(paint, unused)) return false;
    if (paint.kind == CanvasPaint::Kind::bitmap || paint.kind == CanvasPaint::Kind::canvas)
        return (paint.bitmap || paint.canvas) && !paint.source.empty();
    return !stops.empty() && (paint.from != paint.to || paint.from_radius != paint.to_radius);
}

void CanvasTextures::fill(const Coverage& coverage, const CanvasPaint& paint, std::span<const ColorStop> stops,
                          float alpha, CompositeOperation operation) {
    if (!shows_something(paint, stops)) {
        constexpr CanvasPaint nothing{.color = transparent};
        if (clears_outside(operation)) fill(coverage, nothing, {}, 1, operation);
        return;
    }
    RunTarget target{
        .framebuffer = target_->picture->gl_name(), .size = target_->picture->size(), .operation = operation};
    Size picture;
    if (paint.bitmap || paint.canvas) {
        if (!find_picture(paint, target)) return;
        const PixelSize size = paint.bitmap ? paint.bitmap->size() : paint.canvas->size;
        picture = {static_cast<float>(size.width), static_cast<float>(size.height)};
    }
    const bool blends = is_blend_mode(operation);
    if (blends && (target.below = copy_of_target()) == 0) return;
    renderer_.set_target(target);
    write_paint(paint, stops, alpha, picture);
    renderer_.set_paint(paint_);
    for (const CoverageSpan& span : coverage.spans) {
        const bool full = span.first == CoverageSpan::full;
        renderer_.add_run(
            span.x, span.y, span.length, span.rows,
            full ? std::span<const std::uint8_t>() : std::span(coverage.bytes).subspan(span.first, span.length));
    }
    if (blends) renderer_.flush();  // the next shape blends with this one
}

void CanvasTextures::put(const CanvasPixels& pixels, std::span<const std::uint8_t> rgba) {
    const PixelSize size = target_->picture->size();
    const int left = std::max(0, pixels.x), right = std::min(size.width, pixels.x + pixels.width);
    const int top = std::max(0, pixels.y), bottom = std::min(size.height, pixels.y + pixels.height);
    if (left >= right || top >= bottom) return;
    const std::size_t first = (static_cast<std::size_t>(top - pixels.y) * static_cast<std::size_t>(pixels.width) +
                               static_cast<std::size_t>(left - pixels.x)) *
                              4;
    renderer_.put({.texture = target_->picture->texture()}, left, top, {right - left, bottom - top},
                  rgba.subspan(first), pixels.width * 4);
}

}  // namespace janklab
