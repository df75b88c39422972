// SPDX-License-Identifier: MIT
// InspectorViews: everything that the inspector shows, composed anew for each redraw from the folds. The panels draw
// it; tests read it. Display thread.
#pragma once

#include "inspector/figures_view.h"
#include "inspector/forced_layouts_view.h"
#include "inspector/frame_graph.h"
#include "inspector/live_figures.h"
#include "inspector/now_view.h"
#include "inspector/queue_view.h"
#include "inspector/window_layout.h"
#include "trace/run_folds.h"

namespace janklab {

/// Where the parts of the graph lie within the strip.
struct GraphLayout {
    Rect header, marks, plot, outcomes, seconds, legend, axis;
};
GraphLayout graph_layout(const Rect& strip);

struct InspectorViews {
    TimePoint time;
    NowView now;
    Banner banner;
    QueueView queues;
    FrameGraph graph;
    LatestFrames latest;
    CountersView counters;
    ForcedLayoutsView forced_layouts;
    std::optional<PresentedSource> presented_by;

    void look(const RunFolds& folds, const LiveFigures& live, const WindowLayout& layout, TimePoint time);
};

}  // namespace janklab
