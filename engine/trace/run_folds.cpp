// SPDX-License-Identifier: MIT
#include "trace/run_folds.h"

namespace janklab {

void RunFolds::take(const TraceEvent& event) {
    loop.take(event);
    frames.take(event);
    long_tasks.take(event);
    pacing.take(event);
    checkpoints.take(event);
    loop_delay.take(event);
    long_animation_frames.take(event);
    interactions.take(event);
    forced_layouts.take(event);
}

void RunFolds::lost(Track track, std::uint64_t count) {
    loop.lost(track, count);
    frames.lost(track, count);
    long_tasks.lost(track, count);
    pacing.lost(track, count);
    checkpoints.lost(track, count);
    loop_delay.lost(track, count);
    long_animation_frames.lost(track, count);
    interactions.lost(track, count);
    forced_layouts.lost(track, count);
}

}  // namespace janklab
