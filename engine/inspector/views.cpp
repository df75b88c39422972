// SPDX-License-Identifier: MIT
#include "inspector/views.h"

#include "inspector/theme.h"

namespace janklab {

GraphLayout graph_layout(const Rect& strip) {
    constexpr float side = 2 * grid, header = 4 * grid, lane = 2.25f * grid, outcome = 4, seconds = 2 * grid;
    constexpr float legend = 2.5f * grid, axis = 7 * grid;
    GraphLayout layout;
    layout.header = {strip.x + side, strip.y + grid / 2, strip.width - 2 * side, header};
    layout.legend = {strip.x + side, strip.bottom() - grid / 2 - legend, strip.width - 2 * side, legend};
    const float left = strip.x + side + axis, width = strip.width - 2 * side - axis;
    layout.marks = {left, layout.header.bottom(), width, lane};
    layout.seconds = {left, layout.legend.y - seconds, width, seconds};
    layout.outcomes = {left, layout.seconds.y - outcome, width, outcome};
    layout.plot = {left, layout.marks.bottom(), width, std::max(0.f, layout.outcomes.y - 2 - layout.marks.bottom())};
    layout.axis = {strip.x + side, layout.plot.y, axis - grid, layout.plot.height};
    return layout;
}

void InspectorViews::look(const RunFolds& folds, const LiveFigures& live, const WindowLayout& layout, TimePoint at) {
    time = at;
    now = now_view(folds.loop, folds.frames, at);
    banner.look(folds.loop, folds.long_tasks, live, at);
    queues.look(folds.loop, live, at);
    const GraphLayout places = graph_layout(layout.graph);
    graph.arrange(folds, at, places.plot, places.marks);
    latest = latest_frames(folds, graph.bars().size(), at);
    counters.look(folds);
    forced_layouts.look(folds.forced_layouts);
    presented_by = live.presented_by();
}

}  // namespace janklab
