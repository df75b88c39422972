// SPDX-License-Identifier: MIT
// The strip below the page: the frame-time graph with its header and tooltip, and the latest long tasks beside it.
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

/// The figures from the right to the left, as many as fit behind `left`; returns where they begin.
float draw_figures(Canvas& canvas, const Rect& header, float left, const InspectorViews& views) {
    const LatestFrames& latest = views.latest;
    float right = header.right();
    const float middle = header.y + header.height / 2;
    bool fits = true;
    const auto put = [&](const char* before, const ShortText& value, const char* after, Color color) {
        const char* const words = *after ? after : before;
        const float width =
            canvas.width_of(TextStyle::small, words) + grid / 2 + canvas.width_of(TextStyle::code, value.view());
        fits = fits && right - width >= left;
        if (!fits) return;
        if (*after) right -= canvas.text_to(right, middle, TextStyle::small, theme.quiet_text, after) + grid / 2;
        right -= canvas.text_to(right, middle, TextStyle::code, color, value.view());
        if (*before)
            right -= grid / 2 + canvas.text_to(right - grid / 2, middle, TextStyle::small, theme.quiet_text, before);
        right -= 1.5f * grid;
    };
    ShortText text;
    put("", text.add_count(latest.dropped), "dropped", latest.dropped ? theme.dropped : theme.text);
    text.clear();
    put("", text.add_count(latest.missed), "missed", latest.missed ? theme.alarm : theme.text);
    add_optional((text.clear(), text), latest.p99);
    put("p99", text, "", theme.text);
    add_optional((text.clear(), text), latest.p50);
    put("p50", text, "", theme.text);
    text.clear();
    if (latest.frames_per_second) text.add_count(*latest.frames_per_second);
    else text.add("n/a");
    put("", text, "fps", theme.text);
    return right;
}

/// Whose word the times are, where there is room for a sentence; the column says all of it at its end.
void draw_clock(Canvas& canvas, float left, float right, float middle, const InspectorViews& views,
                const std::string& display) {
    ShortText clock;
    if (!display.empty()) clock.add(display);
    else clock.add("presented times: ").add(views.presented_by ? to_string(*views.presented_by) : "n/a");
    if (canvas.width_of(TextStyle::small, clock.view()) <= right - left)
        canvas.text(left, middle, TextStyle::small, theme.dim_text, clock.view());
}

/// What the colours mean. Those of trouble come first, so that they stay where the strip is narrow.
void draw_legend(Canvas& canvas, const Rect& rect) {
    struct Entry {
        const char* words;
        Color color;
        float height;
    };
    std::array<Entry, 3 + phase_count> entries{Entry{"over 50 ms", theme.alarm, 3}, Entry{"missed", theme.alarm, 5},
                                               Entry{"dropped", theme.dropped, 5}};
    for (int i = 0; i < phase_count; ++i) {
        const auto phase = static_cast<Phase>(i);
        entries[static_cast<std::size_t>(3 + i)] = {to_string(phase), color_of(phase), 10};
    }
    const auto width_of = [&](const Entry& entry) { return 16 + canvas.width_of(TextStyle::small, entry.words); };
    float all = 0;
    for (const Entry& entry : entries) all += width_of(entry);
    const float gaps = static_cast<float>(entries.size() - 1);
    const float gap = std::clamp((rect.width - all) / gaps, grid, 1.5f * grid);
    const float middle = rect.y + rect.height / 2;
    float left = rect.x;
    for (const Entry& entry : entries) {
        const float width = width_of(entry);
        if (left + width > rect.right()) break;
        canvas.fill({left, middle - entry.height / 2, 10, entry.height}, entry.color, entry.height > 4 ? 2.f : 0.f);
        canvas.text(left + 16, middle, TextStyle::small, theme.quiet_text, entry.words);
        left += width + gap;
    }
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

/// Two torn edges, and how long it was where there is room to say it.
void draw_gaps(Canvas& canvas, const FrameGraph& graph, const GraphLayout& places) {
    float free_until = places.seconds.right() - 4 * grid;  // "now"
    for (const GraphGap& gap : graph.gaps()) {
        const Rect& rect = gap.rect;
        for (float y = rect.y; y + 3 <= rect.bottom(); y += 6) {
            canvas.fill({rect.x + 1, y, 1, 3}, theme.dim_text);
            canvas.fill({rect.right() - 2, y + 3, 1, 3}, theme.dim_text);
        }
        const ShortText label = ShortText().add_duration(gap.duration);
        const float width = canvas.width_of(TextStyle::small, label.view());
        const float left = rect.x + rect.width / 2 - width / 2;
        if (left < places.plot.x || left + width > free_until) continue;
        canvas.text(left, rect.y + grid, TextStyle::small, theme.quiet_text, label.view());
        free_until = left - grid;
    }
}

void draw_marks(Canvas& canvas, const FrameGraph& graph, const Rect& lane) {
    float free_from = lane.right();
    for (const LongMark& mark : graph.marks()) {
        canvas.fill({mark.rect.x, mark.rect.bottom() - 4, mark.rect.width, 3}, theme.alarm);
        // The newest come first; a label that would run into the next one's is left out.
        ShortText label;
        label.add(mark.name.text).add("  ").add_duration(mark.duration);
        const float width = canvas.width_of(TextStyle::small, label.view());
        const float x = std::clamp(mark.rect.x, lane.x, std::max(lane.x, lane.right() - width));
        if (x + width > free_from) continue;
        canvas.text(x, mark.rect.y + 6, TextStyle::small, theme.alarm, label.view());
        free_from = x - grid;
    }
}

/// Below the bars: where the seconds began.
void draw_seconds(Canvas& canvas, const FrameGraph& graph, const GraphLayout& places) {
    int number = 0;
    for (const float x : graph.seconds()) {
        canvas.fill({x, places.seconds.y, 1, 3}, theme.quiet_text);
        const ShortText label = ShortText("-").add_count(static_cast<std::uint64_t>(++number)).add(" s");
        const float half = canvas.width_of(TextStyle::small, label.view()) / 2;
        const float left = std::max(places.seconds.x, x - half);
        canvas.text(left, places.seconds.y + 0.5f * places.seconds.height + 2, TextStyle::small, theme.dim_text,
                    label.view());
    }
    if (!graph.bars().empty())
        canvas.text_to(places.seconds.right(), places.seconds.y + 0.5f * places.seconds.height + 1, TextStyle::small,
                       theme.dim_text, "now");
}

/// Over the bars: where one interval ends, at which the display shows what is there, and where two do.
void draw_axis(Canvas& canvas, const FrameGraph& graph, const GraphLayout& places) {
    canvas.fill({places.plot.x, places.plot.bottom(), places.plot.width, 1}, theme.line);
    if (graph.budget() <= 0ns) return;
    for (int budgets = 1; budgets <= 2; ++budgets) {
        const Rect line = graph.line_at(budgets);
        canvas.fill(line, with_alpha(theme.budget, budgets == 1 ? 0.8f : 0.2f));
        canvas.text_to(places.axis.right(), line.y, TextStyle::small, budgets == 1 ? theme.text : theme.quiet_text,
                       ShortText().add_number(to_ms(graph.budget() * budgets), 1).add(" ms").view());
    }
    const float vsync_y = graph.line_at(1).y + 1.75f * grid, zero_y = places.plot.bottom() - 3;
    if (zero_y - vsync_y >= 1.5f * grid)
        canvas.text_to(places.axis.right(), vsync_y, TextStyle::small, theme.dim_text, "vsync");
    canvas.text_to(places.axis.right(), zero_y, TextStyle::small, theme.dim_text, "0 ms");
}

// -- the tooltip -----------------------------------------------------------------------------------------------------

struct TooltipLine {
    Color mark = transparent;
    ShortText label, value;
    Color color = theme.text;
};

struct Tooltip {
    std::array<TooltipLine, 17> lines;
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
    if (frame.moved_by_compositor) tip.add(frame.new_content ? "scrolled or animated" : "moved by the compositor");
    if (frame.checkerboard > 0)
        tip.add("checkerboard").value.add_number(100 * frame.checkerboard, 1).add(" % of the page");
    if (frame.glyphs_left_out > 0) tip.add("glyphs not ready").value.add_count(frame.glyphs_left_out);
    if (frame.pictures_waiting > 0) tip.add("pictures not ready").value.add_count(frame.pictures_waiting);
    if (frame.canvas_commands > 0) {
        TooltipLine& line = tip.add("canvases: ");
        line.label.add_count(frame.canvas_commands).add(" commands");
        line.value.add_duration(frame.canvas_time);
    }
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
    place.add_place(frame.cause.name.where.file(), frame.cause.name.where.line());
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
    const float title = canvas.text(places.header.x, middle, TextStyle::small_bold, theme.text, "Frames");
    const float after_title = places.header.x + title + 1.5f * grid;
    const float figures = draw_figures(canvas, places.header, after_title, views);
    draw_clock(canvas, after_title, figures, middle, views, display);
    draw_seconds(canvas, views.graph, places);
    draw_bars(canvas, views.graph, places);
    draw_gaps(canvas, views.graph, places);
    draw_axis(canvas, views.graph, places);
    draw_marks(canvas, views.graph, places.marks);
    draw_legend(canvas, places.legend);
    if (!hovered(canvas, rect)) return;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (const GraphBar* bar = views.graph.bar_at({mouse.x / scale, mouse.y / scale})) {
        canvas.fill({bar->column.x, places.plot.y, bar->column.width, places.plot.height},
                    with_alpha(theme.text, 0.18f));
        draw_tooltip(fonts, scale, rect, *bar, frames[bar->frame]);
    }
}

}  // namespace janklab
