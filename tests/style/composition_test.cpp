// SPDX-License-Identifier: MIT
// Values of animations that do not replace what is below, and lengths between min() and its like. The values are those
// of Chromium. https://www.w3.org/TR/web-animations-1/#effect-composition
#include <doctest/doctest.h>

#include <string>

#include "style/declarations.h"
#include "style/length_math.h"
#include "style/properties.h"
#include "support/allocations_counted.h"

namespace janklab {
namespace {

Style style_of(PropertyId id, const std::string& value) {
    DeclarationBlock block;
    INFO(value);
    REQUIRE(block.set(info_of(id).name, value));
    return block.values;
}

/// What `value` makes of `below`.
std::string composed(const char* name, AnimationComposition operation, const std::string& below,
                     const std::string& value) {
    const PropertyId id = *property_named(name);
    Style result = style_of(id, value);
    compose(id, operation, style_of(id, below), result);
    return property_text(id, result);
}
std::string sum(const char* name, const std::string& below, const std::string& value) {
    return composed(name, AnimationComposition::add, below, value);
}
std::string accumulated(const char* name, const std::string& below, const std::string& value) {
    return composed(name, AnimationComposition::accumulate, below, value);
}
std::string between(const char* name, const std::string& from, const std::string& to, float progress) {
    const PropertyId id = *property_named(name);
    Style result;
    interpolate(id, style_of(id, from), style_of(id, to), progress, result);
    return property_text(id, result);
}

}  // namespace

TEST_CASE("numbers, lengths and colours are added") {
    CHECK(sum("opacity", "0.3", "0.1") == "0.4");
    CHECK(sum("z-index", "3", "4") == "7");
    CHECK(sum("font-weight", "300", "200") == "500");
    CHECK(sum("line-height", "20px", "10px") == "30px");
    CHECK(sum("width", "100px", "30%") == "calc(30% + 100px)");
    CHECK(sum("left", "calc(10% + 5px)", "min(10px, 5%)") == "calc(10% + 5px + min(10px, 5%))");
    CHECK(sum("left", "min(10px, 5%)", "min(10px, 5%)") == "calc(2 * min(10px, 5%))");
    CHECK(sum("border-top-left-radius", "10px 20px", "10%") == "calc(10% + 10px) calc(10% + 20px)");
    CHECK(sum("color", "rgb(10, 20, 30)", "rgb(100, 100, 100)") == "rgb(110, 120, 130)");
    CHECK(sum("color", "rgb(200, 20, 30)", "rgb(100, 100, 100)") == "rgb(255, 120, 130)");
    CHECK(sum("background-color", "rgba(200, 0, 0, 0.5)", "rgba(0, 100, 0, 0.25)") == "rgba(133, 33, 0, 0.753)");
    CHECK(accumulated("width", "100px", "10px") == "110px");
}

TEST_CASE("what has no sum replaces") {
    CHECK(sum("width", "auto", "10px") == "10px");
    CHECK(sum("width", "10px", "auto") == "auto");
    CHECK(sum("line-height", "2", "10px") == "10px");
    CHECK(sum("visibility", "hidden", "visible") == "visible");
    CHECK(sum("display", "flex", "block") == "block");
    CHECK(sum("aspect-ratio", "2", "3") ==
          property_text(PropertyId::aspect_ratio, style_of(PropertyId::aspect_ratio, "3")));
    CHECK(composed("width", AnimationComposition::replace, "100px", "10px") == "10px");
}

TEST_CASE("added transforms follow one another, accumulated ones grow step by step") {
    CHECK(sum("transform", "translate(10px)", "rotate(90deg)") == "translate(10px, 0px) rotate(90deg)");
    CHECK(sum("transform", "scale(2)", "scale(3)") == "scale(2, 2) scale(3, 3)");
    CHECK(accumulated("transform", "scale(2)", "scale(3)") == "scale(4, 4)");
    CHECK(accumulated("transform", "translate(10px)", "translate(20px)") == "translate(30px, 0px)");
    CHECK(accumulated("transform", "rotate(45deg) scale(2)", "rotate(45deg) scale(3)") == "rotate(90deg) scale(4, 4)");
    CHECK(accumulated("transform", "rotate(20deg)", "rotate(10deg) translate(5px)") ==
          "rotate(30deg) translate(5px, 0px)");
    CHECK(sum("transform", "none", "rotate(10deg)") == "rotate(10deg)");
    // Turned by 30 degrees and twice as large.
    CHECK(accumulated("transform", "rotate(30deg)", "scale(2)") == "matrix(1.73205, 1, -1, 1.73205, 0, 0)");
}

TEST_CASE("more steps than a transform has room for become a matrix, unless a length in them needs the box") {
    const std::string four = "translate(1px) scale(2) translate(3px) scale(1)";
    const Transform all = [&] {
        Style result = style_of(PropertyId::transform, "translate(0px, 7px) " + std::string("scale(3)"));
        compose(PropertyId::transform, AnimationComposition::add, style_of(PropertyId::transform, four), result);
        CHECK(result.transform.size() == 4);
        return result.transform.matrix({100, 100});
    }();
    CHECK(all == Transform{6, 0, 0, 6, 7, 14});
    CHECK(sum("transform", "translate(min(10px, 5%)) scale(2) scale(2) scale(2)", "rotate(10deg)") == "rotate(10deg)");
}

TEST_CASE("added shadows lie one under another, accumulated ones are one") {
    const std::string below = "rgb(10, 10, 10) 1px 2px 3px 4px", above = "rgb(1, 2, 3) 10px 20px 30px 40px";
    CHECK(sum("box-shadow", below, above) == below + ", " + above);
    CHECK(accumulated("box-shadow", below, above) == "rgb(11, 12, 13) 11px 22px 33px 44px");
    CHECK(accumulated("box-shadow", below, above + " inset") == above + " inset");
    CHECK(accumulated("box-shadow", below, above + ", " + below) == "rgb(11, 12, 13) 11px 22px 33px 44px, " + below);
    CHECK(sum("box-shadow", "none", above) == above);
    CHECK(sum("box-shadow", below, "none") == below);
}

TEST_CASE("between min() and its like lies what both come to, for each box and without a new entry for each frame") {
    CHECK(between("width", "min(10px, 5%)", "100px", 0.5f) == "calc(50px + 0.5 * min(10px, 5%))");
    CHECK(between("width", "max(10px, 5%)", "min(20px, 50%)", 0.25f) ==
          "calc(0.75 * max(10px, 5%) + 0.25 * min(20px, 50%))");
    const PropertyId id = PropertyId::width;
    const Style from = style_of(id, "min(100px, 50%)"), to = style_of(id, "200px");
    CHECK(can_interpolate(id, from, to));
    Style at;
    interpolate(id, from, to, 0.5f, at);
    CHECK(at.width.resolve(400) == 150);
    CHECK(at.width.resolve(100) == 125);
    const AllocationCount before = allocations();
    for (int frame = 0; frame < 100'000; ++frame) interpolate(id, from, to, static_cast<float>(frame) / 1e5f, at);
    CHECK(allocations() == before);
    CHECK(at.width.resolve(400) == doctest::Approx(199.999f));
    // Turned round on the way: from there, not from either end.
    interpolate(id, from, to, 0.5f, at);
    Style back;
    interpolate(id, at, style_of(id, "0px"), 0.5f, back);
    CHECK(back.width.resolve(400) == 75);
    CHECK(property_text(id, back) == "calc(50px + 0.25 * min(100px, 50%))");
    CHECK(between("transform", "translate(min(100px, 50%))", "translate(20px)", 0.5f) ==
          "translate(calc(10px + 0.5 * min(100px, 50%)), 0px)");
    CHECK(between("width", "auto", "min(10px, 5%)", 0.4f) == "auto");
}

TEST_CASE("a shadow on its way from one to another stays in the room that it has") {
    const PropertyId id = PropertyId::shadow;
    const Style from = style_of(id, "red 1px 1px, blue 2px 2px"), to = style_of(id, "red 10px 10px 4px");
    Style specified, result;
    const auto frame = [&](float progress) {
        interpolate(id, from, to, progress, result);
        clamp_to_range(id, result);
        exchange_property(id, result, specified);
    };
    frame(0.1f), frame(0.2f);
    const AllocationCount before = allocations();
    for (int i = 0; i < 100; ++i) frame(static_cast<float>(i) / 100);
    CHECK(allocations() == before);
    CHECK((*std::as_const(specified.shadow)).front().offset.x == doctest::Approx(1 + 9 * 0.99f));
}

}  // namespace janklab
