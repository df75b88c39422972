// SPDX-License-Identifier: MIT
// VirtualRun: a page, a display and the folds of their trace, wired together in virtual time on one thread. The same
// seed gives the same trace, byte for byte. Tests, `--clock=virtual` and the reports use it.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "display/virtual_display.h"
#include "loop/control.h"
#include "page/control_board.h"
#include "page/page.h"
#include "trace/recording.h"
#include "trace/run_folds.h"
#include "trace/trace.h"

namespace janklab {

class VirtualRun {
  public:
    struct Desc {
        const TextMeasurer* text = nullptr;  // required
        RefreshRate rate;
        RunLimit limit{.end = time_zero + 5s};
        Size viewport{800, 600};
        Policy policy = Policy::browser;
        Annotations annotations;
        bool lockstep = false;
        double throttle = 1;
        std::uint64_t seed = 1;
        const char* title = "page";
        std::vector<ScriptedInput> inputs{};
        bool record = false;  // keep the events, for export
        /// See VirtualDisplay::Desc::draw.
        MoveOnlyFunction<void(const CompositorFrame&, TimePoint)> draw{};
        /// See VirtualDisplay::Desc::at_end.
        MoveOnlyFunction<void()> at_end{};
    };
    explicit VirtualRun(Desc desc);
    ~VirtualRun();

    /// To the end of the run. What `build` queued before runs first.
    void run();
    /// So much further, or to the end of the run.
    void advance(Duration duration);

    Page& page() { return page_; }
    VirtualClock& clock() { return clock_; }
    VirtualDisplay& display() { return display_; }
    LoopControl& control() { return control_; }
    PageLink& link() { return link_; }
    Trace& trace() { return trace_; }
    ControlBoard& controls() { return controls_; }
    /// Up to date after run() and advance().
    const RunFolds& folds() const { return folds_; }
    const Recording& recording() const { return recording_; }

  private:
    VirtualClock clock_;
    Trace trace_;
    RunFolds folds_;
    Recording recording_;
    LoopControl control_;
    PageLink link_;
    ControlBoard controls_;
    VirtualDisplay display_;
    Page page_;
};

}  // namespace janklab
