// SPDX-License-Identifier: MIT
// Witness cases: trees of boxes with the rectangles that Chromium gives them, one JSON object a line:
//   {"name", "base": "css" | "yoga" | "taffy" | "block", "viewport": [w, h]?,
//    "style": {"width": 100, ...} or "width: 100px; ...", "text"?, "leaf"?, "children": [...], "expect": [[x, y, w,
//    h]]}
// and for base "block" the "scrolls" to make and what they come to (golden/make_scrolling.mjs), and "hits", what is
// under which point (golden/make_stacking.mjs). Rectangles are in CSS pixels relative to the root's border box, depth
// first. Text is 10px/1, each glyph a square.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace janklab {

struct WitnessResult {
    std::string name;
    bool agrees = true;
    int boxes = 0, boxes_agreeing = 0;
    std::string difference;                   // the first box that differs, ours and theirs
    std::vector<std::string> not_understood;  // declarations
};
/// Lays one case out and compares, to half a pixel.
WitnessResult check_witness(std::string_view json_line);

}  // namespace janklab
