// SPDX-License-Identifier: MIT
// Scroll containers: extents that stay true while boxes change, the page's own scrolling, what scrolls whom into view,
// sticky boxes under the pointer. Chromium's answers are compared in golden_test.cpp.
#include <doctest/doctest.h>

#include <limits>
#include <random>

#include "layout/geometry.h"
#include "layout/hit_test.h"
#include "layout/overflow.h"
#include "layout/rectangles.h"
#include "style/cascade.h"
#include "support/still_page.h"

namespace janklab {
namespace {

constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

Rect area_of(Element& element) { return scroll_area(*element.box()); }

}  // namespace

TEST_CASE("the page scrolls when its contents are taller than the viewport, and everything but fixed boxes with it") {
    StillPage page;
    Element& first = page.body().append({.height = px(1000)});
    Element& fixed = page.body().append({.position = Position::fixed,
                                         .width = px(30),
                                         .height = px(20),
                                         .inset = {px(5), automatic, automatic, px(6)}});
    page.lay_out();
    const Size viewport = viewport_of(*page.body().box());
    CHECK(page.body().client_height() == viewport.height);
    CHECK(page.body().scroll_height() == 1000);
    page.body().scroll_to({40, 300});
    CHECK(page.body().scroll_position() == Point{0, 300});
    CHECK(first.bounding_rect().y == -300);
    CHECK(page.body().bounding_rect().y == -300);
    CHECK(to_text(fixed.bounding_rect()) == "6,5 30x20");
    CHECK(hit_test(page.document, {10, 10}) == &fixed);
    CHECK(hit_test(page.document, {100, 10}) == &first);
    page.body().scroll_to({0, 1e9f});
    CHECK(page.body().scroll_position() == Point{0, 1000 - viewport.height});
}

TEST_CASE("contents of the body have its padding and margin after them, as if it grew with them") {
    StillPage page;
    page.body().set_style({.margin = all_around(px(8)), .padding = all_around(px(5))});
    page.body().append({.height = px(1000)});
    page.lay_out();
    CHECK(page.body().scroll_height() == 8 + 5 + 1000 + 5 + 8);
}

TEST_CASE("overflow hidden on the body keeps people from scrolling the page, not scripts") {
    StillPage page;
    page.body().set_style({.overflow = Overflow::hidden});
    Element& tall = page.body().append({.height = px(1000)});
    page.lay_out();
    CHECK(scrollable_ancestor(&tall, {0, 10}) == nullptr);
    page.body().scroll_to({0, 20});
    CHECK(page.body().scroll_position().y == 20);
    page.body().style([](Style& s) { s.overflow = {}; });
    page.lay_out();
    CHECK(scrollable_ancestor(&tall, {0, 10}) == &page.body());
}

TEST_CASE("hostile positions and distances end at the ends") {
    StillPage page;
    Element& list = page.body().append({.overflow = Overflow::scroll, .width = px(100), .height = px(50)});
    list.append({.height = px(200)});
    page.lay_out();
    list.scroll_to({not_a_number, std::numeric_limits<float>::infinity()});
    CHECK(list.scroll_position() == Point{0, 150});
    list.scroll_by({not_a_number, not_a_number});
    CHECK(list.scroll_position() == Point{0, 150});
    list.scroll_by({-1e30f, -1e30f});
    CHECK(list.scroll_position() == Point{0, 0});
    list.scroll_by({0, 12.25f});
    CHECK(list.scroll_position().y == 12.25f);
    page.document.create_element()->scroll_by({0, 10});  // no box: nothing happens
}

TEST_CASE("a change deep inside, or of a transform, reaches every scroll container that it concerns") {
    StillPage page;
    Element& outer = page.body().append({.overflow = Overflow::scroll, .width = px(100), .height = px(50)});
    Element& card = outer.append({.width = px(80), .height = px(60)});
    Element& leaf = card.append({.width = px(10), .height = px(10)});
    page.lay_out();
    CHECK(to_text(area_of(outer)) == "0,0 100x60");
    leaf.style([](Style& s) { s.height = px(90); });  // inside a box that keeps its size
    page.lay_out();
    CHECK(to_text(area_of(outer)) == "0,0 100x90");
    leaf.style([](Style& s) { s.height = px(10); });
    page.lay_out();
    CHECK(to_text(area_of(outer)) == "0,0 100x60");
    leaf.style([](Style& s) { s.transform = {translate(px(0), px(70))}; });
    page.lay_out();
    CHECK(to_text(area_of(outer)) == "0,0 100x80");
    card.style([](Style& s) { s.overflow = Overflow::hidden; });
    page.lay_out();
    CHECK(to_text(area_of(outer)) == "0,0 100x60");
    card.remove();
    page.lay_out();
    CHECK(to_text(area_of(outer)) == "0,0 100x50");
}

TEST_CASE("what does not clip tells how large its contents are from its padding box on, before and after it spilt") {
    StillPage page;
    Element& box = page.body().append();
    set_style_text(box, "width:100px;height:50px;border:10px solid");
    Element& child = box.append();
    set_style_text(child, "width:200px;height:500px");
    page.lay_out();
    CHECK(box.scroll_width() == 200);
    CHECK(box.scroll_height() == 500);
    set_style_text(child, "height:5px");
    page.lay_out();
    CHECK(box.scroll_width() == 80);
    CHECK(box.scroll_height() == 30);
}

TEST_CASE("glyphs higher than their line can be scrolled to, spaces that hang behind it cannot") {
    StillPage page;
    Element& box = page.body().append();
    set_style_text(box, "width:20px;overflow:scroll;line-height:4px;font-size:10px;white-space:pre-wrap");
    box.set_text("abc   ");
    page.lay_out();
    const Paragraph& paragraph = *box.box()->paragraph;
    CHECK(paragraph.lines.back().rect.bottom() == 4);
    CHECK(box.scroll_height() == paragraph.ink.bottom());
    CHECK(box.scroll_height() > 4);
    CHECK(paragraph.ink.right() > 20);
    CHECK(box.scroll_width() == 20);
}

TEST_CASE("scroll areas after any sequence of changes are those of the same tree laid out at once") {
    std::mt19937 random(7);
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    const auto restyle = [&](Element& element) {
        element.style([&](Style& s) {
            s.width = below(2) ? px(static_cast<float>(below(150))) : automatic;
            s.height = below(3) ? px(static_cast<float>(below(90))) : automatic;
            s.overflow = below(4) ? Overflow::visible : below(2) ? Overflow::scroll : Overflow::hidden;
            s.display = below(3) ? Display::block : Display::flex;
            s.flex_direction = below(2) ? FlexDirection::row : FlexDirection::column_reverse;
            s.position = below(4) ? Position::in_flow : below(2) ? Position::absolute : Position::sticky;
            s.inset.top = px(static_cast<float>(below(60)));
            s.margin.bottom = px(static_cast<float>(below(9)));
            s.padding.right = px(static_cast<float>(below(9)));
            s.border.width = static_cast<float>(below(2) * 7);
            s.border.style = LineStyle::solid;
            s.transform = {};
            if (below(5) == 0) s.transform = {translate(px(static_cast<float>(below(80))), px(3))};
        });
    };
    for (int run = 0; run < 60; ++run) {
        StillPage page;
        std::vector<Element*> all{&page.body()};
        for (int step = 0; step < 30; ++step) {
            Element& at = *all[static_cast<std::size_t>(below(static_cast<unsigned>(all.size())))];
            if (below(3) == 0) all.push_back(&at.append());
            if (&at != &page.body()) restyle(at);
            if (below(3) == 0) page.lay_out();
            if (at.box() && page.document.dirty() == Dirty::none) area_of(at);  // to ask changes nothing
        }
        page.lay_out();
        std::vector<std::string> changed, at_once;
        const auto note = [&](std::vector<std::string>& into) {
            for (Element* element : all) {
                if (element->box()) into.push_back(to_text(area_of(*element)));
            }
        };
        note(changed);
        invalidate_layout(page.document);
        page.lay_out();
        note(at_once);
        INFO("run " << run);
        CHECK(changed == at_once);
    }
}

TEST_CASE("scroll_into_view goes through every scroll container around, as little as asked for") {
    StillPage page;
    page.body().append({.height = px(900)});
    Element& list = page.body().append({.overflow = Overflow::scroll, .width = px(100), .height = px(50)});
    list.append({.height = px(200)});
    Element& row = list.append({.height = px(20)});
    list.append({.height = px(200)});
    page.body().append({.height = px(900)});
    page.lay_out();
    const float viewport = viewport_of(*page.body().box()).height;
    row.scroll_into_view({.down = ScrollAlign::nearest});
    CHECK(list.scroll_position().y == 170);
    CHECK(page.body().scroll_position().y == 900 + 50 - viewport);
    row.scroll_into_view();
    CHECK(list.scroll_position().y == 200);
    CHECK(row.bounding_rect().y == 0);
    row.scroll_into_view({.down = ScrollAlign::center});
    CHECK(list.scroll_position().y == 185);
    row.scroll_into_view({.down = ScrollAlign::end});
    CHECK(list.scroll_position().y == 170);
    CHECK(row.bounding_rect().bottom() == viewport);
}

TEST_CASE("a sticky box is found by the pointer where it sticks, and takes what is in it along") {
    StillPage page;
    Element& list = page.body().append({.overflow = Overflow::scroll, .width = px(100), .height = px(50)});
    Element& head = list.append(
        {.position = Position::sticky, .height = px(20), .inset = {px(0), automatic, automatic, automatic}});
    Element& inside = head.append({.height = px(10)});
    Element& rows = list.append({.height = px(300)});
    page.lay_out();
    list.scroll_to({0, 100});
    CHECK(hit_test(page.document, {10, 5}) == &inside);
    CHECK(hit_test(page.document, {10, 15}) == &head);
    CHECK(hit_test(page.document, {10, 25}) == &rows);
    CHECK(inside.bounding_rect().y == 0);
    CHECK(head.offset_top() == 100);
}

}  // namespace janklab
