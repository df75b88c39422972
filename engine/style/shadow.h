// SPDX-License-Identifier: MIT
// Shadows of a box: `.shadow = {{.offset = {0, 2}, .blur = 8}}`, the first one on top. Page thread.
// https://drafts.csswg.org/css-backgrounds-3/#box-shadow
#pragma once

#include <initializer_list>
#include <utility>
#include <vector>

#include "base/geometry.h"
#include "style/copy_on_write.h"
#include "style/style_color.h"

namespace janklab {

struct Shadow {
    Point offset = {};  // CSS pixels, as all lengths here
    float blur = 0;     // twice the standard deviation
    StyleColor color = current_color;
    float spread = 0;
    bool inset = false;  // inside of the padding box, as if it were a hole
    friend bool operator==(const Shadow&, const Shadow&) = default;
};

class ShadowList : public CopyOnWrite<std::vector<Shadow>> {
  public:
    constexpr ShadowList() = default;
    ShadowList(std::initializer_list<Shadow> list) {
        if (list.size() > 0) own() = list;
    }
    ShadowList(std::vector<Shadow> list) {
        if (!list.empty()) own() = std::move(list);
    }
    bool empty() const { return is_default() || (**this).empty(); }
};

}  // namespace janklab
