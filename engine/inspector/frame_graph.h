// SPDX-License-Identifier: MIT
// FrameGraph: the latest frames as stacked bars, the newest at the right: what the page thread did from one BeginFrame
// to the next, against the budget of one interval, with what lasted over 50 ms marked. Pure geometry in CSS pixels; the
// panel draws it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/geometry.h"
#include "trace/run_folds.h"

namespace janklab {

/// From the bottom of a bar to its top.
enum class Phase : std::uint8_t { scripting, rendering, painting, other, idle };
inline constexpr int phase_count = 5;
const char* to_string(Phase phase);
Color color_of(Phase phase);
/// `other` holds collections of garbage too.
Duration time_in(const ActivityTimes& activity, Phase phase);

struct GraphBar {
    std::size_t frame = 0;  // its number in the timeline
    Rect column;            // all of the plot's height, for the pointer
    struct Segment {
        Rect rect;
        Color color;
    };
    std::array<Segment, phase_count> segments;
    int segment_count = 0;
    bool clipped = false;  // busier than the plot is high
    bool is_long = false;  // something over 50 ms reaches into it
    FrameOutcome outcome{};
};

/// A long task, or a rendering update that was as long, above the bars that it reaches across.
struct LongMark {
    Rect rect;
    Name name;
    Duration duration{};
    bool running = false;  // not over yet
};

/// No BeginFrame came for longer than an interval: the display slept, was covered, or was held. Between two bars.
struct GraphGap {
    Rect rect;
    Duration duration{};  // that is missing
};

class FrameGraph {
  public:
    static constexpr std::size_t most_bars = 240, most_seconds = 10;
    /// The plot is so many intervals high.
    static constexpr double budgets_shown = 2.25;

    /// `bars` is where bars may be, `marks` the lane above it for what was long. Allocates only while it grows.
    void arrange(const RunFolds& folds, TimePoint now, const Rect& bars, const Rect& marks);

    std::span<const GraphBar> bars() const { return bars_; }
    /// The newest first.
    std::span<const GraphGap> gaps() const { return gaps_; }
    /// The newest first.
    std::span<const LongMark> marks() const { return marks_; }
    /// Where a bar of so many intervals ends: one CSS pixel thick; empty before the interval is known.
    Rect line_at(int budgets) const;
    Duration budget() const { return budget_; }
    /// The middles of the bars with which the seconds before the newest bar began: "-1 s", "-2 s" and so on.
    std::span<const float> seconds() const { return {seconds_.data(), second_count_}; }
    /// Null where there is none.
    const GraphBar* bar_at(Point point) const;

  private:
    void place_bars(const FrameTimeline& frames, float pitch);
    void add_bar(const FrameRecord& frame, std::size_t index, float x, float width, const Rect& plot);
    void add_mark(const FrameTimeline& frames, TimePoint start, TimePoint end, const LongMark& what);
    void mark_what_runs(const RunFolds& folds, TimePoint now);
    void mark_long_tasks(const RunFolds& folds);
    void mark_long_updates(const RunFolds& folds);
    void note_seconds(const FrameTimeline& frames);

    std::vector<GraphBar> bars_;
    std::vector<GraphGap> gaps_;
    std::vector<LongMark> marks_;
    std::array<float, most_seconds> seconds_{};
    std::size_t second_count_ = 0;
    Rect plot_, lane_;
    Duration budget_{};
};

/// The widths of bars in a plot: as many as 240, 4 to 7 pixels and one between.
float bar_pitch(float plot_width);

}  // namespace janklab
