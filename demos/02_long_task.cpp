// SPDX-License-Identifier: MIT
// A long task: while one task runs, the page can do nothing else: no frame, no input, no timer. What the display thread
// animates goes on. Shows: SEMANTICS 1.1 and 1.4, long tasks, missed frames with their cause.
// Try: the length at 10, 60 and 500 ms; Stop in mid-task; --single-thread, where the window freezes too.
// Next: 03_microtask_starvation.cpp, where no task is long and the page still stands still.
#include <fmt/format.h>

#include "demos/demos.h"
#include "demos/kit.h"

namespace janklab {

namespace {

struct LongTask {
    double length_ms = 200;
    double every_ms = 1000;
    int runs = 0;
    Element* count = nullptr;
};

void run_a_long_task(Page& page, LongTask& state) {
    page.busy(from_ms(state.length_ms));
    ++state.runs;
    state.count->set_text(fmt::format("long tasks so far: {}, {:.0f} ms each", state.runs, state.length_ms));
}

void run_them_again_and_again(Page& page, LongTask& state) {
    page.set_timeout("long task", from_ms(state.every_ms), [&page, &state] {
        run_a_long_task(page, state);
        run_them_again_and_again(page, state);
    });
}

void build(Page& page) {
    LongTask& state = page.make_state<LongTask>();
    Element& sheet = kit::sheet(page);
    Element& row = kit::row(sheet);
    Element& by_page = kit::card(row, "Turned by the page", "An animation frame callback sets its angle.");
    Element& by_compositor = kit::card(row, "Turned by the compositor", "The display thread sets its angle.");
    kit::turn_by_the_page(page, kit::wheel(by_page, kit::red));
    kit::turn_by_the_compositor(kit::wheel(by_compositor, kit::blue));
    Element& task = kit::card(sheet, "The task", "A timer starts it; it computes and never looks up.");
    state.count = &kit::figure(task, "no long task yet");
    Element& now = kit::button(task, "Run one now");
    now.on("click", "long task from a click", [&page, &state] { run_a_long_task(page, state); });

    page.controls().slider("Length", state.length_ms,
                           {.minimum = 0, .maximum = 1000, .step = 10, .value = 200, .unit = "ms"});
    page.controls().slider("Every", state.every_ms,
                           {.minimum = 100, .maximum = 3000, .step = 100, .value = 1000, .unit = "ms"});
    run_them_again_and_again(page, state);
}

}  // namespace

const Demo long_task{"long-task", "A long task",
                     "The red wheel stands still while the task runs; the blue one, on the display thread, never does.",
                     build};

}  // namespace janklab
