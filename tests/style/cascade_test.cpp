// SPDX-License-Identifier: MIT
// Style sheets on elements: who wins, what is inherited, and that a change touches only what it can affect.
#include <doctest/doctest.h>

#include "dom/document.h"
#include "style/cascade.h"
#include "style/element_style.h"
#include "style/style_rules.h"
#include "style/update_style.h"
#include "support/styled_page.h"

namespace janklab {

TEST_CASE("rules win by importance, specificity and order; C++ and declarations of the element over all rules") {
    StyledPage page;
    Element& box = page.add("a b");
    box.set_id("box");
    add_style_sheet(page.document,
                    ".a { width: 1px; height: 1px; color: red } #box { width: 2px } div { width: 3px; height: 3px }"
                    ".b { height: 4px; opacity: 0.5 !important }");
    CHECK(page.value(box, "width") == "2px");
    CHECK(page.value(box, "height") == "4px");
    add_style_sheet(page.document, ".a { height: 5px }");
    CHECK(page.value(box, "height") == "5px");
    box.style([](Style& s) { s.height = px(6); });
    CHECK(page.value(box, "height") == "6px");
    CHECK(set_style_property(box, "height", "7px"));
    CHECK(set_style_property(box, "opacity", "1"));
    CHECK(page.value(box, "height") == "7px");
    CHECK(page.value(box, "opacity") == "0.5");
    CHECK(set_style_property(box, "opacity", "0.25", true));
    CHECK(page.value(box, "opacity") == "0.25");
    CHECK(remove_style_property(box, "height"));
    CHECK(page.value(box, "height") == "6px");
    CHECK(box.style().height == px(6));
}

TEST_CASE("marks of HTML comments around rules are passed over") {
    StyledPage page;
    Element& box = page.add("a b");
    CHECK(add_style_sheet(page.document, "<!-- .a { width: 1px } --> .b { height: 2px } <!--").not_understood == 0);
    CHECK(page.value(box, "width") == "1px");
    CHECK(page.value(box, "height") == "2px");
    CHECK(add_style_sheet(page.document, ".a <!-- { width: 3px } .b { <!-- height: 3px }").not_understood == 2);
    CHECK(page.value(box, "width") == "1px");
    CHECK(page.value(box, "height") == "2px");
}

TEST_CASE("a sheet that is removed counts no more") {
    StyledPage page;
    Element& box = page.add("a");
    const AddedStyleSheet sheet =
        add_style_sheet(page.document, "@media x { .a { width: 9px } } .a { width: 1px; foo: 1 } ::x { } .a > { }");
    CHECK(sheet.rules == 1);
    CHECK(sheet.not_understood == 4);
    CHECK(page.value(box, "width") == "1px");
    CHECK(remove_style_sheet(page.document, sheet.id));
    CHECK_FALSE(remove_style_sheet(page.document, sheet.id));
    CHECK(page.value(box, "width") == "auto");
}

TEST_CASE("inherited values go down, inherit and initial say so themselves") {
    StyledPage page;
    Element& outer = page.add("outer");
    Element& inner = page.add(outer, "inner");
    add_style_sheet(page.document,
                    ".outer { color: rgb(1, 2, 3); font-size: 20px; width: 50px }"
                    ".inner { width: inherit; padding: 1.5em; color: initial }");
    CHECK(page.value(inner, "width") == "50px");
    CHECK(page.value(inner, "font-size") == "20px");
    CHECK(page.value(inner, "padding-left") == "30px");
    CHECK(page.value(inner, "color") == "rgb(0, 0, 0)");
    // What depends on the parent follows it.
    outer.style([](Style& s) { s.font_size = 10.f; });
    CHECK(page.value(inner, "padding-left") == "15px");
    CHECK(set_style_property(outer, "width", "70px"));
    CHECK(page.value(inner, "width") == "70px");
    CHECK(set_style_property(inner, "font-size", "2em"));
    CHECK(page.value(inner, "font-size") == "20px");
    CHECK(page.value(inner, "padding-left") == "30px");
}

TEST_CASE("currentcolor is the element's own colour, also where it was inherited, and the parent's in color itself") {
    StyledPage page;
    Element& outer = page.add("outer");
    Element& inner = page.add(outer, "inner");
    add_style_sheet(page.document,
                    ".outer { color: rgb(1, 2, 3); background: currentcolor; box-shadow: 1px 2px }"
                    ".inner { color: currentcolor; border: 1px solid; background-color: inherit; "
                    "background-image: linear-gradient(currentcolor, red) }");
    CHECK(page.value(inner, "color") == "rgb(1, 2, 3)");
    CHECK(page.value(inner, "border-top-color") == "rgb(1, 2, 3)");
    CHECK(page.value(outer, "box-shadow") == "rgb(1, 2, 3) 1px 2px 0px 0px");
    CHECK(page.value(inner, "background-image") == "linear-gradient(180deg, rgb(1, 2, 3), rgb(255, 0, 0))");
    CHECK(set_style_property(inner, "color", "rgb(9, 9, 9)"));
    CHECK(page.value(outer, "background-color") == "rgb(1, 2, 3)");
    CHECK(page.value(inner, "background-color") == "rgb(9, 9, 9)");
    CHECK(page.value(inner, "border-top-color") == "rgb(9, 9, 9)");
}

TEST_CASE("a line without a style has no width, one without a width is medium, and C++ says it all with a width") {
    StyledPage page;
    Element& box = page.add("box");
    const auto width = [&](std::string_view css) {
        set_style_text(box, css);
        return page.value(box, "border-left-width");
    };
    CHECK(width("border-width: 4px") == "0px");
    CHECK(width("border-style: dotted") == "3px");
    CHECK(width("border-style: dotted; border-width: 4px") == "4px");
    CHECK(width("border: 4px solid; border-left-style: hidden") == "0px");
    CHECK(width("border-style: solid; border-width: unset") == "3px");
    CHECK(width("border-style: solid; border-width: var(--missing)") == "3px");
    CHECK(width("") == "0px");
    box.style([](Style& s) { s.border = {.width = 2}; });
    CHECK(width("") == "2px");
    CHECK(page.value(box, "border-left-style") == "solid");
    CHECK(width("border-style: none") == "0px");
    CHECK(width("border-style: dashed") == "2px");
}

TEST_CASE("initial, inherit and unset are there for each property and for all of them") {
    StyledPage page;
    Element& outer = page.add("outer");
    Element& inner = page.add(outer, "inner");
    add_style_sheet(page.document,
                    ".outer { color: rgb(1, 2, 3); width: 50px; direction: rtl; opacity: 0.5 } .inner { width: 9px; "
                    "color: red; height: 9px; direction: ltr }");
    const auto values = [&](std::string_view css) {
        set_style_text(inner, css);
        return page.value(inner, "color") + ' ' + page.value(inner, "width") + ' ' + page.value(inner, "height") + ' ' +
               page.value(inner, "opacity") + ' ' + page.value(inner, "direction");
    };
    CHECK(values("") == "rgb(255, 0, 0) 9px 9px 1 ltr");
    CHECK(values("color: unset; width: unset") == "rgb(1, 2, 3) auto 9px 1 ltr");
    CHECK(values("color: INITIAL; width: inherit") == "rgb(0, 0, 0) 50px 9px 1 ltr");
    CHECK(values("all: unset") == "rgb(1, 2, 3) auto auto 1 ltr");
    CHECK(values("all: initial; height: 3px") == "rgb(0, 0, 0) auto 3px 1 ltr");
    CHECK(values("height: 3px; all: inherit") == "rgb(1, 2, 3) 50px auto 0.5 ltr");
    CHECK(values("all: var(--how, inherit)") == "rgb(1, 2, 3) 50px auto 0.5 ltr");
    CHECK(remove_style_property(inner, "all"));
    CHECK(values("") == "rgb(255, 0, 0) 9px 9px 1 ltr");
}

TEST_CASE("rem is the font size of the root, and follows it") {
    StyledPage page;
    Element& outer = page.add("outer");
    Element& inner = page.add(outer, "inner");
    Element& other = page.add("other");
    add_style_sheet(page.document,
                    ":root { font-size: 10px; padding-top: 3rem } .outer { font-size: 40px } .inner { width: 2rem } "
                    ".other { height: 1em }");
    CHECK(page.value(inner, "width") == "20px");
    CHECK(page.value(page.document.body(), "padding-top") == "30px");
    set_style_property(page.document.body(), "font-size", "20px");
    const StyleStats stats = update_style(page.document);
    CHECK(stats.elements_cascaded == 3);  // the root, one that uses rem, one that uses em of the same
    CHECK(page.value(inner, "width") == "40px");
    CHECK(page.value(page.document.body(), "padding-top") == "60px");
    // In the font size of the root itself it is the initial one.
    set_style_property(page.document.body(), "font-size", "2rem");
    CHECK(page.value(page.document.body(), "font-size") == "32px");
    CHECK(page.value(inner, "width") == "64px");
    CHECK(page.value(other, "height") == "32px");
}

TEST_CASE("a class, a state or a child that comes and goes restyles what its rules can affect, nothing else") {
    StyledPage page;
    Element& list = page.add("list");
    std::vector<Element*> items;
    for (int i = 0; i < 100; ++i) items.push_back(&page.add(list, i % 2 ? "odd" : "even"));
    Element& label = page.add(*items[10], "label");
    add_style_sheet(
        page.document,
        ".on { width: 1px } .open .label { width: 2px } .even:hover { width: 3px } .mark + .odd { width: 4px }");
    const StyleStats first = update_style(page.document);
    CHECK(first.elements_cascaded == 103);
    CHECK(update_style(page.document).elements_cascaded == 0);

    list.clear_dirty(Dirty::boxes);  // layout would
    page.document.body().clear_dirty(Dirty::boxes);
    items[10]->clear_dirty(Dirty::boxes);
    items[3]->set_class("on");
    CHECK(update_style(page.document).elements_cascaded == 1);
    CHECK(page.value(*items[3], "width") == "1px");
    list.set_class("open");
    CHECK(update_style(page.document).elements_cascaded == 1);  // the label
    CHECK(page.value(label, "width") == "2px");
    items[20]->set_class("unknown");
    CHECK(update_style(page.document).elements_cascaded == 0);
    items[4]->set_interaction(InteractionState::hover, true);
    CHECK(update_style(page.document).elements_cascaded == 1);
    CHECK(page.value(*items[4], "width") == "3px");
    items[4]->set_interaction(InteractionState::hover, false);
    CHECK(page.value(*items[4], "width") == "auto");
    items[50]->set_class("mark");
    CHECK(page.value(*items[51], "width") == "4px");
    CHECK(page.value(*items[53], "width") == "auto");
    items[51]->remove();
    CHECK(page.value(*items[53], "width") == "auto");
    items[52]->remove();
    CHECK(page.value(*items[53], "width") == "4px");
}

TEST_CASE("an element that comes under other ancestors, or back under other rules, is matched anew with all in it") {
    StyledPage page;
    add_style_sheet(page.document, ".a .x { width: 1px } .b > .x { width: 2px } .a .y { height: 1px }");
    Element& a = page.add("a");
    Element& b = page.add("b");
    const Ref<Element> x(&page.add(a, "x"));
    Element& y = page.add(*x, "y");
    CHECK(page.value(*x, "width") == "1px");
    CHECK(page.value(y, "height") == "1px");
    b.append_child(x);
    CHECK(page.value(*x, "width") == "2px");
    CHECK(page.value(y, "height") == "auto");
    x->remove();
    update_style(page.document);
    add_style_sheet(page.document, "[data-k] { top: 3px } .y { left: 4px }");
    update_style(page.document);
    x->set_attribute("data-k", "");
    b.append_child(x);
    CHECK(page.value(*x, "top") == "3px");
    CHECK(page.value(y, "left") == "4px");
}

TEST_CASE("what stands beside an element is looked at again as far as a rule reaches, and where it fits") {
    StyledPage page;
    std::vector<Element*> rows, cells;
    for (int i = 0; i < 20; ++i) {
        rows.push_back(&page.add(i % 2 ? "odd" : "even"));
        cells.push_back(&page.add(*rows.back(), "cell"));
        page.add(*rows.back(), "other");
    }
    add_style_sheet(page.document,
                    ".one + .odd { width: 1px } .two + div + .even { width: 2px } .all ~ .odd { width: 3px } "
                    ".far ~ .even .cell { width: 4px } .near + .odd + .even > .cell { width: 5px } "
                    "[open] + [data-k] { width: 6px } :is(.either, .or) + .odd .cell { width: 7px }");
    update_style(page.document);
    for (Element* one : rows) one->clear_dirty(Dirty::boxes);  // layout would
    page.document.body().clear_dirty(Dirty::boxes);
    const auto restyled_by = [&](int row, const char* name) {
        rows[static_cast<std::size_t>(row)]->set_class(name);
        return update_style(page.document).elements_cascaded;
    };
    CHECK(restyled_by(4, "one") == 1);
    CHECK(page.value(*rows[5], "width") == "1px");
    CHECK(restyled_by(5, "one") == 0);  // one that is even stands there
    CHECK(restyled_by(6, "two") == 1);
    CHECK(page.value(*rows[8], "width") == "2px");
    CHECK(restyled_by(14, "all") == 3);
    CHECK(page.value(*rows[19], "width") == "3px");
    CHECK(restyled_by(13, "far") == 3);
    CHECK(page.value(*cells[14], "width") == "4px");
    CHECK(restyled_by(10, "near") == 1);
    CHECK(page.value(*cells[12], "width") == "5px");
    CHECK(restyled_by(18, "or") == 1);
    CHECK(page.value(*cells[19], "width") == "7px");
    rows[1]->set_attribute("data-k", "");
    CHECK(update_style(page.document).elements_cascaded == 1);
    rows[0]->set_attribute("open", "");
    CHECK(update_style(page.document).elements_cascaded == 1);
    CHECK(page.value(*rows[1], "width") == "6px");
}

TEST_CASE("an attribute restyles what rules ask of that attribute, other attributes and classes nothing of it") {
    StyledPage page;
    Element& list = page.add("list");
    for (int i = 0; i < 10; ++i) page.add(list, "row");
    add_style_sheet(page.document, "[open] .row { width: 1px } [lang] .row { height: 1px } .big .row { top: 1px }");
    update_style(page.document);
    const auto cascaded = [&] { return update_style(page.document).elements_cascaded; };
    list.clear_dirty(Dirty::boxes);  // layout would
    list.set_class("unknown");
    CHECK(cascaded() == 0);
    list.set_attribute("title", "nobody asks for it");
    CHECK(cascaded() == 0);
    set_style_property(list, "top", "1px");
    CHECK(cascaded() == 1);
    list.set_attribute("lang", "de");
    CHECK(cascaded() == 10);
    list.set_attribute("lang", "de");
    CHECK(cascaded() == 0);
    list.set_attribute("lang", "fr");
    CHECK(cascaded() == 10);
    list.set_attribute("open", "");
    list.remove_attribute("open");
    CHECK(cascaded() == 0);
    list.remove_attribute("lang");
    CHECK(cascaded() == 10);
    CHECK(page.value(*list.first_child()->as_element(), "height") == "auto");
}

TEST_CASE("combinators in :is() in :not() are asked about elements further out") {
    StyledPage page;
    add_style_sheet(page.document, ".x:not(:is(.a .b)) { width: 1px } :is(.c, :is(.a .d)) { height: 1px }");
    Element& a = page.add("");
    Element& b = page.add(a, "x b");
    Element& d = page.add(a, "d");
    CHECK(page.value(b, "width") == "1px");
    CHECK(page.value(d, "height") == "auto");
    a.set_class("a");
    CHECK(page.value(b, "width") == "auto");
    CHECK(page.value(d, "height") == "1px");
}

TEST_CASE("what :has(), :focus-within and :disabled ask for restyles those that ask, nothing else") {
    StyledPage page;
    std::vector<Element*> cards, rows;
    for (int i = 0; i < 20; ++i) {
        cards.push_back(&page.add("card"));
        for (int k = 0; k < 5; ++k) rows.push_back(&page.add(*cards.back(), "row"));
    }
    Element& title = page.add(*cards[3], "title");
    const Ref<Element> button = page.document.create_element("button");
    button->set_attribute("tabindex", "0");
    cards[7]->append_child(button);
    add_style_sheet(page.document,
                    ".card:has(.bad) { width: 1px } .card:has(> .row.open) .title { width: 2px } .card:focus-within { "
                    "height: 3px } .row:has(+ .last) { top: 5px }");
    update_style(page.document);
    for (Element* one : cards) one->clear_dirty(Dirty::boxes);  // layout would
    for (Element* one : rows) one->clear_dirty(Dirty::boxes);
    page.document.body().clear_dirty(Dirty::boxes);
    const auto cascaded = [&] { return update_style(page.document).elements_cascaded; };
    rows[17]->set_class("bad");
    CHECK(cascaded() == 1);
    CHECK(page.value(*cards[3], "width") == "1px");
    rows[17]->set_class("bad", false);
    CHECK(page.value(*cards[3], "width") == "auto");
    rows[16]->set_class("open");
    CHECK(cascaded() == 1);  // the title
    CHECK(page.value(title, "width") == "2px");
    rows[2]->set_class("last");
    CHECK(cascaded() == 1);  // the row before
    CHECK(page.value(*rows[1], "top") == "5px");
    CHECK(button->focus());
    CHECK(cascaded() == 3);  // the button and what it is in
    CHECK(page.value(*cards[7], "height") == "3px");
    add_style_sheet(page.document, "button:disabled { height: 4px }");
    CHECK(page.value(*button, "height") == "auto");
    button->set_attribute("disabled", "");
    CHECK(page.value(*button, "height") == "4px");
    button->remove();
    CHECK(page.value(*cards[7], "height") == "auto");
    // What comes and goes.
    const Ref<Element> bad = page.document.create_element("p");
    bad->set_class("bad");
    rows[50]->append_child(bad);
    CHECK(page.value(*cards[10], "width") == "1px");
    rows[0]->append_child(bad);
    CHECK(page.value(*cards[10], "width") == "auto");
    CHECK(page.value(*cards[0], "width") == "1px");
    rows[2]->remove();
    CHECK(page.value(*rows[1], "top") == "auto");
}

TEST_CASE("a row that comes last restyles itself alone, one that comes first all that are counted from there") {
    StyledPage page;
    Element& list = page.add("list");
    const auto rows_with = [&](std::string_view css) {
        while (list.first_child()) list.first_child()->remove();
        for (int i = 0; i < 20; ++i) page.add(page.add(list, "row"), "cell");
        const AddedStyleSheet sheet = add_style_sheet(page.document, css);
        update_style(page.document);
        return sheet.id;
    };
    const auto restyled_by_appending = [&] {
        page.add(list, "row");
        return update_style(page.document).elements_cascaded;
    };
    const auto restyled_by_inserting = [&](int at) {
        Node* before = list.first_child();
        for (int i = 0; i < at; ++i) before = before->next_sibling();
        list.insert_before(*page.document.create_element("div"), before);
        return update_style(page.document).elements_cascaded;
    };
    StyleSheetId sheet = rows_with(".row:nth-child(2n) { width: 1px } .row + .row { height: 1px }");
    CHECK(restyled_by_appending() == 1);
    CHECK(restyled_by_inserting(0) == 22);
    CHECK(restyled_by_inserting(12) == 11);
    CHECK(page.value(*list.first_child()->next_sibling()->as_element(), "width") == "1px");
    remove_style_sheet(page.document, sheet);
    sheet = rows_with(".row:last-child { width: 1px }");
    CHECK(restyled_by_appending() == 2);
    CHECK(restyled_by_inserting(5) == 1);
    remove_style_sheet(page.document, sheet);
    sheet = rows_with(".row:nth-last-child(2n) { width: 1px }");
    CHECK(restyled_by_appending() == 21);
    remove_style_sheet(page.document, sheet);
    sheet = rows_with(".row:nth-child(2n) .cell { width: 1px }");
    CHECK(restyled_by_inserting(19) == 3);  // itself, the row behind it and its cell
    remove_style_sheet(page.document, sheet);
    sheet = rows_with(".row:has(+ .row + .row) { width: 1px }");
    CHECK(page.value(*list.last_child()->as_element(), "width") == "auto");
    CHECK(restyled_by_appending() == 3);  // itself and two before it
    CHECK(restyled_by_inserting(10) == 3);
    list.last_child()->remove();
    CHECK(update_style(page.document).elements_cascaded == 2);
    remove_style_sheet(page.document, sheet);
    sheet = rows_with(".row:has(+ .row) .cell { width: 1px }");
    CHECK(restyled_by_appending() == 3);  // itself, the row before it and its cell
    remove_style_sheet(page.document, sheet);
    sheet = rows_with(".row:has(+ .row:last-child) { width: 1px }");
    CHECK(page.value(*list.last_child()->previous_sibling()->as_element(), "width") == "1px");
    restyled_by_appending();
    CHECK(page.value(*list.last_child()->previous_sibling()->as_element(), "width") == "1px");
    CHECK(page.value(*list.last_child()->previous_sibling()->previous_sibling()->as_element(), "width") == "auto");
}

TEST_CASE("an element that is empty no more restyles what stands beside it") {
    StyledPage page;
    add_style_sheet(page.document, ".first:empty + .d { width: 1px } .first:not(:empty) ~ .d .y { width: 2px }");
    Element& first = page.add("first");
    Element& beside = page.add("d");
    Element& inside = page.add(beside, "y");
    CHECK(page.value(beside, "width") == "1px");
    CHECK(page.value(inside, "width") == "auto");
    first.append_text("no more");
    CHECK(page.value(beside, "width") == "auto");
    CHECK(page.value(inside, "width") == "2px");
}

TEST_CASE("rules follow classes apart by any white space, and texts that come to a length and lose it") {
    StyledPage page;
    Element& box = page.add("a\tb\nc");
    const Ref<Text> text = page.document.create_text("");
    box.append_child(*text);
    add_style_sheet(page.document, ".b { width: 1px } .c { height: 2px } .a:empty { top: 3px }");
    CHECK(page.value(box, "width") == "1px");
    CHECK(page.value(box, "height") == "2px");
    CHECK(page.value(box, "top") == "3px");
    box.set_attribute("class", "a\fc");
    CHECK(page.value(box, "width") == "auto");
    CHECK(page.value(box, "height") == "2px");
    text->set_data("x");
    CHECK(page.value(box, "top") == "auto");
    text->set_data("");
    CHECK(page.value(box, "top") == "3px");
}

TEST_CASE("the result after random changes is that of the same tree styled at once") {
    constexpr std::string_view all_rules[] = {
        ".a { width: 1px }",
        ".b .c { width: 2px }",
        ".a > .b { height: 3px }",
        ".c + .a { height: 4px }",
        "li:nth-child(2n) { top: 5px }",
        ".a:not(.b) .c { left: 6px }",
        "#x .b { color: red }",
        "[data-k] .a { right: 7px }",
        ".b:hover { bottom: 8px }",
        ":is(.a, .c) ~ .b { order: 9 }",
        ".a:has(.b) { padding-top: 10px }",
        ":has(> .c:hover) .b { padding-left: 11px }",
        ".c:has(+ .a, ~ .b .c) { padding-right: 12px }",
        "div:has(:is(.b .c)) { padding-bottom: 13px }",
        ":is(.a:has([data-k]), .b) .c { margin-top: 14px }",
        "li:nth-of-type(2n) { margin-left: 15px }",
        ":not(:has(li)) { margin-right: 16px }",
        ":focus-within > .a { margin-bottom: 17px }",
        ".a:has(:focus) { gap: 18px }",
        ":empty + .a { top: 19px }",
        ".b:not(:empty) ~ div { left: 20px }",
        ".c:empty + .b li { bottom: 21px }",
        "li:last-child { z-index: 22 }",
        "div:nth-last-of-type(2) .a { flex-grow: 23 }",
        ".a:only-child { flex-shrink: 24 }",
        ".b:nth-child(2n) .c { opacity: 0.25 }",
        ":not(.a:first-child) > .b { flex-basis: 26px }",
        ".a + .b > .c { min-width: 27px }",
        ".a ~ .c li { max-width: 28px }",
        "[data-k] + .a { min-height: 29px }",
        ".c + .b + li { max-height: 30px }",
        ".a .b + .c { row-gap: 31px }",
        ".a:has(+ .b + .c) { column-gap: 32px }",
        "li:has(+ .b .c) { border-radius: 33px }",
        ".c:has(~ .a + .b) { outline-offset: 34px }",
    };
    unsigned seed = 1;
    const auto random = [&](unsigned below) { return (seed = seed * 1664525 + 1013904223) / 65536 % below; };
    for (int sequence = 0; sequence < 1'000; ++sequence) {
        StyledPage page;
        std::string
            css;  // few rules, so that what one of them marks too much does not hide what another marks too little
        for (const std::string_view rule : all_rules) {
            if (random(6) == 0) css += rule;
        }
        add_style_sheet(page.document, css);
        std::vector<Element*> all{&page.document.body()};
        for (int i = 0; i < 25; ++i)
            all.push_back(&page.add(*all[random(static_cast<unsigned>(all.size()))], "", i % 2 ? "li" : "div"));
        for (int step = 0; step < 12; ++step) {
            Element& element = *all[1 + random(25)];
            switch (random(9)) {
                case 0:
                    element.set_class("a", random(2));
                    break;
                case 1:
                    element.set_class("b", random(2));
                    break;
                case 2:
                    element.set_class("c", random(2));
                    break;
                case 3:
                    element.set_id(random(2) ? "x" : "y");
                    break;
                case 4:
                    element.set_interaction(InteractionState::hover, random(2));
                    break;
                case 5:
                    element.set_attribute("tabindex", "0");
                    if (random(3)) element.focus();
                    else element.blur();
                    break;
                case 6: {  // to another place
                    Element& to = *all[random(static_cast<unsigned>(all.size()))];
                    bool inside = false;
                    for (const Element* at = &to; at; at = at->parent()) inside |= at == &element;
                    if (!inside) to.append_child(element);
                    break;
                }
                case 7:
                    element.remove_attribute("data-k");
                    break;
                default:
                    element.set_attribute("data-k", "1");
            }
            if (random(3) == 0) update_style(page.document);
        }
        update_style(page.document);
        std::vector<Style> stepwise;
        for (const Element* one : all) stepwise.push_back(style_of(*one).specified);
        const AddedStyleSheet nothing = add_style_sheet(page.document, "");
        CHECK(nothing.rules == 0);
        CHECK(update_style(page.document).elements_cascaded == 26);  // all of them anew
        for (std::size_t i = 0; i < all.size(); ++i) {
            CAPTURE(sequence);
            CAPTURE(css);
            CHECK(style_of(*all[i]).specified == stepwise[i]);
        }
    }
}

}  // namespace janklab
