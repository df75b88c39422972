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

/// One for each vsync at which the display was shown.
enum class FrameOutcome : std::uint8_t {
    pending,         // not known yet
    presented,       // new content was shown for it
    missed_by_page,  // the page owed an update and did not commit it in time; old content, or nothing, was shown
    dropped,         // there was, or could have been, new content, but the display came too late
    idle,            // nothing new was owed
};
const char* to_string(FrameOutcome outcome);

/// `duration` is that of the whole piece of work, from when it began, not only of what fell into the frame.
struct FrameCause {
    CauseKind kind = CauseKind::none;
    Name name;
    Duration duration{};
    TimePoint start = time_never;
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
    bool begun = false;       // false: the display slept through this vsync, and no BeginFrame was sent
    std::uint64_t vsync = 0;  // ordinal; a stretch in which the window was covered or hidden counts too
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
    bool moved_by_compositor = false;  // by an animation, or because something was scrolled
    std::uint64_t drawn_pixels = 0;    // device pixels drawn again; 0: none, or nobody draws
    double checkerboard = 0;           // the part of the page's area around what was not ready; 0 to 1
    std::uint64_t glyphs_left_out = 0, pictures_waiting = 0;  // what was not ready
    std::uint64_t canvas_commands = 0;                        // put on the pixels of canvases, which took canvas_time
    Duration canvas_time{};

    ActivityTimes activity;
    FrameOutcome outcome = FrameOutcome::pending;
    /// Vsyncs without new content: for a missed or dropped frame those in a row up to and including itself, for a
    /// presented one round(distance to the presentation before / interval) - 1.
    int missed_vsyncs = 0;
    /// Of a presented frame: vsyncs by which the display showed it later than the one before it.
    int late_vsyncs = 0;
    int late_with_record = 0;  // of those, as many as other records stand for
    FrameCause cause;          // means something where the frame is not good()
    Duration cause_overlap{};  // how much of the frame the cause took
    Duration page_machine_wait{}, display_machine_wait{};

    bool good() const {
        return outcome != FrameOutcome::missed_by_page && outcome != FrameOutcome::dropped && late_vsyncs == 0;
    }
};

/// Counts of vsyncs. Presented, missed and idle ones are as many as there are records of them; dropped are those with
/// that outcome and those by which presented frames were and stayed late without a record that stands for them. The
/// count of dropped ones never falls.
struct FrameTotals {
    std::uint64_t presented = 0, missed_by_page = 0, dropped = 0, idle = 0;
    std::uint64_t begin_frames = 0;
    /// Shown without anything new from the page, because the compositor moved something; whatever their outcome.
    std::uint64_t compositor_only = 0;
    std::uint64_t drawn = 0;           ///< Frames in which pixels were drawn: where there are none, nobody draws.
    std::uint64_t checkerboarded = 0;  ///< Of those, with something missing.
    double most_checkerboard = 0;      ///< FrameRecord::checkerboard of the worst.
    std::uint64_t most_glyphs_left_out = 0, most_pictures_waiting = 0;  ///< Likewise, each of its worst.
    std::uint64_t canvas_commands = 0;                                  ///< Put on pixels, in canvas_time.
    Duration canvas_time{};
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

    /// The worst first: for each piece of work that made frames late the first of them, with the number of vsyncs that
    /// this piece cost as its missed_vsyncs. Looks through all frames kept: ask once a second, not once a frame.
    std::vector<FrameRecord> worst(std::size_t count) const;

  private:
    /// Of a row of frames that belong together.
    struct WorstFrame {
        FrameRecord first;             // with what is known of all of them
        std::uint64_t last_vsync = 0;  // of the latest
        TimePoint last_cause;          // and when what made that one late began
    };
    static void add_to_worst(std::vector<WorstFrame>& worst, const FrameRecord& frame);
    static bool is_worse(const WorstFrame& a, const WorstFrame& b);
    struct Shown {
        std::uint64_t frame = 0;
        std::uint64_t vsync = 0;
        TimePoint time = time_never;
    };
    FrameRecord* record_of(std::uint64_t id);
    std::size_t index_of(const FrameRecord& frame) const;
    void take_page_event(const TraceEvent& event);
    void take_rendering_step(const TraceEvent& event);
    void take_display_event(const TraceEvent& event);
    void charge_until(TimePoint time);
    // Where frames come from and how they end (frame_timeline.cpp).
    FrameRecord& push(const FrameRecord& frame);
    void begin_frame(const TraceEvent& event);
    void add_those_slept_through(const FrameRecord& before, const TraceEvent& event, std::uint64_t count);
    void presented(const TraceEvent& event);
    void note_canvases(const TraceEvent& event, FrameRecord* drawn);
    void note_draw(const TraceEvent& event, FrameRecord* drawn);
    void note_lateness(FrameRecord& frame);
    void settle(FrameRecord& frame, FrameOutcome outcome);
    void settle_those_slept_through(std::size_t before, FrameOutcome outcome);
    void set_outcome(std::size_t index, FrameOutcome outcome);
    std::uint64_t* count_of(FrameOutcome outcome);
    void count_what_stayed_late(std::int64_t lateness);
    bool stands_for_lateness();
    int missed_before(std::size_t index) const;
    int distance_missed(std::size_t index) const;
    // Who is to blame (frame_causes.cpp).
    void blame(const WorkPiece& piece);
    void blame_what_runs(FrameRecord& frame, TimePoint now);
    bool blame_page_on_the_same_thread(FrameRecord& frame);
    void blame_display(std::size_t index);
    void note_machine_wait(const TraceEvent& event);
    void add_display_wait(FrameRecord& frame) const;
    void archive(const FrameRecord& frame);

    Latest<FrameRecord> frames_;
    std::vector<WorstFrame> worst_;  // of those no longer kept
    FrameTotals totals_;
    WorkPieces pieces_;
    WorkPiece longest_since_begin_;  // the longest piece that finished since the latest BeginFrame
    Duration interval_{};
    TimePoint charged_until_ = time_never;
    TimePoint held_until_ = time_zero;  // somebody had paused the page
    bool rested_ = false;               // the window was covered or hidden since the latest BeginFrame
    bool resting_ = false;
    std::uint64_t rendering_ = 0, drawing_ = 0;  // frames
    Interval display_wait_;                      // the latest, for a processor
    Shown shown_, shown_new_;                    // the latest presentation; the latest of new content
    std::int64_t lateness_ = 0;                  // vsyncs by which presentations have come later than at first
    std::int64_t late_without_record_ = 0;       // those of the latest presentation for which no record stands yet
    bool late_by_page_ = false;                  // what they grew by last was the page's doing
};

}  // namespace janklab
