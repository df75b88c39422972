// SPDX-License-Identifier: MIT
// FrameTimeline: the fold that follows each BeginFrame to the screen, or says why it did not get there. Lives on the
// collecting thread. Definitions: README.md of this folder.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.h"
#include "trace/latest.h"
#include "trace/trace.h"
#include "trace/work_piece.h"

namespace janklab {

enum class FrameOutcome : std::uint8_t {
    pending,         // not known yet
    presented,       // new content was shown for it
    missed_by_page,  // the page owed an update and did not commit it in time; old content, or nothing, was shown
    dropped,         // shown, but so many vsyncs late through the display's own fault
    idle,            // nothing new was owed
};
const char* to_string(FrameOutcome outcome);

/// `duration` is that of the whole piece of work, from when it began, not only of what fell into the frame.
struct FrameCause {
    CauseKind kind = CauseKind::none;
    Name name;
    Duration duration{};
    std::uint64_t piece = 0;  // equal for all frames that one piece of work made late; 0: none
};

/// What the page thread did from this BeginFrame to the next.
struct ActivityTimes {
    Duration scripting{}, rendering{}, painting{}, gc{}, other{}, idle{};  // rendering = style + layout
    Duration busy() const { return scripting + rendering + painting + gc + other; }
    Duration total() const { return busy() + idle; }
};

struct Interval {
    TimePoint start = time_never, end = time_never;  // time_never: did not happen
    Duration duration() const { return start == time_never || end == time_never ? Duration{} : end - start; }
};

struct FrameRecord {
    FrameId id;
    std::uint64_t vsync = 0;  // how many vsyncs had been before it, those slept through included
    Duration interval{};      // between two vsyncs
    TimePoint begin = time_never, deadline = time_never;
    // On the page thread; time_never for what did not happen.
    TimePoint received = time_never, commit = time_never;
    Interval rendering, style, layout, paint;  // style, layout: from the first to the last step of the update
    int forced_layouts = 0;
    // On the display thread.
    Interval draw, swap;
    TimePoint presented = time_never;
    FrameId content;  // whose commit was shown
    bool new_content = false;

    ActivityTimes activity;
    FrameOutcome outcome = FrameOutcome::pending;
    /// Vsyncs without new content up to this frame: for a missed one those in a row including itself, for a presented
    /// one round(distance of presentations / interval) - 1.
    int missed_vsyncs = 0;
    FrameCause cause;            // meaningful where the outcome is missed_by_page or dropped
    Duration page_machine_wait{}, display_machine_wait{};
    Duration cause_overlap{};    // how much of the frame the cause took
};

struct FrameTotals {
    std::uint64_t begun = 0;
    std::uint64_t presented = 0, missed_by_page = 0, idle = 0;  // BeginFrames; the rest of `begun` is not known yet
    std::uint64_t dropped = 0;                                  // vsyncs
};

class FrameTimeline final : public Fold {
  public:
    /// Keeps the latest `capacity` frames; totals and the worst frames are of the whole run.
    explicit FrameTimeline(std::size_t capacity = 1024);

    void take(const TraceEvent& event) override;
    void lost(Track track, std::uint64_t count) override;

    std::size_t size() const { return frames_.size(); }
    /// The i-th of those kept, the oldest first.
    const FrameRecord& operator[](std::size_t i) const { return frames_[i]; }
    /// Null if it is not kept (any more).
    const FrameRecord* find(FrameId id) const;
    const FrameTotals& totals() const { return totals_; }
    /// Between two vsyncs, as the latest BeginFrame said; zero before the first.
    Duration interval() const { return interval_; }

    /// The frames that were late by the most vsyncs, the worst first, one for each piece of work that made frames late.
    /// Looks through all frames kept: not for every frame.
    std::vector<FrameRecord> worst(std::size_t count) const;

  private:
    FrameRecord* record_of(std::uint64_t id);
    FrameRecord& record_for(std::uint64_t id);
    void take_page_event(const TraceEvent& event);
    void take_display_event(const TraceEvent& event);
    void begin_frame(const TraceEvent& event);
    void presented(const TraceEvent& event);
    void deadline_passed(const TraceEvent& event);
    void frame_skipped(const TraceEvent& event);
    void count_late_vsyncs(FrameRecord& frame);
    void set_outcome(FrameRecord& frame, FrameOutcome outcome);
    void charge_until(TimePoint time);
    void blame(const WorkPiece& piece);
    void blame(FrameRecord& frame, const WorkPiece& piece);
    void blame_display(FrameRecord& frame);
    void archive(const FrameRecord& frame);

    Latest<FrameRecord> frames_;
    std::vector<FrameRecord> worst_;  // of those no longer kept
    FrameTotals totals_;
    WorkPieces pieces_;
    Duration interval_{};
    TimePoint charged_until_ = time_never;
    TimePoint wanted_at_ = time_never;
    std::uint64_t rendering_ = 0, drawing_ = 0;  // frames
    struct Shown {
        std::uint64_t frame = 0;
        std::uint64_t vsync = 0;
        TimePoint time = time_never;
    };
    Shown shown_, shown_new_;  // the latest presentation; the latest of new content
};

}  // namespace janklab
