// SPDX-License-Identifier: MIT
// LayoutBox: one rectangle of the layout, with what was found out about it and for which constraints. Boxes lie in the
// chunks of their LayoutTree; a node owns its box. Written by engine/layout, read by paint and hit testing. Page
// thread.
#pragma once

#include <cstdint>
#include <memory>

#include "base/geometry.h"
#include "layout/paragraph.h"
#include "style/element_style.h"

namespace janklab {

struct LayoutTree;

/// No size is given from outside, or a percentage has nothing to refer to.
inline constexpr float indefinite = -1;

/// What the parent asks of a box. Two equal ones give the same result, unless the box is dirty.
struct BoxConstraints {
    float available_width = 0;          // the containing block's content box: for percentages and for filling
    float percent_height = indefinite;  // the containing block's content height, where it is definite
    float width = indefinite;           // of the border box, when the parent decides it
    float height = indefinite;          // of the border box, when the parent decides it
    bool shrink_to_fit = false;         // an automatic width is that of the contents, not the available one
    bool height_is_definite = true;     // percentages below may refer to `height`
    bool contents_only = false;         // find the height of the contents: the style's own height does not count
    bool wants_baseline = false;        // Pass::measure finds the first baseline too
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

struct LayoutBox {
    LayoutTree* tree = nullptr;
    ElementStyle* owner = nullptr;  // of the element; of an anonymous box: of its parent's element
    const Style* style = nullptr;   // the owner's; of an anonymous box: the initial one
    LayoutBox* parent = nullptr;
    LayoutBox* first_child = nullptr;  // in the order of `order`
    LayoutBox* next = nullptr;
    std::unique_ptr<Paragraph> paragraph;  // lines of text instead of children

    Rect rect;              // border box; its origin is in the parent's border box, unscrolled
    Point static_position;  // of an absolute box in a block: where it would be in flow
    BoxConstraints arranged_for, measured_for;
    Size measured;
    float measured_baseline = 0;     // from the top, where it was wanted
    float min_content = indefinite;  // border-box widths of the contents; indefinite: not yet asked
    float max_content = indefinite;
    MarginStrut above, below;  // of a block: its margins with those of its contents that touch them
    Rect painted;              // viewport, after clips and transforms: where it is on the screen

    std::uint16_t depth = 0;
    bool anonymous = false;
    bool dirty = true;  // it or something in it must be laid out; what is cached is worthless
    bool measured_valid = false;
    bool absolute_below = false;             // absolute boxes in it, whose containing block it may not be
    bool uses_percent_height = false;        // the result depends on percent_height
    bool child_uses_percent_height = false;  // it matters to the contents whether the height is definite
    bool width_is_its_own = false;           // the result does not depend on available_width
    bool baseline_asked = false;             // some flex container aligns by a baseline in it
    bool collapses_through = false;          // of a block: nothing keeps `above` and `below` apart
    bool margins_are_measured = false;       // `above` and `below` are those of measured_for, not of arranged_for
    bool rtl = false;                        // direction
    bool paint_dirty = true;                 // what is drawn has changed since it was painted
    bool stacked = false;                    // as of the last walk through its stacking context (paint_order.h)

    Element& element() const { return owner->element; }
    const InheritedStyle& inherited() const { return owner->inherited; }
    /// Out of flow.
    bool is_absolute() const { return style->position == Position::absolute || style->position == Position::fixed; }
    bool is_flex_container() const { return style->display == Display::flex; }
    /// Absolute boxes in it refer to it.
    bool is_containing_block() const {
        return !parent || style->position != Position::in_flow || !style->transform.empty();
    }
    bool clips() const { return style->overflow != OverflowAxes{}; }
};
static_assert(sizeof(LayoutBox) <= 200);

/// The nearest ancestor to whose padding box an absolute box refers; of a fixed one the root stands for the viewport.
LayoutBox& containing_block(const LayoutBox& absolute);

}  // namespace janklab
