// SPDX-License-Identifier: MIT
// SEMANTICS 1 on a whole page: what happens in which order, by number.
#include <doctest/doctest.h>

#include <cstdlib>
#include <functional>

#include "dom/intersection_observer.h"
#include "dom/mutation_observer.h"
#include "dom/resize_observer.h"
#include "page/test_page.h"
#include "style/style.h"

using namespace janklab;

namespace {
using Happened = std::vector<std::string>;
}

TEST_CASE("1.2 a checkpoint follows each listener that the platform calls") {
    TestPage test({pointer(InputKind::key_down, 20ms, {})});
    for (const char* listener : {"first", "second"}) {
        test.page().body().on("keydown", listener, [&test, listener] {
            test.note(listener);
            test.page().loop().queue_a_microtask("after",
                                                 [&test, listener] { test.note(std::string("after ") + listener); });
        });
    }
    test.run.advance(100ms);
    CHECK(test.happened == Happened{"first", "after first", "second", "after second"});
}

TEST_CASE("1.2 click() from script is synchronous: no checkpoint between its listeners") {
    TestPage test;
    for (const char* listener : {"first", "second"}) {
        test.page().body().on("click", listener, [&test, listener] {
            test.note(listener);
            test.page().loop().queue_a_microtask("after",
                                                 [&test, listener] { test.note(std::string("after ") + listener); });
        });
    }
    test.page().set_timeout("click", 1ms, [&] {
        test.page().body().click();
        test.note("clicked");
    });
    test.run.advance(100ms);
    CHECK(test.happened == Happened{"first", "second", "clicked", "after first", "after second"});
}

TEST_CASE("1.4 in one frame: callback, its microtasks, mutation observer, resize observer, intersection observer") {
    TestPage test;
    Page& page = test.page();
    Element& box = page.body().append({.width = px(10), .height = px(10)});
    test.run.advance(50ms);  // the observers' first reports are not what is tested
    ResizeObserver::create(page.document(), "resize", [&](auto, ResizeObserver&) {
        test.note("resize observer");
    })->observe(box);
    IntersectionObserver::create(page.document(), "intersection", [&](auto, IntersectionObserver&) {
        test.note("intersection observer");
    })->observe(box);
    MutationObserver::create(page.document(), "mutation", [&](auto, MutationObserver&) {
        test.note("mutation observer");
    })->observe(box, {.attributes = true});
    page.set_timeout("begin", 50ms, [&] {
        test.happened.clear();
        page.request_animation_frame("frame", [&](TimePoint) {
            test.note("animation frame callback");
            page.loop().queue_a_microtask("microtask", test.noting("microtask"));
            box.style([](Style& s) { s.width = px(20), s.position = Position::relative, s.inset.left = px(-500); });
            page.request_animation_frame("frame", [&](TimePoint) { test.note("next frame"); });
        });
    });
    test.run.advance(200ms);
    CHECK(test.happened == Happened{"animation frame callback", "microtask", "mutation observer", "resize observer",
                                    "intersection observer", "next frame"});
}

TEST_CASE("1.4 a frame never comes between a task and its microtasks, however long they last") {
    TestPage test;
    Page& page = test.page();
    page.request_animation_frame("frame", [&](TimePoint) { test.note("frame"); });
    page.loop().queue_a_task(TaskSource::timer, "task", [&] {
        page.busy(100ms);
        test.note("task");
        page.loop().queue_a_microtask("microtask", [&] {
            page.busy(100ms);
            test.note("microtask");
        });
    });
    test.run.advance(400ms);
    CHECK(test.happened == Happened{"task", "microtask", "frame"});
}

TEST_CASE("1.5 a callback registered during a frame runs in the next; one of the same batch can be cancelled") {
    TestPage test;
    Page& page = test.page();
    AnimationFrameId second;
    std::vector<TimePoint> times;
    page.request_animation_frame("first", [&](TimePoint time) {
        times.push_back(time);
        page.loop().cancel_animation_frame(second);
        page.request_animation_frame("registered in the frame", [&](TimePoint later) { times.push_back(later); });
    });
    second = page.request_animation_frame("second", [&](TimePoint) { test.note("cancelled one ran"); });
    test.run.advance(200ms);
    REQUIRE(times.size() == 2);
    CHECK(times[1] - times[0] >= 16ms);
    CHECK(times[1] - times[0] <= 17ms);
    CHECK(test.happened.empty());
}

TEST_CASE("1.6 reading geometry with dirty layout forces it at once, and the trace names the reader") {
    TestPage test;
    Page& page = test.page();
    Element& box = page.body().append({.height = px(10)});
    float height = 0;
    page.set_timeout("read", 50ms, [&] {
        box.style([](Style& s) { s.height = px(77); });
        height = box.offset_height();
        height = box.offset_height();  // clean by now: not forced again
    });
    test.run.advance(100ms);
    CHECK(height == 77);
    int forced = 0;
    const Recording& events = test.run.recording();
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].type != EventType::layout_started || events[i].detail != 1) continue;
        ++forced;
        CHECK(std::string(events[i].where.file()).ends_with("order_test.cpp"));
    }
    CHECK(forced == 1);
}

TEST_CASE("1.7 idle callbacks that ask for the next one: one a frame, and 20 a second where no frame is wanted") {
    TestPage test;
    Page& page = test.page();
    bool animated = true;
    int frames = 0, idle = 0;
    std::function<void()> next_frame = [&] {
        page.loop().request_animation_frame("frame", [&](TimePoint) {
            ++frames;
            if (animated) next_frame();
        });
    };
    std::function<void()> next_idle = [&] {
        page.loop().request_idle_callback("idle", [&](const IdleDeadline&) {
            ++idle;
            next_idle();
        });
    };
    next_frame();
    next_idle();
    test.run.advance(1s);
    CHECK(frames >= 59);
    CHECK(std::abs(idle - frames) <= 1);
    animated = false;
    test.run.advance(100ms);
    idle = 0;
    test.run.advance(1s);
    CHECK(idle == 20);
}

TEST_CASE("1.7 idle callbacks run when nothing else does, and end before the next frame") {
    TestPage test;
    Page& page = test.page();
    page.request_animation_frame("keep frames coming", [&](TimePoint) {
        page.request_animation_frame("next", [](TimePoint) {});
        page.loop().request_idle_callback("idle", [&](const IdleDeadline& deadline) {
            test.note("idle");
            CHECK(deadline.time_remaining() <= 16'700us);
            CHECK(deadline.time_remaining() > 0ns);
        });
        page.loop().queue_a_task(TaskSource::timer, "task", test.noting("task"));
    });
    test.run.advance(100ms);
    CHECK(test.happened == Happened{"task", "idle"});
}

TEST_CASE("1.10 an error in a task, a listener or a frame is reported and stops nothing") {
    TestPage test({pointer(InputKind::key_down, 20ms, {})});
    Page& page = test.page();
    page.loop().on_error([&](const ErrorReport& error) { test.note(error.message); });
    page.loop().queue_a_task(TaskSource::timer, "bad task", [] { throw std::runtime_error("task failed"); });
    page.body().on("keydown", "bad listener", [] { throw std::runtime_error("listener failed"); });
    page.request_animation_frame("bad frame", [](TimePoint) { throw std::runtime_error("frame failed"); });
    page.set_timeout("goes on", 100ms, test.noting("still alive"));
    test.run.advance(200ms);
    CHECK(test.happened == Happened{"task failed", "frame failed", "listener failed", "still alive"});
    CHECK(test.count(EventType::error_reported) == 3);
}

TEST_CASE("1.12 a microtask that always queues another lets no task and no frame run") {
    TestPage test;
    Page& page = test.page();
    struct Chain {
        static void link(TestPage& test) {
            test.page().loop().queue_a_microtask("link", [&test] {
                if (test.page().busy(1ms)) link(test);
            });
        }
    };
    page.set_timeout("starve", 100ms, [&] { Chain::link(test); });
    page.set_interval("would like to run", 10ms, test.noting("interval"));
    test.run.run();
    CHECK(test.happened.size() <= 10);
    CHECK(test.run.folds().frames.totals().missed_by_page == 0);  // nobody asked for a frame ...
    CHECK(test.run.folds().checkpoints.figures().max_drained >= 9000);
}

TEST_CASE("1.13 work shorter than a frame makes one late if it starts late in the frame, or at 120 Hz") {
    struct Animation {
        Page& page;
        Element& box;
        Duration work;
        void step() {
            page.request_animation_frame("step", [this](TimePoint time) {
                page.busy(work);
                box.style([&](Style& s) { s.height = px(static_cast<float>(page.ms_of(time))); });
                step();
            });
        }
    };
    /// Frames that are late when each takes `in_each_frame`, and one task comes `late` after a vsync and takes `task`.
    const auto missed = [](double hz, Duration in_each_frame, Duration late, Duration task) {
        const FixedText text;
        VirtualRun run({.text = &text, .rate = RefreshRate::from_hz(hz), .limit = {.end = time_zero + 1s}});
        Page& page = run.page();
        Animation animation{page, page.body().append({.height = px(10)}), in_each_frame};
        animation.step();
        page.set_timeout("task", 500ms + late, [&page, task] { page.busy(task); });  // 500 ms: a vsync of both rates
        run.run();
        return run.folds().frames.totals().missed_by_page;
    };
    CHECK(missed(60, 10ms, 10ms, 10ms) == 0);
    CHECK(missed(60, 10ms, 15ms, 10ms) == 1);
    CHECK(missed(60, 4ms, 4ms, 12ms) == 0);
    CHECK(missed(120, 4ms, 4ms, 12ms) == 1);
}
