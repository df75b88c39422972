// SPDX-License-Identifier: MIT
// LoopState: the fold that says what is queued everywhere and what the page thread does, as of the latest event. The
// inspector's queues and the banner over a blocked page are read from it. Lives on the collecting thread.
#pragma once

#include <array>
#include <cstdint>

#include "base/ids.h"
#include "trace/live_entries.h"
#include "trace/trace.h"
#include "trace/work_piece.h"

namespace janklab {

enum class PageDoing : std::uint8_t {
    nothing,  // between two turns; or nothing is known yet
    waiting,  // nothing to run: it sleeps
    task,
    microtask,
    callback,
    rendering,  // a step of the update that has no name of its own
    style,
    layout,
    paint,
    idle_period,
    paused,
    gc,
};
const char* to_string(PageDoing doing);

/// What the page thread does, by the innermost thing that it is in the middle of.
struct PageNow {
    PageDoing doing = PageDoing::nothing;
    std::uint16_t detail = 0;  // TaskSource of a task, CallbackKind of a callback, 1 for a forced layout
    WorkId id;
    Name name;
    TimePoint since;
};

/// Everything since the start of the run.
struct LoopCounters {
    std::uint64_t tasks_queued = 0, tasks_run = 0, tasks_cancelled = 0;
    std::uint64_t microtasks_queued = 0, microtasks_run = 0, microtasks_dropped = 0, checkpoints = 0;
    std::uint64_t timers_armed = 0, timers_fired = 0, timers_cancelled = 0;
    std::uint64_t animation_frames_requested = 0, animation_frames_run = 0;
    std::uint64_t idle_callbacks_requested = 0, idle_callbacks_run = 0;
    std::uint64_t event_listeners_run = 0;
    std::uint64_t renderings = 0, styles = 0, layouts = 0, forced_layouts = 0, paints = 0, commits = 0;
    std::uint64_t collections = 0;  // of garbage
    std::uint64_t inputs = 0, errors = 0, unhandled_rejections = 0, stops = 0;
    std::uint64_t lost_events = 0;
};

/// After events of the page were lost, what had been queued before is in doubt. It goes as soon as something that was
/// queued later in the same queue starts, at the latest when the page waits (tasks, microtasks), at the end of the next
/// rendering update (animation frame callbacks) or idle period (idle callbacks), or a second after it was due (timers).
class LoopState final : public Fold {
  public:
    void take(const TraceEvent& event) override;
    void lost(Track track, std::uint64_t count) override;

    const LiveEntries& tasks(TaskSource source) const { return tasks_[static_cast<int>(source)]; }
    std::size_t task_count() const;
    /// Those that were recorded singly, the oldest first. In a long checkpoint there may be more: microtask_count()
    /// says how many, exactly while the page is paused.
    const LiveEntries& microtasks() const { return microtasks_; }
    std::uint64_t microtask_count() const { return microtask_count_; }
    /// In the order of arming; `due` says when each fires.
    const LiveEntries& timers() const { return timers_; }
    const LiveEntries& animation_frames() const { return animation_frames_; }
    const LiveEntries& idle_callbacks() const { return idle_callbacks_; }
    /// Sent by the display, and not taken over by the page yet: what a blocked page has not heard of. Of more than a
    /// thousand only the first are kept.
    const LiveEntries& inputs() const { return inputs_; }

    PageNow page() const;
    /// The piece of work that runs at `now`, as if it ended then, with how much of it were microtasks, listeners and
    /// forced layout: what the banner over a blocked page names (blame_of). False while nothing runs, or while paused.
    bool running(TimePoint now, WorkPiece& piece) const;
    const PageStack& stack() const { return pieces_.stack(); }
    /// True from the page's wish for a frame until it receives a BeginFrame.
    bool frame_wanted() const { return frame_wanted_; }
    /// The latest BeginFrame.
    FrameId frame() const { return frame_; }
    const LoopCounters& counters() const { return counters_; }
    /// Of the latest event.
    TimePoint time() const { return time_; }

  private:
    void count(const TraceEvent& event);
    void take_queue_event(const TraceEvent& event);
    void take_microtask_event(const TraceEvent& event);
    void take_timer_event(const TraceEvent& event);
    void take_display_event(const TraceEvent& event);
    void inputs_were_taken_over(TimePoint time);
    void task_started(const TraceEvent& event);
    void callback_started(const TraceEvent& event);
    void set_microtask_count(std::uint64_t count);
    void drop_doubtful(LiveEntries& entries, std::uint64_t before);
    void drop_doubtful_timers();
    void clear_queues();

    std::array<LiveEntries, task_source_count> tasks_;
    LiveEntries microtasks_, timers_, animation_frames_, idle_callbacks_, inputs_;
    std::uint64_t microtask_count_ = 0;
    Name batch_name_;  // of the latest microtask that was not written singly
    WorkPieces pieces_;
    TimePoint time_, since_;
    bool frame_wanted_ = false;
    FrameId frame_;
    LoopCounters counters_;
    std::uint64_t latest_id_ = 0;  // the greatest WorkId that was queued
    std::uint64_t doubtful_ = 0;   // ids up to this one were queued before the latest loss; 0: no doubt
};

}  // namespace janklab
