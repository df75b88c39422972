// SPDX-License-Identifier: MIT
// ScrollRouting: what input scrolls on the display thread, and what the page is told of it; the same for the real and
// the virtual display. The page decides first where a listener of it may prevent scrolling, however long it takes, as
// in browsers; once it has let a gesture begin, the rest of that does not ask. Display thread.
#pragma once

#include <vector>

#include "compositor/scroll_hit.h"
#include "compositor/scrolling.h"
#include "display/input_event.h"
#include "display/page_link.h"

namespace janklab {

/// How far a key scrolls what is `port` large; nothing: it scrolls not.
Point scrolled_by_key(const InputEvent& event, Size port);
/// How far a turn of the wheel scrolls: with Shift, one that turns one way only scrolls sideways.
Point scrolled_by_wheel(const InputEvent& event);

class ScrollRouting {
  public:
    explicit ScrollRouting(PageLink& link) : link_(link) {}

    /// Wheel steps and keys glide; else they jump.
    void set_smooth(bool smooth) { smooth_ = smooth; }
    /// Takes what the page commits next.
    void commit_taken();
    /// Does what the page asked for.
    void take_requests(TimePoint now);
    /// Scrolls by `event` if it is for that; then it is marked as handled. False: it is not for the page at all, but
    /// for a scroll bar. Position in CSS pixels of the page.
    bool route(InputEvent& event);
    /// Brings scrolling to the time of a frame and, if that is for the page, sends it what it does not know. Before its
    /// BeginFrame is sent.
    void begin_frame(const BeginFrame& frame, bool for_page);
    void advance(TimePoint now) { scrolling_.advance(now); }

    /// The page should have a frame, because it has to be told something.
    bool has_news() const { return scrolling_.has_news(); }
    /// The picture is another than at the latest drawn().
    bool wants_draw(TimePoint now) const { return scrolling_.version() != drawn_ || scrolling_.animating(now); }
    void drawn() {
        drawn_ = scrolling_.version();
        drawn_moves_ = scrolling_.moves();
    }
    /// Something was scrolled since the latest drawn(), or is on its way; a bar that fades does not count.
    bool moves() const { return scrolling_.moves() != drawn_moves_ || scrolling_.gliding(); }
    const Scrolling& scrolling() const { return scrolling_; }

  private:
    bool route_pointer(const InputEvent& event);
    void route_wheel(InputEvent& event);
    void route_key(InputEvent& event);
    ScrollHit hit(Point point, TimePoint now) const;

    PageLink& link_;
    Scrolling scrolling_;
    std::vector<ScrollRequest> early_;  // of something that comes with a commit on its way
    Transform to_held_;                 // from the viewport to the port whose bar is held
    unsigned buttons_of_bar_ = 0;       // bit by button: pressed while a bar was, the page hears nothing of them
    bool smooth_ = true;
    std::uint64_t drawn_ = 0, drawn_moves_ = 0;
};

}  // namespace janklab
