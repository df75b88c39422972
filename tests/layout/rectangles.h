// SPDX-License-Identifier: MIT
// What layout tests look at: the rectangle of an element relative to its parent, as text that shows in failures.
#pragma once

#include <sstream>
#include <string>

#include "dom/element.h"
#include "layout/layout_box.h"

namespace janklab {

/// "x,y widthxheight" with six digits.
inline std::string to_text(const Rect& rect) {
    std::ostringstream text;
    text << rect.x << ',' << rect.y << ' ' << rect.width << 'x' << rect.height;
    return text.str();
}
/// In its parent's border box. To be called with layout up to date.
inline std::string rect_of(const Element& element) { return element.box() ? to_text(element.box()->rect) : "no box"; }

}  // namespace janklab
