// SPDX-License-Identifier: MIT
// FrameScheduler: decides when a frame begins, when it is drawn and when it is shown. No clock, no thread, no GPU: the
// caller asks decide() with the time and what it knows, does what it is told, and asks again until told to wait.
#pragma once

#include <cstdint>

#include "base/ids.h"
#include "base/time.h"
#include "display/begin_frame.h"
#include "display/vsync_grid.h"

namespace janklab {

/// Shown: a BeginFrame at each vsync. Covered by other windows: one a second. Hidden (minimised, no area): none; the
/// page's timers and tasks go on, as on the web.
enum class Visibility : std::uint8_t { shown, covered, hidden };

/// When a drawn picture is swapped. `after_drawing`: the swap itself waits for the vsync. `at_vsync`: swaps do not
/// wait, so the picture is held until the vsync comes, or its distance to the next one would say how long the page
/// took.
enum class SwapMoment : std::uint8_t { after_drawing, at_vsync };

/// What the display knows at the moment of asking.
struct FrameNeeds {
    bool page_wants_frame = false;
    bool commit_waiting = false;     // the page has committed something that was not drawn yet
    FrameId page_answered;           // the newest BeginFrame that the page answered
    bool animation_running = false;  // on the compositor: the picture changes without the page
    bool redraw_wanted = false;      // by the inspector, or because the window lost its picture
    Visibility visibility = Visibility::shown;
    bool no_more_frames = false;  // the run ends: what has begun is finished, nothing else begins
};

enum class FrameAction : std::uint8_t {
    wait,         // nothing to do before `until`, unless something happens
    begin_frame,  // a vsync has come: `frame`, to be sent to the page if `for_page`
    draw,         // draw the newest commit for `frame`
    swap,         // show what was drawn for `frame`
    skip,         // `frame` passes without a picture: nothing to show
};
const char* to_string(FrameAction action);

struct FrameDecision {
    FrameAction action{};
    BeginFrame frame;
    bool for_page = false;
    bool page_is_late = false;  // draw, skip: the deadline passed and the page still owes an update
    bool dropped = false;       // skip: there was something to show, but the display came too late
    TimePoint until{};
};

class FrameScheduler {
  public:
    FrameScheduler(const VsyncGrid& grid, SwapMoment swap_moment) : grid_(grid), swap_moment_(swap_moment) {}

    /// Answers in this order: a swap that is due, a draw that is due, a vsync that has come; else wait. At most one
    /// draw and one swap a vsync. Vsyncs that were slept through are left out, and the next frame is drawn without
    /// delay.
    FrameDecision decide(TimePoint now, const FrameNeeds& needs);

    /// How long before the vsync a picture must be begun. From the next frame on.
    void set_draw_allowance(Duration allowance) { draw_allowance_ = allowance; }
    Duration draw_allowance() const { return draw_allowance_; }
    void set_swap_moment(SwapMoment moment) { swap_moment_ = moment; }
    /// Corrections of phase and rate go here; they count from the next question on.
    VsyncGrid& grid() { return grid_; }
    const VsyncGrid& grid() const { return grid_; }
    const BeginFrame& frame() const { return frame_; }
    /// What has begun is drawn and swapped, or passed.
    bool nothing_pending() const { return stage_ == Stage::finished && !drawn_.id; }
    /// The page has been sent a BeginFrame that it has not answered.
    bool page_owes(const FrameNeeds& needs) const { return needs.page_answered < owed_; }

  private:
    FrameDecision rest(const FrameNeeds& needs);
    FrameDecision give_up(const FrameNeeds& needs);
    FrameDecision begin(TimePoint now, TimePoint due, const FrameNeeds& needs);
    FrameDecision finish(TimePoint now, const FrameNeeds& needs);
    bool swap_is_due(TimePoint now, const FrameNeeds& needs) const;
    bool draw_is_due(TimePoint now, const FrameNeeds& needs) const;
    TimePoint next_begin(Visibility visibility) const;

    enum class Stage : std::uint8_t {
        finished,    // nothing more in this vsync
        collecting,  // the frame has begun: waiting for the page's answer, at most until the deadline
    };

    VsyncGrid grid_;
    SwapMoment swap_moment_;
    Duration draw_allowance_{0};
    Stage stage_ = Stage::finished;
    BeginFrame frame_;           // the current one
    FrameId owed_;               // the newest that was sent to the page
    BeginFrame drawn_;           // held until its swap; no id: none is held
    bool gave_up_ = false;       // the last frame was dropped
    bool draw_at_once_ = false;  // frames were dropped or slept through: do not wait for the page as well
};

}  // namespace janklab
