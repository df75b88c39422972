// SPDX-License-Identifier: MIT
#include "display/begin_frame_source.h"

#include <fmt/format.h>

#include "display/present_timing.h"

namespace janklab {

void HardwareVsync::saw_swap(VsyncGrid& grid, TimePoint start, TimePoint end) {
    // One that did not wait (the queue had room after an idle time) says nothing about the vsync.
    if (end - start > grid.interval() / 10) grid.observe(end, VsyncGrid::pull_of_swap);
}

void SoftwarePacing::look(VsyncGrid& grid) {
    if (!timing_ || !plan_.follow_vblank) return;
    if (const std::optional<Vblank> vblank = timing_->take_vblank())
        grid.observe(vblank->time, VsyncGrid::pull_of_vblank);
    timing_->ask_for_vblank();
}

VirtualVsync::VirtualVsync(RefreshRate rate)
    : rate_(rate), line_(fmt::format("virtual display at {:g} Hz: vsyncs come at exact virtual times", rate.hz())) {}

std::unique_ptr<BeginFrameSource> make_begin_frame_source(const BeginFramePlan& plan, PresentTiming* timing) {
    if (plan.kind == BeginFrameKind::hardware) return std::make_unique<HardwareVsync>(plan);
    return std::make_unique<SoftwarePacing>(plan, timing);
}

}  // namespace janklab
