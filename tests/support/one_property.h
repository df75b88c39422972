// SPDX-License-Identifier: MIT
// Changing one property of an element and nothing else, for trees that are changed at random.
#pragma once

#include <vector>

#include "base/check.h"
#include "dom/element.h"
#include "style/properties.h"
#include "style/style.h"

namespace janklab {

/// Those of property_table.inc of which a change makes something of `dirty` dirty.
inline std::vector<PropertyId> properties_that_make(Dirty dirty) {
    std::vector<PropertyId> found;
    all_properties().for_each([&](PropertyId id) {
        if (any(info_of(id).dirty & dirty)) found.push_back(id);
    });
    return found;
}

/// To another value, as a style of `random_style()` has it; there must be one.
template <class RandomStyle>
void change_property(Element& element, PropertyId id, RandomStyle random_style) {
    Style other = random_style();
    for (int tries = 0; same_property(id, other, element.style()); ++tries) {
        MUST(tries < 10'000, "random styles have other values of every property that is changed");
        other = random_style();
    }
    element.style([&](Style& s) { copy_property(id, other, s); });
}

/// The properties in which two styles differ.
inline std::vector<PropertyId> differing_properties(const Style& a, const Style& b) {
    std::vector<PropertyId> found;
    all_properties().for_each([&](PropertyId id) {
        if (!same_property(id, a, b)) found.push_back(id);
    });
    return found;
}

}  // namespace janklab
