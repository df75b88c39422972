// SPDX-License-Identifier: MIT
// Report: the figures of one run, for people and for programs. The JSON's schema is described in REPORT.md; what is not
// known is n/a in the table and null in the JSON, never 0.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "trace/run_folds.h"

namespace janklab {

/// What the folds cannot know.
struct RunFacts {
    std::string subject;  // what ran: "demo long-task"
    ClockKind clock{};
    std::optional<PresentedSource> presented_by;  // whose word the presentation times are; n/a: nothing was shown
    double hz = 0;                                // of the display; 0: n/a
    std::string display;                          // the line that says which begin-frame source is used, and why
    std::optional<std::string> window_copy{};  // "whole", or by whose word on the age of buffers only what changed is
    TimePoint start;                           // what start_ms counts from
    Duration length{};                         // of the run
    std::optional<std::uint64_t> seed;
};

struct Report {
    static constexpr int schema_version = 1;
    static constexpr std::size_t worst_frames_shown = 5, forced_layouts_shown = 10;

    RunFacts facts;
    std::optional<LaterPage> page;  // all figures are of it; nothing: of the whole run
    FrameTotals frames;
    std::optional<PacingFigures> pacing;
    Pacing::Histogram histogram{};
    std::vector<LongTask> long_tasks;  // the latest ones, the oldest first; the last may not have ended
    std::uint64_t long_task_count = 0;
    Duration total_blocking_time{};
    std::vector<FrameRecord> worst_frames;
    CheckpointFigures checkpoints;
    std::optional<LoopDelayFigures> loop_delay;
    std::vector<LongAnimationFrame> long_animation_frames;
    std::uint64_t long_animation_frame_count = 0;
    std::vector<Interaction> interactions;
    std::uint64_t interaction_count = 0;
    std::optional<Interaction> inp;
    std::vector<ForcedLayoutSite> forced_layouts;  // by the line that asked, the longest sum first
    LoopCounters counters;
};

Report make_report(const RunFacts& facts, const RunFolds& folds);

/// For people: aligned, ends with a line break.
std::string report_table(const Report& report);
/// For programs: REPORT.md. Ends with a line break.
std::string report_json(const Report& report);

}  // namespace janklab
