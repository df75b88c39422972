// SPDX-License-Identifier: MIT
// BeginFrame: the display's word that a frame may be made now. One crosses to the page at each vsync.
#pragma once

#include "base/ids.h"
#include "base/time.h"

namespace janklab {

struct BeginFrame {
    FrameId id{};
    TimePoint time{};      // the vsync that it belongs to: what animation frame callbacks are told
    Duration interval{};   // between two vsyncs
    TimePoint deadline{};  // a commit later than this misses the next vsync
};

}  // namespace janklab
