// SPDX-License-Identifier: MIT
// State, paints, composition, pictures, pixels, text, and chunks that commits may drop.
#include "canvas/canvas_commands.h"

#include <limits>
#include <numbers>

#include "canvas/drawing.h"
#include "dom/document.h"
#include "layout/text_measurer.h"

using namespace janklab;

namespace {

/// Glyphs are boxes of half the em, 0.8 of it high; the em square reaches 0.7 above the baseline.
class BoxText final : public TextMeasurer {
  public:
    FontMetrics metrics(FontFace, float size) const override {
        return {.ascent = 0.8f * size, .descent = 0.2f * size, .em_ascent = 0.7f * size};
    }
    float advance(FontFace, float size, char32_t) const override { return size / 2; }
    float kerning(FontFace, float, char32_t, char32_t) const override { return 0; }
    void add_outline(FontFace, char32_t code_point, Path& into) const override {
        if (code_point == ' ') return;
        into.verbs = {PathVerb::move, PathVerb::line, PathVerb::line, PathVerb::line, PathVerb::close};
        into.points = {{0, -0.8f}, {0.5f, -0.8f}, {0.5f, 0}, {0, 0}};
    }
};

std::shared_ptr<const Bitmap> halves() {  // red left, blue right
    return Bitmap::make({2, 1}, {255, 0, 0, 255, 0, 0, 255, 255});
}
bool near(Color a, Color b, int within = 2) {
    return std::abs(a.r - b.r) <= within && std::abs(a.g - b.g) <= within && std::abs(a.b - b.b) <= within &&
           std::abs(a.a - b.a) <= within;
}

}  // namespace

TEST_CASE("save and restore keep styles, transform and the rest; restore without save changes nothing") {
    Canvas2D canvas({20, 20});
    canvas.set_fill_style(red);
    canvas.restore();
    canvas.save();
    canvas.set_fill_style(blue);
    canvas.translate(10, 10);
    canvas.set_global_alpha(0.5f);
    canvas.fill_rect(0, 0, 2, 2);
    canvas.restore();
    canvas.fill_rect(0, 0, 2, 2);
    CHECK(near(pixel(canvas, 11, 11), with_alpha(blue, 0.5f)));
    CHECK(pixel(canvas, 1, 1) == red);
    canvas.restore();
    canvas.restore();
    CHECK(canvas.get_transform().is_identity());
}

TEST_CASE("transforms are applied in the order in which they are written") {
    Canvas2D canvas({40, 40});
    canvas.translate(20, 0);
    canvas.scale(2, 2);
    canvas.rotate(std::numbers::pi_v<float> / 2);
    canvas.fill_rect(0, 0, 5, 3);  // turned: 3 to the left, 5 down, twice as large, from x = 20
    CHECK(alpha(canvas, 15, 5) == 255);
    CHECK(alpha(canvas, 13, 5) == 0);
    CHECK(alpha(canvas, 15, 11) == 0);
    canvas.set_transform({1, 0, 0, 1, 30, 30});
    canvas.fill_rect(0, 0, 2, 2);
    CHECK(alpha(canvas, 31, 31) == 255);
}

TEST_CASE("operations put shapes over, under, into and out of what is there") {
    const auto drawn = [](CompositeOperation operation, Color color) {
        Canvas2D canvas({20, 10});
        canvas.set_fill_style(red);
        canvas.fill_rect(0, 0, 10, 10);
        canvas.set_fill_style(color);
        canvas.set_global_composite_operation(operation);
        canvas.fill_rect(5, 0, 10, 10);
        struct Places {
            Color before, both, behind;
        };
        return Places{pixel(canvas, 2, 5), pixel(canvas, 7, 5), pixel(canvas, 12, 5)};
    };
    using enum CompositeOperation;
    CHECK(drawn(source_over, blue).both == blue);
    CHECK(drawn(destination_over, blue).both == red);
    CHECK(drawn(destination_over, blue).behind == blue);
    CHECK(drawn(destination_out, blue).both == none);
    CHECK(drawn(destination_out, blue).before == red);
    CHECK(drawn(source_atop, blue).both == blue);
    CHECK(drawn(source_atop, blue).behind == none);
    CHECK(drawn(lighter, blue).both == Color{255, 0, 255, 255});
    CHECK(drawn(exclusive_or, blue).both == none);
    CHECK(drawn(exclusive_or, blue).behind == blue);
    CHECK(drawn(screen, Color{0, 128, 128, 255}).both == Color{255, 128, 128, 255});
    CHECK(drawn(copy, blue).before == none);
    CHECK(drawn(copy, blue).both == blue);
}

TEST_CASE("clear_rect makes pixels transparent, whatever alpha and operation are, but not beyond the clip") {
    Canvas2D canvas({20, 20});
    canvas.fill_rect(0, 0, 20, 20);
    canvas.set_global_alpha(0.1f);
    canvas.set_global_composite_operation(CompositeOperation::lighter);
    canvas.begin_path();
    canvas.rect(0, 0, 10, 20);
    canvas.clip();
    canvas.clear_rect(5, 5, 10, 10);
    CHECK(alpha(canvas, 7, 7) == 0);
    CHECK(alpha(canvas, 12, 7) == 255);
    CHECK(alpha(canvas, 2, 2) == 255);
}

TEST_CASE("gradients run along their line, or between two circles, and are drawn with the stops of the moment") {
    Canvas2D canvas({100, 20});
    const std::shared_ptr<CanvasGradient> line = canvas.create_linear_gradient(0, 0, 100, 0);
    line->add_color_stop(1, blue);
    line->add_color_stop(0, red);
    line->add_color_stop(2, green);  // not between 0 and 1
    canvas.set_fill_style(line);
    canvas.fill_rect(0, 0, 100, 20);
    CHECK(near(pixel(canvas, 0, 5), red, 3));
    CHECK(near(pixel(canvas, 50, 5), {127, 0, 128, 255}, 3));
    line->add_color_stop(0.5f, green);
    canvas.fill_rect(0, 0, 100, 20);
    CHECK(near(pixel(canvas, 50, 5), green, 6));
    const std::shared_ptr<CanvasGradient> ring = canvas.create_radial_gradient(50, 10, 2, 50, 10, 10);
    ring->add_color_stop(0, red);
    ring->add_color_stop(1, blue);
    canvas.set_fill_style(ring);
    canvas.fill_rect(0, 0, 100, 20);
    CHECK(pixel(canvas, 50, 10) == red);
    CHECK(near(pixel(canvas, 56, 10), {112, 0, 143, 255}, 16));
    CHECK(pixel(canvas, 80, 10) == blue);
    CHECK(!canvas.create_radial_gradient(0, 0, -1, 0, 0, 1));
    Canvas2D empty({10, 10});  // a gradient without length or without stops paints nothing
    const std::shared_ptr<CanvasGradient> point = empty.create_linear_gradient(5, 5, 5, 5);
    empty.set_fill_style(point);
    empty.fill_rect(0, 0, 10, 10);
    point->add_color_stop(0, red);
    empty.fill_rect(0, 0, 10, 10);
    CHECK(ink_of(empty) == 0);
}

TEST_CASE("a gradient mixes colour and alpha each for itself: what fades to another colour takes it on") {
    Canvas2D canvas({100, 20});
    const auto middle = [&](const std::shared_ptr<CanvasGradient>& gradient) {
        gradient->add_color_stop(0, red);
        gradient->add_color_stop(1, with_alpha(blue, 0));
        canvas.clear_rect(0, 0, 100, 20);
        canvas.set_fill_style(gradient);
        canvas.fill_rect(0, 0, 100, 20);
        return pixel(canvas, 50, 10);
    };
    CHECK(near(middle(canvas.create_linear_gradient(0, 0, 100, 0)), {128, 0, 128, 126}, 3));
    CHECK(near(middle(canvas.create_radial_gradient(0, 10, 0, 0, 10, 100)), {128, 0, 128, 126}, 3));
}

TEST_CASE("draw_image takes three, five and nine arguments, cut to the picture") {
    Canvas2D canvas({40, 20}), reference({40, 20});
    canvas.set_image_smoothing_enabled(false);
    canvas.draw_image(halves(), 1, 1);
    canvas.draw_image(halves(), 10, 2, 8, 4);
    canvas.draw_image(halves(), 1, 0, 1, 1, 20, 2, 6, 6);
    canvas.draw_image(halves(), -1, 0, 2, 1, 30, 10, 8, 4);  // half of the source lies beyond the picture
    reference.set_fill_style(red);
    reference.fill_rect(1, 1, 1, 1);
    reference.fill_rect(10, 2, 4, 4);
    reference.fill_rect(34, 10, 4, 4);
    reference.set_fill_style(blue);
    reference.fill_rect(2, 1, 1, 1);
    reference.fill_rect(14, 2, 4, 4);
    reference.fill_rect(20, 2, 6, 6);
    CHECK(difference(canvas, reference) == 0);
}

TEST_CASE("a pattern repeats its picture, and only in the directions that it says") {
    Canvas2D canvas({20, 10});
    canvas.set_image_smoothing_enabled(false);
    const auto fill = [&](PatternRepetition repetition) {
        canvas.clear_rect(0, 0, 20, 10);
        canvas.set_fill_style(canvas.create_pattern(halves(), repetition));
        canvas.fill_rect(0, 0, 20, 10);
        return ink_of(canvas);
    };
    CHECK(fill(PatternRepetition::repeat) == 200);
    CHECK(pixel(canvas, 7, 5) == blue);
    CHECK(fill(PatternRepetition::repeat_x) == 20);
    CHECK(fill(PatternRepetition::repeat_y) == 20);
    CHECK(fill(PatternRepetition::no_repeat) == 2);
}

TEST_CASE("a canvas is drawn on another as it was at that moment, and on itself") {
    Canvas2D sprite({4, 4}), canvas({20, 10});
    sprite.set_fill_style(red);
    sprite.fill_rect(0, 0, 4, 4);
    canvas.draw_image(sprite, 0, 0);
    sprite.set_fill_style(blue);
    sprite.fill_rect(0, 0, 4, 4);
    canvas.draw_image(sprite, 5, 0);
    sprite.clear_rect(0, 0, 4, 4);
    CHECK(pixel(canvas, 1, 1) == red);
    CHECK(pixel(canvas, 6, 1) == blue);
    canvas.draw_image(canvas, 0, 0, 10, 5, 10, 0, 10, 5);
    CHECK(pixel(canvas, 11, 1) == red);
    CHECK(pixel(canvas, 16, 1) == blue);
    CHECK(alpha(sprite, 1, 1) == 0);
}

TEST_CASE("pixels are put as they are and read back as they were") {
    Canvas2D canvas({10, 10});
    CanvasImageData data{{2, 1}, {10, 20, 30, 255, 200, 100, 50, 128}};
    canvas.translate(3, 3);
    canvas.set_global_alpha(0.1f);
    canvas.put_image_data(data, 4, 5);
    const CanvasImageData back = canvas.get_image_data(4, 5, 2, 1);
    for (std::size_t i = 0; i < 8; ++i) CHECK(std::abs(back.rgba[i] - data.rgba[i]) <= 1);
    canvas.put_image_data(data, 9, -1);  // beyond the edges
    canvas.put_image_data(data, 9, 0);
    CHECK(pixel(canvas, 9, 0) == Color{10, 20, 30, 255});
    const CanvasImageData outside = canvas.get_image_data(-5, -5, 2, 2);
    CHECK(outside.rgba == std::vector<std::uint8_t>(16, 0));
    canvas.put_image_data({{3, 3}, {1, 2, 3}}, 0, 0);  // not as many bytes as it says
    CHECK(canvas.get_image_data(0, 0, -3, 1000000).size.width == 0);
}

TEST_CASE("a shadow lies below its shape, moved and blurred") {
    Canvas2D canvas({40, 40});
    canvas.set_fill_style(red);
    canvas.set_shadow_color(black);
    canvas.set_shadow_offset({10, 0});
    canvas.fill_rect(5, 10, 10, 20);
    CHECK(pixel(canvas, 7, 15) == red);
    CHECK(pixel(canvas, 20, 15) == black);
    CHECK(alpha(canvas, 26, 15) == 0);
    canvas.clear_rect(0, 0, 40, 40);
    canvas.set_shadow_blur(8);
    canvas.fill_rect(5, 10, 10, 20);
    CHECK(alpha(canvas, 20, 20) > 130);
    CHECK(alpha(canvas, 25, 20) == doctest::Approx(127).epsilon(0.15));
    CHECK(alpha(canvas, 30, 20) < 60);
}

TEST_CASE("text is measured, aligned, set on its baseline, squeezed and stroked") {
    const BoxText text;
    const auto left_edge = [&](CanvasTextAlign align, CanvasTextBaseline baseline) {
        Canvas2D canvas({100, 60}, &text);
        canvas.set_font("bold 20px sans-serif");
        canvas.set_text_align(align);
        canvas.set_text_baseline(baseline);
        canvas.fill_text("ab c", 50, 30);
        for (int y = 0; y < 60; ++y) {
            for (int x = 0; x < 100; ++x) {
                if (alpha(canvas, x, y) > 128) return Point{static_cast<float>(x), static_cast<float>(y)};
            }
        }
        return Point{-1, -1};
    };
    CHECK(left_edge(CanvasTextAlign::start, CanvasTextBaseline::alphabetic) == Point{50, 14});
    CHECK(left_edge(CanvasTextAlign::center, CanvasTextBaseline::top) == Point{30, 28});
    CHECK(left_edge(CanvasTextAlign::right, CanvasTextBaseline::bottom) == Point{10, 8});
    CHECK(left_edge(CanvasTextAlign::end, CanvasTextBaseline::middle) == Point{10, 18});
    CHECK(left_edge(CanvasTextAlign::end, CanvasTextBaseline::ideographic) == Point{10, 10});
    Canvas2D canvas({100, 60}, &text);
    canvas.set_font("20px monospace");
    canvas.set_font("nonsense");
    CHECK(canvas.measure_text("ab c").width == 40);
    canvas.fill_text("aaaa", 0, 20, 20);
    CHECK(ink_of(canvas) == doctest::Approx(20 * 16));
    Canvas2D mute({10, 10});  // without a measurer nothing is written
    mute.fill_text("a", 0, 10);
    CHECK(ink_of(mute) == 0);
}

TEST_CASE("resizing clears the pixels and the state, also to the same size; without pixels nothing is drawn") {
    Canvas2D canvas({10, 10});
    canvas.set_fill_style(red);
    canvas.translate(5, 5);
    canvas.fill_rect(0, 0, 5, 5);
    canvas.resize({10, 10});
    CHECK(ink_of(canvas) == 0);
    canvas.fill_rect(0, 0, 2, 2);
    CHECK(pixel(canvas, 1, 1) == black);
    for (const PixelSize size : {PixelSize{0, 10}, {10, 0}, {-5, 5}}) {
        canvas.resize(size);
        canvas.fill_rect(0, 0, 5, 5);
        canvas.clear_rect(0, 0, 100, 100);
        CHECK(!canvas.newest());
        CHECK(canvas.get_image_data(0, 0, 1, 1).rgba == std::vector<std::uint8_t>(4, 0));
    }
    canvas.resize({4, 4});
    canvas.fill_rect(0, 0, 4, 4);
    CHECK(ink_of(canvas) == 16);
}

TEST_CASE("a canvas is whole whichever of its chunks somebody played, and whichever they missed") {
    Canvas2D canvas({20, 20});
    CanvasBitmap all, some;
    std::vector<std::shared_ptr<const CanvasChunk>> taken;
    for (int frame = 0; frame < 12; ++frame) {
        canvas.set_fill_style(rgb(static_cast<std::uint32_t>(frame) * 0x051015));
        canvas.fill_rect(static_cast<float>(frame), static_cast<float>(frame), 8, 8);
        taken.push_back(canvas.newest());
        all.bring_to(*taken.back());
        if (frame % 5 == 0) some.bring_to(*taken.back());
    }
    some.bring_to(*taken.back());
    CHECK(some.rgba() == all.rgba());
    CanvasBitmap late;  // a graphics context that was lost
    late.bring_to(*taken.back());
    CHECK(late.rgba() == all.rgba());
    canvas.clear_rect(0, 0, 20, 20);
    const std::shared_ptr<const CanvasChunk> cleared = canvas.newest();
    CHECK(!cleared->before);
    some.bring_to(*cleared);
    CHECK(some.rgba() == std::vector<std::uint8_t>(some.rgba().size(), 0));
}

TEST_CASE("a canvas that is cleared each frame uses the same few chunks again and again") {
    Canvas2D canvas({20, 20});
    std::vector<const CanvasChunk*> seen;
    std::shared_ptr<const CanvasChunk> slots[3];  // as the mailbox keeps them
    for (int frame = 0; frame < 100; ++frame) {
        canvas.clear_rect(0, 0, 20, 20);
        canvas.fill_rect(1, 1, 5, 5);
        slots[frame % 3] = canvas.newest();
        CHECK(slots[frame % 3]->commands.size() == 1);
        if (std::find(seen.begin(), seen.end(), slots[frame % 3].get()) == seen.end())
            seen.push_back(slots[frame % 3].get());
    }
    CHECK(seen.size() <= 5);
}

TEST_CASE("a canvas that is never cleared keeps its pixels instead of a chain without end") {
    Canvas2D canvas({20, 20});
    CanvasBitmap shown;
    std::shared_ptr<const CanvasChunk> newest;
    for (std::size_t frame = 0; frame < CanvasRecorder::most_chunks + 50; ++frame) {
        canvas.set_fill_style(rgb(static_cast<std::uint32_t>(frame)));
        canvas.fill_rect(static_cast<float>(frame % 13), static_cast<float>(frame % 7), 3, 3);
        newest = canvas.newest();
        if (frame % 100 == 0) shown.bring_to(*newest);
    }
    shown.bring_to(*newest);
    CanvasBitmap late;
    late.bring_to(*newest);
    CHECK(late.rgba() == shown.rgba());
    std::size_t chain = 0;
    for (const CanvasChunk* at = newest.get(); at; at = at->before.get()) ++chain;
    CHECK(chain < 100);
}

TEST_CASE("a <canvas> has the size of its attributes, and setting one clears it") {
    Document document;
    const Ref<Element> element = document.create_element("canvas");
    CHECK(element->canvas_2d().size() == PixelSize{300, 150});
    element->canvas_2d().fill_rect(0, 0, 300, 150);
    element->set_attribute("width", "40");
    CHECK(element->canvas_2d().size() == PixelSize{40, 150});
    CHECK(ink_of(element->canvas_2d()) == 0);
    element->set_attribute("height", "nonsense");
    CHECK(element->canvas_2d().size() == PixelSize{40, 150});
    element->set_attribute("width", "999999999");
    CHECK(element->canvas_2d().size().width == 16384);
}
