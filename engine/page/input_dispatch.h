// SPDX-License-Identifier: MIT
// InputDispatch: turns what a person did into the web's events: which element, which event types, in which order.
// Discrete input runs as a task of the user interaction source; pointer moves are joined to one a frame. Page thread.
// https://w3c.github.io/pointerevents/, https://w3c.github.io/uievents/
#pragma once

#include "base/ring_buffer.h"
#include "display/input_event.h"
#include "dom/element.h"

namespace janklab {

class Document;
class EventLoop;

class InputDispatch {
  public:
    InputDispatch(EventLoop& loop, Document& document) : loop_(loop), document_(document) {}

    /// Queues a task for it, or keeps it for the frame (pointer moves: the newest replaces the one before).
    void receive(const InputEvent& event);
    bool waits_for_frame() const { return move_waits_; }
    /// Step 0 of the rendering update: the joined pointer move.
    void dispatch_what_waits_for_the_frame();

  private:
    void dispatch_first();
    void dispatch(const InputEvent& event);
    void pointer_moved(const InputEvent& event);
    void pointer_pressed(const InputEvent& event);
    void pointer_released(const InputEvent& event);
    void wheel_turned(const InputEvent& event);
    void key_changed(const InputEvent& event);
    void text_typed(const InputEvent& event);
    Element& target_at(Point position);
    void hover(Element* target, const InputEvent& event);

    EventLoop& loop_;
    Document& document_;
    RingBuffer<InputEvent> queued_;  // one for each task that receive() queued, in the same order
    InputEvent move_;
    bool move_waits_ = false;
    Ref<Element> hovered_, pressed_;
};

}  // namespace janklab
