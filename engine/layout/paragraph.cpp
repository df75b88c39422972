// SPDX-License-Identifier: MIT
// From texts and boxes to items and pieces: collecting, white space, shaping, and where lines may end.
#include "layout/paragraph.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/utf8.h"
#include "dom/element.h"
#include "layout/flat_tree.h"
#include "layout/layout_tree.h"
#include "layout/line_break_rules.h"
#include "layout/text_measurer.h"

namespace janklab {
namespace {

bool is_space(char32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// Where in the row a text begins, as far as white space is concerned, and where it ends.
struct SpaceState {
    bool after_space = false, at_line_start = false;
};

/// "White space processing", phase I: what is left of one text as a row of code points.
/// https://drafts.csswg.org/css-text/#white-space-phase-1
class TextReader {
  public:
    TextReader(WhiteSpace white_space, SpaceState state, std::vector<InlinePiece>& into)
        : keeps_spaces_(keeps_spaces(white_space)),
          keeps_line_ends_(keeps_line_ends(white_space)),
          hangs_(white_space != WhiteSpace::pre),
          state_(state),
          into_(into) {}

    SpaceState read(std::string_view data) {
        for (std::size_t at = 0; at < data.size();) {
            const char32_t c = next_code_point(data, at);
            if (!is_space(c)) add_solid(c);
            else if (c == '\n' && keeps_line_ends_) add_line_end();
            else if (keeps_spaces_) add_kept_space(c);
            else if (!state_.after_space && !state_.at_line_start) add_collapsed_space();
        }
        return state_;
    }

  private:
    void add(char32_t c, bool is_space) {
        InlinePiece piece;
        piece.code_point = c & 0x1FFFFFu;
        piece.is_space = is_space;
        into_.push_back(piece);
    }
    void add_solid(char32_t c) {
        add(c, false);
        state_ = {};
    }
    void add_line_end() {
        add('\n', false);
        state_ = {.after_space = false, .at_line_start = true};
    }
    void add_collapsed_space() {
        add(' ', true);
        state_.after_space = true;
    }
    void add_kept_space(char32_t c) {
        if (c == '\r' || c == '\f') return;
        add(c, hangs_);
        state_ = {};
    }
    bool keeps_spaces_, keeps_line_ends_, hangs_;
    SpaceState state_;
    std::vector<InlinePiece>& into_;
};

/// Advances and kerning of a text's glyphs. What stood there before keeps what was measured.
class Shaper {
  public:
    Shaper(const InheritedStyle& style, const TextMeasurer& measurer) : style_(style), measurer_(measurer) {}

    /// `old` to `old_end`: the glyphs that the same text had before, in the same font.
    void shape(InlinePiece* begin, InlinePiece* end, const InlinePiece* old, const InlinePiece* old_end) const {
        InlinePiece* from = begin;
        for (; from != end && old != old_end && from->code_point == old->code_point; ++from, ++old) keep(*from, *old);
        InlinePiece* to = end;
        while (to != from && old_end != old && to[-1].code_point == old_end[-1].code_point) keep(*--to, *--old_end);
        for (InlinePiece* piece = from; piece != to; ++piece)
            measure(*piece, piece == begin ? 0 : piece[-1].code_point);
        // The first one that was kept has another neighbour now.
        if (to != end && to->code_point != soft_hyphen) kern(*to, to == begin ? 0 : to[-1].code_point);
    }

  private:
    static void keep(InlinePiece& piece, const InlinePiece& old) {
        piece.advance = old.advance;
        piece.kerning = old.kerning;
    }
    void kern(InlinePiece& piece, char32_t before) const {
        const char32_t c = piece.code_point;
        if (c == soft_hyphen) return;  // there it is the width of the hyphen
        const bool together = before && before != '\n' && before != '\t' && c != '\n' && c != '\t';
        piece.kerning = together ? measurer_.kerning(style_.font_face, style_.font_size, before, c) : 0;
    }
    void measure(InlinePiece& piece, char32_t before) const {
        const char32_t c = piece.code_point;
        if (c == '\n' || c == zero_width_space || c == 0x2060 || c == 0xFEFF) {
            piece.advance = piece.kerning = 0;
            return;
        }
        kern(piece, before);
        const char32_t shown = c == soft_hyphen ? U'-' : c == '\t' || c == 0xA0 ? U' ' : c;
        float advance = measurer_.advance(style_.font_face, style_.font_size, shown);
        if (c == soft_hyphen) {
            piece.kerning = advance;
            piece.advance = 0;
            return;
        }
        if (advance > 0) advance = std::max(0.f, advance + style_.letter_spacing);
        piece.advance = advance;
    }

    const InheritedStyle& style_;
    const TextMeasurer& measurer_;
};

bool shaped_for(const InlineItem& item, const InheritedStyle& style) {
    return item.face == style.font_face && item.font_size == style.font_size &&
           item.letter_spacing == style.letter_spacing;
}

}  // namespace

bool is_blank(const Text& text, WhiteSpace white_space) {
    if (keeps_spaces(white_space)) return text.data().empty();
    const bool keeps_ends = keeps_line_ends(white_space);
    return std::all_of(text.data().begin(), text.data().end(),
                       [&](char c) { return is_space(static_cast<unsigned char>(c)) && !(keeps_ends && c == '\n'); });
}

InlineMetrics metrics_of(const InheritedStyle& style, const TextMeasurer& measurer) {
    const FontMetrics font = measurer.metrics(style.font_face, style.font_size);
    const float ascent = std::round(font.ascent), descent = std::round(font.descent);
    const float line_height = style.line_height.resolve(style.font_size);
    const float line_ascent = ascent + std::floor((line_height - ascent - descent) / 2);
    return {.ascent = ascent,
            .descent = descent,
            .line_ascent = line_ascent,
            .line_descent = line_height - line_ascent,
            .x_height = font.x_height > 0 ? font.x_height : style.font_size / 2};
}

Paragraph::Paragraph(const Text* first) : first_text_(first) {}
Paragraph::~Paragraph() = default;

// -- what changed
// ------------------------------------------------------------------------------------------------------

void Paragraph::note_text_changed(const Text& text) {
    if (items_changed_) return;
    texts_changed_ = true;
    for (InlineItem& item : items_) {
        if (item.text != &text) continue;
        item.text_changed = true;
        return;
    }
    items_changed_ = true;
}

void Paragraph::shape(LayoutBox& container, const TextMeasurer& measurer, ParagraphRoom& room) {
    if (!items_changed_ && !styles_changed_ && !texts_changed_) return;
    if (measurer_changed_) {
        for (InlineItem& item : items_) item.font_size = -1;
    }
    if (items_changed_) collect_items(container, room.items);
    if (styles_changed_) {
        for (InlineItem& item : items_) {
            if (!item.text) continue;
            const InheritedStyle& style = item.box->inherited();
            const bool same = item.white_space == style.white_space && shaped_for(item, style);
            item.text_changed = item.text_changed || !same;
        }
    }
    read_texts(measurer, room);
    mark_breaks(container, measurer);
    if (items_changed_ || styles_changed_) find_metrics(container, measurer);
    items_changed_ = styles_changed_ = texts_changed_ = measurer_changed_ = false;
}

// -- items
// -------------------------------------------------------------------------------------------------------------

void Paragraph::add_text(const Text& text, LayoutBox& box) {
    InlineItem item;
    item.text = &text;
    item.box = &box_for_style(text, box);
    item.styled_apart = item.box != &box;
    items_.push_back(item);
}

/// A text in an element with display: contents has its style from that, though its box is `box`.
LayoutBox& Paragraph::box_for_style(const Text& text, LayoutBox& box) {
    static constexpr LayoutStyle no_layout_style{};
    Element& parent = *text.parent();
    if (&parent == &box.element()) return box;
    if (!style_boxes_.empty() && &style_boxes_.back()->element() == &parent) return *style_boxes_.back();
    LayoutBox& made = *style_boxes_.emplace_back(std::make_unique<LayoutBox>());
    made.owner = &style_of(parent);
    made.parent = &box;
    made.anonymous = true;
    made.style = &anonymous_style;
    made.layout_style = &no_layout_style;
    return made;
}

/// In the order of the document. What is known of texts that were there before goes with them.
void Paragraph::collect_items(LayoutBox& container, std::vector<InlineItem>& old_items) {
    old_items.assign(items_.begin(), items_.end());
    items_.clear();
    style_boxes_.clear();
    has_blocks_ = has_inline_boxes_ = has_atomics_ = false;
    if (first_text_) {
        for (const Node* node = first_text_; node && node->kind() == NodeKind::text;
             node = next_flat_sibling(*node, container.element()))
            add_text(*node->as_text(), container);
    } else {
        const Element& root = container.element();
        LayoutBox* box = &container;
        std::uint32_t innermost = 0;  // open item, plus one
        const auto add_box = [&](LayoutBox& child, PieceKind kind) {
            InlineItem item;
            item.kind = kind;
            item.box = &child;
            items_.push_back(item);
        };
        const Node* node = root.first_child();
        while (node) {
            if (const Text* text = node->as_text()) {
                add_text(*text, *box);
            } else if (LayoutBox* child = node->box()) {
                const bool is_inline = child->role == InlineRole::box;
                add_box(*child, is_inline                                ? PieceKind::open
                                : child->role == InlineRole::atomic      ? PieceKind::atomic
                                : child->role == InlineRole::out_of_flow ? PieceKind::out_of_flow
                                                                         : PieceKind::block);
                has_inline_boxes_ |= is_inline;
                has_blocks_ |= child->role == InlineRole::none || child->role == InlineRole::out_of_flow;
                has_atomics_ |= child->role == InlineRole::atomic;
                if (is_inline) {
                    known_sizes(*child).inline_item = static_cast<std::uint32_t>(items_.size() - 1);
                    items_.back().partner = innermost;
                    innermost = static_cast<std::uint32_t>(items_.size());
                    box = child;
                    if (const Node* below = node->as_element()->first_child()) {
                        node = below;
                        continue;
                    }
                }
            } else if (is_contents(*node) && node->as_element()->first_child()) {
                node = node->as_element()->first_child();
                continue;
            }
            // Out of what ends here.
            while (true) {
                if (box != &container && &box->element() == node) {
                    const std::uint32_t open = innermost - 1;
                    add_box(*box, PieceKind::close);
                    innermost = items_[open].partner;
                    items_[open].partner = static_cast<std::uint32_t>(items_.size() - 1);
                    items_.back().partner = open;
                    box = box->parent;
                }
                if (node->next_sibling()) {
                    node = node->next_sibling();
                    break;
                }
                node = node->parent();
                if (node == &root) {
                    node = nullptr;
                    break;
                }
            }
        }
    }
    // Texts that were there before, in the same order, have their old glyphs looked up. A wrong guess costs time only.
    std::size_t next_old = 0;
    for (InlineItem& item : items_) {
        if (!item.text) continue;
        constexpr std::size_t look_ahead = 32;
        const std::size_t last = std::min(old_items.size(), next_old + look_ahead);
        for (std::size_t i = next_old; i < last; ++i) {
            const InlineItem& old = old_items[i];
            if (old.text != item.text || old.font_size < 0) continue;
            item.first = old.first;
            item.count = old.count;
            item.face = old.face;
            item.font_size = old.font_size;
            item.letter_spacing = old.letter_spacing;
            next_old = i + 1;
            break;
        }
    }
}

// -- pieces
// ------------------------------------------------------------------------------------------------------------

/// From the first item that changed on, pieces are made anew; those of texts that did not change are copied.
void Paragraph::read_texts(const TextMeasurer& measurer, ParagraphRoom& room) {
    std::size_t first = 0;
    if (!items_changed_) {
        while (first < items_.size() && !(items_[first].text && items_[first].text_changed)) ++first;
        if (first == items_.size()) return;
    }
    std::vector<InlinePiece>& fresh = room.pieces;
    fresh.clear();
    const std::uint32_t offset = first > 0 ? items_[first].first : 0;
    SpaceState state{.after_space = false, .at_line_start = true};
    if (first > 0) state = {items_[first].after_space, items_[first].at_line_start};
    for (std::size_t i = first; i < items_.size(); ++i) {
        InlineItem& item = items_[i];
        const std::size_t at = fresh.size();
        if (!item.text) {
            InlinePiece piece;
            piece.kind = item.kind;
            fresh.push_back(piece);
            if (item.kind == PieceKind::atomic) state = {};
            if (item.kind == PieceKind::block) state = {.after_space = false, .at_line_start = true};
        } else {
            const InlinePiece* old = pieces_.data() + item.first;
            const InheritedStyle& style = item.box->inherited();
            const bool same_start = item.after_space == state.after_space && item.at_line_start == state.at_line_start;
            if (!item.text_changed && same_start) {
                fresh.insert(fresh.end(), old, old + item.count);
                state = {item.ends_after_space, item.ends_at_line_start};
            } else {
                item.after_space = state.after_space;
                item.at_line_start = state.at_line_start;
                state = TextReader(style.white_space, state, fresh).read(item.text->data());
                item.ends_after_space = state.after_space;
                item.ends_at_line_start = state.at_line_start;
                const bool same_font = item.font_size >= 0 && shaped_for(item, style);
                Shaper(style, measurer)
                    .shape(fresh.data() + at, fresh.data() + fresh.size(), old, same_font ? old + item.count : old);
                item.face = style.font_face;
                item.font_size = style.font_size;
                item.letter_spacing = style.letter_spacing;
                item.white_space = style.white_space;
            }
        }
        item.text_changed = false;
        item.first = offset + static_cast<std::uint32_t>(at);
        item.count = static_cast<std::uint32_t>(fresh.size() - at);
    }
    pieces_.resize(offset);
    pieces_.insert(pieces_.end(), fresh.begin(), fresh.end());
}

namespace {

bool starts_with_space(const Text& text) {
    return !text.data().empty() && is_space(static_cast<unsigned char>(text.data().front()));
}

/// Walks over the pieces and finds where the code points let lines end, and where justified lines grow. What is between
/// them, edges and absolute boxes, does not matter; whether lines wrap there is for the line breaker.
class BreakMarker {
  public:
    /// `container`: tab-size multiplies the spaces of its style.
    BreakMarker(std::vector<InlinePiece>& pieces, const InheritedStyle& container, const TextMeasurer& measurer)
        : pieces_(pieces), container_(container), measurer_(measurer) {}

    void go_over(const InlineItem& item) {
        const bool lost_space = item.text && before_ == ' ' && item.after_space && wraps(item.white_space) &&
                                !wraps(item_before_->white_space) && starts_with_space(*item.text);
        for (std::size_t i = item.first; i < item.first + item.count; ++i) {
            InlinePiece& piece = pieces_[i];
            piece.break_before = piece.stretches = piece.stretches_before = piece.is_gone = false;
            piece.break_by_lost_space = lost_space && i == item.first;
            switch (piece.kind) {
                case PieceKind::glyph:
                    add_solid(item, i, piece.code_point);
                    if (piece.code_point == '\t') piece.advance = tab();
                    break;
                case PieceKind::atomic:
                    add_solid(item, i, object_replacement);
                    break;
                case PieceKind::block:
                    piece.break_before = before_ != 0;
                    end();
                    break;
                default:
                    break;
            }
        }
    }

    /// Of the paragraph, or of a line before a block.
    void end() {
        collapse_last_space();
        before_ = earlier_ = 0;
    }

  private:
    float tab() {
        if (tab_ < 0)
            tab_ = std::max(
                0.f, measurer_.advance(container_.font_face, container_.font_size, U' ') + container_.letter_spacing);
        return tab_;
    }

    void collapse_last_space() {
        if (before_ == ' ' && !keeps_spaces(item_before_->white_space)) pieces_[at_before_].is_gone = true;
    }

    void add_solid(const InlineItem& item, std::size_t i, char32_t c) {
        if (c == '\n') collapse_last_space();
        pieces_[i].break_before = may_break_before(i, c);
        mark_stretch(item, i, c);
        earlier_ = before_;
        before_ = c;
        at_before_ = i;
        item_before_ = &item;
    }

    /// At the beginning, browsers let empty boxes stay before an ideograph or an atomic box that is too wide.
    bool may_break_before(std::size_t i, char32_t c) const {
        if (before_ == 0 || before_ == '\n') return c >= 0x80 && may_break_between(0, U'\u6F22', c, WordBreak::normal);
        if (c == ' ' || c == '\t' || c == '\n') return false;
        if (before_ == ' ' || before_ == '\t') return true;
        // Where boxes begin or end, ideographs are not kept together, as in browsers.
        const WordBreak word_break = item_before_->box->inherited().word_break;
        const bool at_edge = at_before_ + 1 != i && word_break == WordBreak::keep_all;
        return may_break_between(earlier_, before_, c, at_edge ? WordBreak::normal : word_break);
    }

    /// Justified lines grow behind spaces and on both sides of ideographs.
    void mark_stretch(const InlineItem& item, std::size_t i, char32_t c) {
        const bool ideograph = is_cjk(c);
        pieces_[i].stretches = ideograph || c == ' ' || c == 0xA0;
        if (!ideograph || before_ == 0 || before_ == '\n' || before_ == object_replacement) return;
        InlinePiece& before = pieces_[at_before_];
        if (before.stretches) return;
        if (item_before_ == &item) before.stretches = true;
        else pieces_[i].stretches_before = true;
    }

    std::vector<InlinePiece>& pieces_;
    const InheritedStyle& container_;
    const TextMeasurer& measurer_;
    float tab_ = -1;
    char32_t earlier_ = 0, before_ = 0;
    std::size_t at_before_ = 0;
    const InlineItem* item_before_ = nullptr;
};

}  // namespace

void Paragraph::mark_breaks(const LayoutBox& container, const TextMeasurer& measurer) {
    BreakMarker marker(pieces_, container.inherited(), measurer);
    for (const InlineItem& item : items_) marker.go_over(item);
    marker.end();
}

void Paragraph::find_metrics(LayoutBox& container, const TextMeasurer& measurer) {
    strut_ = metrics_of(container.inherited(), measurer);
    for (InlineItem& item : items_) {
        if (item.kind == PieceKind::open || item.styled_apart)
            item.metrics = metrics_of(item.box->inherited(), measurer);
    }
}

}  // namespace janklab
