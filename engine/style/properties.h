// SPDX-License-Identifier: MIT
// The one table of properties: what each is called in CSS, where it lies in Style, and what a change of it makes dirty.
// Comparing, and the tests of the documentation, follow from it. Page thread.
#pragma once

#include "dom/dirty.h"
#include "style/style.h"

namespace janklab {

/// Calls `visit(css_name, member, dirty)` for every property. Inherited ones only make style dirty: the style stage finds
/// out whose value changes, and what that costs (inherited_difference).
template <class Visit>
constexpr void for_each_property(Visit&& visit) {
    constexpr Dirty box = Dirty::layout | Dirty::paint;
    visit("display", &Style::display, Dirty::boxes | box);
    visit("position", &Style::position, Dirty::boxes | box);
    visit("box-sizing", &Style::box_sizing, box);
    visit("overflow", &Style::overflow, box);
    visit("width", &Style::width, box);
    visit("height", &Style::height, box);
    visit("min-width", &Style::min_width, box);
    visit("min-height", &Style::min_height, box);
    visit("max-width", &Style::max_width, box);
    visit("max-height", &Style::max_height, box);
    visit("margin", &Style::margin, box);
    visit("padding", &Style::padding, box);
    visit("border", &Style::border, Dirty::paint);  // and layout where the width changes: difference()
    visit("inset", &Style::inset, box);
    visit("flex-direction", &Style::flex_direction, box);
    visit("flex-wrap", &Style::flex_wrap, box);
    visit("justify-content", &Style::justify_content, box);
    visit("align-items", &Style::align_items, box);
    visit("align-self", &Style::align_self, box);
    visit("align-content", &Style::align_content, box);
    visit("flex-grow", &Style::flex_grow, box);
    visit("flex-shrink", &Style::flex_shrink, box);
    visit("flex-basis", &Style::flex_basis, box);
    visit("gap", &Style::gap, box);
    visit("color", &Style::color, Dirty::style);
    visit("font-family", &Style::font_face, Dirty::style);
    visit("font-size", &Style::font_size, Dirty::style);
    visit("line-height", &Style::line_height, Dirty::style);
    visit("text-align", &Style::text_align, Dirty::style);
    visit("white-space", &Style::white_space, Dirty::style);
    visit("cursor", &Style::cursor, Dirty::style);
    visit("pointer-events", &Style::pointer_events, Dirty::style);
    visit("background-color", &Style::background, Dirty::paint);
    visit("border-radius", &Style::radius, Dirty::paint);
    visit("box-shadow", &Style::shadow, Dirty::paint);
    visit("opacity", &Style::opacity, Dirty::compositing);
    visit("transform", &Style::transform, Dirty::compositing);  // and boxes where it comes or goes: difference()
    visit("transform-origin-x", &Style::origin_x, Dirty::compositing);
    visit("transform-origin-y", &Style::origin_y, Dirty::compositing);
    visit("z-index", &Style::z_index, Dirty::paint);
    visit("will-change", &Style::will_change, Dirty::paint);
}

/// What going from one style to the other makes dirty; none when they are equal.
Dirty difference(const Style& from, const Style& to);
/// What a change of inherited values makes dirty for the element that inherits.
Dirty inherited_difference(const InheritedStyle& from, const InheritedStyle& to);
/// What `style` inherits or sets.
InheritedStyle inherit(const InheritedStyle& parent, const Style& style);

}  // namespace janklab
