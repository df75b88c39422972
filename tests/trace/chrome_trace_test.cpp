// SPDX-License-Identifier: MIT
#include "trace/chrome_trace.h"

#include <doctest/doctest.h>
#include <rapidjson/document.h>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "trace/golden.h"
#include "trace/json_event.h"
#include "trace/script.h"

using namespace janklab;

namespace {

struct Line {
    char phase = 0;
    int track = 0;
    std::int64_t start = 0, duration = 0;  // ns
    std::string name, category;
    std::uint64_t id = 0;
};

/// "16666.667" is 16666667.
std::int64_t nanoseconds(const rapidjson::Value& microseconds) { return std::llround(microseconds.GetDouble() * 1000); }

std::vector<Line> lines_of(const std::string& json) {
    rapidjson::Document document;
    document.Parse(json.c_str());
    REQUIRE_FALSE(document.HasParseError());
    std::vector<Line> lines;
    for (const auto& event : document["traceEvents"].GetArray()) {
        Line line;
        line.phase = event["ph"].GetString()[0];
        line.track = event["tid"].GetInt();
        line.start = nanoseconds(event["ts"]);
        if (event.HasMember("dur")) line.duration = nanoseconds(event["dur"]);
        // Perfetto does without; the performance panel of Chrome's own tools gives up where one is missing.
        REQUIRE(event.HasMember("name"));
        REQUIRE(event.HasMember("cat"));
        line.name = event["name"].GetString();
        line.category = event["cat"].GetString();
        if (event.HasMember("id")) line.id = event["id"].GetUint64();
        lines.push_back(line);
    }
    return lines;
}

/// On each track, slices lie inside or beside each other, and time does not run backwards.
void check_that_slices_nest(const std::vector<Line>& lines) {
    std::map<int, std::vector<std::int64_t>> open;        // starts
    std::map<int, std::int64_t> latest, end_of_complete;  // by track
    for (const Line& line : lines) {
        if (line.phase == 'X') {
            CHECK(line.duration >= 0);
            if (line.duration == 0) continue;
            CHECK(line.start >= end_of_complete[line.track]);
            end_of_complete[line.track] = line.start + line.duration;
        }
        if (line.phase != 'B' && line.phase != 'E') continue;
        CHECK(line.start >= latest[line.track]);
        latest[line.track] = line.start;
        if (line.phase == 'B') {
            open[line.track].push_back(line.start);
        } else {
            REQUIRE_FALSE(open[line.track].empty());
            open[line.track].pop_back();
        }
    }
    for (const auto& [track, starts] : open) CHECK(starts.empty());
}

/// Each arrow has one start and one end, and does not go back in time.
void check_that_arrows_have_both_ends(const std::vector<Line>& lines) {
    struct Arrow {
        int starts = 0, ends = 0;
        std::int64_t start = 0, end = 0;
    };
    std::map<std::uint64_t, Arrow> arrows;
    for (const Line& line : lines) {
        if (line.phase == 's') ++arrows[line.id].starts, arrows[line.id].start = line.start;
        if (line.phase == 'f') ++arrows[line.id].ends, arrows[line.id].end = line.start;
        if (line.phase == 't') CHECK(arrows.count(line.id) == 1);
    }
    CHECK_FALSE(arrows.empty());
    for (const auto& [id, arrow] : arrows) {
        CHECK(arrow.starts == 1);
        CHECK(arrow.ends == 1);
        CHECK(arrow.end >= arrow.start);
    }
}

int count_of(const std::vector<Line>& lines, char phase, const std::string& name) {
    int count = 0;
    for (const Line& line : lines) count += line.phase == phase && line.name == name;
    return count;
}

/// A press that arms a timer, the timer's long task with microtasks and forced layout, and the frames around them.
void tell_a_story(Script& script) {
    script.page(EventType::page_opened, {.name = named("Long task", "")});
    script.good_frames(2).wait(2ms);
    const std::uint64_t input = script.input("pointer_down");
    script.start_task(named("pointer_down"), TaskSource::user_interaction, input);
    const std::uint64_t timer = script.new_id();
    script.advance(1ms).page(EventType::timer_armed,
                             {.id = timer, .arg = 20'000'000, .name = named("later", "demo.cpp", 12)});
    script.advance(1ms).end_task().good_frame().to_vsync();
    script.page(EventType::timer_fired, {.id = timer});
    script.start_task(named("later", "demo.cpp", 12), TaskSource::timer, timer)
        .forced_layout(named("offsetTop", "demo.cpp", 15), 30ms);
    const std::uint64_t microtask = script.new_id();
    script.page(EventType::microtask_queued, {.id = microtask, .name = named("then", "demo.cpp", 16)}).end_task();
    script.page(EventType::checkpoint_started)
        .page(EventType::microtask_started, {.id = microtask, .name = named("then", "demo.cpp", 16)});
    script.advance(1ms).page(EventType::log, {.name = named("a \"log\" line", "demo.cpp", 17)});
    script.page(EventType::microtask_ended, {.id = microtask}).page(EventType::checkpoint_ended, {.arg = 1, .arg2 = 1});
    script.render().good_frame().want_no_frame().to_vsync().to_vsync();
}

std::string story_text() {
    Recording recording;
    Script script({&recording});
    tell_a_story(script);
    return chrome_trace_text(recording, {.subject = "a small story", .start = time_zero});
}

}  // namespace

TEST_CASE("the exported trace of a small story is what it was") {
    const std::string text = story_text();
    CHECK(text == golden_text("chrome_trace.json", text));
}

TEST_CASE("an exported trace is valid JSON, its slices nest and its arrows have both ends") {
    const std::vector<Line> lines = lines_of(story_text());
    check_that_slices_nest(lines);
    check_that_arrows_have_both_ends(lines);
    CHECK(count_of(lines, 'M', "thread_name") == 4);
    CHECK(count_of(lines, 'B', "later") == 1);
    CHECK(count_of(lines, 'B', "forced layout") == 1);
    CHECK(count_of(lines, 'B', "then") == 1);
    CHECK(count_of(lines, 'X', "input: pointer_down") == 1);
    CHECK(count_of(lines, 'i', "log") == 1);
    CHECK(count_of(lines, 'i', "deadline passed") == 1);
}

TEST_CASE("the end of a slice repeats its name and category") {
    std::vector<Line> open;
    for (const Line& line : lines_of(story_text())) {
        if (line.phase == 'B') open.push_back(line);
        if (line.phase != 'E') continue;
        const auto begun =
            std::find_if(open.rbegin(), open.rend(), [&](const Line& begin) { return begin.track == line.track; });
        REQUIRE(begun != open.rend());
        CHECK(begun->name == line.name);
        CHECK(begun->category == line.category);
        open.erase(std::next(begun).base());
    }
    CHECK(open.empty());
}

TEST_CASE("arrows go from the input to its task, from the arming of a timer to its run, and along each frame") {
    const std::vector<Line> lines = lines_of(story_text());
    std::map<std::uint64_t, std::string> starts;
    std::set<std::pair<std::string, std::string>> arrows;  // the slice or point begun before each end
    std::string before;
    for (const Line& line : lines) {
        if (line.phase == 's') starts[line.id] = before;
        else if (line.phase == 'f') arrows.emplace(starts[line.id], before);
        else if (line.phase != 'C' && line.phase != 't') before = line.name;
    }
    CHECK(arrows.count({"input: pointer_down", "pointer_down"}) == 1);
    CHECK(arrows.count({"pointer_down", "later"}) == 1);  // It was armed inside that task.
    bool shown = false;
    for (const auto& [from, to] : arrows) shown = shown || to.starts_with("presented: frame");
    CHECK(shown);
}

TEST_CASE("what is queued after a moment in a task does not seem to have been queued by that moment") {
    Recording recording;
    Script script({&recording});
    script.start_task(named("speaks and queues"));
    script.page(EventType::log, {.name = named("a line")}).advance(1ms);
    const std::uint64_t microtask = script.new_id();
    script.page(EventType::microtask_queued, {.id = microtask, .name = named("then")}).end_task();
    script.page(EventType::checkpoint_started)
        .page(EventType::microtask_started, {.id = microtask, .name = named("then")})
        .page(EventType::microtask_ended, {.id = microtask})
        .page(EventType::checkpoint_ended, {.arg = 1, .arg2 = 1});
    const std::vector<Line> lines = lines_of(chrome_trace_text(recording, {.subject = "x", .start = time_zero}));
    std::string before, begins_at;
    for (const Line& line : lines) {
        if (line.phase == 's') begins_at = before;
        if (line.phase != 'C') before = line.name;
    }
    CHECK(begins_at == "queued: then");
    CHECK(count_of(lines, 'i', "log") == 1);
}

TEST_CASE("the same recording gives the same bytes, into a string and into a file") {
    const std::filesystem::path path = std::filesystem::path(JANKLAB_TEST_OUTPUT_FOLDER) / "story_trace.json";
    Recording recording;
    Script script({&recording});
    tell_a_story(script);
    const ChromeTraceDesc desc{.subject = "a small story", .start = time_zero};
    const Result<std::size_t> written = write_chrome_trace(recording, desc, path.string());
    REQUIRE(written);
    CHECK(written.value() == lines_of(story_text()).size());
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    CHECK(text.str() == story_text());
}

TEST_CASE("a trace file that cannot be created, or has no room, is an error with a sentence") {
    const Recording recording;
    const Result<std::size_t> missing = write_chrome_trace(recording, {}, std::string("/no/such/folder/trace.json"));
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == ErrorKind::environment);
    CHECK(missing.error().sentence.find("\"/no/such/folder/trace.json\" could not be written") != std::string::npos);
    const Result<std::size_t> full = write_chrome_trace(recording, {}, std::string("/dev/full"));
    REQUIRE_FALSE(full);
    CHECK(full.error().sentence.find("/dev/full") != std::string::npos);
}

TEST_CASE("slices nest where events were lost, are missing, or come in the wrong order") {
    Recording recording;
    Script script({&recording});
    script.good_frames(2).start_task(named("end is lost")).page(EventType::layout_started, {.detail = 1}).advance(5ms);
    script.page(EventType::task_ended, {.id = 999})
        .page(EventType::paint_ended)
        .page(EventType::callback_ended, {.id = 5});
    script.start_task(named("next")).advance(3ms);
    script.write_at(script.now() - 2ms, Track::page, EventType::style_started).page(EventType::style_ended);
    script.display(EventType::draw_started).display(EventType::draw_started).display(EventType::swap_started);
    script.page(EventType::paused).page(EventType::waiting_started).render().start_task(named("still open at the end"));
    for (int depth = 0; depth < 100; ++depth)
        script.page(EventType::callback_started, {.id = script.new_id(), .detail = 2});
    const std::vector<Line> lines = lines_of(chrome_trace_text(recording, {}));
    check_that_slices_nest(lines);
    CHECK(count_of(lines, 'B', "next") == 1);
}

TEST_CASE("an arrow whose other end is not in the recording is not drawn") {
    Recording recording;
    Script script({&recording});
    script.good_frame().page(EventType::task_queued, {.id = 50, .name = named("never runs")});
    script.page(EventType::task_started, {.id = 60, .name = named("queued before the recording")}).to_vsync();
    const std::vector<Line> lines = lines_of(chrome_trace_text(recording, {}));
    check_that_arrows_have_both_ends(lines);
    for (const Line& line : lines) CHECK(line.category != "work-flow");
}

TEST_CASE("ids that a second page uses again are not mixed up with the first page's") {
    Recording recording;
    Script script({&recording});
    script.stop_display().page(EventType::task_queued, {.id = 1, .name = named("old")});
    script.page(EventType::page_opened).page(EventType::task_started, {.id = 1, .name = named("new")});
    for (const Line& line : lines_of(chrome_trace_text(recording, {}))) CHECK(line.category != "work-flow");
}

TEST_CASE("glyphs that were not ready are told at the draw that lacked them") {
    Recording recording;
    Script script({&recording});
    script.good_frame().display(EventType::glyphs_left_out, {.id = 1, .arg = 12, .arg2 = 30});
    const std::string text = chrome_trace_text(recording, {});
    CHECK(count_of(lines_of(text), 'i', "glyphs not ready") == 1);
    CHECK(text.find("\"left_out\":12") != std::string::npos);
    CHECK(text.find("\"made_ready\":30") != std::string::npos);
}

TEST_CASE("what canvases cost is told where it is recorded and where it is put on pixels") {
    Recording recording;
    Script script({&recording});
    script.page(EventType::paint_started).page(EventType::paint_ended, {.arg = 5, .arg2 = 40});
    script.good_frame().display(EventType::canvases_played, {.id = 1, .cause = 1500, .arg = 39, .arg2 = 4});
    const std::string text = chrome_trace_text(recording, {});
    CHECK(text.find("\"canvas_commands\":40") != std::string::npos);
    CHECK(count_of(lines_of(text), 'i', "canvases played") == 1);
    CHECK(text.find("\"commands\":39") != std::string::npos);
    CHECK(text.find("\"ns\":1500") != std::string::npos);
}

TEST_CASE("an empty recording is an empty trace, and still valid") {
    const Recording recording;
    const std::vector<Line> lines = lines_of(chrome_trace_text(recording, {.subject = "\x80 broken \"name\""}));
    for (const Line& line : lines) CHECK(line.phase == 'M');
}

TEST_CASE("times are microseconds with three decimals, made of integers") {
    const auto text = [](Duration time) {
        std::string out;
        append_microseconds(out, time);
        return out;
    };
    CHECK(text(0ns) == "0.000");
    CHECK(text(16'666'667ns) == "16666.667");
    CHECK(text(1ns) == "0.001");
    CHECK(text(-1ns) == "-0.001");
    CHECK(text(-1500ns) == "-1.500");
    CHECK(text(1h) == "3600000000.000");
}
