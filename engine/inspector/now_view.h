// SPDX-License-Identifier: MIT
// What the page thread does now, in words: the line of the inspector, and the banner over a page that is blocked. Pure;
// composed from folds at a given time, without allocation.
#pragma once

#include <cstdint>

#include "base/geometry.h"
#include "inspector/live_figures.h"
#include "inspector/loop_command.h"
#include "inspector/short_text.h"
#include "trace/frame_timeline.h"
#include "trace/long_tasks.h"
#include "trace/loop_state.h"

namespace janklab {

struct NowView {
    ShortText doing;  // "Task ‹save draft›"
    ShortText what;   // the same within a sentence: "task ‹save draft›"; empty while nothing runs
    ShortText place;  // "demos/long_task.cpp:41"; while it waits, how busy it was
    bool place_is_code = false;
    ShortText within;    // what it is a part of: "in the task ‹save draft›"
    Duration elapsed{};  // since the outermost work began; since the page began to wait or was paused
    bool busy = false;
    Color color;  // of its phase
};
NowView now_view(const LoopState& loop, const FrameTimeline& frames, TimePoint now);

/// One or a few words on how the loop is: "live", "blocked", "paused", "pausing: still running task ‹save draft›".
struct StateWords {
    ShortText words;
    Color color;
};
StateWords state_words(const LoopSituation& situation, const NowView& now);

/// How much of the last second the page thread was busy, 0 to 1.
double busy_share(const FrameTimeline& frames, TimePoint now);

/// Over the page from the moment it has been blocked for 50 ms, and for two seconds after that, so that it can be read.
class Banner {
  public:
    static constexpr Duration appears_after = long_task_threshold;
    static constexpr Duration stays = 2s;
    enum class State : std::uint8_t { hidden, blocked, over };

    /// Looks at the page as of `now`; call it for every redraw.
    void look(const LoopState& loop, const LongTasks& long_tasks, const LiveFigures& live, TimePoint now);

    State state() const { return state_; }
    /// "block for 300 ms has been running for 312 ms"
    const ShortText& headline() const { return headline_; }
    /// Where it was written, and what it does now.
    const ShortText& detail() const { return detail_; }

  private:
    void tell_blocked(const WorkPiece& piece, const PageStack& stack, const LiveFigures& live);
    void tell_over(const LongTasks& long_tasks);

    State state_ = State::hidden;
    ShortText headline_, detail_, subject_;
    TimePoint blocked_since_, last_seen_, over_at_;
};

}  // namespace janklab
