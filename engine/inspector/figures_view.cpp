// SPDX-License-Identifier: MIT
#include "inspector/figures_view.h"

#include <algorithm>
#include <cmath>

#include "inspector/frame_graph.h"

namespace janklab {
namespace {

Duration nearest_rank(std::span<Duration> distances, double part) {
    const auto rank = static_cast<std::size_t>(std::ceil(part * static_cast<double>(distances.size())));
    const auto at = distances.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
    std::nth_element(distances.begin(), at, distances.end());
    return *at;
}

/// New content only.
std::uint64_t presented_since(const FrameTimeline& frames, TimePoint since) {
    std::uint64_t count = 0;
    for (std::size_t i = frames.size(); i-- > 0 && frames[i].begin >= since - 1s;) {
        if (frames[i].new_content && frames[i].presented != time_never && frames[i].presented > since) ++count;
    }
    return count;
}

}  // namespace

LatestFrames latest_frames(const RunFolds& folds, std::size_t count, TimePoint now) {
    LatestFrames figures;
    const FrameTimeline& frames = folds.frames;
    for (std::size_t i = frames.size() - std::min(count, frames.size()); i < frames.size(); ++i) {
        if (frames[i].outcome == FrameOutcome::missed_by_page) ++figures.missed;
        if (frames[i].outcome == FrameOutcome::dropped) ++figures.dropped;
    }
    if (frames.totals().presented > 0) figures.frames_per_second = presented_since(frames, now - 1s);
    std::array<Duration, FrameGraph::most_bars> latest;
    const Latest<Duration>& distances = folds.pacing.distances();
    const std::size_t used = std::min({count, latest.size(), distances.size()});
    for (std::size_t i = 0; i < used; ++i) latest[i] = distances[distances.size() - used + i];
    if (used > 0) {
        figures.p50 = nearest_rank({latest.data(), used}, 0.50);
        figures.p99 = nearest_rank({latest.data(), used}, 0.99);
    }
    return figures;
}

void CountersView::look(const RunFolds& folds) {
    std::size_t next = 0;
    const auto put = [&](const char* label, std::uint64_t count, bool alarming) {
        counters_[next++] = {label, ShortText().add_count(count), alarming && count > 0};
    };
    const auto put_time = [&](const char* label, Duration time) {
        counters_[next++] = {label, ShortText().add_duration(time), time > 0ns};
    };
    const LoopCounters& loop = folds.loop.counters();
    const FrameTotals& frames = folds.frames.totals();
    put("Frames presented", frames.presented, false);
    put("Tasks run", loop.tasks_run, false);
    put("Missed by the page", frames.missed_by_page, true);
    put("Microtasks run", loop.microtasks_run, false);
    put("Dropped by the display", frames.dropped, true);
    put("Long tasks", folds.long_tasks.count(), true);
    put("Idle frames", frames.idle, false);
    put_time("Total blocking time", folds.long_tasks.total_blocking_time());
    put("Forced layouts", loop.forced_layouts, false);
    put("Errors", loop.errors + loop.unhandled_rejections, true);
    put("Inputs", loop.inputs, false);
    put("Trace events lost", loop.lost_events, true);
}

}  // namespace janklab
