// SPDX-License-Identifier: MIT
// WillChange: what an author promises to change. `.will_change = true` stands for the name transform, which makes a
// layer. What values of the named properties would make of the element, it is already. Page thread.
// https://drafts.csswg.org/css-will-change/
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "style/copy_on_write.h"

namespace janklab {

struct WillChangeNames {
    std::vector<std::string> names;   // as they were written; none: auto
    bool makes_layer = false;         // one of them is transform or opacity
    bool stacks = false;              // a stacking context
    bool holds_absolute = false;      // the containing block of absolute boxes in it
    bool holds_fixed = false;         // of fixed ones as well
    void add(std::string_view name);  // and what follows from it
    friend bool operator==(const WillChangeNames&, const WillChangeNames&) = default;
};

class WillChange : public CopyOnWrite<WillChangeNames> {
  public:
    constexpr WillChange() = default;
    WillChange(bool makes_layer) {
        if (makes_layer) own().add("transform");
    }
    WillChange(WillChangeNames names) {
        if (!names.names.empty()) own() = std::move(names);
    }
    /// A layer of its own, even while nothing animates it.
    bool makes_layer() const { return !is_default() && (**this).makes_layer; }
    bool stacks() const { return !is_default() && (**this).stacks; }
    bool holds_absolute() const { return !is_default() && (**this).holds_absolute; }
    bool holds_fixed() const { return !is_default() && (**this).holds_fixed; }
};

}  // namespace janklab
