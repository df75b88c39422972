// SPDX-License-Identifier: MIT
// The arrows of an exported trace: from the event that queued work to the one where it runs, and along each frame.
// Found beforehand, so that an arrow is written only when both of its ends are in the recording. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "trace/recording.h"

namespace janklab {

struct FlowPoint {
    enum class Kind : std::uint8_t { work, frame };
    enum class Part : std::uint8_t { start, step, end };

    std::size_t event = 0;   // its number in the recording
    std::uint64_t flow = 0;  // counted from 1
    Kind kind{};
    Part part{};
};

/// In the order of their events.
std::vector<FlowPoint> flows_of(const Recording& recording);

}  // namespace janklab
