// SPDX-License-Identifier: MIT
// FlexItem and FlexLine: what the flex algorithm knows of an item and of a line while it runs. Sizes are of border
// boxes; main and cross, start and end as in the standard: start is at the right or the bottom where the flow is
// reversed. Page thread.
#pragma once

#include <algorithm>
#include <cstdint>

#include "style/style.h"

namespace janklab {

struct LayoutBox;

/// One cache line.
struct FlexItem {
    LayoutBox* box = nullptr;
    float base = 0;          // flex base size
    float min = 0, max = 0;  // of the main size
    float target = 0;        // the main size, in the end
    float frame = 0;         // padding and border along the main axis: base - frame is the inner base size
    float grow = 0, shrink = 0;
    float margin_start = 0, margin_end = 0;  // along the main axis; automatic ones are 0 until distributed
    float cross_margin_start = 0, cross_margin_end = 0;
    float cross = 0;     // cross size
    float baseline = 0;  // of items aligned by it: from the margin edge at cross-start, the last one from cross-end
    Alignment<Align> align = Align::stretch;
    bool is_leaf : 1 = false;  // nothing in it and no ratio: its size is a matter of its style and the constraints
    bool frozen : 1 = false;
    bool stretches : 1 = false;          // align: stretch applies: the cross size is automatic, no margin is
    bool by_baseline : 1 = false;        // aligned by its first baseline, likewise
    bool by_last_baseline : 1 = false;   // or by its last one
    bool cross_is_auto : 1 = false;      // by the style
    bool basis_is_definite : 1 = false;  // it does not come from the contents
    bool auto_start : 1 = false, auto_end : 1 = false;
    bool auto_cross_start : 1 = false, auto_cross_end : 1 = false;
    std::int8_t violation = 0;  // 1, -1: it was too small, too large: a limit changed the target in the current round

    /// The hypothetical main size.
    float hypothetical() const { return std::max(min, std::min(base, max)); }
    float outer(float main) const { return main + margin_start + margin_end; }
    float outer_cross() const { return cross + cross_margin_start + cross_margin_end; }
    bool by_any_baseline() const { return by_baseline || by_last_baseline; }
};
static_assert(sizeof(FlexItem) <= 64);

inline constexpr float no_shared_baseline = -largest_length;

struct FlexLine {
    std::uint32_t first = 0, count = 0;        // items
    float cross = 0;                           // cross size
    float position = 0;                        // along the cross axis
    float used = 0;                            // main sizes of the items with margins and gaps
    float baseline = no_shared_baseline;       // of the items aligned by it, from the line's cross-start
    float last_baseline = no_shared_baseline;  // of those aligned by their last one, from the line's cross-end
};

}  // namespace janklab
