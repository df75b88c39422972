// SPDX-License-Identifier: MIT
// What layout tests look at: the rectangle of an element relative to its parent, as text that shows in failures.
#pragma once

#include <fmt/format.h>

#include <string>

#include "dom/element.h"
#include "layout/layout_box.h"

namespace janklab {

inline std::string to_text(const Rect& rect) {
    return fmt::format("{:g},{:g} {:g}x{:g}", rect.x, rect.y, rect.width, rect.height);
}
/// In its parent's border box. To be called with layout up to date.
inline std::string rect_of(const Element& element) { return element.box() ? to_text(element.box()->rect) : "no box"; }

}  // namespace janklab
