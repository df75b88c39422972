// SPDX-License-Identifier: MIT
// Sizes that follow from a style: frames, margins, widths and heights within their limits. Where the style has pixels
// and no limits, which is nearly everywhere, they are found right here. Page thread.
// https://drafts.csswg.org/css-sizing-3/
#pragma once

#include <algorithm>

#include "layout/layout_box.h"

namespace janklab {

/// The content box of a container, and what its height may become.
struct ContentArea {
    float width = 0;
    float height = indefinite;  // definite, or indefinite
    float min_height = 0;       // limits of an automatic height
    float max_height = largest_length;
    float percent_height = indefinite;  // what the children's percentages refer to
    PixelEdges frame;                   // of the container
    bool wants_baseline = false, last_baseline = false;
};

// -- frames and margins
// ------------------------------------------------------------------------------------------------

PixelEdges frame_with_percentages(const LayoutBox& box, float available_width);
PixelEdges margin_with_percentages(const LayoutBox& box, float available_width);

/// Padding and border; percentages are of the containing block's width.
inline PixelEdges frame_of(const LayoutBox& box, float available_width) {
    const LayoutStyle& s = *box.layout_style;
    return s.frame_has_percent ? frame_with_percentages(box, available_width) : s.frame;
}
/// Automatic margins are 0.
inline PixelEdges margin_of(const LayoutBox& box, float available_width) {
    const LayoutStyle& s = *box.layout_style;
    return s.margin_has_percent ? margin_with_percentages(box, available_width) : s.margin;
}

// -- lengths and limits
// ------------------------------------------------------------------------------------------------

/// A width or height of the style as a border-box size; indefinite for keywords, and for percentages of nothing.
inline float border_box_length(const LayoutBox& box, const Length& length, float base, float frame) {
    if (!length.is_resolvable() || (length.has_percent() && base < 0)) return indefinite;
    const float resolved = std::max(0.f, length.resolve(base));
    return box.layout_style->box_sizing == BoxSizing::border_box ? std::max(resolved, frame) : resolved + frame;
}
float keyword_width(LayoutBox& box, const Length& length, float available_width, float frame, float filled);
/// A width of the style likewise; min-content and its like are those of `box`. stretch fills `filled` with the margins,
/// and fit-content fits into it: the available width where the parent does not say otherwise.
inline float border_box_width(LayoutBox& box, const Length& length, float available_width, float frame,
                              float filled = indefinite) {
    if (length.is_keyword()) return keyword_width(box, length, available_width, frame, filled);
    return border_box_length(box, length, available_width, frame);
}

/// What the heights of a style refer to.
struct HeightRoom {
    float percent_height = indefinite;  // of the containing block, where it is definite
    float available_width = 0;          // of the containing block
    float width = indefinite;           // of the border box, where the parent decides it
    float contents = indefinite;        // the height of the contents as a border box, where it is known
    float filled = indefinite;          // what stretch fills with the margins, where it is not percent_height
};
float keyword_height(LayoutBox& box, const Length& length, const HeightRoom& room, float frame);
/// A height of the style likewise. min-content and its like measure the contents.
inline float border_box_height(LayoutBox& box, const Length& length, const HeightRoom& room, float frame) {
    if (length.is_keyword()) return keyword_height(box, length, room, frame);
    return border_box_length(box, length, room.percent_height, frame);
}
/// The height that the style gives the box; indefinite where it is that of the contents.
inline float own_height(LayoutBox& box, const HeightRoom& room, float frame) {
    const Length& height = box.layout_style->height;
    return height.is_intrinsic() ? indefinite : border_box_height(box, height, room, frame);
}
/// min-height likewise, not auto: percentages of nothing are 0, wherever they stand in it.
inline float least_height(LayoutBox& box, const HeightRoom& room, float frame) {
    const Length& least = box.layout_style->min_height;
    if (!least.has_percent()) return border_box_height(box, least, room, frame);
    return border_box_length(box, least, std::max(0.f, room.percent_height), frame);
}
/// Of the contents, as a border box: the style's own height and its limits do not count.
float contents_height(LayoutBox& box, const HeightRoom& room);

float limited_height(LayoutBox& box, float size, const HeightRoom& room, float frame);
/// `size` within the style's minimum and maximum, and at least the frame. The minimum wins over the maximum.
inline float within_heights(LayoutBox& box, float size, const HeightRoom& room, float frame) {
    const LayoutStyle& s = *box.layout_style;
    if (!s.max_height.is_auto() || !s.min_height.is_auto()) size = limited_height(box, size, room, frame);
    return finite_length(std::max(size, frame));
}
inline float within_widths(LayoutBox& box, float size, float available_width, float frame, float filled = indefinite) {
    const LayoutStyle& s = *box.layout_style;
    if (!s.max_width.is_auto()) {
        const float most = border_box_width(box, s.max_width, available_width, frame, filled);
        if (most >= 0) size = std::min(size, most);
    }
    if (!s.min_width.is_auto())
        size = std::max(size, border_box_width(box, s.min_width, available_width, frame, filled));
    return finite_length(std::max(size, frame));
}
/// Of a box with nothing in it, where no one else decides.
inline float height_of_leaf(LayoutBox& leaf, float available_width, float percent_height) {
    const float frame = frame_of(leaf, available_width).vertical();
    const HeightRoom room{.percent_height = percent_height, .available_width = available_width, .contents = frame};
    const float height = own_height(leaf, room, frame);
    return within_heights(leaf, height < 0 ? frame : height, room, frame);
}

/// Whether the contents are as high in any width: nothing in the box breaks lines, wraps, or refers to a width. Found
/// once, until something in the box changes.
bool height_is_for_any_width(LayoutBox& box);

/// By how much a relative box is moved from its place.
Point offset_of_relative(const LayoutBox& box, const ContentArea& area);
inline Point relative_offset(const LayoutBox& box, const ContentArea& area) {
    return box.layout_style->position == Position::relative ? offset_of_relative(box, area) : Point{};
}
/// Likewise of a box that has been arranged.
inline Point relative_offset_as_arranged(const LayoutBox& box) {
    const BoxConstraints& asked = box.arranged_for;
    return relative_offset(box, {.width = asked.available_width, .percent_height = asked.percent_height});
}

}  // namespace janklab
