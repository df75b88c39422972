// SPDX-License-Identifier: MIT
// The program from outside: exit codes, sentences, files. Bad input never ends in a crash or in silence.
#include <doctest/doctest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "demos/demos.h"
#include "demos/program/virtual_session.h"
#include "page/page.h"
#include "program/program_process.h"

using namespace janklab;

namespace {

const std::string in_virtual_time = " --headless --clock=virtual --hz=60 --for=1s";

rapidjson::Document parsed(const std::string& path) {
    rapidjson::Document document;
    document.Parse(text_of_file(path).c_str());
    REQUIRE_FALSE(document.HasParseError());
    return document;
}

}  // namespace

TEST_CASE("list names every demo on a line of its own") {
    const Outcome list = run_janklab("list");
    CHECK(list.code == 0);
    for (const Demo* demo : all_demos()) CHECK(contains(list.said, demo->name));
    CHECK(std::count(list.said.begin(), list.said.end(), '\n') == static_cast<long>(all_demos().size()));
}

TEST_CASE("what the command line gets wrong ends with 2 and one sentence") {
    const char* const wrong[] = {"demo no-such-demo",
                                 "--no-such-option",
                                 "demo long-task --for=5",
                                 "demo long-task --hz=0",
                                 "dance",
                                 "demo",
                                 "demo long-task --policy=lifo",
                                 "demo long-task --clock=virtual --single-thread"};
    for (const char* arguments : wrong) {
        CAPTURE(arguments);
        const Outcome outcome = run_janklab(arguments);
        CHECK(outcome.code == 2);
        CHECK(outcome.said.starts_with("janklab: "));
        CHECK(std::count(outcome.said.begin(), outcome.said.end(), '\n') == 1);
    }
    CHECK(contains(run_janklab("demo lnog-task").said, "'long-task'"));
}

TEST_CASE("a file that cannot be written is found out before the run") {
    for (const char* option : {"--report", "--trace", "--screenshot"}) {
        const Outcome outcome =
            run_janklab("demo long-task" + in_virtual_time + " " + option + "=/no/such/folder/file.png");
        CHECK(outcome.code == 3);
        CHECK(contains(outcome.said, option));
        CHECK(contains(outcome.said, "/no/such/folder/file.png"));
    }
}

TEST_CASE("two outputs cannot share a file") {
    const std::string file = output_file("shared.json");
    const Outcome outcome = run_janklab("demo long-task" + in_virtual_time + " --report=" + file +
                                        " --trace=" + output_file("elsewhere/../shared.json"));
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.said, "--report and --trace both name"));
    CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("a headless run in which a page lets an error or a rejection out ends with 1") {
    struct Row {
        void (*build)(Page&);
        int code;
    };
    const Row rows[] = {{[](Page& page) {
                             page.set_timeout("fails", 1ms, [&page] {
                                 if (page.now() > 0ns) throw std::runtime_error("as the test wants");
                             });
                         },
                         1},
                        {[](Page& page) {
                             page.set_timeout("rejects", 1ms,
                                              [&page] { page.async().rejected(Rejection("as the test wants")); });
                         },
                         1},
                        {[](Page& page) { page.set_timeout("does well", 1ms, [&page] { page.busy(1ms); }); }, 0}};
    for (const Row& row : rows) {
        const Demo demo{"of-the-test", "Of the test", "", row.build};
        // Virtual time is headless, whether or not --headless says so too.
        for (const bool headless : {false, true}) {
            const Result<int> code = run_in_virtual_time(
                {.headless = headless, .clock = ClockKind::virtual_time, .run_time = Duration{100ms}}, &demo);
            REQUIRE(code.ok());
            CHECK(code.value() == row.code);
        }
    }
}

TEST_CASE("a missing font ends with 3 and names what was looked for") {
    const Outcome outcome = run_janklab("demo long-task" + in_virtual_time, "JANKLAB_FONTS=/no/such/folder");
    CHECK(outcome.code == 3);
    CHECK(contains(outcome.said, "Roboto"));
}

TEST_CASE("without a display the program says so in one line and runs headless") {
    const Outcome outcome = run_janklab("demo long-task --for=300ms", "env -u DISPLAY -u WAYLAND_DISPLAY");
    CHECK(outcome.code == 0);
    CHECK(outcome.said.starts_with("janklab: "));
    CHECK(contains(outcome.said, "running headless"));
    CHECK(contains(outcome.said, "presented"));
}

TEST_CASE("without GL a headless run goes up to the display list, and says so") {
    const Outcome outcome = run_janklab("demo long-task --headless --for=300ms --report",
                                        "__EGL_VENDOR_LIBRARY_FILENAMES=/dev/null EGL_PLATFORM=none");
    CHECK(outcome.code == 0);
    CHECK(contains(outcome.said, "display list"));
}

TEST_CASE("every demo writes a report with the documented fields") {
    for (const Demo* demo : all_demos()) {
        CAPTURE(demo->name);
        const std::string file = output_file(std::string("report-") + demo->name + ".json");
        const Outcome outcome = run_janklab(std::string("demo ") + demo->name + in_virtual_time + " --report=" + file);
        CHECK(outcome.code == 0);
        const rapidjson::Document report = parsed(file);
        for (const char* field : {"schema_version", "clock", "hz", "frames", "pacing", "long_tasks",
                                  "total_blocking_time_ms", "worst_frames", "microtask_checkpoints"})
            CHECK_MESSAGE(report.HasMember(field), field);
        for (const char* field : {"presented", "missed_by_page", "dropped", "idle"})
            CHECK(report["frames"].HasMember(field));
        for (const char* field : {"mean_ms", "stddev_ms", "p50_ms", "p95_ms", "p99_ms", "max_ms", "longest_gap_ms"})
            CHECK(report["pacing"].HasMember(field));
        for (const char* field : {"count", "max_drained", "max_ms"})
            CHECK(report["microtask_checkpoints"].HasMember(field));
        CHECK(report["frames"]["presented"].GetInt() > 0);
        std::filesystem::remove(file);
    }
}

TEST_CASE("the report of the long task names it, its line and its length") {
    const std::string file = output_file("report-of-the-long-task.json");
    REQUIRE(run_janklab("demo long-task --headless --clock=virtual --hz=60 --for=5s --report=" + file).code == 0);
    const rapidjson::Document report = parsed(file);
    REQUIRE(report["long_tasks"].Size() >= 3);
    CHECK(std::string(report["long_tasks"][0]["name"].GetString()) == "long task");
    CHECK(std::string(report["long_tasks"][0]["source"].GetString()).starts_with("demos/02_long_task.cpp:"));
    CHECK(report["long_tasks"][0]["duration_ms"].GetDouble() == doctest::Approx(200).epsilon(0.01));
    REQUIRE(report["worst_frames"].Size() >= 1);
    CHECK(report["worst_frames"][0]["missed_vsyncs"].GetInt() >= 11);
    CHECK(std::string(report["worst_frames"][0]["cause"]["name"].GetString()) == "long task");
    std::filesystem::remove(file);
}

TEST_CASE("two runs with the same seed write equal traces and reports, byte for byte") {
    for (const Demo* demo : all_demos()) {
        CAPTURE(demo->name);
        std::string traces[2], reports[2];
        for (int i = 0; i < 2; ++i) {
            const std::string trace = output_file("twice.trace.json"), report = output_file("twice.report.json");
            REQUIRE(run_janklab(std::string("demo ") + demo->name + in_virtual_time + " --seed=7 --trace=" + trace +
                                " --report=" + report)
                        .code == 0);
            traces[i] = text_of_file(trace);
            reports[i] = text_of_file(report);
        }
        CHECK(traces[0].size() > 1000);
        CHECK(traces[0] == traces[1]);
        CHECK(reports[0] == reports[1]);
    }
    std::filesystem::remove(output_file("twice.trace.json"));
    std::filesystem::remove(output_file("twice.report.json"));
}

TEST_CASE("--frames ends after so many vsyncs, and --hz sets their rate") {
    const std::string file = output_file("frames.json");
    REQUIRE(run_janklab("demo vsync-proof --headless --clock=virtual --hz=144 --frames=100 --report=" + file).code ==
            0);
    const rapidjson::Document report = parsed(file);
    CHECK(report["hz"].GetDouble() == doctest::Approx(144));
    CHECK(report["frames"]["presented"].GetInt() >= 98);
    CHECK(report["frames"]["presented"].GetInt() <= 100);
    std::filesystem::remove(file);
}

TEST_CASE("--throttle makes work longer, --lockstep allows one task a frame, --policy is obeyed") {
    const std::string file = output_file("options.json");
    REQUIRE(run_janklab("demo long-task" + in_virtual_time + " --for=3s --throttle=2 --report=" + file).code ==
            2);  // two ends
    REQUIRE(run_janklab("demo long-task --headless --clock=virtual --for=3s --throttle=2 --report=" + file).code == 0);
    CHECK(parsed(file)["long_tasks"][0]["duration_ms"].GetDouble() == doctest::Approx(400).epsilon(0.01));
    for (const char* option : {"--lockstep", "--policy=fifo", "--policy=strict"})
        CHECK(
            run_janklab(std::string("demo time-slicing") + in_virtual_time + " " + option + " --report=" + file).code ==
            0);
    std::filesystem::remove(file);
}

TEST_CASE("a run that is killed ends as if its window were closed: the figures are there, the trace is whole") {
    const std::string trace = output_file("killed.json");
    const Outcome outcome = run_janklab("demo long-task --headless --for=10min --report --trace=" + trace,
                                        "timeout --preserve-status -s TERM 3");
    CHECK(outcome.code == 0);
    CHECK(contains(outcome.said, "presented"));
    rapidjson::Document parsed;
    parsed.Parse(text_of_file(trace).c_str());
    CHECK_FALSE(parsed.HasParseError());
    std::filesystem::remove(trace);
}

TEST_CASE("a run in virtual time that is killed writes the figures of as far as it came") {
    const Outcome outcome = run_janklab("demo vsync-proof --headless --clock=virtual --for=1440min --report",
                                        "timeout --preserve-status -s TERM 3");
    CHECK(outcome.code == 0);
    CHECK(contains(outcome.said, "presented"));
    CHECK_FALSE(contains(outcome.said, "86400.000 s"));
}

TEST_CASE("a full standard output is noticed") { CHECK(run_janklab("list >/dev/full").code == 3); }

TEST_CASE("a run that fails leaves no empty files") {
    const std::string report = output_file("never.json");
    const Outcome outcome =
        run_janklab("demo long-task --headless --for=100ms --report=" + report + " --trace=/nowhere/at/all.json");
    CHECK(outcome.code == 3);
    CHECK_FALSE(std::filesystem::exists(report));
}
