// SPDX-License-Identifier: MIT
// Where the pointer is: capture, what it enters and leaves, also when it stands still, and dragging.
#include <doctest/doctest.h>

#include "page/scripted_inputs.h"

using namespace janklab;

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

TEST_CASE("a drag goes on over a tree that its listeners change") {
    TestPage test({press(20ms, {5, 50}), move(40ms, {5, 60}), move(70ms, {5, 150}), release(100ms, {5, 150})});
    Element &source = box(test), &removed = box(test), &target = box(test);
    source.set_attribute("draggable", "true");
    source.on("dragstart", "remove what is between", [&](Event&) { removed.remove(); });
    note(test, target, "target", {"dragenter"});
    test.run.advance(300ms);
    CHECK(test.happened == Words{"target: dragenter"});
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

TEST_CASE(
    "while it is captured the pointer is inside of its captor, also out of the window, and after that where it is") {
    TestPage test({press(20ms, {5, 50}), move(40ms, {5, 60}), pointer(InputKind::pointer_leave, 60ms, {-5, 60}),
                   move(80ms, {-5, 60}), release(100ms, {-5, 60})});
    Element& element = box(test);
    element.on("pointerdown", "capture", [&] { element.set_pointer_capture(); });
    note(test, element, "element", pointer_events);
    test.run.advance(90ms);
    CHECK(test.happened == Words{"element: pointerover", "element: pointerenter", "element: pointerdown",
                                 "element: gotpointercapture", "element: pointermove", "element: pointermove"});
    CHECK(element.is(InteractionState::hover));
    test.happened.clear();
    test.run.advance(100ms);
    CHECK(test.happened ==
          Words{"element: pointerup", "element: lostpointercapture", "element: pointerout", "element: pointerleave"});
    CHECK_FALSE(test.page().body().is(InteractionState::hover));
}

TEST_CASE("what captures the pointer, and what had it, hears of that at the time and place of the pointer's event") {
    TestPage test({press(20ms, {5, 50}), move(40ms, {6, 60}), release(70ms, {7, 70})});
    Element& element = box(test);
    element.on("pointerdown", "capture", [&] { element.set_pointer_capture(); });
    for (const char* type : {"gotpointercapture", "lostpointercapture"}) {
        element.on(type, "note", [&](Event& event) {
            test.note(event.type + " " + std::to_string((event.time - time_zero) / 1ms) + " " +
                      std::to_string(event.buttons));
            CHECK(event.position.x == (event.buttons ? 6 : 7));
        });
    }
    test.run.advance(200ms);
    CHECK(test.happened == Words{"gotpointercapture 40 1", "lostpointercapture 70 0"});
}

TEST_CASE("a pointer that stands still enters what comes to lie under it, in the frame that shows it there") {
    TestPage test({move(20ms, {5, 50})});
    Ref<Element> upper(box(test));
    Element& lower = box(test);
    test.run.advance(40ms);
    CHECK(upper->is(InteractionState::hover));
    note(test, lower, "lower", pointer_events);
    note(test, test.page().body(), "body", {"pointerenter", "pointerleave"});
    const int frames = test.count(EventType::rendering_started);
    test.page().set_timeout("hide", 5ms, [&] { upper->style([](Style& s) { s.display = Display::none; }); });
    test.run.advance(40ms);
    CHECK(test.happened == Words{"lower: pointerover", "lower: pointerenter"});
    CHECK(lower.is(InteractionState::hover));
    CHECK_FALSE(upper->is(InteractionState::hover));
    CHECK(test.count(EventType::rendering_started) == frames + 1);
    // Nothing is over a page that the pointer has left.
    test.run.link().send(PageMail{InputEvent{.kind = InputKind::pointer_leave, .position = {-1, 50}}});
    test.run.advance(40ms);
    test.page().set_timeout("show", 5ms, [&] { upper->style([](Style& s) { s.display = Display::block; }); });
    test.run.advance(40ms);
    CHECK_FALSE(upper->is(InteractionState::hover));
    upper = nullptr;
}

TEST_CASE("an element that is taken away under the pointer is hovered no more, at once, and is not kept by it") {
    TestPage test({move(20ms, {5, 50})});
    Ref<Element> upper(box(test));
    Element &inner = upper->append({.height = px(100)}), &lower = box(test);
    test.run.advance(40ms);
    REQUIRE(inner.is(InteractionState::hover));
    note(test, *upper, "upper", pointer_events);
    note(test, lower, "lower", pointer_events);
    note(test, test.page().body(), "body", {"pointerenter", "pointerleave"});
    upper->remove();
    CHECK_FALSE(upper->is(InteractionState::hover));
    CHECK_FALSE(inner.is(InteractionState::hover));
    const int nodes = test.page().document().node_count();
    upper = nullptr;
    test.run.advance(40ms);
    CHECK(test.page().document().node_count() == nodes - 2);
    CHECK(test.happened == Words{"lower: pointerover", "lower: pointerenter"});
}

TEST_CASE("what was taken away and put back under the pointer is entered anew") {
    TestPage test({move(20ms, {5, 50})});
    Element& element = box(test);
    test.run.advance(40ms);
    note(test, element, "element", pointer_events);
    const Ref<Element> keep(element);
    element.remove();
    test.page().body().append_child(element);
    test.run.advance(40ms);
    CHECK(test.happened == Words{"element: pointerover", "element: pointerenter"});
    CHECK(element.is(InteractionState::hover));
}

TEST_CASE("a drag cancels the pointer, which leaves what it was over; after the drop it is where it is") {
    TestPage test({press(20ms, {5, 50}), move(40ms, {5, 60}), move(70ms, {5, 150}), release(100ms, {5, 150})});
    Element &source = box(test), &target = box(test);
    source.set_attribute("draggable", "true");
    source.on("pointerdown", "capture", [&] { source.set_pointer_capture(); });
    std::vector<const char*> types = pointer_events;
    types.insert(types.end(), {"dragstart", "dragend", "click"});
    test.run.advance(15ms);
    note(test, source, "source", types);
    note(test, target, "target", types);
    test.run.advance(75ms);
    CHECK(test.happened == Words{"source: pointerover", "source: pointerenter", "source: pointerdown",
                                 "source: dragstart", "source: pointercancel", "source: pointerout",
                                 "source: pointerleave"});
    CHECK_FALSE(source.is(InteractionState::hover));
    CHECK_FALSE(source.is(InteractionState::active));
    CHECK_FALSE(source.has_pointer_capture());
    test.happened.clear();
    test.run.advance(100ms);
    CHECK(test.happened == Words{"source: dragend", "target: pointerover", "target: pointerenter"});
}

TEST_CASE("what was pressed and then taken away leaves nothing active above it") {
    TestPage test({press(20ms, {5, 50}), release(60ms, {5, 50})});
    Ref<Element> inner(box(test).append({.height = px(100)}));
    Element& outer = *inner->parent();
    inner->on("pointerdown", "remove", [&] { inner->remove(); });
    note(test, outer, "outer", {"click"});
    test.run.advance(40ms);
    CHECK(outer.is(InteractionState::active));
    CHECK_FALSE(inner->is(InteractionState::active));
    test.run.advance(100ms);
    CHECK_FALSE(outer.is(InteractionState::active));
    CHECK(test.happened.empty());  // what was clicked is gone
    inner = nullptr;
}
