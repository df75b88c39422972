// SPDX-License-Identifier: MIT
// What lines paint: texts in their own looks, inline boxes in parts, and all of it in the order of the document. A
// glyph is half the font size wide, 8; a line is 19.2 high.
#include <doctest/doctest.h>

#include "paint/display_list.h"
#include "paint/paint.h"
#include "support/still_page.h"

namespace janklab {
namespace {

std::string picture(StillPage& page) {
    page.lay_out();
    DisplayList list;
    paint(page.document, list);
    return dump(list);
}
constexpr Color red = rgb(0xff0000), green = rgb(0x00ff00), blue = rgb(0x0000ff);

void append_text(Element& element, std::string_view data) {
    element.append_child(*element.document().create_text(data));
}
Element& append_inline(Element& element, std::string_view data, Style style) {
    style.display = Display::inline_text;
    return element.append_text(data, style);
}

}  // namespace

TEST_CASE("each run has its own colour, font and background, in the order of the document") {
    StillPage page;
    append_text(page.body(), "one ");
    Element& b = append_inline(page.body(), "two", {.color = blue, .background = red});
    append_inline(b, "big", {.font_face = FontFace::mono, .font_size = 20.f, .background = green});
    append_text(page.body(), " end");
    CHECK(picture(page) ==
          "text \"one\" at 0,18 sans 16 #000000\n"
          "box 32,5 54x16 fill #ff0000\n"
          "text \"two\" at 32,18 sans 16 #0000ff\n"
          "box 56,2 30x20 fill #00ff00\n"
          "text \"big\" at 56,18 mono 20 #0000ff\n"
          "text \"end\" at 94,18 sans 16 #000000\n");
}

TEST_CASE("an inline box that goes on in the next line has no border and no round corner where it is cut") {
    StillPage page({60, 100});
    append_inline(page.body(), "one two",
                  {.padding = edges(px(0), px(2)), .border = {.width = 1, .color = red}, .radius = 4});
    CHECK(picture(page) ==
          "border 0,0 27x18 radius 4 0 0 4 1 #ff0000, 0 #ff0000, 1 #ff0000, 1 #ff0000\n"
          "text \"one\" at 3,14 sans 16 #000000\n"
          "border 0,19.2 27x18 radius 0 4 4 0 1 #ff0000, 1 #ff0000, 1 #ff0000, 0 #ff0000\n"
          "text \"two\" at 0,33.2 sans 16 #000000\n");
}

TEST_CASE("backgrounds of blocks among lines come before all text") {
    StillPage page;
    append_text(page.body(), "a");
    Element& b = append_inline(page.body(), "", {});
    b.append({.height = px(10), .background = red});
    append_text(page.body(), "b");
    CHECK(picture(page) ==
          "box 0,19.2 800x10 fill #ff0000\n"
          "text \"a\" at 0,14 sans 16 #000000\n"
          "text \"b\" at 0,43.2 sans 16 #000000\n");
}

TEST_CASE("an inline-block is painted in one piece among the glyphs") {
    StillPage page;
    append_text(page.body(), "a");
    Element& box =
        page.body().append({.display = Display::inline_block, .width = px(20), .height = px(20), .background = red});
    box.append({.height = px(5), .background = green});
    append_text(page.body(), "b");
    CHECK(picture(page) ==
          "text \"a\" at 0,20 sans 16 #000000\n"
          "box 8,0 20x20 fill #ff0000\n"
          "box 8,0 20x5 fill #00ff00\n"
          "text \"b\" at 28,20 sans 16 #000000\n");
}

TEST_CASE("a transparent inline element is a layer, with its text and what is in it") {
    StillPage page;
    append_text(page.body(), "a");
    Element& b = append_inline(page.body(), "b", {.background = red, .opacity = 0.5f});
    append_inline(b, "c", {.color = blue});
    append_text(page.body(), "d");
    CHECK(picture(page) ==
          "text \"a\" at 0,14 sans 16 #000000\n"
          "text \"d\" at 24,14 sans 16 #000000\n"
          "layer 1 opacity 0.5\n"
          "  box 8,1 16x16 fill #ff0000\n"
          "  text \"b\" at 8,14 sans 16 #000000\n"
          "  text \"c\" at 16,14 sans 16 #0000ff\n");
}

TEST_CASE("a relative inline element is painted where it has been moved to, above the flow") {
    StillPage page;
    Element& b = append_inline(page.body(), "b", {.background = red});
    b.style([](Style& s) {
        s.position = Position::relative;
        s.inset.left = px(100);
    });
    append_inline(b, "c", {.background = green});
    append_text(page.body(), "d");
    CHECK(picture(page) ==
          "text \"d\" at 16,14 sans 16 #000000\n"
          "box 100,1 16x16 fill #ff0000\n"
          "text \"b\" at 100,14 sans 16 #000000\n"
          "box 108,1 8x16 fill #00ff00\n"
          "text \"c\" at 108,14 sans 16 #000000\n");
}

TEST_CASE("an ellipsis is drawn behind what fits, in the block's looks") {
    StillPage page;
    Element& block = page.body().append({.overflow = Overflow::hidden,
                                         .width = px(40),
                                         .color = blue,
                                         .white_space = WhiteSpace::nowrap,
                                         .text_overflow = TextOverflow::ellipsis});
    append_inline(block, "ab", {.color = red});
    append_text(block, "cdef");
    append_inline(block, "gh", {});
    CHECK(picture(page) ==
          "clip 0,0 40x19.2\n"
          "  text \"ab\" at 0,14 sans 16 #ff0000\n"
          "  text \"cd\" at 16,14 sans 16 #0000ff\n"
          "  text \"\u2026\" at 32,14 sans 16 #0000ff\n");
}

TEST_CASE("a soft hyphen shows where a line ends at it, and nowhere else") {
    StillPage page({40, 100});
    append_text(page.body(), "ab\u00ADcd\u00ADef");
    CHECK(picture(page) ==
          "text \"abcd-\" at 0,14 sans 16 #000000\n"
          "text \"ef\" at 0,33.2 sans 16 #000000\n");
}

TEST_CASE("hidden inline elements keep their place and show nothing") {
    StillPage page;
    append_inline(page.body(), "a", {.visibility = BoxVisibility::hidden, .background = red});
    append_text(page.body(), "b");
    CHECK(picture(page) == "text \"b\" at 8,14 sans 16 #000000\n");
}

TEST_CASE("a change of an inline element's colour damages its parts alone") {
    StillPage page({100, 100});
    append_text(page.body(), "one ");
    Element& b = append_inline(page.body(), "two three", {.background = red});
    DisplayList list;
    page.lay_out();
    paint(page.document, list);
    b.style([](Style& s) { s.background = green; });
    page.lay_out();
    const Rect damage = paint(page.document, list).damage;
    CHECK(damage == Rect{0, 1, 56, 35.2f});
    CHECK(paint(page.document, list).damage.empty());
}

}  // namespace janklab
