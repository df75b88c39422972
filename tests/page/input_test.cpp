// SPDX-License-Identifier: MIT
// What becomes of what a person does: moves, clicks, wheel, keys, clipboard.
#include <doctest/doctest.h>

#include "page/key_input.h"
#include "page/scripted_inputs.h"
#include "style/style.h"

using namespace janklab;

TEST_CASE("what lies under the pointer is found with the layout of now, which no line of the page has forced") {
    TestPage test({press(20ms, {5, 50}), key(40ms, Key::page_down)});
    Element &upper = box(test), &lower = box(test, 3000);
    note(test, lower, "lower", {"pointerdown"});
    for (const Duration time : {19ms, 39ms}) {
        test.page().set_timeout("shrink", time, [&] { upper.style([](Style& s) { s.height = px(10); }); });
    }
    test.run.advance(100ms);
    CHECK(test.happened == Words{"lower: pointerdown"});
    CHECK(test.run.folds().forced_layouts.worst(10).empty());
    CHECK(test.run.folds().loop.counters().forced_layouts == 0);
}

TEST_CASE("two clicks within half a second at the same place are a double click, later or elsewhere they are not") {
    const auto clicks = [](Duration second, Point at) {
        TestPage test({press(20ms, {5, 50}), release(40ms, {5, 50}), press(second, at), release(second + 20ms, at)});
        Words counts;
        Element& element = box(test);
        element.on("click", "click", [&](Event& event) { counts.push_back(std::to_string(event.click_count)); });
        element.on("dblclick", "twice", [&] { counts.push_back("double"); });
        test.run.advance(1s);
        return counts;
    };
    CHECK(clicks(300ms, {6, 51}) == Words{"1", "2", "double"});
    CHECK(clicks(600ms, {5, 50}) == Words{"1", "1"});
    CHECK(clicks(300ms, {50, 50}) == Words{"1", "1"});
}

TEST_CASE("a second button during a press is told as a move, and the right button asks for the context menu") {
    TestPage test({press(20ms, {5, 50}), press(40ms, {5, 50}, 1), release(60ms, {5, 50}, 1), release(80ms, {5, 50})});
    Element& element = box(test);
    Words seen;
    for (const char* type : {"pointerdown", "pointermove", "pointerup", "contextmenu", "click", "auxclick"}) {
        element.on(type, "note",
                   [&](Event& event) { seen.push_back(event.type + " " + std::to_string(event.buttons)); });
    }
    test.run.advance(200ms);
    CHECK(seen == Words{"pointerdown 1", "pointermove 3", "contextmenu 3", "pointermove 1", "pointerup 0", "click 0"});
}

TEST_CASE("the right button alone gives auxclick and no click") {
    TestPage test({press(20ms, {5, 50}, 1), release(40ms, {5, 50}, 1)});
    note(test, box(test), "box", {"click", "auxclick", "dblclick"});
    test.run.advance(200ms);
    CHECK(test.happened == Words{"box: auxclick"});
}

TEST_CASE("a joined move brings every position with its time, and raw moves come at once to who asks for them") {
    Inputs inputs;
    for (int i = 0; i < 5; ++i) inputs.push_back(move(51ms + i * 2ms, {10.f + static_cast<float>(i), 50}));
    TestPage test(std::move(inputs));
    Element& element = box(test);
    std::size_t joined = 0;
    element.on("pointermove", "joined", [&](Event& event) {
        joined = event.coalesced.size();
        REQUIRE(joined == 5);
        CHECK(event.coalesced[0].position == Point{10, 50});
        CHECK(event.coalesced[4].time == time_zero + 59ms);
        test.note("joined");
    });
    element.on("pointerrawupdate", "raw", [&](Event& event) {
        CHECK(event.coalesced.empty());
        test.note("raw");
    });
    test.run.advance(200ms);
    CHECK(test.happened == Words{"raw", "raw", "raw", "raw", "raw", "joined"});
}

TEST_CASE("without a listener for raw moves none is queued") {
    TestPage test({move(51ms, {1, 50}), move(53ms, {2, 50})});
    box(test);
    test.run.advance(200ms);
    CHECK(test.count(EventType::task_started) == 0);
}

TEST_CASE("a key is told by what it types where that is known, else by its name, and a dead key is dead") {
    Inputs inputs{key(20ms, Key{'1'}, true), key(40ms, Key{'1'}, true),   key(60ms, Key{0xB4}),
                  key(80ms, Key{0xC9}),      key(100ms, Key{0xC9}, true), key(120ms, Key::enter)};
    inputs[1].event.code_point = U'!';
    inputs[2].event.dead = true;
    inputs[4].event.repeat = true;
    inputs[5].event.code_point = '\n';
    TestPage test(std::move(inputs));
    test.page().body().on("keydown", "key",
                          [&](Event& event) { test.note(event.key + (event.repeat ? " again" : "")); });
    test.run.advance(200ms);
    CHECK(test.happened == Words{"1", "!", "Dead", "\u00E9", "\u00C9 again", "Enter"});
}

TEST_CASE("what a listener prevents is not done: no focus, no press, no scroll") {
    TestPage test({press(20ms, {5, 50}), release(30ms, {5, 50}), key(60ms, Key::tab)});
    Element& element = box(test);
    element.set_attribute("tabindex", "0");
    element.on("pointerdown", "prevent", [](Event& event) { event.prevent_default(); });
    test.page().body().on("keydown", "prevent", [](Event& event) { event.prevent_default(); });
    element.on("focus", "focus", test.noting("focus"));
    test.run.advance(200ms);
    CHECK(test.happened.empty());
}

TEST_CASE("arrows, page keys, Home and End scroll what is around the focus") {
    TestPage test({key(20ms, Key::down), key(520ms, Key::end), key(1020ms, Key::home), key(1520ms, Key::page_down)});
    Element& scroller = test.page().body().append({.overflow = Overflow::scroll, .height = px(100)});
    scroller.append({.height = px(1000)});
    scroller.set_attribute("tabindex", "0");
    scroller.focus();
    std::vector<float> tops;  // they glide, and come to rest
    scroller.on("scrollend", "at rest", [&] { tops.push_back(scroller.scroll_position().y); });
    test.run.advance(2s);
    CHECK(tops == std::vector<float>{40, 900, 0, 87.5f});
}

TEST_CASE("Shift turns the wheel sideways") {
    ScriptedInput wheel{time_zero + 20ms, {.kind = InputKind::wheel, .shift = true, .wheel = {0, 100}}};
    TestPage test({wheel});
    test.page().body().on("wheel", "wheel", [&](Event& event) {
        CHECK(event.offset == Point{100, 0});
        test.note("wheel");
    });
    test.run.advance(100ms);
    CHECK(test.happened == Words{"wheel"});
}

TEST_CASE("Ctrl+C asks the page what to copy, Ctrl+V brings what the clipboard holds") {
    TestPage test({key(20ms, Key{'C'}, false, true), key(60ms, Key{'V'}, false, true)});
    test.run.link().send(PageMail{ClipboardText{"from elsewhere"}});
    test.page().body().on("copy", "copy", [](Event& event) { event.text = "from the page"; });
    test.page().body().on("paste", "paste", [&](Event& event) { test.note(event.text); });
    CHECK_FALSE(test.run.link().take_clipboard());
    test.run.advance(200ms);
    CHECK(test.happened == Words{"from elsewhere"});
    CHECK(test.run.link().take_clipboard() == "from the page");
    CHECK_FALSE(test.run.link().take_clipboard());
}

TEST_CASE("what is typed goes to the focused element as text") {
    TestPage test({{time_zero + 20ms, {.kind = InputKind::text, .code_point = U'\u00e9'}}});
    Element& field = box(test);
    field.set_attribute("tabindex", "0");
    field.focus();
    field.on("textinput", "typed", [&](Event& event) { test.note(event.text); });
    test.run.advance(100ms);
    CHECK(test.happened == Words{"\u00e9"});
}

TEST_CASE("styles that depend on hover, active or focus are told when it changes") {
    TestPage test({press(20ms, {5, 50}), release(60ms, {5, 50})});
    Element& element = box(test);
    test.page().document().hooks.interaction_changed = [&](Element& changed, InteractionState state) {
        if (&changed != &element) return;
        test.note(std::to_string(static_cast<int>(state)) + (changed.is(state) ? " on" : " off"));
    };
    test.run.advance(200ms);
    CHECK(test.happened == Words{"1 on", "2 on", "2 off"});
}
