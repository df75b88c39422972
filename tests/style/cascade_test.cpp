// SPDX-License-Identifier: MIT
// Style sheets on elements: who wins, what is inherited, var(), and that a change touches only what it can affect.
#include <doctest/doctest.h>

#include "dom/document.h"
#include "style/cascade.h"
#include "style/element_style.h"
#include "style/style_rules.h"
#include "style/update_style.h"

namespace janklab {
namespace {

struct Page {
    Document document;
    Element& add(Element& parent, std::string_view classes, std::string_view tag = "div") {
        const Ref<Element> element = document.create_element(tag);
        if (!classes.empty()) element->set_attribute("class", classes);
        parent.append_child(element);
        return *element;
    }
    Element& add(std::string_view classes) { return add(document.body(), classes); }
    std::string value(const Element& element, std::string_view name) {
        update_style(document);
        return computed_property(element, name);
    }
};

}  // namespace

TEST_CASE("rules win by importance, specificity and order; C++ and declarations of the element over all rules") {
    Page page;
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

TEST_CASE("a sheet that is removed counts no more") {
    Page page;
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
    Page page;
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

TEST_CASE("custom properties are inherited, and var() takes them or its fallback") {
    Page page;
    Element& outer = page.add("outer");
    Element& inner = page.add(outer, "inner");
    add_style_sheet(page.document,
                    ".outer { --size: 12px; --twice: calc(2 * var(--size)); --a: var(--b); --b: var(--a) }"
                    ".inner { width: var(--twice); height: var(--missing, 5px); margin: var(--size) 1px; top: "
                    "var(--a); left: var(--missing) }");
    CHECK(page.value(inner, "width") == "24px");
    CHECK(page.value(inner, "height") == "5px");
    CHECK(page.value(inner, "margin-top") == "12px");
    CHECK(page.value(inner, "top") == "auto");
    CHECK(page.value(inner, "left") == "auto");
    CHECK(page.value(inner, "--size") == "12px");
    CHECK(set_style_property(outer, "--size", "20px"));
    CHECK(page.value(inner, "width") == "40px");
    // A few lines that would fill the memory.
    std::string bomb = ".outer { --x0: xxxxxxxxxxxxxxxx;";
    for (int i = 1; i < 40; ++i)
        bomb += "--x" + std::to_string(i) + ": var(--x" + std::to_string(i - 1) + ") var(--x" + std::to_string(i - 1) +
                ");";
    add_style_sheet(page.document, bomb + "} .inner { height: var(--x39) }");
    CHECK(page.value(inner, "height") == "auto");
}

TEST_CASE("a class, a state or a child that comes and goes restyles what its rules can affect, nothing else") {
    Page page;
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

TEST_CASE("the result after random changes is that of the same tree styled at once") {
    constexpr std::string_view css =
        ".a { width: 1px } .b .c { width: 2px } .a > .b { height: 3px } .c + .a { height: 4px } li:nth-child(2n) { "
        "top: 5px }"
        ".a:not(.b) .c { left: 6px } #x .b { color: red } [data-k] .a { right: 7px } .b:hover { bottom: 8px } :is(.a, "
        ".c) ~ .b { order: 9 }";
    unsigned seed = 1;
    const auto random = [&](unsigned below) { return (seed = seed * 1664525 + 1013904223) / 65536 % below; };
    for (int sequence = 0; sequence < 60; ++sequence) {
        Page page;
        add_style_sheet(page.document, css);
        std::vector<Element*> all{&page.document.body()};
        for (int i = 0; i < 25; ++i)
            all.push_back(&page.add(*all[random(static_cast<unsigned>(all.size()))], "", i % 2 ? "li" : "div"));
        for (int step = 0; step < 12; ++step) {
            Element& element = *all[1 + random(25)];
            switch (random(6)) {
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
        for (std::size_t i = 0; i < all.size(); ++i) CHECK(style_of(*all[i]).specified == stepwise[i]);
    }
}

}  // namespace janklab
