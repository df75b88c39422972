// SPDX-License-Identifier: MIT
// Frames, margins and limits with percentages and keywords. https://drafts.csswg.org/css-sizing-3/
#include "layout/sizing.h"

#include "layout/box_layout.h"

namespace janklab {
namespace {

float pixels(Length length, float base) { return length.is_px() ? length.value : length.resolve(base); }
float positive_pixels(Length length, float base) { return std::max(0.f, pixels(length, base)); }

}  // namespace

PixelEdges frame_with_percentages(const LayoutBox& box, float available_width) {
    const Style& s = *box.style;
    const PixelEdges border = s.border.used_width();
    return {positive_pixels(s.padding.top, available_width) + border.top,
            positive_pixels(s.padding.right, available_width) + border.right,
            positive_pixels(s.padding.bottom, available_width) + border.bottom,
            positive_pixels(s.padding.left, available_width) + border.left};
}

PixelEdges margin_with_percentages(const LayoutBox& box, float available_width) {
    const Edges& margin = box.style->margin;
    return {pixels(margin.top, available_width), pixels(margin.right, available_width),
            pixels(margin.bottom, available_width), pixels(margin.left, available_width)};
}

// -- limits
// ------------------------------------------------------------------------------------------------------------

float keyword_width(LayoutBox& box, const Length& length, float available_width, float frame, float filled) {
    const float by_ratio = length.is_stretch() ? indefinite : width_by_style_of_height(box, available_width);
    if (by_ratio >= 0) return by_ratio;
    if (length.unit == LengthUnit::min_content) return intrinsic_widths(box, available_width).min;
    if (length.unit == LengthUnit::max_content) return intrinsic_widths(box, available_width).max;
    const float margins = margin_of(box, available_width).horizontal();
    const float room = (filled >= 0 ? filled : available_width) - margins;
    return length.is_stretch() ? std::max(frame, room) : fitting_width(box, room, available_width);
}

float keyword_height(LayoutBox& box, const Length& length, const HeightRoom& room, float frame) {
    if (!length.is_stretch()) return room.contents >= 0 ? room.contents : contents_height(box, room);
    const float filled = room.filled >= 0 ? room.filled : room.percent_height;
    if (filled < 0) return indefinite;
    return std::max(frame, filled - margin_of(box, room.available_width).vertical());
}

float limited_height(LayoutBox& box, float size, const HeightRoom& room, float frame) {
    const LayoutStyle& s = *box.layout_style;
    if (!s.max_height.is_auto()) {
        const float most = border_box_height(box, s.max_height, room, frame);
        if (most >= 0) size = std::min(size, most);
    }
    return s.min_height.is_auto() ? size : std::max(size, least_height(box, room, frame));
}

float contents_height(LayoutBox& box, const HeightRoom& room) {
    const BoxConstraints constraints{.available_width = room.available_width,
                                     .percent_height = room.percent_height,
                                     .width = room.width,
                                     .contents_only = true};
    return layout_box(box, constraints, Pass::measure).height;
}

bool height_is_for_any_width(LayoutBox& box) {
    if (box.height_asked) return box.height_is_for_any_width;
    const LayoutStyle& s = *box.layout_style;
    bool holds = !box.paragraph && s.aspect_ratio == 0 && !s.frame_has_percent && !s.margin_has_percent &&
                 !(box.is_flex_container() && s.wraps());
    for (LayoutBox* child = box.first_child; child && holds; child = child->next) {
        holds = child->is_absolute() || height_is_for_any_width(*child);
    }
    box.height_asked = true;
    box.height_is_for_any_width = holds;
    return holds;
}

Point offset_of_relative(const LayoutBox& box, const ContentArea& area) {
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
