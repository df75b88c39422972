// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "inspector/frame_graph.h"
#include "inspector/story.h"
#include "inspector/theme.h"

using namespace janklab;

namespace {

constexpr Rect plot{100, 20, 600, 90}, marks{100, 4, 600, 16};
// The plot is two and a quarter intervals high: 40 pixels are 16.67 ms.
constexpr float pixels_per_ms = 40 / 16.666667f;

FrameGraph arranged(const Story& story, TimePoint now) {
    FrameGraph graph;
    graph.arrange(story.folds, now, plot, marks);
    return graph;
}

}  // namespace

TEST_CASE("without a frame there is neither bar nor budget") {
    Story story;
    const FrameGraph graph = arranged(story, time_zero);
    CHECK(graph.bars().empty());
    CHECK(graph.line_at(1).empty());
    CHECK(graph.seconds().empty());
}

TEST_CASE("a bar stacks scripting, rendering, painting and idle, each as high as its time and in its colour") {
    Story story;
    story.page(Story::vsync(1) - 1ms, EventType::waiting_started);
    story.good_frame(1, 4ms, 2ms, 1ms);
    story.good_frame(2, 1ms, 1ms, 1ms);
    story.collect();
    const FrameGraph graph = arranged(story, Story::vsync(2) + 10ms);
    REQUIRE(graph.bars().size() == 2);
    const GraphBar& bar = graph.bars()[0];
    REQUIRE(bar.segment_count == 4);
    const Color colors[] = {theme.scripting, theme.rendering, theme.painting, theme.idle};
    const float heights_ms[] = {4, 2, 1, 16.667f - 7};
    float bottom = plot.bottom();
    for (int i = 0; i < 4; ++i) {
        const auto& [rect, color] = bar.segments[static_cast<std::size_t>(i)];
        CAPTURE(i);
        CHECK(color == colors[i]);
        CHECK(rect.height == doctest::Approx(heights_ms[i] * pixels_per_ms).epsilon(0.03));
        CHECK(rect.bottom() == doctest::Approx(bottom));
        bottom = rect.y;
    }
    CHECK(bottom == doctest::Approx(plot.bottom() - 40).epsilon(0.01));
    CHECK(graph.line_at(1).y == 70);
    CHECK(graph.line_at(2).y == 30);
}

TEST_CASE("the newest frame is at the right edge, and old ones leave at the left") {
    Story story;
    for (std::uint64_t n = 1; n <= 300; ++n) story.good_frame(n, 1ms, 1ms, 1ms);
    story.collect();
    const FrameGraph graph = arranged(story, Story::vsync(301));
    REQUIRE(graph.bars().size() == 120);  // 600 pixels, 5 for each
    CHECK(graph.bars().front().column.x == plot.x);
    CHECK(graph.bars().back().column.right() == plot.right() - 1);
    CHECK(story.folds.frames[graph.bars().back().frame].id == FrameId{300});
    CHECK(graph.bar_at({plot.right() - 2, 50})->frame == graph.bars().back().frame);
    CHECK(graph.bar_at({plot.x - 2, 50}) == nullptr);
    CHECK(graph.bar_at({plot.x + 2, plot.bottom() + 4}) == nullptr);
}

TEST_CASE("where no BeginFrame came there is a gap between two bars, which says how long it was") {
    Story story;
    story.page(Story::vsync(1) - 1ms, EventType::waiting_started);
    story.good_frame(1, 1ms, 1ms, 1ms);
    story.good_frame(2, 1ms, 1ms, 1ms);
    story.display(Story::vsync(3) + 1ms, EventType::visibility_changed, {.detail = 2});
    story.display(Story::vsync(62), EventType::visibility_changed, {.detail = 0});
    story.good_frame(63, 1ms, 1ms, 1ms);
    story.collect();
    const FrameGraph graph = arranged(story, Story::vsync(64));
    REQUIRE(graph.bars().size() == 3);
    REQUIRE(graph.gaps().size() == 1);
    const GraphGap& gap = graph.gaps()[0];
    CHECK(gap.duration == 60 * Story::interval);
    CHECK(gap.rect.x >= graph.bars()[1].column.right());
    CHECK(gap.rect.right() <= graph.bars()[2].column.x);
    CHECK(graph.bars()[1].column.x == graph.bars()[0].column.x + bar_pitch(plot.width));
}

TEST_CASE("bars that gaps push out of the plot leave at the left") {
    Story story;
    for (std::uint64_t n = 1; n <= 900; n += 3) {
        story.good_frame(n, 1ms, 1ms, 1ms);
        story.display(Story::vsync(n + 1) + 1ms, EventType::visibility_changed, {.detail = 1});
    }
    story.collect();
    const FrameGraph graph = arranged(story, Story::vsync(901));
    CHECK(graph.bars().size() == 43);  // 600 pixels, 5 for each bar and 9 for each gap
    CHECK(graph.bars().front().column.x >= plot.x);
    for (const GraphGap& gap : graph.gaps()) CHECK(gap.rect.x >= plot.x);
}

TEST_CASE("a wide plot shows 240 frames, with wider bars") {
    CHECK(bar_pitch(600) == 5);
    CHECK(bar_pitch(1700) == 7);
    CHECK(bar_pitch(4000) == 8);
    Story story;
    for (std::uint64_t n = 1; n <= 300; ++n) story.good_frame(n, 1ms, 1ms, 1ms);
    story.collect();
    FrameGraph graph;
    graph.arrange(story.folds, Story::vsync(301), {0, 0, 4000, 60}, marks);
    CHECK(graph.bars().size() == 240);
}

TEST_CASE("frames under a long task are missed, marked in red above, and named") {
    Story story;
    story.page(Story::vsync(1) - 1ms, EventType::waiting_started);
    story.good_frame(1, 1ms, 1ms, 1ms);
    story.good_frame(2, 1ms, 1ms, 1ms);
    for (std::uint64_t n = 3; n <= 6; ++n) story.missed_frame(n, 2);
    story.task(Story::vsync(3) + 1ms, Story::vsync(6) + 12ms, TaskSource::timer, Story::name("sort", "a.cpp", 3));
    story.good_frame(7, 1ms, 1ms, 1ms);
    story.collect();
    const FrameGraph graph = arranged(story, Story::vsync(8));
    REQUIRE(graph.bars().size() == 7);
    for (int i = 0; i < 7; ++i) {
        CAPTURE(i);
        const GraphBar& bar = graph.bars()[static_cast<std::size_t>(i)];
        CHECK(bar.is_long == (i >= 2 && i <= 5));
        CHECK((bar.outcome == FrameOutcome::missed_by_page) == (i >= 2 && i <= 5));
    }
    REQUIRE(graph.marks().size() == 1);
    const LongMark& mark = graph.marks()[0];
    CHECK(std::string_view(mark.name.text) == "sort");
    CHECK_FALSE(mark.running);
    CHECK(mark.rect.x == graph.bars()[2].column.x);
    CHECK(mark.rect.right() == graph.bars()[5].column.right());
    CHECK(mark.rect.y == marks.y);
}

TEST_CASE("a task that is not over is marked once it has run for more than 50 ms") {
    Story story;
    const TimePoint start = Story::vsync(1) + 1ms;
    story.missed_frame(1, 0);
    story.page(start, EventType::task_started, {.id = 1, .name = Story::name("sort", "a.cpp", 3)});
    for (std::uint64_t n = 2; n <= 6; ++n) story.missed_frame(n, 0);
    story.collect();
    CHECK(arranged(story, start + 50ms).marks().empty());
    const FrameGraph graph = arranged(story, start + 60ms);
    REQUIRE(graph.marks().size() == 1);
    CHECK(graph.marks()[0].running);
    CHECK(graph.marks()[0].duration == 60ms);
}

TEST_CASE("a rendering update over 50 ms is marked in red as well, and named by what took most of it") {
    Story story;
    story.page(Story::vsync(1) - 1ms, EventType::waiting_started);
    SUBCASE("by a callback") {
        story.good_frame(1, 60ms, 1ms, 1ms);
        story.collect();
        const FrameGraph graph = arranged(story, Story::vsync(6));
        REQUIRE(graph.marks().size() == 1);
        CHECK(std::string_view(graph.marks()[0].name.text) ==
              story.folds.long_animation_frames.latest().newest().scripts()[0].invoker.text);
        CHECK(graph.marks()[0].duration >= 60ms);
        CHECK(graph.bars()[0].is_long);
    }
    SUBCASE("by layout, which is nobody's script") {
        story.good_frame(1, 1ms, 60ms, 1ms);
        story.collect();
        const FrameGraph graph = arranged(story, Story::vsync(6));
        REQUIRE(graph.marks().size() == 1);
        CHECK(std::string_view(graph.marks()[0].name.text) == "rendering update");
    }
    SUBCASE("not below that") {
        story.good_frame(1, 20ms, 20ms, 5ms);
        story.collect();
        CHECK(arranged(story, Story::vsync(6)).marks().empty());
    }
}

TEST_CASE("time that passes between a short task and the update that it asked for makes no frame long") {
    Story story;
    story.page(Story::vsync(1) - 1ms, EventType::waiting_started);
    story.good_frame(1, 1ms, 1ms, 1ms);
    story.task(Story::vsync(2) + 1ms, Story::vsync(2) + 2ms, TaskSource::timer, Story::name("ask", "a.cpp", 3));
    story.display(Story::vsync(2) + 3ms, EventType::frame_wanted);
    story.good_frame(20, 1ms, 1ms, 1ms);
    story.collect();
    CHECK(story.folds.long_animation_frames.count() == 0);
}

TEST_CASE("short tasks that come before an update make its frame long, and nothing in it is marked") {
    Story story;
    story.page(Story::vsync(1) - 1ms, EventType::waiting_started);
    story.good_frame(1, 1ms, 1ms, 1ms);
    for (std::uint64_t n = 2; n <= 6; ++n) {
        story.missed_frame(n, 1);
        story.task(Story::vsync(n) + 1ms, Story::vsync(n) + 3ms, TaskSource::timer, Story::name("ask", "a.cpp", 3));
    }
    story.good_frame(7, 1ms, 1ms, 1ms);
    story.collect();
    REQUIRE(story.folds.long_animation_frames.count() == 1);
    const FrameGraph graph = arranged(story, Story::vsync(8));
    CHECK(graph.bars().size() == 7);
    CHECK(graph.marks().empty());
}

TEST_CASE("a long task is marked once, although the frame that it belongs to is long too") {
    Story story;
    story.page(Story::vsync(1) - 1ms, EventType::waiting_started);
    story.good_frame(1, 1ms, 1ms, 1ms);
    story.task(Story::vsync(2) + 1ms, Story::vsync(6), TaskSource::timer, Story::name("sort", "a.cpp", 3));
    story.good_frame(7, 1ms, 1ms, 1ms);
    story.collect();
    REQUIRE(story.folds.long_animation_frames.count() == 1);
    const FrameGraph graph = arranged(story, Story::vsync(8));
    REQUIRE(graph.marks().size() == 1);
    CHECK(std::string_view(graph.marks()[0].name.text) == "sort");
}

TEST_CASE("the seconds before the newest bar are where the bars of that age are") {
    Story story;
    for (std::uint64_t n = 1; n <= 150; ++n) story.good_frame(n, 1ms, 1ms, 1ms);
    story.collect();
    const FrameGraph graph = arranged(story, Story::vsync(151));
    REQUIRE(graph.seconds().size() == 1);  // 120 bars are less than two seconds back
    CHECK(graph.seconds()[0] == doctest::Approx(plot.right() - 61 * 5 + 2).epsilon(0.02));
}

TEST_CASE("a frame far over the budget is cut at the top of the plot") {
    Story story;
    story.page(Story::vsync(1) - 1ms, EventType::waiting_started);
    story.good_frame(1, 1ms, 1ms, 1ms);
    story.page(Story::vsync(1) + 8ms, EventType::task_started, {.id = 900});
    story.page(Story::vsync(1) + 80ms, EventType::task_ended, {.id = 900});
    story.collect();
    const GraphBar bar = arranged(story, Story::vsync(5)).bars().back();
    CHECK(bar.clipped);
    for (int i = 0; i < bar.segment_count; ++i) CHECK(bar.segments[static_cast<std::size_t>(i)].rect.y >= plot.y);
}

TEST_CASE("each phase has the colour that Chrome's performance panel gave it") {
    const auto hue_is = [](Color c, auto order) { return order(c); };
    CHECK(hue_is(color_of(Phase::scripting), [](Color c) { return c.r > c.b + 80 && c.g > c.b + 60; }));  // yellow
    CHECK(hue_is(color_of(Phase::rendering), [](Color c) { return c.b > c.g + 60 && c.r > c.g; }));       // purple
    CHECK(hue_is(color_of(Phase::painting), [](Color c) { return c.g > c.r + 40 && c.g > c.b + 40; }));   // green
    CHECK(hue_is(color_of(Phase::idle), [](Color c) { return std::abs(c.r - c.b) < 24; }));               // grey
}
