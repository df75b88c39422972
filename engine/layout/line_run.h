// SPDX-License-Identifier: MIT
// LineRun: what one item brings to the line that is being broken. Page thread.
#pragma once

#include <cstdint>

namespace janklab {

struct LineRun {
    std::uint32_t item = 0;
    std::uint32_t first = 0, end = 0;  // pieces
    float width = 0;                   // CSS pixels, with the hyphen where one shows
    float hyphen = 0;                  // the width of the hyphen that shows if the line ends with it; 0: none
    bool may_end_behind : 1 = false;   // a line
    bool may_end_inside : 1 = false;   // not known to be without an opportunity in it
    bool has_content : 1 = false;      // it, or a run before it, keeps the line from being nothing
    bool breaks_anywhere : 1 = false;  // rather than overflow
    bool is_measured : 1 = true;       // false: a text that overflows, and whose line is broken again anywhere
    bool stays : 1 = false;            // an edge that opens, at the end of a line
    bool hangs : 1 = false;            // nothing but spaces that are kept, and did not fit
};

}  // namespace janklab
