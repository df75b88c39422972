// SPDX-License-Identifier: MIT
#include "page/input_dispatch.h"

#include <utility>

#include "dom/document.h"
#include "loop/event_loop.h"

namespace janklab {

void InputDispatch::receive(const InputEvent& event) {
    if (event.kind == InputKind::pointer_move) {
        samples_.push_back({event.time, event.position});
        move_ = event;
        move_waits_ = true;
        if (!document_.wants_raw_moves()) return;
    }
    queued_.emplace_back(event);
    // The platform queues it, no line of the page does.
    loop_.queue_a_platform_task(TaskSource::user_interaction, Name(to_string(event.kind), CodeLocation{}), event.id,
                                [this] { dispatch_first(); });
}

void InputDispatch::dispatch_first() {
    const InputEvent event = queued_.take_front();
    if (event.kind == InputKind::pointer_move) return pointer_.moved_raw(event);
    // A discrete event is not allowed to overtake the move before it.
    dispatch_what_waits_for_the_frame();
    dispatch(event);
}

void InputDispatch::dispatch_what_waits_for_the_frame() {
    if (!std::exchange(move_waits_, false)) return;
    // Out of reach for what a listener may cause to be received meanwhile.
    samples_sent_.swap(samples_);
    samples_.clear();
    pointer_.moved(move_, samples_sent_);
}

void InputDispatch::dispatch(const InputEvent& event) {
    switch (event.kind) {
        case InputKind::pointer_down:
            return pointer_.pressed(event);
        case InputKind::pointer_up:
            return pointer_.released(event);
        case InputKind::pointer_leave:
            return pointer_.left(event);
        case InputKind::wheel:
            return pointer_.wheel_turned(event);
        case InputKind::key_down:
            return keys_.pressed(event);
        case InputKind::key_up:
            return keys_.released(event);
        case InputKind::text:
            return keys_.typed(event);
        case InputKind::window_focus:
            return document_.set_window_focused(event.focused);
        case InputKind::pointer_move:  // in the frame
        case InputKind::resize:        // not for elements: Page::receive
        case InputKind::visibility:
            return;
    }
}

}  // namespace janklab
