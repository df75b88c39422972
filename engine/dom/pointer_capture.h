// SPDX-License-Identifier: MIT
// PointerCapture: which element receives the pointer's events wherever the pointer is, while a button is down. What is
// set or released takes effect with the next pointer event. Page thread.
// https://w3c.github.io/pointerevents/#pointer-capture
#pragma once

#include "dom/element.h"

namespace janklab {

class PointerCapture {
  public:
    /// Element::set_pointer_capture. False, and nothing done, when no button is down or the element is not connected.
    bool set(Element& element);
    /// Without effect on an element that does not have it.
    void release(const Element& element);
    bool held_by(const Element& element) const { return pending_ == &element; }

    // -- for the page's input ------------------------------------------------------------------------------------
    /// "Process pending pointer capture": sends `lostpointercapture` and `gotpointercapture` where something changed.
    /// Call before each pointer event, which is `pointer`: they happen at its time and place.
    void process_pending(const Event& pointer);
    /// An element has it, or will with the next pointer event.
    bool is_claimed() const { return pending_ || current_; }
    /// A button went down, or the last one went up: then everything is released.
    void set_button_down(bool down);
    /// Null: events go to what lies under the pointer.
    Element* element() const { return current_.get(); }
    /// Lets go of everything: the document is going away.
    void forget() { pending_ = current_ = nullptr; }

  private:
    Ref<Element> pending_, current_;
    bool button_down_ = false;
};

}  // namespace janklab
