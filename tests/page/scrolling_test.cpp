// SPDX-License-Identifier: MIT
// Scrolling on the display thread with a page beside it: who moves what, who is told when, and what happens while the
// page is blocked. All in virtual time.
#include <doctest/doctest.h>

#include <limits>

#include "page/test_page.h"
#include "style/animation.h"
#include "style/element_style.h"

namespace janklab {
namespace {

using Words = std::vector<std::string>;

ScriptedInput wheel(Duration at, Point position, float down) {
    return {.time = time_zero + at, .event = {.kind = InputKind::wheel, .position = position, .wheel = {0, down}}};
}
ScriptedInput wheel_step(Duration at, Point position, float down) {
    ScriptedInput input = wheel(at, position, down);
    input.event.wheel_steps = true;
    return input;
}
ScriptedInput key(Duration at, Key key) {
    return {.time = time_zero + at, .event = {.kind = InputKind::key_down, .key = key}};
}

/// A list of 100 rows of 20 CSS pixels in 200, at 0,0.
Element& add_list(TestPage& test) {
    Element& list = test.page().body().append({.overflow = Overflow::scroll, .width = px(300), .height = px(200)});
    for (int i = 0; i < 100; ++i) list.append({.height = px(20), .background = rgb(0xffffff)});
    return list;
}

/// Where `element` stood in what was drawn, also while the page was blocked.
class Seen {
  public:
    Seen(TestPage& test, const Element& element) {
        test.on_draw = [this, &test, &element](const CompositorFrame&, TimePoint seen_at) {
            const Scrolling& scrolling = test.run.display().scrolling();
            const int index = scrolling.index_of(element.style_data()->layer);
            if (index >= 0) all_.emplace_back(seen_at, scrolling.position(index).y);
        };
    }
    float at(Duration time) const {
        float position = 0;
        for (const auto& [seen_at, there] : all_) {
            if (seen_at <= time_zero + time) position = there;
        }
        return position;
    }

  private:
    std::vector<std::pair<TimePoint, float>> all_;
};

/// As the display shows it now.
float shown(TestPage& test, const Element& element) {
    const Scrolling& scrolling = test.run.display().scrolling();
    const int index = scrolling.index_of(element.style_data()->layer);
    return index < 0 ? -1 : scrolling.position(index).y;
}

}  // namespace

TEST_CASE("while the page is blocked the wheel scrolls what is shown, and the page takes it over afterwards") {
    TestPage test({wheel(150ms, {10, 10}, 30), wheel(170ms, {10, 10}, 30)});
    Element& list = add_list(test);
    test.page().set_timeout("block", 100ms, [&] { test.page().busy(400ms); });
    list.on("scroll", "scrolled", [&] { test.note("scroll " + std::to_string(list.scroll_position().y)); });
    list.on("scrollend", "at rest", test.noting("scrollend"));
    std::vector<float> seen;
    test.page().set_timeout("look later", 600ms, [&] { seen.push_back(list.scroll_position().y); });
    const Seen seen_list(test, list);
    test.run.advance(200ms);
    CHECK(test.happened.empty());
    test.run.advance(600ms);
    CHECK(seen_list.at(200ms) == 60);
    CHECK(test.happened == Words{"scroll 60.000000", "scrollend"});
    CHECK(seen == std::vector<float>{60});
    CHECK(shown(test, list) == 60);
}

TEST_CASE("scroll comes once a frame, before the animation frame callbacks, and scrollend after the last one") {
    TestPage test({wheel(102ms, {10, 10}, 10), wheel(104ms, {10, 10}, 10), wheel(120ms, {10, 10}, 10)});
    Element& list = add_list(test);
    list.on("scroll", "scrolled", [&] {
        test.note("scroll");
        test.page().request_animation_frame("next", [&](TimePoint) { test.note("frame"); });
    });
    list.on("scrollend", "at rest", test.noting("scrollend"));
    test.run.advance(600ms);
    CHECK(test.happened == Words{"scroll", "frame", "scroll", "frame", "scrollend"});
    CHECK(list.scroll_position().y == 30);
}

TEST_CASE("the page itself scrolls, its event goes to the body and bubbles to the window") {
    TestPage test({wheel(100ms, {10, 10}, 250)});
    test.page().body().append({.height = px(3000)});
    test.page().document().window().on("scroll", "scrolled", [&] {
        test.note("scroll " + std::to_string(static_cast<int>(test.page().body().scroll_position().y)));
    });
    test.run.advance(300ms);
    CHECK(test.happened == Words{"scroll 250"});
}

TEST_CASE("where a listener may prevent it the display waits for the page, however long that takes") {
    TestPage test({wheel(150ms, {10, 10}, 30)});
    Element& list = add_list(test);
    list.on("wheel", "wheel", test.noting("wheel"));
    const Seen seen(test, list);
    test.page().set_timeout("block", 100ms, [&] { test.page().busy(400ms); });
    test.run.advance(800ms);
    CHECK(seen.at(500ms) == 0);
    CHECK(test.happened == Words{"wheel"});
    CHECK(shown(test, list) == 30);
    CHECK(list.scroll_position().y == 30);
}

TEST_CASE("what it prevents is not scrolled; a passive listener prevents nothing and nobody waits for it") {
    TestPage test({wheel(150ms, {10, 10}, 30), wheel(150ms, {310, 10}, 30)});
    Element& row = test.page().body().append({.display = Display::flex});
    const auto list = [&](bool passive) -> Element& {
        Element& one = row.append({.overflow = Overflow::scroll, .width = px(300), .height = px(200)});
        one.append({.height = px(2000)});
        one.on("wheel", "wheel",
               [&](Event& event) {
                   event.prevent_default();
                   test.note(event.default_prevented() ? "prevented" : "not prevented");
               },
               {.passive = passive});
        return one;
    };
    Element& blocking = list(false);
    Element& passive = list(true);
    const Seen seen_passive(test, passive);
    test.page().set_timeout("block", 100ms, [&] { test.page().busy(200ms); });
    test.run.advance(600ms);
    CHECK(seen_passive.at(200ms) == 30);
    CHECK(test.happened == Words{"prevented", "not prevented"});
    CHECK(blocking.scroll_position().y == 0);
    CHECK(passive.scroll_position().y == 30);
}

TEST_CASE("a listener counts for everything around and in its element, also when it moves elsewhere") {
    TestPage test({wheel(250ms, {10, 10}, 30), wheel(650ms, {10, 10}, 30)});
    Element& list = add_list(test);
    const Ref<Element> inside = test.page().document().create_element();
    ListenerHandle handle = inside->on("wheel", "wheel", [] {});
    list.append_child(inside);
    test.page().set_timeout("block", 200ms, [&] { test.page().busy(100ms); });
    test.page().set_timeout("block again", 600ms, [&] { test.page().busy(100ms); });
    const Seen seen(test, list);
    test.run.advance(480ms);
    CHECK(seen.at(300ms) == 0);
    CHECK(shown(test, list) == 30);
    inside->remove();
    test.run.advance(400ms);
    CHECK(seen.at(700ms) == 60);
}

TEST_CASE("a step of the wheel glides on the display while the page is blocked") {
    TestPage test({wheel_step(150ms, {10, 10}, 100)});
    Element& list = add_list(test);
    test.page().set_timeout("block", 100ms, [&] { test.page().busy(400ms); });
    const Seen seen(test, list);
    test.run.advance(900ms);
    CHECK(seen.at(200ms) > 0);
    CHECK(seen.at(200ms) < 100);
    CHECK(seen.at(340ms) == 100);
    CHECK(list.scroll_position().y == 100);
}

TEST_CASE("keys scroll on the display too, unless somebody listens to them") {
    TestPage test({key(150ms, Key::end), key(950ms, Key::home), key(1450ms, Key::page_up)});
    Element& list = add_list(test);
    list.set_attribute("tabindex", "0");
    list.focus();
    const Seen seen(test, list);
    test.page().set_timeout("block", 100ms, [&] { test.page().busy(400ms); });
    test.page().set_timeout("listen", 700ms, [&] {
        list.on("keydown", "key", [&](Event& event) {
            test.note(event.key);
            if (event.key == "Home") event.prevent_default();
        });
    });
    test.run.advance(2s);
    CHECK(seen.at(400ms) == 1800);
    CHECK(test.happened == Words{"Home", "PageUp"});
    CHECK(shown(test, list) == 1800 - 175);  // by its own height, not by that of the window
}

TEST_CASE("Space scrolls a list that has the focus, backwards with Shift, and presses a button that has it") {
    ScriptedInput back = key(600ms, Key::space);
    back.event.shift = true;
    ScriptedInput up = key(1300ms, Key::space);
    up.event.kind = InputKind::key_up;
    TestPage test({key(100ms, Key::space), key(300ms, Key::space), back, key(1200ms, Key::space), up});
    Element& list = add_list(test);
    const Ref<Element> button = test.page().document().create_element("button");
    button->set_style({.height = px(20)});
    list.append_child(*button);
    list.set_attribute("tabindex", "0");
    button->on("click", "pressed", test.noting("pressed"));
    list.focus();
    test.run.advance(1s);
    CHECK(list.scroll_position().y == 175);
    CHECK(test.happened.empty());
    button->focus();
    test.run.advance(1s);
    CHECK(list.scroll_position().y == 175);
    CHECK(test.happened == Words{"pressed"});
}

TEST_CASE("with Control the wheel is no scrolling, and a listener hears of it") {
    ScriptedInput turn = wheel(100ms, {10, 10}, 30);
    turn.event.control = true;
    TestPage test({turn});
    Element& list = add_list(test);
    list.on("wheel", "wheel", [&](Event& event) { test.note(event.control ? "with Control" : "without"); });
    test.run.advance(500ms);
    CHECK(test.happened == Words{"with Control"});
    CHECK(list.scroll_position().y == 0);
}

TEST_CASE(
    "once a listener has let a turn of the wheel pass, the rest of the gesture goes on while the page is blocked") {
    TestPage test({wheel(100ms, {10, 10}, 30), wheel(250ms, {10, 10}, 30), wheel(300ms, {10, 10}, 30)});
    Element& list = add_list(test);
    list.on("wheel", "wheel", [&](Event& event) { test.note(event.cancelable ? "may prevent" : "too late"); });
    const Seen seen(test, list);
    test.page().set_timeout("block", 200ms, [&] { test.page().busy(400ms); });
    test.run.advance(1s);
    CHECK(seen.at(400ms) == 90);
    CHECK(test.happened == Words{"may prevent", "too late", "too late"});
    CHECK(list.scroll_position().y == 90);
}

TEST_CASE("where overscroll-behavior is contain scrolling ends, whoever decides; what is fixed scrolls the page") {
    for (const bool page_decides : {false, true}) {
        CAPTURE(page_decides);
        TestPage test({wheel(100ms, {10, 10}, 500), wheel(500ms, {10, 10}, 40), wheel(1s, {310, 10}, 40)});
        Element& inner = test.page().body().append({.overflow = Overflow::scroll,
                                                    .overscroll_behavior = OverscrollBehavior::contain,
                                                    .width = px(300),
                                                    .height = px(100)});
        inner.append({.height = px(200), .background = rgb(0xffffff)});
        inner.append({.position = Position::fixed,
                      .width = px(20),
                      .height = px(20),
                      .inset = {px(200), automatic, automatic, px(10)},
                      .background = rgb(0)});
        test.page().body().append({.position = Position::fixed,
                                   .width = px(100),
                                   .height = px(100),
                                   .inset = {px(0), automatic, automatic, px(300)},
                                   .background = rgb(0)});
        test.page().body().append({.height = px(3000)});
        if (page_decides) test.page().document().window().on("wheel", "wheel", [] {});
        test.run.advance(900ms);
        CHECK(inner.scroll_position().y == 100);
        CHECK(test.page().body().scroll_position().y == 0);
        test.run.advance(500ms);
        CHECK(test.page().body().scroll_position().y == 40);
    }
}

TEST_CASE("a script that scrolls ends what glides; the next turn of the wheel goes on from there") {
    TestPage test({wheel_step(100ms, {10, 10}, 100), wheel(500ms, {10, 10}, 5)});
    Element& list = add_list(test);
    test.page().set_timeout("set", 140ms, [&] { list.scroll_to({0, 1000}); });
    test.run.advance(450ms);
    const float there = shown(test, list);
    CHECK(there >= 1000);
    CHECK(there < 1050);  // what was moved between the page's frame and the display's, and no more of the glide
    CHECK(list.scroll_position().y == there);
    test.run.advance(300ms);
    CHECK(list.scroll_position().y == there + 5);
}

TEST_CASE("what scrolls is shown moved by the compositor alone while the page is blocked, and the trace says so") {
    TestPage test({wheel_step(150ms, {10, 10}, 100)});
    add_list(test);
    test.page().set_timeout("block", 100ms, [&] { test.page().busy(400ms); });
    test.run.advance(1s);
    const FrameTimeline& frames = test.run.folds().frames;
    CHECK(frames.totals().compositor_only >= 8);  // 150 ms at 60 Hz
    CHECK(frames.totals().compositor_only <= 11);
    CHECK(frames.totals().drawn == 0);  // in virtual time nobody draws, and nobody knows of a checkerboard
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (frames[i].moved_by_compositor) CHECK(frames[i].begin >= time_zero + 140ms);
    }
}

TEST_CASE("a position that a script sets while the display scrolls counts with what comes after it") {
    TestPage test({wheel(100ms, {10, 10}, 50), wheel(300ms, {10, 10}, 5)});
    Element& list = add_list(test);
    test.page().set_timeout("set", 250ms, [&] { list.scroll_to({0, 1000}); });
    test.run.advance(290ms);
    CHECK(shown(test, list) == 1000);
    test.run.advance(300ms);
    CHECK(shown(test, list) == 1005);
    CHECK(list.scroll_position().y == 1005);
}

TEST_CASE("a list that is removed or emptied while it is scrolled leaves nothing behind") {
    TestPage test({wheel(150ms, {10, 10}, 500), wheel_step(160ms, {10, 10}, 500), wheel(700ms, {10, 10}, 30)});
    Element& list = add_list(test);
    const Ref<Element> keep(list);
    list.on("scroll", "scrolled", test.noting("scroll"));
    test.page().set_timeout("remove", 100ms, [&] {
        test.page().busy(80ms);
        list.remove();
    });
    test.run.advance(400ms);
    CHECK(test.happened.empty());
    CHECK(shown(test, list) == -1);
    list.remove_children();
    list.append({.height = px(230)});
    test.page().body().append_child(list);
    test.run.advance(200ms);
    CHECK(list.scroll_position().y <= 30);
    test.run.advance(400ms);
    CHECK(shown(test, list) == 30);
    CHECK(list.scroll_position().y == 30);
}

TEST_CASE("what scrolls by default is found in the layout after the listeners, whatever they have removed") {
    for (const ScriptedInput& input : {wheel(20ms, {10, 10}, 40), key(20ms, Key::down)}) {
        TestPage test({input});
        Element& list = test.page().body().append({.overflow = Overflow::scroll, .width = px(100), .height = px(100)});
        list.set_attribute("tabindex", "0");
        list.focus();
        for (int i = 0; i < 2; ++i) list.append({.height = px(90)});
        for (const char* type : {"wheel", "keydown"}) {
            list.on(type, "lay out and remove", [&](Event& event) {
                Element& made = list.append({.height = px(99)});
                CHECK(made.offset_height() == 99);  // a layout that what is removed next is part of
                made.remove();
                test.note(event.type);
            });
        }
        test.run.advance(1s);
        CHECK(test.happened.size() == 1);
        CHECK(list.scroll_position().y == 40);
    }
}

TEST_CASE("hostile distances move to the ends and no further") {
    const float not_a_number = std::numeric_limits<float>::quiet_NaN();
    TestPage test({wheel(100ms, {10, 10}, not_a_number), wheel(400ms, {10, 10}, 1e9f), wheel(800ms, {10, 10}, -1e30f),
                   wheel(1200ms, {not_a_number, 1e30f}, 10)});
    Element& list = add_list(test);
    test.run.advance(300ms);
    CHECK(shown(test, list) == 0);
    test.run.advance(300ms);
    CHECK(list.scroll_position().y == 1800);
    test.run.advance(400ms);
    CHECK(list.scroll_position().y == 0);
    test.run.advance(500ms);
    CHECK(list.scroll_position().y == 0);
}

TEST_CASE("nested lists hand scrolling on at their end, but not within one gesture") {
    TestPage test({wheel(100ms, {10, 10}, 500), wheel(180ms, {10, 10}, 40), wheel(600ms, {10, 10}, 40)});
    Element& outer = test.page().body().append({.overflow = Overflow::scroll, .width = px(300), .height = px(300)});
    Element& inner = outer.append({.overflow = Overflow::scroll, .height = px(100)});
    inner.append({.height = px(200)});
    outer.append({.height = px(1000)});
    test.run.advance(500ms);
    CHECK(inner.scroll_position().y == 100);
    CHECK(outer.scroll_position().y == 0);
    test.run.advance(400ms);
    CHECK(outer.scroll_position().y == 40);
}

TEST_CASE("a list is found under the pointer where its layer is: turned, scaled, or moved by an animation") {
    // Turned by a quarter about its middle, 300 x 200 at 400,100 covers 450..650, 50..350.
    TestPage test({wheel(100ms, {460, 340}, 30), wheel(400ms, {410, 110}, 30), wheel(700ms, {20, 520}, 30)});
    const auto list = [&](Style style) -> Element& {
        style.position = Position::absolute;
        style.overflow = Overflow::scroll;
        style.width = px(300);
        style.height = px(200);
        Element& one = test.page().body().append(style);
        one.append({.height = px(1000), .background = rgb(0xeeeeee)});
        return one;
    };
    Element& turned = list({.inset = {px(100), automatic, automatic, px(400)}, .transform = {rotate(0.25f)}});
    Element& moved = list({.inset = {px(0), automatic, automatic, px(0)}});
    moved.animate({{.style = {.transform = {translate(px(0))}}}, {.style = {.transform = {translate(px(0), px(500))}}}},
                  {.duration = 500ms, .fill = AnimationFill::forwards});
    test.run.advance(300ms);
    CHECK(turned.scroll_position().y == 30);
    test.run.advance(300ms);
    CHECK(turned.scroll_position().y == 30);  // its unturned corner is not where it is
    test.run.advance(300ms);
    CHECK(moved.scroll_position().y == 30);
}

TEST_CASE("what is scrolled under a pointer that rests is entered, and what was under it is left") {
    TestPage test({pointer(InputKind::pointer_move, 50ms, {10, 10}), wheel(200ms, {10, 10}, 45)});
    Element& list = add_list(test);
    Element& first = *list.first_child()->as_element();
    Element& third = *first.next_sibling()->next_sibling()->as_element();
    first.on("pointerenter", "enter", test.noting("first entered"));
    first.on("pointerleave", "leave", test.noting("first left"));
    third.on("pointerenter", "enter", test.noting("third entered"));
    list.on("pointermove", "move", test.noting("move"));
    test.run.advance(600ms);
    CHECK(test.happened == Words{"first entered", "move", "first left", "third entered"});
}

TEST_CASE("what covers a list gets the wheel in its place") {
    TestPage test({wheel(100ms, {10, 10}, 30), wheel(400ms, {10, 150}, 30)});
    Element& list = add_list(test);
    test.page().body().append({.position = Position::absolute,
                               .width = px(100),
                               .height = px(100),
                               .inset = {px(0), automatic, automatic, px(0)},
                               .background = rgb(0x222222)});
    test.run.advance(300ms);
    CHECK(list.scroll_position().y == 0);
    test.run.advance(300ms);
    CHECK(list.scroll_position().y == 30);
}

TEST_CASE("the thumb of the scroll bar is dragged on the display, and the page hears of no press") {
    const auto pointer_at = [](InputKind kind, Duration at, Point position) { return pointer(kind, at, position); };
    TestPage test(
        {pointer_at(InputKind::pointer_move, 110ms, {295, 5}), pointer_at(InputKind::pointer_down, 150ms, {295, 5}),
         pointer_at(InputKind::pointer_move, 170ms, {200, 95}), pointer_at(InputKind::pointer_up, 190ms, {200, 95})});
    Element& list = add_list(test);
    list.on("pointerdown", "press", test.noting("press"));
    test.page().set_timeout("block", 100ms, [&] { test.page().busy(300ms); });
    const Seen seen(test, list);
    test.run.advance(850ms);
    const float there = seen.at(250ms);
    CHECK(there > 700);
    CHECK(there < 1100);
    CHECK(test.happened.empty());
    CHECK(list.scroll_position().y == there);
}

TEST_CASE("sticky boxes stick on the display while the page is blocked, and where the page says afterwards") {
    TestPage test({wheel(150ms, {10, 50}, 100)});
    Element& list = test.page().body().append({.overflow = Overflow::scroll, .width = px(300), .height = px(200)});
    Element& head = list.append(
        {.position = Position::sticky, .height = px(20), .inset = {px(5), automatic, automatic, automatic}});
    list.append({.height = px(1000)});
    Point shift_in_block;
    test.on_draw = [&](const CompositorFrame&, TimePoint seen_at) {
        if (seen_at < time_zero + 400ms)
            shift_in_block = test.run.display().scrolling().shift(head.style_data()->layer);
    };
    test.page().set_timeout("block", 100ms, [&] { test.page().busy(400ms); });
    test.run.advance(700ms);
    CHECK(shift_in_block == Point{0, 105});
    CHECK(head.bounding_rect().y == 5);
}

TEST_CASE("what a callback scrolls in a frame that was wanted for something else is told in the next one") {
    TestPage test;
    Element& list = add_list(test);
    Element& other = test.page().body().append({.height = px(10)});
    test.run.advance(50ms);
    int told = 0;
    list.on("scroll", "scrolled", [&] { ++told; });
    test.page().set_timeout("change", 1ms, [&] {
        other.style([](Style& s) { s.background = rgb(0xff0000); });
        test.page().request_animation_frame("scroll", [&](TimePoint) { list.scroll_to({0, 100}); });
    });
    test.run.advance(200ms);
    CHECK(told == 1);
}

}  // namespace janklab
