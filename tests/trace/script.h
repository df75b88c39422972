// SPDX-License-Identifier: MIT
// Script: a page and a display told as a story. It keeps a clock, lets vsyncs happen on the way as the virtual display
// does, and hands the events to folds. No loop, no thread, no real clock.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "support/made_up_place.h"
#include "trace/trace.h"

namespace janklab {

inline Name named(const char* text, const char* file = "demo.cpp", std::uint32_t line = 1) {
    return {text, made_up_place(file, line)};
}

class Script {
  public:
    /// Vsync k is at k periods; the first BeginFrame, number 1, at time zero.
    Script(std::vector<Fold*> folds, int hz = 60) : folds_(std::move(folds)), period_(1'000'000'000 / hz) {}

    // -- time ----------------------------------------------------------------------------------------------------
    TimePoint now() const { return now_; }
    Duration period() const { return period_; }
    std::uint64_t frame() const { return frame_; }
    Script& advance(Duration duration) { return advance_to(now_ + duration); }
    Script& advance_to(TimePoint time) {
        while (display_runs_ && next_vsync() <= time) {
            now_ = next_vsync();
            vsync();
        }
        now_ = time;
        return *this;
    }
    /// Until just after the next vsync, or so long before it.
    Script& to_vsync(Duration before = {}) { return advance_to(next_vsync() - before); }

    // -- the page ------------------------------------------------------------------------------------------------
    Script& page(EventType type, const EventFields& fields = {}) { return write(Track::page, type, fields); }
    std::uint64_t new_id() { return ++ids_; }

    Script& start_task(Name name, TaskSource source = TaskSource::dom_manipulation, std::uint64_t cause = 0) {
        const std::uint64_t id = new_id();
        const auto detail = static_cast<std::uint16_t>(source);
        page(EventType::task_queued, {.id = id, .cause = cause, .detail = detail, .name = name});
        task_ = id;
        return page(EventType::task_started, {.id = id, .detail = detail, .name = name});
    }
    Script& end_task() { return page(EventType::task_ended, {.id = task_}); }
    Script& task(Name name, Duration duration, TaskSource source = TaskSource::dom_manipulation,
                 std::uint64_t cause = 0) {
        return start_task(name, source, cause).advance(duration).end_task();
    }
    /// A checkpoint of so many microtasks, each queueing the next, of which the first two are written singly.
    Script& checkpoint(Name name, std::uint64_t microtasks, Duration each) {
        page(EventType::checkpoint_started);
        for (std::uint64_t i = 0; i < microtasks; ++i) {
            const std::uint64_t id = new_id();
            if (i < 2) page(EventType::microtask_started, {.id = id, .name = name});
            advance(each);
            if (i < 2) page(EventType::microtask_ended, {.id = id});
        }
        if (microtasks > 2)
            page(EventType::microtask_batch, {.cause = static_cast<std::uint64_t>(each.count()),
                                              .arg = microtasks - 2,
                                              .arg2 = microtasks - 2,
                                              .name = name});
        return page(EventType::checkpoint_ended, {.arg = microtasks, .arg2 = microtasks});
    }
    Script& callback(CallbackKind kind, Name name, Duration duration) {
        const std::uint64_t id = new_id();
        page(EventType::callback_started, {.id = id, .detail = static_cast<std::uint16_t>(kind), .name = name});
        advance(duration);
        return page(EventType::callback_ended, {.id = id});
    }
    Script& forced_layout(Name reader, Duration duration) {
        page(EventType::layout_started, {.detail = 1, .name = reader});
        return advance(duration).page(EventType::layout_ended, {.arg = 100});
    }
    Script& wait(Duration duration) {
        return page(EventType::waiting_started).advance(duration).page(EventType::waiting_ended);
    }
    /// An update of the rendering for the newest BeginFrame, with a commit. Style, layout and paint take 0.1 ms each.
    Script& render(Duration scripting = 1ms, Name name = named("animate", "demo.cpp", 7)) {
        wanted_ = false;
        const std::uint64_t frame = frame_;
        owed_ = std::max(owed_, frame);
        page(EventType::begin_frame_received, {.id = frame}).page(EventType::rendering_started, {.id = frame});
        callback(CallbackKind::animation_frame, name, scripting);
        page(EventType::style_started).advance(100us).page(EventType::style_ended, {.arg = 3});
        page(EventType::layout_started).advance(100us).page(EventType::layout_ended, {.arg = 4});
        page(EventType::paint_started).advance(100us).page(EventType::paint_ended, {.arg = 5});
        committed_ = answered_ = frame;
        page(EventType::commit, {.id = frame});
        page(EventType::rendering_ended, {.id = frame});
        return want_frame();
    }
    /// To the next vsync, and an update there that is in time.
    Script& good_frame() { return to_vsync().render(); }
    Script& good_frames(int count) {
        for (int i = 0; i < count; ++i) good_frame();
        return *this;
    }
    /// The page wishes for a frame, as an animation does in each frame.
    Script& want_frame() {
        if (!wanted_) display(EventType::frame_wanted);
        wanted_ = true;
        return *this;
    }
    Script& want_no_frame() {
        wanted_ = false;
        return *this;
    }

    // -- the display ---------------------------------------------------------------------------------------------
    Script& display(EventType type, const EventFields& fields = {}) { return write(Track::display, type, fields); }
    std::uint64_t input(const char* kind, bool interaction = true) {
        const std::uint64_t id = (std::uint64_t{1} << 63) | ++inputs_;
        display(EventType::input, {.id = id, .arg = ns(now_), .arg2 = interaction, .name = {kind, CodeLocation{}}});
        return id;
    }
    /// From now on no vsync happens by itself.
    Script& stop_display() {
        display_runs_ = false;
        return *this;
    }
    Script& lose(Track track, std::uint64_t count) {
        for (Fold* fold : folds_) fold->lost(track, count);
        return *this;
    }
    /// As another thread wrote it: any time.
    Script& write(Track track, EventType type, const EventFields& fields) {
        return write_at(now_, track, type, fields);
    }
    Script& write_at(TimePoint time, Track track, EventType type, const EventFields& fields = {}) {
        const TraceEvent event{.time = time,
                               .type = type,
                               .track = track,
                               .detail = fields.detail,
                               .id = fields.id,
                               .cause = fields.cause,
                               .arg = fields.arg,
                               .arg2 = fields.arg2,
                               .name = fields.name.text,
                               .where = fields.name.where};
        for (Fold* fold : folds_) fold->take(event);
        return *this;
    }
    static std::uint64_t ns(TimePoint time) { return static_cast<std::uint64_t>(time.time_since_epoch().count()); }

  private:
    TimePoint next_vsync() const { return time_zero + period_ * static_cast<std::int64_t>(frame_); }

    void vsync() {
        const std::uint64_t ended = frame_, content = committed_;
        if (ended && content) {
            display(EventType::draw_started, {.id = content, .cause = ended})
                .display(EventType::draw_ended, {.arg = 2});
        } else if (ended) {
            if (answered_ < owed_) display(EventType::deadline_passed, {.id = ended});
            display(EventType::frame_skipped, {.id = ended});
        }
        ++frame_;
        if (wanted_) owed_ = frame_;
        display(EventType::begin_frame,
                {.id = frame_, .arg = ns(now_ + period_), .arg2 = static_cast<std::uint64_t>(period_.count())});
        if (!content) return;
        committed_ = 0;
        display(EventType::swap_started).display(EventType::swap_ended);
        display(EventType::presented, {.id = content, .cause = ended, .arg = ns(now_), .arg2 = 1});
    }

    std::vector<Fold*> folds_;
    Duration period_;
    TimePoint now_;
    std::uint64_t frame_ = 0, ids_ = 0, inputs_ = 0, task_ = 0;
    std::uint64_t committed_ = 0;            // and not drawn yet
    std::uint64_t owed_ = 0, answered_ = 0;  // the newest frame that the page was asked for, and that it committed
    bool wanted_ = false, display_runs_ = true;
};

}  // namespace janklab
