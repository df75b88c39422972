// SPDX-License-Identifier: MIT
// The strip below the page: the frame-time graph with its header and tooltip, and the counters beside it.
#include <imgui.h>

#include "inspector/panels.h"
#include "inspector/theme.h"
#include "inspector/widgets.h"

namespace janklab {
namespace {

constexpr float side = 2 * grid;

// -- the header ------------------------------------------------------------------------------------------------------

void add_optional(ShortText& text, const std::optional<Duration>& duration) {
    if (duration) text.add_duration(*duration);
    else text.add("n/a");
}

/// The figures from the right to the left; returns where they begin.
float draw_figures(Canvas& canvas, const Rect& header, const InspectorViews& views) {
    const LatestFrames& latest = views.latest;
    float right = header.right();
    const float middle = header.y + header.height / 2;
    const auto put = [&](const char* label, const ShortText& value, Color color) {
        right -= canvas.text_to(right, middle, TextStyle::code, color, value.view()) + grid / 2;
        right -= canvas.text_to(right, middle, TextStyle::small, theme.dim_text, label) + 1.5f * grid;
    };
    ShortText text;
    put("missed", text.add_count(latest.missed), latest.missed ? theme.alarm : theme.text);
    add_optional((text.clear(), text), latest.p99);
    put("p99", text, theme.text);
    add_optional((text.clear(), text), latest.p50);
    put("p50", text, theme.text);
    text.clear();
    if (latest.frames_per_second) text.add_count(*latest.frames_per_second);
    else text.add("n/a");
    put("fps", text, theme.text);
    return right;
}

void draw_legend(Canvas& canvas, float left, float right, float middle) {
    for (int i = 0; i < phase_count; ++i) {
        const auto phase = static_cast<Phase>(i);
        const float width = 10 + 6 + canvas.width_of(TextStyle::small, to_string(phase));
        if (left + width > right) return;
        canvas.fill({left, middle - 5, 10, 10}, color_of(phase), 2);
        canvas.text(left + 16, middle, TextStyle::small, theme.quiet_text, to_string(phase));
        left += width + 1.5f * grid;
    }
    const float width = 10 + 6 + canvas.width_of(TextStyle::small, "missed");
    if (left + width > right) return;
    canvas.fill({left, middle - 2, 10, 4}, theme.alarm);
    canvas.text(left + 16, middle, TextStyle::small, theme.quiet_text, "missed");
}

// -- the graph -------------------------------------------------------------------------------------------------------

Color color_of(FrameOutcome outcome) {
    switch (outcome) {
        case FrameOutcome::missed_by_page:
            return theme.alarm;
        case FrameOutcome::dropped:
            return theme.dropped;
        default:
            return transparent;
    }
}

void draw_bars(Canvas& canvas, const FrameGraph& graph, const GraphLayout& places) {
    for (const GraphBar& bar : graph.bars()) {
        for (int i = 0; i < bar.segment_count; ++i) {
            const GraphBar::Segment& segment = bar.segments[static_cast<std::size_t>(i)];
            canvas.fill(segment.rect, segment.color);
        }
        canvas.fill({bar.column.x, places.outcomes.y, bar.column.width, places.outcomes.height}, color_of(bar.outcome));
    }
}

void draw_marks(Canvas& canvas, const FrameGraph& graph, const Rect& lane) {
    float free_from = lane.right();
    for (const LongTaskMark& mark : graph.marks()) {
        canvas.fill({mark.rect.x, mark.rect.bottom() - 4, mark.rect.width, 3}, theme.alarm);
        // The newest come first; a label that would run into the next one's is left out.
        ShortText label;
        label.add(mark.name.text).add("  ").add_duration(mark.duration);
        const float width = canvas.width_of(TextStyle::small, label.view());
        const float x = std::clamp(mark.rect.x, lane.x, std::max(lane.x, lane.right() - width));
        if (x + width > free_from) continue;
        canvas.text(x, mark.rect.y + 5, TextStyle::small, theme.alarm, label.view());
        free_from = x - grid;
    }
}

void draw_axis(Canvas& canvas, const FrameGraph& graph, const GraphLayout& places) {
    canvas.fill({places.plot.x, places.plot.bottom(), places.plot.width, 1}, theme.line);
    if (graph.budget() <= 0ns) return;
    const Rect line = graph.budget_line();
    canvas.fill(line, with_alpha(theme.budget, 0.7f));
    canvas.text_to(places.axis.right(), line.y, TextStyle::small, theme.quiet_text,
                   ShortText().add_number(to_ms(graph.budget()), 1).add(" ms").view());
    canvas.text_to(places.axis.right(), places.plot.bottom() - 3, TextStyle::small, theme.dim_text, "0");
}

// -- the tooltip -----------------------------------------------------------------------------------------------------

struct TooltipLine {
    Color mark = transparent;
    ShortText label, value;
    Color color = theme.text;
};

struct Tooltip {
    std::array<TooltipLine, 14> lines;
    std::size_t count = 0;
    TooltipLine& add(std::string_view label) {
        TooltipLine& line = lines[count++];
        line.label.add(label);
        return line;
    }
};

void describe(const FrameRecord& frame, Tooltip& tip) {
    TooltipLine& head = tip.add("Frame ");
    head.label.add_count(frame.id.value);
    head.value.add(to_string(frame.outcome));
    if (color_of(frame.outcome).a) head.color = color_of(frame.outcome);
    for (int i = 0; i < phase_count; ++i) {
        const auto phase = static_cast<Phase>(i);
        const Duration time = time_in(frame.activity, phase);
        if (time <= 0ns) continue;
        TooltipLine& line = tip.add(to_string(phase));
        line.mark = janklab::color_of(phase);
        line.value.add_duration(time);
    }
    const auto add_time = [&](const char* label, TimePoint time) {
        if (time != time_never && frame.begin != time_never) tip.add(label).value.add_duration(time - frame.begin);
    };
    add_time("commit after", frame.commit);
    add_time(frame.new_content ? "presented after" : "old content shown after", frame.presented);
    if (frame.missed_vsyncs > 0)
        tip.add("vsyncs without new content").value.add_count(static_cast<std::uint64_t>(frame.missed_vsyncs));
    if (frame.forced_layouts > 0)
        tip.add("forced layouts").value.add_count(static_cast<std::uint64_t>(frame.forced_layouts));
    if (frame.cause.kind == CauseKind::none) return;
    TooltipLine& cause = tip.add(to_string(frame.cause.kind));
    cause.color = theme.alarm;
    if (frame.cause.name.text && *frame.cause.name.text) cause.label.add(" ‹").add(frame.cause.name.text).add("›");
    cause.value.add_duration(frame.cause.duration);
    ShortText place;
    place.add_place(frame.cause.name.where.file, frame.cause.name.where.line);
    if (!place.empty()) tip.add(place.view()).color = theme.quiet_text;
}

void draw_tooltip(const FontSet& fonts, float scale, const Rect& strip, const GraphBar& bar, const FrameRecord& frame) {
    Canvas canvas(ImGui::GetForegroundDrawList(), fonts, scale);
    Tooltip tip;
    describe(frame, tip);
    constexpr float row = 18, padding = 1.5f * grid, width = 36 * grid;
    const float height = static_cast<float>(tip.count) * row + 2 * padding;
    const float x =
        std::clamp(bar.column.x - width / 2, strip.x + grid, std::max(strip.x + grid, strip.right() - width - grid));
    const Rect box{std::floor(x), strip.y - height - grid / 2, width, height};
    canvas.fill(box, theme.surface, 6);
    canvas.outline(box, theme.hovered, 6);
    float middle = box.y + padding + row / 2;
    for (std::size_t i = 0; i < tip.count; ++i, middle += row) {
        const TooltipLine& line = tip.lines[i];
        const float left = box.x + padding + (line.mark.a ? 2 * grid : 0);
        if (line.mark.a) canvas.fill({box.x + padding, middle - 5, 10, 10}, line.mark, 2);
        const float value =
            canvas.text_to(box.right() - padding, middle, TextStyle::code, line.color, line.value.view());
        canvas.text(left, middle, i == 0 ? TextStyle::small_bold : TextStyle::small, line.color, line.label.view(),
                    box.right() - padding - value - grid - left);
    }
}

}  // namespace

void draw_graph(const FontSet& fonts, float scale, const Rect& rect, const InspectorViews& views,
                const FrameTimeline& frames, const std::string& display) {
    Region region(graph_region, fonts, scale, rect);
    Canvas& canvas = region.canvas();
    const GraphLayout places = graph_layout(rect);
    canvas.fill({rect.x, rect.y, rect.width, 1}, theme.line);
    const float middle = places.header.y + places.header.height / 2;
    const float figures = draw_figures(canvas, places.header, views);
    const float title = canvas.text(places.header.x, middle, TextStyle::small_bold, theme.text, "Frames");
    draw_legend(canvas, places.header.x + title + 2 * grid, figures, middle);
    draw_bars(canvas, views.graph, places);
    draw_axis(canvas, views.graph, places);
    draw_marks(canvas, views.graph, places.marks);
    ShortText clock;
    clock.add("Presented times: ").add(views.presented_by ? to_string(*views.presented_by) : "n/a");
    if (!display.empty()) clock.add("  ·  ").add(display);
    canvas.text(places.plot.x, rect.bottom() - 1.25f * grid, TextStyle::small, theme.dim_text, clock.view(),
                places.plot.width);
    if (!hovered(canvas, rect)) return;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (const GraphBar* bar = views.graph.bar_at({mouse.x / scale, mouse.y / scale})) {
        canvas.fill({bar->column.x, places.plot.y, bar->column.width, places.plot.height},
                    with_alpha(theme.text, 0.18f));
        draw_tooltip(fonts, scale, rect, *bar, frames[bar->frame]);
    }
}

void draw_counters(const FontSet& fonts, float scale, const Rect& rect, const InspectorViews& views) {
    Region region(counters_region, fonts, scale, rect);
    Canvas& canvas = region.canvas();
    canvas.fill({rect.x, rect.y, rect.width, 1}, theme.line);
    constexpr float row = 20, above = 1.5f * grid;
    const float width = (rect.width - 2 * side - 3 * grid) / 2;
    const auto rows = static_cast<std::size_t>((rect.height - above - grid / 2) / row);
    const auto counters = views.counters.counters();
    for (std::size_t i = 0; i < std::min(counters.size(), 2 * rows); ++i) {
        const Counter& counter = counters[i];
        const float left = rect.x + side + (i % 2 ? width + 3 * grid : 0);
        const float middle = rect.y + above + static_cast<float>(i / 2) * row + row / 2;
        const Color color = counter.alarming ? theme.alarm : theme.text;
        const float value = canvas.text_to(left + width, middle, TextStyle::code, color, counter.value.view());
        canvas.text(left, middle, TextStyle::small, theme.quiet_text, counter.label, width - value - grid);
    }
}

void draw_banner(const FontSet& fonts, float scale, const Rect& rect, const Banner& banner, Wishes& wishes) {
    if (banner.state() == Banner::State::hidden) return;
    const bool blocked = banner.state() == Banner::State::blocked;
    Region region(banner_region, fonts, scale, rect);
    Canvas& canvas = region.canvas();
    canvas.fill(rect, blocked ? theme.alarm_surface : theme.surface, 8);
    if (!blocked) canvas.outline(rect, theme.hovered, 8);
    const float left = rect.x + 2 * grid;
    float right = rect.right() - 1.5f * grid;
    if (blocked) {
        const ButtonLook look{.label = "Stop", .key = stop_key, .icon = Icon::stop, .alarming = true};
        const float width = button_width(canvas, look) + grid;
        if (button(canvas, "stop", {right - width, rect.y + 1.5f * grid, width, rect.height - 3 * grid}, look)) {
            wishes.command = LoopCommand::stop;
        }
        right -= width + 2 * grid;
    }
    const bool two_lines = blocked && !banner.detail().empty();
    const float middle = rect.y + rect.height / 2;
    canvas.text(left, two_lines ? middle - 9 : middle, TextStyle::body_bold, theme.text, banner.headline().view(),
                right - left);
    if (two_lines) canvas.text(left, middle + 10, TextStyle::code, rgb(0xffd9d5), banner.detail().view(), right - left);
}

}  // namespace janklab
