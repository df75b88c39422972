// SPDX-License-Identifier: MIT
// DisplayList: the recording of one frame's painting. Written on the page thread, immutable after commit, played on the
// display thread. Vectors keep their capacity from frame to frame, so that a steady frame allocates nothing.
#pragma once

#include <string>
#include <vector>

#include "paint/display_item.h"

namespace janklab {

struct DisplayList {
    std::vector<DisplayItem> items;
    std::vector<Glyph> glyphs;

    void clear() {
        items.clear();
        glyphs.clear();
    }
};

/// One line an item, for tests and for people.
std::string dump(const DisplayList& list);

}  // namespace janklab
