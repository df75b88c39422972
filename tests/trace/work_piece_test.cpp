// SPDX-License-Identifier: MIT
#include "trace/work_piece.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "trace/script.h"

using namespace janklab;

namespace {

struct Pieces final : Fold {
    void take(const TraceEvent& event) override {
        if (pieces.take(event)) finished.push_back(pieces.finished());
    }
    WorkPieces pieces;
    std::vector<WorkPiece> finished;
};

}  // namespace

TEST_CASE("a task and its microtask checkpoint are one piece") {
    Pieces pieces;
    Script script({&pieces});
    script.stop_display().task(named("task"), 10ms).checkpoint(named("micro"), 5, 1ms);
    REQUIRE(pieces.finished.size() == 1);
    CHECK(pieces.finished[0].kind == CauseKind::task);
    CHECK(pieces.finished[0].duration() == 15ms);
    CHECK(pieces.finished[0].microtasks.duration == 5ms);
    CHECK(std::string(pieces.finished[0].microtasks.name.text) == "micro");
    CHECK(blame_of(pieces.finished[0]).kind == CauseKind::task);
}

TEST_CASE("a task without microtasks finishes when the next thing begins") {
    Pieces pieces;
    Script script({&pieces});
    script.stop_display().task(named("first"), 10ms);
    CHECK(pieces.finished.empty());
    script.task(named("second"), 1ms).wait(1ms);
    REQUIRE(pieces.finished.size() == 2);
    CHECK(pieces.finished[0].duration() == 10ms);
    CHECK(pieces.finished[1].duration() == 1ms);
    CHECK(pieces.finished[0].serial != pieces.finished[1].serial);
}

TEST_CASE("the steps of a rendering update are pieces of their own, each callback with its checkpoint") {
    Pieces pieces;
    Script script({&pieces});
    script.stop_display().page(EventType::rendering_started, {.id = 1});
    script.callback(CallbackKind::animation_frame, named("a"), 2ms).checkpoint(named("m"), 1, 1ms);
    script.callback(CallbackKind::animation_frame, named("b"), 4ms);
    script.page(EventType::style_started).advance(1ms).page(EventType::style_ended);
    script.page(EventType::layout_started).advance(2ms).page(EventType::layout_ended);
    script.callback(CallbackKind::resize_observer, named("r"), 1ms);
    script.page(EventType::paint_started).advance(3ms).page(EventType::paint_ended);
    script.page(EventType::rendering_ended, {.id = 1});
    std::vector<CauseKind> kinds;
    for (const WorkPiece& piece : pieces.finished) kinds.push_back(piece.kind);
    CHECK(kinds == std::vector{CauseKind::animation_frame_callback, CauseKind::animation_frame_callback,
                               CauseKind::style, CauseKind::layout, CauseKind::observer, CauseKind::paint});
    CHECK(pieces.finished[0].duration() == 3ms);
    CHECK(pieces.finished[1].duration() == 4ms);
}

TEST_CASE("of two parts that overlap and each take more than half, the inner one is blamed") {
    Pieces pieces;
    Script script({&pieces});
    script.stop_display().start_task(named("click"));
    const std::uint64_t id = script.new_id();
    script.page(
        EventType::callback_started,
        {.id = id, .detail = static_cast<std::uint16_t>(CallbackKind::event_listener), .name = named("on click")});
    script.forced_layout(named("offsetTop"), 8ms).advance(1ms).page(EventType::callback_ended, {.id = id});
    script.advance(1ms).end_task().wait(1ms);
    REQUIRE(pieces.finished.size() == 1);
    CHECK(pieces.finished[0].listener.duration == 9ms);
    CHECK(pieces.finished[0].forced_layout.duration == 8ms);
    CHECK(blame_of(pieces.finished[0]).kind == CauseKind::forced_layout);
    CHECK(blame_of(pieces.finished[0]).duration == 8ms);
}

TEST_CASE("a part of exactly half is not the greater part") {
    Pieces pieces;
    Script script({&pieces});
    script.stop_display().task(named("task"), 10ms).checkpoint(named("micro"), 10, 1ms);
    CHECK(blame_of(pieces.finished.at(0)).kind == CauseKind::task);
    CHECK(blame_of(pieces.finished.at(0)).duration == 20ms);
}

TEST_CASE("microtasks without a task are a piece that bears the microtask's name") {
    Pieces pieces;
    Script script({&pieces});
    script.stop_display().checkpoint(named("alone", "m.cpp", 3), 3, 1ms);
    REQUIRE(pieces.finished.size() == 1);
    CHECK(pieces.finished[0].kind == CauseKind::microtasks);
    CHECK(std::string(pieces.finished[0].name.text) == "alone");
}

TEST_CASE("what runs now is a piece as if it ended now, with its open parts") {
    Pieces pieces;
    Script script({&pieces});
    script.stop_display().task(named("task"), 5ms).page(EventType::checkpoint_started).advance(20ms);
    WorkPiece running;
    REQUIRE(pieces.pieces.running(script.now(), running));
    CHECK(running.kind == CauseKind::task);
    CHECK(running.duration() == 25ms);
    CHECK(running.microtasks.duration == 20ms);
    CHECK(blame_of(running).kind == CauseKind::microtasks);
    script.page(EventType::checkpoint_ended).wait(1ms);
    CHECK_FALSE(pieces.pieces.running(script.now(), running));
}

TEST_CASE("a piece whose end was lost is no piece") {
    Pieces pieces;
    Script script({&pieces});
    script.stop_display().start_task(named("lost")).advance(1s).task(named("seen"), 1ms).wait(1ms);
    REQUIRE(pieces.finished.size() == 1);
    CHECK(std::string(pieces.finished[0].name.text) == "seen");
}

TEST_CASE("waiting and idle periods are no work") {
    Pieces pieces;
    Script script({&pieces});
    script.stop_display().wait(1s).page(EventType::idle_period_started);
    script.callback(CallbackKind::idle, named("idle"), 2ms).page(EventType::idle_period_ended);
    REQUIRE(pieces.finished.size() == 1);
    CHECK(pieces.finished[0].kind == CauseKind::idle_callback);
}

TEST_CASE("of many names those that took a large part keep their sums, however many small ones come between") {
    TimeByName times;
    CHECK(times.empty());
    const char* const names[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
    for (int round = 0; round < 100; ++round) {
        for (const char* name : names) times.add(Name(name, CodeLocation{}), 1us);
        times.add(Name("large", CodeLocation{}), 50us);
    }
    CHECK(std::string(times.largest().name.text) == "large");
    CHECK(times.largest().time == 5ms);
    times.clear();
    times.add(Name("a", CodeLocation{}), 1us);
    CHECK(times.largest().time == 1us);
}
