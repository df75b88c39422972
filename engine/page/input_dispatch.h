// SPDX-License-Identifier: MIT
// InputDispatch: when the page hears of what a person did. Discrete input runs as a task of the user interaction
// source, pointer moves are joined to one a frame. What becomes of it: pointer_input.h, key_input.h. Page thread.
#pragma once

#include <utility>
#include <vector>

#include "base/ring_buffer.h"
#include "display/input_event.h"
#include "page/key_input.h"
#include "page/pointer_input.h"
#include "page/text_input.h"

namespace janklab {

class Document;
class EventLoop;

class InputDispatch {
  public:
    InputDispatch(EventLoop& loop, Document& document)
        : loop_(loop),
          document_(document),
          text_(loop, document),
          pointer_(document, text_, scroll_on_display_),
          keys_(document, text_, scroll_on_display_) {}

    /// Queues a task for it, or keeps it for the frame (pointer moves: the newest stands for those before).
    void receive(const InputEvent& event);
    bool waits_for_frame() const { return move_waits_; }
    /// Step 0 of the rendering update: the joined pointer move.
    void dispatch_what_waits_for_the_frame();
    /// Step 2, after what was scrolled in a frame was told, and step 5, when layout is done.
    void contents_moved(TimePoint now) { pointer_.contents_moved(now); }
    /// See ScrollOnDisplay.
    void set_scroll_on_display(ScrollOnDisplay scroll) { scroll_on_display_ = std::move(scroll); }
    KeyInput& keys() { return keys_; }
    TextInput& text() { return text_; }
    CursorShape cursor() const { return pointer_.cursor(); }

  private:
    void dispatch_first();
    void dispatch(const InputEvent& event);

    EventLoop& loop_;
    Document& document_;
    ScrollOnDisplay scroll_on_display_;
    TextInput text_;
    PointerInput pointer_;
    KeyInput keys_;
    RingBuffer<InputEvent> queued_;  // one for each task that receive() queued, in the same order
    InputEvent move_;
    std::vector<PointerSample> samples_, samples_sent_;  // keep their capacity
    bool move_waits_ = false;
};

}  // namespace janklab
