// SPDX-License-Identifier: MIT
// ScrollTakeOver: the page's side of scrolling on the display thread. It takes over in the frame how far that thread
// has moved things, says in the commit how much of it is included, and hands over scrolls that follow from input which
// the page had to decide. Page thread.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "compositor/scrolling.h"
#include "dom/element.h"
#include "paint/scroll_tree.h"

namespace janklab {

class PageLink;

class ScrollTakeOver {
  public:
    explicit ScrollTakeOver(PageLink& link) : link_(link) {}

    /// Part of the scroll steps: positions are as the display thread shows them. Adds the elements whose position is
    /// another now, each once among those added.
    void take_over(std::vector<Ref<Element>>& moved);
    /// Adds the elements that have come to rest, for `scrollend`, unless they are there.
    void take_ended(std::vector<Ref<Element>>& into);
    /// At the commit: adds to each node how much of the display's moves its position includes, and how often something
    /// else has changed it. `elements`: of the nodes.
    void complete(ScrollTree& tree, std::span<Element* const> elements);
    /// Whether the display must hear of `tree`, because it is not what the one before and its own moves come to.
    bool differs(const ScrollTree& tree) const;
    void note_committed(const ScrollTree& tree) { committed_ = tree; }
    /// Has the display thread scroll `scroller`. False if it cannot (yet): then nothing has happened.
    bool scroll_on_display(Element& scroller, ScrollRequest request);

  private:
    struct Known {
        LayerId layer;
        Ref<Element> element;
        ScrollDistance included;
        Point min, max;           // as committed last: what the display goes by
        Point expected;           // the position by what was committed and taken over; another one is a jump
        std::uint32_t jumps = 0;  // ScrollNode::jumps
        void note_position(Point position) {
            if (std::exchange(expected, position) != position) ++jumps;
        }
    };
    Known* find(LayerId layer);

    PageLink& link_;
    std::vector<Known> known_, known_before_;  // all that were ever committed and are in the tree, by layer
    ScrollTree committed_;
    std::vector<ScrollUpdate> updates_;  // room for take_over()
    std::vector<Ref<Element>> ended_;
};

}  // namespace janklab
