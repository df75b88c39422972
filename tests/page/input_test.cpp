// SPDX-License-Identifier: MIT
// What becomes of what a person does: moves, clicks, wheel, keys, clipboard.
#include <doctest/doctest.h>

#include "page/key_input.h"
#include "page/scripted_inputs.h"
#include "style/style.h"

using namespace janklab;

namespace {

/// Notes each event of these types that reaches `element`, as "type button, buttons".
void note_buttons(TestPage& test, Element& element, const std::vector<const char*>& types) {
    for (const char* type : types) {
        element.on(type, "note", [&test](Event& event) {
            test.note(event.type + " " + std::to_string(event.button) + ", " + std::to_string(event.buttons));
        });
    }
}

}  // namespace

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

TEST_CASE("the third and the fourth click in a row are counted, but no double clicks") {
    Inputs inputs;
    for (int i = 0; i < 4; ++i) {
        inputs.push_back(press(20ms + i * 40ms, {5, 50}));
        inputs.push_back(release(40ms + i * 40ms, {5, 50}));
    }
    TestPage test(std::move(inputs));
    Element& element = box(test);
    for (const char* type : {"click", "dblclick"}) {
        element.on(type, "note",
                   [&](Event& event) { test.note(event.type + " " + std::to_string(event.click_count)); });
    }
    test.run.advance(500ms);
    CHECK(test.happened == Words{"click 1", "click 2", "dblclick 2", "click 3", "click 4"});
}

TEST_CASE("a second button during a press is told as a move, and the right button asks for the context menu") {
    TestPage test({press(20ms, {5, 50}), press(40ms, {5, 50}, right_button), release(60ms, {5, 50}, right_button),
                   release(80ms, {5, 50})});
    note_buttons(test, box(test), {"pointerdown", "pointermove", "pointerup", "contextmenu", "click", "auxclick"});
    test.run.advance(200ms);
    CHECK(test.happened == Words{"pointerdown 0, 1", "pointermove 2, 3", "contextmenu 2, 3", "pointermove 2, 1",
                                 "pointerup 0, 0", "click 0, 0"});
}

TEST_CASE("buttons are numbered as on the web, and pointer events that none has caused have -1") {
    TestPage test({move(20ms, {5, 50}),
                   press(40ms, {5, 50}, middle_button),
                   move(60ms, {6, 50}),
                   release(80ms, {6, 50}, middle_button),
                   move(100ms, {5, 150}),
                   {time_zero + 120ms, {.kind = InputKind::wheel, .position = {5, 50}, .wheel = {0, 1}}}});
    Element& element = box(test);
    box(test);
    element.on("pointerdown", "capture", [&] { element.set_pointer_capture(); });
    std::vector<const char*> types = pointer_events;
    types.insert(types.end(), {"pointerrawupdate", "auxclick", "wheel"});
    note_buttons(test, element, types);
    test.run.advance(200ms);
    CHECK(test.happened == Words{"pointerrawupdate -1, 0", "pointerover -1, 0", "pointerenter -1, 0",
                                 "pointermove -1, 0", "pointerdown 1, 4", "gotpointercapture -1, 4",
                                 "pointerrawupdate -1, 4", "pointermove -1, 4", "pointerup 1, 0",
                                 "lostpointercapture 1, 0", "auxclick 1, 0", "pointerout -1, 0", "pointerleave -1, 0",
                                 "wheel 0, 0"});
    TestPage dragged({press(20ms, {5, 50}), move(40ms, {5, 60}), release(60ms, {5, 60})});
    Element& source = box(dragged);
    source.set_attribute("draggable", "true");
    note_buttons(dragged, source, {"dragstart", "pointercancel", "pointerout", "dragend"});
    dragged.run.advance(200ms);
    CHECK(dragged.happened == Words{"dragstart 0, 1", "pointercancel 0, 0", "pointerout -1, 1", "dragend 0, 0"});
}

TEST_CASE("the right button alone gives auxclick and no click") {
    TestPage test({press(20ms, {5, 50}, right_button), release(40ms, {5, 50}, right_button)});
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
    TestPage test(
        {key(20ms, Key{'V'}, false, true), key(40ms, Key{'C'}, false, true), key(60ms, Key{'V'}, false, true)});
    test.run.display().set_clipboard("from elsewhere");
    test.page().body().on("copy", "copy", [](Event& event) { event.text = "from the page"; });
    test.page().body().on("paste", "paste", [&](Event& event) { test.note(event.text); });
    test.run.advance(30ms);
    CHECK(test.run.display().clipboard() == "from elsewhere");
    test.run.advance(200ms);
    CHECK(test.happened == Words{"from elsewhere", "from the page"});
    CHECK(test.run.display().clipboard() == "from the page");
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
