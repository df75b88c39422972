// SPDX-License-Identifier: MIT
// display: contents: an element without a box, whose children are in the box around it. That trees change right is
// tried by incremental_test.cpp.
#include <doctest/doctest.h>

#include "layout/hit_test.h"
#include "layout/rectangles.h"
#include "support/still_page.h"

namespace janklab {
namespace {

struct ContentsPage : StillPage {
    Element& row = body().append({.display = Display::flex, .height = px(40)});
    Element& contents = row.append({.display = Display::contents, .padding = all_around(px(9)), .font_size = 20.f});
};

}  // namespace

TEST_CASE("the children of an element with display: contents are items of the container around it") {
    ContentsPage page;
    Element& first = page.contents.append({.width = px(30)});
    Element& deep = page.contents.append({.display = Display::contents}).append({.width = px(20), .order = -1});
    page.lay_out();
    CHECK(page.contents.box() == nullptr);
    CHECK(page.contents.offset_width() == 0);
    CHECK(rect_of(first) == "20,0 30x40");
    CHECK(rect_of(deep) == "0,0 20x40");
    page.contents.style([](Style& s) { s.display = Display::block; });
    page.lay_out();
    CHECK(rect_of(first) == "9,9 30x0");
    page.contents.style([](Style& s) { s.display = Display::none; });
    page.lay_out();
    CHECK(first.box() == nullptr);
    page.contents.style([](Style& s) { s.display = Display::contents; });
    Element& late = page.contents.append({.width = px(10)});
    page.lay_out();
    CHECK(rect_of(first) == "20,0 30x40");
    CHECK(rect_of(late) == "50,0 10x40");
}

TEST_CASE("a text in an element with display: contents is in its style, and it is who is hit there") {
    ContentsPage page;
    page.row.append_child(*page.document.create_text("a"));
    page.contents.append_child(*page.document.create_text("bc"));
    page.row.append_child(page.contents);  // behind the text: both are one item
    page.lay_out();
    const LayoutBox& item = *page.row.box()->first_child;
    CHECK(item.next == nullptr);
    const float first = page.text.advance(FontFace::sans, 16, 'a'), other = page.text.advance(FontFace::sans, 20, 'b');
    CHECK(item.rect.width == first + 2 * other);
    CHECK(hit_test(page.document, {first + 1, 5}) == &page.contents);
    page.contents.style([](Style& s) { s.font_size = 10.f; });
    page.lay_out();
    CHECK(item.rect.width == first + 2 * page.text.advance(FontFace::sans, 10, 'b'));
    page.contents.first_child()->as_text()->set_data("b");
    page.lay_out();
    CHECK(item.rect.width == first + page.text.advance(FontFace::sans, 10, 'b'));
}

TEST_CASE(
    "a line has room for a text in an element with display: contents as for an inline box, also when it changes") {
    StillPage page;
    Element& block = page.body().append({.width = px(300)});
    block.append_child(*page.document.create_text("a"));
    const auto height_of_block = [&] {
        page.lay_out();
        return block.offset_height();
    };
    const float of_strut = height_of_block();
    Element& contents = block.append({.display = Display::contents, .font_size = 40.f});
    contents.append_child(*page.document.create_text("bc"));
    const auto change = [&](auto&& to) {
        contents.style(to);
        const float height = height_of_block();
        contents.style([](Style& s) { s.display = Display::inline_text; });
        CHECK(height == height_of_block());
        contents.style([](Style& s) { s.display = Display::contents; });
        CHECK(height == height_of_block());
        return height;
    };
    CHECK(change([](Style&) {}) > of_strut);
    CHECK(change([](Style& s) { s.font_size = 10.f; }) == of_strut);
    CHECK(change([](Style& s) { s.line_height = 9.f; }) == 90);
}

TEST_CASE("the body has a box whatever its display is, a text control without one is not shown") {
    StillPage page;
    page.body().set_style({.display = Display::contents});
    const Ref<Element> input = page.document.create_element("input");
    page.body().append_child(*input);
    page.lay_out();
    CHECK(page.body().box() != nullptr);
    CHECK(input->box() != nullptr);
    input->style([](Style& s) { s.display = Display::contents; });
    page.lay_out();
    CHECK(input->box() == nullptr);
}

}  // namespace janklab
