// SPDX-License-Identifier: MIT
// Small and usual windows, with the real fonts: no text of a demo runs out of its box, no demo hides below the gallery.
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "demos/demos.h"
#include "demos/gallery.h"
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

TEST_CASE("where the gallery has more demos than there is room for, one is cut by the window's edge and says so") {
    Result<std::unique_ptr<const Fonts>> fonts = Fonts::load();
    REQUIRE(fonts.ok());
    for (const Size window : {Size{1280, 720}, Size{900, 600}}) {
        CAPTURE(window.width);
        const Size room = layout_of(window).page.size();
        VirtualRun run({.text = fonts->get(), .limit = {.end = time_zero + 100ms}, .viewport = room});
        build_gallery(run.page(), [](const Demo&) {});
        run.run();
        std::vector<const Element*> cards;
        for (Node* node = &run.page().body(); node; node = next_in_tree(*node, run.page().body())) {
            const Element* element = node->as_element();
            if (element && element->tag() == "button") cards.push_back(element);
        }
        REQUIRE(cards.size() == all_demos().size());
        const auto first_cut = std::ranges::find_if(
            cards, [&](const Element* card) { return card->bounding_rect().bottom() > room.height; });
        if (first_cut != cards.end()) CHECK((*first_cut)->bounding_rect().y <= room.height - 20);
    }
}
