// SPDX-License-Identifier: MIT
// RunFolds: every fold that a report needs, in one piece. Add it to the trace before the run begins. Where one page
// follows another in a run, the figures begin anew with each.
#pragma once

#include <cstdint>
#include <optional>

#include "trace/checkpoints.h"
#include "trace/forced_layouts.h"
#include "trace/frame_timeline.h"
#include "trace/interactions.h"
#include "trace/long_animation_frames.h"
#include "trace/long_tasks.h"
#include "trace/loop_delay.h"
#include "trace/loop_state.h"
#include "trace/pacing.h"

namespace janklab {

/// A page that is not the first of its run.
struct LaterPage {
    const char* title = "";
    TimePoint since;           // when it was opened
    std::uint64_t number = 0;  // from 1
};

class RunFolds final : public Fold {
  public:
    void take(const TraceEvent& event) override;
    void lost(Track track, std::uint64_t count) override;
    /// What all figures are of; nothing: of the whole run.
    const std::optional<LaterPage>& later_page() const { return later_page_; }

    LoopState loop;
    FrameTimeline frames;
    LongTasks long_tasks;
    Pacing pacing;
    Checkpoints checkpoints;
    LoopDelay loop_delay;
    LongAnimationFrames long_animation_frames;
    Interactions interactions;
    ForcedLayouts forced_layouts;

  private:
    void begin_anew();

    std::uint64_t pages_ = 0;
    std::optional<LaterPage> later_page_;
    std::optional<TraceEvent> visibility_;  // the latest word on it
};

}  // namespace janklab
