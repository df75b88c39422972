// SPDX-License-Identifier: MIT
// No demo's text runs out of its box in a small window, with the real fonts.
#include <doctest/doctest.h>

#include "demos/demos.h"
#include "gpu/fonts.h"
#include "inspector/window_layout.h"
#include "page/virtual_run.h"

using namespace janklab;

namespace {

/// The texts whose lines are wider than the box that they stand in.
void gather_too_wide(const Element& element, std::string& found) {
    const bool is_text = element.child_count() == 1 && element.first_child()->as_text();
    if (is_text && element.scroll_width() > element.client_width() + 0.5f) found += element.text() + "\n";
    for (const Node* child = element.first_child(); child; child = child->next_sibling()) {
        if (const Element* inner = child->as_element()) gather_too_wide(*inner, found);
    }
}

}  // namespace

TEST_CASE("in a window of 900x600 every demo's text has room in its box") {
    Result<std::unique_ptr<const Fonts>> fonts = Fonts::load();
    REQUIRE(fonts.ok());
    for (const Demo* demo : all_demos()) {
        CAPTURE(demo->name);
        VirtualRun run({.text = fonts->get(),
                        .limit = {.end = time_zero + 10s},
                        .viewport = layout_of({900, 600}).page.size(),
                        .title = demo->title});
        demo->build(run.page());
        run.run();
        std::string found;
        gather_too_wide(run.page().body(), found);
        CHECK_MESSAGE(found.empty(), found);
    }
}
