// SPDX-License-Identifier: MIT
// What is decided, without drawing it.
#include "compositor/draw_plan.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "compositor/scene.h"

using namespace janklab;

namespace {

constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN(),
                infinity = std::numeric_limits<float>::infinity();
constexpr PixelRect page{0, 0, 200, 100};
constexpr Color red = rgb(0xff0000), blue = rgb(0x0000ff);

struct Planned {
    GlyphAtlas atlas{fonts_for_tests()};
    DrawPlan plan;

    explicit Planned(const Scene& scene, float scale = 1, PixelRect area = page, std::size_t table = 1000,
                     std::vector<HeldPose> poses = {}) {
        plan.make(scene.frame.list, poses, scale, area, table, atlas);
    }
    std::vector<DrawKind> draws() const {
        std::vector<DrawKind> kinds;
        for (const DrawStep& step : plan.steps()) {
            if (step.kind == DrawStep::Kind::draw && step.count > 0) kinds.push_back(step.what);
        }
        return kinds;
    }
    template <class Instance = ShapeInstance>
    Instance instance(std::size_t draw = 0, std::size_t index = 0) const {
        std::size_t seen = 0;
        for (const DrawStep& step : plan.steps()) {
            if (step.kind != DrawStep::Kind::draw || step.count == 0 || seen++ != draw) continue;
            REQUIRE(index < step.count);
            Instance found;
            std::memcpy(&found, &plan.instances()[step.first_byte + index * sizeof(Instance)], sizeof(Instance));
            return found;
        }
        FAIL("no such draw");
        return {};
    }
};

using Kinds = std::vector<DrawKind>;

}  // namespace

TEST_CASE("nothing to draw is no step") {
    const Planned planned{Scene()};
    CHECK(planned.plan.steps().empty());
    CHECK(planned.plan.instance_count() == 0);
}

TEST_CASE("boxes beside each other and the words on them are two batches") {
    Scene scene;
    for (int i = 0; i < 5; ++i) {
        const float y = static_cast<float>(i) * 20;
        scene.box({0, y, 100, 18}, red, 4).text({4, y + 14}, "words", 10);
    }
    const Planned planned(scene);
    CHECK(planned.draws() == Kinds{DrawKind::box, DrawKind::glyph});
    CHECK(planned.plan.instance_count() == 5 + 25);
}

TEST_CASE("a box over words is drawn after them") {
    Scene scene;
    scene.box({0, 0, 100, 20}, red).text({4, 14}, "words", 10).box({0, 0, 100, 20}, blue);
    CHECK(Planned(scene).draws() == Kinds{DrawKind::solid, DrawKind::glyph, DrawKind::solid});
}

TEST_CASE("edges that are not moved come to whole pixels, at any scale") {
    Scene scene;
    scene.box({10.3f, 10.3f, 20.3f, 20.3f}, red);
    for (const float scale : {1.f, 1.25f, 2.f, 1.7f}) {
        const Planned planned(scene, scale);
        CHECK(planned.draws() == Kinds{DrawKind::solid});
        for (const float edge : planned.instance().quad) CHECK(edge == std::floor(edge));
    }
}

TEST_CASE("a box thinner than a pixel keeps one") {
    Scene scene;
    scene.box({10.2f, 10, 0.1f, 20}, red);
    const ShapeInstance line = Planned(scene).instance();
    CHECK(line.quad == std::array{10.f, 10.f, 11.f, 30.f});
}

TEST_CASE("a border is at least a pixel, and whole pixels") {
    Scene scene;
    scene.add(BoxItem{.rect = {10, 10, 50, 50}, .border_width = 0.3f, .border = blue});
    CHECK(Planned(scene).instance().more[2] == 1);
    CHECK(Planned(scene, 2).instance().more[2] == 1);
    scene.frame.list.items = {BoxItem{.rect = {10, 10, 50, 50}, .border_width = 1, .border = blue}};
    CHECK(Planned(scene, 2.5f).instance().more[2] == 2);
}

TEST_CASE("a layer shifted by a part of a pixel has soft edges, one shifted by whole pixels sharp ones") {
    Scene scene;
    scene.layer({.transform = Transform::translation(0.5f, 0)}).box({10, 10, 20, 20}, red).end_layer();
    CHECK(Planned(scene).draws() == Kinds{DrawKind::box});
    CHECK(Planned(scene, 2).draws() == Kinds{DrawKind::solid});
}

TEST_CASE("a running animation has soft edges and smooth text, one that has ended sharp ones") {
    Scene scene;
    scene.layer({.layer = {7}}).box({10, 10, 20, 20}, red).text({40, 30}, "words", 12).end_layer();
    const HeldPose held{.layer = {7}, .pose = {.transform = Transform::translation(2, 0)}, .running = true};
    HeldPose ended = held;
    ended.running = false;
    CHECK(Planned(scene, 1, page, 1000, {held}).draws() == Kinds{DrawKind::box, DrawKind::stretched_glyph});
    CHECK(Planned(scene, 1, page, 1000, {ended}).draws() == Kinds{DrawKind::solid, DrawKind::glyph});
    CHECK(Planned(scene, 1, page, 1000, {ended}).instance().quad == std::array{12.f, 10.f, 32.f, 30.f});
}

TEST_CASE("text stands on whole pixels downwards, and takes the glyph of its quarter sideways") {
    Scene scene;
    scene.text({10.3f, 20.6f}, "H", 20);
    const Planned planned(scene);
    const auto glyph = planned.instance<GlyphInstance>();
    CHECK(glyph.corner_and_across[0] == std::floor(glyph.corner_and_across[0]));
    CHECK(glyph.corner_and_across[1] + glyph.down[1] == 21);  // the baseline
    GlyphBitmap expected;
    fonts_for_tests().rasterize(FontFace::sans, 'H', 20, 1, expected);
    CHECK(glyph.corner_and_across[2] == static_cast<float>(expected.width));
    CHECK(planned.atlas.coverage_at(glyph.texels[0], glyph.texels[1]) == expected.coverage[0]);
}

TEST_CASE("text at twice the scale has glyphs of twice the size, not stretched ones") {
    Scene scene;
    scene.text({10, 30}, "H", 15);
    CHECK(Planned(scene, 2).draws() == Kinds{DrawKind::glyph});
    const auto once = Planned(scene).instance<GlyphInstance>(), twice = Planned(scene, 2).instance<GlyphInstance>();
    CHECK(twice.corner_and_across[2] >= 1.7f * once.corner_and_across[2]);
    CHECK(twice.corner_and_across[2] == static_cast<float>(twice.texels[2] - twice.texels[0]));
}

TEST_CASE("an animated scale asks the atlas for sizes in quarters alone") {
    Scene scene;
    scene.layer({.layer = {7}}).text({10, 30}, "H", 16).end_layer();
    GlyphAtlas atlas(fonts_for_tests());
    DrawPlan plan;
    for (float scale = 1; scale <= 2; scale += 0.01f) {
        const HeldPose held{.layer = {7}, .pose = {.transform = Transform::scaling(scale, scale)}, .running = true};
        plan.make(scene.frame.list, std::span(&held, 1), 1, page, 1000, atlas);
    }
    CHECK(atlas.glyph_count() <= 6);
}

TEST_CASE("text larger than the atlas takes is stretched") {
    Scene scene;
    scene.text({10, 90}, "H", 2 * GlyphAtlas::largest_pixels_per_em);
    CHECK(Planned(scene).draws() == Kinds{DrawKind::stretched_glyph});
}

TEST_CASE("a plain clip cuts quads, and costs the shader nothing") {
    Scene scene;
    scene.clip({20, 20, 30, 30}).box({0, 0, 100, 100}, red).text({10, 40}, "HHHHHHHH", 20).end_clip();
    const Planned planned(scene);
    CHECK(planned.plan.table().empty());
    CHECK(planned.instance().quad == std::array{20.f, 20.f, 50.f, 50.f});
    const auto glyph = planned.instance<GlyphInstance>(1);
    CHECK(glyph.corner_and_across[0] == 20);
    CHECK(glyph.corner_and_across[2] == static_cast<float>(glyph.texels[2] - glyph.texels[0]));
}

TEST_CASE("a round clip goes into the table, nested ones as a chain, and what lies clear of the corners needs none") {
    Scene scene;
    scene.clip({0, 0, 100, 100}, 20).clip({10, 10, 80, 80}, 10);
    scene.box({0, 0, 100, 100}, red).box({30, 30, 10, 10}, blue);
    const Planned planned(scene);
    REQUIRE(planned.plan.table().size() == 8);
    CHECK(planned.plan.table()[1][2] == -1);
    CHECK(planned.plan.table()[5][2] == 0);
    CHECK(planned.instance(0, 0).clip == 1);
    CHECK(planned.instance(0, 1).clip == -1);
    CHECK(planned.plan.items_skipped() == 2);  // the clips that nobody popped
}

TEST_CASE("when the table is full, a round clip is cut as a plain one") {
    Scene scene;
    scene.clip({0, 0, 50, 50}, 20).box({0, 0, 100, 100}, red).end_clip();
    const Planned planned(scene, 1, page, 2);
    CHECK(planned.instance().clip == -1);
    CHECK(planned.instance().quad == std::array{0.f, 0.f, 50.f, 50.f});
    CHECK(planned.plan.items_skipped() == 1);
}

TEST_CASE("what lies outside of the clip or of the area is not there at all") {
    Scene scene;
    scene.clip({0, 0, 50, 50}).box({60, 60, 10, 10}, red).text({60, 70}, "words", 10).end_clip();
    CHECK(Planned(scene).plan.instance_count() == 0);
    Scene beyond;
    beyond.box({300, 0, 10, 10}, red).box({10, 10, 10, 10}, red);
    CHECK(Planned(beyond).plan.instance_count() == 1);
    CHECK(Planned(beyond, 1, {100, 0, 50, 50}).plan.instance_count() == 0);
}

TEST_CASE("what leaves clips is cut by those that are left over, and what comes after its pop by all of them") {
    Scene scene;
    scene.clip({0, 0, 50, 50}).clip({0, 0, 20, 20}, 8).clip({0, 0, 0, 0});
    scene.add(PushShiftItem{.levels = 2}).box({0, 0, 100, 100}, red).add(PopShiftItem{});
    scene.box({0, 0, 100, 100}, blue);
    const Planned planned(scene);
    CHECK(planned.plan.instance_count() == 1);
    CHECK(planned.instance().quad == std::array<float, 4>{0, 0, 50, 50});
    CHECK(planned.instance().clip == -1);
    CHECK(planned.plan.items_skipped() == 3);  // the clips that nobody popped
}

TEST_CASE("leaving more than there is leaves everything, and a hidden layer hides what leaves") {
    Scene scene;
    scene.clip({0, 0, 50, 50}).layer({.opacity = 0.5f}).add(PushShiftItem{.levels = 9}).box({0, 0, 100, 100}, red);
    CHECK(Planned(scene).instance().quad == std::array<float, 4>{0, 0, 100, 100});
    Scene hidden;
    hidden.layer({.opacity = 0}).clip({0, 0, 5, 5}).add(PushShiftItem{.levels = 1}).box({0, 0, 100, 100}, red);
    CHECK(Planned(hidden).plan.instance_count() == 0);
}

TEST_CASE("the opacity of a layer with one part, or parts that do not meet, is theirs") {
    Scene scene;
    scene.layer({.opacity = 0.5f}).box({0, 0, 20, 20}, red).box({30, 0, 20, 20}, red).end_layer();
    const Planned planned(scene);
    CHECK(planned.plan.groups() == 0);
    CHECK(planned.instance().fill == PremultipliedColor{128, 0, 0, 128});
}

TEST_CASE("the opacity of a layer whose parts overlap needs a group, as large as what was drawn") {
    Scene scene;
    scene.layer({.opacity = 0.5f}).box({10, 10, 20, 20}, red).box({20, 20, 20, 20}, blue).end_layer();
    const Planned planned(scene);
    CHECK(planned.plan.groups() == 1);
    REQUIRE(planned.plan.steps().size() == 4);
    CHECK(planned.plan.steps()[0].kind == DrawStep::Kind::begin_group);
    CHECK(planned.plan.steps()[0].area == PixelRect{10, 10, 30, 30});
    CHECK(planned.plan.steps()[2].kind == DrawStep::Kind::end_group);
    CHECK(planned.plan.steps()[3].what == DrawKind::group);
    CHECK(planned.plan.steps()[3].depth == 1);
    CHECK(planned.instance(0).fill.a == 255);
    CHECK(planned.instance(1).fill.a == 128);
}

TEST_CASE("a group of which nothing is seen leaves no step behind") {
    Scene scene;
    scene.layer({.opacity = 0.5f}).box({300, 10, 20, 20}, red).box({310, 20, 20, 20}, blue).end_layer();
    CHECK(Planned(scene).plan.steps().empty());
}

TEST_CASE("a layer without opacity, or squeezed flat, draws nothing") {
    for (const PushLayerItem& layer :
         {PushLayerItem{.opacity = 0}, PushLayerItem{.transform = Transform::scaling(0, 1)},
          PushLayerItem{.opacity = -3}}) {
        Scene scene;
        scene.layer(layer)
            .clip({0, 0, 50, 50})
            .box({0, 0, 20, 20}, red)
            .end_clip()
            .end_layer()
            .box({40, 0, 9, 9}, blue);
        const Planned planned(scene);
        CHECK(planned.plan.instance_count() == 1);
        CHECK(planned.plan.items_skipped() == 0);
    }
}

TEST_CASE("groups deeper than eight are blended part by part") {
    Scene scene;
    for (int i = 0; i < 12; ++i) scene.layer({.opacity = 0.9f}).box({0, 0, 20, 20}, red).box({10, 10, 20, 20}, blue);
    for (int i = 0; i < 12; ++i) scene.end_layer();
    CHECK(Planned(scene).plan.groups() == DrawPlan::deepest_group);
}

TEST_CASE("what is not a number is skipped, what is infinite is cut down") {
    Scene scene;
    scene.box({not_a_number, 0, 10, 10}, red).box({0, 0, not_a_number, 10}, red);
    scene.add(ShadowItem{.rect = {0, not_a_number, 10, 10}, .blur = 4});
    scene.add(TextItem{.first = 0, .count = 0, .font_size = not_a_number});
    scene.add(TextItem{.first = 5, .count = 100, .font_size = 12});
    scene.layer({.transform = Transform::translation(not_a_number, 0)}).box({0, 0, 10, 10}, red).end_layer();
    const Planned bad(scene);
    CHECK(bad.plan.instance_count() == 0);
    CHECK(bad.plan.items_skipped() == 6);

    Scene infinite;
    infinite.box({-infinity, -infinity, infinity, infinity}, red).box({0, 0, infinity, infinity}, red);
    infinite.add(
        BoxItem{.rect = {5, 5, 10, 10}, .radius = not_a_number, .fill = red, .border_width = -1, .border = blue});
    infinite.add(BoxItem{.rect = {5, 5, 10, 10}, .radius = infinity, .fill = red});
    infinite.add(ShadowItem{.rect = {5, 5, 10, 10}, .blur = infinity, .color = red});
    infinite.layer({.opacity = not_a_number}).box({0, 0, 5, 5}, red).end_layer();
    const Planned cut(infinite);
    CHECK(cut.plan.items_skipped() == 0);
    CHECK(cut.plan.instance_count() == 6);
    const ShapeInstance round = cut.instance(1);
    CHECK(round.radii[0] == 5 * 16);  // no rounder than a circle
}

TEST_CASE("ellipses lie in the table and circles do not; where it has no room the box is skipped and counted") {
    Scene scene;
    scene.add(BoxItem{.rect = {0, 0, 40, 20}, .radius = 5, .fill = red});
    scene.add(BoxItem{.rect = {0, 30, 40, 20}, .radius = Corners(Size{10, 5}, {}, {}, Size{20, 10}), .fill = red});
    const Planned planned(scene);
    CHECK(planned.instance(0).radii == std::array<std::uint16_t, 4>{80, 80, 80, 80});
    CHECK(planned.instance(0, 1).radii[0] == 0xffff);
    const std::size_t place = planned.instance(0, 1).radii[1] * std::size_t{4};
    REQUIRE(planned.plan.table().size() == place + 4);
    CHECK(planned.plan.table()[place] == std::array<float, 4>{10, 0, 0, 20});
    CHECK(planned.plan.table()[place + 1] == std::array<float, 4>{5, 0, 0, 10});

    const Planned full(scene, 1, page, 0);
    CHECK(full.plan.instance_count() == 1);
    CHECK(full.plan.items_skipped() == 1);
}

TEST_CASE("a glyph whose pen is not a number is skipped alone") {
    Scene scene;
    scene.text({10, 20}, "HH", 12);
    scene.frame.list.glyphs[0].pen.x = not_a_number;
    const Planned planned(scene);
    CHECK(planned.plan.instance_count() == 1);
    CHECK(planned.plan.items_skipped() == 1);
}

TEST_CASE("a pop without its push, or of another kind, is skipped and counted") {
    Scene scene;
    scene.end_clip().end_layer().clip({0, 0, 50, 50}).end_layer().box({0, 0, 90, 90}, red).end_clip();
    const Planned planned(scene);
    CHECK(planned.plan.items_skipped() == 3);
    CHECK(planned.instance().quad == std::array{0.f, 0.f, 50.f, 50.f});
}

TEST_CASE("a group that nobody closes is closed at the end") {
    Scene scene;
    scene.layer({.opacity = 0.5f}).clip({0, 0, 50, 50}).box({0, 0, 90, 90}, red).box({0, 0, 90, 90}, red);
    const Planned planned(scene);
    CHECK(planned.plan.items_skipped() == 2);
    CHECK(planned.plan.groups() == 1);
    CHECK(planned.plan.steps().back().what == DrawKind::group);
}

TEST_CASE("nothing that cannot be seen is drawn") {
    Scene scene;
    scene.box({0, 0, 10, 10}, transparent).box({0, 0, 0, 10}, red).box({0, 0, -5, 10}, red);
    scene.text({0, 10}, "words", 10, transparent).text({0, 10}, "   ", 10);
    const Planned planned(scene);
    CHECK(planned.plan.instance_count() == 0);
    CHECK(planned.plan.items_skipped() == 0);
}

TEST_CASE("a shadow without blur is a box") {
    Scene scene;
    scene.add(ShadowItem{.rect = {5, 5, 10, 10}, .blur = 0, .color = red});
    CHECK(Planned(scene).draws() == Kinds{DrawKind::solid});
}

TEST_CASE("the area of held layers holds their contents, shadows included, and nothing else") {
    Scene scene;
    scene.box({0, 0, 10, 10}, red);
    scene.layer({.layer = {7}, .origin = {50, 50}}).box({45, 45, 10, 10}, red);
    scene.add(ShadowItem{.rect = {45, 45, 10, 10}, .blur = 4, .color = red}).end_layer();
    scene.box({150, 0, 10, 10}, red);
    const std::vector<HeldPose> still{{.layer = {7}}},
        moved{{.layer = {7}, .pose = {.transform = Transform::translation(20, 0) * Transform::scaling(2, 2)}}};
    CHECK(held_area(scene.frame.list, still, 1, page) == PixelRect{38, 38, 24, 24});
    CHECK(held_area(scene.frame.list, moved, 1, page) == PixelRect{47, 27, 46, 46});
    CHECK(held_area(scene.frame.list, {}, 1, page).empty());
    CHECK(held_area(scene.frame.list, std::vector<HeldPose>{{.layer = {8}}}, 1, page).empty());
}

TEST_CASE("of many held layers each has its own pose, and what is not held has none") {
    std::vector<HeldPose> poses;
    for (std::uint64_t id = 2; id < 100; id += 2) {
        poses.push_back({.layer = {id}, .pose = {.opacity = static_cast<float>(id) / 100}});
    }
    for (std::uint64_t id = 0; id <= 100; ++id) {
        const HeldPose* pose = pose_of({id}, poses);
        const bool held = id % 2 == 0 && id > 0 && id < 100;
        REQUIRE((pose != nullptr) == held);
        if (held) CHECK(pose->pose.opacity == static_cast<float>(id) / 100);
    }
}

TEST_CASE("held layers that leave clips are where their own transforms put them") {
    Scene scene;
    scene.clip({0, 0, 10, 10}).add(PushShiftItem{.levels = 1});
    scene.layer({.layer = LayerId{1}, .reason = LayerReason::animation}).box({20, 20, 10, 10}, red).end_layer();
    scene.add(PopShiftItem{}).end_clip();
    const std::vector<HeldPose> poses{{.layer = LayerId{1}}};
    CHECK(held_area(scene.frame.list, poses, 1, page) == PixelRect{19, 19, 12, 12});
}

TEST_CASE("light text gains weight and dark text loses some") {
    CHECK(text_weight(rgb(0xffffff)) > 0.2f);
    CHECK(text_weight(rgb(0x000000)) < 0);
    CHECK(text_weight(rgb(0xffffff)) <= 1);
    CHECK(text_weight(rgb(0x808080)) > text_weight(rgb(0x404040)));
}

TEST_CASE("colours are premultiplied with rounding") {
    CHECK(premultiplied(rgb(0xff8000), 1) == PremultipliedColor{255, 128, 0, 255});
    CHECK(premultiplied({255, 255, 255, 128}, 1) == PremultipliedColor{128, 128, 128, 128});
    CHECK(premultiplied({255, 0, 0, 255}, 0.25f) == PremultipliedColor{64, 0, 0, 64});
}

TEST_CASE("glyphs beyond the budget are left out, counted, and their place is to be drawn again") {
    Scene scene;
    scene.text({10, 20}, "abc", 12).text({50, 60}, "xyz", 12);
    GlyphAtlas atlas(fonts_for_tests());
    DrawPlan plan;
    atlas.begin_frame({.glyphs = 3});
    plan.make(scene.frame.list, {}, 1, page, 1000, atlas);
    CHECK(plan.instance_count() == 3);
    CHECK(plan.glyphs_left_out() == 3);
    CHECK(plan.items_skipped() == 0);
    const PixelRect area = plan.left_out_area();
    CHECK(area.y > 40);  // the first text is complete
    CHECK(area.x <= 50);
    CHECK(area.bottom() >= 60);
    atlas.begin_frame({.glyphs = 3});
    plan.make(scene.frame.list, {}, 1, page, 1000, atlas);
    CHECK(plan.instance_count() == 6);
    CHECK(plan.glyphs_left_out() == 0);
    CHECK(plan.left_out_area().empty());
}

TEST_CASE("a glyph that is not ready is shown a part of a pixel beside its place, if that one is there") {
    Scene scene;
    scene.text({10, 20}, "o", 12);
    GlyphAtlas atlas(fonts_for_tests());
    DrawPlan plan;
    atlas.find({FontFace::sans, 'x', 12, 0});
    atlas.find({FontFace::sans, 'o', 12, 1});
    atlas.begin_frame({.glyphs = 0});
    atlas.find({FontFace::sans, 'z', 12, 0});  // the one glyph that always may
    plan.make(scene.frame.list, {}, 1, page, 1000, atlas);
    CHECK(plan.instance_count() == 1);
    CHECK(plan.glyphs_left_out() == 1);
    CHECK(!plan.left_out_area().empty());
}
