// SPDX-License-Identifier: MIT
// Idle work: small jobs that run only in what each frame leaves over. The deadline says how much that is; a job that
// asks before it begins never makes a frame late. Jobs differ in length, as --seed has it, up to the one that is set.
// Shows: SEMANTICS 1.7, deadlines and time-outs.
// Try: work per frame at 14 ms, when little is left; asking switched off; a flood of tasks, then the time-out. Next:
// 11_vsync_proof.cpp.
#include <fmt/format.h>

#include <utility>

#include "demos/demos.h"
#include "demos/kit.h"

namespace janklab {

namespace {

struct IdleJobs {
    double load_ms = 8, job_ms = 1;
    bool asks = true;
    bool with_timeout = false;
    bool flooded = false, flood_waits = false;
    bool first_since_frame = true;
    double left_ms = 0;  // what the first callback after the latest frame was given
    IdleId waiting;
    long jobs = 0, callbacks = 0, timeouts = 0;
    Element* left_bar = nullptr;
    Element* figures = nullptr;
};

void work_when_idle(Page& page, IdleJobs& idle) {
    idle.waiting = page.loop().request_idle_callback(
        "small jobs",
        [&page, &idle](const IdleDeadline& deadline) {
            if (std::exchange(idle.first_since_frame, false)) idle.left_ms = to_ms(deadline.time_remaining());
            ++idle.callbacks;
            if (deadline.did_timeout) ++idle.timeouts;
            // At least one job each time, so that a time-out gets something done; after it none starts that would not
            // fit.
            int most = idle.asks ? 100 : 20;
            do {
                if (!page.busy(from_ms(idle.job_ms * (0.5 + 0.5 * page.random())))) break;
                ++idle.jobs;
            } while (--most > 0 && (!idle.asks || deadline.time_remaining() > from_ms(idle.job_ms)));
            kit::set_bar(*idle.left_bar, idle.left_ms / 50);
            idle.figures->set_text(
                fmt::format("{} jobs in {} callbacks\n{} callbacks timed out\n{:.1f} ms left after the frame",
                            idle.jobs, idle.callbacks, idle.timeouts, idle.left_ms));
            work_when_idle(page, idle);
        },
        idle.with_timeout ? 200ms : 0ms);
}

void work_each_frame(Page& page, IdleJobs& idle) {
    page.request_animation_frame("work of the frame", [&page, &idle](TimePoint) {
        page.busy(from_ms(idle.load_ms));
        idle.first_since_frame = true;
        work_each_frame(page, idle);
    });
}

/// Tasks without end: something is always runnable, so no idle period ever begins.
void flood(Page& page, IdleJobs& idle) {
    if (!idle.flooded || std::exchange(idle.flood_waits, true)) return;
    page.loop().queue_a_task(TaskSource::posted_message, "flood", [&page, &idle] {
        idle.flood_waits = false;
        page.busy(2ms);
        flood(page, idle);
    });
}

void build(Page& page) {
    IdleJobs& idle = page.make_state<IdleJobs>();
    Element& sheet = kit::sheet(page);
    Element& row = kit::row(sheet);
    kit::turn_by_the_page(page, kit::wheel(kit::card(row, "The page", "Idle work must not disturb it."), kit::red));
    Element& right = kit::card(row, "Time left after each frame", "The whole bar is 50 ms, the longest deadline.");
    idle.left_bar = &kit::bar(right, kit::teal);
    idle.figures =
        &right.append_text("", {.font_face = FontFace::mono, .font_size = 14.f, .white_space = WhiteSpace::pre_wrap});
    page.controls().slider("Work in each frame", idle.load_ms,
                           {.minimum = 0, .maximum = 20, .step = 1, .value = 8, .unit = "ms"});
    page.controls().slider("One job, at most", idle.job_ms,
                           {.minimum = 0.1, .maximum = 10, .step = 0.1, .value = 1, .unit = "ms"});
    page.controls().toggle("Ask what time is left", idle.asks);
    page.controls().toggle("Time-out of 200 ms", idle.with_timeout, [&page, &idle] {
        page.loop().cancel_idle_callback(idle.waiting);  // the one that waits was asked for without
        work_when_idle(page, idle);
    });
    page.controls().toggle("Flood of tasks", idle.flooded, [&page, &idle] { flood(page, idle); });
    work_each_frame(page, idle);
    work_when_idle(page, idle);
}

}  // namespace

const Demo idle_work{"idle-work", "Idle work with deadlines",
                     "Small jobs fill what the frames leave over; switch the asking off and see frames become late.",
                     build};

}  // namespace janklab
