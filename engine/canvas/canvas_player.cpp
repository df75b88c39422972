// SPDX-License-Identifier: MIT
// From commands to shapes, from shapes to coverage. https://html.spec.whatwg.org/multipage/canvas.html#drawing-model
#include "canvas/canvas_player.h"

#include <algorithm>
#include <cmath>

namespace janklab {
namespace {

constexpr float widest_blur = 200;  // pixels of standard deviation * 2

void add_rectangle(const PixelBounds& bounds, Polygons& into) {
    const auto left = static_cast<float>(bounds.left), top = static_cast<float>(bounds.top);
    const auto right = static_cast<float>(bounds.right), bottom = static_cast<float>(bounds.bottom);
    into.begin();
    for (const Point p : {Point{left, top}, {right, top}, {right, bottom}, {left, bottom}}) into.add(p);
}

Transform inverse(const Transform& t) {
    const float k = 1 / (t.a * t.d - t.b * t.c);
    const float a = t.d * k, b = -t.b * k, c = -t.c * k, d = t.a * k;
    return {a, b, c, d, -(a * t.e + c * t.f), -(b * t.e + d * t.f)};
}

bool can_be_inverted(const Transform& t) {
    const float area = t.a * t.d - t.b * t.c;
    return std::isfinite(area) && std::abs(area) > 1e-12f && std::isfinite(t.e) && std::isfinite(t.f);
}

/// The mean of `width` neighbours along rows (`step` 1) or columns, three times over: nearly a Gaussian.
void blur_lines(std::vector<float>& values, std::vector<float>& room, std::size_t lines, std::size_t line_step,
                std::size_t length, std::size_t step, int radius) {
    const float weight = 1 / static_cast<float>(2 * radius + 1);
    room.resize(length);
    const auto count = static_cast<std::ptrdiff_t>(length);
    for (std::size_t line = 0; line < lines; ++line) {
        float* at = &values[line * line_step];
        for (int pass = 0; pass < 3; ++pass) {
            for (std::size_t i = 0; i < length; ++i) room[i] = at[i * step];
            float sum = 0;
            for (std::ptrdiff_t i = 0; i < std::min<std::ptrdiff_t>(radius, count); ++i)
                sum += room[static_cast<std::size_t>(i)];
            for (std::ptrdiff_t i = 0; i < count; ++i) {
                if (i + radius < count) sum += room[static_cast<std::size_t>(i + radius)];
                if (i - radius - 1 >= 0) sum -= room[static_cast<std::size_t>(i - radius - 1)];
                at[static_cast<std::size_t>(i) * step] = sum * weight;
            }
        }
    }
}

}  // namespace

bool chunks_to_play(const CanvasChunk& newest, std::uint64_t played, std::vector<const CanvasChunk*>& into) {
    into.clear();
    const CanvasChunk* at = &newest;
    while (at && at->sequence > played) {
        into.push_back(at);
        at = at->before.get();
    }
    std::reverse(into.begin(), into.end());
    return !at || at->sequence != played;
}

void CanvasPlayer::play(const CanvasChunk& chunk, CanvasTarget& target) {
    chunk_ = &chunk;
    target_ = &target;
    clips_.resize(std::max<std::size_t>(clips_.size(), chunk.clips.size() + 1));
    clips_[0].bounds = {0, 0, chunk.size.width, chunk.size.height};
    clips_[0].bytes.clear();
    // A clip names an earlier one as its parent, so that they are found in order.
    for (std::size_t i = 0; i < chunk.clips.size(); ++i) {
        const CanvasClip& clip = chunk.clips[i];
        const ClipMask& parent = clip_of(clip.parent);
        clips_[i + 1].bounds = parent.bounds;
        clips_[i + 1].bytes = parent.bytes;
        shape_.clear();
        flatten(chunk.path(clip.path), {}, shape_);
        finder_.intersect(clips_[i + 1], shape_, clip.rule);
    }
    for (const CanvasCommand& command : chunk.commands) {
        std::visit([this](const auto& one) { play(one); }, command);
    }
}

const ClipMask& CanvasPlayer::clip_of(std::int32_t clip) { return clips_[static_cast<std::size_t>(clip + 1)]; }

void CanvasPlayer::play(const CanvasFill& fill) {
    shape_.clear();
    flatten(chunk_->path(fill.path), {}, shape_);
    draw_shape(fill.ink, fill.rule);
}

void CanvasPlayer::play(const CanvasStroke& stroke) {
    if (!can_be_inverted(stroke.to_canvas)) return;
    lines_.clear();
    flatten(chunk_->path(stroke.path), {}, lines_);
    const Transform to_own = inverse(stroke.to_canvas);
    for (Point& p : lines_.points) p = to_own.apply(p);
    const Polygons* lines = &lines_;
    if (stroke.dash_count > 0) {
        dashes_.clear();
        cut_into_dashes(lines_, std::span(chunk_->dashes).subspan(stroke.first_dash, stroke.dash_count),
                        stroke.style.dash_offset, dashes_);
        lines = &dashes_;
    }
    shape_.clear();
    outline_stroke(*lines, stroke.style, stroke.to_canvas, shape_);
    draw_shape(stroke.ink, FillRule::nonzero);
}

void CanvasPlayer::play(const CanvasPixels& pixels) {
    const std::size_t bytes = static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) * 4;
    target_->put(pixels, std::span(chunk_->pixels).subspan(pixels.first_byte, bytes));
}

/// Where nothing is drawn nothing stays either; a shadow would not outlive its shape.
void CanvasPlayer::draw_copy(CanvasInk ink, FillRule rule) {
    const ClipMask& clip = clip_of(ink.clip);
    Polygons everything;
    add_rectangle(clip.bounds, everything);
    coverage_.clear();
    finder_.find(everything, FillRule::nonzero, clip, coverage_);
    const CanvasPaint eraser;
    target_->fill(coverage_, eraser, {}, 1, CompositeOperation::destination_out);
    ink.operation = CompositeOperation::source_over;
    ink.shadow = {};
    draw_shape(ink, rule);
}

/// The shape's shadow is put there before it, by the same operation.
void CanvasPlayer::draw_shape(const CanvasInk& ink, FillRule rule) {
    if (ink.operation == CompositeOperation::copy) return draw_copy(ink, rule);
    if (ink.shadow.visible()) draw_shadow(ink, rule);
    coverage_.clear();
    const ClipMask& clip = clip_of(ink.clip);
    if (clears_outside(ink.operation)) finder_.find(shape_, rule, {.bounds = clip.bounds, .bytes = {}}, coverage_);
    else finder_.find(shape_, rule, clip, coverage_);
    put_coverage(chunk_->paints[ink.paint], ink);
}

void CanvasPlayer::put_coverage(const CanvasPaint& paint, const CanvasInk& ink) {
    if (clears_outside(ink.operation)) spread_coverage(clip_of(ink.clip));
    if (coverage_.spans.empty()) return;
    target_->fill(coverage_, paint, std::span(chunk_->stops).subspan(paint.first_stop, paint.stop_count), ink.alpha,
                  ink.operation);
}

/// From runs where something is covered to runs wherever the clip lets half of a pixel or more through.
void CanvasPlayer::spread_coverage(const ClipMask& clip) {
    constexpr std::uint8_t half = 128;
    const auto width = static_cast<std::size_t>(clip.bounds.width());
    std::vector<std::uint8_t>& bytes = spread_.bytes;
    bytes.assign(width * static_cast<std::size_t>(clip.bounds.height()), 0);
    spread_.spans.clear();
    const auto index = [&](int x, int y) {
        return static_cast<std::size_t>(y - clip.bounds.top) * width + static_cast<std::size_t>(x - clip.bounds.left);
    };
    for (const CoverageSpan& span : coverage_.spans) {
        for (int y = span.y; y < span.y + span.rows; ++y) {
            std::uint8_t* to = &bytes[index(span.x, y)];
            if (span.first == CoverageSpan::full) std::fill_n(to, span.length, std::uint8_t{255});
            else std::copy_n(&coverage_.bytes[span.first], span.length, to);
        }
    }
    for (int y = clip.bounds.top; y < clip.bounds.bottom; ++y) {
        for (int x = clip.bounds.left; x < clip.bounds.right; ++x) {
            const int start = x;
            while (x < clip.bounds.right && clip.at(x, y) >= half) ++x;
            if (x == start) continue;
            spread_.spans.push_back({.x = static_cast<std::int16_t>(start),
                                     .y = static_cast<std::int16_t>(y),
                                     .length = static_cast<std::uint16_t>(x - start),
                                     .first = static_cast<std::uint32_t>(index(start, y))});
        }
    }
    std::swap(coverage_, spread_);
}

/// The coverage of the shape, moved and blurred, in the shadow's colour; of a translucent one fainter.
void CanvasPlayer::draw_shadow(const CanvasInk& ink, FillRule rule) {
    const float blur = std::clamp(ink.shadow.blur, 0.f, widest_blur);
    // Three means of 2 r + 1 pixels have the variance r (r + 1).
    const float deviation = blur / 2;
    const int radius = static_cast<int>(std::sqrt(deviation * deviation + 0.25f) - 0.5f + 0.5f);
    const int margin = 3 * radius + 1;
    const ClipMask& clip = clip_of(ink.clip);
    // As far around the clip as the blur reaches into it, so that what lies outside throws its shadow in.
    ClipMask around;
    around.bounds = {clip.bounds.left - margin, clip.bounds.top - margin, clip.bounds.right + margin,
                     clip.bounds.bottom + margin};
    Polygons moved = shape_;
    for (Point& p : moved.points) p = p + ink.shadow.offset;
    coverage_.clear();
    finder_.find(moved, rule, around, coverage_);
    if (coverage_.spans.empty() && !clears_outside(ink.operation)) return;
    const auto width = static_cast<std::size_t>(around.bounds.width());
    const auto height = static_cast<std::size_t>(around.bounds.height());
    blurred_.assign(width * height, 0.f);
    for (const CoverageSpan& span : coverage_.spans) {
        for (int row = 0; row < span.rows; ++row) {
            float* to = &blurred_[static_cast<std::size_t>(span.y + row - around.bounds.top) * width +
                                  static_cast<std::size_t>(span.x - around.bounds.left)];
            for (int i = 0; i < span.length; ++i) {
                to[i] = span.first == CoverageSpan::full ? 255.f
                                                         : coverage_.bytes[span.first + static_cast<std::size_t>(i)];
            }
        }
    }
    if (radius > 0) {
        blur_lines(blurred_, blurring_, height, width, width, 1, radius);
        blur_lines(blurred_, blurring_, width, 1, height, width, radius);
    }
    coverage_.clear();
    const bool cut = !clears_outside(ink.operation);  // spread_coverage() does
    for (int y = clip.bounds.top; y < clip.bounds.bottom; ++y) {
        CoverageSpan span{.x = static_cast<std::int16_t>(clip.bounds.left),
                          .y = static_cast<std::int16_t>(y),
                          .length = static_cast<std::uint16_t>(clip.bounds.width()),
                          .first = static_cast<std::uint32_t>(coverage_.bytes.size())};
        bool any = false;
        for (int x = clip.bounds.left; x < clip.bounds.right; ++x) {
            const float value = blurred_[static_cast<std::size_t>(y - around.bounds.top) * width +
                                         static_cast<std::size_t>(x - around.bounds.left)];
            const float let_through = cut ? static_cast<float>(clip.at(x, y)) / 255 : 1;
            const auto covered = static_cast<std::uint8_t>(value * let_through + 0.5f);
            any |= covered > 0;
            coverage_.bytes.push_back(covered);
        }
        if (any) coverage_.spans.push_back(span);
        else coverage_.bytes.resize(span.first);
    }
    CanvasPaint paint;
    paint.color = ink.shadow.color;
    CanvasInk faded = ink;
    faded.alpha *= static_cast<float>(chunk_->paints[ink.paint].color.a) / 255;
    put_coverage(paint, faded);
}

}  // namespace janklab
