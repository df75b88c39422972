// SPDX-License-Identifier: MIT
#include "page/scroll_by_input.h"

#include "dom/element.h"
#include "layout/hit_test.h"

namespace janklab {

void scroll_by_input(Element& from, const ScrollRequest& request, ScrollOnDisplay& on_display) {
    Element* scroller = scrollable_ancestor(&from, request.by);
    if (!scroller || (on_display && on_display(*scroller, request))) return;
    update_layout(scroller->document());
    scroller->scroll_by(request.by);
}

}  // namespace janklab
