// SPDX-License-Identifier: MIT
// An inline formatting context: lines, and blocks between them, one under the other in a block container.
// https://drafts.csswg.org/css2/#inline-formatting. A block among what is inline is a line of its own, as in the inline
// box that it is in: no anonymous boxes are made for it. https://drafts.csswg.org/css2/#anonymous-block-level
#include <algorithm>

#include "layout/block_flow.h"
#include "layout/box_layout.h"
#include "layout/layout_tree.h"
#include "layout/line_boxes.h"
#include "layout/line_break_rules.h"
#include "layout/repaint.h"
#include "layout/text_measurer.h"

namespace janklab {
namespace {

class InlineLayout {
  public:
    InlineLayout(LayoutBox& box, const ContentArea& area, Pass pass)
        : box_(box),
          area_(area),
          pass_(pass),
          paragraph_(*box.paragraph),
          fragments_(pass == Pass::arrange ? paragraph_.fragments : box.tree().line_room.fragments),
          flow_(box, area) {}

    Contents run() {
        measure_pieces();  // 1. every piece has its advance
        if (pass_ == Pass::arrange) begin_arranging();
        LineBoxes boxes(box_, area_.width, box_.tree().line_room, fragments_);
        LineBreaker breaker(paragraph_, area_.width, box_.tree().line_room.runs);
        while (!breaker.at_end()) {  // 2. line by line
            const BrokenLine broken = breaker.next_line();
            if (broken.is_block) add_block(broken, boxes);
            else add_line(broken, boxes);
        }
        if (pass_ == Pass::arrange) place_boxes();  // 3. rectangles of boxes, from the parts of them in lines
        contents_.height = flow_.finish();
        return contents_;
    }

  private:
    void measure_pieces();
    void measure_atomic(InlineItem& item);
    void begin_arranging();
    void add_line(const BrokenLine& broken, LineBoxes& boxes);
    void add_block(const BrokenLine& broken, LineBoxes& boxes);
    void note_baseline(float baseline) {
        if (contents_.baseline == no_baseline || area_.last_baseline) contents_.baseline = baseline;
    }
    float stretch_of(const BrokenLine& broken) const;
    void move_down(Line& line, float top);
    void add_ellipsis(Line& line);
    void place_boxes();

    LayoutBox& box_;
    const ContentArea& area_;
    const Pass pass_;
    Paragraph& paragraph_;
    std::vector<InlineFragment>& fragments_;
    BlockFlow flow_;
    Contents contents_;
};

// -- 1. advances
// -----------------------------------------------------------------------------------------------------

/// Edges of inline boxes, whose percentages are of `width`.
void measure_edges(Paragraph& paragraph, float width) {
    if (!paragraph.has_inline_boxes()) return;
    for (InlineItem& item : paragraph.items()) {
        if (item.kind != PieceKind::open && item.kind != PieceKind::close) continue;
        const bool at_left = item.kind == PieceKind::open;
        const PixelEdges margin = margin_of(*item.box, width), frame = frame_of(*item.box, width);
        item.margin = at_left ? margin.left : margin.right;
        InlinePiece& piece = paragraph.pieces()[item.first];
        piece.advance = item.margin + (at_left ? frame.left : frame.right);
        piece.is_edge = item.margin != 0 || piece.advance != 0;
    }
}

void InlineLayout::measure_pieces() {
    paragraph_.shape(box_, *box_.tree().measurer, box_.tree().paragraph_room);
    measure_edges(paragraph_, area_.width);
    if (!paragraph_.has_atomics()) return;
    for (std::size_t i = 0; i < paragraph_.items().size(); ++i) {
        if (paragraph_.items()[i].kind == PieceKind::atomic) measure_atomic(paragraph_.items()[i]);
    }
}

/// The margin box, cut at the baseline: the last one, of a flex container the first one, or its lower edge.
void InlineLayout::measure_atomic(InlineItem& item) {
    LayoutBox& box = *item.box;
    const BoxConstraints constraints{.available_width = area_.width,
                                     .percent_height = area_.percent_height,
                                     .shrink_to_fit = true,
                                     .wants_baseline = true,
                                     .last_baseline = !box.is_flex_container()};
    const Size size = layout_box(box, constraints, Pass::measure);
    const PixelEdges margin = margin_of(box, area_.width);
    const float baseline = measured_baseline(box);
    const float above = margin.top + (baseline == no_baseline ? size.height + margin.bottom : baseline);
    item.metrics.line_ascent = finite_length(above);
    item.metrics.line_descent = finite_length(margin.vertical() + size.height - above);
    paragraph_.pieces()[item.first].advance = finite_length(size.width + margin.horizontal());
}

// -- 2. line by line
// -----------------------------------------------------------------------------------------------------

void InlineLayout::begin_arranging() {
    paragraph_.lines.clear();
    paragraph_.fragments.clear();
    paragraph_.ink = {};
    if (!paragraph_.has_inline_boxes()) return;
    for (InlineItem& item : paragraph_.items()) item.fragment = item.last_fragment = no_fragment;
}

float InlineLayout::stretch_of(const BrokenLine& broken) const {
    const float room = area_.width - broken.width;
    if (box_.inherited().text_align != TextAlign::justify || broken.forced_end || room <= 0) return 0;
    int places = 0;
    bool behind_solid = false;  // spaces that collapse at the beginning are not there
    for (std::uint32_t index = broken.first_item; index < paragraph_.items().size(); ++index) {
        const InlineItem& item = paragraph_.items()[index];
        if (item.first >= broken.visible_end) break;
        const std::uint32_t end = std::min(broken.visible_end, item.first + item.count);
        for (std::uint32_t i = std::max(broken.first, item.first); i < end; ++i) {
            const InlinePiece& piece = paragraph_.pieces()[i];
            const bool is_gone = piece.is_space && !behind_solid && !keeps_spaces(item.white_space);
            if (is_gone) continue;
            places += (piece.stretches && i + 1 < broken.visible_end) + (piece.stretches_before && behind_solid);
            behind_solid = behind_solid || piece.kind == PieceKind::glyph || piece.kind == PieceKind::atomic;
        }
    }
    return places > 0 ? room / static_cast<float>(places) : 0;
}

void InlineLayout::add_line(const BrokenLine& broken, LineBoxes& boxes) {
    if (pass_ == Pass::measure) fragments_.clear();
    const float stretch = pass_ == Pass::arrange ? stretch_of(broken) : 0;
    const float left = stretch > 0 ? 0 : aligned_left(box_.inherited(), area_.width - broken.width);
    Line line = boxes.add(broken, area_.frame.left + left, stretch);
    const float top = broken.has_content ? flow_.add_line(line.rect.height) : flow_.here();
    line.baseline += area_.frame.top + top;
    if (broken.has_content) note_baseline(line.baseline);
    if (pass_ == Pass::measure) return;
    move_down(line, area_.frame.top + top);
    if (box_.style->text_overflow == TextOverflow::ellipsis && box_.clips() && broken.width > area_.width + 0.01f)
        add_ellipsis(line);
    for (std::uint32_t i = broken.first_item; paragraph_.has_blocks() && i < paragraph_.items().size(); ++i) {
        InlineItem& item = paragraph_.items()[i];
        if (item.first >= broken.end) break;
        if (item.kind != PieceKind::out_of_flow) continue;
        const Display display = item.box->style->display;
        const bool was_inline = display != Display::block && display != Display::flex;
        // What would be a block is under the line that it is in, at the edge.
        item.place.y = area_.frame.top + (was_inline || item.begins_line ? top : flow_.here());
        if (!was_inline) item.place.x = area_.frame.left + (box_.rtl ? area_.width : 0);
    }
    paragraph_.ink = united(paragraph_.ink, line.rect);
    for (std::uint32_t i = line.first_fragment; i < line.end_fragment; ++i) {
        if (fragments_[i].kind == FragmentKind::text) paragraph_.ink = united(paragraph_.ink, fragments_[i].rect);
    }
    paragraph_.lines.push_back(line);
}

void InlineLayout::move_down(Line& line, float top) {
    line.rect.y += top;
    for (std::uint32_t i = line.first_fragment; i < line.end_fragment; ++i) {
        fragments_[i].rect.y += top;
        fragments_[i].baseline += top;
    }
}

void InlineLayout::add_block(const BrokenLine& broken, LineBoxes& boxes) {
    LayoutBox& child = *paragraph_.items()[broken.first_item].box;
    const Size size = layout_box(child,
                                 {.available_width = area_.width,
                                  .percent_height = area_.percent_height,
                                  .wants_baseline = area_.wants_baseline,
                                  .last_baseline = area_.last_baseline},
                                 pass_);
    const float top = flow_.add_block(child, size.height);
    if (pass_ == Pass::measure) {
        if (area_.wants_baseline && measured_baseline(child) != no_baseline)
            note_baseline(area_.frame.top + top + measured_baseline(child));
        return;
    }
    const Rect rect{area_.frame.left + left_in_block(child, area_, size.width, box_.rtl), area_.frame.top + top,
                    size.width, size.height};
    const auto index = static_cast<std::uint32_t>(fragments_.size());
    Line line{.first = broken.first, .end = broken.end, .first_fragment = index, .end_fragment = index, .rect = rect};
    // Blocks that follow each other in an inline box are on one line, as parts of boxes do not go over the end of one.
    const bool follows = boxes.is_in_inline_box() && !paragraph_.lines.empty() &&
                         paragraph_.lines.back().end == broken.first && !fragments_.empty() &&
                         fragments_.back().kind == FragmentKind::block;
    if (follows) {
        line = paragraph_.lines.back();
        line.rect = united(line.rect, rect);
        line.end = broken.end;
        paragraph_.lines.pop_back();
    }
    boxes.add_block(child, rect, {area_.frame.left, rect.y, area_.width, rect.height}, follows);
    line.end_fragment = static_cast<std::uint32_t>(fragments_.size());
    paragraph_.lines.push_back(line);
}

/// As many glyphs as leave room for an ellipsis, but at least the first.
/// https://drafts.csswg.org/css-overflow-3/#text-overflow
void InlineLayout::add_ellipsis(Line& line) {
    const InheritedStyle& style = box_.inherited();
    const float width = box_.tree().measurer->advance(style.font_face, style.font_size, ellipsis);
    line.ellipsis_width = width;
    const float limit = area_.frame.left + area_.width - width + 0.01f;
    bool cut = false, any = false;
    for (std::uint32_t i = line.first_fragment; i < line.end_fragment; ++i) {
        InlineFragment& fragment = fragments_[i];
        if (fragment.kind == FragmentKind::box) continue;
        if (!cut && fragment.rect.right() <= limit) {
            any = true;
            continue;
        }
        if (cut || fragment.kind == FragmentKind::atomic) {
            if (!cut) line.ellipsis_at = fragment.rect.x;
            fragment.hidden = any;
            cut = true;
            continue;
        }
        float x = fragment.rect.x;
        std::uint32_t shown = 0;
        for (; shown < fragment.count; ++shown) {
            const InlinePiece& piece = paragraph_.pieces()[fragment.first + shown];
            const float right = x + piece.advance + (shown > 0 ? piece.kerning : 0);
            if (right > limit && any) break;
            x = right;
            any = true;
        }
        fragment.count = shown;
        fragment.hidden = shown == 0;
        line.ellipsis_at = x;
        cut = true;
    }
}

// -- 3. boxes
// --------------------------------------------------------------------------------------------------------

/// Parts of no size count only where all are. https://drafts.csswg.org/cssom-view/#dom-element-getboundingclientrect
Rect around_parts(const std::vector<InlineFragment>& fragments, std::uint32_t first) {
    Rect all;
    for (std::uint32_t i = first; i != no_fragment; i = fragments[i].next_of_box) {
        all = united(all, fragments[i].rect);
    }
    return all.empty() ? fragments[first].rect : all;
}

/// Rectangles of inline boxes are around all their parts; what is in them is told from there.
void InlineLayout::place_boxes() {
    if (!box_.first_child) return;
    const auto place = [&](LayoutBox& child, Point at) {
        const Point corner = child.parent == &box_ ? Point{} : child.parent->known->inline_corner;
        const Point moved = relative_offset(child, area_);
        child.rect.x = at.x - corner.x + moved.x;
        child.rect.y = at.y - corner.y + moved.y;
    };
    for (InlineItem& item : paragraph_.items()) {
        if (item.kind == PieceKind::open) {
            const Rect all = around_parts(fragments_, item.fragment);
            item.box->known->inline_corner = all.origin();
            note_rearranged(*item.box);
            item.box->overflow_stale = true;
            item.box->rect.width = std::min(all.width, largest_length);
            item.box->rect.height = std::min(all.height, largest_length);
            place(*item.box, all.origin());
            item.box->arranged_for = {.available_width = area_.width};
            item.box->dirty = false;
        } else if (item.kind == PieceKind::out_of_flow) {
            const Point corner = item.box->parent == &box_ ? Point{} : item.box->parent->known->inline_corner;
            known_sizes(*item.box).static_position = item.place - corner;
        }
    }
    for (InlineFragment& fragment : fragments_) {
        if (fragment.kind == FragmentKind::block) place(*fragment.box, fragment.rect.origin());
        if (fragment.kind != FragmentKind::atomic) continue;
        layout_box(*fragment.box,
                   {.available_width = area_.width, .percent_height = area_.percent_height, .shrink_to_fit = true},
                   Pass::arrange);
        const PixelEdges margin = margin_of(*fragment.box, area_.width);
        fragment.rect = {fragment.rect.x + margin.left, fragment.rect.y + margin.top, fragment.box->rect.width,
                         fragment.box->rect.height};
        place(*fragment.box, fragment.rect.origin());
    }
    for (InlineItem& item : paragraph_.items()) {
        if (item.kind == PieceKind::open && item.box->absolute_below && item.box->is_containing_block())
            arrange_absolute_boxes(*item.box);
    }
}

}  // namespace

Contents layout_inline_contents(LayoutBox& box, const ContentArea& area, Pass pass) {
    return InlineLayout(box, area, pass).run();
}

IntrinsicWidths inline_intrinsic_widths(LayoutBox& box) {
    Paragraph& paragraph = *box.paragraph;
    paragraph.shape(box, *box.tree().measurer, box.tree().paragraph_room);
    measure_edges(paragraph, 0);
    return paragraph_widths(paragraph, box.tree().line_room.runs);
}

}  // namespace janklab
