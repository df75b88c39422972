// SPDX-License-Identifier: MIT
// A layout as text, for tests and for people: one line a box, contents indented. Page thread.
#pragma once

#include <string>

namespace janklab {

class Document;

/// `div#id.class flex 10,20 300x40` for each box in the order of the tree: the border box in its parent's. Before its
/// children a block container tells its lines, `line 0,0 80x20 baseline 15`, each with its parts: texts, `"words" 0,2
/// 40x16`, and those of boxes, in the block container's border box. Layout must be up to date. Numbers with at most
/// two decimals.
std::string dump_layout(const Document& document);

}  // namespace janklab
