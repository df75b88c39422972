// SPDX-License-Identifier: MIT
// One walk over the pieces of each line; what did not fit is walked over once more in the next.
#include "layout/line_breaker.h"

#include <algorithm>
#include <cmath>

#include "layout/box_layout.h"
#include "layout/line_break_rules.h"

namespace janklab {
namespace {

constexpr float slack = 0.01f;  // what does not fit by less than this fits: widths are sums of floats

/// Whether a piece keeps a line from being nothing.
bool counts_as_content(const InlinePiece& piece, const InlineItem& item) {
    switch (piece.kind) {
        case PieceKind::glyph:
            return !piece.is_space || keeps_spaces(item.white_space);
        case PieceKind::open:
        case PieceKind::close:
            return piece.is_edge;
        default:
            return piece.kind == PieceKind::atomic;
    }
}

/// A place where a line may end, and what the line is then.
struct Place {
    std::uint32_t piece = 0, item = 0, visible_end = 0;
    float width = 0;
    bool has_content = false, hyphenated = false;
};

/// The walk along one line.
class LineScan {
  public:
    LineScan(const Paragraph& paragraph, float limit, std::uint32_t first, std::uint32_t item)
        : paragraph_(paragraph), pieces_(paragraph.pieces()), limit_(limit), first_(first), first_item_(item) {
        here_ = fits_ = poor_ = {.piece = first, .item = item, .visible_end = first};
    }
    BrokenLine run();
    std::uint32_t next_item() const { return fits_.item; }

  private:
    bool ends_before(const InlinePiece& piece);
    bool ends_by_force(const InlinePiece& piece);
    bool ends_by_overflow(const InlinePiece& piece, const InlineItem& item, float advance);
    void go_over(const InlinePiece& piece, const InlineItem& item, float advance);
    float advance_of(const InlinePiece& piece, const InlineItem& item) const;
    bool may_end_behind(std::uint32_t edge) const;
    /// Here, without the spaces before.
    Place without_spaces() const {
        Place place = here_;
        place.width -= hang_;
        return place;
    }
    /// Spaces that are kept hang only as far as they do not fit.
    Place at_forced_end() const {
        Place place = without_spaces();
        place.width += std::min(kept_, std::max(0.f, limit_ - slack - place.width));
        return place;
    }

    const Paragraph& paragraph_;
    const std::vector<InlinePiece>& pieces_;
    const float limit_;
    const std::uint32_t first_, first_item_;
    Place here_, fits_;  // fits_: where the line ends if nothing better comes
    Place poor_;         // behind a soft hyphen whose hyphen does not fit
    float hang_ = 0;     // width of the spaces since the last visible piece
    float kept_ = 0;     // of those among them that are kept
    bool forced_end_ = false, is_block_ = false;
    bool overflows_ = false;  // the line ends at the next opportunity
    bool has_solid_ = false;  // some glyph or atomic box is on it
    bool glyph_before_ = false;
};

BrokenLine LineScan::run() {
    const std::vector<InlineItem>& items = paragraph_.items();
    bool done = false;
    while (here_.item < items.size() && !done) {
        const InlineItem& item = items[here_.item];
        const std::uint32_t item_end = item.first + item.count;
        for (; here_.piece < item_end; ++here_.piece) {
            const InlinePiece& piece = pieces_[here_.piece];
            done = ends_before(piece) || ends_by_force(piece);
            if (done) break;
            const float advance = advance_of(piece, item);
            done = ends_by_overflow(piece, item, advance);
            if (done) break;
            go_over(piece, item, advance);
        }
        if (!done) ++here_.item;
    }
    if (!done) {
        fits_ = at_forced_end();
        forced_end_ = true;
    }
    return {.first = first_,
            .end = fits_.piece,
            .first_item = first_item_,
            .visible_end = fits_.visible_end,
            .width = fits_.width,
            .has_content = fits_.has_content,
            .forced_end = forced_end_,
            .is_block = is_block_,
            .hyphenated = fits_.hyphenated};
}

bool LineScan::ends_before(const InlinePiece& piece) {
    if (!piece.break_before || here_.piece == first_) return false;
    const InlinePiece& before = pieces_[here_.piece - 1];
    const bool hyphen = before.kind == PieceKind::glyph && before.code_point == soft_hyphen;
    Place& place = hyphen && here_.width + before.kerning > limit_ && !overflows_ ? poor_ : fits_;
    place = without_spaces();
    place.hyphenated = hyphen;
    if (hyphen) place.width += before.kerning;
    return overflows_;
}

/// Line ends in the text, and blocks.
bool LineScan::ends_by_force(const InlinePiece& piece) {
    const bool line_end = piece.kind == PieceKind::glyph && piece.code_point == '\n';
    if (piece.kind != PieceKind::block && !line_end) return false;
    fits_ = at_forced_end();
    forced_end_ = true;
    is_block_ = !line_end && here_.piece == first_;
    if (line_end) fits_.has_content = true;
    if (line_end || is_block_) ++fits_.piece;
    return true;
}

bool LineScan::ends_by_overflow(const InlinePiece& piece, const InlineItem& item, float advance) {
    const bool atomic = piece.kind == PieceKind::atomic;
    if (piece.is_space || overflows_) return false;
    if (piece.kind == PieceKind::open || piece.kind == PieceKind::out_of_flow) {
        // What opens behind spaces that hang goes to the next line; else what is in it decides.
        const float visible = here_.width - hang_ + advance;
        return piece.break_before && here_.piece > first_ && std::max(here_.width, visible) > limit_;
    }
    if (advance <= 0 && !atomic) return false;
    const bool solid = piece.kind == PieceKind::glyph || atomic;
    if (here_.width - (solid ? 0 : hang_) + advance <= limit_) return false;
    // The edge of a box overhangs where a line may end behind it, like the spaces before it.
    if (piece.kind == PieceKind::close && (hang_ > 0 || may_end_behind(here_.piece))) return false;
    if (fits_.piece == first_ && poor_.piece > first_) fits_ = poor_;
    // Empty boxes stay before what is too wide itself.
    const bool behind_box =
        solid && !has_solid_ && here_.piece > first_ && pieces_[here_.piece - 1].kind == PieceKind::close;
    const LayoutBox& around = atomic ? *item.box->parent : *item.box;
    if (fits_.piece == first_ && behind_box && wraps(around.inherited().white_space)) fits_ = here_;
    if (fits_.piece > first_) return true;
    const InheritedStyle& style = item.box->inherited();
    const bool anywhere = item.text && style.overflow_wrap != OverflowWrap::normal && wraps(style.white_space);
    if (anywhere && has_solid_ && !extends_previous(piece.code_point)) {
        fits_ = without_spaces();
        return true;
    }
    overflows_ = !anywhere;
    return false;
}

void LineScan::go_over(const InlinePiece& piece, const InlineItem& item, float advance) {
    here_.width += advance;
    glyph_before_ = piece.kind == PieceKind::glyph;
    here_.has_content = here_.has_content || counts_as_content(piece, item);
    if (piece.is_space) {
        hang_ += advance;
        if (keeps_spaces(item.white_space)) kept_ += advance;
    } else if (glyph_before_ || piece.kind == PieceKind::atomic) {
        hang_ = kept_ = 0;
        here_.visible_end = here_.piece + 1;
        has_solid_ = true;
    }
}

float LineScan::advance_of(const InlinePiece& piece, const InlineItem& item) const {
    if (piece.kind != PieceKind::glyph) return piece.advance;
    if (piece.is_space && !has_solid_ && !keeps_spaces(item.white_space)) return 0;  // at the beginning of a line
    const float advance =
        piece.code_point == '\t' ? tab_advance(piece, item.box->inherited(), here_.width) : piece.advance;
    return glyph_before_ && piece.code_point != soft_hyphen ? advance + piece.kerning : advance;
}

/// Behind this closing edge and others that follow it.
bool LineScan::may_end_behind(std::uint32_t edge) const {
    while (edge < pieces_.size() && pieces_[edge].kind == PieceKind::close) ++edge;
    return edge < pieces_.size() && pieces_[edge].break_before;
}

}  // namespace

float tab_advance(const InlinePiece& tab, const InheritedStyle& style, float x) {
    const float distance = tab.advance * style.tab_size;
    if (!(distance > 0)) return 0;
    const float to_next = (std::floor(x / distance + 1e-4f) + 1) * distance - x;
    return to_next < tab.advance / 2 ? to_next + distance : to_next;
}

LineBreaker::LineBreaker(const Paragraph& paragraph, float width) : paragraph_(paragraph), limit_(width + slack) {}

BrokenLine LineBreaker::next_line() {
    const std::vector<InlineItem>& items = paragraph_.items();
    while (next_item_ < items.size() && items[next_item_].first + items[next_item_].count <= next_) ++next_item_;
    LineScan scan(paragraph_, limit_, next_, next_item_);
    const BrokenLine line = scan.run();
    next_ = line.end;
    next_item_ = scan.next_item();
    return line;
}

// -- intrinsic widths
// --------------------------------------------------------------------------------------------------

IntrinsicWidths paragraph_widths(const Paragraph& paragraph) {
    IntrinsicWidths widths{0, 0};
    float line = 0, line_hang = 0;  // since the last forced end; spaces that are kept do not hang there
    float word = 0, word_hang = 0;  // since the last opportunity
    bool glyph_before = false;
    const auto end_word = [&] {
        widths.min = std::max(widths.min, word - word_hang);
        word = word_hang = 0;
        glyph_before = false;
    };
    const auto end_line = [&] {
        end_word();
        widths.max = std::max(widths.max, line - line_hang);
        line = line_hang = 0;
    };
    for (const InlineItem& item : paragraph.items()) {
        const InheritedStyle& style = item.box->inherited();
        const bool anywhere = item.text && style.overflow_wrap == OverflowWrap::anywhere && wraps(style.white_space);
        for (std::uint32_t i = item.first; i < item.first + item.count; ++i) {
            const InlinePiece& piece = paragraph.pieces()[i];
            const bool is_glyph = piece.kind == PieceKind::glyph;
            if (piece.kind == PieceKind::block || (is_glyph && piece.code_point == '\n')) {
                end_line();
                if (is_glyph) continue;
                const IntrinsicWidths block = width_contribution(*item.box);
                widths.min = std::max(widths.min, block.min);
                widths.max = std::max(widths.max, block.max);
                continue;
            }
            const bool shy = is_glyph && piece.code_point == soft_hyphen;
            const float kerning = is_glyph && glyph_before && !shy ? piece.kerning : 0;
            if (piece.break_before) {
                if (i > 0 && paragraph.pieces()[i - 1].code_point == soft_hyphen)
                    word += paragraph.pieces()[i - 1].kerning;
                end_word();
            }
            if (anywhere && is_glyph && !extends_previous(piece.code_point)) end_word();
            IntrinsicWidths own{piece.advance, piece.advance};
            if (piece.kind == PieceKind::atomic) own = width_contribution(*item.box);
            if (is_glyph && piece.code_point == '\t') own.min = own.max = tab_advance(piece, style, line);
            line += own.max + kerning;
            word += own.min + (glyph_before ? kerning : 0);
            if (piece.is_space) {
                if (!keeps_spaces(item.white_space)) line_hang += own.max + kerning;
                word_hang += own.min;
            } else if (is_glyph || piece.kind == PieceKind::atomic) {
                line_hang = word_hang = 0;
            }
            glyph_before = is_glyph;
        }
    }
    end_line();
    return widths;
}

}  // namespace janklab
