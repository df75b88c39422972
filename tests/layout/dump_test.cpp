// SPDX-License-Identifier: MIT
// Layouts as text.
#include "layout/dump.h"

#include <doctest/doctest.h>

#include "support/still_page.h"

namespace janklab {

TEST_CASE("a layout is told box by box, with its texts line by line") {
    StillPage page({200, 100});
    Element& row = page.body().append({.display = Display::flex, .padding = all_around(px(5)), .gap = px(0.125f)});
    row.set_id("row");
    row.set_attribute("class", "wide open");
    row.append({.width = px(20), .height = px(10)});
    row.append_text("aa bb", {.width = px(20), .font_size = 10.f, .line_height = 1.f});
    page.lay_out();
    CHECK(dump_layout(page.document) ==
          "body 0,0 200x100\n"
          "  div#row.wide.open flex 0,0 200x30\n"
          "    div 5,5 20x10\n"
          "    div 25.13,5 20x20 \"aa\" \"bb\"\n");
}

TEST_CASE("hidden elements and blank texts have no line") {
    StillPage page({200, 100});
    page.body().append({.display = Display::none});
    page.body().append({.height = px(10)});
    page.body().append_child(*page.document.create_text("  "));
    page.body().append_child(*page.document.create_text("xx"));
    page.lay_out();
    CHECK(dump_layout(page.document) ==
          "body 0,0 200x100\n"
          "  div 0,0 200x10\n"
          "  text 0,10 200x19.2 \"xx\"\n");
}

}  // namespace janklab
