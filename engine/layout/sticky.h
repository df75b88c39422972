// SPDX-License-Identifier: MIT
// Sticky positioning: by how much a box is moved so that it stays in view, as far as its containing block goes. The
// rule is a pure function of plain values, because the page and, while that is blocked, the display thread follow it.
// https://drafts.csswg.org/css-position-3/#stickypos-insets. Deviation: transforms between the box and its scroll
// container are not looked at, as in browsers.
#pragma once

#include <optional>

#include "base/geometry.h"

namespace janklab {

struct LayoutBox;
struct LayoutTree;

/// What one sticky box wants. Rectangles are in the coordinates of what its scroll container scrolls: from the corner
/// of the scrollport at the scroll position {0, 0}, without any sticky shift.
struct StickyConstraint {
    Rect box;         // the border box, where it is in flow
    Rect limits;      // the containing block less the box's margins: it is not moved out of it
    Rect view;        // what is seen at the scroll position {0, 0}: the port less the scroll container's padding
    int around = -1;  // index of the nearest sticky box around it that sticks to the same container; it moves both
    struct Insets {
        std::optional<float> top, right, bottom, left;  // from the edges of the view; none: it does not stick there
        friend bool operator==(const Insets&, const Insets&) = default;
    } insets;
    bool rtl = false;  // of the containing block: which of left and right gives way
    friend bool operator==(const StickyConstraint&, const StickyConstraint&) = default;
};

/// Shift of the box at a scroll position. `outer`: the whole shift of the sticky box around it.
Point sticky_shift(const StickyConstraint& constraint, Point scroll_position, Point outer);

/// One for each sticky box, the outer ones first.
struct StickyBox {
    LayoutBox* box = nullptr;
    LayoutBox* scroller = nullptr;  // null: it never sticks
    StickyConstraint constraint;
};

/// Finds the constraints anew; at the end of each layout, in which anything may have moved.
void find_sticky_constraints(LayoutTree& tree);
/// To which scroll container a sticky box sticks; null: to none.
LayoutBox* sticks_to(const LayoutBox& box);
/// Where `box`, which is sticky, is moved from its place in flow now; the shift of those around it is not included.
Point sticky_shift(const LayoutBox& box);

}  // namespace janklab
