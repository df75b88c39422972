// SPDX-License-Identifier: MIT
// Text drawn in two ways that must give the same picture.
#include <cmath>
#include <string>

#include "compositor/draw_plan.h"
#include "compositor/scene.h"

using namespace janklab;

namespace {

constexpr Color white = rgb(0xffffff), black = rgb(0), blue = rgb(0x1a63d8);
constexpr PixelSize size{360, 150};

/// Text of several faces and colours, every length times `by`.
Scene text_page(float by, Point moved = {}) {
    Scene scene;
    scene.box({0, 60 * by, 200 * by, 40 * by}, blue);
    const auto at = [&](float x, float y) { return Point{x * by + moved.x, y * by + moved.y}; };
    scene.text(at(4.25f, 16), "Sphinx of black quartz, 0123", 12 * by, black);
    scene.text(at(4, 34), "judge my vow", 15 * by, rgb(0xcc0000), FontFace::sans_bold);
    scene.text(at(4.43f, 52), "int main() {}", 11 * by, black, FontFace::mono);
    scene.text(at(4, 80), "white on blue", 14 * by, white);
    return scene;
}

}  // namespace

TEST_CASE("text at a content scale is text of so many times the size, to the pixel") {
    if (!gl_for_tests()) return;
    for (const float scale : {1.25f, 1.5f, 2.f, 2.5f, 3.f}) {
        TestPage scaled(size, scale), large(size, 1);
        const Image actual = scaled.picture_of(text_page(1)), expected = large.picture_of(text_page(scale));
        const ImageDifference difference = compare_images(actual, expected, 1);
        CHECK_MESSAGE(difference.same(), "scale ", scale, ": ", difference.sentence);
    }
}

TEST_CASE("text in a layer that is moved by whole pixels is text at that place, to the pixel") {
    if (!gl_for_tests()) return;
    for (const Point by : {Point{10, 0}, {0, 7}, {33, -12}, {-60, 3}}) {
        Scene moved, placed;
        moved.layer({.transform = Transform::translation(by.x, by.y)}).text({20, 40}, "moved about", 14).end_layer();
        placed.text({20 + by.x, 40 + by.y}, "moved about", 14);
        check_alike(moved, placed, 0, 1, size);
    }
    Scene moved, placed;  // at two pixels a CSS pixel halves are whole
    moved.layer({.transform = Transform::translation(10.5f, -3.5f)}).text({20, 40}, "moved about", 14).end_layer();
    placed.text({30.5f, 36.5f}, "moved about", 14);
    check_alike(moved, placed, 0, 2, size);
}

TEST_CASE("turned text is as sharp as the same drawn four times as large and made smaller") {
    if (!gl_for_tests()) return;
    const PixelSize large{4 * size.width, 4 * size.height};
    for (const float angle : {0.09f, 0.26f, 0.8f}) {
        Scene scene;
        scene.layer({.origin = {180, 75}, .transform = Transform::rotation(angle)})
            .text({60, 80}, "Sphinx of black quartz, judge my vow", 13)
            .end_layer();
        const Image actual = TestPage(size).picture_of(scene), fine = TestPage(large, 4).picture_of(scene);
        float difference = 0, ink = 0;
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                int sum = 0;
                for (int i = 0; i < 16; ++i) sum += fine.at(4 * x + i % 4, 4 * y + i / 4).g;
                const float wanted = static_cast<float>(sum) / 16;
                difference += std::abs(static_cast<float>(actual.at(x, y).g) - wanted);
                ink += 255 - wanted;
            }
        }
        CHECK_MESSAGE(difference / ink < 0.2f, "off by ", (difference / ink), " of the ink at ", angle);
    }
}

TEST_CASE("text in a layer of an opacity is text of that colour's alpha") {
    if (!gl_for_tests()) return;
    Scene layered, faint;
    layered.layer({.opacity = 0.5f}).text({20, 40}, "half there", 16).end_layer();
    faint.text({20, 40}, "half there", 16, with_alpha(black, 0.5f));
    check_alike(layered, faint, 1, 1, size);
}

TEST_CASE("text that scrolls through a clip leaves nothing behind, whatever came in between") {
    if (!gl_for_tests()) return;
    TestPage page(size);
    Scene scene;
    const auto fill = [&](float top) {
        scene.frame.list.clear();
        scene.clip({10, 10, 300, 120}).layer({.transform = Transform::translation(0, -top)});
        for (int line = 0; line < 60; ++line) {
            scene.text({12, 20 + 15 * static_cast<float>(line)}, "a line of the text that scrolls", 12);
        }
        scene.end_layer().end_clip();
    };
    for (int frame = 1; frame <= 12; ++frame) {
        fill(static_cast<float>(frame) * 40);
        scene.frame.id.value += 1;
        scene.frame.damage_since = {scene.frame.id.value - 1};
        scene.frame.damage = {10, 10, 300, 120};
        page.compositor().draw(scene.frame, time_zero, page.target(), {.glyphs = 3});
    }
    while (page.compositor().glyphs_are_missing()) page.draw(scene.frame);
    TestPage other(size);
    CHECK(compare_images(page.picture(), other.picture_of(scene), 0).same());
}

TEST_CASE("a text of a hundred thousand glyphs costs what a screenful of it costs") {
    GlyphAtlas atlas(fonts_for_tests());
    DrawPlan plan;
    Scene scene;
    scene.layer({.transform = Transform::translation(0, -8000)});
    for (int line = 0; line < 1000; ++line) {
        const std::string words(100, static_cast<char>('a' + line % 26));
        scene.text({0, 20 * static_cast<float>(line) + 15}, words, 12);
    }
    scene.end_layer();
    plan.make(scene.frame.list, {}, 1, {0, 0, 1280, 720}, 1000, atlas);
    CHECK(plan.instance_count() >= 3600);
    CHECK(plan.instance_count() <= 3800);
    // Rasterised was only what is seen: 26 letters at four places inside a pixel at most, of the lines in sight.
    CHECK(atlas.glyph_count() <= 26 * 4);
    CHECK(plan.items_skipped() == 0);
}
