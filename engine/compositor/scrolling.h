// SPDX-License-Identifier: MIT
// Scrolling: where every scroll container stands on the display thread, which moves them at once, whether or not the
// page can run. The page hears how far they were moved, takes it over in its next frame, and says in its commit how
// much of it is included: what is not is added to the page's own position, as in Chromium. No clock, no GL. Display
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/geometry.h"
#include "base/ids.h"
#include "base/time.h"
#include "compositor/scroll_bar.h"
#include "motion/easing.h"
#include "paint/scroll_tree.h"

namespace janklab {

/// To the page: how far `scroller` was moved by the display thread, ever. Later ones stand for those before.
struct ScrollUpdate {
    LayerId scroller;
    ScrollDistance moved;
    bool ended = false;  // the gesture or animation that moved it is over: `scrollend`
};

/// The page's word for a scroll that it was asked to decide, or that follows from a key.
struct ScrollRequest {
    LayerId scroller;
    Point by;  // CSS pixels
    bool smooth = false;
    bool wheel = false;  // a turn of the wheel at `pointer`: what belongs to the same gesture need not ask again
    Point pointer{};
};

/// Turns of a wheel belong together, and so move one scroll container, even at its end, while they come at least so
/// often and the pointer stays within so many CSS pixels of the one before.
inline constexpr Duration gesture_pause = 200ms;
inline constexpr float gesture_reach = 10;
inline constexpr Duration smooth_scroll_time = 150ms;
/// After the last move, bars are seen as long, and then fade.
inline constexpr Duration bar_time = 500ms, bar_fade = 300ms;
/// A press beside the thumb scrolls by a page, after the first time again and again, until the thumb is there.
inline constexpr Duration first_page_time = 400ms, page_time = 100ms;
inline constexpr float share_of_a_page = 0.875f;  // as PageUp and PageDown

class Scrolling {
  public:
    /// A commit becomes current. `tree` must live until the next one does. What is gone is forgotten.
    void take(const ScrollTree& tree);

    // -- what a person does; distances in CSS pixels. All return whether something will move or was meant. ----------
    /// The wheel over `node`, or over nothing (-1). Goes to the innermost scroll container that can still move, and
    /// stays with it while the gesture goes on. Distances that are not finite count as 0.
    bool wheel(int node, Point by, bool smooth, TimePoint now, Point pointer = {});
    /// A turn of the wheel there and then belongs to the gesture before, whatever is under it now.
    bool gesture_goes_on(Point pointer, TimePoint now) const;
    /// Moves that node, or the next around it that can.
    bool scroll(int node, Point by, bool smooth, TimePoint now);
    /// What the page asks for; false if it names nothing that is there.
    bool scroll(const ScrollRequest& request, TimePoint now);
    /// The thumb (or track) of a bar of `node` was pressed at `at`, in the coordinates of `port`.
    void press_bar(int node, BarAxis axis, const Rect& port, Point at, TimePoint now);
    void drag_bar(Point at, TimePoint now);
    void release_bar(TimePoint now);
    bool holds_bar() const { return held_bar_.has_value(); }
    /// The pointer is over a bar of that node; -1: over none.
    void hover_bar(int node, TimePoint now);

    // -- time --------------------------------------------------------------------------------------------------------
    /// Brings animations to `now` and ends gestures. Never goes back.
    void advance(TimePoint now);
    /// The picture changes by itself: something moves, or a bar fades.
    bool animating(TimePoint now) const;
    /// Something was moved or has ended that the page was not told.
    bool has_news() const { return news_; }
    /// Of the latest advance().
    TimePoint now() const { return now_; }
    /// What to tell the page; told once. Valid until the next call.
    std::span<const ScrollUpdate> take_news();

    // -- what is seen ------------------------------------------------------------------------------------------------
    const ScrollTree& tree() const { return *tree_; }
    /// -1: not there.
    int index_of(LayerId scroller) const;
    Point position(int node) const { return states_[static_cast<std::size_t>(node)].position; }
    /// Of a sticky box; those around it, which move it as well, are not included.
    Point shift(LayerId sticky) const;
    /// 0 to 1: how much of the bars is seen.
    float bar_opacity(int node, TimePoint now) const;
    /// Rises whenever a position changes.
    std::uint64_t version() const { return version_; }
    /// How often a person's input, or a glide that follows from it, has changed one.
    std::uint64_t moves() const { return moves_; }
    bool gliding() const;

  private:
    struct State {
        LayerId layer;
        Point position;
        ScrollDistance moved;
        // A smooth scroll on its way.
        Point from, target;
        TimePoint started = time_never;  // time_never: none
        TimePoint last_moved = time_never;
        std::uint32_t jumps = 0;
        bool in_gesture = false;  // scrolled, and `scrollend` not yet told
        bool untold = false, end_untold = false;
    };
    struct HeldBar {
        LayerId scroller;
        BarAxis axis;
        Rect port;
        Point at;              // the pointer
        float grabbed_at = 0;  // of a thumb: from its start
        float pages = 0;       // beside it: -1 before, 1 behind; 0: the thumb itself
        TimePoint next_page = time_never;
    };

    State& state(int node) { return states_[static_cast<std::size_t>(node)]; }
    const ScrollNode& node(int index) const { return tree_->scrollers[static_cast<std::size_t>(index)]; }
    Point goal(int index) const;
    bool can_move(int index, Point by) const;
    int first_that_can_move(int index, Point by) const;
    void move(int index, Point by, bool smooth, TimePoint now);
    void move_to(int index, Point position, TimePoint now);
    void place(int index);
    void scroll_a_page(TimePoint now);

    static const ScrollTree nothing;
    const ScrollTree* tree_ = &nothing;
    std::vector<State> states_, states_before_;      // beside tree_->scrollers
    std::vector<std::pair<LayerId, int>> by_layer_;  // sorted
    std::vector<std::pair<LayerId, int>> stickies_;  // sorted
    std::vector<ScrollUpdate> updates_;
    Easing ease_ = Easing::cubic_bezier(0.2f, 0.6f, 0.3f, 1);
    LayerId latched_;
    TimePoint last_wheel_ = time_never;
    Point last_pointer_;
    TimePoint now_ = time_zero;
    std::optional<HeldBar> held_bar_;
    LayerId hovered_;
    std::uint64_t version_ = 1, moves_ = 0;
    bool news_ = false;
};

}  // namespace janklab
