// SPDX-License-Identifier: MIT
// InputFeed: hands the pointer to Dear ImGui, which looks at it once a frame. A press and a release that came between
// two redraws are told in two, so that no click is lost. Display thread.
#pragma once

#include "base/ring_buffer.h"
#include "display/input_event.h"

struct ImGuiIO;

namespace janklab {

class InputFeed {
  public:
    /// Pointer and wheel events are kept until told; others are not for ImGui.
    void take(const InputEvent& event);
    /// Tells what may be told in one frame. `scale`: device pixels a CSS pixel.
    void tell(ImGuiIO& io, float scale);
    /// Something is left to tell: another redraw is needed.
    bool waiting() const { return !events_.empty(); }

  private:
    RingBuffer<InputEvent> events_;
};

}  // namespace janklab
