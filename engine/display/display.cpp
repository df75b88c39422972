// SPDX-License-Identifier: MIT
#include "display/display.h"

namespace janklab {

void Display::run() {
    DrawnFrame drawn{};
    TimePoint until = time_zero;
    while (running()) {
        wait(until);     // the only sleep; with vsync a swap waits too
        input_.route();  // what a person did: to the overlay, else to the page
        until = time_zero;
        // Until a frame is over: the window is looked at before the next, however little time frames leave.
        for (bool more = true; more;) {
            const FrameDecision decision = decide();
            switch (decision.action) {
                case FrameAction::begin_frame:
                    begin(decision);
                    break;
                case FrameAction::draw:
                    drawn = draw(decision);
                    break;
                case FrameAction::swap:
                    show(drawn), more = false;
                    break;
                case FrameAction::skip:
                    events_.skipped(decision), more = false;
                    break;
                case FrameAction::wait:
                    until = decision.until, more = false;
                    break;
            }
        }
    }
}

}  // namespace janklab
