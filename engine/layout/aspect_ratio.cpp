// SPDX-License-Identifier: MIT
#include "layout/aspect_ratio.h"

#include <algorithm>

#include "layout/intrinsic_widths.h"

namespace janklab {

// -- one side from the other: of the border box, or of the content box, as box-sizing says
// -----------------------------------------

namespace {
bool ratio_is_of_border_box(const LayoutBox& box) {
    return box.layout_style->box_sizing == BoxSizing::border_box && !box.layout_style->ratio_is_natural;
}
}  // namespace

float width_by_ratio(const LayoutBox& box, float height, const PixelEdges& frame) {
    const float ratio = box.layout_style->aspect_ratio;
    if (ratio_is_of_border_box(box)) return std::max(finite_length(height * ratio), frame.horizontal());
    return finite_length(std::max(0.f, height - frame.vertical()) * ratio + frame.horizontal());
}

float height_by_ratio(const LayoutBox& box, float width, const PixelEdges& frame) {
    const float ratio = box.layout_style->aspect_ratio;
    if (ratio_is_of_border_box(box)) return std::max(finite_length(width / ratio), frame.vertical());
    return finite_length(std::max(0.f, width - frame.horizontal()) / ratio + frame.vertical());
}

namespace {
/// A minimum and a maximum of a border box.
struct Limits {
    float least = 0, most = largest_length;
};
/// The minimum wins over the maximum, the limits of the side itself over those that are seen through the ratio.
float within(float size, const Limits& own, const Limits& seen) {
    const float least = std::max(own.least, std::min(seen.least, own.most));
    const float most = std::min(own.most, std::max(seen.most, seen.least));
    return finite_length(std::max(least, std::min(size, most)));
}
Limits limits_of_width(LayoutBox& box, const HeightRoom& room, float frame, float filled) {
    const LayoutStyle& s = *box.layout_style;
    const float most = border_box_width(box, s.max_width, room.available_width, frame, filled);
    const float least = border_box_width(box, s.min_width, room.available_width, frame, filled);
    return {std::max(frame, least), most < 0 ? largest_length : most};
}
/// What the contents would make of it is no limit.
Limits limits_of_height(LayoutBox& box, const HeightRoom& room, float frame) {
    const LayoutStyle& s = *box.layout_style;
    const float most = s.max_height.is_intrinsic() ? indefinite : border_box_height(box, s.max_height, room, frame);
    const float least = s.min_height.is_intrinsic() ? indefinite : least_height(box, room, frame);
    return {std::max(frame, least), most < 0 ? largest_length : most};
}
}  // namespace

float within_transferred_widths(LayoutBox& box, float size, const HeightRoom& room, const PixelEdges& frame,
                                float filled) {
    const Limits heights = limits_of_height(box, room, frame.vertical());
    const Limits seen{width_by_ratio(box, heights.least, frame), width_by_ratio(box, heights.most, frame)};
    return within(size, limits_of_width(box, room, frame.horizontal(), filled), seen);
}

/// https://drafts.csswg.org/css-sizing-4/#aspect-ratio-minimum
float width_of_ratio(LayoutBox& box, float height, float available_width, const PixelEdges& frame,
                     bool height_is_known) {
    const LayoutStyle& s = *box.layout_style;
    const float width = width_by_ratio(box, height, frame);
    if (!s.min_width.is_auto() || box.clips() || s.replaced) return width;
    return std::max(
        width, height_is_known ? min_content_width(box, available_width) : intrinsic_widths(box, available_width).min);
}

// -- before layout
// -----------------------------------------------------------------------------------------------------

namespace {

/// Its style has pixels.
float content_height_by_style(const LayoutBox& box) {
    const LayoutStyle& s = *box.layout_style;
    if (!s.height.is_px()) return indefinite;
    const float frame = frame_of(box, 0).vertical();
    float height = border_box_length(box, s.height, indefinite, frame);
    if (s.max_height.is_px()) height = std::min(height, border_box_length(box, s.max_height, indefinite, frame));
    if (s.min_height.is_px()) height = std::max(height, border_box_length(box, s.min_height, indefinite, frame));
    return std::max(0.f, height - frame);
}

/// In the line of a row that does not wrap.
bool is_stretched_in_row(const LayoutBox& item) {
    const LayoutStyle &s = *item.layout_style, &container = *item.parent->layout_style;
    if (!item.parent->is_flex_container() || !container.is_row() || container.wraps()) return false;
    const Align align = (s.align_self.keyword == Align::automatic ? container.align_items : s.align_self).keyword;
    return align == Align::stretch && !item.style->margin.top.is_auto() && !item.style->margin.bottom.is_auto();
}

}  // namespace

float percentage_base_by_style(const LayoutBox& box) {
    return box.parent && !box.is_absolute() ? content_height_by_style(block_container(*box.parent)) : indefinite;
}

float height_by_style(const LayoutBox& box, float base, float frame) {
    const LayoutStyle& s = *box.layout_style;
    if (!s.height.is_auto()) return border_box_length(box, s.height, base, frame);
    if (base < 0 || !is_stretched_in_row(box)) return indefinite;
    return std::max(frame, base - margin_of(box, 0).vertical());
}

float width_by_style_of_height(LayoutBox& box, float available_width) {
    if (box.layout_style->aspect_ratio == 0) return indefinite;
    const PixelEdges frame = frame_of(box, available_width);
    const float base = percentage_base_by_style(box), height = height_by_style(box, base, frame.vertical());
    if (height < 0) return indefinite;
    const HeightRoom room{.percent_height = base, .contents = frame.vertical()};
    return width_by_ratio(box, within_heights(box, height, room, frame.vertical()), frame);
}

void limit_through_ratio(const LayoutBox& box, IntrinsicWidths& widths, const PixelEdges& frame, float base) {
    const auto limit = [&](Length height, float base) {
        const float high = border_box_length(box, height, base, frame.vertical());
        return high < 0 ? indefinite : width_by_ratio(box, high, frame);
    };
    const float of_minimum = limit(box.layout_style->min_height, std::max(0.f, base));  // percentages of nothing are 0
    const float least = std::max(of_minimum, width_by_ratio(box, frame.vertical(), frame));
    const float most = limit(box.layout_style->max_height, base);
    for (float* width : {&widths.min, &widths.max}) {
        if (most >= 0) *width = std::min(*width, most);
        *width = std::max(*width, least);
    }
}

}  // namespace janklab
