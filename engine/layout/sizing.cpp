// SPDX-License-Identifier: MIT
// Sizes that follow from a style: frames, margins, widths within their limits, and intrinsic widths.
// https://drafts.csswg.org/css-sizing-3/. Deviation: percentages of an unknown width count as auto or as 0.
#include <algorithm>

#include "layout/box_layout.h"
#include "layout/layout_tree.h"

namespace janklab {
namespace {

float pixels(Length length, float base) { return length.is_auto() ? 0 : length.resolve(base); }
float positive_pixels(Length length, float base) { return std::max(0.f, pixels(length, base)); }
/// Where the base is unknown: percentages are 0.
float pixels_only(Length length) { return length.is_px() ? length.value : 0; }

Length pixels_or_auto(Length length) { return length.is_px() ? length : automatic; }

PixelEdges intrinsic_frame(const LayoutBox& box) {
    const Style& s = *box.style;
    const float border = s.border.width;
    const auto side = [&](Length padding) { return std::max(0.f, pixels_only(padding)) + border; };
    return {side(s.padding.top), side(s.padding.right), side(s.padding.bottom), side(s.padding.left)};
}

}  // namespace

PixelEdges frame_of(const LayoutBox& box, float available_width) {
    const Style& s = *box.style;
    const float border = s.border.width;
    return {positive_pixels(s.padding.top, available_width) + border,
            positive_pixels(s.padding.right, available_width) + border,
            positive_pixels(s.padding.bottom, available_width) + border,
            positive_pixels(s.padding.left, available_width) + border};
}

PixelEdges margin_of(const LayoutBox& box, float available_width) {
    const Edges& margin = box.style->margin;
    return {pixels(margin.top, available_width), pixels(margin.right, available_width),
            pixels(margin.bottom, available_width), pixels(margin.left, available_width)};
}

float border_box_length(const LayoutBox& box, Length length, float base, float frame) {
    if (length.is_auto() || (length.is_percent() && base < 0)) return indefinite;
    const float resolved = std::max(0.f, length.resolve(base));
    return box.style->box_sizing == BoxSizing::border_box ? std::max(resolved, frame) : resolved + frame;
}

float within(const LayoutBox& box, float size, Length min, Length max, float base, float frame) {
    const float most = border_box_length(box, max, base, frame);
    if (most >= 0) size = std::min(size, most);
    const float least = border_box_length(box, min, base, frame);  // the minimum wins over the maximum
    if (least >= 0) size = std::max(size, least);
    return finite_length(std::max(size, frame));
}

namespace {

void find_flex_intrinsic_widths(LayoutBox& box) {
    const Style& s = *box.style;
    const bool row = s.flex_direction == FlexDirection::row || s.flex_direction == FlexDirection::row_reverse;
    const bool wraps = s.flex_wrap == FlexWrap::wrap;
    float min = 0, max = 0;
    int items = 0;
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (child->is_absolute()) continue;
        const Contribution contribution = width_contribution(*child);
        min = row && !wraps ? min + contribution.min : std::max(min, contribution.min);
        max = row ? max + contribution.max : std::max(max, contribution.max);
        ++items;
    }
    const float gaps = row && items > 1 ? pixels_only(s.gap) * static_cast<float>(items - 1) : 0;
    box.min_content = min + (wraps ? 0 : gaps);
    box.max_content = max + gaps;
}

}  // namespace

void find_intrinsic_widths(LayoutBox& box) {
    if (box.max_content >= 0) return;
    if (box.paragraph) {
        box.paragraph->shape(box.inherited(), *box.tree->measurer);
        box.min_content = box.paragraph->min_content();
        box.max_content = box.paragraph->max_content();
    } else if (box.is_flex_container()) {
        find_flex_intrinsic_widths(box);
    } else {
        float min = 0, max = 0;
        for (LayoutBox* child = box.first_child; child; child = child->next) {
            if (child->is_absolute()) continue;
            const Contribution contribution = width_contribution(*child);
            min = std::max(min, contribution.min);
            max = std::max(max, contribution.max);
        }
        box.min_content = min;
        box.max_content = max;
    }
    const float frame = intrinsic_frame(box).horizontal();
    box.min_content = finite_length(std::max(0.f, box.min_content) + frame);
    box.max_content = finite_length(std::max(box.min_content, std::max(0.f, box.max_content) + frame));
}

Contribution width_contribution(LayoutBox& box) {
    const Style& s = *box.style;
    const float margins = pixels_only(s.margin.left) + pixels_only(s.margin.right);
    const float frame = intrinsic_frame(box).horizontal();
    float min = border_box_length(box, pixels_or_auto(s.width), 0, frame);
    float max = min;
    if (min < 0) {
        find_intrinsic_widths(box);
        min = box.min_content;
        max = box.max_content;
    }
    const auto limited = [&](float width) {
        return within(box, width, pixels_or_auto(s.min_width), pixels_or_auto(s.max_width), 0, frame) + margins;
    };
    return {limited(min), limited(max)};
}

Point relative_offset(const LayoutBox& box, const ContentArea& area) {
    if (box.style->position != Position::relative) return {};
    const Edges& inset = box.style->inset;
    const auto along = [](Length start, Length end, float base) {
        const float whole = std::max(0.f, base);
        if (!start.is_auto() && (!start.is_percent() || base >= 0)) return start.resolve(whole);
        if (!end.is_auto() && (!end.is_percent() || base >= 0)) return -end.resolve(whole);
        return 0.f;
    };
    return {along(inset.left, inset.right, area.width), along(inset.top, inset.bottom, area.percent_height)};
}

}  // namespace janklab
