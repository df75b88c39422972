// SPDX-License-Identifier: MIT
// VirtualDisplay: a display without window or hardware for runs in virtual time: vsync k lies at exactly k / hz
// seconds, and input comes at set times. It stands for the other thread: it sounds while the page's work spends time,
// and touches only the link and the trace. What is drawn for frame k is presented at vsync k + 1.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/move_only_function.h"
#include "display/begin_frame_source.h"
#include "display/frame_events.h"
#include "display/frame_scheduler.h"
#include "display/input_event.h"
#include "display/page_link.h"
#include "display/run_limit.h"
#include "display/scroll_routing.h"

namespace janklab {

class LoopControl;
class Trace;

/// Sent to the page when the clock stands at `time`; the display fills in its id and its time.
struct ScriptedInput {
    TimePoint time{};
    InputEvent event{};
};

class VirtualDisplay final : public AlarmSource {
  public:
    struct Desc {
        VirtualClock* clock = nullptr;   // must outlive it; the display sets itself as the alarm source
        PageLink* link = nullptr;        // likewise
        Trace* trace = nullptr;          // null: nothing is recorded. Collected at every vsync
        LoopControl* control = nullptr;  // closed at the end of the run
        RefreshRate rate{};
        RunLimit limit{};
        Size viewport{};  // sent to the page at the start, unless empty
        float scale = 1;
        bool smooth_scrolling = true;
        std::vector<ScriptedInput> inputs{};  // in any order; equal times keep theirs
        /// Called for every frame that is drawn, with the time of its BeginFrame: for screenshots. May be
        /// empty.
        MoveOnlyFunction<void(const CompositorFrame&, TimePoint frame_time)> draw{};
        /// Called once, when the run has reached its end and everything up to then is collected, while what the page
        /// does just then still runs: for a picture of that moment. May be empty.
        MoveOnlyFunction<void()> at_end{};
    };
    explicit VirtualDisplay(Desc desc);
    ~VirtualDisplay() override;
    VirtualDisplay(const VirtualDisplay&) = delete;
    VirtualDisplay& operator=(const VirtualDisplay&) = delete;

    TimePoint next_alarm() const override;
    void on_alarm(TimePoint time) override;

    /// What is scrolled how far on the display's side.
    const Scrolling& scrolling() const { return scrolling_.scrolling(); }
    RefreshRate rate() const { return source_.rate(); }
    /// What the page has put there, or who wrote the script.
    const std::string& clipboard();
    void set_clipboard(std::string text);
    /// One line: which vsyncs these are.
    const std::string& description() const { return source_.description(); }

  private:
    void send(InputEvent event, TimePoint time);
    void turn(TimePoint now);
    FrameNeeds needs(TimePoint now) const;
    void draw(const FrameDecision& decision);
    void end_the_run();

    Desc desc_;
    VirtualVsync source_;
    FrameScheduler scheduler_;
    FrameEvents events_;
    ScrollRouting scrolling_;
    std::string clipboard_;
    std::size_t next_input_ = 0;
    std::uint64_t inputs_sent_ = 0;
    Visibility visibility_ = Visibility::shown;
    TimePoint until_ = time_never;
    bool new_content_ = false;  // what was drawn last was not shown before
    bool ended_ = false;
};

}  // namespace janklab
