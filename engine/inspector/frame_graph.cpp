// SPDX-License-Identifier: MIT
#include "inspector/frame_graph.h"

#include <algorithm>

#include "inspector/theme.h"

namespace janklab {
namespace {

constexpr float gap_width = 9;

TimePoint end_of(const FrameRecord& frame) { return frame.begin + std::max(frame.interval, frame.activity.total()); }

/// That of the script which took more than half of its rendering update.
Name name_of_update(const LongAnimationFrame& frame) {
    for (const LongFrameScript& script : frame.scripts()) {
        const bool in_update = script.start >= frame.render_start;
        if (in_update && 2 * script.duration > frame.end - frame.render_start) return script.invoker;
    }
    return {"rendering update", CodeLocation{}};
}

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

void FrameGraph::arrange(const RunFolds& folds, TimePoint now, const Rect& plot, const Rect& marks) {
    const FrameTimeline& frames = folds.frames;
    bars_.clear();
    gaps_.clear();
    marks_.clear();
    second_count_ = 0;
    budget_ = frames.interval();
    plot_ = plot;
    lane_ = marks;
    if (budget_ <= 0ns || plot.empty()) return;

    place_bars(frames, bar_pitch(plot.width));
    if (bars_.empty()) return;
    mark_what_runs(folds, now);
    mark_long_tasks(folds);
    mark_long_updates(folds);
    std::ranges::sort(marks_, {}, [](const LongMark& mark) { return -mark.rect.right(); });
    note_seconds(frames);
}

/// From the newest, at the right edge, to where the room ends.
void FrameGraph::place_bars(const FrameTimeline& frames, float pitch) {
    float x = plot_.right();
    for (std::size_t i = frames.size(); i-- > 0 && bars_.size() < most_bars;) {
        if (i + 1 < frames.size()) {
            const Duration missing = frames[i + 1].begin - frames[i].begin - frames[i].interval;
            if (missing > frames[i].interval / 2) {
                x -= gap_width;
                if (x - pitch < plot_.x) break;
                gaps_.push_back({{x, plot_.y, gap_width - 1, plot_.height}, missing});
            }
        }
        x -= pitch;
        if (x < plot_.x) break;
        add_bar(frames[i], i, x, pitch - 1, plot_);
    }
    std::ranges::reverse(bars_);
}

Rect FrameGraph::line_at(int budgets) const {
    if (budget_ <= 0ns) return {};
    const float height = plot_.height * static_cast<float>(budgets / budgets_shown);
    return {plot_.x, std::floor(plot_.bottom() - height), plot_.width, 1};
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

void FrameGraph::mark_what_runs(const RunFolds& folds, TimePoint now) {
    WorkPiece piece;
    if (!folds.loop.running(now, piece) || piece.duration() <= long_task_threshold) return;
    const bool named = piece.name.text && *piece.name.text;
    const Name name = named ? piece.name : Name(to_string(piece.kind), CodeLocation{});
    add_mark(folds.frames, piece.start, piece.end, {{}, name, piece.duration(), true});
}

void FrameGraph::mark_long_tasks(const RunFolds& folds) {
    const TimePoint oldest = folds.frames[bars_.front().frame].begin;
    const Latest<LongTask>& tasks = folds.long_tasks.latest();
    for (std::size_t i = tasks.size(); i-- > 0;) {
        const LongTask& task = tasks[i];
        if (task.start + task.duration < oldest) break;
        add_mark(folds.frames, task.start, task.start + task.duration, {{}, task.name, task.duration, false});
    }
}

/// Of long animation frames the rendering update alone: tasks are marked for themselves, and between a task and the
/// update there may have been nothing at all.
void FrameGraph::mark_long_updates(const RunFolds& folds) {
    const TimePoint oldest = folds.frames[bars_.front().frame].begin;
    const Latest<LongAnimationFrame>& latest = folds.long_animation_frames.latest();
    for (std::size_t i = latest.size(); i-- > 0;) {
        const LongAnimationFrame& frame = latest[i];
        if (frame.end < oldest) break;
        if (frame.render_start == time_never) continue;
        const Duration duration = frame.end - frame.render_start;
        if (duration <= long_task_threshold) continue;
        add_mark(folds.frames, frame.render_start, frame.end, {{}, name_of_update(frame), duration, false});
    }
}

void FrameGraph::add_mark(const FrameTimeline& frames, TimePoint start, TimePoint end, const LongMark& what) {
    Rect reach;
    for (GraphBar& bar : bars_) {
        const FrameRecord& frame = frames[bar.frame];
        if (frame.begin >= end || end_of(frame) <= start) continue;
        bar.is_long = true;
        reach = united(reach, {bar.column.x, lane_.y, bar.column.width, lane_.height});
    }
    if (reach.empty()) return;
    marks_.push_back(what);
    marks_.back().rect = reach;
}

void FrameGraph::note_seconds(const FrameTimeline& frames) {
    const TimePoint newest = frames[bars_.back().frame].begin;
    for (std::size_t i = bars_.size(); i-- > 0 && second_count_ < most_seconds;) {
        const Duration since = newest - frames[bars_[i].frame].begin;
        if (since < Duration(1s) * static_cast<std::int64_t>(second_count_ + 1)) continue;
        const Rect& column = bars_[i].column;
        seconds_[second_count_++] = std::floor(column.x + column.width / 2);
    }
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
