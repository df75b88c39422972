// SPDX-License-Identifier: MIT
// Presentation: shows what was drawn, and writes when it was seen, by the best clock there is: the window system's word
// for each swap, or else the return of the swap. Display thread.
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/ring_buffer.h"
#include "display/frame_events.h"
#include "display/window.h"

namespace janklab {

/// What is in the back buffer.
struct DrawnFrame {
    FrameId frame;    // the BeginFrame that it was drawn for
    FrameId content;  // the commit that is shown; none: the page has not committed yet
    bool new_content = false;
};

struct SwapTimes {
    TimePoint start, end;
};

class Presentation {
  public:
    /// `completions`: the window system says when swaps were seen (found out by measuring).
    Presentation(Window& window, FrameEvents& events, const Clock& clock, bool completions)
        : window_(window), events_(events), clock_(clock), completions_(completions) {}

    SwapTimes swap(const DrawnFrame& drawn);
    /// Takes in what the window system says of earlier swaps. Once a frame.
    void collect();
    /// The window is on another display now.
    void trust_completions(bool completions) { completions_ = completions; }
    /// Whose word the presentation times are. Falls back to swap returns for good when the window system falls silent.
    PresentedSource source() const;

  private:
    static constexpr std::size_t most_pending = 16;

    void settle(TimePoint when, PresentedSource source);

    Window& window_;
    FrameEvents& events_;
    const Clock& clock_;
    bool completions_;
    struct Pending {
        DrawnFrame drawn;
        TimePoint returned;
    };
    RingBuffer<Pending> pending_;  // swapped, and not known to have been seen
};

}  // namespace janklab
