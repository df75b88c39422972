// SPDX-License-Identifier: MIT
// What is drawn, pixel by pixel, and when nothing is.
#include "compositor/compositor.h"

#include <cmath>
#include <numbers>

#include "compositor/scene.h"

using namespace janklab;

namespace {

constexpr Color white = rgb(0xffffff), black = rgb(0), red = rgb(0xff0000), blue = rgb(0x0000ff);
constexpr PixelSize small{120, 80};

bool near(Color a, Color b, int tolerance = 2) {
    return std::abs(a.r - b.r) <= tolerance && std::abs(a.g - b.g) <= tolerance && std::abs(a.b - b.b) <= tolerance;
}

int darkness(const Image& image, int x, int y) { return 255 - image.at(x, y).g; }

}  // namespace

TEST_CASE("a box fills its pixels to the edge and not one more") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.box({10, 20, 30, 15}, red);
    const Image image = page.picture_of(scene);
    for (int y = 0; y < small.height; ++y) {
        for (int x = 0; x < small.width; ++x) {
            const bool within = x >= 10 && x < 40 && y >= 20 && y < 35;
            if (image.at(x, y) != (within ? red : white)) FAIL_CHECK("pixel ", x, ", ", y);
        }
    }
}

TEST_CASE("at twice the scale a box covers twice the pixels, as sharply") {
    if (!gl_for_tests()) return;
    TestPage page(small, 2);
    Scene scene;
    scene.box({5.5f, 10, 15, 7.5f}, red);
    const Image image = page.picture_of(scene);
    CHECK(image.at(10, 20) == white);
    CHECK(image.at(11, 20) == red);
    CHECK(image.at(40, 34) == red);
    CHECK(image.at(41, 34) == white);
    CHECK(image.at(40, 35) == white);
}

TEST_CASE("a round corner is empty outside of the arc, full inside, and soft between") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.box({10, 10, 60, 60}, black, 20);
    const Image image = page.picture_of(scene);
    CHECK(image.at(10, 10) == white);
    CHECK(image.at(14, 14) == white);
    CHECK(image.at(17, 17) == black);
    CHECK(image.at(30, 10) == black);
    CHECK(image.at(10, 30) == black);
    for (int y = 10; y < 30; ++y) {
        for (int x = 10; x < 30; ++x) {  // coverage follows the distance from the arc
            const float inside = 20 - std::hypot(30 - (x + 0.5f), 30 - (y + 0.5f));
            CHECK(std::abs(darkness(image, x, y) - 255 * std::clamp(inside + 0.5f, 0.f, 1.f)) <= 3);
        }
    }
}

TEST_CASE("a border lies inside the edge, and looks like a box within a box") {
    if (!gl_for_tests()) return;
    Scene bordered, nested;
    bordered.add(BoxItem{.rect = {10, 10, 60, 40}, .fill = red, .border_width = 3, .border = blue});
    nested.box({10, 10, 60, 40}, blue).box({13, 13, 54, 34}, red);
    check_alike(bordered, nested, 0);
    check_alike(bordered, nested, 0, 2);
}

TEST_CASE("the fill shows through a border that is not opaque") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.add(BoxItem{.rect = {10, 10, 60, 40}, .fill = red, .border_width = 4, .border = with_alpha(blue, 0.5f)});
    CHECK(near(page.picture_of(scene).at(11, 30), {127, 0, 128, 255}));
}

TEST_CASE("the order of items is the order of painting, however they are batched") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.box({0, 0, 40, 40}, red)
        .box({0, 0, 40, 40}, blue, 4)
        .box({10, 10, 20, 20}, red)
        .box({15, 15, 5, 5}, black, 1);
    const Image image = page.picture_of(scene);
    CHECK(image.at(5, 5) == blue);
    CHECK(image.at(12, 12) == red);
    CHECK(image.at(17, 17) == black);
}

TEST_CASE("a translucent box blends with what is below") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.box({0, 0, 40, 40}, with_alpha(black, 0.25f));
    CHECK(near(page.picture_of(scene).at(20, 20), {191, 191, 191, 255}));
}

TEST_CASE("a rectangular clip shows the part that is inside, for every kind of item") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene open, clipped;
    for (Scene* scene : {&open, &clipped}) {
        if (scene == &clipped) scene->clip({20, 15, 50, 40});
        scene->box({10, 10, 40, 30}, red, 8).text({15, 40}, "clipped words", 16);
        scene->add(ShadowItem{.rect = {50, 40, 30, 30}, .radius = 4, .blur = 6, .color = black});
        scene->layer({.origin = {60, 30}, .transform = Transform::rotation(0.5f)}).box({50, 20, 40, 20}, blue);
        scene->text({50, 34}, "turned", 12).end_layer();
        if (scene == &clipped) scene->end_clip();
    }
    const Image whole = page.picture_of(open), part = page.picture_of(clipped);
    int seen = 0;
    for (int y = 0; y < small.height; ++y) {
        for (int x = 0; x < small.width; ++x) {
            const bool within = x >= 20 && x < 70 && y >= 15 && y < 55;
            if (!near(part.at(x, y), within ? whole.at(x, y) : white)) FAIL_CHECK("pixel ", x, ", ", y);
            seen += within && whole.at(x, y) != white;
        }
    }
    CHECK(seen > 500);
}

TEST_CASE("a box in a round clip looks like a round box") {
    if (!gl_for_tests()) return;
    Scene clipped, round;
    clipped.clip({10, 10, 60, 40}, 15).box({0, 0, 100, 70}, blue).end_clip();
    round.box({10, 10, 60, 40}, blue, 15);
    check_alike(clipped, round);
    check_alike(clipped, round, 1, 1.3f);
}

TEST_CASE("inside nested round clips only what is in both is seen") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.clip({0, 0, 60, 60}, 30).clip({20, 20, 60, 60}, 30).box({0, 0, 120, 80}, red).end_clip();
    scene.box({0, 0, 4, 60}, blue).end_clip().box({100, 0, 10, 10}, blue);
    const Image image = page.picture_of(scene);
    CHECK(image.at(40, 40) == red);
    CHECK(image.at(22, 22) == white);  // cut by the inner one
    CHECK(image.at(57, 57) == white);  // cut by the outer one
    CHECK(image.at(1, 30) == blue);    // the outer one alone
    CHECK(image.at(1, 2) == white);
    CHECK(image.at(105, 5) == blue);  // none
}

TEST_CASE("a clip turns with its layer") {
    if (!gl_for_tests()) return;
    const PushLayerItem turned{.origin = {50, 40}, .transform = Transform::rotation(0.6f)};
    Scene clipped, plain;
    clipped.layer(turned).clip({30, 25, 40, 30}, 5).box({0, 0, 120, 80}, red).end_clip().end_layer();
    plain.layer(turned).box({30, 25, 40, 30}, red, 5).end_layer();
    check_alike(clipped, plain, 3);
}

TEST_CASE("a group's opacity does not let its parts shine through one another") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.layer({.opacity = 0.5f}).box({10, 10, 40, 40}, red).box({30, 30, 40, 40}, blue).end_layer();
    const Image image = page.picture_of(scene);
    CHECK(near(image.at(20, 20), {255, 127, 127, 255}));
    CHECK(near(image.at(60, 60), {127, 127, 255, 255}));
    CHECK(near(image.at(40, 40), {127, 127, 255, 255}));
    CHECK(image.at(5, 5) == white);
}

TEST_CASE("a layer of one part looks the same with and without a group") {
    if (!gl_for_tests()) return;
    Scene direct, grouped;
    direct.layer({.opacity = 0.3f}).box({10, 10, 50, 40}, blue, 9).end_layer();
    // The second part lies under the first and changes nothing, but makes it a group.
    grouped.layer({.opacity = 0.3f}).box({30, 20, 5, 5}, blue).box({10, 10, 50, 40}, blue, 9).end_layer();
    check_alike(direct, grouped, 2);
    check_alike(direct, grouped, 2, 1.5f);
}

TEST_CASE("groups in groups, and beside each other, keep apart") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.layer({.opacity = 0.5f}).box({0, 0, 60, 60}, black).box({0, 0, 60, 60}, black);
    scene.layer({.opacity = 0.5f}).box({10, 10, 20, 20}, white).box({10, 10, 20, 20}, white).end_layer();
    scene.layer({.opacity = 0.25f}).box({35, 10, 20, 20}, white).box({35, 10, 20, 20}, white).end_layer();
    scene.end_layer();
    scene.layer({.opacity = 0.5f}).box({70, 0, 20, 20}, red).box({70, 0, 20, 20}, red).end_layer();
    const Image image = page.picture_of(scene);
    CHECK(near(image.at(5, 5), {127, 127, 127, 255}));
    CHECK(near(image.at(20, 20), {191, 191, 191, 255}));  // half white over black, half of that over white
    CHECK(near(image.at(45, 20), {159, 159, 159, 255}));
    CHECK(near(image.at(80, 10), {255, 127, 127, 255}));
}

TEST_CASE("a quarter turn about the middle exchanges width and height") {
    if (!gl_for_tests()) return;
    Scene turned, upright;
    turned.layer({.origin = {50, 40}, .transform = Transform::rotation(std::numbers::pi_v<float> / 2)});
    turned.box({30, 30, 40, 20}, red, 6).end_layer();
    upright.box({40, 20, 20, 40}, red, 6);
    check_alike(turned, upright, 2);
}

TEST_CASE("a box turned by an eighth is a diamond with soft edges") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.layer({.origin = {40, 40}, .transform = Transform::rotation(std::numbers::pi_v<float> / 4)});
    scene.box({20, 20, 40, 40}, black).end_layer();
    const Image image = page.picture_of(scene);
    CHECK(image.at(40, 40) == black);
    CHECK(image.at(22, 22) == white);
    CHECK(image.at(14, 40) == black);
    int soft = 0;
    for (int x = 0; x < small.width; ++x) soft += image.at(x, 30) != black && image.at(x, 30) != white;
    CHECK(soft >= 2);
    CHECK(soft <= 6);
}

TEST_CASE("a scaled layer looks like larger items") {
    if (!gl_for_tests()) return;
    Scene scaled, larger;
    scaled.layer({.transform = Transform::scaling(2, 2)})
        .box({5, 5, 20, 15}, red, 3)
        .text({8, 18}, "Ham", 10)
        .end_layer();
    larger.box({10, 10, 40, 30}, red, 6);
    // The pens of the larger text stand where the scaled ones do, for advances grow with the size.
    larger.text({16, 36}, "Ham", 20);
    check_alike(scaled, larger, 1);
}

TEST_CASE("a shadow is darkest in its middle, half at the edge, nothing beyond three deviations, and symmetric") {
    if (!gl_for_tests()) return;
    for (const float radius : {0.f, 8.f}) {
        TestPage page({160, 120});
        Scene scene;
        scene.add(ShadowItem{.rect = {40, 30, 80, 60}, .radius = radius, .blur = 12, .color = black});
        const Image image = page.picture_of(scene);
        CHECK(darkness(image, 80, 60) >= 250);
        CHECK(std::abs((darkness(image, 39, 60) + darkness(image, 40, 60)) / 2 - 128) <= 4);
        CHECK(darkness(image, 20, 60) <= 2);
        for (int i = 0; i < 80; ++i) {
            CHECK(std::abs(darkness(image, i, 40) - darkness(image, 159 - i, 40)) <= 1);
            CHECK(std::abs(darkness(image, i, 40) - darkness(image, i, 79)) <= 1);
        }
        for (int x = 21; x < 80; ++x) CHECK(darkness(image, x, 60) >= darkness(image, x - 1, 60));
    }
}

TEST_CASE("the blurred edge follows the normal distribution") {
    if (!gl_for_tests()) return;
    TestPage page({160, 120});
    Scene scene;
    scene.add(ShadowItem{.rect = {40, -200, 300, 600}, .blur = 20, .color = black});
    const Image image = page.picture_of(scene);
    for (int x = 0; x < 100; ++x) {
        const double expected = 0.5 * std::erfc(-(x + 0.5 - 40) / (10 * std::numbers::sqrt2));
        CHECK(std::abs(darkness(image, x, 60) / 255.0 - expected) < 0.012);
    }
}

TEST_CASE("text is not blurred: a stem two pixels wide is black, and one pixel beside it white") {
    if (!gl_for_tests()) return;
    for (const float scale : {1.f, 2.f}) {
        TestPage page({static_cast<int>(60 * scale), static_cast<int>(40 * scale)}, scale);
        Scene scene;
        scene.text({10, 30}, "l", 26);
        const Image image = page.picture_of(scene);
        const int row = static_cast<int>(20 * scale);
        int full = 0, grey = 0;
        for (int x = 0; x < image.size.width; ++x) {
            full += darkness(image, x, row) > 240;
            grey += darkness(image, x, row) > 8 && darkness(image, x, row) <= 240;
        }
        CHECK(full >= static_cast<int>(2 * scale) - 1);
        CHECK(grey <= 2);
    }
}

TEST_CASE("text stands where its pen is, on the baseline") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.text({20, 50}, "H", 30);
    const Image image = page.picture_of(scene);
    int left = small.width, bottom = 0;
    for (int y = 0; y < small.height; ++y) {
        for (int x = 0; x < small.width; ++x) {
            if (darkness(image, x, y) < 100) continue;
            left = std::min(left, x);
            bottom = std::max(bottom, y);
        }
    }
    CHECK(bottom == 49);
    CHECK(left >= 20);
    CHECK(left <= 24);
}

TEST_CASE("the page stays inside of its part of the target") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.frame.background = red;
    scene.box({-50, -50, 300, 300}, blue).add(ShadowItem{.rect = {0, 0, 30, 30}, .blur = 40, .color = black});
    scene.layer({.transform = Transform::rotation(0.3f)}).box({-50, -50, 300, 300}, blue).end_layer();
    scene.text({-5, 20}, "words that are longer than the page is wide", 20);
    scene.layer({.opacity = 0.5f}).box({0, 0, 90, 90}, red).box({20, 0, 90, 90}, black).end_layer();
    DrawTarget part = page.target();
    part.page = {30, 20, 50, 40};
    page.compositor().draw(scene.frame, time_zero, part);
    const Image image = page.picture();
    for (int y = 0; y < small.height; ++y) {
        for (int x = 0; x < small.width; ++x) {
            const bool within = x >= 30 && x < 80 && y >= 20 && y < 60;
            if ((image.at(x, y).a != 0) != within) FAIL_CHECK("pixel ", x, ", ", y);
        }
    }
}

TEST_CASE("a page in a part of the target looks as it does alone") {
    if (!gl_for_tests()) return;
    Scene scene;
    scene.box({5, 5, 40, 20}, red, 5).text({8, 30}, "words", 14).clip({10, 30, 30, 20}, 8).box({0, 0, 80, 80}, blue);
    scene.end_clip().layer({.opacity = 0.5f}).box({30, 5, 20, 30}, black).box({35, 8, 10, 30}, red).end_layer();
    TestPage alone({60, 50}), within(small);
    const Image expected = alone.picture_of(scene);
    DrawTarget part = within.target();
    part.page = {33, 17, 60, 50};
    within.compositor().draw(scene.frame, time_zero, part);
    const Image image = within.picture();
    int different = 0;
    for (int y = 0; y < 50; ++y) {
        for (int x = 0; x < 60; ++x) different += !near(image.at(33 + x, 17 + y), expected.at(x, y), 1);
    }
    CHECK(different == 0);
}

TEST_CASE("a preserved target that shows the frame already is left alone") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.box({10, 10, 20, 20}, red);
    CHECK(page.compositor().needs_draw(scene.frame, time_zero, page.target()));
    CHECK(page.draw(scene.frame).drawn);
    CHECK(!page.compositor().needs_draw(scene.frame, time_zero + 1h, page.target()));
    CHECK(!page.draw(scene.frame, time_zero + 1h).drawn);

    DrawTarget lost = page.target();
    lost.preserved = false;
    CHECK(page.compositor().draw(scene.frame, time_zero, lost).drawn);

    page.compositor().forget_target();
    CHECK(page.draw(scene.frame).drawn);
    scene.frame.id = {2};
    CHECK(page.draw(scene.frame).drawn);
    DrawTarget other = page.target();
    other.scale = 2;
    CHECK(page.compositor().draw(scene.frame, time_zero, other).drawn);
}

TEST_CASE("a page or a scale without size is not drawn") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    DrawTarget target = page.target();
    target.page.width = 0;
    CHECK(!page.compositor().draw(scene.frame, time_zero, target).drawn);
    target = page.target();
    target.scale = 0;
    CHECK(!page.compositor().draw(scene.frame, time_zero, target).drawn);
}

TEST_CASE("only the damage is drawn again, and the picture is that of drawing everything") {
    if (!gl_for_tests()) return;
    TestPage page(small), fresh(small);
    Scene before, after;
    for (Scene* scene : {&before, &after}) {
        scene->box({5, 5, 60, 60}, red, 10).text({10, 40}, "words here", 14);
        if (scene == &after) scene->box({40, 20, 15, 15}, blue, 4);
    }
    page.draw(before.frame);
    after.frame.id = {2};
    after.frame.damage_since = {1};
    after.frame.damage = {40, 20, 15, 15};
    const DrawStats stats = page.draw(after.frame);
    CHECK(stats.drawn_area == PixelRect{39, 19, 17, 17});
    const ImageDifference difference = compare_images(page.picture(), fresh.picture_of(after), 1);
    CHECK_MESSAGE(difference.same(), difference.sentence);
}

TEST_CASE("damage since a frame that is not the one shown is not trusted") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.box({5, 5, 60, 60}, red);
    page.draw(scene.frame);
    scene.frame.id = {3};
    scene.frame.damage_since = {2};
    scene.frame.damage = {0, 0, 5, 5};
    CHECK(page.draw(scene.frame).drawn_area == PixelRect{0, 0, small.width, small.height});
}

TEST_CASE("another background, and animations that come and go, are drawn whatever the damage says") {
    if (!gl_for_tests()) return;
    TestPage page(small), fresh(small);
    Scene scene;
    scene.layer({.layer = {5}}).box({10, 10, 20, 20}, red).end_layer();
    page.draw(scene.frame);
    const LayerKeyframe away{.transform = {translate(px(60), px(30))}};
    const CompositorAnimation held_away{.layer = {5},
                                        .keyframes = std::make_shared<LayerKeyframes>(LayerKeyframes{away, away}),
                                        .timing = {.duration = 1s, .fill = AnimationFill::both}};
    const auto check_next = [&] {
        scene.frame.damage_since = scene.frame.id;
        ++scene.frame.id.value;
        page.draw(scene.frame);
        const ImageDifference difference = compare_images(page.picture(), fresh.picture_of(scene), 0);
        CHECK_MESSAGE(difference.same(), difference.sentence);
    };
    scene.frame.animations = {held_away};
    check_next();
    CHECK(page.picture().at(80, 50) == red);
    scene.frame.animations.clear();
    check_next();
    CHECK(page.picture().at(15, 15) == red);
    scene.frame.background = blue;
    check_next();
    CHECK(page.picture().at(100, 50) == blue);
}

TEST_CASE("a frame without damage draws nothing, but counts as shown") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.box({5, 5, 60, 60}, red);
    page.draw(scene.frame);
    scene.frame.id = {2};
    scene.frame.damage_since = {1};
    const DrawStats stats = page.draw(scene.frame);
    CHECK(stats.draw_calls == 0);
    CHECK(stats.drawn_area.empty());
    CHECK(!page.compositor().needs_draw(scene.frame, time_zero, page.target()));
}

TEST_CASE("an animation moves its layer without a new frame, and leaves no trail") {
    if (!gl_for_tests()) return;
    TestPage page(small), fresh(small);
    Scene scene;
    scene.box({0, 0, 120, 40}, rgb(0xeeeeee));
    scene.layer({.layer = {5}, .origin = {20, 40}})
        .add(ShadowItem{.rect = {10, 30, 20, 20}, .radius = 5, .blur = 6, .color = black});
    scene.box({10, 30, 20, 20}, red, 5).end_layer();
    const LayerKeyframes there{
        {.offset = 0, .transform = {translate(px(0)), rotate(0), scale(1)}},
        {.offset = 1, .transform = {translate(px(60)), rotate(1), scale(1.5f)}, .opacity = 0.5f}};
    const CompositorAnimation moves{.layer = {5},
                                    .keyframes = std::make_shared<LayerKeyframes>(there),
                                    .timing = {.duration = 1s, .fill = AnimationFill::both}};
    CompositorAnimation fades = moves;
    fades.property = LayerProperty::opacity;
    scene.frame.animations = {moves, fades};
    for (Duration t = 0ms; t <= 1s; t += 125ms) {
        CHECK(page.draw(scene.frame, time_zero + t).drawn);
        const ImageDifference difference = compare_images(page.picture(), fresh.picture_of(scene, time_zero + t), 1);
        CHECK_MESSAGE(difference.same(), difference.sentence, " at ", to_ms(t), " ms");
    }
    CHECK(!page.draw(scene.frame, time_zero + 2s).drawn);
    CHECK(near(page.picture().at(80, 40), {255, 127, 127, 255}, 20));
}

TEST_CASE("a shader that is not there is an error, not a crash") {
    if (!gl_for_tests()) return;
    ShaderLibrary shaders("");
    const std::array programs{QuadProgram{"shape.vert", "absent.frag", sizeof(float), {}}};
    CHECK(!QuadRenderer::create(shaders, programs).ok());
}

TEST_CASE("statistics tell what a draw did") {
    if (!gl_for_tests()) return;
    TestPage page(small);
    Scene scene;
    scene.box({10, 10, 20, 20}, red).text({40, 30}, "aab", 14).end_clip();
    const DrawStats first = page.draw(scene.frame);
    CHECK(first.draw_calls == 2);
    CHECK(first.instances == 4);
    CHECK(first.items_skipped == 1);
    CHECK(first.glyphs_uploaded >= 2);
    scene.frame.id = {2};
    CHECK(page.draw(scene.frame).glyphs_uploaded == 0);
}

TEST_CASE("GL has nothing to complain about in all of this") {
    if (!gl_for_tests()) return;
    CHECK(GlDevice::debug_messages() == 0);
}

TEST_CASE(
    "glyphs that were not ready are drawn by the next draws, until the picture is the one of a draw without haste") {
    if (!gl_for_tests()) return;
    Scene scene;
    scene.box({0, 0, 120, 80}, rgb(0xeeeeee)).text({5, 20}, "quick brown", 14).text({5, 50}, "Jumps over", 18);
    TestPage patient(small), hasty(small);
    const Image whole = patient.picture_of(scene);
    const GlyphBudget budget{.glyphs = 4};
    int draws = 0;
    std::uint32_t left_out = UINT32_MAX;
    do {
        const DrawStats stats = hasty.compositor().draw(scene.frame, time_zero, hasty.target(), budget);
        REQUIRE(stats.drawn);
        REQUIRE(stats.glyphs_uploaded <= 4);
        REQUIRE(stats.glyphs_left_out < left_out);
        left_out = stats.glyphs_left_out;
        ++draws;
        CHECK(hasty.compositor().glyphs_are_missing() == (left_out > 0));
        CHECK(hasty.compositor().needs_draw(scene.frame, time_zero, hasty.target()) == (left_out > 0));
    } while (left_out > 0);
    CHECK(draws >= 4);
    CHECK(compare_images(hasty.picture(), whole, 0).same());
    CHECK(!hasty.compositor().draw(scene.frame, time_zero, hasty.target(), budget).drawn);
}

TEST_CASE("glyphs that were left out come with a frame whose damage is elsewhere") {
    if (!gl_for_tests()) return;
    Scene scene;
    scene.text({5, 20}, "early", 14);
    TestPage page(small);
    page.compositor().draw(scene.frame, time_zero, page.target(), {.glyphs = 1});
    scene.box({60, 60, 10, 10}, red);
    scene.frame.id = {2};
    scene.frame.damage_since = {1};
    scene.frame.damage = {60, 60, 10, 10};
    page.draw(scene.frame);
    const Image settled = page.picture();
    TestPage other(small);
    CHECK(compare_images(settled, other.picture_of(scene), 0).same());
}
