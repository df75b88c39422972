// SPDX-License-Identifier: MIT
// Properties by number and name: what property_table.inc says of each, and what follows from it: sets of properties,
// what a change makes dirty, inheritance, copying one property. Page thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dom/dirty.h"
#include "style/property_set.h"
#include "style/style.h"

namespace janklab {

/// How values between two are found; discrete ones change in the middle, none cannot be animated at all.
enum class AnimationType : std::uint8_t { discrete, number, ratio, length, color, shadow, transform, none };

struct PropertyInfo {
    PropertyId id;
    std::string_view name;    // in CSS
    std::string_view member;  // in Style
    bool inherited = false;
    Dirty dirty = Dirty::none;  // what a change makes dirty
    AnimationType animation{};
    std::string_view values;      // for people
    std::string_view deviations;  // from CSS, for people; may be empty
};
const PropertyInfo& info_of(PropertyId id);
/// Nothing: there is no such longhand here.
std::optional<PropertyId> property_named(std::string_view name);

/// Which of the properties differ from their initial values.
PropertySet properties_set_in(const Style& style);
/// Sets `to`'s property to what it is in `from`.
void copy_property(PropertyId id, const Style& from, Style& to);
/// What CSS text begins with: Style{}, but that lines have a width as soon as they have a style.
const Style& css_initial_style();
/// Sets the property to its initial value in CSS; inherited ones too: they no longer inherit.
void set_initial(PropertyId id, Style& style);
/// Sets the property to its value in an element: inherited ones take theirs from `inherited`.
void set_from_element(PropertyId id, const Style& style, const InheritedStyle& inherited, Style& to);
/// currentcolor in the property becomes `text`.
void resolve_current_color(PropertyId id, Color text, Style& style);

/// Numbers that are not lengths made finite and sensible, once, so that no later stage has to look (element_style.cpp).
void make_sane(Style& style);
/// What going from one style to the other makes dirty; none when they are equal. Inherited properties only make style
/// dirty: the style stage finds out whose value changes, and what that costs (inherited_difference).
Dirty difference(const Style& from, const Style& to);
/// What a change of inherited values makes dirty for the element that inherits.
Dirty inherited_difference(const InheritedStyle& from, const InheritedStyle& to);
/// What `style` inherits or sets.
InheritedStyle inherit(const InheritedStyle& parent, const Style& style);

/// Whether the property is the same in both.
bool same_property(PropertyId id, const Style& a, const Style& b);
/// Sets `to`'s property to what it is in `from`; what that makes dirty, as `difference` would say.
Dirty assign_property(PropertyId id, const Style& from, Style& to);

// -- interpolation.cpp
/// Whether there is something between the two: what transitions ask.
bool can_interpolate(PropertyId id, const Style& from, const Style& to);
/// Values that an easing has led out of what the property allows are brought back.
void clamp_to_range(PropertyId id, Style& style);
/// `to` = the property between `from` and `to` at `progress` (0 from, 1 to; may be outside). Discrete ones flip at 0.5.
void interpolate(PropertyId id, const Style& from, const Style& to, float progress, Style& into);
/// `value` = what it makes together with the property in `below`; where properties of its type have no sum it stays.
void compose(PropertyId id, AnimationComposition operation, const Style& below, Style& value);
/// As assign_property, but `from` gets what `to` had: nothing that they share is copied.
Dirty exchange_property(PropertyId id, Style& from, Style& to);

/// The table of README.md.
std::string property_table_markdown();

}  // namespace janklab
