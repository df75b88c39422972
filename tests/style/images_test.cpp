// SPDX-License-Identifier: MIT
// Pictures in styles: what is read, and what gradients, sizes and places come to in a box.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>

#include "style/declarations.h"

using namespace janklab;

namespace {

Style style_in(std::string_view text) {
    DeclarationBlock block;
    read_declarations(text, block);
    return block.values;
}
std::string value_in(std::string_view text, std::string_view name) {
    DeclarationBlock block;
    read_declarations(text, block);
    return block.get(name);
}
std::string image_in(std::string_view value) {
    return value_in("background-image: " + std::string(value), "background-image");
}
Gradient gradient_in(std::string_view value) {
    return style_in("background-image: " + std::string(value)).background_image.gradient;
}
std::vector<float> places_in(std::string_view value, float length) {
    std::array<ColorStop, Gradient::most_stops> stops;
    const int count = place_stops(gradient_in(value), length, rgb(0x102030), stops);
    std::vector<float> places;
    for (int i = 0; i < count; ++i) places.push_back(stops[static_cast<std::size_t>(i)].position);
    return places;
}
bool near(Point a, Point b) { return std::abs(a.x - b.x) < 0.01f && std::abs(a.y - b.y) < 0.01f; }

}  // namespace

TEST_CASE(
    "gradients are read with directions, shapes, places of several kinds, and written so that they read the same") {
    CHECK(image_in("linear-gradient(red, blue)") == "linear-gradient(180deg, rgb(255, 0, 0), rgb(0, 0, 255))");
    CHECK(image_in("linear-gradient(to right, red 10%, blue 20px 30px)") ==
          "linear-gradient(90deg, rgb(255, 0, 0) 10%, rgb(0, 0, 255) 20px, rgb(0, 0, 255) 30px)");
    CHECK(image_in("linear-gradient(to top left, red, blue)") ==
          "linear-gradient(to top left, rgb(255, 0, 0), rgb(0, 0, 255))");
    CHECK(image_in("repeating-radial-gradient(circle 20px at left top, red, blue 5px)") ==
          "repeating-radial-gradient(circle 20px at 0% 0%, rgb(255, 0, 0), rgb(0, 0, 255) 5px)");
    CHECK(image_in("radial-gradient(10px calc(2 * 10px), red, blue)") ==
          "radial-gradient(ellipse 10px 20px at 50% 50%, rgb(255, 0, 0), rgb(0, 0, 255))");
    CHECK(image_in("radial-gradient(10px 0, red, blue)") ==
          "radial-gradient(ellipse 10px 0px at 50% 50%, rgb(255, 0, 0), rgb(0, 0, 255))");
    CHECK(image_in("radial-gradient(closest-side at 10px 30%, red, blue)") ==
          "radial-gradient(ellipse closest-side at 10px 30%, rgb(255, 0, 0), rgb(0, 0, 255))");
    for (const char* one :
         {"linear-gradient(30deg, red, lime 20%, blue 30px, white)", "radial-gradient(20px 30% at 4px 5px, red, blue)",
          "repeating-linear-gradient(to bottom right, red 0 10px, blue 10px 20px)"}) {
        const std::string written = image_in(one);
        CHECK(!written.empty());
        CHECK(image_in(written) == written);
        CHECK(gradient_in(written) == gradient_in(one));
    }
}

TEST_CASE("what is no gradient is left out") {
    for (const char* one :
         {"linear-gradient(red)", "linear-gradient()", "linear-gradient(to nowhere, red, blue)",
          "linear-gradient(to left right, red, blue)", "radial-gradient(circle 1px 2px, red, blue)",
          "radial-gradient(-1px 2px, red, blue)", "linear-gradient(red, blue, red, blue, red, blue, red, blue, red)",
          "conic-gradient(red, blue)", "linear-gradient(red blue)", "linear-gradient(red,", "url()", "url(",
          "url(a\"b)", "url(a b)", "url(\"a\"b\")"}) {
        CAPTURE(one);
        CHECK(image_in(one).empty());
    }
}

TEST_CASE("addresses of pictures are read with quotes and without, and equal ones are one") {
    CHECK(image_in("url(pictures/a.png)") == "url(\"pictures/a.png\")");
    CHECK(image_in("url('a b.png')") == "url(\"a b.png\")");
    CHECK(image_in("url('a\"b.png')") == "url(\"a\\\"b.png\")");
    CHECK(style_in("background: url(a.png)").background_image.url == image_url("a.png"));
    CHECK(image_url("a.png") != image_url("b.png"));
}

TEST_CASE("stops without a place are spread between their neighbours, and none comes before the one in front of it") {
    CHECK(places_in("linear-gradient(red, lime, blue)", 100) == std::vector<float>{0, 0.5f, 1});
    CHECK(places_in("linear-gradient(red 20%, lime, white, blue 80px)", 100) ==
          std::vector<float>{0.2f, 0.4f, 0.6f, 0.8f});
    CHECK(places_in("linear-gradient(red 50%, blue 10%)", 100) == std::vector<float>{0.5f, 0.5f});
    CHECK(places_in("linear-gradient(red 0 50%, blue 50% 100%)", 100) == std::vector<float>{0, 0.5f, 0.5f, 1});
}

TEST_CASE("a linear gradient reaches the corners of its box at any angle, and the middle of the others") {
    const auto line = [](const char* value, Size box) { return line_of(gradient_in(value), box); };
    CHECK(near(line("linear-gradient(to right, red, blue)", {80, 20}).from, {0, 10}));
    CHECK(near(line("linear-gradient(to right, red, blue)", {80, 20}).to, {80, 10}));
    CHECK(near(line("linear-gradient(45deg, red, blue)", {50, 50}).from, {0, 50}));
    CHECK(near(line("linear-gradient(45deg, red, blue)", {50, 50}).to, {50, 0}));
    // Towards a corner: the middle lies on the line between the two others.
    const GradientLine corner = line("linear-gradient(to top right, red, blue)", {80, 20});
    const Point along = corner.to - corner.from;
    const auto place = [&](Point p) {
        const Point away = p - corner.from;
        return (away.x * along.x + away.y * along.y) / (along.x * along.x + along.y * along.y);
    };
    CHECK(place({0, 0}) == doctest::Approx(0.5));
    CHECK(place({80, 20}) == doctest::Approx(0.5));
    CHECK(place({80, 0}) == doctest::Approx(1));
    CHECK(place({0, 20}) == doctest::Approx(0));
}

TEST_CASE("a radial gradient reaches the side or the corner that it says") {
    const auto radii = [](const char* value) { return line_of(gradient_in(value), {100, 40}).radii; };
    CHECK(radii("radial-gradient(circle closest-side, red, blue)") == Size{20, 20});
    CHECK(radii("radial-gradient(circle farthest-side, red, blue)") == Size{50, 50});
    CHECK(radii("radial-gradient(closest-side, red, blue)") == Size{50, 20});
    CHECK(radii("radial-gradient(red, blue)").width == doctest::Approx(50 * std::sqrt(2)));
    CHECK(radii("radial-gradient(circle at left top, red, blue)").width == doctest::Approx(std::hypot(100, 40)));
    CHECK(radii("radial-gradient(30px 10%, red, blue)") == Size{30, 4});
    CHECK(radii("radial-gradient(circle 0px, red, blue)").width > 0);
}

TEST_CASE("hostile numbers give finite gradients") {
    constexpr float inf = std::numeric_limits<float>::infinity(), nan = std::numeric_limits<float>::quiet_NaN();
    for (const float bad : {inf, -inf, nan, 1e9f, 0.f}) {
        Gradient gradient = linear_gradient(bad, rgb(0), rgb(0xffffff));
        gradient.stops[1].position = bad;
        std::array<ColorStop, Gradient::most_stops> stops;
        place_stops(gradient, bad, rgb(0), stops);
        CHECK(std::isfinite(stops[1].position));
        CHECK(std::isfinite(line_of(gradient, {100, 50}).to.x));
    }
}

TEST_CASE("the background shorthand takes picture, place, size and repetition in any order") {
    const char* text = "background: no-repeat url(a.png) right 10px bottom 20% / 30px auto red";
    CHECK(value_in(text, "background-image") == "url(\"a.png\")");
    CHECK(value_in(text, "background-position-x") == "calc(100% - 10px)");
    CHECK(value_in(text, "background-position-y") == "80%");
    CHECK(value_in(text, "background-size") == "30px");
    CHECK(value_in(text, "background-color") == "rgb(255, 0, 0)");
    CHECK(value_in(text, "background-repeat") == "no-repeat");
    CHECK(value_in("background: center / cover url(a.png)", "background-size") == "cover");
    CHECK(value_in("background-repeat: repeat-x", "-jl-background-repeat-y") == "no-repeat");
    CHECK(value_in("background-position: top", "background-position-x") == "50%");
    CHECK(value_in("background-position: 20px", "background-position-y") == "50%");
    CHECK(value_in("object-position: right 3px top 4px", "object-position") == "calc(100% - 3px) 4px");
    CHECK(value_in("background: url(a.png) url(b.png)", "background-image").empty());
}

TEST_CASE("a tile takes its own size, its ratio, the area, or what is given") {
    constexpr Size own{40, 20}, area{100, 100};
    CHECK(tile_size({}, own, area) == Size{40, 20});
    CHECK(tile_size({}, {}, area) == area);
    CHECK(tile_size({px(10), automatic}, own, area) == Size{10, 5});
    CHECK(tile_size({automatic, percent(50)}, own, area) == Size{100, 50});
    CHECK(tile_size({px(10), automatic}, {}, area) == Size{10, 100});
    CHECK(tile_size(BackgroundFit::cover, own, area) == Size{200, 100});
    CHECK(tile_size(BackgroundFit::contain, own, area) == Size{100, 50});
    CHECK(tile_size({px(-5), px(3)}, own, area) == Size{0, 3});
}

TEST_CASE("object-fit says how a picture lies in its box") {
    constexpr Rect box{10, 10, 100, 100};
    const auto rect = [&](ObjectFit fit, Size own) { return object_rect(fit, percent(50), percent(0), own, box); };
    CHECK(rect(ObjectFit::fill, {40, 20}) == box);
    CHECK(rect(ObjectFit::contain, {40, 20}) == Rect{10, 10, 100, 50});
    CHECK(rect(ObjectFit::cover, {40, 20}) == Rect{-40, 10, 200, 100});
    CHECK(rect(ObjectFit::none, {40, 20}) == Rect{40, 10, 40, 20});
    CHECK(rect(ObjectFit::scale_down, {400, 200}) == Rect{10, 10, 100, 50});
    CHECK(rect(ObjectFit::scale_down, {40, 20}) == Rect{40, 10, 40, 20});
    CHECK(rect(ObjectFit::fill, {0, 20}).empty());
}
