// SPDX-License-Identifier: MIT
// FlexItem and FlexLine: what the flex algorithm knows of an item and of a line while it runs. Sizes are of border
// boxes; main and cross, start and end as in the standard: start is at the right or the bottom where the flow is
// reversed. Page thread.
#pragma once

#include <cstdint>

#include "style/style.h"

namespace janklab {

struct LayoutBox;

struct FlexItem {
    LayoutBox* box = nullptr;
    float base = 0;                    // flex base size
    float hypothetical = 0;            // base within min and max
    float target = 0;                  // the main size, in the end
    float min = 0, max = 0;            // of the main size
    float frame = 0, cross_frame = 0;  // padding and border along each axis: base - frame is the inner base size
    float grow = 0, shrink = 0;
    float margin_start = 0, margin_end = 0;  // along the main axis; automatic ones are 0 until distributed
    float cross_margin_start = 0, cross_margin_end = 0;
    float cross = 0;           // cross size
    float baseline = 0;        // from the cross-start margin edge; of items aligned by it
    float violation = 0;       // by how much a limit changed the target in the current round
    float position = 0;        // along the main axis, of the border box
    float cross_position = 0;  // likewise
    Align align = Align::stretch;
    bool frozen = false;
    bool auto_start = false, auto_end = false, auto_cross_start = false, auto_cross_end = false;
    bool cross_is_auto = false;
    bool basis_is_definite = false;  // it does not come from the contents

    float outer(float main) const { return main + margin_start + margin_end; }
    float outer_cross() const { return cross + cross_margin_start + cross_margin_end; }
    bool stretches() const { return align == Align::stretch && cross_is_auto && !auto_cross_start && !auto_cross_end; }
    bool by_baseline() const { return align == Align::baseline && !auto_cross_start && !auto_cross_end; }
};

struct FlexLine {
    std::uint32_t first = 0, count = 0;  // items
    float cross = 0;                     // cross size
    float position = 0;                  // along the cross axis
    float used = 0;                      // main sizes of the items with margins and gaps
    float baseline = 0;                  // of the items aligned by it, from the line's cross-start
};

}  // namespace janklab
