// SPDX-License-Identifier: MIT
#include "trace/chrome_trace_writer.h"

#include <algorithm>

#include "trace/code_place.h"

namespace janklab {

namespace {

constexpr std::size_t flushed_above = 1u << 16;  // bytes

const char* category_of(Activity activity) {
    switch (activity) {
        case Activity::task:
        case Activity::callback:
        case Activity::checkpoint:
        case Activity::microtask:
            return "scripting";
        case Activity::rendering:
        case Activity::style:
        case Activity::layout:
            return "rendering";
        case Activity::paint:
            return "painting";
        case Activity::gc:
            return "gc";
        case Activity::idle_period:
        case Activity::waiting:
        case Activity::paused:
            return "idle";
    }
    return "other";
}

constexpr const char* metadata = "__metadata";

/// Named work is called by its name, everything else by what it is.
std::string title_of(const Span& span) {
    const bool step = span.activity == Activity::style || span.activity == Activity::layout;
    if (step) return (span.detail == 1 ? "forced " : "") + std::string(to_string(span.activity));
    if (*span.name.text) return span.name.text;
    if (span.activity == Activity::callback) return to_string(static_cast<CallbackKind>(span.detail));
    return to_string(span.activity);
}

const char* color_of(FrameOutcome outcome) {
    switch (outcome) {
        case FrameOutcome::presented:
            return "good";
        case FrameOutcome::missed_by_page:
            return "terrible";
        case FrameOutcome::dropped:
            return "bad";
        case FrameOutcome::pending:
        case FrameOutcome::idle:
            return "grey";
    }
    return "grey";
}

char phase_of(FlowPoint::Part part) {
    switch (part) {
        case FlowPoint::Part::start:
            return 's';
        case FlowPoint::Part::step:
            return 't';
        case FlowPoint::Part::end:
            return 'f';
    }
    return 's';
}

Duration ns(std::uint64_t value) { return Duration(static_cast<Duration::rep>(value)); }

}  // namespace

ChromeTraceWriter::ChromeTraceWriter(const Recording& recording, const ChromeTraceDesc& desc, TextSink& sink)
    : recording_(recording), desc_(desc), sink_(sink), flows_(flows_of(recording)) {}

std::size_t ChromeTraceWriter::write() {
    write_head();
    write_rows();
    write_frames();
    for (std::size_t i = 0; i < recording_.size(); ++i) {
        const TraceEvent& event = recording_[i];
        TimePoint& time = clock_of(event);
        time = std::max(time, event.time);
        if (event.track == Track::page) write_page_event(event);
        else write_display_event(event);
        write_flows(i, event);
        flush(flushed_above);
    }
    if (recording_.size() > 0) {
        const TraceEvent& last = recording_[recording_.size() - 1];
        page_time_ = std::max(page_time_, last.time);
        end_slices(0, last);
        end_display_slice(last);
    }
    out_ += "\n]}\n";
    flush(0);
    return count_;
}

// -- the head, and what is written beforehand --------------------------------------------------------------------

void ChromeTraceWriter::write_head() {
    out_ += R"({"displayTimeUnit":"ms","otherData":{"subject":)";
    append_json_string(out_, desc_.subject);
    out_ += R"(,"lost_events":)" + std::to_string(recording_.lost_events());
    out_ += R"(,"events_beyond_limit":)" + std::to_string(recording_.beyond_limit());
    out_ += R"(},"traceEvents":[)";
}

void ChromeTraceWriter::write_rows() {
    next('M', process_row, desc_.start).name("process_name").category(metadata).arg("name", "janklab " + desc_.subject);
    constexpr std::pair<Row, const char*> rows[] = {
        {vsync_row, "vsync"}, {frames_row, "frames"}, {display_row, "display thread"}, {page_row, "page thread"}};
    for (const auto& [row, title] : rows) {
        next('M', row, desc_.start).name("thread_name").category(metadata).arg("name", title);
        next('M', row, desc_.start)
            .name("thread_sort_index")
            .category(metadata)
            .arg("sort_index", static_cast<std::uint64_t>(row));
    }
}

/// How a frame ended is known only later, so that all of them are gone through first.
void ChromeTraceWriter::write_frames() {
    std::size_t begun = 0;
    for (std::size_t i = 0; i < recording_.size(); ++i) begun += recording_[i].type == EventType::begin_frame;
    constexpr std::size_t slept_through = 4096;
    FrameTimeline frames(begun + slept_through);
    for (std::size_t i = 0; i < recording_.size(); ++i) frames.take(recording_[i]);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const FrameRecord& frame = frames[i];
        Duration length = frame.interval;
        if (i + 1 < frames.size()) length = std::min(length, std::max(Duration{0}, frames[i + 1].begin - frame.begin));
        write_frame(frame, length);
        flush(flushed_above);
    }
}

void ChromeTraceWriter::write_frame(const FrameRecord& frame, Duration length) {
    const std::string id = frame.id ? std::to_string(frame.id.value) : "?";
    {
        JsonEvent slice = next('X', frames_row, frame.begin);
        slice.duration(length)
            .name("frame " + id + ": " + to_string(frame.outcome))
            .category("frame")
            .color(color_of(frame.outcome));
        slice.arg_unless_zero("missed_vsyncs", static_cast<std::uint64_t>(frame.missed_vsyncs));
        slice.arg_unless_zero("late_vsyncs", static_cast<std::uint64_t>(frame.late_vsyncs));
        if (!frame.good() && frame.cause.kind != CauseKind::none) {
            slice.arg("cause", to_string(frame.cause.kind)).arg("cause_name", frame.cause.name.text);
            slice.arg("cause_source", place_of(frame.cause.name)).arg_ms("cause_ms", frame.cause.duration);
        }
        if (frame.presented != time_never) slice.arg_ms("presented_after_ms", frame.presented - frame.begin);
    }
    if (frame.begun) next('i', vsync_row, frame.begin).name("vsync " + id).category("vsync").of_its_track();
}

// -- page thread -------------------------------------------------------------------------------------------------

void ChromeTraceWriter::write_page_event(const TraceEvent& event) {
    const PageStack::Change change = stack_.take(event);
    const std::size_t open = stack_.open().size();
    if (change == PageStack::Change::opened) {
        end_slices(open - 1, event);
        begin_slice(stack_.changed(), event);
    } else {
        end_slices(open, event);
    }
    write_page_instant(event);
    count_tasks(event);
}

void ChromeTraceWriter::begin_slice(const Span& span, const TraceEvent& event) {
    JsonEvent slice = next('B', page_row, page_time_);
    page_slices_.push_back({title_of(span), category_of(span.activity)});
    slice.name(page_slices_.back().name).category(page_slices_.back().category);
    if (span.activity == Activity::task) slice.arg("task_source", to_string(static_cast<TaskSource>(span.detail)));
    if (span.activity == Activity::callback) slice.arg("kind", to_string(static_cast<CallbackKind>(span.detail)));
    if (span.activity == Activity::rendering) slice.arg("frame", span.id);
    if (span.detail == 1 && (span.activity == Activity::style || span.activity == Activity::layout))
        slice.arg("forced_by", span.name.text);
    slice.arg("source", place_of(span.name));
    if (event.type == EventType::idle_period_started)
        slice.arg_ms("deadline_in_ms", TimePoint(ns(event.arg)) - page_time_);
}

/// The innermost ones first, with what the event says about the outermost that it ends.
void ChromeTraceWriter::end_slices(std::size_t remaining, const TraceEvent& event) {
    while (page_slices_.size() > remaining) {
        const Slice slice = std::move(page_slices_.back());
        page_slices_.pop_back();
        JsonEvent end = next('E', page_row, page_time_);
        end.name(slice.name).category(slice.category);
        if (page_slices_.size() != remaining) continue;
        switch (event.type) {
            case EventType::checkpoint_ended:
                end.arg("microtasks", event.arg).arg_unless_zero("deepest_chain", event.arg2);
                break;
            case EventType::style_ended:
                end.arg("elements", event.arg);
                break;
            case EventType::layout_ended:
                end.arg("boxes", event.arg);
                break;
            case EventType::paint_ended:
                end.arg("items", event.arg).arg_unless_zero("canvas_commands", event.arg2);
                break;
            default:
                break;
        }
    }
}

void ChromeTraceWriter::write_page_instant(const TraceEvent& event) {
    const auto instant = [&](std::string_view name, std::string_view category) {
        JsonEvent json = next('i', page_row, page_time_);
        json.name(name)
            .category(category)
            .of_its_track()
            .arg("text", name_of(event).text)
            .arg("source", place_of(name_of(event)));
    };
    switch (event.type) {
        case EventType::error_reported:
            return instant("error", "error");
        case EventType::rejection_unhandled:
            return instant("unhandled rejection", "error");
        case EventType::rejection_handled:
            return instant("rejection handled", "error");
        case EventType::stopped:
            return instant("stopped", "control");
        case EventType::log:
            return instant("log", "log");
        case EventType::page_opened:
            return instant("page opened", "control");
        case EventType::animation_started:
            next('b', page_row, page_time_).name(name_of(event).text).category("animation").id(event.id);
            return;
        case EventType::animation_ended:
            next('e', page_row, page_time_)
                .name(name_of(event).text)
                .category("animation")
                .id(event.id)
                .arg("end", event.detail ? "cancelled" : "finished");
            return;
        case EventType::commit:
            next('i', page_row, page_time_).name("commit").category("frame").of_its_track().arg("frame", event.id);
            return;
        case EventType::begin_frame_received:
            next('i', page_row, page_time_)
                .name("BeginFrame received")
                .category("frame")
                .of_its_track()
                .arg("frame", event.id);
            return;
        case EventType::microtask_batch:
            next('i', page_row, page_time_)
                .name("microtasks, not written singly")
                .category("scripting")
                .of_its_track()
                .arg("run", event.arg)
                .arg("queued", event.arg2)
                .arg("most", name_of(event).text);
            return;
        case EventType::microtasks_dropped:
            next('i', page_row, page_time_)
                .name("microtasks dropped")
                .category("control")
                .of_its_track()
                .arg("count", event.arg);
            return;
        default:
            return;
    }
}

void ChromeTraceWriter::count_tasks(const TraceEvent& event) {
    const std::uint64_t before = tasks_;
    if (event.type == EventType::task_queued) ++tasks_;
    if (event.type == EventType::task_started || event.type == EventType::task_cancelled) tasks_ -= tasks_ > 0;
    if (event.type == EventType::page_opened) tasks_ = 0;
    if (tasks_ != before)
        next('C', page_row, page_time_).name("queued tasks").category("counters").arg("tasks", tasks_);
}

// -- display thread ----------------------------------------------------------------------------------------------

void ChromeTraceWriter::write_display_event(const TraceEvent& event) {
    switch (event.type) {
        case EventType::draw_started:
            return begin_display_slice("draw", event);
        case EventType::swap_started:
            return begin_display_slice("swap", event);
        case EventType::draw_ended:
        case EventType::swap_ended:
            return end_display_slice(event);
        case EventType::input:
            return write_moment(display_row, event, "input: " + std::string(name_of(event).text));
        case EventType::presented:
            if (event.arg2 == 1) write_moment(display_row, event, "presented: frame " + std::to_string(event.id));
            return;
        case EventType::deadline_passed:
            next('i', display_row, display_time_)
                .name("deadline passed")
                .category("frame")
                .of_its_track()
                .arg("frame", event.id);
            return;
        case EventType::glyphs_left_out:
            next('i', display_row, display_time_)
                .name("glyphs not ready")
                .category("driver")
                .of_its_track()
                .arg("left_out", event.arg)
                .arg("made_ready", event.arg2);
            return;
        case EventType::pictures_waiting:
            next('i', display_row, display_time_)
                .name("pictures not ready")
                .category("driver")
                .of_its_track()
                .arg("waiting", event.arg)
                .arg("bytes_brought", event.arg2);
            return;
        case EventType::canvases_played:
            next('i', display_row, display_time_)
                .name("canvases played")
                .category("driver")
                .of_its_track()
                .arg("commands", event.arg)
                .arg("draw_calls", event.arg2)
                .arg("ns", event.cause);
            return;
        case EventType::visibility_changed: {
            constexpr const char* names[] = {"shown", "covered", "hidden"};
            next('i', display_row, display_time_)
                .name(names[std::min<int>(event.detail, 2)])
                .category("control")
                .of_its_track();
            return;
        }
        default:
            return;
    }
}

void ChromeTraceWriter::begin_display_slice(const char* name, const TraceEvent& event) {
    end_display_slice(event);
    JsonEvent slice = next('B', display_row, display_time_);
    slice.name(name).category("driver");
    if (event.type == EventType::draw_started) slice.arg("content_of_frame", event.id).arg("for_frame", event.cause);
    display_slice_ = name;
}

void ChromeTraceWriter::end_display_slice(const TraceEvent& event) {
    if (!display_slice_) return;
    JsonEvent end = next('E', display_row, display_time_);
    end.name(display_slice_).category("driver");
    display_slice_ = nullptr;
    if (event.type == EventType::draw_ended) end.arg("draw_calls", event.arg);
}

/// A slice of no length, because arrows need a slice to hold on to.
void ChromeTraceWriter::write_moment(Row row, const TraceEvent& event, const std::string& name) {
    JsonEvent moment = next('X', row, clock_of(event));
    moment.duration(Duration{0}).name(name).category(event.type == EventType::input ? "input" : "frame");
    if (event.type == EventType::presented) {
        moment.arg("says", to_string(static_cast<PresentedSource>(event.detail)));
        moment.arg_ms("at_ms", TimePoint(ns(event.arg)) - desc_.start);
    }
    if (event.type == EventType::input) {
        moment.arg("says", to_string(static_cast<InputTimeSource>(event.arg2 >> 8)));
        moment.arg_ms("happened_at_ms", TimePoint(ns(event.arg)) - desc_.start);
    }
}

// -- arrows and the rest -----------------------------------------------------------------------------------------

void ChromeTraceWriter::write_flows(std::size_t number, const TraceEvent& event) {
    for (; next_flow_ < flows_.size() && flows_[next_flow_].event == number; ++next_flow_) {
        const FlowPoint& point = flows_[next_flow_];
        const bool is_frame = point.kind == FlowPoint::Kind::frame;
        Row row = event.track == Track::page ? page_row : display_row;
        TimePoint time = clock_of(event);
        if (event.type == EventType::begin_frame) {
            row = frames_row;
            time = event.time;
        }
        const bool needs_a_slice = row == page_row && (page_slices_.empty() || (moment_is_on_top_ && !is_frame));
        if (needs_a_slice) write_moment(page_row, event, "queued: " + std::string(name_of(event).text));
        next(phase_of(point.part), row, time)
            .name(is_frame ? "frame" : "queued")
            .category(is_frame ? "frame-flow" : "work-flow")
            .id(point.flow)
            .binds_to_enclosing();
    }
}

JsonEvent ChromeTraceWriter::next(char phase, Row row, TimePoint time) {
    out_ += count_++ == 0 ? "\n" : ",\n";
    const bool is_slice = phase == 'B' || phase == 'E' || phase == 'X' || phase == 'i';
    if (row == page_row && is_slice) moment_is_on_top_ = phase == 'X' || phase == 'i';
    return JsonEvent(out_, phase, row, time - desc_.start);
}

/// Time never runs backwards on a track.
TimePoint& ChromeTraceWriter::clock_of(const TraceEvent& event) {
    return event.track == Track::page ? page_time_ : display_time_;
}

void ChromeTraceWriter::flush(std::size_t above) {
    if (out_.size() <= above) return;
    sink_.put(out_);
    out_.clear();
}

}  // namespace janklab
