// SPDX-License-Identifier: MIT
#include "style/control_defaults.h"

#include "dom/element.h"
#include "style/style.h"

namespace janklab {

void add_control_defaults(const Element& element, const Style& specified, InheritedStyle& values) {
    if (!element.text_edit()) return;
    const bool many_lines = element.text_edit()->has_many_lines();
    const bool wraps =
        many_lines && specified.white_space != WhiteSpace::pre && specified.white_space != WhiteSpace::nowrap;
    values.white_space = wraps ? WhiteSpace::pre_wrap : WhiteSpace::pre;
    if (!specified.overflow_wrap) values.overflow_wrap = OverflowWrap::break_word;
    if (!specified.cursor) values.cursor = Cursor::text;
    if (!specified.text_align) values.text_align = TextAlign::start;
    if (!specified.letter_spacing) values.letter_spacing = 0;
}

}  // namespace janklab
