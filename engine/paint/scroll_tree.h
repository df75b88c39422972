// SPDX-License-Identifier: MIT
// ScrollTree: what the display thread must know to scroll without the page: scroll containers, how far they go, who
// decides, and what sticks. Crosses with the commit, and is never written after it. Plain values.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/geometry.h"
#include "base/ids.h"
#include "layout/sticky.h"

namespace janklab {

/// How far the display thread has ever moved a scroll container. Doubles, because it grows without end.
struct ScrollDistance {
    double x = 0, y = 0;
    friend bool operator==(const ScrollDistance&, const ScrollDistance&) = default;
    friend ScrollDistance operator-(const ScrollDistance& a, const ScrollDistance& b) { return {a.x - b.x, a.y - b.y}; }
};

/// The scroll position after a further way. The page and the display thread both compute it like this, so that they
/// come to the same number.
inline Point scrolled_by(Point position, ScrollDistance way, Point min, Point max) {
    const auto along = [](float at, double by, float least, float most) {
        const auto there = static_cast<float>(static_cast<double>(at) + by);
        return there > least ? std::min(there, most) : least;
    };
    return {along(position.x, way.x, min.x, max.x), along(position.y, way.y, min.y, max.y)};
}

/// A scroll container whose contents are larger than its port, and that a person can scroll.
struct ScrollNode {
    LayerId layer;    // names its PushScrollItem
    int around = -1;  // index of the one to which scrolling goes on at the end; -1: none
    Size port;
    Point position;             // as the page knows it
    ScrollDistance included;    // what the display thread had moved it by when the page took `position` over
    Point min, max;             // of the position
    std::uint32_t jumps = 0;    // how often something other than the display has changed it: a script, layout
    bool x = false, y = false;  // axes that a person can scroll
    bool contained = false;     // overscroll-behavior: scrolling does not go on to `around`
    bool page_decides = false;  // a wheel listener near it may prevent the default
    friend bool operator==(const ScrollNode&, const ScrollNode&) = default;
};

/// A sticky box.
struct StickyNode {
    LayerId layer;  // names its PushShiftItem
    int scroller = -1;
    StickyConstraint constraint;  // `around` is an index of sticky nodes
    friend bool operator==(const StickyNode&, const StickyNode&) = default;
};

/// Where the keys go that scroll.
struct KeyScrolling {
    int scroller = -1;           // the innermost one around what has the focus
    bool page_decides = false;   // somebody listens to keydown
    bool space_presses = false;  // Space presses what has the focus
    friend bool operator==(const KeyScrolling&, const KeyScrolling&) = default;
};

/// Where the nodes of a layer stand; sorted.
using LayerIndex = std::vector<std::pair<LayerId, int>>;

struct ScrollTree {
    std::vector<ScrollNode> scrollers;  // the outer ones before those in them
    std::vector<StickyNode> stickies;   // likewise
    LayerIndex scrollers_by_layer, stickies_by_layer;
    int viewport = -1;                  // index of what scrolls the page itself; -1: nothing
    KeyScrolling keys;

    void clear() {
        viewport = -1;
        scrollers.clear();
        stickies.clear();
        scrollers_by_layer.clear();
        stickies_by_layer.clear();
        keys = {};
    }
};

/// -1: it is not there.
int index_of_scroller(const ScrollTree& tree, LayerId layer);

/// The shifts of the sticky boxes around one, when their scroll container stands at `position`.
Point shift_around(const ScrollTree& tree, const StickyNode& node, Point position);
/// By how much a sticky box is moved at the positions of the tree, besides those around it.
Point shift_of_sticky(const ScrollTree& tree, LayerId sticky);

class Document;
class Element;
/// As layout has left them. Boxes that began or ceased to scroll are noted for painting. Before paint(), page thread.
/// `elements`: those of the scrollers, in the same order. `included` and `jumps` of the nodes are the caller's to fill
/// in.
void collect_scroll_tree(Document& document, ScrollTree& into, std::vector<Element*>& elements);

}  // namespace janklab
