// SPDX-License-Identifier: MIT
#include "trace/report.h"

#include <doctest/doctest.h>
#include <rapidjson/document.h>

#include <string>

#include "trace/golden.h"
#include "trace/script.h"

using namespace janklab;

namespace {

RunFacts facts_of(const Script& script) {
    return {.subject = "demo long-task",
            .clock = ClockKind::virtual_time,
            .presented_by = PresentedSource::virtual_display,
            .hz = 60,
            .display = "virtual display at 60 Hz: vsyncs come at exact virtual times",
            .start = time_zero,
            .length = script.now() - time_zero,
            .seed = 7};
}

/// Two seconds with one of everything that a report speaks of.
Report report_of_a_run(RunFolds& folds) {
    Script script({&folds});
    script.good_frames(30);
    const std::uint64_t input = script.input("pointer_down");
    script.advance(4ms).start_task(named("pointer_down"), TaskSource::user_interaction, input);
    script.callback(CallbackKind::event_listener, named("on press", "demos/long_task.cpp", 30), 2ms).end_task();
    script.good_frames(10).to_vsync(500us);
    script.task(named("blocking work", "demos/long_task.cpp", 41), 200ms, TaskSource::timer).render().good_frames(20);
    script.task(named("starter"), 1ms)
        .checkpoint(named("refill", "demos/starve.cpp", 9), 900, 100us)
        .render()
        .good_frames(10);
    script.want_no_frame().to_vsync().wait(50ms).to_vsync();
    return make_report(facts_of(script), folds);
}

rapidjson::Document parsed(const std::string& json) {
    rapidjson::Document document;
    document.Parse(json.c_str());
    REQUIRE_FALSE(document.HasParseError());
    return document;
}

}  // namespace

TEST_CASE("the JSON report of a run is what it was") {
    RunFolds folds;
    const std::string json = report_json(report_of_a_run(folds));
    CHECK(json == golden_text("report.json", json));
}

TEST_CASE("the report for people is what it was") {
    RunFolds folds;
    const std::string table = report_table(report_of_a_run(folds));
    CHECK(table == golden_text("report.txt", table));
}

TEST_CASE("the JSON report has every field that the schema promises") {
    RunFolds folds;
    const rapidjson::Document report = parsed(report_json(report_of_a_run(folds)));
    CHECK(report["schema_version"].GetInt() == Report::schema_version);
    CHECK(std::string(report["clock"].GetString()) == "virtual");
    CHECK(std::string(report["clock_source"].GetString()) == "virtual_display");
    CHECK(report["hz"].GetDouble() == 60);
    for (const char* key : {"presented", "missed_by_page", "dropped", "idle"}) CHECK(report["frames"][key].IsUint64());
    for (const char* key : {"mean_ms", "stddev_ms", "p50_ms", "p95_ms", "p99_ms", "max_ms", "longest_gap_ms"})
        CHECK(report["pacing"][key].IsDouble());
    REQUIRE(report["long_tasks"].Size() == 2);
    const auto& task = report["long_tasks"][0];
    CHECK(std::string(task["name"].GetString()) == "blocking work");
    CHECK(std::string(task["source"].GetString()) == "demos/long_task.cpp:41");
    CHECK(std::string(task["task_source"].GetString()) == "timer");
    CHECK(task["duration_ms"].GetDouble() == 200);
    CHECK(task["start_ms"].IsDouble());
    CHECK(report["total_blocking_time_ms"].GetDouble() == doctest::Approx(150 + 41));
    REQUIRE(report["worst_frames"].Size() == 2);
    const auto& worst = report["worst_frames"][0];
    CHECK(worst["frame_id"].IsUint64());
    CHECK(worst["missed_vsyncs"].GetInt() == 12);
    CHECK(std::string(worst["cause"]["kind"].GetString()) == "task");
    CHECK(std::string(worst["cause"]["name"].GetString()) == "blocking work");
    CHECK(std::string(worst["cause"]["source"].GetString()) == "demos/long_task.cpp:41");
    CHECK(worst["cause"]["duration_ms"].GetDouble() == 200);
    CHECK(std::string(report["worst_frames"][1]["cause"]["kind"].GetString()) == "microtasks");
    CHECK(report["microtask_checkpoints"]["max_drained"].GetInt() == 900);
    CHECK(report["microtask_checkpoints"]["max_ms"].GetDouble() == 90);
    CHECK(report["interactions"].Size() == 1);
    CHECK(report["inp_ms"].IsDouble());
}

TEST_CASE("the report names the lines that forced layouts") {
    RunFolds folds;
    Script script({&folds});
    script.stop_display().start_task(named("measure"));
    for (int i = 0; i < 3; ++i) script.forced_layout(named("read_width", "demo.cpp", 12), 2ms);
    script.end_task();
    const Report report = make_report(facts_of(script), folds);
    const rapidjson::Document json = parsed(report_json(report));
    REQUIRE(json["forced_layouts"].Size() == 1);
    const auto& site = json["forced_layouts"][0];
    CHECK(std::string(site["name"].GetString()) == "read_width");
    CHECK(std::string(site["source"].GetString()) == "demo.cpp:12");
    CHECK(site["count"].GetInt() == 3);
    CHECK(site["total_ms"].GetDouble() == 6);
    CHECK(site["longest_ms"].GetDouble() == 2);
    CHECK(site["boxes"].GetInt() == 300);
    CHECK(report_table(report).find("6.000 ms        2.000 ms  read_width (demo.cpp:12)") != std::string::npos);
}

TEST_CASE("a frame that the layout of the whole page made late says so in the table") {
    RunFolds folds;
    Script script({&folds});
    script.good_frames(3).advance(1ms);
    script.page(EventType::layout_started).advance(40ms).page(EventType::layout_ended, {.arg = 100});
    script.good_frames(3);
    const std::string table = report_table(make_report(facts_of(script), folds));
    INFO(table);
    CHECK(table.find("40.000 ms  layout                    the stage as a whole") != std::string::npos);
    CHECK(table.find("(no name)") == std::string::npos);
}

TEST_CASE("what is not known is null in the JSON and n/a in the table, never 0") {
    const RunFolds folds;
    const Report report = make_report({.subject = "nothing", .clock = ClockKind::real}, folds);
    const rapidjson::Document json = parsed(report_json(report));
    CHECK(json["hz"].IsNull());
    CHECK(json["seed"].IsNull());
    CHECK(json["clock_source"].IsNull());
    for (const char* key : {"mean_ms", "stddev_ms", "p50_ms", "p99_9_ms", "max_ms", "longest_gap_ms",
                            "one_percent_low_p99_fps", "worst_second", "animation_error"})
        CHECK(json["pacing"][key].IsNull());
    CHECK(json["loop_delay"].IsNull());
    CHECK(json["inp_ms"].IsNull());
    CHECK(json["microtask_checkpoints"]["max_ms"].IsNull());
    CHECK(json["long_tasks"].Size() == 0);
    const std::string table = report_table(report);
    CHECK(table.find("refresh rate            n/a") != std::string::npos);
    CHECK(table.find("n/a: fewer than two presentations in a row") != std::string::npos);
}

TEST_CASE("names with quotes, line breaks and broken bytes still make valid JSON") {
    RunFolds folds;
    Script script({&folds});
    script.stop_display().task(named("say \"hi\"\n\xff\xfe \xc3\xa9", "a\\b.cpp", 1), 60ms).wait(1ms);
    const rapidjson::Document json = parsed(report_json(make_report(facts_of(script), folds)));
    CHECK(std::string(json["long_tasks"][0]["name"].GetString()) == "say \"hi\"\n\xef\xbf\xbd\xef\xbf\xbd \xc3\xa9");
    CHECK(std::string(json["long_tasks"][0]["source"].GetString()) == "a\\b.cpp:1");
}

TEST_CASE("what went wrong in a run stands at the end of its table") {
    RunFolds folds;
    Script script({&folds});
    script.page(EventType::error_reported)
        .page(EventType::rejection_unhandled)
        .page(EventType::stopped)
        .lose(Track::page, 12);
    const std::string table = report_table(make_report(facts_of(script), folds));
    for (const char* text : {"uncaught errors", "unhandled rejections", "stops", "lost events"})
        CHECK(table.find(text) != std::string::npos);
}

TEST_CASE("no line of the table ends in spaces") {
    RunFolds folds;
    const std::string table = report_table(report_of_a_run(folds));
    CHECK(table.find(" \n") == std::string::npos);
    CHECK(table.back() == '\n');
}

TEST_CASE("a long task that still runs at the end of the run is in the report, with ended false") {
    RunFolds folds;
    Script script({&folds});
    script.good_frames(3).task(named("whole"), 60ms).start_task(named("cut off", "demo.cpp", 3)).advance(90ms);
    const Report report = make_report(facts_of(script), folds);
    const rapidjson::Document json = parsed(report_json(report));
    REQUIRE(json["long_tasks"].Size() == 2);
    CHECK(json["long_tasks"][0]["ended"].GetBool());
    CHECK(std::string(json["long_tasks"][1]["name"].GetString()) == "cut off");
    CHECK(json["long_tasks"][1]["duration_ms"].GetDouble() == 90);
    CHECK_FALSE(json["long_tasks"][1]["ended"].GetBool());
    CHECK(json["long_task_count"].GetInt() == 2);
    CHECK(json["total_blocking_time_ms"].GetDouble() == 50);
    CHECK(report_table(report).find("cut off (demo.cpp:3), still running") != std::string::npos);
}
