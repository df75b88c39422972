// SPDX-License-Identifier: MIT
// Whose a layer is, by name, for layer_list.h. Page thread.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "dom/element.h"

namespace janklab {

class LayerOwners {
  public:
    using Name = std::array<char, 32>;  // ends with 0

    /// Allocates the first time that it hears of a layer.
    void note(LayerId layer, const Element& owner) {
        const auto at = std::ranges::lower_bound(all_, layer.value, {}, [](const Owner& o) { return o.layer.value; });
        if (at != all_.end() && at->layer == layer) at->name = text_of(owner);
        else all_.insert(at, {layer, text_of(owner)});
    }
    /// Empty for one that was never noted.
    Name name_of(LayerId layer) const {
        const auto at = std::ranges::lower_bound(all_, layer.value, {}, [](const Owner& o) { return o.layer.value; });
        return at != all_.end() && at->layer == layer ? at->name : Name{};
    }
    std::size_t size() const { return all_.size(); }
    template <class Predicate>
    void forget_if(Predicate gone) {
        std::erase_if(all_, [&](const Owner& owner) { return gone(owner.layer); });
    }

  private:
    struct Owner {
        LayerId layer;
        Name name;
    };
    static Name text_of(const Element& owner) {
        Name name{};
        std::size_t length = 0;
        const auto add = [&](std::string_view text) {
            for (const char c : text.substr(0, name.size() - 1 - length)) name[length++] = c == ' ' ? '.' : c;
        };
        add(owner.tag());
        if (!owner.id().empty()) add("#"), add(owner.id());
        const std::string_view classes = owner.attribute("class").value_or("");
        if (!classes.empty()) add("."), add(classes);
        return name;
    }
    std::vector<Owner> all_;  // by id
};

}  // namespace janklab
