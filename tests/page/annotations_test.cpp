// SPDX-License-Identifier: MIT
// What is shown over a page: boxes, repaints, layers.
#include <doctest/doctest.h>

#include <algorithm>

#include "page/page_annotations.h"
#include "page/test_page.h"
#include "paint/annotation_recorder.h"
#include "style/animation.h"
#include "style/style.h"

using namespace janklab;

namespace {

int boxes_of(TestPage& test, Color fill) {
    int count = 0;
    for (const DisplayItem& item : test.run.link().current()->list.items) {
        const auto* box = std::get_if<BoxItem>(&item);
        count += box && (box->fill == fill || (box->border_width > 0 && box->border == fill));
    }
    return count;
}

}  // namespace

TEST_CASE("a box is shown with its margin, border and padding, and only while that is wanted") {
    TestPage test;
    test.page().body().append({.width = px(100),
                               .height = px(80),
                               .margin = all_around(px(10)),
                               .padding = all_around(px(5)),
                               .border = {2, rgb(0)}});
    test.run.advance(100ms);
    CHECK(test.run.link().current()->list.items.size() == 1);
    test.run.link().send(AnnotationChange{{.layout = true}});
    test.run.advance(100ms);
    CHECK(boxes_of(test, annotation_colors.margin) == 4);
    CHECK(boxes_of(test, annotation_colors.border) == 4);
    CHECK(boxes_of(test, annotation_colors.padding) == 4);
    CHECK(boxes_of(test, annotation_colors.content) == 2);  // its own and the body's
    test.run.link().send(AnnotationChange{});
    test.run.advance(100ms);
    CHECK(test.run.link().current()->list.items.size() == 1);
}

TEST_CASE("boxes out of sight are not shown") {
    TestPage test;
    test.page().body().append(
        {.position = Position::absolute, .width = px(10), .height = px(10), .inset = {px(-5000)}});
    test.run.link().send(AnnotationChange{{.layout = true}});
    test.run.advance(100ms);
    CHECK(boxes_of(test, annotation_colors.content) == 1);
}

TEST_CASE("what is painted anew flashes once where it is, and the compositor lets it fade") {
    TestPage test;
    Element& box = test.page().body().append({.width = px(100), .height = px(80), .background = rgb(0xff0000)});
    test.run.link().send(AnnotationChange{{.paint = true}});
    test.run.advance(100ms);
    box.style([](Style& s) { s.background = rgb(0x00ff00); });
    test.run.advance(100ms);
    const CompositorFrame& frame = *test.run.link().current();
    REQUIRE(frame.animations.size() == 1);
    REQUIRE(boxes_of(test, annotation_colors.flash) == 1);
    const auto& flash = std::get<BoxItem>(frame.list.items[2]);
    CHECK(flash.rect == Rect{0, 0, 100, 80});
    CHECK(std::get<PushLayerItem>(frame.list.items[1]).layer == frame.animations[0].layer);
    test.run.advance(PageAnnotations::flash_time);
    box.style([](Style& s) { s.background = rgb(0x0000ff); });
    test.run.advance(100ms);
    CHECK(boxes_of(test, annotation_colors.flash) == 1);  // the old one is over
}

TEST_CASE("a flash and an animation that began after it are committed in the order of their layers") {
    TestPage test;
    const Style look{.width = px(100), .height = px(80), .background = rgb(0xff0000)};
    Element &flashes = test.page().body().append(look), &moves = test.page().body().append(look);
    test.run.link().send(AnnotationChange{{.paint = true}});
    test.run.advance(100ms);
    flashes.style([](Style& s) { s.background = rgb(0x00ff00); });
    test.run.advance(34ms);
    moves.animate({{.style = {.opacity = 0.5f}}, {}}, {.duration = 9s});
    test.run.advance(34ms);
    const std::vector<CompositorAnimation>& all = test.run.link().current()->animations;
    CHECK(all.size() == 3);  // its own, and two flashes
    CHECK(std::ranges::is_sorted(all, {}, &CompositorAnimation::layer));
}

TEST_CASE("what moves shines where it is now, and two apart from each other shine both") {
    TestPage test;
    Element& box = test.page().body().append(
        {.position = Position::absolute, .width = px(100), .height = px(80), .background = rgb(0xff0000)});
    Element& apart = test.page().body().append({.position = Position::absolute,
                                                .width = px(20),
                                                .height = px(20),
                                                .inset = {px(150), automatic, automatic, px(200)},
                                                .background = rgb(0xff0000)});
    test.run.link().send(AnnotationChange{{.paint = true}});
    test.run.advance(100ms);
    for (int step = 1; step <= 5; ++step) {
        box.style([&](Style& s) { s.inset.left = px(static_cast<float>(4 * step)); });
        test.run.advance(17ms);
    }
    CHECK(boxes_of(test, annotation_colors.flash) == 1);
    apart.style([](Style& s) { s.background = rgb(0x00ff00); });
    test.run.advance(34ms);
    CHECK(boxes_of(test, annotation_colors.flash) == 2);
}

TEST_CASE("a layer is outlined where the compositor moves it, with a label") {
    TestPage test;
    Element& box = test.page().body().append({.width = px(100), .height = px(80), .background = rgb(0xff0000)});
    box.style([](Style& s) { s.will_change = true; });
    test.run.link().send(AnnotationChange{{.layers = true}});
    test.run.advance(100ms);
    const CompositorFrame& frame = *test.run.link().current();
    REQUIRE(frame.layers.size() == 1);
    CHECK(boxes_of(test, annotation_colors.layer) == 1);
    REQUIRE(frame.list.labels.size() == 1);
    CHECK(frame.list.labels[0].layer == frame.layers[0].id);
    CHECK(frame.list.labels[0].text.count == std::string_view("div:will-change,1item,1KiB").size());
    int pushes = 0;
    for (const DisplayItem& item : frame.list.items) {
        const auto* layer = std::get_if<PushLayerItem>(&item);
        pushes += layer && layer->layer == frame.layers[0].id;
    }
    CHECK(pushes == 1);
}
