// SPDX-License-Identifier: MIT
// What browsers' own style sheets say of the text in text controls. That they clip is a matter of layout. Page thread.
// https://html.spec.whatwg.org/multipage/rendering.html#form-controls
#pragma once

namespace janklab {

class Element;
struct InheritedStyle;
struct Style;

/// Of a text control: what is not `specified` is not inherited either. Its white space is always kept; one line never
/// wraps. Nothing for other elements.
void add_control_defaults(const Element& element, const Style& specified, InheritedStyle& values);

}  // namespace janklab
