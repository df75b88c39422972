// SPDX-License-Identifier: MIT
// PaintState: what paint keeps for a document from frame to frame, so that a steady frame allocates nothing. Page
// thread.
#pragma once

#include <vector>

#include "dom/node.h"
#include "layout/paint_order.h"

namespace janklab {

struct PaintState {
    std::vector<Ref<Node>> changes;   // room for the stage
    std::vector<StackedBox> stacked;  // a stack: each stacking context on the way has its boxes on it
};

}  // namespace janklab
