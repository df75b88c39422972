// SPDX-License-Identifier: MIT
// Which element has the focus, which can have it, and what Enter and Space do there.
#include <doctest/doctest.h>

#include "layout/layout_box.h"
#include "page/scripted_inputs.h"

using namespace janklab;

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

TEST_CASE("keys go to the focused element; Enter and Space press a button, Space when it goes up") {
    TestPage test({key(20ms, Key{'A'}), key(40ms, Key::enter), key(60ms, Key::space), key_up(90ms, Key::space)});
    Element& button = box_as(test, "button");
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

TEST_CASE("Tab scrolls the element that it reaches into view") {
    TestPage test({key(20ms, Key::tab)});
    Element& scroller = test.page().body().append({.overflow = Overflow::scroll, .height = px(100)});
    scroller.append({.height = px(500)});
    scroller.append({.height = px(30)}).set_attribute("tabindex", "0");
    test.run.advance(100ms);
    CHECK(scroller.scroll_position().y == 430);
}

TEST_CASE("Enter presses a link; neither key presses what merely has a tabindex, or is typed in") {
    for (const char* tag : {"div", "input", "textarea", "a"}) {
        TestPage test({key(20ms, Key::enter), key(40ms, Key::space), key_up(60ms, Key::space)});
        Element& element = box_as(test, tag);
        const bool is_link = element.tag() == "a";
        if (is_link) CHECK_FALSE(element.tab_index());  // before it leads somewhere
        element.set_attribute(is_link ? "href" : "tabindex", "0");
        note(test, element, tag, {"click"});
        REQUIRE(element.focus());
        test.run.advance(100ms);
        CHECK(test.happened == (is_link ? Words{"a: click"} : Words{}));
    }
}

TEST_CASE("Space on what merely has a tabindex scrolls the page") {
    TestPage test({key(20ms, Key::space)});
    Element& element = box(test);
    element.set_attribute("tabindex", "0");
    box(test, 3000);
    element.focus();
    test.run.advance(1s);
    CHECK(test.page().body().scroll_position().y > 0);
}

TEST_CASE("neither Tab nor focus() reaches what is not shown") {
    TestPage test({key(20ms, Key::tab), key(40ms, Key::tab)});
    Element &hidden = box(test), &none = box(test), &contents = box(test), &shown = box(test);
    hidden.style([](Style& s) { s.visibility = BoxVisibility::hidden; });
    none.style([](Style& s) { s.display = Display::none; });
    contents.style([](Style& s) { s.display = Display::contents; });
    Element &in_hidden = hidden.append({.height = px(10), .visibility = BoxVisibility::visible}),
            &in_none = none.append({.height = px(10)});
    for (Element* one : {&hidden, &none, &contents, &shown, &in_hidden, &in_none}) one->set_attribute("tabindex", "0");
    note(test, test.page().body(), "somewhere", {"focusin"});
    for (Element* one : {&hidden, &none, &contents, &in_none}) CHECK_FALSE(one->focus());
    CHECK(test.happened.empty());
    test.run.advance(30ms);
    CHECK(test.page().document().active_element() == &in_hidden);
    test.run.advance(30ms);
    CHECK(test.page().document().active_element() == &shown);
    // What was hidden in the same task is so already, what was shown can have it.
    none.style([](Style& s) { s.display = Display::block; });
    shown.style([](Style& s) { s.display = Display::none; });
    CHECK(in_none.focus());
    CHECK_FALSE(shown.focus());
}

TEST_CASE("a press gives the focus to the nearest element around it that can have it") {
    TestPage test({press(20ms, {5, 50}), release(30ms, {5, 50})});
    Element& outer = box(test);
    Element& hidden = outer.append({.height = px(100), .visibility = BoxVisibility::hidden});
    const Ref<Element> button = test.page().document().create_element("button");
    button->set_style({.height = px(100), .visibility = BoxVisibility::visible});
    button->set_attribute("disabled", "");
    hidden.append_child(*button);
    for (Element* one : {&outer, &hidden}) one->set_attribute("tabindex", "-1");
    test.run.advance(100ms);
    CHECK(test.page().document().active_element() == &outer);
}

TEST_CASE("what can have the focus no more loses it in the next frame, after the animation frame callbacks") {
    const auto lost = [](const char* how, auto&& take_away) {
        CAPTURE(how);
        TestPage test;
        Element& button = box_as(test, "button");
        test.run.advance(20ms);
        button.focus();
        note(test, button, "button", {"blur", "focusout"});
        test.page().set_timeout("take away", 5ms, [&] {
            take_away(button);
            test.note("taken away");
            test.page().request_animation_frame("look", [&](TimePoint) {
                CHECK(test.page().document().active_element() == &button);
                test.note("frame");
            });
        });
        test.run.advance(40ms);
        CHECK(test.happened == Words{"taken away", "frame", "button: blur", "button: focusout"});
        CHECK(test.page().document().active_element() == &test.page().body());
        CHECK_FALSE(button.is(InteractionState::focus_visible));
    };
    lost("disabled", [](Element& button) { button.set_attribute("disabled", ""); });
    lost("display", [](Element& button) { button.style([](Style& s) { s.display = Display::none; }); });
    lost("visibility", [](Element& button) { button.style([](Style& s) { s.visibility = BoxVisibility::hidden; }); });
    lost("above",
         [](Element& button) { button.parent()->style([](Style& s) { s.visibility = BoxVisibility::hidden; }); });
}

TEST_CASE("what a loss of the focus changes is laid out in the same frame") {
    TestPage test;
    Element &button = box_as(test, "button"), &other = box(test);
    test.run.advance(20ms);
    button.focus();
    button.on("blur", "shrink", [&] { other.style([](Style& s) { s.height = px(10); }); });
    note(test, button, "button", {"blur"});
    const int frames = test.count(EventType::rendering_started);
    button.set_attribute("disabled", "");
    test.run.advance(40ms);
    CHECK(test.count(EventType::rendering_started) == frames + 1);
    CHECK(test.happened == Words{"button: blur"});
    CHECK(other.box()->rect.height == 10);
}

TEST_CASE(
    "a disabled control gets no clicks, nor what is around it; what is in it does, and other buttons' clicks come") {
    TestPage test({press(20ms, {5, 50}), release(30ms, {5, 50}), press(40ms, {5, 50}), release(50ms, {5, 50}),
                   press(60ms, {5, 50}, right_button), release(70ms, {5, 50}, right_button), press(600ms, {5, 5}),
                   release(610ms, {5, 5})});
    Element& button = box_as(test, "button");
    Element& inner = button.append({.height = px(20)});
    button.set_attribute("disabled", "");
    const std::vector<const char*> types{"pointerdown", "pointerup", "click", "dblclick", "auxclick"};
    note(test, button, "button", types);
    note(test, test.page().body(), "body", {"click", "dblclick"});
    button.on("pointerdown", "look", [&] { CHECK_FALSE(button.is(InteractionState::active)); });
    test.run.advance(500ms);
    CHECK(test.happened == Words{"button: pointerdown", "button: pointerup", "button: pointerdown", "button: pointerup",
                                 "button: pointerdown", "button: pointerup", "button: auxclick"});
    CHECK(button.click());
    CHECK(test.happened.size() == 7);
    note(test, inner, "inner", {"click"});
    test.run.advance(500ms);
    CHECK(test.happened.back() == "inner: click");
    button.remove_attribute("disabled");
    button.click();
    CHECK(test.happened.back() == "body: click");
    // An event that code makes goes where it is sent.
    button.set_attribute("disabled", "");
    test.happened.clear();
    Event made("click");
    button.dispatch_event(made);
    CHECK(test.happened == Words{"button: click", "body: click"});
}

TEST_CASE("events that no input brings carry the time at which they are sent") {
    TestPage test;
    Element& button = box_as(test, "button");
    test.run.advance(25ms);
    for (const char* type : {"focus", "focusin", "blur", "focusout", "click", "mine"}) {
        button.on(type, "time",
                  [&](Event& event) { test.note(event.type + " " + std::to_string((event.time - time_zero) / 1ms)); });
    }
    button.focus();
    test.run.advance(10ms);
    button.blur();
    button.click();
    Event mine("mine");
    button.dispatch_event(mine);
    mine.time = time_zero + 5ms;
    button.dispatch_event(mine);
    CHECK(test.happened == Words{"focus 25", "focusin 25", "blur 35", "focusout 35", "click 35", "mine 35", "mine 5"});
}
