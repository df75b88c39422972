// SPDX-License-Identifier: MIT
// What follows from the names in will-change. Which properties those are is measured in Chromium.
#include "style/will_change.h"

#include <algorithm>

#include "style/css_tokens.h"

namespace janklab {
namespace {

/// A value of them makes a stacking context.
constexpr std::string_view stacking[] = {"opacity",    "position",       "clip-path", "mask",
                                         "mask-image", "mix-blend-mode", "isolation", "view-transition-name"};
/// A value of them makes that too, and a containing block of all boxes out of flow.
constexpr std::string_view holding[] = {"transform",   "filter",          "backdrop-filter", "perspective",
                                        "contain",     "translate",       "rotate",          "scale",
                                        "offset-path", "offset-position", "transform-style", "-webkit-transform"};

bool is_one_of(std::string_view name, auto& names) {
    return std::ranges::any_of(names, [&](std::string_view one) { return same_word(name, one); });
}

}  // namespace

void WillChangeNames::add(std::string_view name) {
    names.emplace_back(name);
    makes_layer |= same_word(name, "transform") || same_word(name, "opacity");
    holds_fixed |= is_one_of(name, holding);
    holds_absolute = holds_absolute || holds_fixed || same_word(name, "position");
    stacks = stacks || holds_fixed || is_one_of(name, stacking);
}

}  // namespace janklab
