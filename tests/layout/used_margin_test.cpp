// SPDX-License-Identifier: MIT
// Automatic margins, told as getComputedStyle() of Chromium tells them.
#include "layout/used_margin.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "support/still_page.h"

namespace janklab {
namespace {

/// Top, right, bottom, left, in whole pixels.
std::string margin_of(StillPage& page, const Element& element) {
    page.lay_out();
    const PixelEdges margin = used_margin(*element.box());
    std::string text;
    for (const float side : {margin.top, margin.right, margin.bottom, margin.left})
        text += (text.empty() ? "" : " ") + std::to_string(std::lround(side));
    return text;
}

constexpr Style flex_300{.display = Display::flex, .width = px(300), .height = px(100)};

}  // namespace

TEST_CASE("automatic margins in a block share what the width leaves, and are nothing where it leaves nothing") {
    StillPage page;
    Element& around = page.body().append(
        {.box_sizing = BoxSizing::content_box, .width = px(300), .height = px(100), .padding = all_around(px(7))});
    Element& centred = around.append({.width = px(100), .height = px(10), .margin = edges(px(0), automatic)});
    Element& right = around.append({.position = Position::relative,
                                    .width = px(100),
                                    .height = px(10),
                                    .margin = {automatic, px(20), automatic, automatic},
                                    .inset = {automatic, automatic, automatic, px(9)}});
    Element& wide = around.append({.width = px(400), .height = px(10), .margin = edges(px(0), automatic)});
    CHECK(margin_of(page, centred) == "0 100 0 100");
    CHECK(margin_of(page, right) == "0 20 0 180");
    CHECK(margin_of(page, wide) == "0 0 0 0");
}

TEST_CASE("automatic margins of an absolute box take what is between both insets") {
    StillPage page;
    Element& around = page.body().append({.position = Position::relative,
                                          .box_sizing = BoxSizing::content_box,
                                          .width = px(300),
                                          .height = px(100),
                                          .padding = all_around(px(5)),
                                          .border = {3, rgb(0)}});
    Element& between =
        around.append({.box_sizing = BoxSizing::content_box, .height = px(1), .padding = all_around(px(11))});
    Element& box = between.append({.position = Position::absolute,
                                   .width = px(50),
                                   .height = px(20),
                                   .margin = all_around(automatic),
                                   .inset = {px(10), px(20), px(30), px(40)}});
    Element& loose = between.append({.position = Position::absolute,
                                     .width = px(50),
                                     .height = px(20),
                                     .margin = all_around(automatic),
                                     .inset = {automatic, automatic, automatic, px(10)}});
    CHECK(margin_of(page, box) == "25 100 25 100");
    CHECK(margin_of(page, loose) == "0 0 0 0");
}

TEST_CASE("automatic margins of a flex item push it away from its neighbours, and all in a line are equal") {
    StillPage page;
    Element& row = page.body().append({.display = Display::flex, .width = px(300), .height = px(100), .gap = px(10)});
    Element& first = row.append({.width = px(50)});
    Element& item = row.append({.width = px(40), .height = px(20), .margin = {automatic, px(0), px(0), automatic}});
    row.append({.width = px(30), .margin = {px(0), px(0), px(0), px(5)}});
    CHECK(margin_of(page, item) == "80 0 0 155");
    first.style([](Style& s) { s.margin.right = automatic; });
    item.style([](Style& s) { s.margin = all_around(automatic); });
    CHECK(margin_of(page, item) == "40 52 40 52");
}

TEST_CASE("automatic margins in a reversed row and in a column are told from the side that is seen") {
    StillPage page;
    Element& row = page.body().append(flex_300);
    row.style([](Style& s) { s.flex_direction = FlexDirection::row_reverse; });
    row.append({.width = px(50)});
    Element& item = row.append({.width = px(40), .height = px(20), .margin = {px(10), automatic, automatic, px(0)}});
    row.append({.width = px(30), .margin = {px(0), px(0), px(0), px(5)}});
    CHECK(margin_of(page, item) == "10 175 70 0");
    Element& column = page.body().append(flex_300);
    column.style([](Style& s) { s.flex_direction = FlexDirection::column, s.gap = px(6); });
    column.append({.height = px(10)});
    Element& middle = column.append({.width = px(40), .height = px(20), .margin = all_around(automatic)});
    CHECK(margin_of(page, middle) == "32 130 32 130");
}

TEST_CASE("a full line leaves automatic margins nothing, and lines that wrap share with nobody") {
    StillPage page;
    Element& full = page.body().append(
        {.display = Display::flex, .width = px(60), .height = px(100), .justify_content = Justify::center});
    full.append({.width = px(50), .flex_shrink = 0});
    Element& item =
        full.append({.width = px(40), .height = px(20), .margin = edges(px(0), automatic), .flex_shrink = 0});
    CHECK(margin_of(page, item) == "0 0 0 0");
    Element& lines = page.body().append(
        {.display = Display::flex, .width = px(100), .height = px(100), .flex_wrap = FlexWrap::wrap});
    lines.append({.width = px(60), .height = px(10)});
    Element& second = lines.append({.width = px(50), .height = px(20), .margin = edges(px(0), automatic)});
    lines.append({.width = px(30), .height = px(3)});
    lines.append({.width = px(90), .height = px(3)});
    CHECK(margin_of(page, second) == "0 10 0 10");
}

}  // namespace janklab
