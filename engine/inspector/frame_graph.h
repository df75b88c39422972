// SPDX-License-Identifier: MIT
// FrameGraph: the latest frames as stacked bars, the newest at the right: what the page thread did from one BeginFrame
// to the next, against the budget of one interval. Pure geometry in CSS pixels; the panel draws it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/geometry.h"
#include "trace/frame_timeline.h"
#include "trace/long_tasks.h"
#include "trace/loop_state.h"

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
    bool long_task = false;
    FrameOutcome outcome{};
};

/// A long task above the bars that it reaches across.
struct LongTaskMark {
    Rect rect;
    Name name;
    Duration duration{};
    bool running = false;  // not over yet
};

class FrameGraph {
  public:
    static constexpr std::size_t most_bars = 240;
    /// The plot is so many intervals high.
    static constexpr double budgets_shown = 1.5;

    /// `bars` is where bars may be, `marks` the lane above it for long tasks. Allocates only while it grows.
    void arrange(const FrameTimeline& frames, const LongTasks& long_tasks, const LoopState& loop, TimePoint now,
                 const Rect& bars, const Rect& marks);

    std::span<const GraphBar> bars() const { return bars_; }
    /// The newest first.
    std::span<const LongTaskMark> marks() const { return marks_; }
    /// One device-independent pixel thick; empty before the interval is known.
    Rect budget_line() const { return budget_line_; }
    Duration budget() const { return budget_; }
    /// Null where there is none.
    const GraphBar* bar_at(Point point) const;

  private:
    void add_bar(const FrameRecord& frame, std::size_t index, float x, float width, const Rect& plot);
    void add_mark(const FrameTimeline& frames, TimePoint start, TimePoint end, const LongTaskMark& what,
                  const Rect& lane);

    std::vector<GraphBar> bars_;
    std::vector<LongTaskMark> marks_;
    Rect budget_line_;
    Duration budget_{};
};

/// The widths of bars in a plot: as many as 240, 4 to 7 pixels and one between.
float bar_pitch(float plot_width);

}  // namespace janklab
