// SPDX-License-Identifier: MIT
// Text controls (`input`, `textarea`) are as wide and high as so many characters and lines, whatever their text is; one
// line stands in the middle of its height. Page thread.
// https://html.spec.whatwg.org/multipage/rendering.html#the-input-element-as-a-text-entry-widget
#pragma once

#include "layout/box_layout.h"

namespace janklab {

/// Of the content box, by `size` or `cols`; 20 characters without it.
float text_control_width(const LayoutBox& control);
/// The height is that of one line, or of `rows` lines, 2 without it. Where a line end, or nothing, comes last, there is
/// an empty line for the caret.
Contents layout_text_control(LayoutBox& control, const ContentArea& area, Pass pass);

}  // namespace janklab
