// SPDX-License-Identifier: MIT
// Time slicing: one heavy job of 300 small units, cut in different ways. Uncut it is fastest and freezes the page;
// in microtasks it freezes the page just the same; yielding after 4 ms keeps every frame at little cost.
// Shows: SEMANTICS 1.7, 1.8, 1.9, 1.11. Try: each way, and the budget. Next: 06_drag_under_load.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "async/coroutine.h"
#include "demos/demos.h"
#include "demos/kit.h"

namespace janklab {

namespace {

constexpr int units = 300;
enum Way { all_at_once, microtasks, timers, yielding, idle_time, frames, way_count };
constexpr const char* names[way_count] = {"all at once",     "microtasks", "timers of 0 ms",
                                          "scheduler.yield", "idle time",  "one slice a frame"};

struct Job {
    int way = 0;  // of the control: 0 is "each in turn", 1 the first way
    double unit_ms = 2, budget_ms = 4;
    Element *filled = nullptr, *doing = nullptr, *results[way_count]{};
    long frames = 0, lost = 0;  // that the page has seen, and not seen
    TimePoint latest_frame = time_never;
    Duration interval = 1s;  // the shortest distance of two frames so far
};

/// What separates one slice from the next.
Promise<> end_of_slice(Async& async, Way way) {
    if (way == microtasks) co_await async.resolved();
    if (way == timers) co_await delay(0ms, "next slice by timer");
    if (way == yielding) co_await yield("next slice by yield");
    if (way == idle_time) co_await idle(0ms, "next slice when idle");
    if (way == frames) co_await next_frame("next slice by frame");
}

void count_frames(Page& page, Job& job) {
    page.request_animation_frame("count the frames", [&page, &job](TimePoint frame_time) {
        if (job.frames++ > 0) {
            const Duration distance = frame_time - job.latest_frame;
            job.interval = std::min(job.interval, distance);
            job.lost += std::lround(to_ms(distance) / to_ms(job.interval)) - 1;
        }
        job.latest_frame = frame_time;
        count_frames(page, job);
    });
}

/// From its first unit to its last in one task.
Promise<Duration> do_the_job_at_once(Async& async, Page& page, Job& job) {
    const auto [promise, resolver] = async.with_resolvers<Duration>();
    page.loop().queue_a_task(TaskSource::user_visible, "the job, uncut", [&page, &job, resolver = resolver] {
        const Duration started = page.now();
        for (int done = 0; done < units && page.busy(from_ms(job.unit_ms)); ++done) {
        }
        kit::set_bar(*job.filled, 1);
        resolver.resolve(page.now() - started);
    });
    return promise;
}

Promise<Duration> do_the_job_in_slices(Async& async, Page& page, Job& job, Way way) {
    const Duration started = page.now();
    Duration slice_ends = started + from_ms(job.budget_ms);
    for (int done = 0; done < units; ++done) {
        if (page.now() >= slice_ends) {
            kit::set_bar(*job.filled, static_cast<double>(done) / units);
            co_await end_of_slice(async, way);
            slice_ends = page.now() + from_ms(job.budget_ms);
        }
        if (!page.busy(from_ms(job.unit_ms))) break;  // somebody pressed Stop
    }
    kit::set_bar(*job.filled, 1);
    co_return page.now() - started;
}

Promise<> jobs_for_ever(Async& async, Page& page, Job& job) {
    for (int turn = 0;; ++turn) {
        co_await delay(400ms, "rest before the job");
        const Way way = static_cast<Way>(job.way > 0 ? job.way - 1 : turn % way_count);
        job.doing->set_text(fmt::format("working: {}", names[way]));
        kit::set_bar(*job.filled, 0);
        co_await next_frame("show what begins");
        co_await delay(0ms, "the job");  // in a task of its own, not in the frame
        const long frames_before = job.frames, lost_before = job.lost;
        Duration took;
        if (way == all_at_once) took = co_await do_the_job_at_once(async, page, job);
        else took = co_await do_the_job_in_slices(async, page, job, way);
        co_await next_frame("see what it cost");
        const long lost = job.lost - lost_before, possible = job.frames - frames_before + lost;
        job.results[way]->set_text(
            fmt::format("{:<17}{:6.0f} ms {:4} of {} frames lost", names[way], to_ms(took), lost, possible));
    }
}

void build(Page& page) {
    Job& job = page.make_state<Job>();
    Element& sheet = kit::sheet(page);
    Element& row = kit::row(sheet);
    Element& left = kit::card(row, "The page beside the job", "Does it still turn?");
    kit::turn_by_the_page(page, kit::wheel(left, kit::red));
    Element& right = kit::card(row, "The job", "300 units of work");
    job.doing = &kit::caption(right, "");
    job.filled = &kit::bar(right, kit::green);
    Element& table = kit::card(sheet, "How long the job took, and the frames that it cost");
    for (Element*& result : job.results)
        result = &table.append_text(" ", {.font_face = FontFace::mono, .white_space = WhiteSpace::pre});
    page.controls().choice("Cut", job.way,
                           {"each in turn", "all at once", "microtasks", "timers of 0 ms", "scheduler.yield",
                            "idle time", "one slice a frame"});
    page.controls().slider("One unit", job.unit_ms,
                           {.minimum = 0.1, .maximum = 10, .step = 0.1, .value = 2, .unit = "ms"});
    page.controls().slider("Budget of a slice", job.budget_ms,
                           {.minimum = 1, .maximum = 50, .step = 1, .value = 4, .unit = "ms"});
    count_frames(page, job);
    jobs_for_ever(page.async(), page, job);
}

}  // namespace

const Demo time_slicing{
    "time-slicing", "Time slicing",
    "One heavy job, cut in different ways: compare how long it takes with how many frames it costs.", build};

}  // namespace janklab
