// SPDX-License-Identifier: MIT
// DisplayList: the recording of one frame's painting. Written on the page thread, immutable after commit, played on the
// display thread. Vectors keep their capacity from frame to frame, so that a steady frame allocates nothing.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/bitmap.h"
#include "paint/display_item.h"
#include "style/gradient.h"

namespace janklab {

struct DisplayList {
    std::vector<DisplayItem> items;
    std::vector<Glyph> glyphs;
    std::vector<ColorStop> stops;                         // of the gradients
    std::vector<std::shared_ptr<const Bitmap>> pictures;  // keeps those of the items alive; copied by the page alone

    void clear() {
        items.clear();
        glyphs.clear();
        stops.clear();
        pictures.clear();
    }
};

/// One line an item, for tests and for people.
std::string dump(const DisplayList& list);

}  // namespace janklab
