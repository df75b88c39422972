// SPDX-License-Identifier: MIT
#include "inspector/frame_graph.h"

#include "inspector/theme.h"

namespace janklab {
namespace {

TimePoint end_of(const FrameRecord& frame) { return frame.begin + std::max(frame.interval, frame.activity.total()); }

}  // namespace

const char* to_string(Phase phase) {
    switch (phase) {
        case Phase::scripting:
            return "scripting";
        case Phase::rendering:
            return "rendering";
        case Phase::painting:
            return "painting";
        case Phase::other:
            return "other";
        case Phase::idle:
            return "idle";
    }
    return "?";
}

Color color_of(Phase phase) {
    switch (phase) {
        case Phase::scripting:
            return theme.scripting;
        case Phase::rendering:
            return theme.rendering;
        case Phase::painting:
            return theme.painting;
        case Phase::other:
            return theme.other;
        case Phase::idle:
            return theme.idle;
    }
    return theme.other;
}

Duration time_in(const ActivityTimes& activity, Phase phase) {
    switch (phase) {
        case Phase::scripting:
            return activity.scripting;
        case Phase::rendering:
            return activity.rendering;
        case Phase::painting:
            return activity.painting;
        case Phase::other:
            return activity.other + activity.gc;
        case Phase::idle:
            return activity.idle;
    }
    return {};
}

float bar_pitch(float plot_width) {
    return std::clamp(std::floor(plot_width / static_cast<float>(FrameGraph::most_bars)), 5.f, 8.f);
}

void FrameGraph::arrange(const FrameTimeline& frames, const LongTasks& long_tasks, const LoopState& loop, TimePoint now,
                         const Rect& plot, const Rect& marks) {
    bars_.clear();
    marks_.clear();
    budget_ = frames.interval();
    budget_line_ = {};
    if (budget_ <= 0ns || plot.empty()) return;
    const float line_y = plot.bottom() - plot.height / static_cast<float>(budgets_shown);
    budget_line_ = {plot.x, std::floor(line_y), plot.width, 1};

    const float pitch = bar_pitch(plot.width);
    const auto room = static_cast<std::size_t>(plot.width / pitch);
    const std::size_t count = std::min({frames.size(), room, most_bars});
    const std::size_t first = frames.size() - count;
    for (std::size_t i = 0; i < count; ++i) {
        const float x = plot.right() - static_cast<float>(count - i) * pitch;
        add_bar(frames[first + i], first + i, x, pitch - 1, plot);
    }
    WorkPiece piece;
    if (!bars_.empty() && loop.running(now, piece) && piece.kind == CauseKind::task &&
        piece.duration() > long_task_threshold) {
        add_mark(frames, piece.start, piece.end, {{}, piece.name, piece.duration(), true}, marks);
    }
    const Latest<LongTask>& tasks = long_tasks.latest();
    for (std::size_t i = tasks.size(); i-- > 0 && !bars_.empty();) {
        const LongTask& task = tasks[i];
        if (task.start + task.duration < frames[first].begin) break;
        add_mark(frames, task.start, task.start + task.duration, {{}, task.name, task.duration, false}, marks);
    }
}

void FrameGraph::add_bar(const FrameRecord& frame, std::size_t index, float x, float width, const Rect& plot) {
    GraphBar& bar = bars_.emplace_back();
    bar.frame = index;
    bar.column = {x, plot.y, width, plot.height};
    bar.outcome = frame.outcome;
    const double per_ns = plot.height / (budgets_shown * static_cast<double>(budget_.count()));
    double y = plot.bottom();
    for (int i = 0; i < phase_count; ++i) {
        const auto phase = static_cast<Phase>(i);
        Duration time = time_in(frame.activity, phase);
        // Idle time fills up to the budget, so that what is left of a frame can be seen; a long rest is no tall bar.
        if (phase == Phase::idle)
            time = std::clamp(time, Duration{0}, std::max(Duration{0}, budget_ - frame.activity.busy()));
        const double top = std::max<double>(plot.y, y - static_cast<double>(time.count()) * per_ns);
        if (y - top >= 0.5) {
            const Rect rect{x, static_cast<float>(top), width, static_cast<float>(y - top)};
            bar.segments[static_cast<std::size_t>(bar.segment_count++)] = {rect, color_of(phase)};
        }
        y = top;
    }
    bar.clipped = static_cast<double>(frame.activity.busy().count()) * per_ns > plot.height + 0.5;
}

void FrameGraph::add_mark(const FrameTimeline& frames, TimePoint start, TimePoint end, const LongTaskMark& what,
                          const Rect& lane) {
    Rect reach;
    for (GraphBar& bar : bars_) {
        const FrameRecord& frame = frames[bar.frame];
        if (frame.begin >= end || end_of(frame) <= start) continue;
        bar.long_task = true;
        reach = united(reach, {bar.column.x, lane.y, bar.column.width, lane.height});
    }
    if (reach.empty()) return;
    marks_.push_back(what);
    marks_.back().rect = reach;
}

const GraphBar* FrameGraph::bar_at(Point point) const {
    for (const GraphBar& bar : bars_) {
        Rect reach = bar.column;
        reach.width += 1;
        if (reach.contains(point)) return &bar;
    }
    return nullptr;
}

}  // namespace janklab
