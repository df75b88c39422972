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
          "    div 25.13,5 20x20\n"
          "      line 0,0 10x10 baseline 8\n"
          "        \"aa\" 0,0 10x10\n"
          "      line 0,10 10x10 baseline 18\n"
          "        \"bb\" 0,10 10x10\n");
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
          "  line 0,0 200x10 baseline 0\n"
          "    div 0,0 200x10\n"
          "  line 0,10 16x19.2 baseline 24\n"
          "    \"xx\" 0,11 16x16\n"
          "  div 0,0 200x10\n");
}

}  // namespace janklab
