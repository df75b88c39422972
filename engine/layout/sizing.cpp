// SPDX-License-Identifier: MIT
// Sizes that follow from a style: frames, margins, widths within their limits, aspect ratios, intrinsic widths.
// https://drafts.csswg.org/css-sizing-3/, https://drafts.csswg.org/css-sizing-4/#aspect-ratio
#include <algorithm>

#include "layout/box_layout.h"
#include "layout/layout_tree.h"

namespace janklab {
namespace {

float pixels(Length length, float base) { return length.is_px() ? length.value : length.resolve(base); }
float positive_pixels(Length length, float base) { return std::max(0.f, pixels(length, base)); }
/// Where the base is unknown percentages are 0, also those in calc().
float known_pixels(Length length) { return length.resolve(0); }
/// Where the base is unknown what has a percentage is auto.
Length known_or_auto(Length length) { return length.has_percent() ? automatic : length; }

PixelEdges intrinsic_frame(const LayoutBox& box) { return frame_of(box, 0); }

}  // namespace

PixelEdges frame_of(const LayoutBox& box, float available_width) {
    const Style& s = *box.style;
    const PixelEdges& border = s.border.width;
    return {positive_pixels(s.padding.top, available_width) + border.top,
            positive_pixels(s.padding.right, available_width) + border.right,
            positive_pixels(s.padding.bottom, available_width) + border.bottom,
            positive_pixels(s.padding.left, available_width) + border.left};
}

PixelEdges margin_of(const LayoutBox& box, float available_width) {
    const Edges& margin = box.style->margin;
    return {pixels(margin.top, available_width), pixels(margin.right, available_width),
            pixels(margin.bottom, available_width), pixels(margin.left, available_width)};
}

// -- limits
// ------------------------------------------------------------------------------------------------------------

float border_box_length(const LayoutBox& box, Length length, float base, float frame) {
    if (!length.is_resolvable() || (length.has_percent() && base < 0)) return indefinite;
    const float resolved = std::max(0.f, length.resolve(base));
    return box.style->box_sizing == BoxSizing::border_box ? std::max(resolved, frame) : resolved + frame;
}

float border_box_width(LayoutBox& box, Length length, float available_width, float frame) {
    if (!length.is_intrinsic()) return border_box_length(box, length, available_width, frame);
    find_intrinsic_widths(box);
    if (length.unit == LengthUnit::min_content) return box.min_content;
    if (length.unit == LengthUnit::max_content) return box.max_content;
    return fitting_width(box, available_width - margin_of(box, available_width).horizontal());
}

float fitting_width(LayoutBox& box, float room) {
    find_intrinsic_widths(box);
    return std::min(std::max(box.min_content, room), box.max_content);
}

float within_widths(LayoutBox& box, float size, float available_width, float frame) {
    const Style& s = *box.style;
    if (!s.max_width.is_auto()) {
        const float most = border_box_width(box, s.max_width, available_width, frame);
        if (most >= 0) size = std::min(size, most);
    }
    if (!s.min_width.is_auto()) size = std::max(size, border_box_width(box, s.min_width, available_width, frame));
    return finite_length(std::max(size, frame));  // the minimum wins over the maximum
}

float within_heights(const LayoutBox& box, float size, float percent_height, float frame) {
    const Style& s = *box.style;
    if (!s.max_height.is_auto()) {
        const float most = border_box_length(box, s.max_height, percent_height, frame);
        if (most >= 0) size = std::min(size, most);
    }
    if (!s.min_height.is_auto()) size = std::max(size, border_box_length(box, s.min_height, percent_height, frame));
    return finite_length(std::max(size, frame));
}

// -- aspect ratio: of the border box, or of the content box, as box-sizing says
// -----------------------------------------

float width_by_ratio(const LayoutBox& box, float height, const PixelEdges& frame) {
    const float ratio = box.style->aspect_ratio;
    if (box.style->box_sizing == BoxSizing::border_box)
        return std::max(finite_length(height * ratio), frame.horizontal());
    return finite_length(std::max(0.f, height - frame.vertical()) * ratio + frame.horizontal());
}

float height_by_ratio(const LayoutBox& box, float width, const PixelEdges& frame) {
    const float ratio = box.style->aspect_ratio;
    if (box.style->box_sizing == BoxSizing::border_box) return std::max(finite_length(width / ratio), frame.vertical());
    return finite_length(std::max(0.f, width - frame.horizontal()) / ratio + frame.vertical());
}

// -- intrinsic widths
// --------------------------------------------------------------------------------------------------

namespace {

/// https://drafts.csswg.org/css-flexbox-1/#intrinsic-item-contributions, as Chromium does it: at most the flex base
/// size of what cannot grow, at least that of what cannot shrink, within min and max.
Contribution row_item_contribution(LayoutBox& item, bool wraps) {
    const Style& s = *item.style;
    Contribution all = width_contribution(item);
    if (s.flex_basis.is_auto() && s.width.is_px()) return all;
    const float frame = intrinsic_frame(item).horizontal();
    const auto known = [&](Length length) {
        return length.is_auto() ? indefinite : border_box_width(item, known_or_auto(length), 0, frame);
    };
    // The pixels of a minimum count, whatever its percentage is of.
    const auto least_of = [&](Length length) { return border_box_width(item, length, 0, frame); };
    const float margins = known_pixels(s.margin.left) + known_pixels(s.margin.right);
    const bool takes_width = !s.flex_basis.is_px();
    const float width = known(s.width);
    find_intrinsic_widths(item);
    const float base = takes_width ? width : known(s.flex_basis);
    const float most = known(s.max_width);
    float least =
        s.min_width.is_auto() ? (item.clips() ? frame : item.min_content) : std::max(frame, least_of(s.min_width));
    if (s.min_width.is_auto() && !item.clips() && width >= 0) least = std::min(least, width);
    if (s.min_width.is_auto() && most >= 0) least = std::min(least, most);
    const auto limited = [&](float size, bool is_largest) {
        // A base that comes from the contents is that of the constraint which is asked for.
        const float of_base = base >= 0            ? base
                              : s.aspect_ratio > 0 ? size
                              : is_largest         ? item.max_content
                                                   : item.min_content;
        if (s.flex_grow == 0 && (is_largest || !wraps)) size = std::min(size, of_base);
        if (s.flex_shrink == 0 && (is_largest || !wraps)) size = std::max(size, of_base);
        if (most >= 0) size = std::min(size, most);
        return finite_length(std::max({size, least, frame})) + margins;
    };
    return {limited(all.min - margins, false), limited(all.max - margins, true)};
}

void find_flex_intrinsic_widths(LayoutBox& box) {
    const Style& s = *box.style;
    const bool row = s.flex_direction == FlexDirection::row || s.flex_direction == FlexDirection::row_reverse;
    const bool wraps = s.flex_wrap != FlexWrap::nowrap;
    float min = 0, max = 0;
    int items = 0;
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        if (child->is_absolute()) continue;
        const Contribution contribution = row ? row_item_contribution(*child, wraps) : width_contribution(*child);
        min = row && !wraps ? min + contribution.min : std::max(min, contribution.min);
        max = row ? max + contribution.max : std::max(max, contribution.max);
        ++items;
    }
    const float gaps = row && items > 1 ? std::max(0.f, known_pixels(s.gap.column)) * static_cast<float>(items - 1) : 0;
    box.min_content = min + (wraps ? 0 : gaps);
    box.max_content = max + gaps;
    if (!row && wraps)
        box.max_content = std::max(min, width_of_columns(box, indefinite));  // as many columns as its own height makes
}

}  // namespace

namespace {

/// https://drafts.csswg.org/css-sizing-4/#aspect-ratio-size-transfers: limits of the height limit the width.
void limit_through_ratio(LayoutBox& box) {
    const PixelEdges frame = intrinsic_frame(box);
    const auto limit = [&](Length height) {
        const float high = height.is_px() ? border_box_length(box, height, indefinite, frame.vertical()) : indefinite;
        return high < 0 ? indefinite : width_by_ratio(box, high, frame);
    };
    const float least = limit(box.style->min_height), most = limit(box.style->max_height);
    for (float* width : {&box.min_content, &box.max_content}) {
        if (most >= 0) *width = std::min(*width, most);
        *width = std::max(*width, least);
    }
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
    if (box.style->aspect_ratio > 0) limit_through_ratio(box);
}

Contribution width_contribution(LayoutBox& box) {
    const Style& s = *box.style;
    const float margins = known_pixels(s.margin.left) + known_pixels(s.margin.right);
    const PixelEdges frame = intrinsic_frame(box);
    const float width = frame.horizontal();
    float min = border_box_length(box, known_or_auto(s.width), 0, width), max = min;
    if (min < 0 && s.width.is_auto() && s.aspect_ratio > 0 && s.height.is_px()) {
        const float height = within_heights(box, border_box_length(box, s.height, indefinite, frame.vertical()),
                                            indefinite, frame.vertical());
        min = max = width_by_ratio(box, height, frame);
    }
    if (min < 0) {
        find_intrinsic_widths(box);
        min = s.width.unit == LengthUnit::max_content ? box.max_content : box.min_content;
        max = s.width.unit == LengthUnit::min_content ? box.min_content : box.max_content;
    }
    const auto limited = [&](float size) {
        const auto limit = [&](Length length) {
            if (length.is_px() || length.has_percent()) return border_box_length(box, known_or_auto(length), 0, width);
            if (!length.is_intrinsic()) return indefinite;
            find_intrinsic_widths(box);
            return length.unit == LengthUnit::min_content ? box.min_content : box.max_content;
        };
        if (const float most = limit(s.max_width); most >= 0) size = std::min(size, most);
        const float least =
            s.min_width.has_percent() ? border_box_length(box, s.min_width, 0, width) : limit(s.min_width);
        return finite_length(std::max({size, least, width})) + margins;
    };
    return {limited(min), limited(max)};
}

Point relative_offset(const LayoutBox& box, const ContentArea& area) {
    if (box.style->position != Position::relative) return {};
    const Edges& inset = box.style->inset;
    const auto along = [](Length start, Length end, float base, bool end_wins) {
        const float whole = std::max(0.f, base);
        const bool has_start = start.is_px() || (start.has_percent() && base >= 0);
        const bool has_end = end.is_px() || (end.has_percent() && base >= 0);
        if (has_start && !(end_wins && has_end)) return start.resolve(whole);
        return has_end ? -end.resolve(whole) : 0.f;
    };
    const bool rtl = box.parent && box.parent->rtl;
    return {along(inset.left, inset.right, area.width, rtl),
            along(inset.top, inset.bottom, area.percent_height, false)};
}

}  // namespace janklab
