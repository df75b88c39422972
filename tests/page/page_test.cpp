// SPDX-License-Identifier: MIT
// The page as a whole: mail, frames, stop, lockstep, and that nothing of it is shared between two of them.
#include "page/page.h"

#include <doctest/doctest.h>

#include <functional>

#include "page/test_page.h"
#include "style/cascade.h"
#include "style/style.h"
#include "style/style_rules.h"
#include "support/allocations_counted.h"
#include "trace/chrome_trace.h"

using namespace janklab;

namespace {

void animate(Page& page, Element& box, int& frames) {
    page.request_animation_frame("move", [&](TimePoint) {
        ++frames;
        box.style([&](Style& s) { s.transform = {translate(px(static_cast<float>(frames % 100)))}; });
        animate(page, box, frames);
    });
}

std::string trace_of_a_run(std::uint64_t seed) {
    FixedText text;
    VirtualRun run({.text = &text, .limit = {.end = time_zero + 1s}, .seed = seed, .record = true});
    Page& page = run.page();
    page.set_interval("random work", 10ms, [&] { page.busy(from_ms(page.random() * 20)); });
    int frames = 0;
    Element& box = page.body().append({.width = px(10), .height = px(10)});
    animate(page, box, frames);
    run.run();
    return chrome_trace_text(run.recording(), {.subject = "test", .start = time_zero});
}

}  // namespace

TEST_CASE("the canvas is white where the body's background does not cover it, and opaque always") {
    TestPage test;
    const auto canvas = [&] {
        test.run.advance(100ms);
        return test.run.link().current()->background;
    };
    CHECK(canvas() == rgb(0xffffff));
    test.page().body().style([](Style& s) { s.background = with_alpha(rgb(0xff0000), 0.5f); });
    CHECK(canvas() == rgb(0xff7f7f));
    test.page().body().style([](Style& s) { s.background = rgb(0x102030); });
    CHECK(canvas() == rgb(0x102030));
}

TEST_CASE("the same seed gives the same trace, byte for byte, and another seed another") {
    CHECK(trace_of_a_run(7) == trace_of_a_run(7));
    CHECK(trace_of_a_run(7) != trace_of_a_run(8));
}

TEST_CASE("a page that animates is presented at every vsync") {
    TestPage test;
    int frames = 0;
    animate(test.page(), test.page().body().append({.width = px(10), .height = px(10)}), frames);
    test.run.advance(1s);
    CHECK(frames >= 59);
    CHECK(frames <= 61);
    CHECK(test.run.folds().frames.totals().missed_by_page == 0);
}

TEST_CASE("a frame is wanted again although another callback of the batch has yet to run") {
    TestPage test;
    Page& page = test.page();
    int frames = 0;
    page.request_animation_frame(
        "again", [&](TimePoint) { page.request_animation_frame("next", [&](TimePoint) { ++frames; }); });
    page.request_animation_frame("last of the batch", [](TimePoint) {});
    test.run.advance(200ms);
    CHECK(frames == 1);
}

TEST_CASE("a page in which nothing changes asks for no frame") {
    TestPage test;
    test.page().body().append({.height = px(10)});
    test.run.advance(100ms);
    const int rendered = test.count(EventType::rendering_started);
    test.run.advance(1s);
    CHECK(test.count(EventType::rendering_started) == rendered);
    CHECK(test.run.folds().frames.totals().idle > 50);
}

TEST_CASE("pointer moves between two frames are joined, and a press is not overtaken by them") {
    std::vector<ScriptedInput> inputs;
    for (int i = 0; i < 10; ++i) inputs.push_back(pointer(InputKind::pointer_move, 50ms + i * 1ms, {100.f + i, 5}));
    inputs.push_back(pointer(InputKind::pointer_down, 60ms, {109, 5}));
    inputs.push_back(pointer(InputKind::pointer_up, 61ms, {109, 5}));
    TestPage test(std::move(inputs));
    Element& box = test.page().body().append({.height = px(100)});
    box.on("pointermove", "move",
           [&](Event& event) { test.note("move " + std::to_string(static_cast<int>(event.position.x))); });
    box.on("pointerdown", "down", [&](Event& event) {
        test.note("down");
        CHECK(event.time == time_zero + 60ms);
    });
    box.on("pointerup", "up", test.noting("up"));
    box.on("click", "click", test.noting("click"));
    test.run.advance(200ms);
    // Vsyncs lie at 50 and 66.7 ms: one joined move at most, and the last position before the press.
    REQUIRE(test.happened.size() >= 4);
    CHECK(test.happened.size() <= 5);
    CHECK(std::vector<std::string>(test.happened.end() - 4, test.happened.end()) ==
          std::vector<std::string>{"move 109", "down", "up", "click"});
}

TEST_CASE("a long task that a click begins is named after the listener, with its line, in the list and in the frames") {
    TestPage test({pointer(InputKind::pointer_down, 50ms, {5, 5}), pointer(InputKind::pointer_up, 60ms, {5, 5})});
    Element& box = test.page().body().append({.height = px(100)});
    int frames = 0;
    animate(test.page(), box, frames);
    box.on("click", "sort the table", [&] { test.page().busy(100ms); });
    test.run.advance(500ms);
    const RunFolds& folds = test.run.folds();
    REQUIRE(folds.long_tasks.count() == 1);
    CHECK(std::string(folds.long_tasks.latest()[0].name.text) == "sort the table");
    CHECK(std::string(folds.long_tasks.latest()[0].name.where.file()).ends_with("page_test.cpp"));
    REQUIRE(!folds.frames.worst(1).empty());
    CHECK(std::string(folds.frames.worst(1)[0].cause.name.text) == "sort the table");
}

TEST_CASE("entering and leaving an element is told once each") {
    TestPage test({pointer(InputKind::pointer_move, 30ms, {10, 10}), pointer(InputKind::pointer_move, 60ms, {20, 10}),
                   pointer(InputKind::pointer_move, 90ms, {10, 200})});
    Element& box = test.page().body().append({.height = px(100)});
    box.append({.height = px(50)});  // what lies under the pointer is inside: entering it enters the box
    box.on("pointerenter", "enter", test.noting("enter"));
    box.on("pointerleave", "leave", test.noting("leave"));
    test.run.advance(200ms);
    CHECK(test.happened == std::vector<std::string>{"enter", "leave"});
}

TEST_CASE("the wheel scrolls what can scroll, and the scroll event comes with the frame") {
    ScriptedInput wheel{.time = time_zero + 40ms,
                        .event = {.kind = InputKind::wheel, .position = {10, 10}, .wheel = {0, 30}}};
    TestPage test({wheel});
    Element& scroller = test.page().body().append({.overflow = Overflow::scroll, .height = px(100)});
    scroller.append({.height = px(1000)});
    scroller.on("scroll", "scrolled", [&] {
        test.note("scroll");
        CHECK(scroller.scroll_position().y == 30);
    });
    test.run.advance(200ms);
    CHECK(test.happened == std::vector<std::string>{"scroll"});
}

TEST_CASE("a resize takes effect in the next frame, with its event") {
    ScriptedInput resize{.time = time_zero + 40ms, .event = {.kind = InputKind::resize, .size = {320, 240}}};
    TestPage test({resize});
    float width = 0;
    test.page().document().window().on("resize", "resized", [&] { width = test.page().body().offset_width(); });
    test.run.advance(200ms);
    CHECK(width == 320);
    REQUIRE(test.run.link().current());
    CHECK(test.run.link().current()->viewport == Size{320, 240});
}

TEST_CASE("what an element says itself knows the viewport too, also the body, without any rules") {
    const ScriptedInput resize{time_zero + 100ms, {.kind = InputKind::resize, .size = {320, 240}}};
    TestPage test({resize});
    Element& box = test.page().body().append();
    set_style_text(box, "width: 50vw");
    set_style_text(test.page().body(), "padding-left: 1vh");
    test.run.advance(50ms);
    CHECK(box.offset_width() == 400);
    CHECK(box.offset_left() == 6);
    test.run.advance(150ms);
    CHECK(box.offset_width() == 160);
    CHECK(box.offset_left() == doctest::Approx(2.4));
}

TEST_CASE("rules know the viewport, from their first frame on and after a resize") {
    const ScriptedInput resize{time_zero + 100ms, {.kind = InputKind::resize, .size = {320, 240}}};
    TestPage test({resize});
    Element& box = test.page().body().append();
    box.set_id("half");
    add_style_sheet(test.page().document(), "#half { width: 50vw }");
    test.run.advance(50ms);
    CHECK(box.offset_width() == 400);
    test.run.advance(150ms);
    CHECK(box.offset_width() == 160);
}

TEST_CASE("Stop ends an endless chain of microtasks, and the page goes on") {
    TestPage test;
    Page& page = test.page();
    struct Chain {
        static void link(TestPage& test) {
            test.page().loop().queue_a_microtask("endless", [&test] {
                if (test.page().clock().stamp() >= time_zero + 500ms) test.run.control().request_stop();
                test.page().busy(1ms);
                link(test);
            });
        }
    };
    page.set_timeout("starve", 100ms, [&] { Chain::link(test); });
    page.set_timeout("afterwards", 200ms, test.noting("afterwards"));
    test.run.advance(2s);
    CHECK(test.happened == std::vector<std::string>{"afterwards"});
    CHECK(test.count(EventType::stopped) == 1);
    CHECK(test.run.folds().checkpoints.figures().max_drained < 500);
}

TEST_CASE("Stop ends a busy task at once, and the page goes on") {
    TestPage test;
    Page& page = test.page();
    bool finished = true;
    page.set_timeout("long", 10ms, [&] {
        test.run.control().request_stop();
        finished = page.busy(5s);
    });
    page.set_timeout("afterwards", 20ms, test.noting("afterwards"));
    test.run.advance(1s);
    CHECK_FALSE(finished);
    CHECK(test.happened == std::vector<std::string>{"afterwards"});
}

TEST_CASE("at the end of a virtual run a picture can be taken of what still runs") {
    FixedText text;
    int calls = 0;
    bool running = false;
    WorkPiece piece;
    const VirtualRun* seen = nullptr;
    VirtualRun run({.text = &text, .limit = {.end = time_zero + 100ms}, .at_end = [&] {
                        ++calls;
                        running = seen->folds().loop.running(time_zero + 100ms, piece);
                    }});
    seen = &run;
    run.page().set_timeout("long", 20ms, [&] { run.page().busy(5s); });
    run.run();
    CHECK(calls == 1);
    REQUIRE(running);
    CHECK(std::string(piece.name.text) == "long");
    CHECK(piece.duration() >= 75ms);
}

TEST_CASE("in lockstep each BeginFrame admits one task") {
    TestPage test({}, true);
    for (int i = 0; i < 5; ++i)
        test.page().loop().queue_a_task(TaskSource::timer, "task",
                                        [&] { test.note(std::to_string(to_ms(test.page().clock().stamp()) > 16)); });
    test.run.advance(1s);
    CHECK(test.happened.size() == 5);
    const Recording& events = test.run.recording();
    int tasks_since_frame = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].type == EventType::begin_frame_received) tasks_since_frame = 0;
        if (events[i].type == EventType::task_started) CHECK(++tasks_since_frame == 1);
    }
}

TEST_CASE("in lockstep idle callbacks run once no task waits, in the time that a turn leaves over") {
    TestPage test({}, true);
    EventLoop& loop = test.page().loop();
    for (int i = 0; i < 3; ++i) loop.queue_a_task(TaskSource::timer, "task", test.noting("task"));
    loop.request_idle_callback("idle", [&](const IdleDeadline& deadline) {
        test.note(deadline.time_remaining() > 0ms ? "idle" : "idle without time");
    });
    test.run.advance(1s);
    CHECK(test.happened == std::vector<std::string>{"task", "task", "task", "idle"});
    const Recording& events = test.run.recording();
    int frames = 0;
    for (std::size_t i = 0; i < events.size() && events[i].type != EventType::idle_period_started; ++i) {
        frames += events[i].type == EventType::begin_frame_received;
    }
    CHECK(frames == 3);
}

TEST_CASE("in lockstep idle callbacks that ask for the next one leave each vsync its turn") {
    TestPage test({}, true);
    int frames = 0, idle = 0;
    std::function<void()> next = [&] {
        test.page().loop().request_idle_callback("idle", [&](const IdleDeadline&) {
            ++idle;
            next();
        });
    };
    next();
    animate(test.page(), test.page().body().append({.width = px(10), .height = px(10)}), frames);
    test.run.advance(1s);
    CHECK(frames >= 59);
    CHECK(frames <= 61);
    CHECK(idle >= frames - 1);
}

TEST_CASE("a control changes its variable in a task of the user interaction source") {
    TestPage test;
    double length = 0;
    bool on = false;
    int choice = 0;
    test.page().controls().slider("length", length, {.minimum = 0, .maximum = 10, .value = 3},
                                  [&] { test.note("length changed"); });
    test.page().controls().toggle("on", on);
    test.page().controls().choice("way", choice, {"a", "b", "c"});
    test.page().controls().button("press", test.noting("pressed"));
    CHECK(length == 3);
    test.run.link().send(PageMail{ControlChange{0, 99}});  // clamped
    test.run.link().send(PageMail{ControlChange{1, 1}});
    test.run.link().send(PageMail{ControlChange{2, 2}});
    test.run.link().send(PageMail{ControlChange{3, 0}});
    test.run.link().send(PageMail{ControlChange{17, 0}});  // no such control: nothing happens
    test.run.advance(50ms);
    CHECK(length == 10);
    CHECK(on);
    CHECK(choice == 2);
    CHECK(test.happened == std::vector<std::string>{"length changed", "pressed"});
    CHECK(test.run.controls().snapshot()[0].value == 10);
}

TEST_CASE("a control may add others when it is used") {
    TestPage test;
    std::vector<double> lengths(40);
    test.page().controls().button("more", [&test, &lengths, word = std::string(100, 'x')] {
        for (double& length : lengths) test.page().controls().slider("length", length, {.value = 3});
        test.note(word);
    });
    test.run.link().send(PageMail{ControlChange{0, 0}});
    test.run.advance(50ms);
    CHECK(test.happened == std::vector<std::string>{std::string(100, 'x')});
    CHECK(test.page().controls().count() == 41);
    test.run.link().send(PageMail{ControlChange{40, 7}});
    test.run.advance(50ms);
    CHECK(lengths[39] == 7);
}

TEST_CASE("two pages in one process know nothing of each other") {
    TestPage first, second;
    int frames = 0;
    animate(first.page(), first.page().body().append({.height = px(10)}), frames);
    second.page().set_timeout("other", 100ms, second.noting("other"));
    first.run.advance(300ms);
    CHECK(second.happened.empty());
    second.run.advance(300ms);
    CHECK(second.happened == std::vector<std::string>{"other"});
    CHECK(second.count(EventType::callback_started) == 0);
}

TEST_CASE("a page that is left ends its run and keeps what it had queued from running") {
    TestPage test;
    test.page().set_timeout("leave", 10ms, [&] { test.page().leave(); });
    test.page().set_timeout("too late", 10ms, test.noting("too late"));
    test.run.run();
    CHECK(test.page().has_left());
    CHECK(test.happened.empty());
    CHECK(test.run.clock().stamp() < time_zero + 100ms);
}

TEST_CASE("a frame that changes nothing to be seen is not committed, drawn or swapped") {
    TestPage test;
    Element& box = test.page().body().append({.height = px(10), .background = rgb(0xff0000)});
    int frames = 0;
    std::function<void(TimePoint)> again = [&](TimePoint) {
        if (++frames == 30) box.style([](Style& s) { s.background = rgb(0x0000ff); });
        if (frames < 60) test.page().request_animation_frame("again", [&](TimePoint time) { again(time); });
    };
    test.page().request_animation_frame("again", [&](TimePoint time) { again(time); });
    test.run.run();
    CHECK(frames == 60);
    CHECK(test.count(EventType::rendering_ended) >= 60);
    CHECK(test.count(EventType::commit) == 2);  // the first, and the one with another colour
    CHECK(test.count(EventType::draw_started) == 2);
    CHECK(test.count(EventType::swap_started) == 2);
}

TEST_CASE("a steady frame allocates nothing: callbacks, style, layout, text, paint, commit, trace") {
    FixedText text;
    VirtualRun run({.text = &text, .limit = {.end = time_zero + 60s}});
    Page& page = run.page();
    Element& box = page.body().append({.width = px(10), .height = px(10)});
    Element& counter = page.body().append_text("0000", {});
    int frames = 0;
    struct Loop {
        static void step(Page& page, Element& box, Element& counter, int& frames) {
            page.request_animation_frame("step", [&page, &box, &counter, &frames](TimePoint) {
                ++frames;
                box.style([&](Style& s) { s.width = px(static_cast<float>(10 + frames % 7)); });
                const char digits[] = {static_cast<char>('0' + frames % 10), 'a', 'b', '\0'};
                counter.set_text(digits);
                page.loop().queue_a_microtask("microtask", [] {});
                step(page, box, counter, frames);
            });
        }
    };
    Loop::step(page, box, counter, frames);
    page.set_interval("interval", 5ms, [] {});
    run.advance(3s);
    const int warm = frames;
    const AllocationCount before = allocations();
    run.advance(2s);
    CHECK(allocations() - before == 0);
    CHECK(frames - warm >= 119);
}

TEST_CASE("nor does one that changes classes, ids and attributes with rules of their own, however long they are") {
    FixedText text;
    VirtualRun run({.text = &text, .limit = {.end = time_zero + 60s}});
    Page& page = run.page();
    add_style_sheet(page.document(),
                    ".is-the-one-that-was-chosen { width: 20px } "
                    ".is-the-one-that-was-chosen .below-what-was-chosen { height: 9px } "
                    "#the-only-one-that-has-this-id { margin: 3px } "
                    "[data-state='the state of every other frame'] { padding: 2px }");
    Element& box = page.body().append();
    box.append().set_class("below-what-was-chosen");
    box.set_class("a-class-that-is-always-there");
    int frames = 0;
    struct Loop {
        static void step(Page& page, Element& box, int& frames) {
            page.request_animation_frame("step", [&page, &box, &frames](TimePoint) {
                const bool odd = ++frames % 2 == 1;
                box.set_class("is-the-one-that-was-chosen", odd);
                box.set_attribute("id", odd ? "the-only-one-that-has-this-id" : "one-that-no-rule-asks-for");
                box.set_attribute("data-state", odd ? "the state of every other frame" : "the state of the others");
                step(page, box, frames);
            });
        }
    };
    Loop::step(page, box, frames);
    run.advance(3s);
    CHECK(box.offset_width() == (frames % 2 == 1 ? 20 : 800));
    const AllocationCount before = allocations();
    run.advance(2s);
    CHECK(allocations() - before == 0);
}
