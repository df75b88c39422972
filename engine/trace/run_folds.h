// SPDX-License-Identifier: MIT
// RunFolds: every fold that a report needs, in one piece. Add it to the trace before the run begins.
#pragma once

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

class RunFolds final : public Fold {
  public:
    void take(const TraceEvent& event) override;
    void lost(Track track, std::uint64_t count) override;

    LoopState loop;
    FrameTimeline frames;
    LongTasks long_tasks;
    Pacing pacing;
    Checkpoints checkpoints;
    LoopDelay loop_delay;
    LongAnimationFrames long_animation_frames;
    Interactions interactions;
    ForcedLayouts forced_layouts;
};

}  // namespace janklab
