// SPDX-License-Identifier: MIT
// A layout as text, for tests and for people: one line a box, contents indented. Page thread.
#pragma once

#include <string>

namespace janklab {

class Document;

/// `div#id.class flex 10,20 300x40` for each box in the order of the tree: the border box in its parent's. Lines of
/// text say what they hold: `text 0,0 80x20 "words" "more"`. Layout must be up to date. Numbers with at most two
/// decimals.
std::string dump_layout(const Document& document);

}  // namespace janklab
