// SPDX-License-Identifier: MIT
// RunLimit: when a run ends by itself. The same for the real and the virtual display. Any thread.
#pragma once

#include <cstdint>

#include "base/time.h"
#include "display/begin_frame.h"

namespace janklab {

struct RunLimit {
    TimePoint end = time_never;
    std::uint64_t vsyncs = 0;  // after so many, the frame of the last one shown; 0: no limit

    /// Whether no frame may begin any more; `current` is the one that began last. The run is over once the scheduler
    /// has nothing left of it, or `end` has come.
    bool no_more_frames(TimePoint now, const BeginFrame& current) const {
        return now >= end || (vsyncs != 0 && current.id.value >= vsyncs);
    }
};

}  // namespace janklab
