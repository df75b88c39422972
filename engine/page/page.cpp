// SPDX-License-Identifier: MIT
// The loop of the page thread, and nothing else: take in what arrived, choose, run it. What the steps do stands in
// page_turn.cpp (mail, choosing, waiting) and rendering.cpp (update the rendering).
// https://html.spec.whatwg.org/multipage/webappapis.html#event-loop-processing-model
#include "page/page.h"

#include <algorithm>

namespace janklab {

void Page::run() {
    while (!control_.closed() && !left_) turn(time_never);
}

void Page::run_until(TimePoint until) {
    while (!control_.closed() && !left_ && clock_.stamp() < until) turn(until);
}

void Page::turn(TimePoint until) {
    receive_mail();
    const Choice choice = choose_next();
    switch (choice.kind) {
        case Choice::Kind::task:
            return loop_.run_a_task(choice.source);
        case Choice::Kind::rendering:
            return rendering_.update_the_rendering(take_rendering_opportunity());
        case Choice::Kind::idle:
            return start_an_idle_period();
        case Choice::Kind::nothing:
            return wait(std::min(until, loop_.next_wake_up()));
    }
}

}  // namespace janklab
