// SPDX-License-Identifier: MIT
#include "trace/report.h"

namespace janklab {

namespace {

template <class T>
std::vector<T> values_of(const Latest<T>& latest) {
    std::vector<T> values;
    values.reserve(latest.size());
    for (std::size_t i = 0; i < latest.size(); ++i) values.push_back(latest[i]);
    return values;
}

Report report_of_what_has_ended(const RunFacts& facts, const RunFolds& folds) {
    return {.facts = facts,
            .page = folds.later_page(),
            .frames = folds.frames.totals(),
            .pacing = folds.pacing.figures(),
            .histogram = folds.pacing.histogram(),
            .long_tasks = values_of(folds.long_tasks.latest()),
            .long_task_count = folds.long_tasks.count(),
            .total_blocking_time = folds.long_tasks.total_blocking_time(),
            .worst_frames = folds.frames.worst(Report::worst_frames_shown),
            .checkpoints = folds.checkpoints.figures(),
            .loop_delay = folds.loop_delay.figures(),
            .long_animation_frames = values_of(folds.long_animation_frames.latest()),
            .long_animation_frame_count = folds.long_animation_frames.count(),
            .interactions = values_of(folds.interactions.latest()),
            .interaction_count = folds.interactions.count(),
            .inp = folds.interactions.interaction_to_next_paint(),
            .forced_layouts = folds.forced_layouts.worst(Report::forced_layouts_shown),
            .counters = folds.loop.counters()};
}

}  // namespace

Report make_report(const RunFacts& facts, const RunFolds& folds) {
    Report report = report_of_what_has_ended(facts, folds);
    if (const std::optional<LongTask> running = folds.long_tasks.running(facts.start + facts.length)) {
        report.long_tasks.push_back(*running);
        ++report.long_task_count;
        report.total_blocking_time += running->blocking();
    }
    return report;
}

}  // namespace janklab
