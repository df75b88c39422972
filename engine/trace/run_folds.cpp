// SPDX-License-Identifier: MIT
#include "trace/run_folds.h"

#include <type_traits>

namespace janklab {

void RunFolds::take(const TraceEvent& event) {
    if (event.type == EventType::visibility_changed) visibility_ = event;
    if (event.type == EventType::page_opened && ++pages_ > 1) {
        begin_anew();
        later_page_ = {.title = name_of(event).text, .since = event.time, .number = pages_};
    }
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

void RunFolds::begin_anew() {
    const auto begin = [](auto&... folds) { ((folds = std::remove_reference_t<decltype(folds)>()), ...); };
    begin(loop, frames, long_tasks, pacing, checkpoints, loop_delay, long_animation_frames, interactions,
          forced_layouts);
    if (!visibility_) return;  // the window stays as it is
    frames.take(*visibility_);
    pacing.take(*visibility_);
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
