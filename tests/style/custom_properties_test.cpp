// SPDX-License-Identifier: MIT
// Custom properties: their computed values, circles, fallbacks, and who follows a change.
#include <doctest/doctest.h>

#include "style/cascade.h"
#include "style/style_rules.h"
#include "style/update_style.h"
#include "support/styled_page.h"

namespace janklab {

TEST_CASE("custom properties are inherited, and var() takes them or its fallback") {
    StyledPage page;
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

TEST_CASE("a custom property has the value that it has where it is declared, and a bad one has none") {
    StyledPage page;
    Element& outer = page.add("outer");
    Element& inner = page.add(outer, "inner");
    const auto value = [&](std::string_view outer_css, std::string_view inner_css, std::string_view name) {
        set_style_text(outer, outer_css);
        set_style_text(inner, inner_css);
        return page.value(inner, name);
    };
    const char* own = "--s: 10px; width: var(--t, 1px)";
    CHECK(value("--s: 3px; --t: calc(2 * var(--s))", own, "width") == "6px");
    CHECK(value("--s: 3px; --t: calc(2 * var(--s))", own, "--t") == "calc(2 * 3px)");
    // In a circle: none of them, and not what the parent has; others take their fallbacks.
    CHECK(value("--x: 1px", "--x: var(--y); --y: var(--x); width: var(--x, 9px)", "width") == "9px");
    CHECK(value("", "--x: var(--x); width: var(--x, 9px)", "width") == "9px");
    CHECK(value("", "--x: var(--y, 1px); --y: var(--x, 2px); width: var(--x, 9px)", "width") == "9px");
    CHECK(value("", "--a: var(--b); --b: var(--a); --c: var(--a, 4px); width: var(--c, 9px)", "width") == "4px");
    CHECK(value("", "--a: var(--b) var(--d); --b: var(--c); --c: var(--a); --d: var(--c, 4px); width: var(--d, 9px)",
                "width") == "9px");
    CHECK(value("", "--a: var(--b, var(--a)); --b: 5px; width: var(--a, 9px)", "width") == "5px");
    CHECK(value("--s: 3px", "--s: var(--none); width: var(--s, 8px)", "width") == "8px");
    CHECK(value("--s: 3px", "--s: initial; width: var(--s, 7px)", "width") == "7px");
    CHECK(value("--s: 3px", "--s: unset; width: var(--s, 7px)", "width") == "3px");
    CHECK(value("--s: 3px", "--s: Inherit; width: var(--s, 7px)", "width") == "3px");
    CHECK(value("", "--a: ; width: calc(3px var(--a) + 1px)", "width") == "4px");
    // Two values side by side are no third one.
    CHECK(value("", "--a: 1; --b: 2px; width: 7px; width: var(--a)var(--b)", "width") == "auto");
    std::string chain = "--a0: 7px; width: var(--a400);";
    for (int i = 400; i > 0; --i) chain += "--a" + std::to_string(i) + ": var(--a" + std::to_string(i - 1) + ");";
    CHECK(value("", chain, "width") == "7px");
    std::string deep = "--z: ";
    for (int i = 0; i < 1'000; ++i) deep += "var(--none,";
    CHECK(value("", deep + "1px" + std::string(1'000, ')') + "; width: var(--z, 8px)", "width") == "8px");
}

TEST_CASE("variables in fallbacks in variables are followed only so deep, all together") {
    StyledPage page;
    Element& element = page.add("deep");
    std::string css = ".deep { --v60: 7px;";
    for (int i = 0; i < 60; ++i) {
        std::string value = "var(--v" + std::to_string(i + 1) + ")";
        for (int k = 0; k < 400; ++k) value = "var(--missing, " + value + ")";
        css += "--v" + std::to_string(i) + ": " + value + ";";
    }
    add_style_sheet(page.document, css + "width: var(--v0, 3px); height: var(--v60); top: var(--v58, 5px) }");
    CHECK(page.value(element, "width") == "3px");
    CHECK(page.value(element, "height") == "7px");
}

TEST_CASE("a comment goes between what is put together only where it would be one token") {
    StyledPage page;
    Element& element = page.add("joined");
    add_style_sheet(page.document, ".joined { --x: 5; --y: var(--x)*2; --z: var(--x)px; --s: / }");
    CHECK(page.value(element, "--y") == "5*2");
    CHECK(page.value(element, "--z") == "5/**/px");
}

TEST_CASE("a change of a custom property reaches those who use it through those who do not") {
    StyledPage page;
    Element& outer = page.add("outer");
    Element& between = page.add(page.add(outer, ""), "between");
    Element& inner = page.add(between, "inner");
    set_style_property(inner, "width", "var(--x, 1px)");
    CHECK(page.value(inner, "width") == "1px");
    set_style_property(outer, "--x", "2px");
    CHECK(page.value(inner, "width") == "2px");
    add_style_sheet(page.document, ".between { --y: var(--x) }");
    CHECK(page.value(between, "--y") == "2px");
    set_style_property(outer, "--x", "3px");
    CHECK(page.value(inner, "width") == "3px");
    CHECK(page.value(between, "--y") == "3px");
    set_style_property(inner, "height", "var(--y)");
    set_style_property(outer, "--x", "4px");
    CHECK(page.value(inner, "height") == "4px");
    remove_style_property(outer, "--x");
    CHECK(page.value(inner, "width") == "1px");
    CHECK(page.value(inner, "height") == "auto");
    // Nothing is worked out where nothing changed.
    set_style_property(outer, "--x", "5px");
    CHECK(page.value(inner, "height") == "5px");
    set_style_property(outer, "--x", "5px");
    CHECK(update_style(page.document).elements_cascaded == 1);
}

}  // namespace janklab
