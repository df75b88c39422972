// SPDX-License-Identifier: MIT
// WillChange: what an author promises to change. `.will_change = true` makes a layer, as the names transform and
// opacity do. Page thread. https://drafts.csswg.org/css-will-change/
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "style/copy_on_write.h"

namespace janklab {

struct WillChangeNames {
    std::vector<std::string> names;  // as they were written; none: auto
    bool makes_layer = false;        // one of them is transform or opacity
    friend bool operator==(const WillChangeNames&, const WillChangeNames&) = default;
};

class WillChange : public CopyOnWrite<WillChangeNames> {
  public:
    constexpr WillChange() = default;
    WillChange(bool makes_layer) {
        if (makes_layer) own() = {{"transform"}, true};
    }
    WillChange(WillChangeNames names) {
        if (!names.names.empty()) own() = std::move(names);
    }
    /// A layer of its own, even while nothing animates it.
    bool makes_layer() const { return !is_default() && (**this).makes_layer; }
};

}  // namespace janklab
