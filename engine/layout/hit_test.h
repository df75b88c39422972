// SPDX-License-Identifier: MIT
// Hit testing: which element lies under a point, topmost in painting order. Respects clips, scrolling, transforms,
// z-index and pointer-events; round corners count as square. Layout must be up to date. Page thread.
#pragma once

#include "base/geometry.h"

namespace janklab {

class Document;
class Element;

/// Brings style and layout up to date for the engine itself, which is about to ask what lies where (input does): no
/// line of the page has forced that.
void update_layout(Document& document);

/// `point` in CSS pixels of the viewport. Null where nothing is, not even the body. What the display thread animates is
/// found where it is shown at the time that this task sees.
Element* hit_test(Document& document, Point point);

/// The nearest scroll container at or above `element` that can still scroll by (some of) `by`; null if there is none.
Element* scrollable_ancestor(Element* element, Point by);

}  // namespace janklab
