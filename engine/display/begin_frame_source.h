// SPDX-License-Identifier: MIT
// BeginFrameSource: what says when vsyncs are. Three of them: the hardware (swaps that wait), software pacing (nothing
// waits, so time alone says), and the virtual display. Each lays out the grid of vsyncs and keeps it in phase with what
// it can see. Display thread.
#pragma once

#include <memory>
#include <string>

#include "base/time.h"
#include "display/frame_scheduler.h"
#include "display/vsync_detector.h"
#include "display/vsync_grid.h"

namespace janklab {

class PresentTiming;

class BeginFrameSource {
  public:
    virtual ~BeginFrameSource() = default;

    /// One line for people: which source, at which rate, and why.
    virtual const std::string& description() const = 0;
    virtual RefreshRate rate() const = 0;
    virtual SwapMoment swap_moment() const = 0;
    /// What to ask of the window: 1 to make swaps wait.
    virtual int swap_interval() const = 0;
    /// After each swap.
    virtual void saw_swap(VsyncGrid&, TimePoint /*start*/, TimePoint /*end*/) {}
    /// Once a frame.
    virtual void look(VsyncGrid&) {}
};

/// A swap that waited returns at the vsync.
class HardwareVsync final : public BeginFrameSource {
  public:
    explicit HardwareVsync(BeginFramePlan plan) : plan_(std::move(plan)) {}
    const std::string& description() const override { return plan_.line; }
    RefreshRate rate() const override { return plan_.rate; }
    SwapMoment swap_moment() const override { return SwapMoment::after_drawing; }
    int swap_interval() const override { return 1; }
    void saw_swap(VsyncGrid& grid, TimePoint start, TimePoint end) override;

  private:
    BeginFramePlan plan_;
};

/// Deadlines on an absolute grid, which follows the window system's own count of vsyncs where there is one.
class SoftwarePacing final : public BeginFrameSource {
  public:
    /// `timing` may be null, and must outlive this.
    SoftwarePacing(BeginFramePlan plan, PresentTiming* timing) : plan_(std::move(plan)), timing_(timing) {}
    const std::string& description() const override { return plan_.line; }
    RefreshRate rate() const override { return plan_.rate; }
    SwapMoment swap_moment() const override { return SwapMoment::at_vsync; }
    int swap_interval() const override { return 0; }
    void look(VsyncGrid& grid) override;

  private:
    BeginFramePlan plan_;
    PresentTiming* timing_;
};

/// Exact, because nothing is measured: vsync k lies at k / rate.
class VirtualVsync final : public BeginFrameSource {
  public:
    explicit VirtualVsync(RefreshRate rate);
    const std::string& description() const override { return line_; }
    RefreshRate rate() const override { return rate_; }
    SwapMoment swap_moment() const override { return SwapMoment::at_vsync; }
    int swap_interval() const override { return 0; }

  private:
    RefreshRate rate_;
    std::string line_;
};

/// Follows the plan. `timing` may be null, and must outlive the source.
std::unique_ptr<BeginFrameSource> make_begin_frame_source(const BeginFramePlan& plan, PresentTiming* timing);

}  // namespace janklab
