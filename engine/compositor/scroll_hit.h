// SPDX-License-Identifier: MIT
// Which scroll container, or which scroll bar, lies under a point, found in what is drawn, as it is drawn now: with
// animated layers, scrolled and sticking. What draws nothing covers nothing. Display thread; no GL.
#pragma once

#include "base/geometry.h"
#include "base/time.h"
#include "compositor/compositor_frame.h"
#include "compositor/scrolling.h"

namespace janklab {

struct ScrollHit {
    int node = -1;  // the innermost scroll container there; -1: none
    int bar = -1;   // whose bar is there; -1: none
    BarAxis axis{};
    Rect port;          // of that bar's scroll container, in its own coordinates
    Transform to_port;  // from the viewport to those
};

/// `point` in CSS pixels of the viewport.
ScrollHit hit_scroller(const CompositorFrame& frame, const Scrolling& scrolling, Point point, TimePoint now);

}  // namespace janklab
