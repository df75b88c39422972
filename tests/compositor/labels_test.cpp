// SPDX-License-Identifier: MIT
// Labels of layers: where they are put.
#include <doctest/doctest.h>

#include "compositor/draw_plan.h"
#include "compositor/scene.h"

using namespace janklab;

namespace {

constexpr PixelRect page{0, 0, 200, 100};
constexpr Color ground = rgb(0xe06c00);
constexpr Size label_size{60, 16};

struct Labelled : Scene {
    Labelled& layer_with_label(std::uint32_t id, Rect bounds, const Transform& transform = {}) {
        layer({.layer = {id}, .origin = bounds.origin(), .transform = transform, .bounds = bounds}).end_layer();
        frame.list.labels.push_back(
            {.layer = {id}, .text = {.bounds = {0, 0, label_size.width, label_size.height}}, .ground = ground});
        return *this;
    }
    /// The grounds of the labels, left, top, right and bottom in device pixels.
    std::vector<std::array<float, 4>> labels(float scale = 1, std::vector<HeldPose> poses = {}) const {
        GlyphAtlas atlas(fonts_for_tests());
        DrawPlan plan;
        plan.make(frame.list, poses, scale, page, 1000, atlas);
        std::vector<std::array<float, 4>> quads;
        for (const DrawStep& step : plan.steps()) {
            for (std::uint32_t i = 0; step.what == DrawKind::solid && i < step.count; ++i) {
                ShapeInstance shape;
                std::memcpy(&shape, &plan.instances()[step.first_byte + i * sizeof shape], sizeof shape);
                quads.push_back(shape.quad);
            }
        }
        return quads;
    }
};
using Quads = std::vector<std::array<float, 4>>;

}  // namespace

TEST_CASE("the label of a large layer is in its corner, that of a small one above it, or below") {
    CHECK(Labelled().layer_with_label(1, {10, 20, 100, 60}).labels() == Quads{{10, 20, 70, 36}});
    CHECK(Labelled().layer_with_label(1, {10, 50, 20, 20}).labels() == Quads{{10, 34, 70, 50}});
    CHECK(Labelled().layer_with_label(1, {10, 5, 20, 20}).labels() == Quads{{10, 25, 70, 41}});
}

TEST_CASE("a label stays in the page, as large as the scale says") {
    CHECK(Labelled().layer_with_label(1, {190, 50, 20, 20}).labels() == Quads{{140, 34, 200, 50}});
    CHECK(Labelled().layer_with_label(1, {-30, -30, 300, 300}).labels() == Quads{{0, 0, 60, 16}});
    CHECK(Labelled().layer_with_label(1, {10, 20, 80, 20}).labels(2) == Quads{{20, 8, 140, 40}});
}

TEST_CASE("the label of a layer that turns, or that an animation moves, stays upright and goes along") {
    Labelled scene;
    scene.layer_with_label(1, {80, 50, 20, 20}, Transform{0, 1, -1, 0, 0, 0});
    CHECK(scene.labels() == Quads{{60, 34, 120, 50}});
    const HeldPose held{.layer = {1}, .pose = {.transform = Transform::translation(7, 9)}, .running = true};
    CHECK(scene.labels(1, {held}) == Quads{{87, 43, 147, 59}});
}

TEST_CASE("labels of layers in one place stand one below the other, and are left out where there is no room nearby") {
    Labelled scene;
    for (std::uint32_t id = 1; id <= 4; ++id) scene.layer_with_label(id, {10, 20, 100, 60});
    CHECK(scene.labels() == Quads{{10, 20, 70, 36}, {10, 4, 70, 20}, {10, 80, 70, 96}, {10, 36, 70, 52}});
    Labelled full;
    for (std::uint32_t id = 1; id <= 9; ++id) full.layer_with_label(id, {10, 20, 100, 60});
    CHECK(full.labels() ==
          Quads{{10, 20, 70, 36}, {10, 4, 70, 20}, {10, 80, 70, 96}, {10, 36, 70, 52}, {10, 52, 70, 68}});
    Labelled crowd;
    for (std::uint32_t id = 1; id <= 9; ++id) crowd.layer_with_label(id, {10, 4, 20, 8});
    CHECK(crowd.labels() == Quads{{10, 12, 70, 28}, {10, 28, 70, 44}, {10, 44, 70, 60}});
}

TEST_CASE("a layer that is clipped away or out of the page has no label") {
    Labelled scene;
    scene.clip({0, 0, 50, 50});
    scene.layer_with_label(1, {60, 60, 20, 20});
    scene.end_clip();
    scene.layer_with_label(2, {300, 20, 20, 20});
    CHECK(scene.labels().empty());
}

TEST_CASE("where labels are everything is drawn again when one moves") {
    if (!gl_for_tests()) return;
    Labelled scene;
    scene.layer_with_label(1, {80, 50, 20, 20});
    scene.frame.animations = {{.layer = {1},
                               .property = LayerProperty::transform,
                               .keyframes = std::make_shared<LayerKeyframes>(
                                   LayerKeyframes{{.offset = 0, .transform = {translate(px(0), px(0))}},
                                                  {.offset = 1, .transform = {translate(px(50), px(0))}}}),
                               .timing = {.duration = 1s},
                               .start = time_zero}};
    TestPage test({200, 100});
    test.draw(scene.frame, time_zero);
    CHECK(test.draw(scene.frame, time_zero + 100ms).drawn_area == page);
}
