// SPDX-License-Identifier: MIT
// How large text controls are, and where the characters in them stand. A glyph is half the font size wide.
#include <doctest/doctest.h>

#include <cmath>

#include "layout/layout_box.h"
#include "layout/text_position.h"
#include "support/still_page.h"

namespace janklab {
namespace {

// Each glyph is 10 wide, each line 24 high.
Element& control(StillPage& page, const char* tag, const char* value, Style style = {}) {
    style.font_size = 20.f;
    return page.body().append_text_control(tag, value, style);
}

const LayoutBox& box_of(StillPage& page, Element& element) {
    page.lay_out();
    return *element.box();
}

}  // namespace

TEST_CASE("a control is as wide and high as its attributes say, whatever its text is") {
    StillPage page;
    Element& field = control(page, "input", "a text that is much longer than the field");
    CHECK(box_of(page, field).rect == Rect{0, 0, 200, 24});
    field.set_attribute("size", "5");
    CHECK(box_of(page, field).rect == Rect{0, 0, 50, 24});
    field.set_attribute("size", "0");
    CHECK(box_of(page, field).rect.width == 200);
    field.set_attribute("size", "999999999");
    CHECK(box_of(page, field).rect.width == 100'000);
    Element& area = control(page, "textarea", "one\ntwo\nthree\nfour", {.padding = all_around(px(3))});
    CHECK(box_of(page, area).rect.size() == Size{206, 54});
    area.set_attribute("rows", "4");
    area.set_attribute("cols", "10");
    CHECK(box_of(page, area).rect.size() == Size{106, 102});
}

TEST_CASE("an empty control is as high as a full one, also in a flex row and when it is absolute") {
    StillPage page;
    Element& row = page.body().append({.display = Display::flex, .align_items = Align::start});
    row.append_child(control(page, "input", ""));
    CHECK(box_of(page, *row.first_child()->as_element()).rect.size() == Size{200, 24});
    Element& away = control(page, "input", "", {.position = Position::absolute, .inset = all_around(px(0))});
    CHECK(box_of(page, away).rect.size() == Size{200, 24});
}

TEST_CASE("one line stands in the middle of a higher control, and its baseline is that of the line around it") {
    StillPage page;
    Element& field = control(page, "input", "ab", {.height = px(60)});
    CHECK(caret_rect(box_of(page, field), 1) == Rect{10, 18, 0, 24});
    Element& line = page.body().append({.font_size = 20.f});
    line.append_child(*page.document.create_text("x"));
    Element& inside = control(page, "input", "", {.display = Display::inline_block, .padding = all_around(px(8))});
    line.append_child(inside);
    CHECK(box_of(page, inside).rect == Rect{10, 0, 216, 40});
    CHECK(line.box()->paragraph->lines[0].baseline == 8 + 18);
}

TEST_CASE("white space is kept, and one line stays one line, whatever the author says") {
    StillPage page;
    Element& field = control(page, "input", "a  b c", {.width = px(30), .white_space = WhiteSpace::normal});
    CHECK(caret_rect(box_of(page, field), 6) == Rect{60, 0, 0, 24});
    Element& area = control(page, "textarea", " a\n\n b", {.width = px(50), .white_space = WhiteSpace::normal});
    CHECK(caret_rect(box_of(page, area), 2) == Rect{20, 0, 0, 24});
    CHECK(caret_rect(box_of(page, area), 3) == Rect{0, 24, 0, 24});
    CHECK(caret_rect(box_of(page, area), 6) == Rect{20, 48, 0, 24});
}

TEST_CASE("the caret follows tabs, kerning and alignment, and stands before what a broken line goes on with") {
    StillPage page;
    const LayoutBox& tabs = box_of(page, control(page, "input", "a\tb"));
    CHECK(caret_rect(tabs, 2).x == 80);
    const LayoutBox& kerned = box_of(page, control(page, "input", "AVA"));
    CHECK(caret_rect(kerned, 1).x == 8);  // 2 closer
    CHECK(caret_rect(kerned, 2).x == 18);
    const LayoutBox& right =
        box_of(page, control(page, "input", "ab", {.width = px(60), .text_align = TextAlign::right}));
    CHECK(caret_rect(right, 0).x == 40);
    const LayoutBox& nothing =
        box_of(page, control(page, "input", "", {.width = px(60), .text_align = TextAlign::right}));
    CHECK(caret_rect(nothing, 0).x == 60);
    const LayoutBox& broken = box_of(page, control(page, "textarea", "aaa bbb", {.width = px(40)}));
    CHECK(caret_rect(broken, 3) == Rect{30, 0, 0, 24});
    CHECK(caret_rect(broken, 4) == Rect{0, 24, 0, 24});
}

TEST_CASE("a point is told the nearest gap, above the first line, below the last and beyond every end too") {
    StillPage page;
    const LayoutBox& area = box_of(page, control(page, "textarea", "aaa bb\nc", {.width = px(40)}));
    CHECK(text_offset_at(area, {14, 10}) == 1);
    CHECK(text_offset_at(area, {16, 10}) == 2);
    CHECK(text_offset_at(area, {-50, 10}) == 0);
    CHECK(text_offset_at(area, {500, 10}) == 3);  // before the space that hangs at the end of the line
    CHECK(text_offset_at(area, {500, 30}) == 6);  // before the line end
    CHECK(text_offset_at(area, {14, -90}) == 1);
    CHECK(text_offset_at(area, {500, 900}) == 8);
    CHECK(text_offset_at(area, {NAN, NAN}) <= 8);
}

TEST_CASE("a control without a box, or in nothing, has no places, and one without text has one") {
    StillPage page;
    Element& field = control(page, "input", "");
    CHECK(text_offset_at(box_of(page, field), {50, 5}) == 0);
    std::vector<Rect> rects;
    selection_rects(*field.box(), 0, 5, rects);
    CHECK(rects.empty());
    field.set_value("a");
    CHECK(caret_rect(box_of(page, field), 99) == Rect{10, 0, 0, 24});
    field.set_value("");
    CHECK(caret_rect(box_of(page, field), 0) == Rect{0, 0, 0, 24});
}

TEST_CASE("as much as a person types, the text can be scrolled to its end, and an empty last line too") {
    StillPage page;
    Element& area = control(page, "textarea", "a\nb\nc\n", {.width = px(100), .padding = all_around(px(5))});
    page.lay_out();
    CHECK(area.scroll_height() == 4 * 24 + 10);
    Element& field = control(page, "input", "0123456789", {.width = px(60), .padding = all_around(px(5))});
    page.lay_out();
    CHECK(field.scroll_width() == 110);
    CHECK(scroll_to_show(*field.box(), caret_rect(*field.box(), 10)).x == 105 + 1 - 56);
}

}  // namespace janklab
