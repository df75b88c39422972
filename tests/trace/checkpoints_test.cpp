// SPDX-License-Identifier: MIT
#include "trace/checkpoints.h"

#include <doctest/doctest.h>

#include "trace/script.h"

using namespace janklab;

TEST_CASE("checkpoints are counted with the most that one drained, the longest and the deepest chain") {
    Checkpoints checkpoints;
    Script script({&checkpoints});
    script.stop_display()
        .checkpoint(named("a"), 3, 1ms)
        .checkpoint(named("b"), 100, 10us)
        .checkpoint(named("c"), 1, 2ms);
    const CheckpointFigures& figures = checkpoints.figures();
    CHECK(figures.count == 3);
    CHECK(figures.drained == 104);
    CHECK(figures.max_drained == 100);
    CHECK(figures.max == 3ms);
    CHECK(figures.deepest_chain == 100);
}

TEST_CASE("a checkpoint whose start was lost is not measured") {
    Checkpoints checkpoints;
    Script script({&checkpoints});
    script.stop_display().page(EventType::checkpoint_started).lose(Track::page, 5).advance(1s);
    script.page(EventType::checkpoint_ended, {.arg = 9});
    CHECK(checkpoints.figures().count == 0);
    CHECK(checkpoints.figures().max == 0ms);
}
