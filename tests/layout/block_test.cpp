// SPDX-License-Identifier: MIT
// Blocks, sizes and positions.
#include <doctest/doctest.h>

#include <limits>

#include "layout/rectangles.h"
#include "support/still_page.h"

namespace janklab {

TEST_CASE("the body fills the viewport, blocks fill the width and lie one under the other") {
    StillPage page;
    Element& one = page.body().append({.height = px(30)});
    Element& two = page.body().append({.height = px(40), .margin = {px(5), px(10), px(6), px(20)}});
    Element& three = page.body().append({.height = px(10)});
    page.lay_out();
    CHECK(rect_of(page.body()) == "0,0 800x600");
    CHECK(rect_of(one) == "0,0 800x30");
    CHECK(rect_of(two) == "20,35 770x40");
    CHECK(rect_of(three) == "0,81 800x10");
}

TEST_CASE("the body's margin and padding are inside the viewport") {
    StillPage page;
    page.body().set_style({.margin = all_around(px(8)), .padding = all_around(px(10))});
    Element& one = page.body().append({.height = percent(50)});
    page.lay_out();
    CHECK(rect_of(page.body()) == "8,8 784x584");
    CHECK(rect_of(one) == "10,10 764x282");
}

TEST_CASE("an automatic height is that of the contents with padding and border") {
    StillPage page;
    Element& outer = page.body().append({.padding = all_around(px(10)), .border = {.width = 2}});
    Element& inner = outer.append({.width = px(100), .height = px(50)});
    page.lay_out();
    CHECK(rect_of(outer) == "0,0 800x74");
    CHECK(rect_of(inner) == "12,12 100x50");
}

TEST_CASE("width and height include padding and border, unless box-sizing says otherwise") {
    StillPage page;
    Element& whole = page.body().append({.width = px(100), .height = px(50), .padding = all_around(px(10))});
    Element& content = page.body().append(
        {.box_sizing = BoxSizing::content_box, .width = px(100), .height = px(50), .padding = all_around(px(10))});
    Element& small = page.body().append({.width = px(5), .height = px(5), .padding = all_around(px(10))});
    page.lay_out();
    CHECK(rect_of(whole) == "0,0 100x50");
    CHECK(rect_of(content) == "0,50 120x70");
    CHECK(rect_of(small) == "0,120 20x20");
}

TEST_CASE("minimum and maximum limit a size, and the minimum wins") {
    StillPage page;
    Element& wide = page.body().append({.height = px(10), .max_width = px(300)});
    Element& high = page.body().append({.min_height = px(25)});
    Element& both = page.body().append({.width = px(50), .height = px(10), .min_width = px(80), .max_width = px(60)});
    page.lay_out();
    CHECK(rect_of(wide) == "0,0 300x10");
    CHECK(rect_of(high) == "0,10 800x25");
    CHECK(rect_of(both) == "0,35 80x10");
}

TEST_CASE("percentages refer to the parent, those of heights only where its height is known") {
    StillPage page;
    Element& known = page.body().append({.width = percent(50), .height = px(200), .padding = {.left = percent(10)}});
    Element& in_known = known.append({.width = percent(25), .height = percent(50)});
    Element& unknown = page.body().append({});
    Element& in_unknown = unknown.append({.height = percent(50)});
    page.lay_out();
    CHECK(rect_of(known) == "0,0 400x200");
    CHECK(rect_of(in_known) == "80,0 80x100");
    CHECK(rect_of(in_unknown) == "0,0 800x0");
}

TEST_CASE("automatic margins centre a block, or push it to the right") {
    StillPage page;
    Element& centred = page.body().append({.width = px(100), .height = px(10), .margin = edges(px(0), automatic)});
    Element& right = page.body().append({.width = px(100), .height = px(10), .margin = {.left = automatic}});
    page.lay_out();
    CHECK(rect_of(centred) == "350,0 100x10");
    CHECK(rect_of(right) == "700,10 100x10");
}

TEST_CASE("display none takes no room and has no box") {
    StillPage page;
    Element& gone = page.body().append({.display = Display::none, .height = px(30)});
    gone.append_text("hidden");
    Element& next = page.body().append({.height = px(10)});
    page.lay_out();
    CHECK(gone.box() == nullptr);
    CHECK(gone.offset_height() == 0);
    CHECK(rect_of(next) == "0,0 800x10");
    gone.style([](Style& s) { s.display = Display::block; });
    page.lay_out();
    CHECK(rect_of(gone) == "0,0 800x30");
    CHECK(rect_of(next) == "0,30 800x10");
    gone.style([](Style& s) { s.display = Display::none; });
    page.lay_out();
    CHECK(gone.box() == nullptr);
    CHECK(rect_of(next) == "0,0 800x10");
}

// -- positions
// ---------------------------------------------------------------------------------------------------------

TEST_CASE("a relative box is moved and leaves its place empty") {
    StillPage page;
    Element& moved = page.body().append(
        {.position = Position::relative, .height = px(10), .inset = {.top = px(5), .left = percent(10)}});
    Element& next = page.body().append({.height = px(10)});
    Element& up = page.body().append(
        {.position = Position::relative, .height = px(10), .inset = {automatic, px(7), px(4), automatic}});
    page.lay_out();
    CHECK(rect_of(moved) == "80,5 800x10");
    CHECK(rect_of(next) == "0,10 800x10");
    CHECK(rect_of(up) == "-7,16 800x10");
}

TEST_CASE("an absolute box is placed in the padding box of its nearest positioned ancestor") {
    StillPage page;
    Element& container = page.body().append({.position = Position::relative,
                                             .width = px(240),
                                             .height = px(160),
                                             .margin = all_around(px(20)),
                                             .padding = all_around(px(10)),
                                             .border = {.width = 2}});
    Element& between = container.append({.height = px(50)});
    Element& corner = between.append({.position = Position::absolute,
                                      .width = percent(25),
                                      .height = px(30),
                                      .inset = {automatic, px(10), percent(10), automatic}});
    Element& stretched = between.append({.position = Position::absolute, .inset = all_around(px(5))});
    page.lay_out();
    // The padding box is 236 by 156; its corner lies 10 to the left of and above `between`.
    CHECK(rect_of(corner) == "157,100.4 59x30");
    CHECK(rect_of(stretched) == "-5,-5 226x146");
    CHECK(corner.offset_left() == doctest::Approx(167));
    CHECK(corner.offset_top() == doctest::Approx(110.4));
}

TEST_CASE("an absolute box without insets stays where it would be in flow, and takes no room") {
    StillPage page;
    page.body().append({.height = px(30)});
    Element& tip = page.body().append({.position = Position::absolute});
    tip.append_text("tip");
    Element& next = page.body().append({.height = px(10)});
    page.lay_out();
    CHECK(rect_of(tip) == "0,30 24x19.2");
    CHECK(rect_of(next) == "0,30 800x10");
}

TEST_CASE("automatic margins centre an absolute box between its insets") {
    StillPage page;
    Element& box = page.body().append({.position = Position::absolute,
                                       .width = px(100),
                                       .height = px(100),
                                       .margin = all_around(automatic),
                                       .inset = all_around(px(0))});
    page.lay_out();
    CHECK(rect_of(box) == "350,250 100x100");
}

TEST_CASE("in a flex container an absolute box is placed as if it were the only item") {
    StillPage page;
    Element& row = page.body().append({.display = Display::flex,
                                       .position = Position::relative,
                                       .width = px(300),
                                       .height = px(100),
                                       .justify_content = Justify::end,
                                       .align_items = Align::center});
    Element& item = row.append({.width = px(50), .height = px(50)});
    Element& floating = row.append({.position = Position::absolute, .width = px(20), .height = px(20)});
    page.lay_out();
    CHECK(rect_of(item) == "250,25 50x50");
    CHECK(rect_of(floating) == "280,40 20x20");
}

TEST_CASE("a transform makes an element the containing block of absolute boxes, as long as it lasts") {
    StillPage page;
    Element& moved = page.body().append(
        {.width = px(100), .height = px(100), .margin = {.top = px(50)}, .transform = {translate(px(10))}});
    Element& inner = moved.append({.position = Position::absolute,
                                   .width = px(10),
                                   .height = px(10),
                                   .inset = {.top = automatic, .right = px(0), .bottom = px(0), .left = automatic}});
    page.lay_out();
    CHECK(rect_of(inner) == "90,90 10x10");
    moved.style([](Style& s) { s.transform = {}; });
    page.lay_out();
    CHECK(rect_of(inner) == "790,540 10x10");  // of the body, which is 600 high and 50 above
    moved.style([](Style& s) { s.position = Position::relative; });
    page.lay_out();
    CHECK(rect_of(inner) == "90,90 10x10");
}

// -- hostile values
// ----------------------------------------------------------------------------------------------------

TEST_CASE("values that are not finite or very large give finite rectangles") {
    const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
    StillPage page;
    Element& row = page.body().append({.display = Display::flex, .padding = all_around(px(nan)), .gap = px(infinity)});
    for (const float value : {nan, infinity, -infinity, 1e9f, -1e9f}) {
        Element& item = row.append({.width = px(value),
                                    .height = px(value),
                                    .min_width = percent(value),
                                    .margin = all_around(px(value)),
                                    .padding = all_around(percent(value)),
                                    .border = {.width = value},
                                    .flex_grow = value,
                                    .flex_shrink = value,
                                    .flex_basis = px(value),
                                    .font_size = value,
                                    .line_height = value,
                                    .radius = value,
                                    .opacity = value,
                                    .transform = {translate(px(value)), rotate(value), scale(value)}});
        item.append_text("text", {.position = Position::absolute, .inset = all_around(px(value))});
        item.append_text(
            "text", {.position = Position::relative, .width = percent(value), .inset = all_around(percent(value))});
    }
    page.viewport = {infinity, nan};
    page.lay_out();
    for (Node* node = &page.body(); node; node = next_in_tree(*node, page.body())) {
        const LayoutBox* box = node->box();
        if (!box) continue;
        CHECK(std::isfinite(box->rect.x));
        CHECK(std::isfinite(box->rect.y));
        CHECK(std::isfinite(box->rect.width));
        CHECK(std::isfinite(box->rect.height));
        const Rect bounds = node->as_element() ? node->as_element()->bounding_rect() : Rect{};
        CHECK(std::isfinite(bounds.x + bounds.y + bounds.width + bounds.height));
    }
}

TEST_CASE("what is nested deeper than a thousand levels has no box, and does not end the program") {
    StillPage page;
    Element* element = &page.body();
    for (int level = 0; level < 10'000; ++level) element = &element->append({.padding = all_around(px(1))});
    element->set_text("deep");
    page.lay_out();
    CHECK(element->box() == nullptr);
    CHECK(page.body().first_child()->box()->rect.height == 2 * 1000);
    page.body().remove_children();
    CHECK(page.document.node_count() == 1);
}

}  // namespace janklab
