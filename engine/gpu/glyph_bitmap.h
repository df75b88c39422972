// SPDX-License-Identifier: MIT
// GlyphBitmap: what fonts hand to the glyph atlas. A plain value.
#pragma once

#include <cstdint>
#include <vector>

namespace janklab {

/// The coverage of one glyph, 0 to 255, at an exact device pixel size. Reused from call to call.
struct GlyphBitmap {
    int left = 0, top = 0;  ///< Device pixels from the pen to the first column and row; up is negative.
    int width = 0, height = 0;
    std::vector<std::uint8_t> coverage;  ///< Rows from top to bottom, `width` bytes each.

    void clear() {
        left = top = width = height = 0;
        coverage.clear();
    }
};

}  // namespace janklab
