// SPDX-License-Identifier: MIT
// How boxes are laid out, inside engine/layout: one entry for all kinds, and the algorithms behind it. Measuring finds
// a size and writes no rectangle; arranging writes the rectangles of everything in the box. Each box is measured and
// arranged at most once for the same constraints, so that nested containers cost linear time. Page thread.
#pragma once

#include "dom/element.h"
#include "layout/aspect_ratio.h"
#include "layout/intrinsic_widths.h"
#include "layout/layout_box.h"
#include "layout/layout_tree.h"
#include "layout/sizing.h"

namespace janklab {

enum class Pass : std::uint8_t { measure, arrange };

/// The border box's size. After Pass::arrange also box.rect's size and everything inside.
Size layout_box(LayoutBox& box, const BoxConstraints& constraints, Pass pass);

/// A flex item with nothing in it and without a ratio: its size is a matter of its style and the constraints, and found
/// faster than remembered.
inline bool is_leaf_item(const LayoutBox& item) {
    return item.is_empty() && item.layout_style->aspect_ratio == 0 && !item.layout_style->has_own_size();
}
inline bool is_plain_leaf(const LayoutBox& box) {
    return is_leaf_item(box) && box.parent && box.parent->is_flex_container();
}
/// Remembers what was arranged. A scroll position may be too far now.
inline void note_arranged(LayoutTree& tree, LayoutBox& box, Size size, const BoxConstraints& constraints) {
    box.rect.width = size.width;
    box.rect.height = size.height;
    box.arranged_for = constraints;
    box.dirty = false;
    box.overflow_stale = true;
    if ((box.layout_style->clips || !box.parent) && !box.anonymous && box.element().scroll_position() != Point{})
        tree.scrolled.push_back(&box.element());
}
/// Pass::arrange for a plain leaf, whose size is known.
inline void arrange_leaf(LayoutTree& tree, LayoutBox& leaf, Size size, const BoxConstraints& constraints) {
    tree.stats.boxes_visited += leaf.dirty || size != leaf.rect.size();
    tree.stats.visited_as_changed += leaf.dirty;
    note_arranged(tree, leaf, size, constraints);
}

// -- what is inside a box
// ----------------------------------------------------------------------------------------------

inline constexpr float no_baseline = -largest_length;
struct Contents {
    float height = 0;              // the content height if area.height is indefinite
    float baseline = no_baseline;  // the first or last one, from the top of the border box; only if it was wanted
};
Contents layout_block_contents(LayoutBox& box, const ContentArea& area, Pass pass);
Contents layout_inline_contents(LayoutBox& box, const ContentArea& area, Pass pass);
Contents layout_flex_contents(LayoutBox& box, const ContentArea& area, Pass pass);
/// The content width that the columns of a multi-line column container take beside each other, with contents at their
/// largest. Where the height is not known, its style may say it.
float width_of_columns(LayoutBox& box, KnownHeight height, float available_width);
/// The first (or last) baseline of a box that was measured with wants_baseline, from its top; or no_baseline.
inline float measured_baseline(const LayoutBox& box) {
    return is_plain_leaf(box) ? no_baseline : box.known->measured_baseline;
}
/// Of a box with a paragraph: of its content box.
IntrinsicWidths inline_intrinsic_widths(LayoutBox& box);
/// Its contents' margins do not touch its own.
bool is_formatting_root(const LayoutBox& box);
/// Arranges the absolute boxes that refer to `box`, which has its size.
void arrange_absolute_boxes(LayoutBox& box);
void arrange_absolute_box(LayoutBox& absolute);
/// What the insets of an absolute box refer to, its containing block's padding box or the viewport; from the corner of
/// its parent's border box.
Rect containing_rect(const LayoutBox& absolute);

}  // namespace janklab
