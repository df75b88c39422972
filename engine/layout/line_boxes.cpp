// SPDX-License-Identifier: MIT
// Along the line first, each piece behind the other; then across, by baselines.
#include "layout/line_boxes.h"

#include <algorithm>

#include "layout/box_layout.h"
#include "layout/layout_box.h"
#include "layout/line_break_rules.h"

namespace janklab {
namespace {

/// How far down from its parent's baseline a box' is that reaches so far above and below it.
float shift_of(VerticalAlign::Kind kind, const InlineMetrics& parent, float above, float below) {
    switch (kind) {
        case VerticalAlign::text_top:
            return above - parent.ascent;
        case VerticalAlign::text_bottom:
            return parent.descent - below;
        case VerticalAlign::middle:
            return (above - below - parent.x_height) / 2;
        default:
            return 0;
    }
}

bool by_its_height(VerticalAlign::Kind kind) {
    return kind == VerticalAlign::text_top || kind == VerticalAlign::text_bottom || kind == VerticalAlign::middle;
}

}  // namespace

LineBoxes::LineBoxes(LayoutBox& container, float available_width, LineRoom& room, std::vector<InlineFragment>& into)
    : container_(container),
      paragraph_(*container.paragraph),
      room_(room),
      into_(into),
      first_open_(room.open.size()),
      open_end_(first_open_),
      available_width_(available_width) {}

Line LineBoxes::add(const BrokenLine& broken, float left, float stretch) {
    const std::size_t first_fragment = into_.size();
    const InlineMetrics& strut = paragraph_.strut();
    room_.groups.assign(1, {.above = strut.line_ascent, .below = strut.line_descent});
    room_.group_of_fragment.clear();
    line_left_ = left;
    stretch_ = stretch;
    Pen pen{.x = left};
    // 1. Boxes that go on from the line before.
    for (open_end_ = first_open_; open_end_ < room_.open.size();) open(room_.open[open_end_].item, false, pen.x);
    // 2. What is on this line.
    for (std::uint32_t item = broken.first_item;
         item < paragraph_.items().size() && paragraph_.items()[item].first < broken.end; ++item) {
        add_item(broken, item, pen);
    }
    for (std::size_t i = first_open_; i < room_.open.size(); ++i) {
        InlineFragment& fragment = into_[room_.open[i].fragment];
        fragment.rect.width = std::max(0.f, pen.x - fragment.rect.x);
        fragment.end = static_cast<std::uint32_t>(into_.size());
    }
    // 3. Across.
    const float height = finish(first_fragment);
    if (!broken.has_content) {
        for (std::size_t i = first_fragment; i < into_.size(); ++i) {
            const AlignedGroup& group = room_.groups[room_.group_of_fragment[i - first_fragment]];
            into_[i].rect.y = into_[i].baseline - group.baseline + (by_its_height(group.kind) ? group.shift : 0);
            into_[i].rect.height = 0;
        }
    }
    return {.first = broken.first,
            .end = broken.end,
            .first_fragment = static_cast<std::uint32_t>(first_fragment),
            .end_fragment = static_cast<std::uint32_t>(into_.size()),
            .rect = {left, 0, broken.width, broken.has_content ? height : 0},
            .baseline = room_.groups[0].baseline};
}

/// Inline boxes reach around a block in them, as wide as the lines are.
void LineBoxes::add_block(LayoutBox& block, const Rect& rect, const Rect& around, bool follows) {
    const std::size_t first_fragment = into_.size();
    room_.groups.assign(1, {});
    room_.group_of_fragment.clear();
    for (open_end_ = first_open_; open_end_ < room_.open.size();) {
        if (follows) {
            Rect& part = into_[room_.open[open_end_++].fragment].rect;
            if (part.height == 0) part = around;
            else if (around.height > 0) part.height = around.bottom() - part.y;
            continue;
        }
        open(room_.open[open_end_].item, false, around.x);
        into_.back().rect = around;
        into_.back().around_block = true;
    }
    into_.push_back({.box = &block, .kind = FragmentKind::block, .rect = rect});
    const auto end = static_cast<std::uint32_t>(into_.size());
    for (std::size_t i = first_fragment; i < into_.size(); ++i) into_[i].end = end;
    for (std::size_t i = first_open_; i < room_.open.size(); ++i) into_[room_.open[i].fragment].end = end;
}

// -- along the line
// ----------------------------------------------------------------------------------------------------

namespace {

void keep_finite(Rect& rect) {
    rect = {finite_length(rect.x), finite_length(rect.y), finite_length(rect.width), finite_length(rect.height)};
}

}  // namespace

void LineBoxes::add_item(const BrokenLine& broken, std::uint32_t index, Pen& pen) {
    InlineItem& item = paragraph_.items()[index];
    switch (item.kind) {
        case PieceKind::glyph:
            add_text(broken, item, pen);
            break;
        case PieceKind::open:
            open(index, true, pen.x + item.margin);
            pen.x += paragraph_.pieces()[item.first].advance;
            pen.glyph_before = false;
            break;
        case PieceKind::close:
            pen.x += paragraph_.pieces()[item.first].advance;
            close_last(pen.x - item.margin, true);
            pen.glyph_before = false;
            pen.behind_box = true;
            break;
        case PieceKind::atomic:
            add_atomic(item, pen);
            break;
        case PieceKind::out_of_flow:
            item.place = {pen.x, 0};
            item.begins_line = !pen.behind_solid && !pen.behind_box;
            break;
        case PieceKind::block:
            break;
    }
    pen.x = finite_length(pen.x);
}

/// Spaces at the end of the line have no width, unless they are kept; a tab is a part of its own. What is styled apart
/// from the box that it is in needs room as an inline box of its own would.
void LineBoxes::add_text(const BrokenLine& broken, const InlineItem& item, Pen& pen) {
    const std::uint32_t end = std::min(broken.end, item.first + item.count);
    const InlineMetrics& metrics = item.styled_apart ? item.metrics : parent_metrics();
    const InheritedStyle& style = item.box->inherited();
    const OpenInline place = innermost() ? *innermost() : OpenInline{};
    InlineFragment part;
    const auto begin_part = [&](std::uint32_t at) {
        part = {.box = item.box,
                .kind = FragmentKind::text,
                .first = at,
                .stretch = stretch_,
                .visible_end = broken.visible_end};
        part.rect = {pen.x, -metrics.ascent, 0, metrics.ascent + metrics.descent};
    };
    const auto end_part = [&](std::uint32_t at) {
        part.count = at - part.first;
        part.rect.width = pen.x - part.rect.x;
        if (part.count == 0) return;
        if (item.styled_apart) make_room(place, metrics.line_ascent, metrics.line_descent);
        push(part, place.group, place.shift);
    };
    std::uint32_t i = std::max(broken.first, item.first);
    begin_part(i);
    for (; i < end; ++i) {
        const InlinePiece& piece = paragraph_.pieces()[i];
        const bool collapses = piece.is_space && i >= broken.shown_end && !keeps_spaces(style.white_space);
        if (piece.code_point == '\n' || collapses) break;
        if (piece.is_space && !pen.behind_solid && !keeps_spaces(style.white_space)) {
            begin_part(i + 1);
            continue;
        }
        if (piece.code_point == '\t') {
            end_part(i);
            begin_part(i);
            pen.x += tab_advance(piece, style, pen.x - line_left_);
            end_part(i + 1);
            begin_part(i + 1);
            pen.glyph_before = false;
            continue;
        }
        const bool shy = piece.code_point == soft_hyphen;
        if (i == broken.hyphen) {
            part.hyphenated = true;
            pen.x += piece.kerning;
        } else {
            if (pen.glyph_before && !shy) pen.x += piece.kerning;
            if (i == part.first) part.rect.x = pen.x;
            if (piece.stretches_before && pen.behind_solid) pen.x += stretch_;
            pen.x += piece.advance;
            if (piece.stretches && i + 1 < broken.visible_end) pen.x += stretch_;
        }
        pen.glyph_before = pen.behind_solid = true;
    }
    end_part(i);
}

void LineBoxes::add_atomic(const InlineItem& item, Pen& pen) {
    const float width = paragraph_.pieces()[item.first].advance;
    const OpenInline place = aligned(*item.box, false, item.metrics.line_ascent, item.metrics.line_descent);
    InlineFragment fragment{.box = item.box, .kind = FragmentKind::atomic};
    fragment.rect = {pen.x, -item.metrics.line_ascent, width, item.metrics.line_ascent + item.metrics.line_descent};
    push(fragment, place.group, place.shift);
    pen.x += width;
    pen.glyph_before = false;
    pen.behind_solid = true;
}

void LineBoxes::open(std::uint32_t index, bool is_start, float x) {
    InlineItem& item = paragraph_.items()[index];
    OpenInline box = aligned(*item.box, true, item.metrics.line_ascent, item.metrics.line_descent);
    box.item = index;
    InlineFragment fragment{
        .box = item.box, .kind = FragmentKind::box, .has_start = is_start, .has_end = false, .rect = {x, 0, 0, 0}};
    box.fragment = push(fragment, box.group, box.shift);
    if (&into_ == &paragraph_.fragments) {  // they are kept
        (item.last_fragment == no_fragment ? item.fragment : into_[item.last_fragment].next_of_box) = box.fragment;
        item.last_fragment = box.fragment;
    }
    if (open_end_ < room_.open.size()) room_.open[open_end_] = box;
    else room_.open.push_back(box);
    ++open_end_;
}

void LineBoxes::close_last(float x, bool is_end) {
    InlineFragment& fragment = into_[room_.open.back().fragment];
    fragment.rect.width = std::max(0.f, x - fragment.rect.x);
    fragment.has_end = is_end;
    fragment.end = static_cast<std::uint32_t>(into_.size());
    room_.open.pop_back();
    --open_end_;
}

std::uint32_t LineBoxes::push(InlineFragment fragment, std::uint32_t group, float shift) {
    const auto index = static_cast<std::uint32_t>(into_.size());
    fragment.baseline = shift;  // as yet from the group's baseline
    fragment.end = index + 1;
    into_.push_back(fragment);
    room_.group_of_fragment.push_back(group);
    return index;
}

// -- across the line
// ---------------------------------------------------------------------------------------------------

const InlineMetrics& LineBoxes::parent_metrics() const {
    const OpenInline* parent = innermost();
    return parent ? paragraph_.items()[parent->item].metrics : paragraph_.strut();
}
const InheritedStyle& LineBoxes::parent_style() const {
    const OpenInline* parent = innermost();
    return parent ? paragraph_.items()[parent->item].box->inherited() : container_.inherited();
}

/// https://drafts.csswg.org/css2/#propdef-vertical-align
OpenInline LineBoxes::aligned(const LayoutBox& box, bool is_inline_box, float above, float below) {
    OpenInline place;
    if (const OpenInline* parent = innermost()) place = {.group = parent->group, .shift = parent->shift};
    const VerticalAlign& align = box.style->vertical_align;
    const bool at_edge = align.kind == VerticalAlign::top || align.kind == VerticalAlign::bottom;
    if (at_edge || (is_inline_box && by_its_height(align.kind))) {
        room_.groups.push_back({.above = above,
                                .below = below,
                                .kind = align.kind,
                                .parent = place.group,
                                .parent_metrics = parent_metrics(),
                                .parent_shift = place.shift});
        return {.group = static_cast<std::uint32_t>(room_.groups.size() - 1)};
    }
    if (align.kind == VerticalAlign::sub) place.shift += parent_style().font_size / 5 + 1;
    if (align.kind == VerticalAlign::super) place.shift -= parent_style().font_size / 3 + 1;
    if (align.kind == VerticalAlign::raised)
        place.shift -= align.by.resolve(box.inherited().line_height.resolve(box.inherited().font_size));
    place.shift += shift_of(align.kind, parent_metrics(), above, below);
    make_room(place, above, below);
    return place;
}

/// For what reaches so far above and below a baseline at that place.
void LineBoxes::make_room(const OpenInline& place, float above, float below) {
    AlignedGroup& group = room_.groups[place.group];
    group.above = std::max(group.above, above - place.shift);
    group.below = std::max(group.below, below + place.shift);
}

/// Those inside first: what they need room for counts for the one around them.
void LineBoxes::place_groups() {
    for (std::size_t i = room_.groups.size() - 1; i > 0; --i) {
        AlignedGroup& group = room_.groups[i];
        if (!by_its_height(group.kind)) continue;
        AlignedGroup& parent = room_.groups[group.parent];
        group.shift = group.parent_shift + shift_of(group.kind, group.parent_metrics, group.above, group.below);
        parent.above = std::max(parent.above, group.above - group.shift);
        parent.below = std::max(parent.below, group.below + group.shift);
    }
}

/// Finds the line's height and where baselines are in it; then everything has its y.
float LineBoxes::finish(std::size_t first_fragment) {
    place_groups();
    AlignedGroup& line = room_.groups[0];
    const AlignedGroup* tallest = &line;  // it decides where the line grows, as in browsers
    for (const AlignedGroup& group : room_.groups) {
        if (by_its_height(group.kind)) continue;
        if (group.above + group.below > tallest->above + tallest->below) tallest = &group;
    }
    const float missing = tallest->above + tallest->below - line.above - line.below;
    if (missing > 0) (tallest->kind == VerticalAlign::bottom ? line.above : line.below) += missing;
    const float height = line.above + line.below;
    for (AlignedGroup& group : room_.groups) {
        group.baseline = by_its_height(group.kind)             ? room_.groups[group.parent].baseline + group.shift
                         : group.kind == VerticalAlign::bottom ? height - group.below
                                                               : group.above;
    }
    for (std::size_t i = first_fragment; i < into_.size(); ++i) {
        InlineFragment& fragment = into_[i];
        fragment.baseline += room_.groups[room_.group_of_fragment[i - first_fragment]].baseline;
        switch (fragment.kind) {
            case FragmentKind::text:
            case FragmentKind::atomic:
                fragment.rect.y += fragment.baseline;
                break;
            case FragmentKind::box: {
                const InlineMetrics& font = paragraph_.items()[fragment.box->known->inline_item].metrics;
                const PixelEdges frame = frame_of(*fragment.box, available_width_);
                fragment.rect.y = fragment.baseline - font.ascent - frame.top;
                fragment.rect.height = font.ascent + font.descent + frame.vertical();
                break;
            }
            default:
                break;
        }
        keep_finite(fragment.rect);
    }
    return finite_length(height);
}

}  // namespace janklab
