// SPDX-License-Identifier: MIT
// LayoutBox: one rectangle of the layout, two cache lines of it, with the constraints that it was arranged for. What
// was measured beforehand stands in its KnownSizes. Both lie in chunks of their LayoutTree; a node owns its box.
// Written by engine/layout, read by paint and hit testing. Page thread.
#pragma once

#include <cstdint>
#include <memory>

#include "base/geometry.h"
#include "layout/layout_style.h"
#include "layout/paragraph.h"
#include "style/element_style.h"

namespace janklab {

struct LayoutTree;

/// No size is given from outside, or a percentage has nothing to refer to.
inline constexpr float indefinite = -1;

/// What the parent asks of a box. Two equal ones give the same result, unless the box is dirty.
struct BoxConstraints {
    float available_width = 0;           // the containing block's content box: for percentages and for filling
    float percent_height = indefinite;   // the containing block's content height, where it is definite
    float width = indefinite;            // of the border box, when the parent decides it
    float height = indefinite;           // of the border box, when the parent decides it
    bool shrink_to_fit : 1 = false;      // an automatic width is that of the contents, not the available one
    bool height_is_definite : 1 = true;  // percentages below may refer to `height`
    bool contents_only : 1 = false;      // find the height of the contents: the style's own height does not count
    bool wants_baseline : 1 = false;     // Pass::measure finds the first baseline too
    bool last_baseline : 1 = false;      // it is that of the last line that is wanted
    friend bool operator==(const BoxConstraints&, const BoxConstraints&) = default;
};

/// Vertical margins that touch: the largest positive one and the smallest negative one count.
struct MarginStrut {
    float positive = 0, negative = 0;
    void add(float margin) {
        margin > 0 ? positive = positive > margin ? positive : margin
                   : negative = negative < margin ? negative : margin;
    }
    void add(const MarginStrut& other) { add(other.positive), add(other.negative); }
    float sum() const { return positive + negative; }
    friend bool operator==(const MarginStrut&, const MarginStrut&) = default;
};

/// Widths of a box's contents: broken wherever they can be, and nowhere. Border box.
struct IntrinsicWidths {
    float min = indefinite, max = indefinite;  // both or none known
};

/// What was found out about a box before it was arranged. A flex item with nothing in it has none: its sizes are found
/// faster than remembered.
struct KnownSizes {
    KnownSizes() : above(), below() {}
    LayoutTree* tree = nullptr;
    BoxConstraints measured_for;
    Size measured;
    float measured_baseline = 0;  // from the top, where it was wanted
    IntrinsicWidths intrinsic;    // as if the width were auto
    union {
        MarginStrut above;      // of a block: its margin with those of its contents that touch it
        Point static_position;  // of an absolute box in a block: where it would be in flow
        Point inline_corner;    // of an inline box: of rect, in the block container, before relative shifts
    };
    union {
        MarginStrut below;          // as above
        std::uint32_t inline_item;  // of an inline box: its place among the paragraph's items
    };
};
static_assert(sizeof(KnownSizes) <= 64);

/// How a box takes part in lines.
enum class InlineRole : std::uint8_t {
    none,        // it does not: a block, a flex item
    box,         // an inline box: its contents are in the lines of the block container around it
    atomic,      // set in a line like one big glyph: inline-block and its like
    out_of_flow  // absolute
};

struct alignas(64) LayoutBox {
    // -- what the parent's algorithm reads and writes
    const LayoutStyle* layout_style = nullptr;  // of `style`
    LayoutBox* next = nullptr;
    LayoutBox* first_child = nullptr;  // in the order of `order`
    Rect rect;  // border box, of an inline box around all its parts; its origin is in the parent's border box,
                // unscrolled
    BoxConstraints arranged_for;
    bool absolute_below = false;             // absolute boxes in it, whose containing block it may not be
    bool child_uses_percent_height = false;  // it matters to the contents whether the height is definite
    bool dirty : 1 = true;                   // it or something in it must be laid out; what is cached is worthless
    bool anonymous : 1 = false;
    bool measured_valid : 1 = false;
    bool baseline_asked : 1 = false;         // some flex container aligns by a baseline in it
    bool has_shrunk_items : 1 = false;       // of a flex container, in some run since it was invalidated
    bool collapses_through : 1 = false;      // of a block: nothing keeps the margins above and below it apart
    bool margins_are_measured : 1 = false;   // those of KnownSizes belong to measured_for, not to arranged_for
    bool rtl : 1 = false;                    // direction
    bool repaint_noted : 1 = false;          // it, or something in it, is to be recorded again (repaint.h)
    bool stacked : 1 = false;                // as of the last walk through its stacking context (paint_order.h)
    bool nothing_stacked_below : 1 = false;  // known to have none of that context in it
    bool sticky : 1 = false;                 // listed in the tree's sticky boxes
    bool overflow_stale : 1 = true;          // how far its contents reach must be found anew (overflow.h)
    bool spills : 1 = false;                 // the tree remembers how far they reach
    bool height_asked : 1 = false;           // height_is_for_any_width is known
    bool height_is_for_any_width : 1 = false;
    bool displaced : 1 = false;         // noted so (repaint.h)
    bool children_stale : 1 = false;    // which ones, in which order or where may have changed (repaint.h)
    bool stacking_stale : 1 = false;    // of the boxes stacked in its context that it, or something in it, is: which
                                        // ones, or in which order
    bool places_stale : 1 = false;      // of a stacking context: where those stacked in it are may have changed
    bool stacked_by_style : 1 = false;  // not by its position alone; as of the last walk for paint
    bool keeps_rows : 1 = false;        // paint keeps what it recorded of the many boxes in it (kept_rows.h)
    bool leads_to_outline : 1 = false;  // of an ancestor, while paint looks for them in the order of the tree

    // -- the rest
    KnownSizes* known = nullptr;           // made at the first need
    std::unique_ptr<Paragraph> paragraph;  // of a block container: what stands in its lines, if anything does
    LayoutBox* parent = nullptr;
    ElementStyle* owner = nullptr;  // of the element; of an anonymous box: of its parent's element
    const Style* style = nullptr;   // the owner's; of an anonymous box: the initial one
    std::uint32_t paint_slot = 0;   // of what paint keeps for it; 0: none yet
    std::uint32_t child_count = 0;
    std::uint16_t depth = 0;
    InlineRole role = InlineRole::none;
    bool scroller : 1 = false;            // listed in the tree's scroll containers
    bool scrolls_on_display : 1 = false;  // the display thread moves what is in it: it is recorded unscrolled

    LayoutTree& tree() const;
    Element& element() const { return owner->element; }
    const InheritedStyle& inherited() const { return owner->inherited; }
    /// Out of flow.
    bool is_absolute() const {
        return layout_style->position == Position::absolute || layout_style->position == Position::fixed;
    }
    bool is_flex_container() const {
        return layout_style->display == Display::flex || layout_style->display == Display::inline_flex;
    }
    bool is_inline_box() const { return role == InlineRole::box; }
    bool is_transformed() const { return !style->transform.empty(); }
    bool is_empty() const { return !first_child && !paragraph; }
    /// Absolute boxes in it refer to it.
    bool is_containing_block() const {
        return !parent || style->position != Position::in_flow || holds_fixed_boxes(*style) ||
               style->will_change.holds_absolute();
    }
    /// Of the body the viewport does instead.
    bool clips() const { return parent && layout_style->clips && role != InlineRole::box; }
};
static_assert(sizeof(LayoutBox) == 128);

/// The nearest ancestor to whose padding box an absolute box refers; of a fixed one the root stands for the viewport.
LayoutBox& containing_block(const LayoutBox& absolute);
/// The block container in whose lines `box` is, or itself if it is no inline box.
inline LayoutBox& block_container(LayoutBox& box) {
    LayoutBox* at = &box;
    while (at->is_inline_box()) at = at->parent;
    return *at;
}
inline const LayoutBox& block_container(const LayoutBox& box) { return block_container(const_cast<LayoutBox&>(box)); }

}  // namespace janklab
