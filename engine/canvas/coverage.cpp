// SPDX-License-Identifier: MIT
// Each row of samples is crossed by the shape's lines at known places; between two places the winding number says
// whether it is inside. A place between two pixels counts for each in proportion.
#include "canvas/coverage.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace janklab {
namespace {

constexpr std::size_t many_lines = 4096;
constexpr int fine = 16, coarse = 4;
constexpr int shortest_full_run = 8;  // pixels; shorter ones stay part of a run with bytes

template <class Visit>
void for_each_line(const Polygons& shape, Visit visit) {
    for (const Polygons::Contour& contour : shape.contours) {
        const std::span<const Point> points = shape.points_of(contour);
        for (std::size_t i = 0; i < points.size(); ++i) visit(points[i], points[i + 1 == points.size() ? 0 : i + 1]);
    }
}

/// Whole pixels around the points.
PixelBounds bounds_of(const Polygons& shape) {
    if (shape.points.empty()) return {};
    Point low = shape.points[0], high = low;
    for (const Point p : shape.points) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    return {static_cast<int>(std::floor(low.x)), static_cast<int>(std::floor(low.y)),
            static_cast<int>(std::ceil(high.x)), static_cast<int>(std::ceil(high.y))};
}

}  // namespace

PixelBounds intersected(const PixelBounds& a, const PixelBounds& b) {
    return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
}

/// Finds where lines cross the rows of samples of `area_`. False: nothing lies inside.
bool CoverageFinder::collect(const Polygons& shape, const PixelBounds& bounds) {
    area_ = intersected(bounds_of(shape), bounds);
    if (area_.empty()) return false;
    samples_ = shape.points.size() > many_lines ? coarse : fine;
    const auto density = static_cast<float>(samples_);
    const int rows = area_.height() * samples_;
    starts_.assign(static_cast<std::size_t>(rows) + 1, 0);
    // Row i of samples lies at top + (i + 0.5) / density.
    const auto rows_of = [&](Point a, Point b) {
        const float top = (std::min(a.y, b.y) - static_cast<float>(area_.top)) * density - 0.5f;
        const float bottom = (std::max(a.y, b.y) - static_cast<float>(area_.top)) * density - 0.5f;
        const float limit = static_cast<float>(rows);
        return std::pair{static_cast<int>(std::ceil(std::clamp(top, 0.f, limit))),
                         static_cast<int>(std::ceil(std::clamp(bottom, 0.f, limit)))};
    };
    for_each_line(shape, [&](Point a, Point b) {
        const auto [first, end] = rows_of(a, b);
        for (int row = first; row < end; ++row) ++starts_[static_cast<std::size_t>(row)];
    });
    std::uint32_t sum = 0;
    for (std::uint32_t& start : starts_) sum += std::exchange(start, sum);
    crossings_.resize(sum);
    const auto left = static_cast<float>(area_.left), right = static_cast<float>(area_.right);
    for_each_line(shape, [&](Point a, Point b) {
        const auto [first, end] = rows_of(a, b);
        if (first >= end) return;
        const std::int32_t winding = a.y < b.y ? 1 : -1;
        const float slope = (b.x - a.x) / (b.y - a.y);
        for (int row = first; row < end; ++row) {
            const float y = static_cast<float>(area_.top) + (static_cast<float>(row) + 0.5f) / density;
            const float x = std::clamp(a.x + (y - a.y) * slope, left, right);
            crossings_[starts_[static_cast<std::size_t>(row)]++] = {x, winding};
        }
    });
    return sum > 0;  // starts_[i] is now the end of row i, and so the start of row i + 1
}

/// Adds up the coverage of a row of pixels in change_.
void CoverageFinder::sweep_row(FillRule rule, const PixelBounds& area, int row) {
    first_ = area.width();
    last_ = -1;
    const float weight = 1 / static_cast<float>(samples_);
    const auto left = static_cast<float>(area.left);
    const auto step = [&](float x, float by) {
        const float place = x - left;
        const int pixel = static_cast<int>(place);
        const float beyond = place - static_cast<float>(pixel);
        change_[static_cast<std::size_t>(pixel)] += by * (1 - beyond);
        change_[static_cast<std::size_t>(pixel) + 1] += by * beyond;
        first_ = std::min(first_, pixel);
        last_ = std::max(last_, pixel + 1);
    };
    for (int sample = row * samples_; sample < (row + 1) * samples_; ++sample) {
        const std::uint32_t start = sample == 0 ? 0 : starts_[static_cast<std::size_t>(sample) - 1];
        const std::span<Crossing> here =
            std::span(crossings_).subspan(start, starts_[static_cast<std::size_t>(sample)] - start);
        std::sort(here.begin(), here.end(), [](const Crossing& a, const Crossing& b) { return a.x < b.x; });
        int winding = 0;
        for (const Crossing& crossing : here) {
            const bool before = rule == FillRule::nonzero ? winding != 0 : winding & 1;
            winding += crossing.winding;
            const bool behind = rule == FillRule::nonzero ? winding != 0 : winding & 1;
            if (before != behind) step(crossing.x, behind ? weight : -weight);
        }
    }
}

/// Turns the changes into runs, cut by the clip, and leaves change_ empty for the next row.
void CoverageFinder::emit_row(const ClipMask& clip, int y, Coverage& into) {
    if (last_ < first_) return;
    const int end = std::min(last_ + 1, area_.width());
    row_.resize(static_cast<std::size_t>(area_.width()));
    float sum = 0;
    for (int i = first_; i < end; ++i) {
        sum += change_[static_cast<std::size_t>(i)];
        auto covered = static_cast<unsigned>(std::clamp(sum, 0.f, 1.f) * 255 + 0.5f);
        if (!clip.bytes.empty() && covered > 0) covered = (covered * clip.at(area_.left + i, y) + 127) / 255;
        row_[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(covered);
    }
    std::fill(change_.begin() + first_, change_.begin() + std::min<int>(last_ + 2, area_.width() + 2), 0.f);
    const auto value = [&](int i) { return row_[static_cast<std::size_t>(i)]; };
    const auto add = [&](int from, int to, bool full) {
        CoverageSpan span{.x = static_cast<std::int16_t>(area_.left + from),
                          .y = static_cast<std::int16_t>(y),
                          .length = static_cast<std::uint16_t>(to - from)};
        if (!full) {
            span.first = static_cast<std::uint32_t>(into.bytes.size());
            into.bytes.insert(into.bytes.end(), row_.begin() + from, row_.begin() + to);
        } else if (!into.spans.empty()) {  // rows of the same run become one block
            CoverageSpan& last = into.spans.back();
            if (last.first == CoverageSpan::full && last.x == span.x && last.length == span.length &&
                last.y + last.rows == span.y) {
                ++last.rows;
                return;
            }
        }
        into.spans.push_back(span);
    };
    for (int i = first_; i < end;) {
        if (value(i) == 0) {
            ++i;
            continue;
        }
        int run = i;
        while (run < end && value(run) == 255) ++run;
        if (run - i >= shortest_full_run) {
            add(i, run, true);
            i = run;
            continue;
        }
        // Bytes up to a gap or a long full run.
        int to = i;
        for (int full = 0; to < end && value(to) != 0; ++to) {
            full = value(to) == 255 ? full + 1 : 0;
            if (full == shortest_full_run) {
                to -= shortest_full_run - 1;
                break;
            }
        }
        add(i, to, false);
        i = to;
    }
}

void CoverageFinder::find(const Polygons& shape, FillRule rule, const ClipMask& clip, Coverage& into) {
    if (clip.bounds.empty() || !collect(shape, clip.bounds)) return;
    change_.assign(static_cast<std::size_t>(area_.width()) + 2, 0.f);
    for (int row = 0; row < area_.height(); ++row) {
        sweep_row(rule, area_, row);
        emit_row(clip, area_.top + row, into);
    }
}

void CoverageFinder::intersect(ClipMask& clip, const Polygons& shape, FillRule rule) {
    Coverage inside;
    find(shape, rule, clip, inside);
    PixelBounds around{clip.bounds.right, clip.bounds.bottom, clip.bounds.left, clip.bounds.top};
    bool all_full = true;
    for (const CoverageSpan& span : inside.spans) {
        around = {std::min<int>(around.left, span.x), std::min<int>(around.top, span.y),
                  std::max(around.right, span.x + span.length), std::max(around.bottom, span.y + span.rows)};
        all_full &= span.first == CoverageSpan::full;
    }
    const bool is_a_block = all_full && inside.spans.size() == 1;
    clip.bounds = around.empty() ? PixelBounds{} : around;
    clip.bytes.clear();
    if (is_a_block || around.empty()) return;
    const auto width = static_cast<std::size_t>(around.width());
    clip.bytes.assign(width * static_cast<std::size_t>(around.height()), 0);
    for (const CoverageSpan& span : inside.spans) {
        for (int row = 0; row < span.rows; ++row) {
            std::uint8_t* to = &clip.bytes[static_cast<std::size_t>(span.y + row - around.top) * width +
                                           static_cast<std::size_t>(span.x - around.left)];
            if (span.first == CoverageSpan::full) std::fill_n(to, span.length, std::uint8_t{255});
            else std::copy_n(inside.bytes.begin() + span.first, span.length, to);
        }
    }
}

}  // namespace janklab
