// SPDX-License-Identifier: MIT
// Display: the other half of the frame loop, on the display thread (the process's main thread). run() is the loop; what
// a frame consists of lies in the files of the stages: input_routing.h, frame_scheduler.h, frame_drawing.h,
// presentation.h. It never waits for the page, so a page that is blocked leaves window and overlay alive.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/move_only_function.h"
#include "base/result.h"
#include "display/begin_frame_source.h"
#include "display/draw_allowance.h"
#include "display/frame_drawing.h"
#include "display/frame_events.h"
#include "display/frame_scheduler.h"
#include "display/input_routing.h"
#include "display/machine_wait.h"
#include "display/overlay.h"
#include "display/page_link.h"
#include "display/presentation.h"
#include "display/run_limit.h"
#include "display/scroll_routing.h"
#include "display/window.h"

namespace janklab {

class LoopControl;
class Trace;

class Display {
  public:
    /// All pointers must outlive the display.
    struct Desc {
        Window* window = nullptr;
        PageLink* link = nullptr;      // its display side belongs to the display from now on
        Clock* clock = nullptr;        // a real one
        const Fonts* fonts = nullptr;  // null only where the window has no GL
        Trace* trace = nullptr;        // null: nothing is recorded. Collected once a frame
        LoopControl* control =
            nullptr;                   // closed when the run ends; null: nobody is told. A close from elsewhere ends it
        bool smooth_scrolling = true;  // steps of a wheel and keys glide
        Overlay* overlay = nullptr;    // null: the page has the whole window
        std::optional<RefreshRate> asked{};   // none: the display's own rate
        std::optional<GlyphBudget> glyphs{};  // new ones in a frame; none: 1.5 ms of `clock`
        RunLimit limit{};
        /// Called with description(), once it is known and when it has changed. May be empty.
        MoveOnlyFunction<void(const std::string& line)> described{};
        /// The page's half, for one thread that plays both parts: called instead of sleeping, to run the page until the
        /// time given at the latest. Empty: the page has a thread of its own.
        MoveOnlyFunction<void(TimePoint until)> pump{};
    };
    /// Measures the display, which takes up to a second. Environment error: a shader is missing or does not compile.
    static Result<std::unique_ptr<Display>> open(Desc desc);
    ~Display();
    Display(const Display&) = delete;
    Display& operator=(const Display&) = delete;

    /// Until the window is closed, the limit is reached, or the control is closed.
    void run();

    /// One line: which begin-frame source is used, and why. Changes when the window moves to another monitor.
    const std::string& description() const { return source_->description(); }
    /// What is scrolled how far.
    const Scrolling& scrolling() const { return scrolling_.scrolling(); }
    RefreshRate rate() const { return source_->rate(); }
    /// Whose word the presentation times are.
    PresentedSource presented_by() const { return presentation_.source(); }

  private:
    Display(Desc desc, FrameDrawing drawing, const BeginFramePlan& plan);

    bool running();
    void wait(TimePoint until);
    void collect_trace();
    FrameDecision decide();
    void begin(const FrameDecision& decision);
    DrawnFrame draw(const FrameDecision& decision);
    void show(const DrawnFrame& drawn);
    void follow_monitor();
    FrameNeeds needs(TimePoint now) const;

    Desc desc_;
    NoOverlay no_overlay_;
    Overlay& overlay_;
    FrameEvents events_;
    MachineWait machine_wait_;
    ScrollRouting scrolling_;
    InputRouting input_;
    FrameDrawing drawing_;
    Presentation presentation_;
    std::unique_ptr<BeginFrameSource> source_;
    FrameScheduler scheduler_;
    DrawAllowance allowance_;
    std::uint32_t picture_shown_ = 0;  // WindowState::picture_lost when it was drawn last
    std::uint32_t monitor_changes_ = 0;
    FrameId collected_frame_;
    TimePoint collected_at_{};
};

}  // namespace janklab
