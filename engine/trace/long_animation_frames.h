// SPDX-License-Identifier: MIT
// LongAnimationFrames: the fold that lists frames whose work, from the first task to the end of the rendering update,
// took 50 ms or more, with the scripts of 5 ms or more in them. https://w3c.github.io/long-animation-frames/
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "base/ids.h"
#include "trace/latest.h"
#include "trace/trace.h"
#include "trace/work_piece.h"

namespace janklab {

struct LongFrameScript {
    Name invoker;
    CauseKind invoker_type{};
    TimePoint start;
    Duration duration{};
    Duration forced_style_and_layout{};
};

struct LongAnimationFrame {
    static constexpr std::size_t max_scripts = 8;

    FrameId frame;  // zero where no rendering followed
    TimePoint start, end;
    TimePoint render_start = time_never, style_and_layout_start = time_never;  // time_never: none
    TimePoint first_input = time_never, presented = time_never;
    /// The rendering's duration is added to the longest task's; then what is over 50 ms in each task is summed.
    Duration blocking{};
    std::array<LongFrameScript, max_scripts> script_slots;
    std::size_t script_count = 0;

    Duration duration() const { return end - start; }
    /// The longest ones, at most max_scripts, in the order of their start.
    std::span<const LongFrameScript> scripts() const { return {script_slots.data(), script_count}; }
};

class LongAnimationFrames final : public Fold {
  public:
    static constexpr Duration threshold = 50ms;
    static constexpr Duration script_threshold = 5ms;

    explicit LongAnimationFrames(std::size_t capacity = 200) : latest_(capacity) {}
    void take(const TraceEvent& event) override;
    void lost(Track track, std::uint64_t count) override;

    const Latest<LongAnimationFrame>& latest() const { return latest_; }
    std::uint64_t count() const { return latest_.pushed(); }

  private:
    void take_display_event(const TraceEvent& event);
    void take_piece(const WorkPiece& piece);
    void add_script(const WorkPiece& piece);
    void begin(TimePoint time);
    bool begins_anew(FrameId frame) const;
    void finish(TimePoint end);
    void reset();

    WorkPieces pieces_;
    Latest<LongAnimationFrame> latest_;
    LongAnimationFrame current_;
    bool begun_ = false, frame_wanted_ = false;
    bool held_ = false;  // somebody paused the page in the midst of the frame: it measures nothing
    Duration longest_task_{}, over_of_others_{};
    TimePoint last_work_end_, first_input_ = time_never;
    FrameId asked_for_;  // the newest BeginFrame, when it came, and the distance to the next
    TimePoint asked_at_;
    Duration interval_{};
};

}  // namespace janklab
