// SPDX-License-Identifier: MIT
// Line and InlineFragment: what layout makes of a Paragraph, for paint, hit testing and geometry. Coordinates are CSS
// pixels in the block container's border box, unscrolled, before relative shifts. Page thread.
// https://drafts.csswg.org/css2/#line-box
#pragma once

#include <cstdint>

#include "base/geometry.h"

namespace janklab {

struct LayoutBox;

inline constexpr std::uint32_t no_fragment = 0xFFFF'FFFF;

enum class FragmentKind : std::uint8_t {
    text,
    box,     // the part of an inline box that is on one line
    atomic,  // its margin box's place is the line's; `rect` is its border box
    block    // a block among what is inline, alone on its line
};

struct InlineFragment {
    LayoutBox* box = nullptr;  // of a text: the box in whose style it is
    FragmentKind kind = FragmentKind::text;
    bool has_start = true, has_end = true;    // of a box: which of its edges are on this line
    bool hyphenated = false;                  // a text whose last glyph, a soft hyphen, shows
    bool hidden = false;                      // behind an ellipsis
    bool around_block = false;                // a box where a block is in it: nothing of its own is seen
    Rect rect;                                // of a text: as high as its font; of a box: its border box
    float baseline = 0;                       // y
    std::uint32_t first = 0, count = 0;       // of a text: glyphs of the paragraph's pieces that show
    float stretch = 0;                        // to add behind each glyph that stretches, but the last of the line
    std::uint32_t visible_end = 0;            // behind that one
    std::uint32_t end = 0;                    // of a box: behind what is in it on this line
    std::uint32_t next_of_box = no_fragment;  // of a box: its part on a later line
};

struct Line {
    std::uint32_t first = 0, end = 0;                    // pieces
    std::uint32_t first_fragment = 0, end_fragment = 0;  // in the paragraph's fragments
    Rect rect;                                           // from its beginning to the end of what is visible in it
    float baseline = 0;                                  // y
    float ellipsis_at = -1;                              // x of the ellipsis' pen; negative: there is none
    float ellipsis_width = 0;
};

}  // namespace janklab
