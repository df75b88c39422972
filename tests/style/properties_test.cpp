// SPDX-License-Identifier: MIT
// The table of properties: what follows from it.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "style/declarations.h"
#include "style/properties.h"

namespace janklab {
namespace {

std::string whole(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("the table in README.md is the table of properties; JANKLAB_REBASE=1 writes it") {
    const std::string path = std::string(JANKLAB_TEST_SOURCE_FOLDER) + "/engine/style/README.md";
    const std::string readme = whole(path), table = property_table_markdown();
    if (std::getenv("JANKLAB_REBASE")) {
        const std::size_t begin = readme.find("| property |");
        const std::size_t last_row = readme.rfind("\n|");
        const std::size_t end = readme.find('\n', last_row + 1) + 1;
        REQUIRE(begin != std::string::npos);
        std::ofstream(path) << readme.substr(0, begin) + table + readme.substr(end);
        return;
    }
    CHECK(readme.find(table) != std::string::npos);
}

TEST_CASE("the initial value of every property, written and read again, is the same") {
    const Style initial;
    for (int i = 0; i < property_count; ++i) {
        const auto id = static_cast<PropertyId>(i);
        Style written = initial;
        set_initial(id, written);  // inherited ones get a value, too
        const std::string text = property_text(id, written);
        INFO(info_of(id).name << ": " << text);
        DeclarationBlock block;
        REQUIRE(block.set(info_of(id).name, text));
        REQUIRE(block.declared.has(id));
        CHECK(property_text(id, block.values) == text);
        Style copied;
        copy_property(id, block.values, copied);
        CHECK(copied == written);
    }
}

TEST_CASE("every property is found by its name, and only it differs when it alone is set") {
    for (int i = 0; i < property_count; ++i) {
        const auto id = static_cast<PropertyId>(i);
        CHECK(property_named(info_of(id).name) == id);
        CHECK_FALSE(info_of(id).values.empty());
    }
    CHECK_FALSE(property_named("colour"));
    Style style;
    style.padding.left = px(3);
    style.color = rgb(0xff0000);
    PropertySet expected;
    expected.add(PropertyId::padding_left);
    expected.add(PropertyId::color);
    CHECK(properties_set_in(style) == expected);
}

TEST_CASE("numbers, lengths, colours and transforms have values in between, others flip in the middle") {
    const auto between = [](std::string_view name, std::string_view from, std::string_view to, float progress) {
        DeclarationBlock a, b;
        REQUIRE(a.set(name, from));
        REQUIRE(b.set(name, to));
        const PropertyId id = *property_named(name);
        Style into;
        interpolate(id, a.values, b.values, progress, into);
        return property_text(id, into);
    };
    CHECK(between("opacity", "0", "1", 0.25f) == "0.25");
    CHECK(between("width", "10px", "30px", 0.5f) == "20px");
    CHECK(between("width", "10px", "50%", 0.5f) == "calc(25% + 5px)");
    CHECK(between("width", "auto", "50px", 0.4f) == "auto");
    CHECK(between("color", "black", "white", 0.5f) == "rgb(128, 128, 128)");
    CHECK(between("background-color", "transparent", "rgb(255, 0, 0)", 0.5f) == "rgba(255, 0, 0, 0.502)");
    CHECK(between("transform", "none", "translate(10px, 0) scale(3)", 0.5f) == "translate(5px, 0px) scale(2, 2)");
    CHECK(between("transform", "rotate(0)", "rotate(90deg)", 0.5f) == "rotate(45deg)");
    CHECK(between("display", "block", "flex", 0.6f) == "flex");
    CHECK(between("box-shadow", "none", "0 8px 4px rgb(255, 0, 0)", 0.5f) == "rgba(255, 0, 0, 0.502) 0px 4px 2px 0px");
    CHECK(between("box-shadow", "2px 0 red, inset 0 2px red", "4px 0 red", 0.5f) ==
          "rgb(255, 0, 0) 3px 0px 0px 0px, rgba(255, 0, 0, 0.502) 0px 1px 0px 0px inset");
    CHECK(between("box-shadow", "inset 2px 0 red", "4px 0 red", 0.6f) == "rgb(255, 0, 0) 4px 0px 0px 0px");
    CHECK(between("width", "min(1px, 2%)", "4px", 0.4f) == "calc(1.6px + 0.6 * min(1px, 2%))");
    CHECK(between("transform", "translate(min(1px, 2%))", "none", 0.6f) == "translate(calc(0.4 * min(1px, 2%)), 0px)");
    CHECK(between("transform", "translate(min(1px, 2%))", "matrix(1, 0, 0, 1, 0, 0)", 0.6f) ==
          "matrix(1, 0, 0, 1, 0, 0)");
    CHECK(between("border-top-style", "solid", "dashed", 0.4f) == "solid");
    CHECK(between("border-top-color", "currentcolor", "red", 0) == "currentcolor");
    CHECK(between("border-top-color", "currentcolor", "red", 1) == "rgb(255, 0, 0)");
    CHECK(between("border-top-color", "red", "currentcolor", 0.2f) ==
          "color-mix(in srgb, currentcolor 20%, rgb(255, 0, 0))");
    CHECK(between("z-index", "1", "5", 0.5f) == "3");
}

TEST_CASE("what is between a colour and currentcolor follows the text's colour, as that between two colours would") {
    const Color red = rgb(0xff0000), clear_blue{0, 0, 255, 102}, green = rgb(0x00ff00);
    for (const float progress : {0.f, 0.2f, 0.6f, 1.f}) {
        CHECK(mixed(StyleColor(red), current_color, progress).resolve(green) == mixed(red, green, progress));
        CHECK(mixed(current_color, StyleColor(clear_blue), progress).resolve(red) == mixed(red, clear_blue, progress));
    }
    // From half way between two on to a third.
    const StyleColor half = mixed(StyleColor(red), current_color, 0.6f);
    CHECK(mixed(half, StyleColor(rgb(0x0000ff)), 0.5f).resolve(green) == Color{51, 77, 127, 255});
}

}  // namespace janklab
