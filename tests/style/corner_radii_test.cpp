// SPDX-License-Identifier: MIT
// border-radius: what is read and written of it, what lies between two, and what it comes to on a box.
#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "style/corner_radii.h"
#include "style/declarations.h"
#include "style/properties.h"

namespace janklab {
namespace {

std::string value_in(std::string_view declarations, std::string_view name) {
    DeclarationBlock block;
    read_declarations(declarations, block);
    return block.get(name);
}
std::string radius(const std::string& value) { return value_in("border-radius: " + value, "border-radius"); }
Corners corners(const std::string& value, Size size) {
    DeclarationBlock block;
    REQUIRE(block.set("border-radius", value));
    return corners_of(block.values.radius, size);
}

}  // namespace

TEST_CASE("border-radius has up to four horizontal and four vertical radii, and is written in as few as will do") {
    CHECK(radius("8px") == "8px");
    CHECK(radius("40px / 20px") == "40px / 20px");
    CHECK(radius("10px / 10px") == "10px");
    CHECK(radius("1px 2px 3px 4px / 5px 6px 7px 8px") == "1px 2px 3px 4px / 5px 6px 7px 8px");
    CHECK(radius("1px 2px 1px 2px / 3% 4px 5px 4px") == "1px 2px / 3% 4px 5px");
    CHECK(radius("calc(50% - 3px) / 1px") == "calc(50% - 3px) / 1px");
    const std::string eight = "border-radius: 1px 2px 3px 4px / 5px 6px";
    CHECK(value_in(eight, "border-top-left-radius") == "1px 5px");
    CHECK(value_in(eight, "border-top-right-radius") == "2px 6px");
    CHECK(value_in(eight, "border-bottom-right-radius") == "3px 5px");
    CHECK(value_in(eight, "border-bottom-left-radius") == "4px 6px");
    CHECK(value_in("border-radius: 1px; border-top-right-radius: 30% 2px", "border-radius") ==
          "1px 30% 1px 1px / 1px 2px 1px 1px");
    CHECK(value_in("border-top-left-radius: 7px 7px", "border-top-left-radius") == "7px");
}

TEST_CASE("what is no border-radius is left out") {
    for (const char* bad : {"1px /", "/ 1px", "1px / 2px / 3px", "-1px", "1px / -2px", "1px 2px 3px 4px 5px", "auto",
                            "1px / 1px 2px 3px 4px 5px", "1px, 2px"}) {
        INFO(bad);
        CHECK(radius(bad).empty());
    }
    CHECK(value_in("border-top-left-radius: 1px / 2px", "border-top-left-radius").empty());
    CHECK(value_in("border-top-left-radius: 1px 2px 3px", "border-top-left-radius").empty());
}

TEST_CASE("percentages of a radius are of the width across and of the height down") {
    CHECK(corners("50%", {80, 40}) == Corners(Size{40, 20}, Size{40, 20}, Size{40, 20}, Size{40, 20}));
    CHECK(corners("10% 0 0 / 50%", {80, 40}) == Corners(Size{8, 20}, Size{0, 20}, Size{0, 20}, Size{0, 20}));
    CHECK(corners("calc(25% - 4px) / 4px", {80, 40}).top_left == Size{16, 4});
}

TEST_CASE("radii that would reach into each other become smaller by one factor, that of the side that has least room") {
    CHECK(corners("100px", {80, 40}) == Corners(20));
    CHECK(corners("100px / 20px", {80, 40}) == Corners(Size{40, 8}, Size{40, 8}, Size{40, 8}, Size{40, 8}));
    CHECK(corners("40px 120px 0 0 / 10px", {80, 40}) == Corners(Size{20, 5}, Size{60, 5}, Size{0, 5}, Size{0, 5}));
    CHECK(corners("10px / 30px 0 50px 0", {80, 40}).bottom_right == Size{8, 40});
    CHECK(corners("40px / 20px", {0, 0}) == Corners(0));
}

TEST_CASE("between two radii both their lengths are") {
    Style from, to, between;
    from.radius = {CornerRadius{px(10), px(20)}, px(0), px(0), px(0)};
    to.radius = {CornerRadius{px(30), percent(50)}, px(0), px(0), px(0)};
    CHECK(can_interpolate(PropertyId::border_top_left_radius, from, to));
    interpolate(PropertyId::border_top_left_radius, from, to, 0.5f, between);
    CHECK(between.radius.top_left == CornerRadius{px(20), calc(25, 10)});
    from.radius.top_left = px(0);
    to.radius.top_left = CornerRadius{px(10), px(4)};
    interpolate(PropertyId::border_top_left_radius, from, to, -1, between);  // an easing that overshoots
    CHECK(between.radius.top_left == CornerRadius{px(-10), px(-4)});
    clamp_to_range(PropertyId::border_top_left_radius, between);
    CHECK(between.radius.top_left == CornerRadius{px(0), px(0)});
}

TEST_CASE("packed corners are within half a sixteenth of a pixel, up to their limit, and sane") {
    const Corners some(Size{6.6667f, 3.3333f}, Size{0, 0}, Size{100, 50}, Size{1.03f, 9});
    const Corners back = PackedCorners(some).unpacked();
    CHECK(back.top_left.width == doctest::Approx(6.6667f).epsilon(0.01));
    CHECK(back.bottom_right == Size{100, 50});
    CHECK_FALSE(PackedCorners(some).are_circular());
    CHECK(PackedCorners(Corners(7.5f)) == PackedCorners(7.5f));
    CHECK(PackedCorners(7.5f).are_circular());
    CHECK(PackedCorners(1e9f).unpacked() == Corners(4095));
    CHECK_FALSE(PackedCorners(-1.f).any());
    CHECK_FALSE(PackedCorners(std::numeric_limits<float>::quiet_NaN()).any());
}

}  // namespace janklab
