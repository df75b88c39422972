// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "inspector/now_view.h"
#include "inspector/story.h"
#include "inspector/theme.h"

using namespace janklab;

namespace {

const Name sort_rows = Story::name("sort rows", "demos/long_task.cpp", 41);
constexpr TimePoint start = time_zero + 1s;

struct Watched : Story {
    Banner banner;
    const Banner& look(TimePoint now) {
        collect();
        banner.look(folds.loop, folds.long_tasks, live, now);
        return banner;
    }
    NowView now(TimePoint time) {
        collect();
        return now_view(folds.loop, folds.frames, time);
    }
};

}  // namespace

TEST_CASE("a page that waits says so, and how busy the last second was") {
    Watched story;
    story.page(start, EventType::waiting_started);
    const NowView view = story.now(start + 3s);
    CHECK(view.doing == "Waiting: nothing to run");
    CHECK(view.place == "busy for 0 % of the last second");
    CHECK_FALSE(view.busy);
}

TEST_CASE("how busy the page was is the share of work in the frames of the last second") {
    Watched story;
    story.page(start, EventType::waiting_started);
    for (std::uint64_t n = 1; n <= 120; ++n) story.good_frame(n, 2ms, 1ms, 1ms);
    story.collect();
    CHECK(busy_share(story.folds.frames, Story::vsync(120) + 10ms) == doctest::Approx(0.24).epsilon(0.03));
    CHECK(story.now(Story::vsync(120) + 10ms).place == "busy for 24 % of the last second");
}

TEST_CASE("a running task is named, with its place and for how long") {
    Watched story;
    story.page(start, EventType::task_started, {.id = 1, .name = sort_rows});
    const NowView view = story.now(start + 12ms);
    CHECK(view.doing == "Task ‹sort rows›");
    CHECK(view.place == "demos/long_task.cpp:41");
    CHECK(view.within.empty());
    CHECK(view.busy);
    CHECK(view.elapsed == 12ms);
    CHECK(view.color == theme.scripting);
}

TEST_CASE("what runs inside of a task is named with the task around it, and the time is that of the task") {
    Watched story;
    story.page(start, EventType::task_started, {.id = 1, .name = sort_rows});
    story.page(start + 5ms, EventType::layout_started,
               {.cause = 1, .detail = 1, .name = Story::name("measure", "demos/x.cpp", 7)});
    const NowView view = story.now(start + 8ms);
    CHECK(view.doing == "Forced layout, read by ‹measure›");
    CHECK(view.place == "demos/x.cpp:7");
    CHECK(view.within == "in the task ‹sort rows›");
    CHECK(view.elapsed == 8ms);
    CHECK(view.color == theme.rendering);
}

TEST_CASE("a paused page is not busy") {
    Watched story;
    story.page(start, EventType::paused);
    const NowView view = story.now(start + 4s);
    CHECK(view.doing == "Paused");
    CHECK_FALSE(view.busy);
    CHECK(story.look(start + 4s).state() == Banner::State::hidden);
}

TEST_CASE("a page that is paused in a checkpoint says before which microtask") {
    Watched story;
    story.page(start, EventType::checkpoint_started);
    story.page(start, EventType::microtask_queued, {.id = 7, .name = Story::name("then", "demos/x.cpp", 9)});
    story.page(start + 1ms, EventType::paused);
    const NowView view = story.now(start + 4s);
    CHECK(view.doing == "Paused before microtask ‹then›");
    CHECK(view.place == "demos/x.cpp:9");
    CHECK_FALSE(view.busy);
}

TEST_CASE("who pressed pause is told what still runs, and that it is paused only when it is") {
    Watched story;
    const auto words = [&](bool paused, bool blocked, Duration after) {
        return state_words({.paused = paused, .blocked = blocked}, story.now(start + after));
    };
    CHECK(words(false, false, 0ms).words == "live");
    story.page(start, EventType::task_started, {.id = 1, .name = sort_rows});
    CHECK(words(false, true, 80ms).words == "blocked");
    CHECK(words(true, true, 80ms).words == "pausing: still running task ‹sort rows›");
    story.page(start + 90ms, EventType::task_ended, {.id = 1});
    story.page(start + 90ms, EventType::paused);
    CHECK(words(true, false, 100ms).words == "paused");
}

TEST_CASE("the banner appears once a task has run for 50 ms, and counts on") {
    Watched story;
    story.page(start, EventType::task_started, {.id = 1, .name = sort_rows});
    CHECK(story.look(start + 49ms).state() == Banner::State::hidden);
    CHECK(story.look(start + 50ms).state() == Banner::State::blocked);
    CHECK(story.banner.headline() == "‹sort rows› has been running for 50.0 ms");
    CHECK(story.look(start + 312ms).headline() == "‹sort rows› has been running for 312 ms");
    CHECK(story.banner.detail() == "demos/long_task.cpp:41");
}

TEST_CASE("after the block the banner says for two seconds how long it was") {
    Watched story;
    story.page(start, EventType::task_started, {.id = 1, .name = sort_rows});
    story.look(start + 300ms);
    story.page(start + 308ms, EventType::task_ended, {.id = 1});
    story.page(start + 308ms, EventType::waiting_started);
    CHECK(story.look(start + 316ms).state() == Banner::State::over);
    CHECK(story.banner.headline() == "‹sort rows› blocked the page for 308 ms");
    CHECK(story.look(start + 2300ms).state() == Banner::State::over);
    CHECK(story.look(start + 2316ms).state() == Banner::State::hidden);
}

TEST_CASE("a block between two looks of the inspector leaves no banner") {
    Watched story;
    story.task(start, start + 80ms, TaskSource::timer, sort_rows);
    CHECK(story.look(start + 100ms).state() == Banner::State::hidden);
}

TEST_CASE("starved by microtasks, the banner counts what was drained and names what took most") {
    Watched story;
    story.page(start, EventType::task_started, {.id = 1, .name = sort_rows});
    story.page(start + 1ms, EventType::task_ended, {.id = 1});
    story.page(start + 1ms, EventType::checkpoint_started);
    for (int i = 0; i < 3; ++i) {
        story.page(start + 1ms, EventType::microtask_started,
                   {.id = 10u + i, .name = Name("first ones", CodeLocation{})});
        story.page(start + 2ms, EventType::microtask_ended, {.id = 10u + i});
    }
    story.page(
        start + 200ms, EventType::microtask_batch,
        {.cause = 190'000'000, .arg = 12'342, .arg2 = 12'342, .name = Story::name("again", "demos/starve.cpp", 9)});
    CHECK(story.look(start + 301ms).headline() == "Microtasks have been running for 300 ms");
    CHECK(story.banner.detail() == "demos/starve.cpp:9  ·  ‹again›  ·  12,345 drained");
    CHECK(story.now(start + 301ms).doing == "Microtasks ‹again›");
}

TEST_CASE("a forced layout that took most of a task is what the banner blames") {
    Watched story;
    story.page(start, EventType::task_started, {.id = 1, .name = sort_rows});
    story.page(start + 5ms, EventType::layout_started,
               {.cause = 1, .detail = 1, .name = Story::name("measure", "demos/x.cpp", 7)});
    CHECK(story.look(start + 105ms).headline() == "Forced layout has been running for 100 ms");
    CHECK(story.banner.detail() == "demos/x.cpp:7");
}
