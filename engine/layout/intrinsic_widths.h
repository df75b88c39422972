// SPDX-License-Identifier: MIT
// How wide the contents want to be: min-content and max-content of a box, and what it asks of a parent that sizes
// itself by its contents. Found once and remembered, so that nested containers cost linear time (but for those with a
// ratio and a maximum height, whose contents are asked again). Page thread.
// https://drafts.csswg.org/css-sizing-3/#intrinsic-sizes
#pragma once

#include <algorithm>

#include "layout/sizing.h"

namespace janklab {

IntrinsicWidths find_intrinsic_widths(LayoutBox& box);

/// As if the width were auto, with percentages of padding as 0. Found once, until something in the box changes.
inline IntrinsicWidths intrinsic_widths(LayoutBox& box) {
    if (box.is_empty() && box.layout_style->aspect_ratio == 0 && !box.layout_style->has_own_size()) {
        const float frame = finite_length(frame_of(box, 0).horizontal());
        return {frame, frame};
    }
    if (box.known && box.known->intrinsic.max >= 0) return box.known->intrinsic;
    return find_intrinsic_widths(box);
}
IntrinsicWidths intrinsic_widths_with_percentages(LayoutBox& box, float available_width);
/// Likewise of a box that is laid out: percentages of its padding are of its containing block's width.
inline IntrinsicWidths intrinsic_widths(LayoutBox& box, float available_width) {
    return box.layout_style->frame_has_percent ? intrinsic_widths_with_percentages(box, available_width)
                                               : intrinsic_widths(box);
}
/// Likewise the smallest one, where the height is known: its limits, seen through a ratio, do not limit the contents.
float min_content_width(LayoutBox& box, float available_width);
/// A border box's height that is known before its width: it says how many columns there are, if the box has any.
struct KnownHeight {
    float height = indefinite;
    bool is_definite = true;  // percentages may refer to it
};
/// Items in columns beside each other.
inline bool has_columns(const LayoutBox& box) {
    return box.is_flex_container() && box.layout_style->wraps() && !box.layout_style->is_row();
}
/// The largest width that the contents ask for, as a border box.
float max_content_width(LayoutBox& box, float available_width, KnownHeight height = {});
/// As wide as the contents, but not wider than `room` if they can be broken.
float fitting_width(LayoutBox& box, float room, float available_width, KnownHeight height = {});
/// What the box asks of a parent that sizes itself by its contents: the style's width, else the intrinsic one, within
/// min and max, with margins. Percentages count as auto, or 0 for margins and padding.
IntrinsicWidths width_contribution(LayoutBox& box);

}  // namespace janklab
