// SPDX-License-Identifier: MIT
// Items are added to the line as long as they fit; then the line goes back to the last place where it may end, and
// takes along what may hang there: spaces and edges that close. Behind the same items lines end where Chromium's do,
// also where the standard leaves it open: at edges of inline boxes and at atomic ones.
#include "layout/line_breaker.h"

#include <algorithm>

#include "base/check.h"
#include "layout/box_layout.h"
#include "layout/layout_box.h"
#include "layout/line_break_rules.h"

namespace janklab {
namespace {

constexpr float slack = 0.01f;  // what does not fit by less than this fits: widths are sums of floats

bool is_line_end(const InlinePiece& piece) { return piece.kind == PieceKind::glyph && piece.code_point == '\n'; }
bool is_edge(PieceKind kind) { return kind == PieceKind::open || kind == PieceKind::close; }

}  // namespace

LineBreaker::LineBreaker(const Paragraph& paragraph, float width, std::vector<LineRun>& room, Purpose purpose)
    : paragraph_(paragraph),
      pieces_(paragraph.pieces()),
      limit_(std::max(0.f, width) + slack),
      purpose_(purpose),
      fit_(paragraph, purpose == Purpose::min_width),
      runs_(room) {}

BrokenLine LineBreaker::next_line() {
    runs_.clear();
    x_ = 0;
    while (items_left() && item_at(item_).text && item_at(item_).count == 0) ++item_;
    first_ = piece_;
    first_item_ = item_;
    is_forced_ = is_block_ = overflows_ = false;
    hyphen_run_ = 0;
    fit_.break_anywhere(false);
    fit_.begin_line_at(first_);
    break_line();
    return finish();
}

void LineBreaker::break_line() {
    state_ = State::fitting;
    spaces_ = Spaces::leading;
    while (state_ != State::done) {
        if (!items_left()) {
            if (state_ == State::fitting && !fits()) {
                end_where_it_fits();
                if (items_left()) continue;
            }
            if (purpose_ == Purpose::lines) hide_hyphen();
            is_forced_ = true;
            return;
        }
        if (state_ == State::overflowing && may_end_behind_last()) state_ = State::trailing;
        if (!add_item()) return;
    }
}

bool LineBreaker::add_item() {
    const InlineItem& item = item_at(item_);
    switch (item.kind) {
        case PieceKind::glyph:
            if (item.count == 0) add_empty_text();
            else if (is_line_end(pieces_[piece_])) add_forced_end(false);
            else add_text(item);
            return true;
        case PieceKind::open:
            add_open(item);
            return true;
        case PieceKind::close:
            add_close(item);
            return true;
        case PieceKind::block:
            return add_block();
        case PieceKind::atomic:
            return state_ != State::trailing && add_atomic(item);
        case PieceKind::out_of_flow: {
            if (state_ == State::trailing) return false;
            LineRun& run = add_run(piece_ + 1);
            if (runs_.size() > 1 && run.has_content) {
                run.may_end_behind = runs_[runs_.size() - 2].may_end_behind;
            }
            move_behind(run);
            return true;
        }
    }
    return false;
}

LineRun& LineBreaker::add_run(std::uint32_t end) {
    LineRun run{.item = item_, .first = piece_, .end = end};
    const InlineItem& item = item_at(item_);
    run.has_content = !runs_.empty() && runs_.back().has_content;
    run.breaks_anywhere = fit_.breaks_anywhere(item.box->inherited());
    runs_.push_back(run);
    return runs_.back();
}

void LineBreaker::move_behind(const LineRun& run) {
    item_ = run.item;
    piece_ = run.end;
    if (piece_ >= item_of(run).first + item_of(run).count) ++item_;
}

const InheritedStyle& LineBreaker::style_around(const InlineItem& item) const {
    return item.text ? item.box->inherited() : item.box->parent->inherited();
}

float LineBreaker::width_of_runs() const {
    float width = 0;
    for (const LineRun& run : runs_) width += run.width;
    return width;
}

void LineBreaker::hide_hyphen() {
    if (hyphen_run_ == 0) return;
    LineRun& run = runs_[hyphen_run_ - 1];
    run.width -= run.hyphen;
    x_ -= run.hyphen;
    hyphen_run_ = 0;
}

// -- text
// --------------------------------------------------------------------------------------------------------------

void LineBreaker::add_empty_text() {
    if (!runs_.empty()) add_empty_run();
    ++item_;
}

/// It takes over whether the line may end there.
void LineBreaker::add_empty_run() {
    const bool may_end = runs_.back().may_end_behind;
    runs_.back().may_end_behind = false;
    add_run(piece_).may_end_behind = may_end;
}

/// A letter behind a space, in whatever box, is an opportunity right behind the space; everything else is one among
/// the edges.
bool LineBreaker::may_end_behind(const LineRun& run, const InheritedStyle& style) const {
    if (!wraps(style.white_space)) return false;
    const bool behind_space = is_breakable_space(fit_.code_point_before(run.end));
    return (behind_space && (fit_.is_edge(run.end) || fit_.may_end_before(run.end))) ||
           may_end_at_edge(run.end, style) || fit_.may_end_anywhere_behind(run.end, style);
}

bool LineBreaker::may_end_at_edge(std::uint32_t piece, const InheritedStyle& style) const {
    return fit_.may_end_right_before(piece, style, spaces_ == Spaces::leading);
}

void LineBreaker::add_text(const InlineItem& item) {
    const WhiteSpace white_space = item.box->inherited().white_space;
    if (pieces_[piece_].is_gone) {
        if (++piece_ == item.first + item.count) ++item_;
        return;
    }
    if (state_ == State::trailing) return add_trailing_spaces(item);
    if (spaces_ == Spaces::leading && !keeps_spaces(white_space) && pieces_[piece_].code_point == ' ') {
        ++piece_;
        fit_.begin_line_at(piece_);
        if (piece_ == item.first + item.count) return add_empty_text();
        if (is_line_end(pieces_[piece_]) || pieces_[piece_].is_gone) return;
    }
    if (state_ == State::fitting && !fits()) {
        if (wraps(white_space) && is_breakable_space(pieces_[piece_].code_point)) {
            add_trailing_spaces(item);
            if (state_ != State::done) {
                state_ = State::fitting;
                return;
            }
        }
        return end_where_it_fits();
    }
    hide_hyphen();
    const std::uint32_t segment_end = fit_.segment_end(item, piece_);
    if (!wraps(white_space)) return add_nowrap_text(item, segment_end);
    LineRun& run = add_run(segment_end);
    run.has_content = true;
    const bool fits_here = fit_text(run, segment_end, x_, limit_ - x_, limit_ - x_);
    x_ += run.width;
    move_behind(run);
    if (fits_here) {
        if (run.end < segment_end) add_trailing_spaces(item);
        return;
    }
    if (!run.is_measured) return end_where_it_fits();
    if (run.hangs) {
        state_ = State::trailing;
        if (keeps_spaces(white_space) && is_breakable_space(pieces_[run.end - 1].code_point))
            go_back_to(runs_.size() - 1);
        return;
    }
    if (state_ == State::overflowing) {
        if (run.may_end_behind) state_ = State::trailing;
        return;
    }
    for (std::uint32_t i = run.first; i < run.end; ++i) {
        if (!is_breakable_space(pieces_[i].code_point)) return end_where_it_fits();
    }
}

void LineBreaker::add_nowrap_text(const InlineItem& item, std::uint32_t segment_end) {
    LineRun& run = add_run(segment_end);
    run.has_content = true;
    run.width = fit_.width(item, run.first, run.end, x_);
    x_ += run.width;
    spaces_ = Spaces::unknown;
    move_behind(run);
}

bool LineBreaker::fit_text(LineRun& run, std::uint32_t segment_end, float x, float room, float room_with_hyphen) {
    while (true) {
        fit_.fit(run, segment_end, x, room);
        run.hyphen = run.is_measured ? fit_.hyphen_before(run.end) : 0;
        if (run.hyphen == 0) break;
        const float left = room_with_hyphen - run.width;
        if (run.may_end_inside && run.width <= room && left >= 0 && run.hyphen > left) {
            room -= run.hyphen;  // the hyphen would not fit
            continue;
        }
        run.width += run.hyphen;
        hyphen_run_ = static_cast<std::size_t>(&run - runs_.data()) + 1;
        break;
    }
    if (!run.is_measured) return false;
    spaces_ = Spaces::unknown;
    if (run.end < segment_end) {
        run.may_end_behind = true;
        if (!fit_.is_breaking_anywhere() || !run.breaks_anywhere) spaces_ = Spaces::none;
    } else {
        run.may_end_behind = may_end_behind(run, item_of(run).box->inherited());
    }
    return run.width <= room_with_hyphen;
}

/// The line has ended; spaces go along.
void LineBreaker::add_trailing_spaces(const InlineItem& item) {
    const WhiteSpace white_space = item.box->inherited().white_space;
    if (!wraps(white_space)) {
        state_ = State::done;
        return;
    }
    const std::uint32_t segment_end = fit_.segment_end(item, piece_);
    if (!keeps_spaces(white_space)) {
        if (pieces_[piece_].code_point != ' ') {
            if (piece_ > 0 && is_breakable_space(fit_.code_point_before(piece_))) spaces_ = Spaces::collapsible;
            state_ = State::done;
            return;
        }
        ++piece_;
        spaces_ = Spaces::collapsed;
        if (!runs_.empty()) runs_.back().may_end_behind = true;
    } else {
        std::uint32_t end = piece_;
        while (end < segment_end && is_breakable_space(pieces_[end].code_point)) ++end;
        if (end == piece_) {
            if (is_breakable_space(fit_.code_point_before(piece_))) spaces_ = Spaces::kept;
            state_ = State::done;
            return;
        }
        LineRun& run = add_run(end);
        run.has_content = run.hangs = true;
        if (purpose_ == Purpose::lines) run.width = fit_.width(item, run.first, end, x_);
        x_ += run.width;
        const char32_t next = fit_.code_point_from(end);
        run.may_end_behind = next != 0 && !is_breakable_space(next);
        piece_ = end;
        spaces_ = Spaces::kept;
    }
    if (piece_ < segment_end) {
        state_ = State::done;
        return;
    }
    if (!runs_.empty() && runs_.back().item != item_) add_empty_run();
    if (piece_ == item.first + item.count) ++item_;
    state_ = State::trailing;
}

// -- what is no text
// -----------------------------------------------------------------------------------------------------

/// A line end in the text, or one before a block that follows.
void LineBreaker::add_forced_end(bool block_follows) {
    if (state_ == State::fitting && !fits()) return end_where_it_fits();
    if (!block_follows) {
        LineRun& run = add_run(piece_ + 1);
        run.has_content = run.may_end_behind = true;
        move_behind(run);
    }
    hide_hyphen();
    is_forced_ = true;
    state_ = State::done;
}

void LineBreaker::add_open(const InlineItem& item) {
    if (state_ == State::trailing) {
        state_ = State::done;
        return;
    }
    LineRun& run = add_run(piece_ + 1);
    run.width = pieces_[piece_].advance;
    x_ += run.width;
    run.has_content = run.has_content || pieces_[item.first].is_edge;
    run.may_end_behind = run.stays = may_end_at_edge(run.end, item.box->inherited());
    move_behind(run);
}

void LineBreaker::add_close(const InlineItem& item) {
    LineRun& run = add_run(piece_ + 1);
    run.width = pieces_[piece_].advance;
    x_ += run.width;
    run.has_content = run.has_content || pieces_[item.first].is_edge;
    move_behind(run);
    LineRun* last = runs_.size() > 1 ? &runs_[runs_.size() - 2] : nullptr;
    const InheritedStyle& outside = item.box->parent->inherited();
    const char32_t before = fit_.code_point_before(run.end), next = fit_.code_point_from(run.end);
    if (last && last->may_end_behind) {
        // An opportunity before an edge that closes is behind it.
        run.may_end_behind = true;
        last->may_end_behind = false;
    } else if (spaces_ != Spaces::leading && wraps(item.box->inherited().white_space) && is_breakable_space(next)) {
        // Behind it, spaces hang, but not those in a box that begins there.
        std::uint32_t edge = run.end;
        while (edge < pieces_.size() && pieces_[edge].kind == PieceKind::close) ++edge;
        const bool opens = edge < pieces_.size() && pieces_[edge].kind == PieceKind::open;
        run.may_end_behind = wraps(outside.white_space) && !opens &&
                             (outside.white_space != WhiteSpace::pre_wrap || is_breakable_space(before));
    } else {
        run.may_end_behind = may_end_at_edge(run.end, outside) || fit_.may_end_anywhere_behind(run.end, outside);
    }
}

bool LineBreaker::add_atomic(const InlineItem& item) {
    const float room = limit_ - x_;
    if (state_ == State::fitting && room < 0) {
        const std::uint32_t index = item_;
        end_where_it_fits();
        if (!overflows_ || item_ != index) return true;
        if (margin_of(*item.box, limit_ - slack).horizontal() >= room) return true;
        // Its negative margins make room for it.
        state_ = State::fitting;
        overflows_ = false;
    }
    hide_hyphen();
    LineRun& run = add_run(piece_ + 1);
    run.width = pieces_[piece_].advance;
    run.has_content = true;
    run.may_end_behind = wraps(style_around(item).white_space);
    x_ += run.width;
    spaces_ = Spaces::none;
    move_behind(run);
    return true;
}

bool LineBreaker::add_block() {
    if (!runs_.empty()) {
        add_forced_end(true);
        return true;
    }
    ++item_;
    ++piece_;
    is_block_ = is_forced_ = true;
    state_ = State::done;
    return true;
}

// -- where it does not fit
// -----------------------------------------------------------------------------------------------

/// Too much is on the line: it ends at the last opportunity that leaves it narrow enough, else at the first.
void LineBreaker::end_where_it_fits() {
    float too_much = x_ - limit_;
    std::size_t shortest = 0;
    bool anywhere = false;
    const std::size_t hyphen_before = hyphen_run_;
    hide_hyphen();
    for (std::size_t i = runs_.size(); i-- > 0;) {
        LineRun& run = runs_[i];
        anywhere = anywhere || run.breaks_anywhere;
        if (i + 1 < runs_.size() && run.may_end_behind) {
            if (too_much <= 0) return end_at(i + 1);
            shortest = i + 1;
        }
        too_much -= run.width;
        if (too_much <= 0 && item_of(run).text && end_inside(i, -too_much)) return;
    }
    if (anywhere && !fit_.is_breaking_anywhere()) return retry_anywhere();
    overflows_ = true;
    if (hyphen_before > 0) {
        hyphen_run_ = hyphen_before;
        runs_[hyphen_run_ - 1].width += runs_[hyphen_run_ - 1].hyphen;
        x_ += runs_[hyphen_run_ - 1].hyphen;
    }
    if (shortest > 0) return end_at(shortest);
    state_ = may_end_behind_last() ? State::trailing : State::overflowing;
}

/// The text run before whose `room` everything fits: at an opportunity in it, if one leaves it narrow enough.
bool LineBreaker::end_inside(std::size_t index, float room) {
    LineRun& run = runs_[index];
    if (run.first == run.end || room <= 0 || !run.may_end_inside) return false;
    const InlineItem& item = item_of(run);
    if (!wraps(item.box->inherited().white_space)) return false;
    const LineRun before = run;
    const float x = limit_ - room;
    const float less = run.width - 1;  // a pixel less: the line must end before the end of the run
    if (less <= 0) {
        const std::uint32_t end = fit_.last_opportunity_in(run);
        if (end == run.first) return false;
        run.end = end;
        run.width = fit_.width(item, run.first, end, x);
        run.may_end_behind = true;
        end_at(index + 1);
        return true;
    }
    const std::uint32_t segment_end = fit_.segment_end(item, run.first);
    fit_text(run, segment_end, x, std::min(room, less), room);
    if (!run.may_end_behind || run.width > room || run.end >= before.end) {
        hide_hyphen();
        run = before;
        return false;
    }
    if (index + 1 == runs_.size()) {
        x_ = width_of_runs();
        piece_ = run.end;
        item_ = run.item;
        add_trailing_spaces(item);
        return true;
    }
    state_ = State::trailing;
    go_back_to(index + 1);
    return true;
}

/// Once more from the beginning of the line.
void LineBreaker::retry_anywhere() {
    fit_.break_anywhere(true);
    state_ = State::fitting;
    go_back_to(0);
}

/// Goes back to the end of so many runs; what may hang there stays. An edge that opens does only with all that is in
/// its box.
void LineBreaker::end_at(std::size_t run_count) {
    int opened = 0;
    std::size_t end = run_count;
    for (std::size_t i = run_count; i < runs_.size(); ++i) {
        const LineRun& run = runs_[i];
        const InlineItem& item = item_of(run);
        if (item.text) {
            if (run.first == run.end) continue;
            if (wraps(item.box->inherited().white_space) && is_breakable_space(pieces_[run.first].code_point)) {
                const auto solid = [&](const InlinePiece& piece) { return !is_breakable_space(piece.code_point); };
                const bool all_spaces =
                    run.is_measured && std::none_of(pieces_.begin() + run.first, pieces_.begin() + run.end, solid);
                if (all_spaces) continue;
                state_ = State::trailing;
                return go_back_to(i);
            }
        } else if (item.kind == PieceKind::open) {
            if (opened++ == 0) end = i;
            continue;
        } else if (item.kind == PieceKind::close) {
            if (opened > 0) --opened;
            continue;
        }
        state_ = State::done;
        return go_back_to(opened > 0 ? end : i);
    }
    state_ = State::done;
    if (opened > 0) return go_back_to(end);
    spaces_ = Spaces::unknown;
    x_ = width_of_runs();
}

void LineBreaker::go_back_to(std::size_t run_count) {
    MUST(run_count < runs_.size(), "a line goes back to runs that it does not have");
    if (run_count > 0) {
        move_behind(runs_[run_count - 1]);
        spaces_ = Spaces::unknown;
        while (items_left() && item_at(item_).text && item_at(item_).count == 0) ++item_;
    } else {
        item_ = first_item_;
        piece_ = first_;
        fit_.begin_line_at(first_);
        spaces_ = Spaces::leading;
    }
    runs_.resize(run_count);
    if (hyphen_run_ > run_count) hyphen_run_ = 0;
    x_ = width_of_runs();
}

// -- the end of the line
// -------------------------------------------------------------------------------------------------

/// Edges that open go to the next line, with what is behind them.
void LineBreaker::drop_trailing_opens() {
    std::size_t count = runs_.size();
    while (count > 0 && item_of(runs_[count - 1]).kind == PieceKind::open && !runs_[count - 1].stays) --count;
    if (count == 0 || count == runs_.size()) return;
    const LineRun first = runs_[count];
    go_back_to(count);
    item_ = first.item;
    piece_ = first.first;
}

/// https://drafts.csswg.org/css-text/#white-space-phase-2
void LineBreaker::drop_trailing_space() {
    if (spaces_ != Spaces::unknown && spaces_ != Spaces::collapsible) return;
    for (std::size_t i = runs_.size(); i-- > 0;) {
        LineRun& run = runs_[i];
        const InlineItem& item = item_of(run);
        if (is_edge(item.kind) || item.kind == PieceKind::out_of_flow || run.first == run.end) continue;
        if (!item.text || !run.is_measured) return;
        if (is_line_end(pieces_[run.end - 1])) continue;
        if (pieces_[run.end - 1].code_point != ' ' || keeps_spaces(item.box->inherited().white_space)) return;
        const float before = run.width;
        --run.end;
        run.width = fit_.width(item, run.first, run.end, 0);
        x_ += run.width - before;
        return;
    }
}

BrokenLine LineBreaker::finish() {
    BrokenLine line{.first = first_, .first_item = first_item_, .is_block = is_block_};
    if (!is_forced_) drop_trailing_opens();
    drop_trailing_space();
    line.end = piece_;
    line.forced_end = is_forced_ || at_end();
    line.shown_end = line.visible_end = first_;
    line.has_content = !runs_.empty() && runs_.back().has_content;
    if (hyphen_run_ > 0) line.hyphen = runs_[hyphen_run_ - 1].end - 1;
    // Spaces that are kept hang: at a forced end only as far as they do not fit.
    float hanging = 0;
    bool ended = false;
    for (std::size_t i = runs_.size(); i-- > 0 && !ended;) {
        const LineRun& run = runs_[i];
        const InlineItem& item = item_of(run);
        if (item.kind == PieceKind::atomic) {
            line.shown_end = std::max(line.shown_end, run.end);
            line.visible_end = run.end;
            ended = true;
        }
        if (!item.text || run.first == run.end) continue;
        if (!is_line_end(pieces_[run.first])) line.shown_end = std::max(line.shown_end, run.end);
        std::uint32_t solid = run.end;
        while (solid > run.first && (pieces_[solid - 1].is_space || is_line_end(pieces_[solid - 1]))) --solid;
        ended = solid > run.first;
        if (ended) line.visible_end = solid;
        if (solid == run.first) hanging += run.width;
        else if (solid < run.end) hanging += run.width - fit_.width(item, run.first, solid, x_ - run.width);
    }
    const float over = x_ - (limit_ - slack);
    const bool hangs_as_needed = line.forced_end && purpose_ == Purpose::lines;
    line.width = x_ - (hangs_as_needed ? std::clamp(over, 0.f, std::max(0.f, hanging)) : hanging);
    return line;
}

}  // namespace janklab
