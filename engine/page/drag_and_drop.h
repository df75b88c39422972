// SPDX-License-Identifier: MIT
// DragAndDrop: an element with the attribute `draggable="true"` is dragged: it begins when the pointer has left the
// place of the press by the threshold, and then takes the place of the pointer's own events. Page thread.
// https://html.spec.whatwg.org/multipage/dnd.html#drag-and-drop-processing-model (without a data store)
#pragma once

#include "base/geometry.h"
#include "dom/element.h"

namespace janklab {

class Document;

class DragAndDrop {
  public:
    explicit DragAndDrop(Document& document) : document_(document) {}

    /// The left button went down on `target`: what is draggable there may follow.
    void pressed(Element* target, Point position);
    /// The pointer has moved, of which `event` has position and keys, and nothing is dragged yet. True if that begins a
    /// drag: the pointer is to be cancelled, and this and further moves go to moved().
    bool begins(const Event& event);
    /// While something is dragged, which is no pointer event.
    void moved(const Event& event);
    /// The button went up. True if that ended a drag.
    bool released(const Event& event);
    bool running() const { return running_; }

  private:
    /// Sends an event of this type with the fields of `like`. False when the default was prevented.
    bool tell(const Ref<Element>& element, std::string_view type, const Event& like);
    void enter(const Ref<Element>& target, const Event& like);

    Document& document_;
    Ref<Element> source_, over_;  // what may be, or is dragged; what it is over
    Point pressed_at_;
    bool running_ = false, accepted_ = false;  // accepted: the latest dragover was prevented, as the web has it
};

}  // namespace janklab
