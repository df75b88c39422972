// SPDX-License-Identifier: MIT
#include "page/scroll_by_input.h"

#include "dom/element.h"
#include "layout/hit_test.h"

namespace janklab {

void scroll_by_input(Element& from, const ScrollRequest& request, ScrollOnDisplay& on_display) {
    update_layout(from.document());  // what listeners have changed counts
    Element* scroller = scrollable_ancestor(&from, request.by);
    if (!scroller || (on_display && on_display(*scroller, request))) return;
    scroller->scroll_by(request.by);
}

}  // namespace janklab
