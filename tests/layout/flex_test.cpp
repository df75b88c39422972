// SPDX-License-Identifier: MIT
// The flex algorithm by hand-computed rectangles, each after a rule of the standard.
#include <doctest/doctest.h>

#include "layout/rectangles.h"
#include "support/still_page.h"

namespace janklab {
namespace {

/// A flex container of the given style at the origin, and its items.
struct Container {
    explicit Container(const Style& style) : box(page.body().append(style)) {}
    Element& item(const Style& style) { return box.append(style); }
    StillPage page;
    Element& box;
};
constexpr Style row_300{.display = Display::flex, .width = px(300), .height = px(100)};

}  // namespace

TEST_CASE("free space is shared in proportion to flex-grow") {
    Container row(row_300);
    Element& one = row.item({.flex_grow = 1});
    Element& two = row.item({.flex_grow = 2});
    Element& fixed = row.item({.width = px(60)});
    row.page.lay_out();
    CHECK(rect_of(one) == "0,0 80x100");
    CHECK(rect_of(two) == "80,0 160x100");
    CHECK(rect_of(fixed) == "240,0 60x100");
}

TEST_CASE("padding of the container and margins of the items take their part before free space is shared") {
    Container row({.display = Display::flex, .width = px(300), .height = px(100), .padding = all_around(px(10))});
    Element& one = row.item({.flex_grow = 1});
    Element& two = row.item({.margin = edges(px(0), px(5)), .flex_grow = 2});
    Element& fixed = row.item({.width = px(50)});
    row.page.lay_out();
    CHECK(rect_of(one) == "10,10 73.3333x80");
    CHECK(rect_of(two) == "88.3333,10 146.667x80");
    CHECK(rect_of(fixed) == "240,10 50x80");
}

TEST_CASE("factors that sum up to less than one share only that part of the free space") {
    Container row(row_300);
    Element& half = row.item({.flex_grow = 0.5f});
    Element& quarter = row.item({.flex_grow = 0.25f});
    row.page.lay_out();
    CHECK(rect_of(half) == "0,0 150x100");
    CHECK(rect_of(quarter) == "150,0 75x100");
}

TEST_CASE("an item at its maximum leaves its share to the others") {
    Container row(row_300);
    Element& limited = row.item({.max_width = px(50), .flex_grow = 1});
    Element& other = row.item({.flex_grow = 1});
    row.page.lay_out();
    CHECK(rect_of(limited) == "0,0 50x100");
    CHECK(rect_of(other) == "50,0 250x100");
}

TEST_CASE("shrinking is in proportion to the flex base sizes and stops at the minimum") {
    Container column(
        {.display = Display::flex, .width = px(120), .height = px(100), .flex_direction = FlexDirection::column});
    Element& kept = column.item({.height = px(80), .min_height = px(60)});
    Element& shrunk = column.item({.height = px(80)});
    Element& rigid = column.item({.height = px(40), .flex_shrink = 0});
    column.page.lay_out();
    CHECK(rect_of(kept) == "0,0 120x60");
    CHECK(rect_of(shrunk) == "0,60 120x0");
    CHECK(rect_of(rigid) == "0,60 120x40");
}

TEST_CASE("items of unequal size shrink by unequal amounts") {
    Container row(row_300);
    Element& large = row.item({.width = px(300)});
    Element& small = row.item({.width = px(100)});
    row.page.lay_out();
    CHECK(rect_of(large) == "0,0 225x100");
    CHECK(rect_of(small) == "225,0 75x100");
}

TEST_CASE("padding does not shrink") {
    Container row(row_300);
    Element& padded = row.item({.width = px(300), .padding = edges(px(0), px(50))});
    Element& plain = row.item({.width = px(200)});
    row.page.lay_out();
    // Inner base sizes 200 and 200 share the 200 that are too many.
    CHECK(rect_of(padded) == "0,0 200x100");
    CHECK(rect_of(plain) == "200,0 100x100");
}

TEST_CASE("an item does not shrink below its widest word, unless it clips or its minimum is zero") {
    Container row({.display = Display::flex, .width = px(40), .height = px(100)});
    Element& words = row.box.append_text("aaaa bbbbbb");  // the widest has 6 glyphs of 8
    Element& free = row.box.append_text("cccccc dddd", {.min_width = px(0)});
    Element& clipped = row.box.append_text("cccccc", {.overflow = Overflow::hidden});
    row.page.lay_out();
    CHECK(rect_of(words) == "0,0 48x100");
    CHECK(rect_of(free) == "48,0 0x100");
    CHECK(rect_of(clipped) == "48,0 0x100");
}

TEST_CASE("flex-basis goes before the width") {
    Container row(row_300);
    Element& basis = row.item({.width = px(10), .flex_basis = px(40)});
    Element& part = row.item({.flex_basis = percent(50)});
    row.page.lay_out();
    CHECK(rect_of(basis) == "0,0 40x100");
    CHECK(rect_of(part) == "40,0 150x100");
}

TEST_CASE("gap separates items and is no part of the free space") {
    Container row({.display = Display::flex, .width = px(300), .height = px(100), .gap = px(30)});
    Element& one = row.item({.flex_grow = 1});
    Element& two = row.item({.flex_grow = 1});
    Element& three = row.item({.flex_grow = 1});
    row.page.lay_out();
    CHECK(rect_of(one) == "0,0 80x100");
    CHECK(rect_of(two) == "110,0 80x100");
    CHECK(rect_of(three) == "220,0 80x100");
}

TEST_CASE("justify-content distributes what is left over") {
    struct Case {
        Justify justify;
        float first, second;
    };
    for (const Case& one : {Case{Justify::start, 0, 50}, Case{Justify::center, 100, 150}, Case{Justify::end, 200, 250},
                            Case{Justify::space_between, 0, 250}, Case{Justify::space_around, 50, 200}}) {
        Container row({.display = Display::flex, .width = px(300), .justify_content = one.justify});
        Element& a = row.item({.width = px(50)});
        Element& b = row.item({.width = px(50)});
        row.page.lay_out();
        CHECK(a.box()->rect.x == one.first);
        CHECK(b.box()->rect.x == one.second);
    }
    Container row({.display = Display::flex, .width = px(300), .justify_content = Justify::space_evenly});
    Element& a = row.item({.width = px(60)});
    Element& b = row.item({.width = px(60)});
    row.page.lay_out();
    CHECK(a.box()->rect.x == 60);
    CHECK(b.box()->rect.x == 180);
}

TEST_CASE("centred items overflow on both sides, spaced ones at the end") {
    Container centred({.display = Display::flex, .width = px(100), .justify_content = Justify::center});
    Element& a = centred.item({.width = px(200), .flex_shrink = 0});
    Container spaced({.display = Display::flex, .width = px(100), .justify_content = Justify::space_around});
    Element& b = spaced.item({.width = px(200), .flex_shrink = 0});
    centred.page.lay_out();
    spaced.page.lay_out();
    CHECK(rect_of(a) == "-50,0 200x0");
    CHECK(rect_of(b) == "0,0 200x0");
}

TEST_CASE("align-items and align-self place items across, and only automatic sizes stretch") {
    Container row({.display = Display::flex, .width = px(300), .height = px(100), .align_items = Align::center});
    Element& centred = row.item({.width = px(50), .height = px(40)});
    Element& at_end = row.item({.width = px(50), .height = px(40), .align_self = Align::end});
    Element& stretched = row.item({.width = px(50), .margin = edges(px(10), px(0)), .align_self = Align::stretch});
    Element& at_start = row.item({.width = px(50), .height = px(40), .align_self = Align::start});
    row.page.lay_out();
    CHECK(rect_of(centred) == "0,30 50x40");
    CHECK(rect_of(at_end) == "50,60 50x40");
    CHECK(rect_of(stretched) == "100,10 50x80");
    CHECK(rect_of(at_start) == "150,0 50x40");
}

TEST_CASE("automatic margins take the free space before justify-content does") {
    Container row({.display = Display::flex, .width = px(300), .height = px(100), .justify_content = Justify::center});
    Element& left = row.item({.width = px(50)});
    Element& right = row.item({.width = px(50), .height = px(20), .margin = {automatic, px(0), automatic, automatic}});
    row.page.lay_out();
    CHECK(rect_of(left) == "0,0 50x100");
    CHECK(rect_of(right) == "250,40 50x20");
}

TEST_CASE("a row without height takes that of its highest item, and stretches the others to it") {
    Container row({.display = Display::flex, .width = px(300)});
    Element& high = row.item({.width = px(50), .height = px(70)});
    Element& other = row.item({.width = px(50)});
    row.page.lay_out();
    CHECK(rect_of(row.box) == "0,0 300x70");
    CHECK(rect_of(high) == "0,0 50x70");
    CHECK(rect_of(other) == "50,0 50x70");
}

TEST_CASE("a column without height takes that of its items, gaps and margins, and stretches them across") {
    Container column({.display = Display::flex,
                      .width = px(120),
                      .padding = all_around(px(10)),
                      .flex_direction = FlexDirection::column,
                      .gap = px(5)});
    Element& one = column.item({.height = px(20), .margin = all_around(px(3))});
    Element& two = column.box.append_text("hello");
    column.page.lay_out();
    CHECK(rect_of(one) == "13,13 94x20");
    CHECK(rect_of(two) == "10,41 100x19.2");
    CHECK(rect_of(column.box) == "0,0 120x70.2");
}

TEST_CASE("items of a column that do not stretch are as wide as their contents") {
    Container column({.display = Display::flex,
                      .width = px(120),
                      .flex_direction = FlexDirection::column,
                      .align_items = Align::center});
    Element& text = column.box.append_text("hello");
    column.page.lay_out();
    CHECK(rect_of(text) == "40,0 40x19.2");
}

TEST_CASE("a column with a minimum height lets its items grow into it") {
    Container column(
        {.display = Display::flex, .width = px(100), .min_height = px(90), .flex_direction = FlexDirection::column});
    Element& grows = column.item({.flex_grow = 1});
    Element& fixed = column.item({.height = px(30)});
    column.page.lay_out();
    CHECK(rect_of(grows) == "0,0 100x60");
    CHECK(rect_of(fixed) == "0,60 100x30");
}

TEST_CASE("reversed directions begin at the other end") {
    Container row({.display = Display::flex, .width = px(300), .flex_direction = FlexDirection::row_reverse});
    Element& first = row.item({.width = px(50), .margin = {px(0), px(7), px(0), px(0)}});
    Element& second = row.item({.width = px(60)});
    row.page.lay_out();
    CHECK(first.box()->rect.x == 243);
    CHECK(second.box()->rect.x == 183);

    Container column({.display = Display::flex, .height = px(200), .flex_direction = FlexDirection::column_reverse});
    Element& top = column.item({.height = px(50)});
    Element& above = column.item({.height = px(60)});
    column.page.lay_out();
    CHECK(top.box()->rect.y == 150);
    CHECK(above.box()->rect.y == 90);
}

TEST_CASE("wrapping items begin a new line, and stretched lines share the height") {
    Container row(
        {.display = Display::flex, .width = px(200), .height = px(200), .flex_wrap = FlexWrap::wrap, .gap = px(8)});
    Element& a = row.item({.width = px(90), .height = px(30)});
    Element& b = row.item({.width = px(90), .height = px(40), .align_self = Align::end});
    Element& c = row.item({.width = px(120), .height = px(30)});
    Element& d = row.item({.height = px(20), .flex_basis = percent(40)});
    row.page.lay_out();
    // Lines of 40, 30 and 20: the 94 that are left over give each 31.33 more. 120 + 8 + 80 does not fit in 200.
    CHECK(rect_of(a) == "0,0 90x30");
    CHECK(rect_of(b) == "98,31.3333 90x40");
    CHECK(rect_of(c) == "0,79.3333 120x30");
    CHECK(rect_of(d) == "0,148.667 80x20");
}

TEST_CASE("align-content moves the lines of a wrapping container") {
    Container row({.display = Display::flex,
                   .width = px(100),
                   .height = px(200),
                   .flex_wrap = FlexWrap::wrap,
                   .align_content = Align::center});
    Element& a = row.item({.width = px(60), .height = px(40)});
    Element& b = row.item({.width = px(60), .height = px(60)});
    row.page.lay_out();
    CHECK(rect_of(a) == "0,50 60x40");
    CHECK(rect_of(b) == "0,90 60x60");
}

TEST_CASE("texts in a flex container are items of their own") {
    Container row({.display = Display::flex,
                   .width = px(300),
                   .height = px(100),
                   .justify_content = Justify::center,
                   .align_items = Align::center});
    row.box.append_child(*row.page.document.create_text("  ab  "));
    Element& item = row.item({.width = px(50), .height = px(50)});
    row.box.append_child(*row.page.document.create_text("   "));
    row.page.lay_out();
    CHECK(rect_of(item) == "133,25 50x50");  // 16 for the text, which begins at 117
    CHECK(to_text(row.box.first_child()->box()->rect) == "117,40.4 16x19.2");
    CHECK(row.box.last_child()->box() == nullptr);
}

TEST_CASE("percentages of heights refer to stretched and flexed items") {
    Container row(row_300);
    Element& stretched = row.item({.width = px(100)});
    Element& half = stretched.append({.height = percent(50)});
    row.page.lay_out();
    CHECK(rect_of(half) == "0,0 100x50");

    Container column(
        {.display = Display::flex, .width = px(100), .height = px(200), .flex_direction = FlexDirection::column});
    Element& flexed = column.item({.flex_grow = 1});
    Element& quarter = flexed.append({.height = percent(25)});
    column.page.lay_out();
    CHECK(rect_of(quarter) == "0,0 100x50");
}

TEST_CASE("nested rows and columns are as large as what is in them") {
    Container row({.display = Display::flex, .align_items = Align::start});
    Element& column =
        row.item({.display = Display::flex, .padding = all_around(px(4)), .flex_direction = FlexDirection::column});
    Element& inner = column.append({.display = Display::flex, .gap = px(2)});
    inner.append_text("abc");
    inner.append_text("de");
    column.append_text("x");
    row.page.lay_out();
    CHECK(rect_of(column) == "0,0 50x46.4");
    CHECK(rect_of(inner) == "4,4 42x19.2");
}

TEST_CASE("in a container as high as its items each is as high as it would be, to the last bit") {
    Container column({.display = Display::flex, .width = px(376), .flex_direction = FlexDirection::column});
    Element& item = column.item({.height = px(90), .max_height = px(30), .margin = {.bottom = percent(5)}});
    column.page.lay_out();
    CHECK(item.box()->rect.height == 30);
}

TEST_CASE("an empty container has only its padding") {
    Container row({.display = Display::flex, .padding = all_around(px(6))});
    row.page.lay_out();
    CHECK(rect_of(row.box) == "0,0 800x12");
}

TEST_CASE("in a column the automatic minimum of an item with a ratio is not more than its largest width makes of it") {
    Style style{.display = Display::flex, .width = px(100), .height = px(100)};
    style.flex_direction = FlexDirection::column;
    style.align_items = Align::flex_start;
    Container column(style);
    Element& item = column.item({.max_width = px(40), .aspect_ratio = 2});
    item.append({.width = px(100), .height = px(60)});
    column.page.lay_out();
    CHECK(rect_of(item) == "0,0 40x20");
}

}  // namespace janklab
