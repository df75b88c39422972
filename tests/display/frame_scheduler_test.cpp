// SPDX-License-Identifier: MIT
// Scripts of actions at 100 Hz: vsync k at 10k ms, drawing allowed to take 2 ms.
#include "display/frame_scheduler.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace janklab;

namespace {

TimePoint at(double ms) { return time_zero + from_ms(ms); }

struct Script {
    explicit Script(SwapMoment moment = SwapMoment::after_drawing)
        : scheduler(VsyncGrid(time_zero, RefreshRate::from_hz(100)), moment) {
        scheduler.set_draw_allowance(2ms);
    }

    /// Asks until told to wait, doing what a display does; returns what happened, as one line.
    std::string ask(double ms) {
        std::string line;
        for (int i = 0; i < 10; ++i) {
            decision = scheduler.decide(at(ms), needs);
            if (decision.action == FrameAction::wait) return line;
            if (!line.empty()) line += ", ";
            line += std::string(to_string(decision.action)) + " " + std::to_string(decision.frame.id.value);
            if (decision.for_page) line += " for the page";
            if (decision.page_is_late) line += " page late";
            if (decision.dropped) line += " dropped";
            if (decision.for_page) needs.page_wants_frame = page_always_wants;
            if (decision.action == FrameAction::draw) needs.commit_waiting = needs.redraw_wanted = false;
        }
        return line + ", and no end";
    }
    std::string page_commits(std::uint64_t frame, double ms) {
        needs.page_answered = {frame};
        needs.commit_waiting = true;
        return ask(ms);
    }
    double waits_until_ms() const { return decision.until == time_never ? -1 : to_ms(decision.until); }

    FrameScheduler scheduler;
    FrameNeeds needs;
    FrameDecision decision;
    bool page_always_wants = false;
};

}  // namespace

TEST_CASE("a frame that the page wants begins at the vsync and is drawn when the page commits") {
    Script script;
    script.needs.page_wants_frame = true;
    CHECK(script.ask(3) == "");
    CHECK(script.waits_until_ms() == 10);
    CHECK(script.ask(10) == "begin_frame 1 for the page");
    CHECK(script.decision.frame.time == at(10));
    CHECK(script.decision.frame.interval == 10ms);
    CHECK(script.decision.frame.deadline == at(18));
    CHECK(script.waits_until_ms() == 18);
    CHECK(script.page_commits(1, 14) == "draw 1, swap 1");
    CHECK(script.waits_until_ms() == 20);
}

TEST_CASE("a page that misses the deadline is late, and a running animation is drawn without it") {
    Script script;
    script.needs.page_wants_frame = script.needs.animation_running = true;
    CHECK(script.ask(10) == "begin_frame 1 for the page");
    CHECK(script.ask(17.9) == "");
    CHECK(script.ask(18) == "draw 1 page late, swap 1");
}

TEST_CASE("a page that misses the deadline with nothing else to show leaves the last picture") {
    Script script;
    script.needs.page_wants_frame = true;
    script.ask(10);
    CHECK(script.ask(18) == "skip 1 page late");
}

TEST_CASE("a page that blocks is late in every frame until it commits") {
    Script script;
    script.needs.page_wants_frame = true;
    CHECK(script.ask(10) == "begin_frame 1 for the page");
    CHECK(script.ask(18) == "skip 1 page late");
    CHECK(script.ask(20) == "begin_frame 2");  // the page took frame 1 and wishes for no other
    CHECK(script.ask(28) == "skip 2 page late");
    CHECK(script.ask(30) == "begin_frame 3");
    CHECK(script.page_commits(1, 31) == "draw 3, swap 3");
}

TEST_CASE("a late commit waits for the one that is owed now, at most until the deadline") {
    Script script;
    script.page_always_wants = script.needs.page_wants_frame = true;
    script.ask(10);
    CHECK(script.ask(18) == "skip 1 page late");
    CHECK(script.page_commits(1, 19) == "");
    CHECK(script.ask(20) == "begin_frame 2 for the page");
    SUBCASE("which comes in time") { CHECK(script.page_commits(2, 25) == "draw 2, swap 2"); }
    SUBCASE("which does not come") { CHECK(script.ask(28) == "draw 2 page late, swap 2"); }
}

TEST_CASE("a page that answers without a commit does not keep the display waiting") {
    Script script;
    script.needs.page_wants_frame = true;
    script.ask(10);
    script.needs.page_answered = {1};
    CHECK(script.ask(11) == "skip 1");
}

TEST_CASE("an idle page is sent nothing, and the inspector is drawn at the vsync") {
    Script script;
    CHECK(script.ask(10) == "begin_frame 1, skip 1");
    script.needs.redraw_wanted = true;
    CHECK(script.ask(15) == "");  // not before the next vsync
    CHECK(script.ask(20) == "begin_frame 2, draw 2, swap 2");
}

TEST_CASE("a vsync has at most one draw and one swap") {
    Script script;
    script.needs.page_wants_frame = true;
    script.ask(10);
    CHECK(script.page_commits(1, 12) == "draw 1, swap 1");
    script.needs.redraw_wanted = true;
    CHECK(script.page_commits(1, 15) == "");
    CHECK(script.ask(20) == "begin_frame 2, draw 2, swap 2");
}

TEST_CASE("where swaps do not wait, the picture is held until the vsync, after the next frame has begun") {
    Script script(SwapMoment::at_vsync);
    script.page_always_wants = script.needs.page_wants_frame = true;
    script.ask(10);
    CHECK(script.page_commits(1, 12) == "draw 1");
    CHECK(script.waits_until_ms() == 20);
    CHECK(script.ask(20) == "begin_frame 2 for the page, swap 1");
    CHECK(script.page_commits(2, 21) == "draw 2");
    CHECK(script.ask(30.5) == "begin_frame 3 for the page, swap 2");
}

TEST_CASE("with a deadline at the next vsync, a frame is drawn and swapped before the next begins") {
    Script script;
    script.scheduler.set_draw_allowance(0ms);
    script.page_always_wants = script.needs.page_wants_frame = true;
    CHECK(script.ask(10) == "begin_frame 1 for the page");
    CHECK(script.page_commits(1, 20) == "draw 1, swap 1, begin_frame 2 for the page");
    CHECK(script.ask(30) == "skip 2 page late, begin_frame 3 for the page");
}

TEST_CASE("after a long block one frame is drawn at once, and the next on phase: no burst") {
    Script script;
    script.page_always_wants = script.needs.page_wants_frame = script.needs.animation_running = true;
    script.ask(10);
    CHECK(script.ask(523) == "skip 1 page late dropped, begin_frame 52 for the page, draw 52, swap 52");
    CHECK(script.decision.frame.time == at(520));
    CHECK(script.waits_until_ms() == 530);
    CHECK(script.ask(530) == "begin_frame 53 for the page");
    CHECK(script.ask(538) == "draw 53 page late, swap 53");
}

TEST_CASE("waking up a little late keeps the phase") {
    Script script;
    script.needs.animation_running = true;
    CHECK(script.ask(13) == "begin_frame 1, draw 1, swap 1");
    CHECK(script.decision.frame.time == at(10));
    CHECK(script.waits_until_ms() == 20);
}

TEST_CASE("a hidden window gets no frames, and a fresh picture as soon as it is shown") {
    Script script;
    script.page_always_wants = script.needs.page_wants_frame = true;
    script.ask(10);
    script.needs.visibility = Visibility::hidden;
    CHECK(script.ask(12) == "skip 1");  // nobody sees it: nobody is late
    CHECK(script.waits_until_ms() == -1);
    CHECK(script.ask(500) == "");
    script.needs.visibility = Visibility::shown;
    script.needs.redraw_wanted = true;
    CHECK(script.ask(512) == "begin_frame 51 for the page, draw 51, swap 51");
}

TEST_CASE("a window that is hidden while a picture is held does not swap it") {
    Script script(SwapMoment::at_vsync);
    script.needs.redraw_wanted = true;
    CHECK(script.ask(10) == "begin_frame 1, draw 1");
    script.needs.visibility = Visibility::hidden;
    CHECK(script.ask(20) == "");
    script.needs.visibility = Visibility::shown;
    CHECK(script.ask(30) == "begin_frame 3, skip 3");
}

TEST_CASE("a covered window gets one frame a second") {
    Script script;
    script.needs.visibility = Visibility::covered;
    script.needs.animation_running = true;
    CHECK(script.ask(10) == "begin_frame 1, draw 1, swap 1");
    CHECK(script.waits_until_ms() == 1010);
    CHECK(script.ask(1010) == "begin_frame 101, draw 101, swap 101");
    script.needs.visibility = Visibility::shown;
    CHECK(script.ask(1015) == "");
    CHECK(script.waits_until_ms() == 1020);
}

TEST_CASE("the allowance for drawing never moves the deadline before the vsync") {
    Script script;
    script.scheduler.set_draw_allowance(25ms);
    script.needs.page_wants_frame = true;
    CHECK(script.ask(10) == "begin_frame 1 for the page, skip 1 page late");
    CHECK(script.decision.frame.deadline == at(10));
}

TEST_CASE("a corrected phase moves the vsyncs to come, and their numbers go on") {
    Script script;
    script.ask(10);
    for (int i = 2; i < 12; ++i) {
        script.scheduler.grid().observe(at(i * 10 + 4));
        script.ask(i * 10 + 4);
    }
    CHECK(script.decision.frame.id.value == 11);
    CHECK(script.waits_until_ms() == 124);
}
