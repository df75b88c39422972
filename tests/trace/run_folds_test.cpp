// SPDX-License-Identifier: MIT
#include "trace/run_folds.h"

#include <doctest/doctest.h>

#include <string>

#include "trace/report.h"
#include "trace/script.h"

using namespace janklab;

namespace {

/// A page that is blocked for 200 ms, with all that there are figures of.
void tell_a_page(Script& script, Name title) {
    script.page(EventType::page_opened, {.name = title});
    script.good_frames(20).to_vsync(500us);
    script.task(named("blocking work"), 200ms).render().good_frames(5);
    script.start_task(named("measure")).forced_layout(named("read_width"), 2ms).end_task();
    script.task(named("starter"), 1ms).checkpoint(named("refill"), 10, 1ms).good_frames(5);
}

}  // namespace

TEST_CASE("the figures begin anew with each page of a run") {
    RunFolds folds;
    Script script({&folds});
    tell_a_page(script, named("first"));
    CHECK(!folds.later_page());
    CHECK(folds.frames.totals().missed_by_page == 12);
    CHECK(folds.long_tasks.count() == 1);
    REQUIRE(folds.frames.worst(1).size() == 1);

    const TimePoint opened = script.now();
    script.page(EventType::page_opened, {.name = named("second")});
    CHECK(folds.frames.totals().missed_by_page == 0);
    CHECK(folds.frames.totals().presented == 0);
    CHECK(folds.frames.size() == 0);
    CHECK(folds.frames.worst(5).empty());
    CHECK(folds.long_tasks.count() == 0);
    CHECK(folds.long_tasks.latest().empty());
    CHECK(folds.loop.counters().tasks_run == 0);
    CHECK(!folds.pacing.figures());
    CHECK(folds.checkpoints.figures().count == 0);
    CHECK(folds.forced_layouts.worst(1).empty());
    CHECK(!folds.loop_delay.figures());
    CHECK(folds.long_animation_frames.count() == 0);
    REQUIRE(folds.later_page());
    CHECK(std::string(folds.later_page()->title) == "second");
    CHECK(folds.later_page()->since == opened);
    CHECK(folds.later_page()->number == 2);

    script.good_frames(3);
    CHECK(folds.frames.totals().presented >= 2);
    CHECK(folds.frames.totals().missed_by_page == 0);
}

TEST_CASE("a page that opens while the window is hidden begins with a window that is hidden") {
    RunFolds folds;
    Script script({&folds});
    script.page(EventType::page_opened, {.name = named("first")}).good_frames(3).to_vsync().stop_display();
    script.display(EventType::visibility_changed, {.detail = 2});
    script.page(EventType::page_opened, {.name = named("second")});
    const Duration period = script.period();
    const auto begin = [&](std::uint64_t frame) {
        script.display(
            EventType::begin_frame,
            {.id = frame, .arg = script.ns(script.now() + period), .arg2 = static_cast<std::uint64_t>(period.count())});
    };
    begin(script.frame() + 1);
    script.advance(10 * period);
    begin(script.frame() + 11);
    CHECK(folds.frames.size() == 2);  // those between were not slept through
}

TEST_CASE("a report says which page it is of, where that is not the whole run") {
    RunFolds folds;
    Script script({&folds});
    script.page(EventType::page_opened, {.name = named("first")}).good_frames(3);
    const RunFacts facts{.subject = "gallery", .start = time_zero, .length = script.now() - time_zero};
    CHECK(report_json(make_report(facts, folds)).find("\"page\": null") != std::string::npos);
    CHECK(report_table(make_report(facts, folds)).find("figures are of") == std::string::npos);
    script.advance_to(time_zero + 2s).page(EventType::page_opened, {.name = named("A long task")});
    const Report report = make_report(facts, folds);
    CHECK(report_table(report).find("the page \"A long task\" alone, number 2 of the run, open since 2000.000 ms") !=
          std::string::npos);
    const std::string json = report_json(report);
    CHECK(json.find("\"title\": \"A long task\"") != std::string::npos);
    CHECK(json.find("\"number\": 2") != std::string::npos);
    CHECK(json.find("\"since_ms\": 2000.0") != std::string::npos);
}
