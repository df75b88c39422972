// SPDX-License-Identifier: MIT
// LineBreaker: cuts the pieces of a paragraph into lines, one after the other, in time linear in the pieces. Needs the
// advances of all pieces. Page thread. https://drafts.csswg.org/css-text/#line-breaking
#pragma once

#include "layout/paragraph.h"

namespace janklab {

struct IntrinsicWidths;

/// Pieces `first` to `end`.
struct BrokenLine {
    std::uint32_t first = 0, end = 0;
    std::uint32_t first_item = 0;   // the item that `first` is in
    std::uint32_t visible_end = 0;  // behind the last piece that is no space at the end of the line
    float width = 0;                // of what is visible
    bool has_content = false;       // else it takes no room: CSS 2 §9.4.2
    bool forced_end = false;        // it ends at a line end of the text, a block, or with the paragraph
    bool is_block = false;          // nothing but a block
    bool hyphenated = false;        // it ends at a soft hyphen, which shows
};

class LineBreaker {
  public:
    /// `width`: CSS pixels, of every line.
    LineBreaker(const Paragraph& paragraph, float width);
    bool at_end() const { return next_ >= paragraph_.pieces().size(); }
    BrokenLine next_line();

  private:
    const Paragraph& paragraph_;
    float limit_;
    std::uint32_t next_ = 0, next_item_ = 0;
};

/// How far a tab at `x` on its line goes. https://drafts.csswg.org/css-text/#tab-size-property
float tab_advance(const InlinePiece& tab, const InheritedStyle& style, float x);

/// The widths of the contents, without the container's frame. Needs the advances of all pieces with percentages of 0;
/// those of atomic boxes and blocks are asked for.
IntrinsicWidths paragraph_widths(const Paragraph& paragraph);

}  // namespace janklab
