// SPDX-License-Identifier: MIT
// Paragraph: what stands in the lines of one block container, as one row: texts shaped into glyphs, the edges of inline
// boxes, atomic boxes, and blocks between lines (items and pieces); and the lines that the last layout made of it.
// Page thread. https://drafts.csswg.org/css2/#inline-formatting, https://drafts.csswg.org/css-text/
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/geometry.h"
#include "layout/inline_fragment.h"
#include "style/style.h"

namespace janklab {

struct LayoutBox;
class Element;
class Node;
class Text;
class TextMeasurer;

enum class PieceKind : std::uint8_t {
    glyph,
    open,        // the edge at which an inline box begins
    close,       // the edge at which it ends
    atomic,      // an inline-block or the like, set like a glyph
    block,       // a block among what is inline: between two lines
    out_of_flow  // an absolute box: where it would be
};

/// What a line is made of. Twelve bytes.
struct InlinePiece {
    std::uint32_t code_point : 21 = 0;  // of a glyph
    PieceKind kind : 3 = PieceKind::glyph;
    bool break_before : 1 = false;  // the code points before it let a line begin with it
    bool is_space : 1 = false;      // has no width at the end of a line
    bool break_by_lost_space : 1 =
        false;                          // a space that collapsed before it lets lines wrap, unlike the one before that
    bool is_gone : 1 = false;           // a space that collapses before a line end of the text
    bool stretches : 1 = false;         // a justified line grows behind it
    bool stretches_before : 1 = false;  // and before it, where another text is
    bool is_edge : 1 = false;           // of open and close: margin, border or padding is there, whatever their sum
    float kerning = 0;                  // CSS pixels to add after the glyph before it, on the same line
    float advance = 0;
};

/// Of one font at one size and line-height; CSS pixels from the baseline, positive away from it.
struct InlineMetrics {
    float ascent = 0, descent = 0;            // of the glyphs' boxes
    float line_ascent = 0, line_descent = 0;  // with half the leading on both sides
    float x_height = 0;
};

/// Neighbouring pieces of one origin: a text, or one piece of something else.
struct InlineItem {
    PieceKind kind = PieceKind::glyph;                          // glyph: a text
    bool text_changed = true;                                   // its glyphs are not those of its text
    bool after_space = false, at_line_start = false;            // what a text begins behind: for white space
    bool ends_after_space = false, ends_at_line_start = false;  // what comes behind it begins behind that
    bool styled_apart = false;  // of a text: its style is that of an element without a box (display: contents)
    LayoutBox* box = nullptr;   // itself; of a text: the box in whose style it is
    const Text* text = nullptr;
    std::uint32_t first = 0, count = 0;                                 // pieces
    std::uint32_t partner = 0;                                          // of open and close: the item of the other
    std::uint32_t fragment = no_fragment, last_fragment = no_fragment;  // of open: its parts, line by line
    // -- what the glyphs of a text were shaped for ---------------------------------------------------------------
    FontFace face{};
    WhiteSpace white_space{};
    float font_size = -1, letter_spacing = 0;
    // -- of open, and of a text that is styled apart: its font; of atomic: its margin box, as the line sees it ----
    InlineMetrics metrics;
    float margin = 0;          // of open and close, at that side
    Point place;               // of out_of_flow: where it would be
    bool begins_line = false;  // of out_of_flow: nothing is before it on its line
};

/// Shaping asks for room that keeps its capacity, so that a steady layout allocates nothing.
struct ParagraphRoom {
    std::vector<InlineItem> items;
    std::vector<InlinePiece> pieces;
};

class Paragraph {
  public:
    /// Of an anonymous box: the texts from `first` on, as long as they are neighbours. Else: everything in the element.
    explicit Paragraph(const Text* first = nullptr);
    Paragraph(const Paragraph&) = delete;
    Paragraph& operator=(const Paragraph&) = delete;
    ~Paragraph();

    // -- what changed since it was shaped ------------------------------------------------------------------------
    void note_text_changed(const Text& text);
    void note_items_changed() { items_changed_ = true; }
    void note_styles_changed() { styles_changed_ = true; }
    /// Another measurer: no advance is worth anything.
    void note_everything_changed() { items_changed_ = measurer_changed_ = true; }

    /// Brings items and pieces up to date. To be called before everything below. Only texts that changed are read
    /// again, and only glyphs that changed in them are measured.
    void shape(LayoutBox& container, const TextMeasurer& measurer, ParagraphRoom& room);

    std::vector<InlineItem>& items() { return items_; }
    const std::vector<InlineItem>& items() const { return items_; }
    std::vector<InlinePiece>& pieces() { return pieces_; }
    const std::vector<InlinePiece>& pieces() const { return pieces_; }
    /// Of the container's own style: the strut of every line.
    const InlineMetrics& strut() const { return strut_; }
    /// Whether there are such items.
    bool has_blocks() const { return has_blocks_; }  // out-of-flow ones too
    bool has_inline_boxes() const { return has_inline_boxes_; }
    bool has_atomics() const { return has_atomics_; }

    /// What the last arrangement made.
    std::vector<Line> lines;
    std::vector<InlineFragment> fragments;  // line by line, each box before what is in it
    Rect ink;                               // around all texts and lines

  private:
    void collect_items(LayoutBox& container, std::vector<InlineItem>& old_items);
    void add_text(const Text& text, LayoutBox& box);
    LayoutBox& box_for_style(const Text& text, LayoutBox& box);
    void read_texts(const TextMeasurer& measurer, ParagraphRoom& room);
    void mark_breaks(const LayoutBox& container, const TextMeasurer& measurer);
    void find_metrics(LayoutBox& container, const TextMeasurer& measurer);

    const Text* first_text_ = nullptr;
    std::vector<InlineItem> items_;
    std::vector<InlinePiece> pieces_;
    std::vector<std::unique_ptr<LayoutBox>> style_boxes_;  // of texts in elements without a box; in no tree
    InlineMetrics strut_;
    bool items_changed_ = true, styles_changed_ = true, texts_changed_ = true, measurer_changed_ = true;
    bool has_blocks_ = false, has_inline_boxes_ = false, has_atomics_ = false;
};

/// Whether a text is nothing but white space that `white_space` lets disappear.
bool is_blank(const Text& text, WhiteSpace white_space);
/// Ascent and descent are whole pixels, and so is half the leading above, as in browsers: baselines stay sharp.
InlineMetrics metrics_of(const InheritedStyle& style, const TextMeasurer& measurer);
/// Whether lines may end at spaces and the like.
constexpr bool wraps(WhiteSpace white_space) {
    return white_space != WhiteSpace::nowrap && white_space != WhiteSpace::pre;
}
constexpr bool keeps_spaces(WhiteSpace white_space) {
    return white_space == WhiteSpace::pre || white_space == WhiteSpace::pre_wrap;
}
constexpr bool keeps_line_ends(WhiteSpace white_space) {
    return keeps_spaces(white_space) || white_space == WhiteSpace::pre_line;
}

}  // namespace janklab
