// SPDX-License-Identifier: MIT
// One walk over the glyphs that fit, and a look at those just behind them.
#include "layout/text_fit.h"

#include <algorithm>
#include <cmath>

#include "layout/layout_box.h"
#include "layout/line_break_rules.h"

namespace janklab {
namespace {

bool is_glyph(const InlinePiece& piece) { return piece.kind == PieceKind::glyph; }
bool is_space(const InlinePiece& piece) { return is_glyph(piece) && is_breakable_space(piece.code_point); }
bool may_end_anywhere_before(const InlinePiece& piece) {
    return is_glyph(piece) && piece.code_point != '\n' && !extends_previous(piece.code_point);
}
bool is_edge_or_nothing(const InlinePiece& piece) {
    return piece.is_gone || piece.kind == PieceKind::open || piece.kind == PieceKind::close ||
           piece.kind == PieceKind::out_of_flow;
}

}  // namespace

/// Stops nearer to each other than a browser can tell apart are none.
float tab_advance(const InlinePiece& tab, const InheritedStyle& style, float x) {
    const float distance = tab.advance * style.tab_size;
    if (!(distance >= 1.f / 64)) return 0;
    const float to_next = (std::floor(x / distance + 1e-4f) + 1) * distance - x;
    return to_next < tab.advance / 2 ? to_next + distance : to_next;
}

// -- widths
// ------------------------------------------------------------------------------------------------------------

std::uint32_t TextFit::segment_end(const InlineItem& item, std::uint32_t piece) {
    if (piece >= segment_first_ && piece < segment_end_) return segment_end_;
    const bool tabs = pieces_[piece].code_point == '\t';
    const std::uint32_t end = item.first + item.count;
    segment_first_ = piece;
    while (piece < end && pieces_[piece].code_point != '\n' && !pieces_[piece].is_gone &&
           (pieces_[piece].code_point == '\t') == tabs)
        ++piece;
    segment_end_ = piece;
    return piece;
}

float TextFit::advance(const InlineItem& item, std::uint32_t piece, float x) const {
    const InlinePiece& glyph = pieces_[piece];
    if (glyph.code_point == '\t') return tab_advance(glyph, item.box->inherited(), x);
    const bool kerned = piece > line_begin_ && glyph.code_point != soft_hyphen;
    return kerned ? glyph.advance + glyph.kerning : glyph.advance;
}

float TextFit::width(const InlineItem& item, std::uint32_t first, std::uint32_t end, float x) const {
    float width = 0;
    for (std::uint32_t i = first; i < end; ++i) width += advance(item, i, x + width);
    return std::max(0.f, width);
}

float TextFit::hyphen_before(std::uint32_t end) const {
    const InlinePiece& last = pieces_[end - 1];
    return is_glyph(last) && last.code_point == soft_hyphen ? last.kerning : 0;
}

// -- what fits
// ---------------------------------------------------------------------------------------------------------

void TextFit::finish(LineRun& run, std::uint32_t end, float x, bool overflows) const {
    run.end = end;
    run.width = width(paragraph_.items()[run.item], run.first, end, x);
    run.may_end_inside = !overflows;
}

void TextFit::fit(LineRun& run, std::uint32_t segment_end, float x, float room) const {
    const InlineItem& item = paragraph_.items()[run.item];
    room = std::max(0.f, room);
    run.hangs = false;
    run.is_measured = true;
    // 1. The first glyph that does not fit, and the last opportunity before it.
    std::uint32_t over = run.first, opportunity = run.first;
    for (float width = 0; over < segment_end; ++over) {
        if (over > run.first && may_end_inside_before(item, over)) opportunity = over;
        const float with_it = width + advance(item, over, x + width);
        if (with_it > room) break;
        width = with_it;
    }
    if (over == segment_end) return finish(run, segment_end, x, false);
    // 2. Spaces that do not fit go along as a whole.
    bool overflows = false;
    const bool at_space = is_space(pieces_[over]);
    const std::uint32_t last_fitting = opportunity;
    if (at_space) opportunity = next_opportunity(item, std::max(over, run.first + 1), segment_end);
    if (at_space && opportunity > over && without_spaces(0, opportunity) > over) {
        opportunity = last_fitting;
        overflows = opportunity == run.first;
    } else if (!at_space) {
        overflows = opportunity == run.first;
    }
    // 3. Where nothing fits, as little as possible overflows.
    if (overflows) {
        if (breaks_anywhere(item.box->inherited()) && !anywhere_) {
            run.end = segment_end;
            run.width = room + 1;
            run.is_measured = run.may_end_inside = false;
            return;
        }
        opportunity = next_opportunity(item, std::max(over, run.first + 1), segment_end);
        if (opportunity == segment_end) return finish(run, segment_end, x, true);
    }
    const std::uint32_t solid_end = without_spaces(0, opportunity);
    if (at_space && solid_end < opportunity && solid_end <= run.first) {
        run.hangs = true;
        return finish(run, opportunity, x, overflows);
    }
    finish(run, std::max(run.first + 1, solid_end), x, overflows);
}

/// Where the spaces before `end` begin, in one text or several.
std::uint32_t TextFit::without_spaces(std::uint32_t first, std::uint32_t end) const {
    while (end > first && (is_space(pieces_[end - 1]))) --end;
    return end;
}

std::uint32_t TextFit::next_opportunity(const InlineItem& item, std::uint32_t piece, std::uint32_t end) const {
    while (piece < end && !may_end_inside_before(item, piece)) ++piece;
    return piece;
}

std::uint32_t TextFit::last_opportunity_in(const LineRun& run) const {
    const InlineItem& item = paragraph_.items()[run.item];
    std::uint32_t piece = run.end - 1;
    while (piece > run.first && !may_end_inside_before(item, piece)) --piece;
    return piece;
}

// -- opportunities
// -----------------------------------------------------------------------------------------------------

bool TextFit::breaks_anywhere(const InheritedStyle& style) const {
    const OverflowWrap wrap = style.overflow_wrap;
    return wrap == OverflowWrap::anywhere || (wrap == OverflowWrap::break_word && !for_min_width_);
}

bool TextFit::may_end_inside_before(const InlineItem& item, std::uint32_t piece) const {
    if (anywhere_ && breaks_anywhere(item.box->inherited())) return !extends_previous(pieces_[piece].code_point);
    return pieces_[piece].break_before;
}

std::uint32_t TextFit::skip_edges(std::uint32_t piece) const {
    while (piece < pieces_.size() && is_edge_or_nothing(pieces_[piece])) ++piece;
    return piece;
}

bool TextFit::may_end_before(std::uint32_t piece) const {
    piece = skip_edges(piece);
    return piece >= pieces_.size() || pieces_[piece].break_before;
}

std::uint32_t TextFit::skip_out_of_flow(std::uint32_t piece) const {
    while (piece < pieces_.size() && (pieces_[piece].kind == PieceKind::out_of_flow || pieces_[piece].is_gone)) ++piece;
    return piece;
}

bool TextFit::may_end_right_before(std::uint32_t piece, const InheritedStyle& style, bool at_line_start) const {
    if (!wraps(style.white_space)) return false;
    std::uint32_t next = skip_out_of_flow(piece);
    bool opens_before = false;
    if (next < pieces_.size() && pieces_[next].kind == PieceKind::open) {
        next = skip_out_of_flow(next + 1);
    } else {
        std::uint32_t before = piece;
        while (before > 0 && pieces_[before - 1].kind == PieceKind::out_of_flow) --before;
        opens_before = before > 0 && pieces_[before - 1].kind == PieceKind::open;
    }
    if (next >= pieces_.size()) return !opens_before;
    const InlinePiece& solid = pieces_[next];
    if (is_edge_or_nothing(solid)) return false;
    if (solid.break_by_lost_space) return next == piece;
    if (opens_before) return false;
    if (anywhere_ && breaks_anywhere(style) && may_end_anywhere_before(solid)) return true;
    if (!solid.break_before) return false;
    const bool letter = is_glyph(solid) && !is_cjk(solid.code_point);
    return !letter || (!at_line_start && !is_breakable_space(code_point_before(piece)));
}

bool TextFit::may_end_anywhere_behind(std::uint32_t end, const InheritedStyle& style) const {
    if (!anywhere_ || !breaks_anywhere(style) || !wraps(style.white_space)) return false;
    const std::uint32_t next = skip_edges(end);
    return next >= pieces_.size() || may_end_anywhere_before(pieces_[next]);
}

char32_t TextFit::code_point_before(std::uint32_t piece) const {
    while (piece > 0 && is_edge_or_nothing(pieces_[piece - 1])) --piece;
    if (piece == 0) return 0;
    return is_glyph(pieces_[piece - 1]) ? char32_t{pieces_[piece - 1].code_point} : object_replacement;
}

char32_t TextFit::code_point_from(std::uint32_t piece) const {
    piece = skip_edges(piece);
    if (piece >= pieces_.size()) return 0;
    return is_glyph(pieces_[piece]) ? char32_t{pieces_[piece].code_point} : object_replacement;
}

}  // namespace janklab
