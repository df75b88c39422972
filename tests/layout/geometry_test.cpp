// SPDX-License-Identifier: MIT
// Reading geometry: places, extents, scrolling, and the layout that a read forces.
#include <doctest/doctest.h>

#include "layout/geometry.h"
#include "layout/rectangles.h"
#include "style/cascade.h"
#include "support/still_page.h"

namespace janklab {

TEST_CASE("reading geometry forces style and layout exactly when they are dirty, and names the reader") {
    StillPage page;
    Element& box = page.body().append({.width = px(100)});
    box.append_text("text");
    const float height = box.offset_height();
    const auto line = static_cast<std::uint32_t>(__LINE__) - 1;
    CHECK(height == doctest::Approx(19.2));
    REQUIRE(page.forced_by.size() == 1);
    CHECK(page.forced_by[0].where.line() == line);
    CHECK(std::string(page.forced_by[0].where.file()).find("geometry_test.cpp") != std::string::npos);
    CHECK(box.offset_width() == 100);
    CHECK(page.forced_by.size() == 1);
    box.style([](Style& s) { s.background = rgb(1); });
    box.offset_width();
    CHECK(page.forced_by.size() == 2);  // style is dirty; whether that changes geometry is not known before
    box.style([](Style& s) { s.width = px(50); });
    CHECK(box.bounding_rect().width == 50);
    CHECK(page.forced_by.size() == 3);
}

TEST_CASE("a side of a border takes room as far as it has a line") {
    StillPage page;
    Element& box = page.body().append(
        {.box_sizing = BoxSizing::content_box,
         .width = px(100),
         .border = {.width = 4,
                    .style = {LineStyle::solid, LineStyle::none, LineStyle::double_line, LineStyle::hidden}}});
    box.append({.height = px(10)});
    CHECK(box.offset_width() == 100);
    CHECK(box.offset_height() == 18);
    CHECK(box.first_child()->as_element()->bounding_rect() == Rect{0, 4, 100, 10});
}

TEST_CASE("writing and reading in turns forces a layout each time, reading together one") {
    StillPage page;
    std::vector<Element*> boxes;
    for (int i = 0; i < 10; ++i) boxes.push_back(&page.body().append({.height = px(10)}));
    page.lay_out();
    for (Element* box : boxes) box->style([&](Style& s) { s.width = px(box->offset_width() / 2); });
    CHECK(page.forced_by.size() == 9);
    page.lay_out();
    page.forced_by.clear();
    std::vector<float> widths;
    for (Element* box : boxes) widths.push_back(box->offset_width());
    for (std::size_t i = 0; i < boxes.size(); ++i) boxes[i]->style([&](Style& s) { s.width = px(widths[i] / 2); });
    CHECK(page.forced_by.empty());
}

TEST_CASE("without a hook, and without a box, reading gives what is known") {
    StillPage page;
    page.document.hooks.force_layout.reset();
    Element& box = page.body().append({.height = px(10)});
    CHECK(box.offset_height() == 0);
    CHECK(box.bounding_rect() == Rect{});
    page.lay_out();
    box.style([](Style& s) { s.height = px(20); });
    CHECK(box.offset_height() == 10);
    CHECK(page.document.create_element()->offset_height() == 0);
}

TEST_CASE("offsets are from the nearest positioned ancestor, the bounding rectangle in the viewport") {
    StillPage page;
    page.body().set_style({.padding = all_around(px(7))});
    Element& frame = page.body().append(
        {.position = Position::relative, .height = px(100), .margin = all_around(px(3)), .border = {.width = 4}});
    Element& inner = frame.append({.margin = all_around(px(5))});
    Element& leaf = inner.append({.width = px(20), .height = px(20)});
    CHECK(leaf.offset_left() == 5);
    CHECK(leaf.offset_top() == 5);
    CHECK(frame.offset_left() == 10);
    CHECK(to_text(leaf.bounding_rect()) == "19,19 20x20");
    CHECK(frame.client_width() == 800 - 2 * 10 - 2 * 4);
    CHECK(frame.client_height() == 92);
}

TEST_CASE("an inline box in several lines has its offset where its first part is") {
    StillPage page;
    Element& block = page.body().append();
    set_style_text(block, "width:30px;font-size:10px");
    block.append_child(*page.document.create_text("a "));
    Element& span = block.append();
    set_style_text(span, "display:inline");
    span.set_text("bb cccccc");
    page.lay_out();
    REQUIRE(span.client_rects().size() == 2);
    CHECK(span.client_rects()[0].x > span.bounding_rect().x);
    CHECK(span.offset_left() == span.client_rects()[0].x);
    CHECK(span.offset_top() == span.client_rects()[0].y);
    CHECK(span.offset_width() == span.bounding_rect().width);
}

TEST_CASE("the bounding rectangle goes around what is transformed, by ancestors too") {
    StillPage page;
    Element& outer = page.body().append(
        {.width = px(100), .height = px(100), .transform = {scale(2)}, .origin_x = px(0), .origin_y = px(0)});
    Element& turned = outer.append({.width = px(40), .height = px(20), .transform = {rotate(0.25f)}});
    const Rect bounds = turned.bounding_rect();
    // 40x20 turned about 20,10 spans 10..30 by -10..30; then twice as large.
    CHECK(bounds.x == doctest::Approx(20));
    CHECK(bounds.y == doctest::Approx(-20));
    CHECK(bounds.width == doctest::Approx(40));
    CHECK(bounds.height == doctest::Approx(80));
    CHECK(turned.offset_width() == 40);  // before transforms
}

TEST_CASE("contents that are larger than their box can be scrolled to their end") {
    StillPage page;
    Element& list = page.body().append(
        {.overflow = Overflow::scroll, .width = px(100), .height = px(50), .padding = all_around(px(4))});
    for (int i = 0; i < 10; ++i) list.append({.height = px(20)});
    CHECK(list.scroll_height() == 208);
    CHECK(list.scroll_width() == 100);
    list.scroll_to({30, 70});
    CHECK(list.scroll_position() == Point{0, 70});
    list.scroll_to({0, 1e9f});
    CHECK(list.scroll_position() == Point{0, 158});
    CHECK(list.first_child()->as_element()->bounding_rect().y == 4 - 158);
    CHECK(page.document.take_scrolled().size() == 1);
    list.scroll_to({0, 500});
    CHECK(page.document.take_scrolled().empty());  // already there
    // Contents that shrink take the position with them.
    while (list.child_count() > 5) list.last_child()->remove();
    page.lay_out();
    CHECK(list.scroll_position() == Point{0, 58});
    CHECK(page.document.take_scrolled().size() == 1);
}

TEST_CASE("what does not clip does not scroll") {
    StillPage page;
    Element& box = page.body().append({.height = px(10)});
    box.append({.height = px(100)});
    CHECK(box.scroll_height() == 100);
    box.scroll_to({0, 20});
    CHECK(box.scroll_position() == Point{});
}

}  // namespace janklab
