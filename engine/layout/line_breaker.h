// SPDX-License-Identifier: MIT
// LineBreaker: cuts the pieces of a paragraph into lines, one after the other, in time linear in the pieces. Needs the
// advances of all pieces. Lines end where Chromium's do. Page thread. https://drafts.csswg.org/css-text/#line-breaking
#pragma once

#include <vector>

#include "layout/line_run.h"
#include "layout/paragraph.h"
#include "layout/text_fit.h"

namespace janklab {

struct IntrinsicWidths;

inline constexpr std::uint32_t no_piece = 0xFFFF'FFFF;

/// Pieces `first` to `end`.
struct BrokenLine {
    std::uint32_t first = 0, end = 0;
    std::uint32_t first_item = 0;     // the item that `first` is in
    std::uint32_t shown_end = 0;      // from here on, spaces that collapse are gone
    std::uint32_t visible_end = 0;    // behind the last piece that is no space at the end of the line
    std::uint32_t hyphen = no_piece;  // a soft hyphen that shows
    float width = 0;                  // of what is visible
    bool has_content = false;         // else it takes no room: CSS 2 §9.4.2
    bool forced_end = false;          // it ends at a line end of the text, a block, or with the paragraph
    bool is_block = false;            // nothing but a block
};

class LineBreaker {
  public:
    enum class Purpose : std::uint8_t { lines, min_width };
    /// `width`: CSS pixels, of every line. `room` is overwritten by every line, and keeps its capacity.
    LineBreaker(const Paragraph& paragraph, float width, std::vector<LineRun>& room, Purpose purpose = Purpose::lines);
    bool at_end() const { return piece_ >= pieces_.size(); }
    BrokenLine next_line();

  private:
    /// What the walk along the line does next.
    enum class State : std::uint8_t {
        fitting,      // it adds what fits
        overflowing,  // too much is there: the line ends at the next opportunity
        trailing,     // the line has ended, but for what goes along: spaces, edges that close
        done
    };
    enum class Spaces : std::uint8_t { leading, none, unknown, collapsible, collapsed, kept };  // at the line's end

    void break_line();
    bool add_item();  // false: the line ends before it
    void add_text(const InlineItem& item);
    void add_nowrap_text(const InlineItem& item, std::uint32_t segment_end);
    void add_empty_text();
    void add_empty_run();
    void add_trailing_spaces(const InlineItem& item);
    void add_forced_end(bool block_follows);
    void add_open(const InlineItem& item);
    void add_close(const InlineItem& item);
    bool add_atomic(const InlineItem& item);
    bool add_block();
    /// One that begins here; until anything else is said, it is as the last one.
    LineRun& add_run(std::uint32_t end);
    /// Fits the text run into `room`; whether it fits `room_with_hyphen`.
    bool fit_text(LineRun& run, std::uint32_t segment_end, float x, float room, float room_with_hyphen);

    void end_where_it_fits();
    bool end_inside(std::size_t index, float room);
    void retry_anywhere();
    void end_at(std::size_t run_count);
    void go_back_to(std::size_t run_count);
    void move_behind(const LineRun& run);
    void drop_trailing_opens();
    void drop_trailing_space();
    BrokenLine finish();

    const InlineItem& item_at(std::uint32_t index) const { return paragraph_.items()[index]; }
    const InlineItem& item_of(const LineRun& run) const { return paragraph_.items()[run.item]; }
    /// Of the box that holds the item.
    const InheritedStyle& style_around(const InlineItem& item) const;
    bool items_left() const { return item_ < paragraph_.items().size(); }
    bool fits() const { return x_ <= limit_; }
    bool may_end_behind(const LineRun& run, const InheritedStyle& style) const;
    bool may_end_at_edge(std::uint32_t piece, const InheritedStyle& style) const;
    bool may_end_behind_last() const { return !runs_.empty() && runs_.back().may_end_behind; }
    void hide_hyphen();
    float width_of_runs() const;

    const Paragraph& paragraph_;
    const std::vector<InlinePiece>& pieces_;
    const float limit_;
    const Purpose purpose_;
    TextFit fit_;
    std::vector<LineRun>& runs_;  // of the line
    // -- where the walk is -----------------------------------------------------------------------------------------
    std::uint32_t item_ = 0, piece_ = 0;
    float x_ = 0;
    State state_ = State::done;
    Spaces spaces_ = Spaces::none;
    bool is_forced_ = false, is_block_ = false, overflows_ = false;
    std::uint32_t first_ = 0, first_item_ = 0;
    std::size_t hyphen_run_ = 0;  // plus one; 0: no hyphen shows
};

/// The widths of the contents, without the container's frame. Needs the advances of all pieces with percentages of 0;
/// those of atomic boxes and blocks are asked for.
IntrinsicWidths paragraph_widths(Paragraph& paragraph, std::vector<LineRun>& room);

}  // namespace janklab
