// SPDX-License-Identifier: MIT
// CSS transitions on a page in virtual time. The figures are those of Chromium for the same steps.
// https://drafts.csswg.org/css-transitions-1/#starting
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <algorithm>

#include "page/motion_page.h"
#include "style/document_animations.h"

using namespace janklab;

namespace {

const Easing linear;

Element& box_with(MotionPage& test, std::initializer_list<Transition> transition) {
    return test.box({.position = Position::relative, .inset = {.left = px(0)}, .transition = transition});
}
void move_to(Element& box, float left) {
    box.style([&](Style& s) { s.inset.left = px(left); });
    box.offset_width();  // style and layout, now
}
/// The transition of the element after the next frame, set to so many milliseconds.
Animation& at(MotionPage& test, Element& box, double ms) {
    test.frames(2);
    REQUIRE(box.animations().size() == 1);
    box.animations()[0]->set_current_time(from_ms(ms));
    return *box.animations()[0];
}

}  // namespace

TEST_CASE("a transition starts with the frame that shows the change, runs on each frame and ends with its events") {
    MotionPage test;
    Element& box = box_with(test, {{"left", 100ms, linear}});
    test.note_events(box);
    test.frames(6);
    move_to(box, 60);
    CHECK(test.value(box, "left") == "0px");
    std::vector<std::string> seen;
    for (int i = 0; i < 8; ++i) {
        test.frames(1);
        seen.push_back(test.value(box, "left"));
    }
    CHECK(seen == Notes{"0px", "10px", "20px", "30px", "40px", "50px", "60px", "60px"});
    CHECK(test.happened == Notes{"transitionrun left 0", "transitionstart left 0", "transitionend left 100"});
    CHECK(box.animations().empty());
    move_to(box, 60);  // no change, no transition
    test.frames(2);
    CHECK(test.happened.size() == 3);
}

TEST_CASE("a transition that is declared together with the change starts, also on what declared none before") {
    MotionPage test;
    Element& box = test.box({.position = Position::relative, .inset = {.left = px(0)}});
    test.frames(3);
    box.style([](Style& s) {
        s.transition = {{"left", 100ms, linear}};
        s.inset.left = px(60);
    });
    test.frames(4);
    CHECK(test.value(box, "left") == "30px");
    // While it declared none it was hidden and shown again, and both together with a change.
    Element& other = test.box({.position = Position::relative, .inset = {.left = px(0)}});
    test.frames(2);
    for (const Display display : {Display::none, Display::block}) {
        other.style([&](Style& s) { s.display = display; });
        test.frames(2);
    }
    other.style([](Style& s) {
        s.transition = {{"left", 100ms, linear}};
        s.inset.left = px(60);
    });
    test.frames(4);
    CHECK(test.value(other, "left") == "30px");
    other.style([](Style& s) { s.display = Display::none; });
    test.frames(2);
    other.style([](Style& s) {
        s.display = Display::block;
        s.inset.left = px(0);
    });
    test.frames(2);
    CHECK(test.value(other, "left") == "0px");
}

TEST_CASE("a transition that is turned round takes as long as it has been under way, and so again") {
    MotionPage test;
    Element& box = box_with(test, {{"left", 1s, linear}});
    test.frames(2);
    move_to(box, 100);
    at(test, box, 400);
    move_to(box, 0);
    CHECK(to_ms(at(test, box, 100).timing().duration) == doctest::Approx(400));
    move_to(box, 100);
    test.frames(1);
    CHECK(to_ms(box.animations()[0]->timing().duration) == doctest::Approx(700));
}

TEST_CASE("the shortening follows the easing, not the time") {
    MotionPage test;
    Element& box = box_with(test, {{"left", 1s, Easing::ease_in()}});
    test.frames(2);
    move_to(box, 100);
    at(test, box, 400);
    move_to(box, 0);
    test.frames(1);
    CHECK(to_ms(box.animations()[0]->timing().duration) == doctest::Approx(214.86).epsilon(1e-4));
}

TEST_CASE("a negative delay is shortened as the duration is, a positive one is not") {
    MotionPage test;
    Element& early = box_with(test, {{"left", 1s, linear, -500ms}});
    test.frames(2);
    move_to(early, 100);
    at(test, early, 100);
    move_to(early, 0);
    test.frames(1);
    CHECK(to_ms(early.animations()[0]->timing().duration) == doctest::Approx(600));
    CHECK(to_ms(early.animations()[0]->timing().delay) == doctest::Approx(-300));
    MotionPage other;
    Element& late = box_with(other, {{"left", 1s, linear, 200ms}});
    other.frames(2);
    move_to(late, 100);
    at(other, late, 600);
    move_to(late, 0);
    other.frames(1);
    CHECK(to_ms(late.animations()[0]->timing().duration) == doctest::Approx(400));
    CHECK(to_ms(late.animations()[0]->timing().delay) == doctest::Approx(200));
}

TEST_CASE("a transition that is sent elsewhere goes on from where it is, for its whole time") {
    MotionPage test;
    Element& box = box_with(test, {{"left", 1s, linear}});
    test.note_events(box);
    test.frames(2);
    move_to(box, 100);
    at(test, box, 400);
    move_to(box, 200);
    test.frames(1);
    REQUIRE(box.animations().size() == 1);
    CHECK(box.animations()[0]->timing().duration == 1s);
    CHECK(test.value(box, "left") == "40px");
    box.animations()[0]->set_current_time(500ms);
    test.frames(1);
    CHECK(test.value(box, "left") == "122.667px");
    CHECK(test.happened == Notes{"transitionrun left 0", "transitionstart left 0", "transitioncancel left 400",
                                 "transitionrun left 0", "transitionstart left 0"});
}

TEST_CASE("back to where it is just now, before it has begun to move, a transition is cancelled") {
    MotionPage test;
    Element& box = box_with(test, {{"left", 1s, linear, 1s}});
    test.note_events(box);
    test.frames(2);
    move_to(box, 100);
    at(test, box, 300);
    move_to(box, 0);
    test.frames(2);
    CHECK(box.animations().empty());
    CHECK(test.happened == Notes{"transitionrun left 0", "transitioncancel left 0"});
}

TEST_CASE("a transition that ends in the style stage in which it began has run, but not started") {
    MotionPage test;
    Element& box = box_with(test, {{"left", 1s, linear}});
    test.note_events(box);
    test.frames(2);
    move_to(box, 100);
    box.style([](Style& s) { s.transition = {}; });
    test.frames(2);
    CHECK(test.happened == Notes{"transitionrun left 0", "transitioncancel left 0"});
    CHECK(test.value(box, "left") == "100px");
}

TEST_CASE("display none cancels, on the element and above it") {
    for (const bool above : {false, true}) {
        MotionPage test;
        Element& outer = test.page().body().append();
        Element& box =
            outer.append({.position = Position::relative, .width = px(0), .transition = {{"width", 1s, linear}}});
        test.note_events(box);
        test.frames(2);
        box.style([](Style& s) { s.width = px(50); });
        test.frames(7);
        (above ? outer : box).style([](Style& s) { s.display = Display::none; });
        test.frames(1);
        CHECK(box.animations().empty());
        CHECK(test.page().document().animations().empty());
        test.frames(1);
        CHECK(test.happened == Notes{"transitionrun width 0", "transitionstart width 0", "transitioncancel width 117"});
        // What changes while nothing is shown starts nothing.
        box.style([](Style& s) { s.width = px(5); });
        (above ? outer : box).style([](Style& s) { s.display = Display::block; });
        test.frames(2);
        CHECK(box.animations().empty());
        CHECK(test.happened.size() == 3);
    }
}

TEST_CASE("an element that is taken out of the tree loses its transitions, and starts none when it is put back") {
    MotionPage test;
    Element& box = box_with(test, {{"left", 1s, linear}});
    test.note_events(box);
    test.frames(2);
    move_to(box, 100);
    test.frames(4);
    const Ref<Element> keep(box);
    box.remove();
    test.frames(2);
    CHECK(test.happened == Notes{"transitionrun left 0", "transitionstart left 0", "transitioncancel left 67"});
    CHECK(test.page().document().animations().empty());
    move_to(box, 0);
    test.page().body().append_child(keep);
    test.frames(2);
    CHECK(box.animations().empty());
    move_to(box, 100);
    keep->remove();
    test.page().body().append_child(keep);
    test.frames(2);
    CHECK(box.animations().empty());
}

TEST_CASE("of several names for a property the last one counts; shorter lists are repeated") {
    MotionPage test;
    Element& box = test.box({.position = Position::relative});
    set_style_text(box,
                   "left: 0; top: 0; opacity: 1; width: 10px; transition-property: all, left, inset, width, foo;"
                   "transition-duration: 1s, 2s; transition-timing-function: linear; transition-delay: 0s, 0s, 1s");
    test.frames(2);
    set_style_property(box, "left", "9px");     // inset: 1s after 1s
    set_style_property(box, "width", "90px");   // the fourth: 2s
    set_style_property(box, "opacity", "0.5");  // all: 1s
    test.frames(1);
    std::vector<std::string> seen;
    for (const Ref<Animation>& one : box.animations())
        seen.push_back(one->name() + fmt::format(" {} {}", to_ms(one->timing().duration), to_ms(one->timing().delay)));
    std::ranges::sort(seen);
    CHECK(seen == Notes{"left 1000 1000", "opacity 1000 0", "width 2000 0"});
}

TEST_CASE("what has nothing in between, no time, or only a delay's worth of negative time starts no transition") {
    MotionPage test;
    Element& box = test.box({.position = Position::relative,
                             .inset = {.top = px(0), .left = automatic},
                             .opacity = 0.5f,
                             .transition = {{"left", 1s}, {"top", 0s}, {"opacity", 1s, linear, -1s}, {"display", 1s}}});
    test.frames(2);
    box.style([](Style& s) { s.inset.left = s.inset.top = px(10), s.opacity = 1, s.display = Display::flex; });
    test.frames(1);
    CHECK(box.animations().empty());
    CHECK(test.value(box, "left") == "10px");
}

TEST_CASE("a transition whose property is named no more is cancelled") {
    MotionPage test;
    Element& box = box_with(test, {{"left", 1s, linear}});
    test.frames(2);
    move_to(box, 100);
    test.frames(3);
    box.style([](Style& s) { s.transition = {{"top", 1s}}; });
    test.frames(1);
    CHECK(box.animations().empty());
    CHECK(test.value(box, "left") == "100px");
}

TEST_CASE("what inherits a value in transition, and has the same transition, moves with it and not behind it") {
    MotionPage test;
    Element& outer = test.page().body().append({.color = rgb(0x000000), .transition = {{"color", 1s, linear}}});
    Element& middle = outer.append();
    Element& inner = middle.append({.transition = {{"color", 1s, linear}}});
    test.frames(2);
    outer.style([](Style& s) { s.color = rgb(0xc80000); });
    test.frames(30);
    REQUIRE(outer.animations().size() == 1);
    REQUIRE(inner.animations().size() == 1);
    CHECK(outer.animations()[0]->current_time() == inner.animations()[0]->current_time());
    CHECK(test.value(outer, "color") == test.value(inner, "color"));
    CHECK(test.value(middle, "color") == test.value(outer, "color"));
    test.frames(60);
    CHECK(test.value(inner, "color") == "rgb(200, 0, 0)");
    CHECK(test.page().document().animations().empty());
}

TEST_CASE("how many transitions are listed is counted, however they end") {
    MotionPage test;
    const DocumentAnimations& all = animations_of(test.page().document());
    const auto counted = [&] {
        const auto is_transition = [](const auto& one) { return one->animation_class() == AnimationClass::transition; };
        CHECK(all.transitions == std::ranges::count_if(all.list, is_transition));
        return all.transitions;
    };
    std::vector<Element*> boxes;
    for (int i = 0; i < 4; ++i) boxes.push_back(&box_with(test, {{"left", 100ms, linear}}));
    boxes[0]->animate({{.css = "top: 0"}, {.css = "top: 9px"}}, {.duration = 1s});
    test.frames(2);
    CHECK(counted() == 0);
    for (Element* box : boxes) move_to(*box, 60);
    CHECK(counted() == 4);
    boxes[0]->animations()[0]->cancel();
    boxes[1]->remove();
    boxes[2]->style([](Style& s) { s.display = Display::none; });
    test.frames(1);
    CHECK(counted() == 1);
    const Ref<Animation> last = boxes[3]->animations()[0];
    test.frames(10);
    CHECK(counted() == 0);
    last->play();
    CHECK(counted() == 1);
    boxes[3]->remove();
    test.frames(2);
    CHECK(counted() == 0);
}

TEST_CASE("the ends of transitions that are due together are told in tree order, in whatever order they began") {
    MotionPage test;
    std::vector<Element*> boxes;
    for (int i = 0; i < 5; ++i) boxes.push_back(&box_with(test, {{"left", 100ms, linear}}));
    Element& inner = boxes[1]->append(
        {.position = Position::relative, .inset = {.left = px(0)}, .transition = {{"left", 100ms, linear}}});
    boxes.push_back(&inner);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        boxes[i]->on("transitionend", "note", [&test, i, box = boxes[i]](Event& event) {
            if (event.target() == box) test.note(std::to_string(i));
        });
    }
    test.frames(3);
    for (const std::size_t i : {4, 5, 2, 0, 3, 1}) boxes[i]->style([](Style& s) { s.inset.left = px(60); });
    test.frames(4);
    Notes order;
    for (const Ref<Animation>& one : test.page().document().animations()) {
        order.push_back(std::to_string(std::ranges::find(boxes, one->target()) - boxes.begin()));
    }
    CHECK(order == Notes{"0", "1", "5", "2", "3", "4"});
    test.frames(8);
    CHECK(test.happened == order);
}

TEST_CASE("no transition starts on what an animation holds, before or after it") {
    MotionPage test;
    Element& box = box_with(test, {{"left", 1s, linear}});
    test.frames(2);
    const Ref<Animation> held = box.animate({{.css = "left: 10px"}, {.css = "left: 20px"}}, {.duration = 1s});
    held->pause();
    held->set_current_time(500ms);
    test.frames(1);
    move_to(box, 100);
    test.frames(2);
    CHECK(test.value(box, "left") == "15px");
    CHECK(box.animations().size() == 1);
    held->cancel();
    test.frames(1);
    CHECK(test.value(box, "left") == "100px");
}

TEST_CASE("a rule that matches under the pointer transitions in and out") {
    MotionPage test(
        {pointer(InputKind::pointer_move, 100ms, {5, 5}), pointer(InputKind::pointer_move, 300ms, {500, 500})});
    add_style_sheet(
        test.page().document(),
        "div { width: 10px; height: 10px; opacity: 1; transition: opacity 100ms linear } div:hover { opacity: 0.5 }");
    Element& box = test.page().body().append();
    test.note_events(box);
    test.run.advance(250ms);
    CHECK(test.value(box, "opacity") == "0.5");
    test.run.advance(250ms);
    CHECK(test.value(box, "opacity") == "1");
    CHECK(test.happened == Notes{"transitionrun opacity 0", "transitionstart opacity 0", "transitionend opacity 100",
                                 "transitionrun opacity 0", "transitionstart opacity 0", "transitionend opacity 100"});
}
