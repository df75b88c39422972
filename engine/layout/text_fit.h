// SPDX-License-Identifier: MIT
// TextFit: how much of one text fits into the rest of a line. Page thread.
// https://drafts.csswg.org/css-text/#line-breaking
#pragma once

#include "layout/line_run.h"
#include "layout/paragraph.h"

namespace janklab {

constexpr bool is_breakable_space(char32_t c) { return c == ' ' || c == '\t'; }

/// How far a tab at `x` on its line goes. https://drafts.csswg.org/css-text/#tab-size-property
float tab_advance(const InlinePiece& tab, const InheritedStyle& style, float x);

/// Reads a paragraph whose pieces have their advances.
class TextFit {
  public:
    /// `for_min_width`: overflow-wrap: break-word, unlike anywhere, does not count.
    TextFit(const Paragraph& paragraph, bool for_min_width)
        : paragraph_(paragraph), pieces_(paragraph.pieces()), for_min_width_(for_min_width) {}

    /// Glyphs with this index or one before it have nothing before them on their line.
    void begin_line_at(std::uint32_t piece) { line_begin_ = piece; }
    /// From now on lines break between any two glyphs of texts that let them, as nothing else fits.
    void break_anywhere(bool anywhere) { anywhere_ = anywhere; }
    bool is_breaking_anywhere() const { return anywhere_; }

    /// The end of the row of glyphs from `piece` on that are measured together: tabs, or what is no tab. Remembered: a
    /// long text is not walked over once for each of its lines.
    std::uint32_t segment_end(const InlineItem& item, std::uint32_t piece);
    /// Pieces `first` to `end` of one text that begin at `x` on the line. Never negative.
    float width(const InlineItem& item, std::uint32_t first, std::uint32_t end, float x) const;
    /// Of the hyphen that shows if the line ends at `end`; 0: none.
    float hyphen_before(std::uint32_t end) const;

    /// Ends `run`, which begins at `x`, where no more fits into `room`: behind the last opportunity that fits, else
    /// behind the first, else at the end of the segment. Spaces at its end are left out where more of the segment
    /// follows. Sets end, width without a hyphen, hangs, may_end_inside and is_measured.
    void fit(LineRun& run, std::uint32_t segment_end, float x, float room) const;
    /// The last opportunity in `run`, before its end; its beginning: there is none.
    std::uint32_t last_opportunity_in(const LineRun& run) const;

    /// Whether the code points before and behind `piece` let a line end between them. Edges do not matter.
    bool may_end_before(std::uint32_t piece) const;
    /// Whether it is right here, among edges, that they let it: as in browsers, before the innermost box that begins
    /// with what comes next, else right before that. Behind a space the line may end before all edges, too, and for
    /// letters there alone. `style` is that of the box in which `piece` is. At the beginning of a line only ideographs
    /// and atomic boxes can be left to the next one.
    bool may_end_right_before(std::uint32_t piece, const InheritedStyle& style, bool at_line_start) const;
    bool is_edge(std::uint32_t piece) const {
        return piece < pieces_.size() &&
               (pieces_[piece].kind == PieceKind::open || pieces_[piece].kind == PieceKind::close);
    }
    /// Whether lines break anywhere, and so at `end` in a box with this style.
    bool may_end_anywhere_behind(std::uint32_t end, const InheritedStyle& style) const;
    /// The code points before and behind the edges that stand there; 0: none.
    char32_t code_point_before(std::uint32_t piece) const;
    char32_t code_point_from(std::uint32_t piece) const;
    bool breaks_anywhere(const InheritedStyle& style) const;

  private:
    bool may_end_inside_before(const InlineItem& item, std::uint32_t piece) const;
    std::uint32_t skip_edges(std::uint32_t piece) const;
    std::uint32_t skip_out_of_flow(std::uint32_t piece) const;
    float advance(const InlineItem& item, std::uint32_t piece, float x) const;
    std::uint32_t without_spaces(std::uint32_t first, std::uint32_t end) const;
    std::uint32_t next_opportunity(const InlineItem& item, std::uint32_t piece, std::uint32_t end) const;
    void finish(LineRun& run, std::uint32_t end, float x, bool overflows) const;

    const Paragraph& paragraph_;
    const std::vector<InlinePiece>& pieces_;
    std::uint32_t line_begin_ = 0;
    std::uint32_t segment_first_ = 0, segment_end_ = 0;  // the last segment that was asked for
    bool for_min_width_, anywhere_ = false;
};

}  // namespace janklab
