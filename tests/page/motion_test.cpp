// SPDX-License-Identifier: MIT
// Animations of transform and opacity run without the page: when it is woken, what it reads meanwhile, and what the
// display shows while it is blocked. At 60 frames a second of virtual time.
#include <doctest/doctest.h>

#include "compositor/animation.h"
#include "page/motion_page.h"
#include "support/allocations.h"
#include "trace/chrome_trace.h"

using namespace janklab;

namespace {

std::vector<Keyframe> slide(float to = 600) {
    return {{.style = {.transform = {translate(px(0))}}}, {.style = {.transform = {translate(px(to))}}}};
}
/// Where the display would show the first animated layer at `time`.
float shown_at(MotionPage& test, TimePoint time) {
    const CompositorFrame* frame = test.run.link().current();
    REQUIRE(frame);
    REQUIRE(!frame->animations.empty());
    LayerPose pose;
    for (const CompositorAnimation& one : frame->animations) {
        if (one.layer == frame->animations[0].layer) add_to_pose(one, time, pose);
    }
    return pose.transform ? pose.transform->e : *pose.opacity;
}

}  // namespace

TEST_CASE("the page is woken for the end of such an animation alone, and for nothing after") {
    MotionPage test;
    Element& box = test.box({});
    test.frames(6);
    const Ref<Animation> move = box.animate(slide(), {.duration = 1s});
    move->on("finish", "note", [&] { test.note("finish"); });
    move->finished().then("note", [&] { test.note("finished"); });
    const int before = test.rendered();
    test.frames(59);
    CHECK(test.rendered() - before == 1);
    CHECK(test.happened.empty());
    test.frames(3);
    CHECK(test.happened == Notes{"finished", "finish"});
    CHECK(test.rendered() - before == 2);
    test.frames(60);
    CHECK(test.rendered() - before == 2);
    // And the display has drawn each of the frames between.
    CHECK(test.count(EventType::draw_started) >= 60);
}

TEST_CASE("it waits for its delay without frames, and is woken for each iteration that somebody may hear of") {
    MotionPage test;
    Element& box = test.box({});
    add_style_sheet(test.page().document(), "@keyframes fade { from { opacity: 0 } to { opacity: 1 } }");
    test.note_events(box);
    test.frames(3);
    set_style_text(box, "animation: fade 500ms 500ms linear 3");
    const int before = test.rendered();
    test.frames(29);
    CHECK(test.rendered() - before == 1);
    test.frames(100);
    CHECK(test.happened == Notes{"animationstart fade 0", "animationiteration fade 500", "animationiteration fade 1000",
                                 "animationend fade 1500"});
    CHECK(test.rendered() - before == 5);
}

TEST_CASE("an animation of anything else wants every frame, until it ends") {
    MotionPage test;
    Element& box = test.box({.position = Position::relative});
    test.frames(3);
    box.animate({{.css = "left: 0"}, {.css = "left: 60px"}}, {.delay = 200ms, .duration = 200ms});
    const int before = test.rendered();
    test.frames(12);
    CHECK(test.rendered() - before == 1);  // in its delay it wants none
    test.frames(15);
    const int during = test.rendered() - before;
    CHECK(during >= 13);
    CHECK(during <= 15);
    test.frames(20);
    CHECK(test.rendered() - before == during);
}

TEST_CASE("what the page reads of a layer that moves without it is what the display shows in that frame") {
    MotionPage test;
    Element& box = test.box({});
    test.frames(6);
    box.animate(slide(), {.duration = 1s});
    test.frames(2);
    const int before = test.rendered();
    for (int i = 0; i < 5; ++i) {
        test.frames(7);
        float read = -1, again = -1;
        test.page().loop().queue_a_task(TaskSource::user_interaction, "read", [&] {
            read = box.bounding_rect().x;
            test.page().busy(30ms);
            again = box.bounding_rect().x;  // within one task time stands still
        });
        const TimePoint frame_time =
            time_zero + (test.run.clock().stamp() - time_zero) / MotionPage::frame * MotionPage::frame;
        test.frames(3);
        CHECK(read == doctest::Approx(shown_at(test, frame_time)).epsilon(1e-3));
        CHECK(again == read);
    }
    CHECK(test.rendered() == before);
}

TEST_CASE("the pointer meets a layer that moves without the page where it is shown") {
    MotionPage test({pointer(InputKind::pointer_down, 600ms, {50, 50}), pointer(InputKind::pointer_up, 610ms, {50, 50}),
                     pointer(InputKind::pointer_down, 620ms, {350, 50}),
                     pointer(InputKind::pointer_up, 630ms, {350, 50})});
    Element& box = test.box({.width = px(100), .height = px(100)});
    box.on("pointerdown", "note", [&] { test.note("down"); });
    test.frames(6);
    box.animate(slide(), {.duration = 1s});
    test.frames(30);
    CHECK(test.happened.empty());
    test.frames(3);
    CHECK(test.happened == Notes{"down"});
}

TEST_CASE("a blocked page sees its animation end late, the display in time") {
    MotionPage test;
    Element& box = test.box({});
    test.frames(6);
    const Ref<Animation> move = box.animate(slide(), {.duration = 200ms, .fill = AnimationFill::forwards});
    Duration finished_at{};
    move->on("finish", "note", [&] { finished_at = test.page().clock().stamp() - time_zero; });
    test.frames(2);
    test.page().loop().queue_a_task(TaskSource::user_interaction, "block", [&] { test.page().busy(500ms); });
    test.frames(30);
    CHECK(move->start_time());
    const TimePoint start = *move->start_time();
    CHECK(shown_at(test, start + 100ms) == doctest::Approx(300));
    CHECK(shown_at(test, start + 300ms) == 600);
    CHECK(finished_at == Duration{0});
    test.frames(10);
    CHECK(finished_at >= 600ms);
    CHECK(test.run.link().current()->animations.empty());  // and the page's own picture has it at its end
    CHECK(box.bounding_rect().x == 600);
}

TEST_CASE("a layer whose animation does not fill is back where the page has it, though the page is blocked") {
    MotionPage test;
    Element& box = test.box({.transform = {translate(px(7))}});
    test.frames(2);
    const Ref<Animation> move = box.animate(slide(), {.duration = 200ms});
    test.frames(6);
    CHECK(shown_at(test, *move->start_time() + 199ms) > 500);
    CHECK(shown_at(test, *move->start_time() + 200ms) == 7);
}

TEST_CASE("a transition of transform runs there as well, and turns round from where it is shown") {
    MotionPage test;
    Element& box = test.box({.transform = {translate(px(0))}, .transition = {{"transform", 1s, Easing{}}}});
    test.note_events(box);
    test.frames(6);
    const auto to = [&](float x) { box.style([&](Style& s) { s.transform = {translate(px(x))}; }); };
    to(600);
    test.frames(1);
    const int before = test.rendered();
    test.frames(30);
    CHECK(test.rendered() - before == 1);  // transitionstart
    to(0);
    test.frames(1);
    REQUIRE(box.animations().size() == 1);
    const double shortened = to_ms(box.animations()[0]->timing().duration);
    CHECK(shortened == doctest::Approx(500).epsilon(0.05));
    CHECK(box.bounding_rect().x == doctest::Approx(shortened * 0.6).epsilon(0.01));
    test.frames(40);
    CHECK(box.bounding_rect().x == 0);
    CHECK(test.happened.size() == 6);
    CHECK(test.happened.back().starts_with("transitionend transform"));
}

TEST_CASE("an animation on another one, without a value at one end, is shown from what that makes, as on the page") {
    MotionPage test;
    Element& box = test.box({.opacity = 0.25f});
    test.frames(3);
    box.animate({{.css = "opacity: 0.5"}, {.css = "opacity: 1"}}, {.duration = 1s, .fill = AnimationFill::forwards});
    box.animate({{.offset = 1.0, .css = "opacity: 0"}}, {.duration = 2s});
    int looked = 0;
    test.on_draw = [&](const CompositorFrame& frame, TimePoint frame_time) {
        if (frame.animations.size() < 2) return;
        LayerPose pose;
        for (const CompositorAnimation& animation : frame.animations) add_to_pose(animation, frame_time, pose);
        const double seconds = to_ms(frame_time - frame.animations[0].start) / 1000;
        const double below = std::min(0.5 + seconds / 2, 1.0);
        CHECK(*pose.opacity == doctest::Approx(below * (1 - seconds / 2)).epsilon(1e-3));
        ++looked;
    };
    test.frames(100);
    CHECK(looked > 80);
    CHECK(test.rendered() < 20);
}

TEST_CASE("pausing, and adding something that needs the page, bring an animation back to the page and again away") {
    MotionPage test;
    Element& box = test.box({.position = Position::relative});
    const auto on_display = [&] { return test.run.link().current()->animations.size(); };
    const Ref<Animation> move = box.animate(slide(), {.duration = 10s});
    test.frames(4);
    CHECK(on_display() == 1);
    move->pause();
    test.frames(2);
    CHECK(on_display() == 0);
    CHECK(box.bounding_rect().x == doctest::Approx(4).epsilon(0.5));
    move->play();
    test.frames(2);
    CHECK(on_display() == 1);
    const Ref<Animation> both =
        box.animate({{.css = "opacity: 0; left: 0"}, {.css = "opacity: 1; left: 9px"}}, {.duration = 10s});
    test.frames(2);
    CHECK(on_display() == 0);
    both->cancel();
    test.frames(2);
    CHECK(on_display() == 1);
    box.remove();
    test.frames(2);
    CHECK(on_display() == 0);
}

TEST_CASE("a percentage of a translation is of the box, also after it has another size") {
    MotionPage test;
    Element& box = test.box({.width = px(100)});
    const Ref<Animation> move =
        box.animate({{.style = {.transform = {translate(px(0))}}}, {.style = {.transform = {translate(percent(100))}}}},
                    {.duration = 1s});
    test.frames(4);
    CHECK(shown_at(test, *move->start_time() + 500ms) == 50);
    box.style([](Style& s) { s.width = px(300); });
    test.frames(2);
    CHECK(shown_at(test, *move->start_time() + 500ms) == 150);
}

TEST_CASE("animations are in the trace from the frame that shows them first to their end") {
    MotionPage test;
    Element& box = test.box({.transition = {{"opacity", 100ms}}});
    test.frames(2);
    box.style([](Style& s) { s.opacity = 0.5f; });
    const Ref<Animation> move = box.animate(slide(), {.duration = 10s});
    test.frames(10);
    move->cancel();
    test.frames(2);
    CHECK(test.count(EventType::animation_started) == 2);
    CHECK(test.count(EventType::animation_ended) == 2);
    int cancelled = 0;
    std::string names;
    for (std::size_t i = 0; i < test.run.recording().size(); ++i) {
        const TraceEvent& event = test.run.recording()[i];
        if (event.type == EventType::animation_ended) cancelled += event.detail;
        if (event.type == EventType::animation_started) names += std::string(event.name) + "; ";
    }
    CHECK(cancelled == 1);
    CHECK(names == "animation; transition opacity; ");
    const std::string exported = chrome_trace_text(test.run.recording(), {.subject = "test", .start = time_zero});
    CHECK(exported.find(R"("ph":"b")") != std::string::npos);
    CHECK(exported.find(R"("end":"cancelled")") != std::string::npos);
}

TEST_CASE("a steady frame of a page that animates allocates nothing") {
    FixedText text;
    VirtualRun run({.text = &text, .limit = {.end = time_zero + 20s}});
    Page& page = run.page();
    add_style_sheet(page.document(),
                    "@keyframes k { from { left: 0; color: red } 30% { width: 30px } to { left: 90px; color: blue } }");
    for (int i = 0; i < 20; ++i) {
        Element& box = page.body().append_text("text", {.position = Position::relative, .width = px(10)});
        set_style_text(box, i % 2 ? "animation: k 500ms linear infinite alternate" : "");
        if (i % 2 == 0)
            box.animate(slide(), {.duration = 300ms, .iterations = infinite_iterations, .easing = Easing::ease()});
    }
    run.advance(2s);
    const AllocationCount before = allocations();
    run.advance(2s);
    CHECK(allocations() == before);
}
