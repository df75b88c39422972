// SPDX-License-Identifier: MIT
// DeclarationBlock: what stands between the braces of a rule, or in a style attribute: declared properties with their
// values, as a Style of which only some members count. Page thread.
// https://drafts.csswg.org/cssom/#css-declaration-blocks
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "style/css_values.h"
#include "style/properties.h"

namespace janklab {

/// A value that is known only when the element is: it has var(), relative units, or is inherit, initial, unset.
struct PendingDeclaration {
    std::string name;  // of a property or shorthand
    std::string value;
    PropertySet covers;  // the properties that it sets, less those that a later declaration has set
    bool important = false;
};
struct CustomProperty {
    std::string name;  // with the --
    std::string value;
    bool important = false;
    friend bool operator==(const CustomProperty&, const CustomProperty&) = default;
};

struct DeclarationBlock {
    Style values;
    PropertySet declared;   // whose value stands in `values`
    PropertySet important;  // of those
    std::vector<PendingDeclaration> pending;
    std::vector<CustomProperty> custom;

    bool empty() const { return declared.empty() && pending.empty() && custom.empty(); }
    /// As `name: value` would; also shorthands and custom properties. False, and nothing changes, where the name is not
    /// known or the value is not one of its.
    bool set(std::string_view name, std::string_view value, bool is_important = false);
    /// What `other` declares wins.
    void add(const DeclarationBlock& other);
    /// True if it was there.
    bool remove(std::string_view name);
    /// The value as text; empty where it is not declared. Shorthands of which all parts are declared: as
    /// short as it reads back.
    std::string get(std::string_view name) const;
    /// `name: value; ...`
    std::string text() const;
};

/// Reads `name: value; ...` up to the end or to a closing brace. What is not understood is left out, as in browsers;
/// returns how many were.
int read_declarations(CssTokens& tokens, DeclarationBlock& into);
int read_declarations(std::string_view text, DeclarationBlock& into);

/// The value of one property in a Style, as CSS text.
std::string property_text(PropertyId id, const Style& style);

// -- inside engine/style
// -----------------------------------------------------------------------------------------------

/// The longhands that a name sets: itself, or the parts of a shorthand; empty if it is not known.
PropertySet properties_of(std::string_view name);
/// Reads the value of one longhand into `style`. False, and nothing is taken, where it is none.
bool read_longhand(PropertyId id, CssValueReader& reader, Style& style);
/// Reads the value of a shorthand, and adds what it sets to `set`. False where it is not one, or not understood.
bool read_shorthand(std::string_view name, CssValueReader& reader, Style& style, PropertySet& set);
/// The parts of a shorthand in the order of the standard; none: it is not known.
struct Shorthand {
    enum class Form : std::uint8_t {
        other,
        sides,    // up to four values, from the top on
        pair,     // one or two
        line,     // widths, then styles, then colours: one of each for each side
        special,  // each as its standard has it
    };
    Form form = Form::other;
    std::array<PropertyId, 12> parts{};
    std::size_t count = 0;
};
Shorthand shorthand_named(std::string_view name);
/// Its value as text, as short as it reads back (shorthand_text.cpp). Empty where there is none: sides that differ.
std::string shorthand_text(std::string_view name, const Style& style);
/// The shorthands `transition` and `animation` (css_motion.cpp): reading, and their text.
bool read_transition(CssValueReader& reader, Style& style, PropertySet& set);
bool read_animation(CssValueReader& reader, Style& style, PropertySet& set);
std::string transition_text(const TransitionLists& lists);
std::string animation_text(const AnimationLists& lists);
/// Reads a property or shorthand; everything up to the end must belong to it.
bool read_property(std::string_view name, CssValueReader& reader, Style& style, PropertySet& set);

}  // namespace janklab
