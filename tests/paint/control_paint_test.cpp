// SPDX-License-Identifier: MIT
// What a person sees of where they are: caret, selection and focus ring. A glyph is half the font size wide.
#include <doctest/doctest.h>

#include "paint/display_list.h"
#include "paint/paint.h"
#include "style/cascade.h"
#include "style/style_rules.h"
#include "support/still_page.h"

namespace janklab {
namespace {

std::string picture(StillPage& page) {
    page.lay_out();
    DisplayList list;
    paint(page.document, list);
    return dump(list);
}

// Each glyph is 10 wide, 20 high in a line of 24.
constexpr Style look{.width = px(60), .padding = all_around(px(5)), .outline = {.style = LineStyle::none}};

Element& control(StillPage& page, const char* tag, const char* value, Style style = look) {
    style.font_size = 20.f;
    Element& element = page.body().append_text_control(tag, value, style);
    element.focus();
    return element;
}

}  // namespace

TEST_CASE("the caret stands behind the text, as high as the font, one pixel wide, while it shows") {
    StillPage page;
    Element& field = control(page, "input", "ab");
    CHECK(picture(page) == "clip 4,0 52x34\n  text \"ab\" at 5,23 sans 20 #000000\n");
    page.document.show_caret(true);
    page.document.note_change(field, Dirty::paint);
    CHECK(picture(page) == "clip 4,0 52x34\n  text \"ab\" at 5,23 sans 20 #000000\n  box 25,7 1x20 fill #000000\n");
    field.set_attribute("readonly", "");
    page.document.note_change(field, Dirty::paint);
    CHECK(picture(page) == "clip 4,0 52x34\n  text \"ab\" at 5,23 sans 20 #000000\n");
}

TEST_CASE("an empty control is one line high and has a caret, in the middle where it is higher") {
    StillPage page;
    Style style = look;
    style.height = px(60);
    control(page, "input", "", style);
    page.document.show_caret(true);
    CHECK(picture(page) == "clip 4,0 52x60\n  box 5,20 1x20 fill #000000\n");
}

TEST_CASE("the selection is behind the text, line by line, with room for a line end, and hides the caret") {
    StillPage page;
    Element& field = control(page, "textarea", "ab\ncd");
    page.document.show_caret(true);
    field.text_edit()->select(1, 4);
    CHECK(picture(page) ==
          "clip 0,0 60x58\n"
          "  box 15,5 16x24 fill #3390ff73\n"
          "  box 5,29 10x24 fill #3390ff73\n"
          "  text \"ab\" at 5,23 sans 20 #000000\n"
          "  text \"cd\" at 5,47 sans 20 #000000\n");
    field.blur();
    CHECK(picture(page) ==
          "clip 0,0 60x58\n  text \"ab\" at 5,23 sans 20 #000000\n  text \"cd\" at 5,47 sans 20 #000000\n");
}

TEST_CASE("without the keys of the window there is no caret, and what is selected is grey") {
    StillPage page;
    Element& field = control(page, "input", "ab");
    page.document.show_caret(true);
    page.document.set_window_focused(false);
    page.document.show_caret(true);
    CHECK(picture(page) == "clip 4,0 52x34\n  text \"ab\" at 5,23 sans 20 #000000\n");
    field.text_edit()->select_all();
    page.document.note_change(field, Dirty::paint);
    CHECK(picture(page) == "clip 4,0 52x34\n  box 5,5 20x24 fill #80808059\n  text \"ab\" at 5,23 sans 20 #000000\n");
}

TEST_CASE("a placeholder is grey") {
    StillPage page;
    Element& field = control(page, "input", "");
    field.set_attribute("placeholder", "ab");
    CHECK(picture(page) == "clip 4,0 52x34\n  text \"ab\" at 5,23 sans 20 #757575\n");
    field.set_value("c");
    CHECK(picture(page) == "clip 4,0 52x34\n  text \"c\" at 5,23 sans 20 #000000\n");
}

TEST_CASE("a caret that comes and goes damages no more than itself") {
    StillPage page;
    Element& field = control(page, "input", "ab");
    page.lay_out();
    DisplayList list;
    paint(page.document, list);
    page.document.show_caret(true);
    page.document.note_change(field, Dirty::paint);
    CHECK(paint(page.document, list).damage == Rect{25, 7, 1, 20});
}

TEST_CASE("what has the focus by key or script has a ring around its corners, what has it by pointer has none") {
    StillPage page;
    Element& button = page.body().append({.width = px(40), .height = px(20), .radius = 4});
    button.set_attribute("tabindex", "0");
    page.document.move_focus(&button, FocusBy::pointer);
    CHECK(picture(page).empty());
    page.document.move_focus(nullptr, FocusBy::pointer);
    page.document.move_focus(&button, FocusBy::keyboard);
    const char* ring = "box -2,-2 44x24 radius 6 border 2 #005fcc\nbox -3,-3 46x26 radius 7 border 1 #ffffff\n";
    CHECK(picture(page) == ring);
    page.document.move_focus(nullptr, FocusBy::keyboard);
    CHECK(picture(page).empty());
}

TEST_CASE("an outline of one's own takes the ring's place, and none takes it away") {
    StillPage page;
    add_style_sheet(page.document, "#a:focus { outline: 1px solid red } #b { outline: none } #c { outline: 0 }");
    for (const char* id : {"a", "b", "c"}) {
        Element& element = page.body().append({.width = px(40), .height = px(20)});
        element.set_attribute("id", id);
        element.set_attribute("tabindex", "0");
        element.focus();
        CHECK(picture(page) == (*id == 'a' ? "box -1,-1 42x22 border 1 #ff0000\n" : ""));
    }
}

}  // namespace janklab
