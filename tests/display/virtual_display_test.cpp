// SPDX-License-Identifier: MIT
#include "display/virtual_display.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "loop/control.h"
#include "trace/trace.h"

using namespace janklab;

namespace {

struct Recorder final : Fold {
    std::vector<TraceEvent> events;
    void take(const TraceEvent& event) override { events.push_back(event); }
    std::vector<TraceEvent> of(EventType type) const {
        std::vector<TraceEvent> found;
        for (const TraceEvent& event : events) {
            if (event.type == type) found.push_back(event);
        }
        return found;
    }
};

/// The page's half by hand: spends virtual time and answers frames.
struct Scene {
    explicit Scene(double hz, RunLimit limit = {}, std::vector<ScriptedInput> inputs = {}) {
        display.emplace(VirtualDisplay::Desc{.clock = &clock,
                                             .link = &link,
                                             .trace = &trace,
                                             .control = &control,
                                             .rate = RefreshRate::from_hz(hz),
                                             .limit = limit,
                                             .viewport = viewport,
                                             .inputs = std::move(inputs),
                                             .draw = [this](const CompositorFrame& frame, TimePoint frame_time) {
                                                 drawn.emplace_back(frame.id.value, frame_time);
                                             }});
        trace.add(recorder);
    }
    ~Scene() { trace.remove(recorder); }

    /// Works until the clock stands at `ms`, with vsyncs on the way.
    void work_until(double ms) { clock.advance_to(time_zero + from_ms(ms)); }
    /// Takes the BeginFrame, works, and commits; wants the next one before, as an animation does.
    std::uint64_t render(Duration cost) {
        const auto frame = link.take_begin_frame();
        if (!frame) return 0;
        link.want_frame();
        clock.advance(cost);
        link.frame_to_fill().id = frame->id;
        link.commit();
        return frame->id.value;
    }
    std::vector<TraceEvent> written(EventType type) {
        trace.collect();
        return recorder.of(type);
    }

    Size viewport{};
    VirtualClock clock;
    PageLink link;
    LoopControl control;
    Trace trace{clock};
    Recorder recorder;
    std::vector<std::pair<std::uint64_t, TimePoint>> drawn;
    std::optional<VirtualDisplay> display;
};

TimePoint vsync(int k, int hz) { return TimePoint{Duration{std::int64_t{k} * 1'000'000'000 / hz}}; }

}  // namespace

TEST_CASE("frame k begins and its picture is presented at exact multiples of the period") {
    for (const int hz : {60, 120, 144, 240}) {
        CAPTURE(hz);
        Scene scene(hz);
        scene.link.want_frame();
        for (int k = 1; k <= 1000; ++k) {
            scene.clock.advance_to(vsync(k, hz));
            REQUIRE(scene.render(1ms) == static_cast<std::uint64_t>(k));
        }
        scene.clock.advance_to(vsync(1001, hz));
        const std::vector<TraceEvent> begun = scene.written(EventType::begin_frame);
        const std::vector<TraceEvent> presented = scene.written(EventType::presented);
        REQUIRE(begun.size() == 1001);
        REQUIRE(presented.size() == 1000);
        bool exact = true;
        for (int k = 1; k <= 1000; ++k) {
            const TraceEvent &b = begun[k - 1], &p = presented[k - 1];
            exact = exact && b.id == static_cast<std::uint64_t>(k) && b.time == vsync(k, hz);
            exact = exact && p.id == b.id && p.cause == b.id && p.time == vsync(k + 1, hz) && p.arg2 == 1;
            exact = exact && p.detail == static_cast<int>(PresentedSource::virtual_display);
            exact = exact && static_cast<std::int64_t>(p.arg) == vsync(k + 1, hz).time_since_epoch().count();
        }
        CHECK(exact);
        CHECK(scene.drawn.size() == 1000);
        CHECK(scene.drawn[0] == std::pair<std::uint64_t, TimePoint>{1, vsync(1, hz)});
    }
}

TEST_CASE("vsyncs go on at their times while a long piece of work spends time") {
    Scene scene(100);
    scene.link.want_frame();
    scene.work_until(10);
    CHECK(scene.render(45ms) == 1);
    CHECK(scene.written(EventType::begin_frame).size() == 5);
    const std::vector<TraceEvent> late = scene.written(EventType::deadline_passed);
    REQUIRE(late.size() == 4);
    CHECK(late[0].id == 1);
    CHECK(late[0].time == time_zero + 20ms);
    CHECK(late[3].id == 4);
    CHECK(scene.written(EventType::presented).empty());
    scene.work_until(60);
    const std::vector<TraceEvent> presented = scene.written(EventType::presented);
    REQUIRE(presented.size() == 1);
    CHECK(presented[0].id == 1);
    CHECK(presented[0].cause == 5);
    CHECK(scene.render(1ms) == 6);  // the newest of those that were sent meanwhile
}

TEST_CASE("a commit at the very moment of the vsync is too late for it") {
    Scene scene(100);
    scene.link.want_frame();
    scene.work_until(10);
    CHECK(scene.render(10ms) == 1);
    CHECK(scene.written(EventType::deadline_passed).size() == 1);
}

TEST_CASE("frames that nobody wants are skipped") {
    Scene scene(100);
    scene.work_until(35);
    CHECK_FALSE(scene.link.begin_frame_waiting());
    CHECK(scene.written(EventType::frame_skipped).size() == 3);
    CHECK(scene.written(EventType::deadline_passed).empty());
}

TEST_CASE("a wish for a frame is written when it is made") {
    Scene scene(100);
    scene.work_until(14);
    scene.link.want_frame();
    const std::vector<TraceEvent> wishes = scene.written(EventType::frame_wanted);
    REQUIRE(wishes.size() == 1);
    CHECK(wishes[0].time == time_zero + 14ms);
}

TEST_CASE("a running compositor animation is presented without the page") {
    Scene scene(100);
    scene.link.want_frame();
    scene.work_until(10);
    scene.link.take_begin_frame();
    scene.link.frame_to_fill().id = {1};
    scene.link.frame_to_fill().animations.push_back(
        {.layer = {1}, .timing = {.duration = 50ms}, .start = time_zero});
    scene.link.commit();
    scene.work_until(100);
    const std::vector<TraceEvent> presented = scene.written(EventType::presented);
    REQUIRE(presented.size() >= 4);
    CHECK(presented[0].arg2 == 1);
    CHECK(presented[1].arg2 == 0);
    CHECK(presented[1].id == 1);
    CHECK(presented[1].cause == 2);
    CHECK(presented.back().time < time_zero + 80ms);
}

TEST_CASE("scripted input arrives at its times, in order, with the time at which it happened") {
    Scene scene(100, {},
                {{time_zero + 25ms, {.kind = InputKind::pointer_down}},
                 {time_zero + 5ms, {.kind = InputKind::key_down, .key = Key::space}},
                 {time_zero + 25ms, {.kind = InputKind::pointer_up}}});
    scene.work_until(4);
    PageMail mail;
    CHECK_FALSE(scene.link.take_mail(mail));
    scene.work_until(30);
    REQUIRE(scene.link.take_mail(mail));
    CHECK(std::get<InputEvent>(mail).key == Key::space);
    CHECK(std::get<InputEvent>(mail).time == time_zero + 5ms);
    CHECK(std::get<InputEvent>(mail).id == input_id(1));
    REQUIRE(scene.link.take_mail(mail));
    CHECK(std::get<InputEvent>(mail).kind == InputKind::pointer_down);
    REQUIRE(scene.link.take_mail(mail));
    CHECK(std::get<InputEvent>(mail).kind == InputKind::pointer_up);
    const std::vector<TraceEvent> inputs = scene.written(EventType::input);
    REQUIRE(inputs.size() == 3);
    CHECK(inputs[1].time == time_zero + 25ms);
    CHECK(inputs[1].arg == 25'000'000);
    CHECK(std::string(inputs[1].name) == "pointerdown");
}

TEST_CASE("hiding the window stops its frames, showing it starts them again on phase") {
    Scene scene(100, {},
                {{time_zero + 15ms, {.kind = InputKind::visibility, .visible = false}},
                 {time_zero + 52ms, {.kind = InputKind::visibility, .visible = true}}});
    scene.work_until(75);
    std::vector<std::uint64_t> ids;
    for (const TraceEvent& event : scene.written(EventType::begin_frame)) ids.push_back(event.id);
    CHECK(ids == std::vector<std::uint64_t>{1, 5, 6, 7});
}

TEST_CASE("the run ends at its time, or when the frame of the last vsync was shown") {
    SUBCASE("at a time") {
        Scene scene(60, {.end = time_zero + 5s});
        scene.work_until(4999.9);
        CHECK_FALSE(scene.control.closed());
        scene.work_until(6000);
        CHECK(scene.control.closed());
        CHECK(scene.written(EventType::begin_frame).size() == 299);
    }
    SUBCASE("after vsyncs") {
        Scene scene(60, {.vsyncs = 3});
        scene.link.want_frame();
        for (int k = 1; k <= 3; ++k) {
            scene.clock.advance_to(vsync(k, 60));
            CHECK_FALSE(scene.control.closed());
            CHECK(scene.render(1ms) != 0);
        }
        scene.clock.advance_to(vsync(9, 60));
        CHECK(scene.control.closed());
        CHECK(scene.written(EventType::begin_frame).size() == 3);
        CHECK(scene.written(EventType::presented).size() == 3);
    }
}

TEST_CASE("the page is told its viewport at the start") {
    VirtualClock clock;
    PageLink link;
    VirtualDisplay display({.clock = &clock, .link = &link, .viewport = {800, 600}, .scale = 2});
    PageMail mail;
    REQUIRE(link.take_mail(mail));
    CHECK(std::get<InputEvent>(mail).kind == InputKind::resize);
    CHECK(std::get<InputEvent>(mail).size == Size{800, 600});
    CHECK(std::get<InputEvent>(mail).scale == 2);
    CHECK(display.description() == "virtual display at 60 Hz: vsyncs come at exact virtual times");
}

TEST_CASE("two runs write the same trace") {
    const auto run = [] {
        Scene scene(144, {.end = time_zero + 1s}, {{time_zero + 100ms, {.kind = InputKind::key_down}}});
        scene.link.want_frame();
        while (!scene.control.closed()) {
            if (!scene.render(from_ms(3.3))) scene.clock.advance(100us);
        }
        scene.trace.collect();
        std::vector<std::uint64_t> words;
        for (const TraceEvent& event : scene.recorder.events) {
            words.insert(words.end(), {static_cast<std::uint64_t>(event.time.time_since_epoch().count()), event.id,
                                       event.cause, event.arg, static_cast<std::uint64_t>(event.type)});
        }
        return words;
    };
    const auto first = run();
    CHECK(first.size() > 1000);
    CHECK(first == run());
}
