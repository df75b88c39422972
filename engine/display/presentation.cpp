// SPDX-License-Identifier: MIT
#include "display/presentation.h"

#include "display/present_timing.h"

namespace janklab {

SwapTimes Presentation::swap(const DrawnFrame& drawn) {
    events_.swap_started();
    SwapTimes times{.start = clock_.stamp(), .end = {}};
    window_.swap();
    times.end = clock_.stamp();
    events_.swap_ended();
    pending_.emplace_back(Pending{drawn, times.end});
    collect();
    return times;
}

void Presentation::collect() {
    PresentTiming* timing = completions_ ? window_.present_timing() : nullptr;
    if (timing) {
        timing->poll();
        while (const std::optional<Completion> completion = timing->take_completion()) {
            if (pending_.empty()) continue;
            if (completion->shown) settle(completion->vblank.time, timing->source());
            else events_.overtaken(pending_.take_front().drawn.frame);
        }
        completions_ = pending_.size() < most_pending;
    }
    while (!completions_ && !pending_.empty()) settle(pending_.front().returned, PresentedSource::swap_return);
}

PresentedSource Presentation::source() const {
    const PresentTiming* timing = completions_ ? window_.present_timing() : nullptr;
    return timing ? timing->source() : PresentedSource::swap_return;
}

void Presentation::settle(TimePoint when, PresentedSource source) {
    const DrawnFrame drawn = pending_.take_front().drawn;
    events_.presented(drawn.content, drawn.frame, when, source, drawn.new_content);
}

}  // namespace janklab
