// SPDX-License-Identifier: MIT
#include "demos/program/shown_page.h"

#include <string_view>

#include "demos/demos.h"
#include "demos/gallery.h"

namespace janklab {

void ShownPage::take(const TraceEvent& event) {
    if (event.type != EventType::page_opened) return;
    for (const Demo* demo : all_demos()) {
        if (std::string_view(demo->title) == event.name) return inspector_.show_page(demo->title, demo->look_for);
    }
    inspector_.show_page(gallery_title, gallery_look_for);
}

}  // namespace janklab
