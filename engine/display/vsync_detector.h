// SPDX-License-Identifier: MIT
// Which begin-frame source a display can have: found out by measuring swaps, never believed. plan_begin_frames()
// decides on given facts; measure_display() gathers them from a window, which takes up to a second. Display thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/time.h"
#include "display/vsync_grid.h"

namespace janklab {

class Window;

/// What is known about a display. Empty lists: it was not measured, because there is no screen.
struct DisplayFacts {
    std::vector<Duration> swaps_at_interval_0{};  // how long each took, the drawing before it finished
    std::vector<Duration> swaps_at_interval_1{};
    std::vector<Duration> returns_at_interval_1{};  // from the return of one swap to that of the next
    std::optional<RefreshRate> reported{};          // by the system, of the monitor; n/a where it says nothing
    std::optional<double> vblank_hz{};              // by the window system's own count of vsyncs; n/a: it has none
    bool completions_arrive = false;                // the window system says when each swap was seen
    std::optional<RefreshRate> asked{};             // on the command line
};

enum class BeginFrameKind : std::uint8_t { hardware, software };

struct BeginFramePlan {
    BeginFrameKind kind{};
    RefreshRate rate{};
    bool follow_vblank = false;  // software pacing in phase with the window system's vsyncs
    bool completions = false;    // presentation times come from the window system
    std::string line{};          // for people: which source, at which rate, and why
};

/// Swaps block if their median at interval 1 exceeds half the reported period; where none is reported, 2 ms and twice
/// the median at interval 0. That they are slow is not yet vsync: they must return at an even pace, one that fits the
/// window system's own count where there is one. The rate is the measured one, and compared with the reported.
BeginFramePlan plan_begin_frames(const DisplayFacts& facts);

/// Swaps 8 times to warm up and up to 24 times at each interval, and leaves interval 0. The window shows nothing
/// meanwhile.
DisplayFacts measure_display(Window& window, const Clock& clock, std::optional<RefreshRate> asked);

}  // namespace janklab
