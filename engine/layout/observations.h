// SPDX-License-Identifier: MIT
// What resize and intersection observers have to hear after layout. Pure gathering; the page calls the callbacks, each
// in the trace and with a checkpoint after it, and repeats style and layout as the standards say. Page thread.
// https://drafts.csswg.org/resize-observer/#algorithms, https://w3c.github.io/IntersectionObserver/#algorithms
#pragma once

#include <limits>
#include <vector>

#include "dom/intersection_observer.h"
#include "dom/resize_observer.h"

namespace janklab {

class Document;

/// One call of a callback that the page has to make.
struct ResizeDelivery {
    Ref<ResizeObserver> observer;
    std::vector<ResizeEntry> entries;
    void deliver() { observer->callback()(entries, *observer); }
};
inline constexpr int no_depth = std::numeric_limits<int>::max();

/// "Gather active resize observations at depth" and the entries of "broadcast": fills `into` with what to deliver for
/// elements deeper than `deeper_than` (begin with -1), and returns the shallowest depth among them, or no_depth for
/// nothing. The loop of the standard:
///     int depth = -1;
///     while ((depth = gather_active_resize_observations(document, depth, deliveries)) != no_depth) {
///         deliver each; style; layout;
///     }
///     if (has_skipped_resize_observations(document)) report "ResizeObserver loop completed with undelivered
///     notifications."
int gather_active_resize_observations(Document& document, int deeper_than, std::vector<ResizeDelivery>& into);
/// Elements that changed but were not deep enough; they are delivered in the next frame.
bool has_skipped_resize_observations(Document& document);

struct IntersectionDelivery {
    Ref<IntersectionObserver> observer;
    std::vector<IntersectionEntry> entries;
    void deliver() { observer->callback()(entries, *observer); }
};
/// "Run the update intersection observations steps" for the frame at `now`. The first look at a target always reports.
void gather_intersections(Document& document, TimePoint now, std::vector<IntersectionDelivery>& into);

}  // namespace janklab
