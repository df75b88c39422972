// SPDX-License-Identifier: MIT
// The cascade: one Style from rules, declarations as text, and what C++ set. In the order of their strength: rules by
// specificity and order, the Style that C++ set (members that are not initial), the element's own declarations, then
// the important ones. Page thread. https://drafts.csswg.org/css-cascade-4/#cascading
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "style/custom_properties.h"
#include "style/declarations.h"
#include "style/style_rules.h"

namespace janklab {

class Animation;
class Element;

// -- an element's own declarations (its style attribute)
// ---------------------------------------------------------------

/// As `element.style.setProperty` does: false where it was not understood.
bool set_style_property(Element& element, std::string_view name, std::string_view value, bool important = false);
/// True if it was there.
bool remove_style_property(Element& element, std::string_view name);
/// As text; empty where it is not declared.
std::string style_property(const Element& element, std::string_view name);
/// Replaces all of them; returns how many were not understood.
int set_style_text(Element& element, std::string_view declarations);
std::string style_text(const Element& element);
/// As of the last style stage, inherited values included, with the colour that currentcolor stands for; empty for names
/// that are not known, and for shorthands.
std::string computed_property(const Element& element, std::string_view name);

// -- inside engine/style
// -----------------------------------------------------------------------------------------------

/// Who stood beside an element when its parent's children were looked at last. Addresses to compare, no more.
struct SeenSiblings {
    const Element* before = nullptr;
    bool is_last = false, any = false;
};

/// What an attribute was that some selector asks for.
struct SeenAttribute {
    std::string name, value;
    friend bool operator==(const SeenAttribute&, const SeenAttribute&) = default;
};

struct CascadedStyle {
    Style set_in_code;  // what C++ set
    DeclarationBlock own;
    PropertySet important;                           // which important declarations there are: no animation moves them
    std::shared_ptr<const CustomProperties> custom;  // inherited ones included; null: none
    std::shared_ptr<const CustomProperties> custom_above;  // those of the parent, when `custom` was found
    std::string seen_id, seen_classes;                     // when the rules were matched
    std::vector<SeenAttribute> seen_attributes;            // then too: those that it had
    SeenSiblings seen_siblings;
    bool stale = true;                    // rules or declarations changed
    std::vector<Animation*> targeted_by;  // the animations that have it as their target
    int suspended_at = -1;                // in DocumentAnimations::suspended; -1: not there
    bool depends_on_parent = false;       // em, var(), inherit: follows when the parent changes
    bool declares_custom = false;         // custom properties of its own
    bool uses_root_font_size = false;     // rem
    bool children_inherit = false;        // some child takes over what is not inherited by itself
};
CascadedStyle& cascaded_of(Element& element);
/// Works the element's Style out anew; `above` is what its parent, which is up to date, gives to inherit. Returns what
/// that makes dirty; `followed` becomes true if what children may take over has changed.
Dirty cascade(Element& element, const InheritedStyle& above, bool& followed);
/// The values of a keyframe's declarations in the element, whose cascade is up to date: `into`. Which they are.
PropertySet compute_declarations(Element& element, const DeclarationBlock& block, Style& into);
/// Takes over its parent's custom properties, which may be others than those that it has seen; where it has its own,
/// its cascade is stale then. True if it has others now, which its children have to take over as well.
bool take_over_custom_properties(Element& element);
/// What was said of the element in its attributes that its rules have not seen yet.
void take_over_attributes(Element& element);

}  // namespace janklab
