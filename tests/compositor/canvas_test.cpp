// SPDX-License-Identifier: MIT
// Canvases in graphics memory: beside the same canvases drawn by the processor, and through dropped commits.
#include <cmath>
#include <numbers>

#include "canvas/canvas_2d.h"
#include "canvas/canvas_bitmap.h"
#include "compositor/scene.h"

using namespace janklab;

namespace {

constexpr Color red = rgb(0xff0000), green = rgb(0x00ff00), blue = rgb(0x0000ff), white = rgb(0xffffff);
constexpr PixelSize size{120, 80};
constexpr float pi = std::numbers::pi_v<float>;

Scene scene_of(const std::shared_ptr<const CanvasChunk>& chunk, std::uint64_t frame = 1) {
    Scene scene;
    scene.frame.id = {frame};
    const Rect rect{0, 0, static_cast<float>(chunk->size.width), static_cast<float>(chunk->size.height)};
    scene.frame.list.pictures.push_back(chunk);
    return scene.add(ImageItem{.rect = rect, .tiling = {.tile = rect}, .canvas = chunk.get()});
}

/// The canvas on white, drawn by the processor.
Image witness(const CanvasChunk& chunk) {
    CanvasBitmap bitmap;
    bitmap.bring_to(chunk);
    Image image{bitmap.size(), bitmap.rgba()};
    for (std::size_t i = 0; i < image.rgba.size(); i += 4) {
        const int below = 255 - image.rgba[i + 3];
        for (std::size_t c = 0; c < 4; ++c)
            image.rgba[i + c] = static_cast<std::uint8_t>(std::min(255, image.rgba[i + c] + below));
    }
    return image;
}

void check_like_the_processor(Canvas2D& canvas, int tolerance = 2) {
    const std::shared_ptr<const CanvasChunk> chunk = canvas.newest();
    TestPage page(chunk->size);
    const ImageDifference difference = compare_images(page.picture_of(scene_of(chunk)), witness(*chunk), tolerance);
    CHECK_MESSAGE(difference.same(), difference.sentence);
}

std::shared_ptr<const Bitmap> stripes(PixelSize of) {
    std::vector<std::uint8_t> rgba;
    for (int i = 0; i < of.width * of.height; ++i) {
        const Color c = i % of.width % 2 ? red : blue;
        rgba.insert(rgba.end(), {c.r, c.g, c.b, c.a});
    }
    return Bitmap::make(of, std::move(rgba));
}

/// Something of everything.
void draw_a_lot(Canvas2D& canvas) {
    canvas.set_fill_style(red);
    canvas.fill_rect(5.5f, 5, 30, 20.25f);
    canvas.set_stroke_style(with_alpha(blue, 0.5f));
    canvas.set_line_width(5);
    canvas.set_line_join(LineJoin::round);
    canvas.begin_path();
    canvas.move_to(10, 70);
    canvas.bezier_curve_to(40, 0, 60, 120, 100, 10);
    canvas.line_to(110, 60);
    canvas.stroke();
    canvas.save();
    canvas.begin_path();
    canvas.arc(70, 40, 30, 0, 2 * pi);
    canvas.clip();
    canvas.rotate(0.2f);
    const std::shared_ptr<CanvasGradient> gradient = canvas.create_linear_gradient(40, 0, 110, 30);
    for (const auto& [place, color] : {std::pair{0.f, green}, {0.3f, blue}, {0.3f, red}, {1.f, transparent}})
        gradient->add_color_stop(place, color);
    canvas.set_fill_style(gradient);
    canvas.fill_rect(40, 0, 70, 60);
    canvas.restore();
    const std::shared_ptr<CanvasGradient> ring = canvas.create_radial_gradient(95, 60, 2, 100, 62, 15);
    ring->add_color_stop(0, white);
    ring->add_color_stop(1, green);
    canvas.set_fill_style(ring);
    canvas.set_global_alpha(0.7f);
    canvas.fill_rect(80, 45, 35, 33);
}

}  // namespace

TEST_CASE("the card draws shapes, lines, clips and gradients as the processor does") {
    if (!gl_for_tests()) return;
    Canvas2D canvas(size);
    draw_a_lot(canvas);
    check_like_the_processor(canvas);
}

TEST_CASE("the card mixes the stops of gradients as the processor does, colour and alpha each for itself") {
    if (!gl_for_tests()) return;
    Canvas2D canvas(size);
    const float width = static_cast<float>(size.width);
    for (const auto& gradient :
         {canvas.create_linear_gradient(0, 0, width, 0), canvas.create_radial_gradient(0, 20, 0, 0, 20, width)}) {
        gradient->add_color_stop(0, red);
        gradient->add_color_stop(1, with_alpha(blue, 0));
        canvas.set_fill_style(gradient);
        canvas.fill_rect(0, 0, width, 40);
        canvas.translate(0, 40);
    }
    check_like_the_processor(canvas);
    TestPage page(size);
    const Image image = page.picture_of(scene_of(canvas.newest()));
    for (const int y : {20, 60}) {
        CHECK(image.at(60, y).r == doctest::Approx(191).epsilon(0.02));  // white / 2 + red / 4 + blue / 4
        CHECK(image.at(60, y).b == doctest::Approx(191).epsilon(0.02));
    }
}

TEST_CASE("the card composes as the processor does, by every operation") {
    if (!gl_for_tests()) return;
    for (int number = 0; number <= static_cast<int>(CompositeOperation::luminosity); ++number) {
        const auto operation = static_cast<CompositeOperation>(number);
        Canvas2D canvas(size);
        canvas.set_fill_style(with_alpha(red, 0.6f));
        canvas.begin_path();
        canvas.arc(40, 40, 25, 0, 2 * pi);
        canvas.fill();
        canvas.set_global_composite_operation(operation);
        canvas.set_fill_style(with_alpha(rgb(0x40a0ff), 0.8f));
        canvas.set_shadow_color(with_alpha(green, 0.5f));
        canvas.set_shadow_offset({-6, 9});
        canvas.rect(0, 0, 100, 60);
        canvas.clip();
        for (const float x : {65.f, 75.f}) {
            canvas.begin_path();
            canvas.arc(x, 40, 25, 0, 2 * pi);
            canvas.fill();
        }
        CAPTURE(number);
        check_like_the_processor(canvas, 4);
    }
}

TEST_CASE("pictures, patterns, pixels and shadows look alike from both") {
    if (!gl_for_tests()) return;
    Canvas2D canvas(size);
    canvas.set_image_smoothing_enabled(false);
    canvas.draw_image(stripes({8, 8}), 4, 4, 40, 30);
    canvas.set_fill_style(canvas.create_pattern(stripes({4, 4}), PatternRepetition::repeat_x));
    canvas.fill_rect(50, 0, 60, 10);
    canvas.rotate(0.3f);
    canvas.set_image_smoothing_enabled(true);
    canvas.draw_image(stripes({4, 4}), 50, 5, 32, 32);
    canvas.reset_transform();
    CanvasImageData data{{3, 2}, std::vector<std::uint8_t>(24, 120)};
    canvas.put_image_data(data, 100, 70);
    canvas.put_image_data(data, 118, 79);
    canvas.set_shadow_color(with_alpha(blue, 0.5f));
    canvas.set_shadow_blur(6);
    canvas.set_shadow_offset({4, 4});
    canvas.set_fill_style(red);
    canvas.fill_rect(20, 50, 20, 15);
    check_like_the_processor(canvas, 4);
}

TEST_CASE("canvases are drawn with other canvases as they were, and with themselves") {
    if (!gl_for_tests()) return;
    Canvas2D sprite({20, 20}), canvas(size);
    sprite.set_fill_style(red);
    sprite.fill_rect(2, 2, 10, 10);
    canvas.draw_image(sprite, 5, 5);
    sprite.set_fill_style(blue);
    sprite.fill_rect(6, 6, 10, 10);
    canvas.draw_image(sprite, 40, 5);
    canvas.draw_image(canvas, 5, 5, 60, 20, 5, 40, 60, 20);
    sprite.clear_rect(0, 0, 20, 20);
    check_like_the_processor(canvas);

    // The sprite itself is shown too, drawn on before the canvas is.
    TestPage page(size);
    const std::shared_ptr<const CanvasChunk> later = sprite.newest(), chunk = canvas.newest();
    Scene scene;
    scene.frame.list.pictures = {later, chunk};
    const Rect rect{0, 0, 120, 80}, corner{0, 0, 20, 20};
    scene.add(ImageItem{.rect = corner, .tiling = {.tile = corner}, .canvas = later.get()});
    scene.add(ImageItem{.rect = rect, .tiling = {.tile = rect}, .canvas = chunk.get()});
    const ImageDifference difference = compare_images(page.picture_of(scene), witness(*chunk), 2);
    CHECK_MESSAGE(difference.same(), difference.sentence);
}

TEST_CASE("commits that nobody took lose nothing, and what was played is not played again") {
    if (!gl_for_tests()) return;
    Canvas2D canvas(size);
    TestPage page(size);
    for (std::uint64_t frame = 1; frame <= 9; ++frame) {
        canvas.set_fill_style(with_alpha(red, 0.3f));
        canvas.fill_rect(static_cast<float>(frame) * 5, static_cast<float>(frame) * 4, 30, 30);
        const std::shared_ptr<const CanvasChunk> chunk = canvas.newest();
        if (frame % 3) continue;  // dropped
        const DrawStats stats = page.draw(scene_of(chunk, frame).frame);
        CHECK(stats.canvas_draw_calls == 1);
        const ImageDifference difference = compare_images(page.picture(), witness(*chunk), 3);
        CHECK_MESSAGE(difference.same(), difference.sentence);
    }
    const std::shared_ptr<const CanvasChunk> same = canvas.newest();
    CHECK(page.draw(scene_of(same, 10).frame).canvas_draw_calls == 0);
    TestPage other(size);  // another context: everything from the start
    const ImageDifference difference = compare_images(other.picture_of(scene_of(same)), witness(*same), 3);
    CHECK_MESSAGE(difference.same(), difference.sentence);
}

TEST_CASE("a canvas that was resized is cleared, and one shown at twice its size is smooth or hard as it asks") {
    if (!gl_for_tests()) return;
    Canvas2D canvas({120, 80});
    TestPage page(size);
    canvas.fill_rect(0, 0, 120, 80);
    page.draw(scene_of(canvas.newest(), 1).frame);
    canvas.resize({60, 40});
    canvas.set_fill_style(red);
    canvas.fill_rect(0, 0, 30, 40);
    const std::shared_ptr<const CanvasChunk> chunk = canvas.newest();
    Scene scene;
    scene.frame.id = {2};
    scene.frame.list.pictures = {chunk};
    const Rect rect{0, 0, 120, 80};
    scene.add(ImageItem{.rect = rect, .tiling = {.tile = rect}, .pixelated = true, .canvas = chunk.get()});
    page.draw(scene.frame);
    CHECK(page.picture().at(59, 40) == red);
    CHECK(page.picture().at(60, 40) == white);
}

TEST_CASE("a canvas waits for a large picture, shows what it had meanwhile, and then the rest") {
    if (!gl_for_tests()) return;
    Canvas2D canvas(size);
    TestPage page(size);
    canvas.set_fill_style(blue);
    canvas.fill_rect(0, 0, 120, 80);
    page.draw(scene_of(canvas.newest(), 1).frame);
    canvas.draw_image(stripes({1024, 1024}), 0, 0, 120, 80);
    canvas.set_fill_style(red);
    canvas.fill_rect(0, 0, 10, 10);
    const Scene scene = scene_of(canvas.newest(), 2);
    int draws = 0;
    while (page.compositor().needs_draw(scene.frame, time_zero, page.target())) {
        const DrawStats stats = page.draw(scene.frame);
        CHECK(page.picture().at(5, 5) == (stats.pictures_waiting > 0 ? blue : red));
        REQUIRE(++draws < 20);
    }
    CHECK(draws > 1);
}

TEST_CASE("shapes of one operation are one draw call, frame after frame") {
    if (!gl_for_tests()) return;
    Canvas2D canvas(size);
    TestPage page(size);
    std::shared_ptr<const CanvasChunk> slots[3];
    for (std::uint64_t frame = 1; frame < 20; ++frame) {
        canvas.reset();
        draw_a_lot(canvas);
        slots[frame % 3] = canvas.newest();
        CHECK(page.draw(scene_of(slots[frame % 3], frame).frame).canvas_draw_calls == 1);
    }
}
