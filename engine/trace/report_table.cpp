// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>

#include "trace/code_place.h"
#include "trace/report.h"

namespace janklab {

namespace {

constexpr std::size_t lines_of_a_list = 10;

std::string ms(Duration duration) { return fmt::format("{:.3f} ms", to_ms(duration)); }

std::string moment(TimePoint time, TimePoint start) { return time == time_never ? "n/a" : ms(time - start); }

/// "blocking work (demos/02_long_task.cpp:41)"
std::string name_and_place(const Name& name) {
    const std::string text = *name.text ? name.text : "(no name)";
    return has_place(name) ? fmt::format("{} ({})", text, place_of(name)) : text;
}

class Table {
  public:
    void head(const std::string& text) { fmt::format_to(std::back_inserter(text_), "\n{}\n", text); }
    void row(const char* label, const std::string& value) { line(fmt::format("  {:<24}{}", label, value)); }
    void line(const std::string& text) {
        text_ += text;
        text_.erase(text_.find_last_not_of(' ') + 1);
        text_ += '\n';
    }
    std::string text() && { return std::move(text_); }

  private:
    std::string text_;
};

void add_facts(Table& table, const Report& report) {
    const RunFacts& facts = report.facts;
    table.line(facts.subject);
    const char* clock = facts.clock == ClockKind::real ? "real" : "virtual";
    table.row("clock", fmt::format("{}; presentation times by {}", clock,
                                   facts.presented_by ? to_string(*facts.presented_by) : "n/a"));
    table.row("display", facts.display.empty() ? "n/a" : facts.display);
    table.row("copied to the window", !facts.window_copy              ? "n/a"
                                      : *facts.window_copy == "whole" ? "the whole page, each frame"
                                                                      : "what changed, by " + *facts.window_copy);
    table.row("refresh rate", facts.hz > 0 ? fmt::format("{:.3f} Hz", facts.hz) : "n/a");
    table.row("length", fmt::format("{:.3f} s", to_ms(facts.length) / 1000));
    if (facts.seed) table.row("seed", fmt::format("{}", *facts.seed));
    if (const auto& page = report.page)
        table.row("figures are of", fmt::format("the page \"{}\" alone, number {} of the run, open since {}",
                                                page->title, page->number, moment(page->since, facts.start)));
}

void add_frames(Table& table, const Report& report) {
    table.head("Frames");
    table.row("presented", fmt::format("{:>8}", report.frames.presented));
    table.row("missed by the page", fmt::format("{:>8}", report.frames.missed_by_page));
    table.row("dropped", fmt::format("{:>8}", report.frames.dropped));
    table.row("idle", fmt::format("{:>8}", report.frames.idle));
    const FrameTotals& frames = report.frames;
    table.row("moved without the page", fmt::format("{:>8}", frames.compositor_only));
    table.row("checkerboarded", frames.checkerboarded
                                    ? fmt::format("{:>8}, at most {:.1f} % of the page, {} glyphs, {} pictures",
                                                  frames.checkerboarded, 100 * frames.most_checkerboard,
                                                  frames.most_glyphs_left_out, frames.most_pictures_waiting)
                                : frames.drawn ? "       0"
                                               : "     n/a");
    if (frames.canvas_commands > 0)
        table.row("canvases", fmt::format("{:>8} commands put on pixels in {:.1f} ms", frames.canvas_commands,
                                          to_ms(frames.canvas_time)));
}

void add_pacing(Table& table, const Report& report) {
    table.head("Pacing: distance between presentations of new content");
    if (!report.pacing) return table.row("distances", "n/a: fewer than two presentations in a row");
    const PacingFigures& pacing = *report.pacing;
    table.row("distances", fmt::format("{:>8}", pacing.count));
    const auto row = [&](const char* label, Duration value) { table.row(label, fmt::format("{:>12}", ms(value))); };
    row("mean", pacing.mean);
    row("standard deviation", pacing.standard_deviation);
    row("p50", pacing.p50);
    row("p95", pacing.p95);
    row("p99", pacing.p99);
    row("p99.9", pacing.p999);
    row("max", pacing.max);
    row("longest gap", pacing.longest_gap);
    table.row("1% low, 1 / p99", fmt::format("{:>8.1f} frames a second", pacing.one_percent_low_p99));
    table.row("1% low, worst 1%'s mean", fmt::format("{:>8.1f} frames a second", pacing.one_percent_low_mean));
    if (pacing.worst_second) {
        table.row("worst second", fmt::format("{:>8} frames, from {}", pacing.worst_second->frames,
                                              moment(pacing.worst_second->start, report.facts.start)));
    } else {
        table.row("worst second", "     n/a");
    }
    if (pacing.animation_error) {
        table.row("animation error", fmt::format("{:>12} mean, {} max", ms(pacing.animation_error->mean),
                                                 ms(pacing.animation_error->max)));
    } else {
        table.row("animation error", "     n/a");
    }
}

void add_long_tasks(Table& table, const Report& report) {
    table.head("Long tasks: over 50 ms with their microtasks");
    table.row("count", fmt::format("{:>8}", report.long_task_count));
    table.row("total blocking time", fmt::format("{:>12}", ms(report.total_blocking_time)));
    std::vector<LongTask> longest = report.long_tasks;
    std::ranges::stable_sort(longest, std::greater{}, &LongTask::duration);
    if (longest.size() > lines_of_a_list) longest.resize(lines_of_a_list);
    if (!longest.empty()) table.line(fmt::format("  {:>14}  {:>14}  {}", "start", "duration", "the longest"));
    for (const LongTask& task : longest) {
        table.line(fmt::format("  {:>14}  {:>14}  {}{}", moment(task.start, report.facts.start), ms(task.duration),
                               name_and_place(task.name), task.ended ? "" : ", still running"));
    }
}

/// Style, layout and paint bear no name: nobody asked for them.
std::string what_took_it(const FrameCause& cause) {
    const bool is_stage =
        cause.kind == CauseKind::style || cause.kind == CauseKind::layout || cause.kind == CauseKind::paint;
    return is_stage && !*cause.name.text ? "the stage as a whole" : name_and_place(cause.name);
}

void add_worst_frames(Table& table, const Report& report) {
    table.head("Worst frames, and what took their time");
    if (report.worst_frames.empty()) return table.line("  none: no frame was missed or dropped");
    table.line(fmt::format("  {:>8}  {:>7}  {:>14}  {:<24}  {}", "frame", "vsyncs", "took", "kind", "what"));
    for (const FrameRecord& frame : report.worst_frames) {
        const bool known = frame.cause.kind != CauseKind::none;
        table.line(fmt::format("  {:>8}  {:>7}  {:>14}  {:<24}  {}",
                               frame.id ? fmt::format("{}", frame.id.value) : "n/a", frame.missed_vsyncs,
                               known ? ms(frame.cause.duration) : "n/a", known ? to_string(frame.cause.kind) : "n/a",
                               known ? what_took_it(frame.cause) : ""));
    }
}

void add_forced_layouts(Table& table, const Report& report) {
    if (report.forced_layouts.empty()) return;
    table.head("Forced layouts: style and layout in the middle of a script, because it read geometry");
    table.line(fmt::format("  {:>8}  {:>14}  {:>14}  {}", "count", "in sum", "longest", "read by"));
    for (const ForcedLayoutSite& site : report.forced_layouts) {
        table.line(fmt::format("  {:>8}  {:>14}  {:>14}  {}", site.count, ms(site.total), ms(site.longest),
                               name_and_place(site.reader)));
    }
}

void add_loop(Table& table, const Report& report) {
    table.head("Loop");
    const CheckpointFigures& checkpoints = report.checkpoints;
    table.row("microtask checkpoints", fmt::format("{:>8}", checkpoints.count));
    if (checkpoints.count > 0) {
        table.row("  most drained by one", fmt::format("{:>8}", checkpoints.max_drained));
        table.row("  longest", fmt::format("{:>12}", ms(checkpoints.max)));
        table.row("  deepest chain", fmt::format("{:>8}", checkpoints.deepest_chain));
    }
    if (report.loop_delay) {
        const LoopDelayFigures& delay = *report.loop_delay;
        table.row("turns", fmt::format("{:>8}", delay.turns));
        table.row("  loop delay",
                  fmt::format("{:>12} p50, {} p99, {} max", ms(delay.p50), ms(delay.p99), ms(delay.max)));
    } else {
        table.row("turns", "     n/a");
    }
}

void add_long_animation_frames(Table& table, const Report& report) {
    if (report.long_animation_frames.empty()) return;
    table.head(fmt::format("Long animation frames: {} of 50 ms or more", report.long_animation_frame_count));
    std::vector<LongAnimationFrame> longest = report.long_animation_frames;
    std::ranges::stable_sort(longest, std::greater{}, &LongAnimationFrame::duration);
    if (longest.size() > lines_of_a_list) longest.resize(lines_of_a_list);
    table.line(fmt::format("  {:>14}  {:>14}  {:>14}  {}", "start", "duration", "blocking", "longest script"));
    for (const LongAnimationFrame& frame : longest) {
        const auto scripts = frame.scripts();
        const auto script = std::ranges::max_element(scripts, {}, &LongFrameScript::duration);
        table.line(fmt::format("  {:>14}  {:>14}  {:>14}  {}", moment(frame.start, report.facts.start),
                               ms(frame.duration()), ms(frame.blocking),
                               script == scripts.end() ? "none of 5 ms or more" : name_and_place(script->invoker)));
    }
}

void add_interactions(Table& table, const Report& report) {
    if (!report.inp) return;
    const Interaction& worst = *report.inp;
    table.head("Interactions: from a press or key to the frame that shows its effect");
    table.row("count", fmt::format("{:>8}", report.interaction_count));
    const char* verdict = worst.duration() <= 200ms ? "good" : worst.duration() <= 500ms ? "needs improvement" : "poor";
    table.row("INP", fmt::format("{:>12}, {}: {}", ms(worst.duration()), verdict, worst.kind));
    const std::optional<Duration> presentation = worst.presentation_delay();
    table.row("  it happened, says", fmt::format("{:>12}", to_string(worst.said_by)));
    table.row("  of that", fmt::format("{:>12} input delay, {} processing, {} presentation", ms(worst.input_delay()),
                                       ms(worst.processing()), presentation ? ms(*presentation) : "n/a"));
}

void add_remarks(Table& table, const Report& report) {
    const LoopCounters& counters = report.counters;
    const bool nothing = counters.errors + counters.unhandled_rejections + counters.stops + counters.lost_events == 0;
    if (nothing) return;
    table.head("Remarks");
    if (counters.errors) table.row("uncaught errors", fmt::format("{:>8}", counters.errors));
    if (counters.unhandled_rejections)
        table.row("unhandled rejections", fmt::format("{:>8}", counters.unhandled_rejections));
    if (counters.stops) table.row("stops", fmt::format("{:>8}", counters.stops));
    if (counters.lost_events) {
        table.row("lost events", fmt::format("{:>8}: written faster than they were read; figures are of what was seen",
                                             counters.lost_events));
    }
}

}  // namespace

std::string report_table(const Report& report) {
    Table table;
    add_facts(table, report);
    add_frames(table, report);
    add_pacing(table, report);
    add_long_tasks(table, report);
    add_worst_frames(table, report);
    add_forced_layouts(table, report);
    add_loop(table, report);
    add_long_animation_frames(table, report);
    add_interactions(table, report);
    add_remarks(table, report);
    return std::move(table).text();
}

}  // namespace janklab
