// SPDX-License-Identifier: MIT
// What becomes of what a person does: pointer capture, clicks, dragging, focus, keys, clipboard.
#include <doctest/doctest.h>

#include "page/key_input.h"
#include "page/test_page.h"
#include "style/style.h"

using namespace janklab;

namespace {

using Inputs = std::vector<ScriptedInput>;
using Words = std::vector<std::string>;

ScriptedInput move(Duration at, Point to) { return pointer(InputKind::pointer_move, at, to); }
ScriptedInput press(Duration at, Point to, std::uint8_t button = 0) {
    ScriptedInput input = pointer(InputKind::pointer_down, at, to);
    input.event.button = button;
    return input;
}
ScriptedInput release(Duration at, Point to, std::uint8_t button = 0) {
    ScriptedInput input = pointer(InputKind::pointer_up, at, to);
    input.event.button = button;
    return input;
}
ScriptedInput key(Duration at, Key key, bool shift = false, bool control = false) {
    return {time_zero + at, {.kind = InputKind::key_down, .shift = shift, .control = control, .key = key}};
}
ScriptedInput key_up(Duration at, Key key) { return {time_zero + at, {.kind = InputKind::key_up, .key = key}}; }

/// Notes each event of these types that reaches `element`, as "name: type".
void note(TestPage& test, Element& element, const std::string& name, const std::vector<const char*>& types) {
    for (const char* type : types) {
        element.on(type, "note", [&test, name](Event& event) { test.note(name + ": " + event.type); });
    }
}

Element& box(TestPage& test, float height = 100) { return test.page().body().append({.height = px(height)}); }

}  // namespace

TEST_CASE("an element that has captured the pointer gets its events wherever it is, until the release") {
    TestPage test({press(20ms, {5, 50}), move(40ms, {5, 150}), release(80ms, {5, 150}), move(120ms, {5, 150})});
    Element &upper = box(test), &lower = box(test);
    upper.on("pointerdown", "capture", [&] { CHECK(upper.set_pointer_capture()); });
    note(test, upper, "upper", {"gotpointercapture", "pointermove", "pointerup", "lostpointercapture"});
    note(test, lower, "lower", {"pointermove", "pointerup", "pointerenter"});
    test.run.advance(200ms);
    CHECK(test.happened == Words{"upper: gotpointercapture", "upper: pointermove", "upper: pointerup",
                                 "upper: lostpointercapture", "lower: pointerenter", "lower: pointermove"});
    CHECK_FALSE(upper.set_pointer_capture());  // no button is down
}

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

TEST_CASE("an element that leaves the tree cannot capture the pointer") {
    TestPage test({press(20ms, {5, 50}), move(40ms, {5, 60})});
    Ref<Element> element(box(test));
    element->on("pointerdown", "capture", [&] {
        element->set_pointer_capture();
        test.page().set_timeout("remove", 1ms, [&] { element->remove(); });
    });
    note(test, *element, "element", {"gotpointercapture", "pointermove"});
    test.run.advance(35ms);
    // Set, but no pointer event since: it never came to be, so nothing is lost either.
    CHECK(element->has_pointer_capture());
    test.run.advance(100ms);
    CHECK_FALSE(element->has_pointer_capture());
    CHECK(test.happened.empty());
    element = nullptr;
}

TEST_CASE("a captured pointer is lost when its element is taken out of the tree, and the document hears of it") {
    TestPage test({press(20ms, {5, 50}), move(40ms, {5, 60}), move(80ms, {5, 70})});
    Ref<Element> element(box(test));
    element->on("pointerdown", "capture", [&] { element->set_pointer_capture(); });
    element->on("gotpointercapture", "got", [&] {
        test.note("got");
        element->remove();
    });
    test.page().document().on("lostpointercapture", "lost", [&] { test.note("lost"); });
    test.run.advance(200ms);
    CHECK(test.happened == Words{"got", "lost"});
    element = nullptr;
}

TEST_CASE("out and over bubble, leave and enter do not, and each names the other element") {
    TestPage test({move(20ms, {5, 50}), move(50ms, {5, 150})});
    Element &upper = box(test), &lower = box(test);
    upper.on("pointerout", "out", [&](Event& event) {
        test.note("out");
        CHECK(event.related_target == &lower);
    });
    lower.on("pointerenter", "enter", [&](Event& event) {
        test.note("enter");
        CHECK(event.related_target == &upper);
    });
    int over_body = 0, enter_body = 0;
    test.page().body().on("pointerover", "over", [&] { ++over_body; });
    test.page().body().on("pointerenter", "enter", [&] { ++enter_body; });
    test.run.advance(100ms);
    CHECK(test.happened == Words{"out", "enter"});
    CHECK(over_body == 2);
    CHECK(enter_body == 1);
    CHECK(lower.is(InteractionState::hover));
    CHECK_FALSE(upper.is(InteractionState::hover));
    CHECK(test.page().body().is(InteractionState::hover));
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

TEST_CASE("dragging begins beyond four pixels, ends on the element that accepts it, and is no click") {
    TestPage test({press(20ms, {5, 50}), move(40ms, {7, 52}), move(70ms, {5, 60}), move(100ms, {5, 150}),
                   release(130ms, {5, 150})});
    Element &source = box(test), &target = box(test);
    source.set_attribute("draggable", "true");
    note(test, source, "source", {"pointermove", "dragstart", "pointercancel", "pointerup", "click", "dragend"});
    note(test, target, "target", {"pointermove", "dragenter", "drop", "click"});
    target.on("dragover", "accept", [](Event& event) { event.prevent_default(); });
    test.run.advance(300ms);
    CHECK(test.happened == Words{"source: pointermove", "source: dragstart", "source: pointercancel",
                                 "target: dragenter", "target: drop", "source: dragend"});
}

TEST_CASE("a drag that is not accepted drops nothing, and one whose start is prevented is none") {
    const Inputs drag{press(20ms, {5, 50}), move(40ms, {5, 90}), move(70ms, {5, 150}), release(100ms, {5, 150})};
    TestPage test(drag);
    Element &source = box(test), &target = box(test);
    source.set_attribute("draggable", "true");
    note(test, target, "target", {"drop", "dragleave"});
    test.run.advance(300ms);
    CHECK(test.happened == Words{"target: dragleave"});

    TestPage other(drag);
    Element &still = box(other), &below = box(other);
    still.set_attribute("draggable", "true");
    still.on("dragstart", "prevent", [](Event& event) { event.prevent_default(); });
    note(other, below, "below", {"pointermove", "pointerup", "drop"});
    other.run.advance(300ms);
    CHECK(other.happened == Words{"below: pointermove", "below: pointerup"});
}

TEST_CASE("the focus goes where the press is, with blur, focusout, focus and focusin in this order") {
    TestPage test({press(20ms, {5, 50}), release(30ms, {5, 50}), press(60ms, {5, 150}), release(70ms, {5, 150}),
                   press(100ms, {5, 250}), release(110ms, {5, 250})});
    Element &first = box(test), &second = box(test);
    box(test);  // takes no focus
    for (Element* element : {&first, &second}) element->set_attribute("tabindex", "0");
    note(test, first, "first", {"focus", "focusin", "blur", "focusout"});
    note(test, second, "second", {"focus", "focusin", "blur", "focusout"});
    test.run.advance(90ms);
    CHECK(test.page().document().active_element() == &second);
    CHECK(second.is(InteractionState::focus));
    CHECK_FALSE(second.is(InteractionState::focus_visible));  // a pointer needs no ring
    test.run.advance(100ms);
    CHECK(test.happened == Words{"first: focus", "first: focusin", "first: blur", "first: focusout", "second: focus",
                                 "second: focusin", "second: blur", "second: focusout"});
    CHECK(test.page().document().active_element() == &test.page().body());
}

TEST_CASE("Tab goes through positive indices first, then through the tree, then to the page; Shift goes back") {
    Inputs inputs;
    for (int i = 0; i < 4; ++i) inputs.push_back(key(20ms + i * 20ms, Key::tab));
    inputs.push_back(key(120ms, Key::tab, true));
    TestPage test(std::move(inputs));
    Words order;
    const auto add = [&](const char* name, const char* index) {
        Element& element = box(test, 20);
        element.set_attribute("tabindex", index);
        element.on("focus", "focus", [&order, name, &element] {
            order.push_back(name);
            CHECK(element.is(InteractionState::focus_visible));
        });
    };
    add("a", "0");
    add("never", "-1");
    add("b", "0");
    add("first", "5");
    test.page().body().append({.display = Display::none}).set_attribute("tabindex", "0");  // not shown: not reached
    test.run.advance(200ms);
    CHECK(order == Words{"first", "a", "b", "b"});
}

TEST_CASE("keys go to the focused element; Enter and Space press it, Space when it goes up") {
    TestPage test({key(20ms, Key{'A'}), key(40ms, Key::enter), key(60ms, Key::space), key_up(90ms, Key::space)});
    Element& button = box(test);
    button.set_attribute("tabindex", "0");
    button.focus();
    CHECK(button.is(InteractionState::focus_visible));  // a script's focus is shown
    button.on("keydown", "key", [&](Event& event) { test.note(event.key); });
    button.on("keyup", "key", [&](Event& event) { test.note("up " + event.key); });
    button.on("click", "click", [&](Event& event) {
        test.note("click");
        CHECK(event.is_trusted());
    });
    test.run.advance(200ms);
    CHECK(test.happened == Words{"a", "Enter", "click", " ", "up  ", "click"});
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

TEST_CASE("Tab passes by what is disabled, and reaches text controls and buttons without being told") {
    Inputs inputs;
    for (int i = 0; i < 3; ++i) inputs.push_back(key(20ms + i * 20ms, Key::tab));
    TestPage test(std::move(inputs));
    Words order;
    const auto add = [&](const char* name, const char* tag, const char* attribute) {
        const Ref<Element> element = test.page().document().create_element(tag);
        element->set_attribute(attribute, "0");
        element->on("focus", "focus", [&order, name] { order.push_back(name); });
        test.page().body().append_child(*element);
    };
    add("disabled field", "input", "disabled");
    add("field", "input", "name");
    add("text", "div", "name");
    add("disabled button", "button", "disabled");
    add("button", "button", "name");
    add("area", "textarea", "name");
    test.run.advance(200ms);
    CHECK(order == Words{"field", "button", "area"});
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

TEST_CASE("an element that is removed loses the focus without an event, and cannot have it outside of the tree") {
    TestPage test;
    const Ref<Element> element(box(test));
    CHECK_FALSE(element->focus());  // no tabindex
    element->set_attribute("tabindex", "0");
    CHECK(element->focus());
    element->on("blur", "blur", test.noting("blur"));
    element->remove();
    CHECK(test.page().document().active_element() == &test.page().body());
    CHECK_FALSE(element->is(InteractionState::focus));
    CHECK_FALSE(element->focus());
    element->set_attribute("tabindex", "many");
    CHECK_FALSE(element->tab_index());
    CHECK(test.happened.empty());
}

TEST_CASE("a listener of blur may move the focus on: the later wish wins") {
    TestPage test;
    Element &a = box(test), &b = box(test), &c = box(test);
    for (Element* element : {&a, &b, &c}) element->set_attribute("tabindex", "0");
    a.focus();
    a.on("blur", "elsewhere", [&] { c.focus(); });
    CHECK_FALSE(b.focus());
    CHECK(test.page().document().active_element() == &c);
    CHECK_FALSE(b.is(InteractionState::focus));
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

TEST_CASE("Tab scrolls the element that it reaches into view") {
    TestPage test({key(20ms, Key::tab)});
    Element& scroller = test.page().body().append({.overflow = Overflow::scroll, .height = px(100)});
    scroller.append({.height = px(500)});
    scroller.append({.height = px(30)}).set_attribute("tabindex", "0");
    test.run.advance(100ms);
    CHECK(scroller.scroll_position().y == 430);
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
