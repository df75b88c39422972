// SPDX-License-Identifier: MIT
// Story: a run of a page that never was, written event by event at times that the test chooses, with the folds that the
// inspector reads. A display of 60 Hz.
#pragma once

#include <vector>

#include "base/clock.h"
#include "inspector/live_figures.h"
#include "support/made_up_place.h"
#include "trace/run_folds.h"
#include "trace/trace.h"

namespace janklab {

class Story {
  public:
    static constexpr Duration interval = 16'666'667ns;

    Story();

    // -- writing, in any order until it is collected --------------------------------------------------------------
    void page(TimePoint time, EventType type, const EventFields& fields = {}) {
        told_.push_back({time, Track::page, type, fields});
    }
    void display(TimePoint time, EventType type, const EventFields& fields = {}) {
        told_.push_back({time, Track::display, type, fields});
    }
    /// A name as if it stood in that file and line.
    static Name name(const char* text, const char* file, std::uint32_t line) {
        return {text, made_up_place(file, line)};
    }
    std::uint64_t next_id() { return ++id_; }

    /// The vsync number `n`, counted from 1.
    static TimePoint vsync(std::uint64_t n) { return time_zero + 1s + n * interval; }
    /// One frame that goes well: BeginFrame, a callback of `scripting`, style and layout of `rendering`, paint of
    /// `painting`, commit, and its presentation at the next vsync.
    void good_frame(std::uint64_t n, Duration scripting, Duration rendering, Duration painting);
    /// The page is in the middle of something: the display begins the frame, and shows the old picture again.
    void missed_frame(std::uint64_t n, std::uint64_t shown);
    /// A task from `start` to `end` without microtasks; the page does nothing before it.
    void task(TimePoint start, TimePoint end, TaskSource source, const Name& name);

    /// Writes what was told into the trace in the order of time, and lets the folds take it.
    void collect();

    VirtualClock clock;
    Trace trace;
    RunFolds folds;
    LiveFigures live;  // of the test's own

  private:
    struct Told {
        TimePoint time;
        Track track;
        EventType type;
        EventFields fields;
    };
    std::vector<Told> told_;
    std::uint64_t id_ = 0;
    std::uint64_t requested_ = 0;  // the animation frame callback that waits
};

/// What the screenshots show: some seconds that go well with small pieces of work, then a task that runs from vsync
/// `first_blocked` on and is not over; timers and queues are filled. Returns the time at which it has run 312 ms.
TimePoint tell_a_long_task(Story& story);
/// Some seconds of small pieces of work. Returns the time shortly after the last frame.
TimePoint tell_good_frames(Story& story, std::uint64_t count);
/// A second that goes well, then a microtask that queues another, again and again, for 2.05 s.
TimePoint tell_starvation(Story& story);

}  // namespace janklab
