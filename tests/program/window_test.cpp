// SPDX-License-Identifier: MIT
// The real window on an X server of the test's own, driven by real clicks while the page is blocked. Nothing here
// depends on how fast the machine is: it asserts on what happened, not on when.
#include <doctest/doctest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "display/xvfb.h"
#include "inspector/window_layout.h"
#include "program/program_process.h"
#include "support/x_client.h"

using namespace janklab;

namespace {

bool have(const char* program) {
    return std::system((std::string("command -v ") + program + " >/dev/null 2>&1").c_str()) == 0;
}

bool can_drive_a_window() {
    const bool can = have("Xvfb") && have("xdotool");
    if (!can) MESSAGE("skipped: this needs Xvfb and xdotool");
    return can;
}

/// The X server's name for the window. Polls, since nobody tells when it has appeared; 0 after a minute without.
std::uint32_t window_named(const std::string& title) {
    const std::string file = output_file("window.txt");
    const std::string search = "xdotool search --name '^" + title + "' >" + file + " 2>/dev/null";
    for (int i = 0; i < 600; ++i) {
        if (std::system(search.c_str()) == 0)
            return static_cast<std::uint32_t>(std::strtoul(text_of_file(file).c_str(), nullptr, 10));
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return 0;
}

/// What the page logged, in order.
std::vector<std::string> log_of(const std::string& trace_file) {
    rapidjson::Document trace;
    trace.Parse(text_of_file(trace_file).c_str());
    REQUIRE_FALSE(trace.HasParseError());
    std::vector<std::string> lines;
    for (const auto& event : trace["traceEvents"].GetArray()) {
        if (event.HasMember("name") && std::string(event["name"].GetString()) == "log")
            lines.emplace_back(event["args"]["text"].GetString());
    }
    return lines;
}

void hand(const std::string& does) { CHECK(std::system(("xdotool " + does + " >/dev/null 2>&1").c_str()) == 0); }

}  // namespace

TEST_CASE("a real click while the page is blocked reaches the page as soon as the task has ended") {
    if (!can_drive_a_window()) return;
    Xvfb screen;
    REQUIRE(static_cast<bool>(screen));
    const std::string file = output_file("window.json");
    std::filesystem::remove(file);
    Outcome outcome;
    // The task lasts 600 ms of every 700, so that nearly every click falls into one.
    std::thread program([&] { outcome = run_janklab("demo long-task --for=12s --throttle=3 --report=" + file); });
    REQUIRE(window_named("Janklab") != 0);
    for (int i = 0; i < 10; ++i) {
        hand("mousemove " + std::to_string(300 + 10 * i) + " 150 click 1");
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
    }
    program.join();
    CHECK(outcome.code == 0);
    rapidjson::Document report;
    report.Parse(text_of_file(file).c_str());
    REQUIRE_FALSE(report.HasParseError());
    CHECK(std::string(report["clock"].GetString()) == "real");
    CHECK(report["frames"]["missed_by_page"].GetInt() > 0);
    CHECK(report["frames"]["presented"].GetInt() > 0);
    CHECK(report["long_tasks"].Size() >= 1);
    // A press and a release each, and every one of them arrived although the page could not look.
    CHECK(report["interaction_count"].GetInt() >= 10);
    std::filesystem::remove(file);
}

TEST_CASE("a click on Stop in the banner over a blocked page ends what runs, and the page goes on") {
    if (!can_drive_a_window()) return;
    Xvfb screen;
    REQUIRE(static_cast<bool>(screen));
    const std::string file = output_file("stop.json");
    std::filesystem::remove(file);
    Outcome outcome;
    // Each task would last 200 s; the next begins a second after the one before.
    std::thread program([&] { outcome = run_janklab("demo long-task --for=12s --throttle=1000 --report=" + file); });
    REQUIRE(window_named("Janklab") != 0);
    const Rect banner = layout_of({1280, 720}).banner;
    const auto x = static_cast<int>(banner.right()) - 48, y = static_cast<int>(banner.y + banner.height / 2);
    for (int i = 0; i < 16; ++i) {
        hand("mousemove " + std::to_string(x - i % 4) + " " + std::to_string(y) + " click 1");
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
    }
    program.join();
    CHECK(outcome.code == 0);
    rapidjson::Document report;
    report.Parse(text_of_file(file).c_str());
    REQUIRE_FALSE(report.HasParseError());
    // The second one can only have begun because the first was stopped.
    CHECK(report["counters"]["stops"].GetInt() >= 1);
    CHECK(report["long_tasks"].Size() >= 2);
    std::filesystem::remove(file);
}

TEST_CASE("--scale says that it is left out in a window, whose scale is its screen's") {
    if (!can_drive_a_window()) return;
    Xvfb screen;
    REQUIRE(static_cast<bool>(screen));
    CHECK(contains(run_janklab("--for=200ms --scale=2").said, "--scale is for --headless"));
    CHECK_FALSE(contains(run_janklab("--for=200ms --headless --scale=2").said, "--scale"));
}

TEST_CASE("the run ends in the middle of a long task, and ends well") {
    if (!can_drive_a_window()) return;
    Xvfb screen;
    REQUIRE(static_cast<bool>(screen));
    // One task of 200 s, which begins after one second.
    const Outcome outcome = run_janklab("demo long-task --throttle=1000 --for=6s --report");
    CHECK(outcome.code == 0);
    CHECK(contains(outcome.said, "presented"));
    CHECK(contains(outcome.said, "long task (demos/02_long_task.cpp"));
}

TEST_CASE("the window is closed in the middle of a long task: the program ends, and its report is written") {
    if (!can_drive_a_window()) return;
    Xvfb screen;
    REQUIRE(static_cast<bool>(screen));
    Outcome outcome;
    // One task of 200 s; without a limit, only closing ends the run.
    std::thread program([&] { outcome = run_janklab("demo long-task --throttle=1000 --report"); });
    const std::uint32_t window = window_named("Janklab");
    REQUIRE(window != 0);
    std::this_thread::sleep_for(std::chrono::seconds(4));
    XClient manager;
    manager.ask_to_close(window);
    program.join();
    CHECK(outcome.code == 0);
    CHECK(contains(outcome.said, "long task (demos/02_long_task.cpp"));
}

TEST_CASE("the X server goes away: the report is written, one sentence says why, and the exit code is 3") {
    if (!can_drive_a_window()) return;
    auto screen = std::make_unique<Xvfb>();
    REQUIRE(static_cast<bool>(*screen));
    Outcome outcome;
    std::thread program([&] { outcome = run_janklab("demo frames-and-intervals --report"); });
    REQUIRE(window_named("Janklab") != 0);
    std::this_thread::sleep_for(std::chrono::seconds(2));
    screen.reset();
    program.join();
    CHECK(outcome.code == 3);
    CHECK(contains(outcome.said, "presented"));
    CHECK(contains(outcome.said, "janklab: the display server has gone"));
}

TEST_CASE("turns of a real wheel scroll while the page is blocked: when it looks again, the list is far away") {
    if (!can_drive_a_window()) return;
    Xvfb screen;
    REQUIRE(static_cast<bool>(screen));
    const std::string file = output_file("window_scrolling.json");
    std::filesystem::remove(file);
    Outcome outcome;
    std::thread program(
        [&] { outcome = run_janklab("demo scrolling --no-inspector --size=1000x600 --for=9s --trace=" + file); });
    REQUIRE(window_named("Janklab") != 0);
    hand("mousemove 300 250");
    for (int i = 0; i < 70; ++i) {  // the page is blocked for one second of every three and a half
        hand("click 5");
        std::this_thread::sleep_for(std::chrono::milliseconds(80));
    }
    program.join();
    CHECK(outcome.code == 0);
    double before = 0, farthest_jump = 0;  // over a block
    bool blocked = false, just_blocked = false, told_in_block = false;
    int blocks = 0;
    for (const std::string& line : log_of(file)) {
        double at = 0;
        if (line == "the page is blocked") blocked = true, ++blocks;
        if (line == "the page goes on") blocked = false, just_blocked = true;
        if (std::sscanf(line.c_str(), "left at %lf", &at) != 1) continue;
        told_in_block |= blocked;
        if (std::exchange(just_blocked, false)) farthest_jump = std::max(farthest_jump, at - before);
        before = at;
    }
    CHECK(blocks >= 1);
    CHECK_FALSE(told_in_block);
    CHECK(before > 1000);
    CHECK(farthest_jump > 100);  // more than one step of the wheel
    std::filesystem::remove(file);
}
