// SPDX-License-Identifier: MIT
// What each demo must show, asserted on its trace in virtual time. Figures follow from the demos' own settings.
#include "demos/demos.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <set>
#include <string>
#include <utility>

#include "canvas/canvas_bitmap.h"
#include "demos/demo_run.h"

using namespace janklab;

namespace {

using Lines = std::vector<std::string>;

/// The lines between one `first` and the next.
std::vector<Lines> rounds_of(const Lines& log, const std::string& first) {
    std::vector<Lines> rounds;
    for (const std::string& line : log) {
        if (line == first) rounds.emplace_back();
        if (!rounds.empty()) rounds.back().push_back(line);
    }
    return rounds;
}

long count_of(const Lines& log, const char* line) { return std::count(log.begin(), log.end(), line); }

bool ends_with(const char* file, std::string_view end) { return std::string_view(file).ends_with(end); }

/// What the dragged box says of its delays, milliseconds.
std::vector<double> delays(const DemoRun& run) {
    std::vector<double> all;
    for (const std::string& line : run.log()) {
        double ms = 0;
        if (std::sscanf(line.c_str(), "moved after %lf ms", &ms) == 1) all.push_back(ms);
    }
    return all;
}

}  // namespace

TEST_CASE("every demo has a name, a title, a line that says what to look for, and controls") {
    std::set<std::string> names;
    for (const Demo* demo : all_demos()) {
        CAPTURE(demo->name);
        CHECK(names.insert(demo->name).second);
        CHECK(find_demo(demo->name) == demo);
        CHECK(std::string(demo->title).size() > 3);
        CHECK(std::string(demo->look_for).ends_with("."));
        DemoRun run(*demo, {.length = 100ms});
        CHECK_FALSE(run.run().controls().snapshot().empty());
    }
    CHECK(names.size() == 14);
    CHECK(find_demo("no-such-demo") == nullptr);
}

TEST_CASE("every demo runs its length without an error, and the same seed gives the same figures") {
    for (const Demo* demo : all_demos()) {
        CAPTURE(demo->name);
        DemoRun first(*demo, {.length = 2s, .with_hand = demo->hand != nullptr});
        DemoRun second(*demo, {.length = 2s, .with_hand = demo->hand != nullptr});
        CHECK(first.count(EventType::error_reported) == 0);
        CHECK(first.count(EventType::rejection_unhandled) == 0);
        CHECK(first.folds().frames.totals().presented > 0);
        CHECK(first.run().recording().size() == second.run().recording().size());
        CHECK(first.run().trace().lost_events() == 0);
    }
}

TEST_CASE("anatomy of a frame: the stages of a turn come in the standard's order") {
    DemoRun run(anatomy_of_a_frame, {.length = 12s});
    std::vector<Lines> rounds = rounds_of(run.log(), "task");
    REQUIRE(rounds.size() >= 2);
    rounds.pop_back();  // the last may be cut off by the end of the run
    for (const Lines& round : rounds) {
        CHECK(round == Lines{"task", "microtask", "mutation observer", "animation frame callback", "its microtask",
                             "resize observer", "intersection observer"});
    }
}

TEST_CASE("long task: each one is reported with its length and line, and the frames that it cost name it") {
    DemoRun run(long_task);
    const auto& tasks = run.folds().long_tasks;
    CHECK(tasks.count() >= 3);
    for (std::size_t i = 0; i < tasks.latest().size(); ++i) {
        const LongTask& task = tasks.latest()[i];
        CHECK(std::string(task.name.text) == "long task");
        CHECK(ends_with(task.name.where.file(), "demos/02_long_task.cpp"));
        CHECK(to_ms(task.duration) == doctest::Approx(200).epsilon(0.01));
    }
    CHECK(to_ms(tasks.total_blocking_time()) ==
          doctest::Approx(150.0 * static_cast<double>(tasks.count())).epsilon(0.02));
    // 200 ms are twelve vsyncs of 60 Hz; one of them may fall to the frame before or after.
    const auto missed = run.folds().frames.totals().missed_by_page;
    CHECK(missed >= 11 * tasks.count());
    CHECK(missed <= 13 * tasks.count());
    const auto worst = run.folds().frames.worst(1);
    REQUIRE(worst.size() == 1);
    CHECK(std::string(worst[0].cause.name.text) == "long task");
    CHECK(worst[0].cause.kind == CauseKind::task);
}

TEST_CASE("long task: a task of 10 ms is not long and costs no frame") {
    DemoRun run(long_task, {.controls = {{"Length", 10}}});
    CHECK(run.folds().long_tasks.count() == 0);
    CHECK(run.folds().frames.totals().missed_by_page == 0);
}

TEST_CASE("long task: the compositor's wheel has an animation that goes on without the page") {
    DemoRun run(long_task);
    const CompositorFrame* frame = run.run().link().current();
    REQUIRE(frame);
    REQUIRE(frame->animations.size() == 1);
    CHECK(frame->animations[0].timing.iterations == infinite_iterations);
    CHECK(frame->animations[0].keyframes->back().transform == TransformList{rotate(1)});
}

TEST_CASE("microtask starvation: the chain of microtasks keeps every frame away, and is named for it") {
    DemoRun run(microtask_starvation, {.controls = {{"Chain", 1}}});
    const auto pacing = run.folds().pacing.figures();
    REQUIRE(pacing);
    CHECK(to_ms(pacing->longest_gap) >= 600);
    const auto worst = run.folds().frames.worst(1);
    REQUIRE(worst.size() == 1);
    CHECK(worst[0].missed_vsyncs >= 35);
    CHECK(worst[0].cause.kind == CauseKind::microtasks);
    CHECK(std::string(worst[0].cause.name.text) == "chain of microtasks");
    CHECK(run.folds().checkpoints.figures().max_drained > 1000);
}

TEST_CASE("microtask starvation: the same chain made of timers lets every frame through") {
    DemoRun run(microtask_starvation, {.controls = {{"Chain", 2}}});
    CHECK(run.count(EventType::task_started, "chain of timers") > 300);
    CHECK(run.folds().frames.totals().missed_by_page == 0);
    CHECK(run.folds().long_tasks.count() == 0);
}

TEST_CASE("frames and intervals: one step a frame, while the interval steps at its own pace where nothing delays it") {
    DemoRun run(frames_and_intervals, {.controls = {{"Work in each frame", 0}}});
    const int frames = run.count(EventType::callback_started, "step by frame");
    const int steps = run.count(EventType::task_started, "step by interval");
    CHECK(frames >= 298);
    CHECK(frames <= 300);
    CHECK(steps >= 310);
    CHECK(steps <= 313);
}

TEST_CASE("frames and intervals: where frames do some work, the interval drifts away, further and further") {
    DemoRun run(frames_and_intervals);
    const auto behind_ms = [log = run.log()](std::size_t frame) {
        double ms = 0;
        REQUIRE(frame < log.size());
        REQUIRE(std::sscanf(log[frame].c_str(), "behind by %lf ms", &ms) == 1);
        return ms;
    };
    CHECK(behind_ms(120) > behind_ms(60) + 30);
    CHECK(behind_ms(290) > behind_ms(120) + 80);
    CHECK(run.count(EventType::callback_started, "step by frame") >= 298);
}

TEST_CASE("frames and intervals: at 144 Hz there are more frames and no more interval steps") {
    DemoRun run(frames_and_intervals, {.hz = 144, .controls = {{"Work in each frame", 0}}});
    CHECK(run.count(EventType::callback_started, "step by frame") >= 715);
    CHECK(run.count(EventType::task_started, "step by interval") <= 313);
}

TEST_CASE("frames and intervals: work of 20 ms in each frame halves the frames at 60 Hz") {
    DemoRun run(frames_and_intervals, {.controls = {{"Work in each frame", 20}}});
    const int frames = run.count(EventType::callback_started, "step by frame");
    CHECK(frames >= 140);
    CHECK(frames <= 160);
    CHECK(run.folds().frames.totals().missed_by_page >= 140);
}

TEST_CASE("time slicing: uncut and in microtasks the job freezes the page, cut in tasks it does not") {
    const auto missed = [](int way) {
        DemoRun run(time_slicing, {.length = 3s, .controls = {{"Cut", way}}});
        return run.folds().frames.totals().missed_by_page;
    };
    const auto cause = [](int way) {
        DemoRun run(time_slicing, {.length = 3s, .controls = {{"Cut", way}}});
        const FrameCause cause = run.folds().frames.worst(1).at(0).cause;
        return std::pair(cause.kind, std::string(cause.name.text));
    };
    CHECK(cause(1) == std::pair(CauseKind::task, std::string("the job, uncut")));
    CHECK(cause(2) == std::pair(CauseKind::microtasks, std::string("do_the_job_in_slices")));
    CHECK(missed(1) >= 30);  // all at once
    CHECK(missed(2) >= 30);  // microtasks
    CHECK(missed(3) == 0);   // timers
    CHECK(missed(4) == 0);   // yield
    CHECK(missed(5) == 0);   // idle
    CHECK(missed(6) == 0);   // frames
}

TEST_CASE("drag under load: moves are joined to at most one a frame, and wait for the running task") {
    DemoRun run(drag_under_load, {.with_hand = true});
    const int moves = run.count(EventType::callback_started, "move the box");
    CHECK(run.count(EventType::input) > 500);
    CHECK(moves > 100);
    CHECK(moves <= run.count(EventType::rendering_started));
    CHECK(delays(run).size() > 100);  // the hand holds the box
    CHECK(run.folds().frames.totals().missed_by_page > 0);
    const auto& interactions = run.folds().interactions;
    CHECK(interactions.count() >= 1);  // the press
}

TEST_CASE("drag under load: the input delay grows with the load, and without it stays below a frame") {
    const auto longest = [](double load) {
        DemoRun run(drag_under_load, {.with_hand = true, .controls = {{"Load", load}, {"Every", 200}}});
        const std::vector<double> all = delays(run);
        return *std::max_element(all.begin(), all.end());
    };
    CHECK(longest(0) < 17);
    CHECK(longest(100) > 90);
    CHECK(longest(100) < 125);
}

TEST_CASE("drag under load: presses and releases are interactions, and wait for the running task") {
    DemoRun run(drag_under_load, {.with_hand = true});
    const Interactions& interactions = run.folds().interactions;
    CHECK(interactions.count() >= 8);
    Duration longest{};
    for (std::size_t i = 0; i < interactions.latest().size(); ++i)
        longest = std::max(longest, interactions.latest()[i].input_delay());
    CHECK(to_ms(longest) > 5);
    CHECK(to_ms(longest) <= 30);
}

TEST_CASE("drag under load: without load no frame is missed") {
    DemoRun run(drag_under_load, {.with_hand = true, .controls = {{"Load", 0}}});
    CHECK(run.folds().frames.totals().missed_by_page <= 1);
}

TEST_CASE("layout thrashing: one forced layout for each bar, and none when reads and writes are batched") {
    const auto forced = [](int way) {
        DemoRun run(layout_thrashing, {.length = 1s, .controls = {{"Way", way}, {"Bars", 100}}});
        int count = 0;
        const Recording& events = run.run().recording();
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (events[i].type != EventType::layout_started || events[i].detail != 1) continue;
            CHECK(ends_with(events[i].where.file(), "demos/07_layout_thrashing.cpp"));
            ++count;
        }
        return std::pair{count, run.count(EventType::callback_started, "measure and resize the bars")};
    };
    const auto [thrashing, frames] = forced(0);
    CHECK(thrashing > 90 * frames);
    CHECK(thrashing <= 120 * frames);
    CHECK(forced(1).first <= 1);  // the first callback reads before anything was laid out
}

TEST_CASE("layout thrashing: it makes frames late and is named with its line, batching the same work does not") {
    DemoRun in_turns(layout_thrashing, {.length = 1s, .controls = {{"Way", 0}}});
    DemoRun batched(layout_thrashing, {.length = 1s, .controls = {{"Way", 1}}});
    const FrameTimeline& thrashing = in_turns.folds().frames;
    CHECK(thrashing.totals().missed_by_page > 20);
    REQUIRE(!thrashing.worst(1).empty());
    const FrameCause cause = thrashing.worst(1)[0].cause;
    CHECK(cause.kind == CauseKind::forced_layout);
    CHECK(std::string(cause.name.text) == "write_and_read_in_turns");
    CHECK(ends_with(cause.name.where.file(), "demos/07_layout_thrashing.cpp"));
    CHECK(batched.folds().frames.totals().missed_by_page == 0);
}

TEST_CASE("promise order: the words come in the order of ECMAScript's ticks") {
    DemoRun run(promise_order, {.length = 6s});
    std::vector<Lines> rounds = rounds_of(run.log(), "before await");
    REQUIRE(rounds.size() >= 2);
    for (const Lines& round : rounds) {
        REQUIRE(round.size() == 11);
        CHECK(Lines(round.begin(), round.begin() + 9) == Lines{"before await", "script ends", "microtask", "then 1",
                                                               "inner", "after await", "then 2", "then 3", "outer"});
        CHECK(std::set<std::string>(round.begin() + 9, round.end()) == std::set<std::string>{"frame", "timer"});
    }
}

TEST_CASE("debounce and throttle: ten events in a burst give ten answers, one after the pause, one in each 100 ms") {
    DemoRun run(debounce_and_throttle, {.length = 5s, .with_hand = true});
    const Lines log = run.log();
    CHECK(count_of(log, "each") == 40);
    CHECK(count_of(log, "debounced") == 4);
    CHECK(count_of(log, "throttled") == 8);
}

TEST_CASE("debounce and throttle: behind a backlog events wait with the policy fifo, and not with browser or strict") {
    const auto longest_wait = [](Policy policy) {
        DemoRun run(debounce_and_throttle,
                    {.with_hand = true, .controls = {{"Backlog", 60}, {"Cost of an answer", 0}}, .policy = policy});
        double longest = 0;
        for (const std::string& line : run.log())
            if (line.starts_with("waited ")) longest = std::max(longest, std::stod(line.substr(7)));
        return longest;
    };
    CHECK(longest_wait(Policy::fifo) >= 30);
    CHECK(longest_wait(Policy::browser) <= 5);
    CHECK(longest_wait(Policy::strict) <= 5);
}

TEST_CASE("idle work: jobs that ask for the time left miss no frame, jobs that do not ask miss many") {
    DemoRun asking(idle_work);
    CHECK(asking.folds().frames.totals().missed_by_page == 0);
    CHECK(asking.count(EventType::callback_started, "small jobs") > 200);
    DemoRun careless(idle_work, {.controls = {{"Ask what time is left", 0}}});
    CHECK(careless.folds().frames.totals().missed_by_page > 50);
}

TEST_CASE("idle work: the seed decides how long the jobs are") {
    const auto jobs = [](std::uint64_t seed) {
        DemoRun run(idle_work, {.length = 1s, .seed = seed});
        std::vector<TimePoint> ends;
        for (std::size_t i = 0; i < run.run().recording().size(); ++i) {
            const TraceEvent& event = run.run().recording()[i];
            if (event.type == EventType::callback_ended) ends.push_back(event.time);
        }
        return ends;
    };
    CHECK(jobs(7) == jobs(7));
    CHECK(jobs(7) != jobs(8));
}

TEST_CASE("idle work: a flood that is switched off and on again is not two") {
    const auto floods = [](DemoRun::Controls controls) {
        DemoRun run(idle_work, {.length = 1s, .controls = std::move(controls)});
        int waiting = 0, most = 0;
        for (std::size_t i = 0; i < run.run().recording().size(); ++i) {
            const TraceEvent& event = run.run().recording()[i];
            if (!event.name || std::string_view(event.name) != "flood") continue;
            waiting += (event.type == EventType::task_queued) - (event.type == EventType::task_started);
            most = std::max(most, waiting);
        }
        return most;
    };
    CHECK(floods({{"Flood of tasks", 1}}) == 1);
    CHECK(floods({{"Flood of tasks", 1}, {"Flood of tasks", 0}, {"Flood of tasks", 1}}) == 1);
}

TEST_CASE("idle work: with a time-out the jobs run although no time is left") {
    DemoRun starved(idle_work, {.controls = {{"Flood of tasks", 1}}});
    DemoRun timed_out(idle_work, {.controls = {{"Flood of tasks", 1}, {"Time-out of 200 ms", 1}}});
    CHECK(starved.count(EventType::callback_started, "small jobs") <= 1);  // the one before the flood began
    CHECK(timed_out.count(EventType::callback_started, "small jobs") >= 20);
}

TEST_CASE("vsync proof: every frame that is shown has the other colour, and a hesitation shows") {
    DemoRun run(vsync_proof);
    const FrameTotals& totals = run.folds().frames.totals();
    CHECK(totals.missed_by_page == 0);
    CHECK(totals.presented >= 298);
    CHECK(run.count(EventType::callback_started, "alternate red and cyan") >= 298);
    DemoRun hesitating(vsync_proof, {.controls = {{"Miss one frame on purpose", 1}}});
    CHECK(hesitating.folds().frames.totals().missed_by_page >= 1);
    CHECK(hesitating.folds().frames.totals().missed_by_page <= 2);
}

TEST_CASE("canvas: a chart of many points is written down anew in every frame, whole in each commit") {
    DemoRun run(canvas_chart, {.length = 1s, .controls = {{"Points", 20'000}, {"Read back", 1}}});
    CHECK(run.folds().frames.totals().missed_by_page == 0);
    CHECK(run.count(EventType::callback_started, "draw the chart") >= 58);
    const DisplayList list = flattened(run.run().link().current()->list);
    const auto shown = std::ranges::find_if(list.items, [](const DisplayItem& item) {
        const auto* image = std::get_if<ImageItem>(&item);
        return image && image->canvas;
    });
    REQUIRE(shown != list.items.end());
    const CanvasChunk& chunk = *std::get<ImageItem>(*shown).canvas;
    CHECK(!chunk.before);  // nothing of the frames before is needed
    CHECK(chunk.points.size() > 2 * 20'000);
    CanvasBitmap drawn;
    drawn.bring_to(chunk);
    long covered = 0;
    for (std::size_t i = 3; i < drawn.rgba().size(); i += 4) covered += drawn.rgba()[i] > 0;
    CHECK(covered > drawn.size().width * drawn.size().height / 4);
}

TEST_CASE(
    "scrolling: while the page is blocked the left list moves, the right one waits, and both are told afterwards") {
    // The page is blocked from 2.5 s on for one; the hand turns the wheel by ten steps over each list meanwhile.
    DemoRun run(scrolling, {.length = 5s, .with_hand = true});
    enum { before, blocked, after } phase = before;
    double left_before = 0, right_before = 0, left_jump = -1, right_jump = -1;
    int told_in_block = 0;
    for (const std::string& line : run.log()) {
        double at = 0;
        const bool left = std::sscanf(line.c_str(), "left at %lf", &at) == 1;
        const bool right = !left && std::sscanf(line.c_str(), "right at %lf", &at) == 1;
        if (phase == before && line == "the page is blocked") phase = blocked;
        else if (phase == blocked && line == "the page goes on") phase = after;
        told_in_block += phase == blocked && (left || right);
        if (phase == before && left) left_before = at;
        if (phase == before && right) right_before = at;
        if (phase == after && left && left_jump < 0) left_jump = at - left_before;
        if (phase == after && right && right_jump < 0) right_jump = at - right_before;
    }
    CHECK(left_before == 2000);
    CHECK(told_in_block == 0);
    CHECK(left_jump == 1000);  // it was there all the time
    CHECK(right_jump > 0);
    CHECK(right_jump < 600);  // it only begins to move
}

TEST_CASE("motion: without the page blocked, all three balls keep together; the page's two wait while it is") {
    DemoRun run(motion, {.length = 10s});
    const Lines log = run.log();
    CHECK(count_of(log, "the transition has ended") >= 8);
    CHECK(count_of(log, "the animation has gone round") == 4);
    CHECK(run.folds().frames.totals().missed_by_page == 0);
    DemoRun blocked(motion, {.length = 2s, .controls = {{"Block the page for 300 ms", 1}}});
    CHECK(blocked.folds().frames.totals().missed_by_page >= 17);
    // What the display shows of the animation needs no commit: one animation, of transform, goes on in the last frame.
    const CompositorFrame* frame = blocked.run().link().current();
    REQUIRE(frame);
    REQUIRE(frame->animations.size() == 1);
    CHECK(frame->animations[0].property == LayerProperty::transform);
}
