// SPDX-License-Identifier: MIT
// Gradients and images as the compositor draws them: beside plain boxes that must look the same, and how textures come.
#include <cmath>
#include <limits>
#include <numbers>

#include "base/bitmap.h"
#include "compositor/scene.h"

using namespace janklab;

namespace {

constexpr Color white = rgb(0xffffff), red = rgb(0xff0000), blue = rgb(0x0000ff), green = rgb(0x00ff00);

GradientItem gradient_of(Scene& scene, Rect rect, std::initializer_list<ColorStop> stops) {
    GradientItem item{.rect = rect,
                      .tiling = {.tile = rect},
                      .from = {0, 0},
                      .to = {rect.width, 0},
                      .first_stop = static_cast<std::uint32_t>(scene.frame.list.stops.size()),
                      .stop_count = static_cast<std::uint32_t>(stops.size())};
    scene.frame.list.stops.insert(scene.frame.list.stops.end(), stops);
    return item;
}

/// Each pixel has the colour that `color_at(x, y)` says.
template <class ColorAt>
std::shared_ptr<const Bitmap> picture_of(PixelSize size, ColorAt color_at) {
    std::vector<std::uint8_t> rgba;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const Color c = color_at(x, y);
            rgba.insert(rgba.end(), {c.r, c.g, c.b, c.a});
        }
    }
    return Bitmap::make(size, std::move(rgba));
}
std::shared_ptr<const Bitmap> plain_picture(PixelSize size, Color color) {
    return picture_of(size, [&](int, int) { return color; });
}
/// Red left, blue right.
std::shared_ptr<const Bitmap> halves(PixelSize size) {
    return picture_of(size, [&](int x, int) { return x < size.width / 2 ? red : blue; });
}

Scene& image(Scene& scene, const std::shared_ptr<const Bitmap>& picture, Rect rect, float radius = 0) {
    scene.frame.list.pictures.push_back(picture);
    return scene.add(ImageItem{.rect = rect, .radius = radius, .tiling = {.tile = rect}, .picture = picture.get()});
}

bool near(Color a, Color b, int tolerance = 2) {
    return std::abs(a.r - b.r) <= tolerance && std::abs(a.g - b.g) <= tolerance && std::abs(a.b - b.b) <= tolerance;
}

}  // namespace

TEST_CASE("a gradient of one colour looks like a plain box, turned, rounded, translucent and at any scale") {
    if (!gl_for_tests()) return;
    for (const float scale : {1.f, 1.5f, 2.f}) {
        Scene gradient, plain;
        const GradientItem one = gradient_of(gradient, {5, 5, 30, 20}, {{red, 0}, {red, 1}});
        GradientItem rounded = one;
        rounded.rect = rounded.tiling.tile = {40, 5, 30, 20};
        rounded.radius = 6;
        gradient.add(one).add(rounded);
        plain.box({5, 5, 30, 20}, red).box({40, 5, 30, 20}, red, 6);
        for (Scene* scene : {&gradient, &plain}) {
            scene->layer({.origin = {30, 30}, .transform = Transform::rotation(0.4f), .opacity = 0.5f});
            if (scene == &gradient) scene->add(one);
            else scene->box({5, 5, 30, 20}, red);
            scene->end_layer();
        }
        check_alike(gradient, plain, 1, scale);
    }
}

TEST_CASE("two halves with a hard stop look like two boxes") {
    if (!gl_for_tests()) return;
    Scene gradient, boxes;
    gradient.add(gradient_of(gradient, {10, 10, 60, 30}, {{red, 0}, {red, 0.5f}, {blue, 0.5f}, {blue, 1}}));
    boxes.box({10, 10, 30, 30}, red).box({40, 10, 30, 30}, blue);
    check_alike(gradient, boxes, 0);
    check_alike(gradient, boxes, 0, 2);
}

TEST_CASE("more than four colours stand where their stops say, evenly mixed between") {
    if (!gl_for_tests()) return;
    Scene scene;
    scene.add(
        gradient_of(scene, {0, 0, 100, 20},
                    {{red, 0}, {red, 0.2f}, {green, 0.4f}, {green, 0.6f}, {blue, 0.6f}, {blue, 0.8f}, {white, 1}}));
    TestPage page({120, 80});
    const Image picture = page.picture_of(scene);
    CHECK(picture.at(10, 10) == red);
    CHECK(near(picture.at(30, 10), {124, 131, 0, 255}, 3));
    CHECK(picture.at(50, 10) == green);
    CHECK(picture.at(59, 10) == green);
    CHECK(picture.at(60, 10) == blue);
    CHECK(near(picture.at(90, 10), {134, 134, 255, 255}, 3));
}

TEST_CASE("a gradient to transparent is mixed premultiplied: it fades without turning grey") {
    if (!gl_for_tests()) return;
    Scene scene;
    scene.add(gradient_of(scene, {0, 0, 100, 20}, {{red, 0}, {transparent, 1}}));
    TestPage page({120, 80});
    const Image picture = page.picture_of(scene);
    for (const int x : {10, 50, 90}) {
        CHECK(picture.at(x, 10).r == 255);
        CHECK(std::abs(picture.at(x, 10).g - 255 * (x + 0.5f) / 100) <= 2);
    }
}

TEST_CASE("a radial gradient has the colour of each place on its ellipse") {
    if (!gl_for_tests()) return;
    Scene scene;
    GradientItem item = gradient_of(scene, {0, 0, 100, 60}, {{red, 0}, {red, 1}, {blue, 1}});
    item.radial = true;
    item.from = {50, 30};
    item.to = {40, 20};
    scene.add(item);
    TestPage page({120, 80});
    const Image picture = page.picture_of(scene);
    CHECK(picture.at(50, 30) == red);
    CHECK(picture.at(88, 30) == red);
    CHECK(picture.at(91, 30) == blue);
    CHECK(picture.at(50, 48) == red);
    CHECK(picture.at(50, 51) == blue);
}

TEST_CASE("a repeating gradient looks like stripes of boxes, and a repeated tile like boxes in a row") {
    if (!gl_for_tests()) return;
    Scene repeating, tiled, boxes;
    GradientItem item = gradient_of(repeating, {0, 0, 100, 20}, {{red, 0}, {red, 0.1f}, {blue, 0.1f}, {blue, 0.2f}});
    item.repeating = true;
    repeating.add(item);
    GradientItem tile = gradient_of(tiled, {0, 0, 100, 20}, {{red, 0}, {red, 0.5f}, {blue, 0.5f}, {blue, 1}});
    tile.tiling = {.tile = {40, 0, 20, 20}, .repeat_x = true};
    tile.to = {20, 0};
    tiled.add(tile);
    for (int i = 0; i < 10; ++i) boxes.box({i * 10.f, 0, 10, 20}, i % 2 ? blue : red);
    check_alike(repeating, boxes, 0);
    check_alike(tiled, boxes, 0);
}

TEST_CASE("an image of one colour looks like a plain box, also rounded, turned and translucent") {
    if (!gl_for_tests()) return;
    const std::shared_ptr<const Bitmap> picture = plain_picture({8, 8}, red);
    for (const float scale : {1.f, 2.f}) {
        Scene images, plain;
        image(images, picture, {5, 5, 30, 20});
        image(images, picture, {40, 5, 30, 20}, 6);
        plain.box({5, 5, 30, 20}, red).box({40, 5, 30, 20}, red, 6);
        for (Scene* scene : {&images, &plain}) {
            scene->layer({.origin = {30, 30}, .transform = Transform::rotation(0.4f), .opacity = 0.5f});
            if (scene == &images) image(images, picture, {5, 25, 30, 20});
            else scene->box({5, 25, 30, 20}, red);
            scene->end_layer();
        }
        check_alike(images, plain, 1, scale);
    }
}

TEST_CASE("an image at its own size is itself, pixel by pixel") {
    if (!gl_for_tests()) return;
    const auto color_at = [](int x, int y) {
        return Color{static_cast<std::uint8_t>(x * 12), static_cast<std::uint8_t>(y * 12),
                     static_cast<std::uint8_t>((x ^ y) & 1 ? 255 : 0), 255};
    };
    Scene scene;
    image(scene, picture_of({20, 20}, color_at), {7, 9, 20, 20});
    TestPage page({60, 60});
    const Image drawn = page.picture_of(scene);
    for (int y = 0; y < 20; ++y) {
        for (int x = 0; x < 20; ++x) CHECK(drawn.at(7 + x, 9 + y) == color_at(x, y));
    }
    TestPage twice({60, 60}, 2);  // at twice the scale 10 CSS pixels are its 20
    Scene small;
    image(small, picture_of({20, 20}, color_at), {5, 5, 10, 10});
    CHECK(twice.picture_of(small).at(10 + 3, 10 + 4) == color_at(3, 4));
}

TEST_CASE("an image drawn small is the mean of its pixels, not some of them") {
    if (!gl_for_tests()) return;
    Scene scene;
    image(scene, picture_of({256, 256}, [](int x, int y) { return (x + y) % 2 ? rgb(0) : white; }), {10, 10, 32, 32});
    TestPage page({60, 60});
    const Image drawn = page.picture_of(scene);
    for (int i = 12; i < 40; ++i) CHECK(near(drawn.at(i, i + 1), {128, 128, 128, 255}, 3));
}

TEST_CASE("an image drawn large is smooth, or has hard pixels where it asks for them") {
    if (!gl_for_tests()) return;
    const std::shared_ptr<const Bitmap> picture = halves({2, 2});
    Scene smooth, hard, boxes;
    image(smooth, picture, {0, 0, 40, 40});
    hard.add(ImageItem{
        .rect = {0, 0, 40, 40}, .tiling = {.tile = {0, 0, 40, 40}}, .pixelated = true, .picture = picture.get()});
    boxes.box({0, 0, 20, 40}, red).box({20, 0, 20, 40}, blue);
    check_alike(hard, boxes, 0);
    TestPage page({60, 60});
    CHECK(near(page.picture_of(smooth).at(20, 20), {124, 0, 131, 255}, 8));
}

TEST_CASE("tiles of an image repeat in the directions that they say and nowhere else") {
    if (!gl_for_tests()) return;
    const std::shared_ptr<const Bitmap> picture = halves({10, 10});
    Scene tiled, boxes;
    tiled.add(ImageItem{.rect = {0, 0, 100, 60},
                        .tiling = {.tile = {5, 20, 10, 10}, .repeat_x = true},
                        .pixelated = true,
                        .picture = picture.get()});
    for (int i = 0; i < 20; ++i) boxes.box({i * 5.f, 20, 5, 10}, i % 2 ? red : blue);
    check_alike(tiled, boxes, 0);
}

TEST_CASE("a large picture comes in strips over several frames, and nothing is shown of it before it is whole") {
    if (!gl_for_tests()) return;
    TestPage page({60, 60});
    Scene scene;
    image(scene, plain_picture({1024, 1024}, red), {10, 10, 20, 20});
    image(scene, plain_picture({4, 4}, blue), {40, 10, 20, 20});
    int draws = 0;
    while (page.compositor().needs_draw(scene.frame, time_zero, page.target())) {
        const DrawStats stats = page.draw(scene.frame);
        CHECK(stats.picture_bytes_uploaded <= (2u << 20) + 4096);
        CHECK(page.picture().at(20, 20) == (stats.pictures_waiting > 0 ? white : red));
        REQUIRE(++draws < 20);
    }
    CHECK(draws == 3);  // 4 MiB, and a third of that for the smaller levels
    CHECK(page.picture().at(20, 20) == red);
    CHECK(page.picture().at(50, 20) == blue);
    CHECK(!page.compositor().pictures_wait());
}

TEST_CASE("hostile pictures draw nothing and break nothing") {
    if (!gl_for_tests()) return;
    constexpr float inf = std::numeric_limits<float>::infinity(), nan = std::numeric_limits<float>::quiet_NaN();
    const std::shared_ptr<const Bitmap> picture = halves({4, 4});
    TestPage page({60, 60});
    for (const float bad : {nan, inf, -inf, 1e9f, -1e9f, 0.f}) {
        Scene scene;
        scene.add(ImageItem{.rect = {0, 0, bad, 10}, .tiling = {.tile = {0, 0, 5, 5}}, .picture = picture.get()});
        scene.add(
            ImageItem{.rect = {0, 0, 10, 10}, .tiling = {{bad, 0, bad, 5}, true, true}, .picture = picture.get()});
        scene.add(ImageItem{.rect = {0, 0, 10, 10}, .tiling = {.tile = {0, 0, 5, 5}}});
        GradientItem gradient = gradient_of(scene, {0, 0, 10, 10}, {{red, bad}, {blue, bad}});
        gradient.to = {bad, bad};
        scene.add(gradient);
        gradient.radial = gradient.repeating = true;
        scene.add(gradient);
        gradient.first_stop = 1000;
        scene.add(gradient);
        scene.box({30, 30, 10, 10}, blue);
        CHECK(page.picture_of(scene).at(35, 35) == blue);
    }
}
