// SPDX-License-Identifier: MIT
// InputRouting: decides who gets what a person did: the overlay, the page, or the window itself. The page hears in CSS
// pixels of its own area, and of nothing outside of it. Display thread; no GL.
#pragma once

#include <cstdint>
#include <vector>

#include "base/clock.h"
#include "base/geometry.h"
#include "display/frame_events.h"
#include "display/overlay.h"
#include "display/page_link.h"
#include "display/scroll_routing.h"
#include "display/window.h"

namespace janklab {

class InputRouting {
  public:
    InputRouting(Window& window, Overlay& overlay, PageLink& link, ScrollRouting& scrolling, FrameEvents& events,
                 const Clock& clock)
        : window_(window), overlay_(overlay), link_(link), scrolling_(scrolling), events_(events), clock_(clock) {}

    /// Passes on what the window has gathered: size and visibility first, where they changed (at the first call
    /// always), then input in order. F11 fills the screen; the clipboard goes along with the keys that paste. Returns
    /// how many events there were.
    int route();

  private:
    enum class Holder : std::uint8_t { nobody, page, overlay };  // of the pointer, while a button is down

    void route_state();
    void announce(InputEvent event);
    void route_pointer(const InputEvent& event);
    void route_key(const InputEvent& event);
    void leave_page(const InputEvent& event);
    void send(InputEvent event);

    Window& window_;
    Overlay& overlay_;
    PageLink& link_;
    ScrollRouting& scrolling_;
    FrameEvents& events_;
    const Clock& clock_;

    std::vector<InputEvent> batch_;  // keeps its capacity
    std::uint64_t count_ = 0;
    Rect page_area_;
    float scale_ = 0;
    Visibility visibility_ = Visibility::shown;
    bool focused_ = false;  // only what changes is announced: pages take it that they have the keys
    Holder holder_ = Holder::nobody;
    unsigned buttons_down_ = 0;           // bit by button
    std::vector<Key> keys_not_for_page_;  // down now, and their press went elsewhere: so does their release
    bool over_page_ = false;
};

}  // namespace janklab
