// SPDX-License-Identifier: MIT
// Animations upon animations: those that add, those that are replaced, and what one has come to as a declaration.
// https://www.w3.org/TR/web-animations-1/#combining-effects
#include <doctest/doctest.h>

#include <fmt/format.h>

#include "page/motion_page.h"
#include "style/element_style.h"

using namespace janklab;

namespace {

struct Stage : MotionPage {
    Element& element = box({.position = Position::relative, .inset = {.left = px(100)}});
    std::string left() { return value(element, "left"); }
    /// It stays where it comes to, at once.
    Ref<Animation> moved(const std::string& css, AnimationComposition composite = AnimationComposition::replace) {
        const Ref<Animation> animation =
            element.animate({{.css = css}, {.css = css}}, {.duration = 10ms, .fill = AnimationFill::forwards});
        animation->set_composite(composite);
        return animation;
    }
};

}  // namespace

TEST_CASE("what an animation adds is added to the element's value, and to what animations below make") {
    Stage test;
    const Ref<Animation> below = test.element.animate({{.css = "left: 0"}, {.css = "left: 100px"}}, {.duration = 1s});
    const Ref<Animation> added = test.element.animate({{.css = "left: 10px"}, {.css = "left: 30px"}}, {.duration = 1s});
    CHECK(added->composite() == AnimationComposition::replace);
    added->set_composite(AnimationComposition::add);
    test.frames(1);
    for (const Ref<Animation>& one : {below, added}) one->pause(), one->set_current_time(500ms);
    test.frames(2);
    CHECK(test.left() == "70px");
    below->cancel();
    test.frames(1);
    CHECK(test.left() == "120px");
    added->set_composite(AnimationComposition::replace);
    test.frames(1);
    CHECK(test.left() == "20px");
}

TEST_CASE("each keyframe may have an operation of its own, and animation-composition says that of a CSS animation") {
    Stage test;
    add_style_sheet(test.page().document(),
                    "@keyframes go { from { left: 10px } to { left: 20px; animation-composition: replace } }");
    CHECK(set_style_text(test.element, "animation: go 1s linear -500ms paused; animation-composition: add") == 0);
    test.frames(2);
    CHECK(test.left() == "65px");                              // between 110 and 20
    CHECK(style_property(test.element, "animation").empty());  // which has no word for it
    CHECK(set_style_property(test.element, "animation-composition", "replace"));
    test.frames(1);
    CHECK(test.left() == "15px");
    set_style_text(test.element, "");
    const Ref<Animation> one = test.element.animate(
        {{.css = "left: 10px", .composite = AnimationComposition::add}, {.css = "left: 0"}}, {.duration = 1s});
    test.frames(1);
    one->pause(), one->set_current_time(0ms);
    test.frames(1);
    CHECK(test.left() == "110px");
}

TEST_CASE("an animation that adds to transform or opacity runs on the page") {
    Stage test;
    const Ref<Animation> turn = test.element.animate(
        {{.css = "transform: rotate(0deg)"}, {.css = "transform: rotate(90deg)"}}, {.duration = 1s});
    test.frames(5);
    const int rendered = test.rendered();
    test.frames(10);
    CHECK(test.rendered() - rendered <= 1);  // the display thread turns it
    turn->set_composite(AnimationComposition::add);
    test.frames(2);
    const int rendered_then = test.rendered();
    test.frames(10);
    CHECK(test.rendered() - rendered_then >= 9);
}

TEST_CASE("a finished animation that fills is removed once others fill all that it moved, and says so") {
    Stage test;
    const Ref<Animation> first = test.moved("left: 10px; top: 1px");
    first->on("remove", "note", [&](Event& event) {
        test.note("remove");
        CHECK(event.current_time == 10ms);
    });
    test.frames(3);
    const Ref<Animation> second = test.moved("left: 20px");
    test.frames(3);
    CHECK(first->replace_state() == AnimationReplaceState::active);  // top is still its own
    const Ref<Animation> third = test.moved("top: 2px; left: 30px");
    test.frames(1);
    CHECK(second->replace_state() == AnimationReplaceState::active);  // the third has not finished
    test.frames(3);
    CHECK(first->replace_state() == AnimationReplaceState::removed);
    CHECK(second->replace_state() == AnimationReplaceState::removed);
    CHECK(third->replace_state() == AnimationReplaceState::active);
    CHECK(test.happened == Notes{"remove"});
    CHECK(test.element.animations().size() == 1);
    CHECK(test.left() == "30px");
    third->cancel();
    test.frames(1);
    CHECK(test.left() == "100px");  // those that were removed do not come back by themselves
    first->persist();
    CHECK(first->replace_state() == AnimationReplaceState::persisted);
    test.frames(1);
    CHECK(test.left() == "10px");
}

TEST_CASE("what is persisted, still runs, does not fill or comes from CSS is not removed") {
    Stage test;
    add_style_sheet(test.page().document(), "@keyframes go { from, to { left: 5px } }");
    set_style_text(test.element, "animation: go 10ms forwards");
    const Ref<Animation> kept = test.moved("left: 10px");
    kept->persist();
    const Ref<Animation> runs = test.element.animate({{.css = "left: 1px"}, {.css = "left: 2px"}}, {.duration = 9s});
    test.frames(2);
    const Ref<Animation> last = test.moved("left: 20px");
    test.frames(4);
    CHECK(kept->replace_state() == AnimationReplaceState::persisted);
    CHECK(runs->replace_state() == AnimationReplaceState::active);
    REQUIRE(test.element.animations().size() == 4);
    CHECK(test.element.animations()[0]->replace_state() == AnimationReplaceState::active);
}

TEST_CASE("many animations that fill do not pile up") {
    Stage test;
    for (int i = 0; i < 50; ++i) {
        test.moved(fmt::format("left: {}px", i));
        test.frames(2);
    }
    CHECK(test.element.animations().size() <= 2);
    CHECK(test.page().document().animations().size() <= 2);
}

TEST_CASE("of many animations on one element those that end together leave, the others stay in their order") {
    Stage test;
    std::vector<Ref<Animation>> all;
    for (int i = 0; i < 60; ++i) {
        const Duration length = i % 3 == 0 ? Duration(9s) : Duration(50ms);
        all.push_back(test.element.animate({{.css = fmt::format("left: {}px", i)}, {.css = "left: 90px"}},
                                           {.duration = length}));
    }
    test.frames(2);
    CHECK(test.element.animations() == all);
    test.frames(6);
    for (std::size_t i = all.size(); i-- > 0;) {
        if (i % 3 != 0) all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
    }
    CHECK(test.element.animations() == all);
    CHECK(std::stof(test.left()) > 57);  // the topmost one that goes on
    for (const Ref<Animation>& one : all) one->cancel();
    test.frames(2);
    CHECK(test.element.animations().empty());
    CHECK(test.left() == "100px");
    CHECK_FALSE(test.element.style_data()->motion);  // nothing is left behind
}

TEST_CASE("commit_styles writes what the animation and those below it make into the element's declarations") {
    Stage test;
    const Ref<Animation> below = test.moved("left: 10px; color: red");
    const Ref<Animation> added = test.moved("left: 5px", AnimationComposition::add);
    const Ref<Animation> above = test.moved("left: 77px");
    below->persist(), added->persist();
    test.frames(3);
    CHECK(added->commit_styles());
    CHECK(style_property(test.element, "left") == "15px");
    CHECK(style_property(test.element, "color").empty());  // it does not move that
    CHECK(below->commit_styles());
    CHECK(style_property(test.element, "left") == "10px");
    CHECK(style_property(test.element, "color") == "rgb(255, 0, 0)");
    for (const Ref<Animation>& one : {below, added, above}) one->cancel();
    test.frames(1);
    CHECK(test.left() == "10px");
}

TEST_CASE("one that was removed can be committed still; where nothing is rendered nothing is written") {
    Stage test;
    const Ref<Animation> first = test.moved("left: 10px");
    test.frames(3);
    test.moved("left: 20px");
    test.frames(3);
    REQUIRE(first->replace_state() == AnimationReplaceState::removed);
    CHECK(first->commit_styles());
    CHECK(style_property(test.element, "left") == "10px");
    test.element.style([](Style& s) { s.display = Display::none; });
    CHECK_FALSE(first->commit_styles());
}
