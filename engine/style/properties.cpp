// SPDX-License-Identifier: MIT
// What changes of properties cost, read from the one table.
#include "style/properties.h"

namespace janklab {

Dirty difference(const Style& from, const Style& to) {
    Dirty dirty = Dirty::none;
    for_each_property([&](const char*, auto member, Dirty cost) {
        if (!(from.*member == to.*member)) dirty |= cost;
    });
    if (from.border.width != to.border.width) dirty |= Dirty::layout;
    // With its first transform an element becomes the containing block of absolute boxes; without, it is one no more.
    if (from.transform.empty() != to.transform.empty()) dirty |= Dirty::boxes | Dirty::layout | Dirty::paint;
    return dirty;
}

Dirty inherited_difference(const InheritedStyle& from, const InheritedStyle& to) {
    if (from == to) return Dirty::none;
    Dirty dirty = Dirty::none;
    if (from.color != to.color) dirty |= Dirty::paint;
    if (from.font_face != to.font_face || from.font_size != to.font_size || from.line_height != to.line_height ||
        from.text_align != to.text_align || from.white_space != to.white_space) {
        dirty |= Dirty::layout | Dirty::paint;
    }
    return dirty;
}

InheritedStyle inherit(const InheritedStyle& parent, const Style& style) {
    return {.color = style.color.value_or(parent.color),
            .font_face = style.font_face.value_or(parent.font_face),
            .text_align = style.text_align.value_or(parent.text_align),
            .white_space = style.white_space.value_or(parent.white_space),
            .cursor = style.cursor.value_or(parent.cursor),
            .pointer_events = style.pointer_events.value_or(parent.pointer_events),
            .font_size = style.font_size.value_or(parent.font_size),
            .line_height = style.line_height.value_or(parent.line_height)};
}

}  // namespace janklab
