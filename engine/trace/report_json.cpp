// SPDX-License-Identifier: MIT
// The report as JSON; the schema is described in REPORT.md. Whoever changes a name or a meaning there raises
// Report::schema_version.
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <cctype>
#include <string_view>

#include "base/utf8.h"
#include "trace/code_place.h"
#include "trace/report.h"

namespace janklab {

namespace {

std::string valid_utf8(std::string_view text) {
    std::string valid;
    for (std::size_t at = 0; at < text.size();) valid += utf8(next_code_point(text, at));
    return valid;
}

/// "missed by page" is missed_by_page, as keys are written too.
std::string token(const char* words) {
    std::string token = words;
    for (char& letter : token)
        letter = std::isalnum(static_cast<unsigned char>(letter)) ? static_cast<char>(std::tolower(letter)) : '_';
    return token;
}

class JsonReport {
  public:
    explicit JsonReport(const Report& report) : report_(report) { writer_.SetIndent(' ', 2); }

    std::string text() {
        writer_.StartObject();
        write_facts();
        write_frames();
        write_pacing();
        write_long_tasks();
        write_worst_frames();
        write_checkpoints();
        write_loop_delay();
        write_long_animation_frames();
        write_interactions();
        write_forced_layouts();
        write_counters();
        writer_.EndObject();
        return std::string(buffer_.GetString(), buffer_.GetSize()) + "\n";
    }

  private:
    // -- values --------------------------------------------------------------------------------------------------
    void field(const char* key, std::uint64_t value) {
        writer_.Key(key);
        writer_.Uint64(value);
    }
    void field(const char* key, int value) {
        writer_.Key(key);
        writer_.Int(value);
    }
    void field(const char* key, bool value) {
        writer_.Key(key);
        writer_.Bool(value);
    }
    void field(const char* key, double value) {
        writer_.Key(key);
        writer_.Double(value);
    }
    void field(const char* key, std::string_view value) {
        const std::string text = valid_utf8(value);
        writer_.Key(key);
        writer_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    }
    void field(const char* key, const char* value) { field(key, std::string_view(value)); }
    void field(const char* key, const std::string& value) { field(key, std::string_view(value)); }
    void field(const char* key, Duration value) { field(key, to_ms(value)); }
    void moment(const char* key, TimePoint time) {
        if (time == time_never) null(key);
        else field(key, to_ms(time - report_.facts.start));
    }
    void null(const char* key) {
        writer_.Key(key);
        writer_.Null();
    }
    template <class T>
    void field(const char* key, const std::optional<T>& value) {
        if (value) field(key, *value);
        else null(key);
    }
    void begin(const char* key) {
        writer_.Key(key);
        writer_.StartObject();
    }
    void begin_list(const char* key) {
        writer_.Key(key);
        writer_.StartArray();
    }
    void name_and_source(const Name& name) {
        field("name", name.text);
        if (has_place(name)) field("source", place_of(name));
        else null("source");
    }

    // -- parts, in the order of REPORT.md ------------------------------------------------------------------------
    void write_facts() {
        const RunFacts& facts = report_.facts;
        field("schema_version", Report::schema_version);
        field("subject", facts.subject);
        write_page();
        field("clock", facts.clock == ClockKind::real ? "real" : "virtual");
        if (facts.presented_by) field("clock_source", token(to_string(*facts.presented_by)));
        else null("clock_source");
        field("display", facts.display);
        field("window_copy", facts.window_copy);
        if (facts.hz > 0) field("hz", facts.hz);
        else null("hz");
        field("seed", facts.seed);
        field("duration_ms", facts.length);
        field("lost_events", report_.counters.lost_events);
    }

    void write_page() {
        if (!report_.page) return null("page");
        begin("page");
        field("title", report_.page->title);
        field("number", report_.page->number);
        moment("since_ms", report_.page->since);
        writer_.EndObject();
    }

    void write_frames() {
        const FrameTotals& frames = report_.frames;
        begin("frames");
        field("presented", frames.presented);
        field("missed_by_page", frames.missed_by_page);
        field("dropped", frames.dropped);
        field("idle", frames.idle);
        field("begin_frames", frames.begin_frames);
        field("compositor_only", frames.compositor_only);
        const bool known = frames.drawn > 0;
        field("checkerboarded", known ? std::optional(frames.checkerboarded) : std::nullopt);
        field("most_checkerboard", frames.checkerboarded ? std::optional(frames.most_checkerboard) : std::nullopt);
        field("most_glyphs_left_out", known ? std::optional(frames.most_glyphs_left_out) : std::nullopt);
        field("most_pictures_waiting", known ? std::optional(frames.most_pictures_waiting) : std::nullopt);
        field("canvas_commands", known ? std::optional(frames.canvas_commands) : std::nullopt);
        field("canvas_ms", known ? std::optional(to_ms(frames.canvas_time)) : std::nullopt);
        writer_.EndObject();
    }

    void write_pacing() {
        const std::optional<PacingFigures>& pacing = report_.pacing;
        const auto part = [&](const char* key, auto member) {
            if (pacing) field(key, (*pacing).*member);
            else null(key);
        };
        begin("pacing");
        field("count", pacing ? pacing->count : 0);
        part("mean_ms", &PacingFigures::mean);
        part("stddev_ms", &PacingFigures::standard_deviation);
        part("p50_ms", &PacingFigures::p50);
        part("p95_ms", &PacingFigures::p95);
        part("p99_ms", &PacingFigures::p99);
        part("p99_9_ms", &PacingFigures::p999);
        part("max_ms", &PacingFigures::max);
        part("longest_gap_ms", &PacingFigures::longest_gap);
        part("one_percent_low_p99_fps", &PacingFigures::one_percent_low_p99);
        part("one_percent_low_mean_fps", &PacingFigures::one_percent_low_mean);
        if (pacing && pacing->worst_second) {
            begin("worst_second");
            moment("start_ms", pacing->worst_second->start);
            field("frames", pacing->worst_second->frames);
            writer_.EndObject();
        } else {
            null("worst_second");
        }
        if (pacing && pacing->animation_error) {
            begin("animation_error");
            field("mean_ms", pacing->animation_error->mean);
            field("max_ms", pacing->animation_error->max);
            writer_.EndObject();
        } else {
            null("animation_error");
        }
        write_histogram();
        writer_.EndObject();
    }

    void write_histogram() {
        begin_list("histogram");
        for (int bin = 0; bin < Pacing::bin_count; ++bin) {
            if (report_.histogram[bin] == 0) continue;
            writer_.StartObject();
            field("intervals", static_cast<double>(bin) / Pacing::bins_per_interval);
            field("count", report_.histogram[bin]);
            writer_.EndObject();
        }
        writer_.EndArray();
    }

    void write_long_tasks() {
        begin_list("long_tasks");
        for (const LongTask& task : report_.long_tasks) {
            writer_.StartObject();
            name_and_source(task.name);
            field("task_source", token(to_string(task.source)));
            moment("start_ms", task.start);
            field("duration_ms", task.duration);
            field("blocking_ms", task.blocking());
            field("ended", task.ended);
            writer_.EndObject();
        }
        writer_.EndArray();
        field("long_task_count", report_.long_task_count);
        field("total_blocking_time_ms", report_.total_blocking_time);
    }

    void write_worst_frames() {
        begin_list("worst_frames");
        for (const FrameRecord& frame : report_.worst_frames) {
            writer_.StartObject();
            if (frame.id) field("frame_id", frame.id.value);
            else null("frame_id");
            field("outcome", token(to_string(frame.outcome)));
            moment("begin_ms", frame.begin);
            field("missed_vsyncs", frame.missed_vsyncs);
            begin("cause");
            field("kind", token(to_string(frame.cause.kind)));
            name_and_source(frame.cause.name);
            field("duration_ms", frame.cause.duration);
            writer_.EndObject();
            writer_.EndObject();
        }
        writer_.EndArray();
    }

    void write_checkpoints() {
        const CheckpointFigures& figures = report_.checkpoints;
        begin("microtask_checkpoints");
        field("count", figures.count);
        field("drained", figures.drained);
        field("max_drained", figures.max_drained);
        if (figures.count > 0) field("max_ms", figures.max);
        else null("max_ms");
        field("deepest_chain", figures.deepest_chain);
        writer_.EndObject();
    }

    void write_loop_delay() {
        if (!report_.loop_delay) return null("loop_delay");
        const LoopDelayFigures& figures = *report_.loop_delay;
        begin("loop_delay");
        field("turns", figures.turns);
        field("mean_ms", figures.mean);
        field("p50_ms", figures.p50);
        field("p99_ms", figures.p99);
        field("max_ms", figures.max);
        writer_.EndObject();
    }

    void write_long_animation_frames() {
        begin_list("long_animation_frames");
        for (const LongAnimationFrame& frame : report_.long_animation_frames) {
            writer_.StartObject();
            if (frame.frame) field("frame_id", frame.frame.value);
            else null("frame_id");
            moment("start_ms", frame.start);
            field("duration_ms", frame.duration());
            field("blocking_ms", frame.blocking);
            moment("render_start_ms", frame.render_start);
            moment("style_and_layout_start_ms", frame.style_and_layout_start);
            moment("first_input_ms", frame.first_input);
            moment("presented_ms", frame.presented);
            begin_list("scripts");
            for (const LongFrameScript& script : frame.scripts()) write_script(script);
            writer_.EndArray();
            writer_.EndObject();
        }
        writer_.EndArray();
        field("long_animation_frame_count", report_.long_animation_frame_count);
    }

    void write_script(const LongFrameScript& script) {
        writer_.StartObject();
        name_and_source(script.invoker);
        field("invoker_type", token(to_string(script.invoker_type)));
        moment("start_ms", script.start);
        field("duration_ms", script.duration);
        field("forced_style_and_layout_ms", script.forced_style_and_layout);
        writer_.EndObject();
    }

    void write_interactions() {
        begin_list("interactions");
        for (const Interaction& interaction : report_.interactions) {
            writer_.StartObject();
            field("kind", interaction.kind);
            moment("start_ms", interaction.input);
            field("start_said_by", token(to_string(interaction.said_by)));
            field("duration_ms", interaction.duration());
            field("input_delay_ms", interaction.input_delay());
            field("processing_ms", interaction.processing());
            field("presentation_ms", interaction.presentation_delay());
            writer_.EndObject();
        }
        writer_.EndArray();
        field("interaction_count", report_.interaction_count);
        if (report_.inp) field("inp_ms", report_.inp->duration());
        else null("inp_ms");
    }

    void write_forced_layouts() {
        begin_list("forced_layouts");
        for (const ForcedLayoutSite& site : report_.forced_layouts) {
            writer_.StartObject();
            name_and_source(site.reader);
            field("count", site.count);
            field("total_ms", site.total);
            field("longest_ms", site.longest);
            field("boxes", site.boxes);
            writer_.EndObject();
        }
        writer_.EndArray();
    }

    void write_counters() {
        const LoopCounters& counters = report_.counters;
        begin("counters");
        field("tasks", counters.tasks_run);
        field("microtasks", counters.microtasks_run);
        field("microtasks_dropped", counters.microtasks_dropped);
        field("timers_fired", counters.timers_fired);
        field("animation_frame_callbacks", counters.animation_frames_run);
        field("idle_callbacks", counters.idle_callbacks_run);
        field("renderings", counters.renderings);
        field("layouts", counters.layouts);
        field("forced_layouts", counters.forced_layouts);
        field("inputs", counters.inputs);
        field("errors", counters.errors);
        field("unhandled_rejections", counters.unhandled_rejections);
        field("stops", counters.stops);
        writer_.EndObject();
    }

    const Report& report_;
    rapidjson::StringBuffer buffer_;
    rapidjson::PrettyWriter<rapidjson::StringBuffer> writer_{buffer_};
};

}  // namespace

std::string report_json(const Report& report) { return JsonReport(report).text(); }

}  // namespace janklab
