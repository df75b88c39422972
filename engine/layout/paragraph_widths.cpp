// SPDX-License-Identifier: MIT
// The intrinsic widths of a paragraph: of its lines where they end only where they must, and where they can.
// https://drafts.csswg.org/css-sizing/#intrinsic-contribution
#include <algorithm>

#include "layout/box_layout.h"
#include "layout/layout_box.h"
#include "layout/line_break_rules.h"
#include "layout/line_breaker.h"

namespace janklab {
namespace {

/// Of the lines that end where they must.
class MaxWidth {
  public:
    explicit MaxWidth(const Paragraph& paragraph) : pieces_(paragraph.pieces()) {}

    void add(const InlineItem& item, float atomic_width) {
        for (std::uint32_t i = item.first; i < item.first + item.count; ++i) {
            const InlinePiece& piece = pieces_[i];
            const bool is_glyph = piece.kind == PieceKind::glyph;
            if (piece.kind == PieceKind::block || (is_glyph && piece.code_point == '\n')) {
                end_line();
                continue;
            }
            float own = piece.kind == PieceKind::atomic ? atomic_width : piece.advance;
            if (is_glyph && piece.code_point == '\t') own = tab_advance(piece, item.box->inherited(), line_);
            if (is_glyph && glyph_before_ && piece.code_point != soft_hyphen) own += piece.kerning;
            line_ += own;
            if (piece.is_space && !keeps_spaces(item.white_space)) hang_ += own;
            else if (is_glyph || piece.kind == PieceKind::atomic) hang_ = 0;
            glyph_before_ = is_glyph;
        }
    }
    void end_line() {
        widest_ = std::max(widest_, line_ - hang_);
        line_ = hang_ = 0;
        glyph_before_ = false;
    }
    float widest() const { return widest_; }

  private:
    const std::vector<InlinePiece>& pieces_;
    float widest_ = 0;
    float line_ = 0, hang_ = 0;  // spaces that are kept do not hang
    bool glyph_before_ = false;
};

}  // namespace

IntrinsicWidths paragraph_widths(Paragraph& paragraph, std::vector<LineRun>& room) {
    IntrinsicWidths widths{0, 0};
    MaxWidth max(paragraph);
    for (const InlineItem& item : paragraph.items()) {
        float atomic_width = 0;
        if (item.kind == PieceKind::atomic || item.kind == PieceKind::block) {
            const IntrinsicWidths own = width_contribution(*item.box);
            if (item.kind == PieceKind::block) {
                widths.min = std::max(widths.min, own.min);
                widths.max = std::max(widths.max, own.max);
            } else {
                paragraph.pieces()[item.first].advance = own.min;
                atomic_width = own.max;
            }
        }
        max.add(item, atomic_width);
    }
    max.end_line();
    LineBreaker breaker(paragraph, 0, room, LineBreaker::Purpose::min_width);
    while (!breaker.at_end()) {
        const BrokenLine line = breaker.next_line();
        if (!line.is_block) widths.min = std::max(widths.min, line.width);
    }
    widths.max = std::max({widths.max, max.widest(), widths.min});
    return widths;
}

}  // namespace janklab
