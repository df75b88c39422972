// SPDX-License-Identifier: MIT
// Styles: building, inheritance, what changes cost, animations of the compositor.
#include <doctest/doctest.h>

#include <fstream>
#include <limits>
#include <sstream>

#include "async/death.h"
#include "dom/document.h"
#include "dom/mutation_observer.h"
#include "style/animation.h"
#include "style/cascade.h"
#include "style/element_style.h"
#include "style/properties.h"
#include "style/update_animations.h"
#include "style/update_style.h"

namespace janklab {
namespace {

/// Brings style up to date and forgets everything that is dirty.
void clean(Document& document) {
    update_style(document);
    std::vector<Ref<Node>> nodes;
    for (auto take : {&Document::take_layout_changes, &Document::take_paint_changes}) {
        (document.*take)(nodes);
        for (const Ref<Node>& node : nodes) node->clear_dirty(~Dirty::none);
    }
    document.painted();
}

/// One frame: what the compositor is to animate at `time`.
std::vector<CompositorAnimation> handed_over(Document& document, Duration time) {
    update_animations_and_send_events(document, time_zero + time);
    update_style(document);
    make_pending_animations_ready(document);
    std::vector<CompositorAnimation> running;
    const auto size_of = [](const Element&) { return Size{10, 20}; };
    collect_compositor_animations(document, size_of, running);
    return running;
}

}  // namespace

TEST_CASE("a tree is built with styles and texts") {
    Document document;
    Element& row = document.body().append({.display = Display::flex, .gap = px(8)});
    Element& label = row.append_text("hello", {.color = rgb(0x445566)});
    row.append();
    CHECK(row.style().display == Display::flex);
    CHECK(row.style().gap == px(8));
    CHECK(row.style().width.is_auto());
    CHECK(label.text() == "hello");
    CHECK(row.child_count() == 2);
}

TEST_CASE("colour and font are inherited, boxes are not") {
    Document document;
    Element& outer = document.body().append({.padding = all_around(px(5)), .color = rgb(0xff0000), .font_size = 20.f});
    Element& inner = outer.append({.font_size = 10.f});
    Element& innermost = inner.append();
    update_style(document);
    CHECK(innermost.inherited_style().color == rgb(0xff0000));
    CHECK(innermost.inherited_style().font_size == 10);
    CHECK(innermost.style().padding == Edges{});
    CHECK(document.body().inherited_style() == InheritedStyle{});
}

TEST_CASE("a change of an inherited value goes down as far as it has an effect") {
    Document document;
    Element& outer = document.body().append();
    Element& keeps = outer.append({.color = rgb(0x00ff00)});
    Element& below = keeps.append();
    Element& takes = outer.append();
    update_style(document);
    outer.style([](Style& s) { s.color = rgb(0x0000ff); });
    CHECK(update_style(document).elements_visited == 3);  // outer, keeps, takes; not what is below keeps
    CHECK(below.inherited_style().color == rgb(0x00ff00));
    CHECK(takes.inherited_style().color == rgb(0x0000ff));
    CHECK(update_style(document).elements_visited == 0);
}

TEST_CASE("elements that move inherit from their new parent") {
    Document document;
    Element& red = document.body().append({.color = rgb(0xff0000)});
    Element& blue = document.body().append({.color = rgb(0x0000ff)});
    Element& box = red.append();
    Element& inside = box.append();
    update_style(document);
    blue.append_child(box);
    update_style(document);
    CHECK(inside.inherited_style().color == rgb(0x0000ff));
}

TEST_CASE("only what a change needs becomes dirty") {
    Document document;
    Element& box = document.body().append({.color = rgb(0x111111)});
    const auto cost = [&](auto change) {
        clean(document);
        box.style(change);
        update_style(document);
        return document.dirty();
    };
    CHECK(cost([](Style&) {}) == Dirty::none);
    CHECK(cost([](Style& s) { s.width = automatic; }) == Dirty::none);
    CHECK(cost([](Style& s) { s.width = px(10); }) == (Dirty::layout | Dirty::paint));
    CHECK(cost([](Style& s) { s.background = rgb(0x123456); }) == Dirty::paint);
    CHECK(cost([](Style& s) { s.opacity = 0.5f; }) == Dirty::compositing);
    CHECK(cost([](Style& s) { s.border.color = rgb(1); }) == Dirty::paint);
    CHECK(cost([](Style& s) { s.border.width = 1; }) == (Dirty::layout | Dirty::paint));
    CHECK(cost([](Style& s) { s.transform = {translate(px(1))}; }) ==
          (Dirty::boxes | Dirty::layout | Dirty::paint | Dirty::compositing));
    CHECK(cost([](Style& s) { s.transform = {translate(px(2))}; }) == Dirty::compositing);
    CHECK(cost([](Style& s) { s.display = Display::flex; }) == (Dirty::boxes | Dirty::layout | Dirty::paint));
    CHECK(cost([](Style& s) { s.color = rgb(0x222222); }) == Dirty::paint);
    CHECK(cost([](Style& s) { s.font_size = 20.f; }) == (Dirty::layout | Dirty::paint));
    CHECK(cost([](Style& s) { s.cursor = Cursor::pointer; }) == Dirty::none);
}

TEST_CASE("set_style replaces everything, and equal styles change nothing") {
    Document document;
    Element& box = document.body().append({.width = px(10)});
    clean(document);
    box.set_style({.width = px(10)});
    CHECK(document.dirty() == Dirty::none);
    box.set_style({.height = px(5)});
    CHECK(box.style().width.is_auto());
    CHECK(document.layout_is_dirty());
}

TEST_CASE("a change of style inside a change of style ends the program with a sentence") {
    Document document;
    Element& box = document.body().append();
    const std::string sentence = test::sentence_of_death(
        [&] { box.style([&](Style&) { document.body().style([](Style& s) { s.width = px(1); }); }); });
    CHECK(sentence.find("inside another") != std::string::npos);
}

TEST_CASE("a mutation observer hears of a changed style as the attribute \"style\"") {
    Document document;
    Element& box = document.body().append();
    const auto observer =
        MutationObserver::create(document, "observe", [](std::span<const MutationRecord>, MutationObserver&) {});
    observer->observe(box, {.attributes = true});
    box.style([](Style& s) { s.width = px(1); });
    box.style([](Style& s) { s.width = px(1); });
    const std::vector<MutationRecord> records = observer->take_records();
    REQUIRE(records.size() == 1);
    CHECK(records[0].attribute_name == "style");
}

TEST_CASE("numbers without sense are made finite where they are set") {
    const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
    Document document;
    Element& box = document.body().append({.border = {.width = nan},
                                           .flex_grow = -1,
                                           .flex_shrink = infinity,
                                           .font_size = infinity,
                                           .line_height = nan,
                                           .radius = -5,
                                           .opacity = nan});
    const Style& s = box.style();
    CHECK(s.border.width == PixelEdges(0));
    CHECK(s.flex_grow == 0);
    CHECK(s.flex_shrink == largest_length);
    CHECK(s.font_size == 10'000);
    CHECK(s.line_height == 0);
    CHECK(s.radius == CornerRadii());
    CHECK(s.opacity == 0);
    CHECK(px(nan) == px(0));
    CHECK(percent(-infinity).value == -largest_length);
    CHECK(percent(1e9f).resolve(1e9f) == largest_length);
}

TEST_CASE("a transform list is applied from its last step to its first") {
    const TransformList list = {translate(px(10), percent(50)), rotate(0.25f), scale(2)};
    const Point moved = list.matrix({100, 40}).apply({3, 1});  // scaled 6,2; turned -2,6; moved 8,26
    CHECK(moved.x == doctest::Approx(8));
    CHECK(moved.y == doctest::Approx(26));
    CHECK(TransformList{}.matrix({1, 1}).is_identity());
}

TEST_CASE("animations are handed over in the order of their layers, whatever the order of their making") {
    Document document;
    static char stand_in = 0;
    std::vector<Element*> boxes;
    std::vector<Ref<Animation>> fades;
    const auto fade = [&](Element& box) {
        fades.push_back(box.animate({{.style = {.opacity = 0.5f}}, {}}, {.duration = 9s}));
    };
    const auto layers = [&](Duration time) {
        std::vector<LayerId> found;
        for (const CompositorAnimation& one : handed_over(document, time)) found.push_back(one.layer);
        return found;
    };
    for (int i = 0; i < 3; ++i) {
        boxes.push_back(&document.body().append());
        boxes.back()->attach_box(Attached<LayoutBox>(reinterpret_cast<LayoutBox*>(&stand_in), [](LayoutBox*) {}));
        fade(*boxes.back());
    }
    layers(5ms);
    const std::vector<LayerId> ids{layer_id(*boxes[0]), layer_id(*boxes[1]), layer_id(*boxes[2])};
    CHECK(layers(10ms) == ids);
    fades[0]->cancel();
    fade(*boxes[0]);
    fade(*boxes[1]);
    layers(15ms);
    CHECK(layers(20ms) == std::vector<LayerId>{ids[0], ids[1], ids[1], ids[2]});
}

TEST_CASE("animations of transform and opacity are handed over while their element is shown and they play") {
    Document document;
    Element& box = document.body().append();
    const auto frame = [&](Duration time) { return handed_over(document, time); };
    const Ref<Animation> turn =
        box.animate({{.style = {.transform = {rotate(0)}}}, {.style = {.transform = {rotate(1)}}}},
                    {.duration = 2s, .iterations = infinite_iterations});
    CHECK(frame(5ms).empty());  // no box yet
    // The box is layout's; here its place is held by a pointer that nobody looks into.
    static char stand_in = 0;
    box.attach_box(Attached<LayoutBox>(reinterpret_cast<LayoutBox*>(&stand_in), [](LayoutBox*) {}));
    const std::vector<CompositorAnimation> running = frame(10ms);
    REQUIRE(running.size() == 1);
    CHECK(running[0].start == time_zero + 5ms);  // of the first frame
    CHECK(running[0].layer == layer_id(box));
    CHECK(running[0].property == LayerProperty::transform);
    CHECK(running[0].box == Size{10, 20});
    CHECK(running[0].keyframes->at(1).transform == TransformList{rotate(1)});
    CHECK(frame(20ms)[0].keyframes == running[0].keyframes);  // made once

    const Ref<Animation> fade = box.animate({{.style = {.opacity = 0.5f}}, {}}, {.duration = 1s});
    CHECK(frame(30ms).size() == 2);
    fade->pause();
    CHECK(frame(40ms)[1].hold == 10ms);
    fade->cancel();
    CHECK(frame(50ms).size() == 1);
    // What moves something else as well needs the page, and so does all that it is stacked with.
    const Ref<Animation> both = box.animate({{.css = "opacity: 0; left: 0"}, {.css = "left: 9px"}}, {.duration = 1s});
    CHECK(frame(60ms).empty());
    both->cancel();
    CHECK(frame(70ms).size() == 1);
    set_style_property(box, "transform", "none", true);  // important: above animations
    CHECK(frame(80ms).empty());
    box.remove();  // and dies
    CHECK(frame(90ms).empty());
}

}  // namespace janklab
