// SPDX-License-Identifier: MIT
// Painting order, shared by paint (forwards) and hit testing (backwards), so that both agree on what is on top. Page
// thread. https://drafts.csswg.org/css2/#painting-order, https://drafts.csswg.org/css-position-4/#painting-order.
#pragma once

#include <cstdint>
#include <vector>

#include "layout/layout_box.h"

namespace janklab {

/// By its z-index or as a layer, whatever its position is.
bool is_stacked_by_style(const LayoutBox& box);
/// Painted above its stacking context's flow, or below it, in the order of z-index: positioned boxes, flex items with a
/// z-index, and layers.
bool is_stacked(const LayoutBox& box);
/// What is stacked inside is ordered among itself. A positioned box whose z-index is auto is stacked, but none: what is
/// stacked inside stands beside it. Neither is a box that clips.
bool is_stacking_context(const LayoutBox& box);
/// Painted in one piece at its place in the flow, after the backgrounds of the blocks around it.
inline bool is_atomic(const LayoutBox& box) {
    return box.role == InlineRole::atomic || (box.parent && box.parent->is_flex_container());
}
/// Positioned boxes and flex items have one. Of all others, whatever is said of it, it is auto.
inline bool has_z_index(const LayoutBox& box) {
    const bool applies = box.layout_style->position != Position::in_flow || box.parent->is_flex_container();
    return applies && box.style->z_index;
}
/// Auto is painted like 0.
inline int z_index(const LayoutBox& box) { return has_z_index(box) ? *box.style->z_index : 0; }

/// What lies around a stacked box inside its stacking context, following containing blocks, and matters to it: a box
/// that clips, or one that does not move with the context.
struct StackedWithin {
    LayoutBox* box = nullptr;
    std::int32_t around = -1;     // what is around it in turn; index in StackedBoxes::within; -1: nothing
    bool leaves_context = false;  // as in StackedBox
};
struct StackedBox {
    LayoutBox* box = nullptr;
    std::uint32_t order = 0;       // in the tree
    std::int32_t around = -1;      // index in StackedBoxes::within; -1: nothing
    bool leaves_context = false;   // its containing block is outside: it is neither clipped nor scrolled by what is
                                   // between; see containing_block()
    std::uint32_t same_until = 0;  // up to that one, counted from the context's first, both are the same
};
/// Two stacks: those of a context come on top of those of the contexts around it.
struct StackedBoxes {
    std::vector<StackedBox> boxes;
    std::vector<StackedWithin> within;

    struct Mark {
        std::size_t boxes = 0, within = 0;
    };
    Mark end() const { return {boxes.size(), within.size()}; }
    void cut(const Mark& mark) {
        boxes.resize(mark.boxes);
        within.resize(mark.within);
    }
};

/// told: note_repaint() was called for every change since the last time: where nothing was found then and nothing has
/// changed since, nobody looks.
enum class ChangesAre : std::uint8_t { told, unknown };
/// Adds the stacked boxes that belong to the stacking context `box` from bottom to top; those with negative z-index
/// come first.
void add_stacked_boxes(const LayoutBox& box, ChangesAre changes, StackedBoxes& into);

/// Whether the box can have a rendering_shift(): a quick look, for the many that have none.
inline bool moves_by_itself(const LayoutBox& box) {
    if (box.sticky) return true;
    return box.is_absolute() && (box.layout_style->position == Position::fixed || !box.parent->is_containing_block());
}
/// Where somebody who asks for stacked boxes has what moves.
struct StackingPlaces {
    Point (*children_origin)(const LayoutBox& box, Point origin);  // of a box that clips
    Point (*shift)(const LayoutBox& box);                          // of a box that moves_by_itself()
};
/// Where boxes are that are stacked in a context, or around what is. Quick where siblings come one after the other.
class StackedOrigins {
  public:
    StackedOrigins() = default;
    /// Whose children are placed from `corner` on. No box of it moves as long as this is used.
    StackedOrigins(const LayoutBox& context, Point corner, const StackingPlaces& places)
        : places_(&places), context_(&context), last_(&context), corner_(corner), corner_in_last_(corner) {}
    /// Of the border box, in the coordinates of `corner`.
    Point of(const LayoutBox& box) {
        if (box.parent != last_) go_to(*box.parent);
        const Point at = corner_in_last_ + box.rect.origin();
        return moves_by_itself(box) ? at + places_->shift(box) : at;
    }

  private:
    void go_to(const LayoutBox& parent);
    const StackingPlaces* places_ = nullptr;
    const LayoutBox *context_ = nullptr, *last_ = nullptr;
    Point corner_, corner_in_last_;  // of the children in either
};

/// Where the border boxes of the children are measured from: the corner of the border box, moved by scrolling.
/// The body is moved as a whole.
Point children_origin(const LayoutBox& box, Point origin);
/// The padding box, to which contents are clipped.
inline Rect clip_rect(const LayoutBox& box, Point origin) {
    const PixelEdges border = box.style->border.used_width();
    return {origin.x + border.left, origin.y + border.top, box.rect.width - border.horizontal(),
            box.rect.height - border.vertical()};
}
/// Whether what is inside `box`, which is around `absolute`, does not take `absolute` along: its containing block is
/// further out. Of one that is fixed to the viewport everything.
bool is_left_by(const LayoutBox& box, const LayoutBox& absolute);

}  // namespace janklab
