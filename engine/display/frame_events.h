// SPDX-License-Identifier: MIT
// FrameEvents: what a display writes into the trace about input and frames, in one place, so that the real and the
// virtual display cannot differ. Display thread. What the fields mean stands in trace/event.h.
#pragma once

#include "display/frame_scheduler.h"
#include "display/input_event.h"
#include "trace/trace_writer.h"

namespace janklab {

class FrameEvents {
  public:
    /// Null: nothing is recorded.
    explicit FrameEvents(TraceWriter* trace) : trace_(trace) {}

    /// `for_page`: it is sent to the page; otherwise the display scrolls by it.
    void input(const InputEvent& event, bool for_page) {
        write(EventType::input, {.id = event.id,
                                 .detail = static_cast<std::uint16_t>(event.kind),
                                 .arg = ns(event.time),
                                 .arg2 = is_interaction(event.kind) + (for_page ? input_for_page : 0) +
                                         256u * static_cast<unsigned>(event.said_by),
                                 .name = {to_string(event.kind), CodeLocation{}}});
    }
    /// Writes it once for each wish; ask with every look at the page's link.
    void note_wish(bool frame_wanted) {
        if (frame_wanted && !wish_noted_) write(EventType::frame_wanted, {});
        wish_noted_ = frame_wanted;
    }
    /// Stamped with the vsync, not with the moment at which the display woke up.
    void begun(const BeginFrame& frame) {
        if (!trace_) return;
        trace_->write_at(frame.time, EventType::begin_frame,
                         {.id = frame.id.value,
                          .arg = ns(frame.deadline),
                          .arg2 = static_cast<std::uint64_t>(frame.interval.count())});
    }
    void visibility_changed(Visibility visibility) {
        write(EventType::visibility_changed, {.detail = static_cast<std::uint16_t>(visibility)});
    }
    void skipped(const FrameDecision& decision) {
        note_lateness(decision);
        write(EventType::frame_skipped, {.id = decision.frame.id.value, .detail = decision.dropped});
    }
    /// Drawn and swapped, but never shown.
    void overtaken(FrameId frame) { write(EventType::frame_skipped, {.id = frame.value, .detail = 1}); }
    /// `moves`: something by an animation, or because it is scrolled.
    void draw_started(const FrameDecision& decision, FrameId content, bool moves) {
        note_lateness(decision);
        write(EventType::draw_started, {.id = content.value, .cause = decision.frame.id.value, .detail = moves});
    }
    void glyphs_left_out(FrameId content, std::uint32_t left_out, std::uint32_t made_ready) {
        write(EventType::glyphs_left_out, {.id = content.value, .arg = left_out, .arg2 = made_ready});
    }
    void pictures_waiting(FrameId content, std::uint32_t waiting, std::size_t bytes_uploaded) {
        write(EventType::pictures_waiting, {.id = content.value, .arg = waiting, .arg2 = bytes_uploaded});
    }
    void canvases_played(FrameId content, std::uint64_t commands, std::uint32_t draw_calls, Duration took) {
        write(EventType::canvases_played, {.id = content.value,
                                           .cause = static_cast<std::uint64_t>(took.count()),
                                           .arg = commands,
                                           .arg2 = draw_calls});
    }
    /// `pixels` were drawn again; `missing` of `all` are around what was not ready.
    void draw_ended(std::uint32_t draw_calls, std::uint64_t pixels, std::uint64_t missing, std::uint64_t all) {
        const std::uint64_t thousandths = all == 0 ? 0 : (missing * 1000 + all - 1) / all;
        write(EventType::draw_ended,
              {.detail = static_cast<std::uint16_t>(thousandths), .arg = draw_calls, .arg2 = pixels});
    }
    void swap_started() { write(EventType::swap_started, {}); }
    void swap_ended() { write(EventType::swap_ended, {}); }
    void presented(FrameId content, FrameId frame, TimePoint when, PresentedSource source, bool new_content) {
        write(EventType::presented, {.id = content.value,
                                     .cause = frame.value,
                                     .detail = static_cast<std::uint16_t>(source),
                                     .arg = ns(when),
                                     .arg2 = new_content});
    }

  private:
    static std::uint64_t ns(TimePoint time) { return static_cast<std::uint64_t>(time.time_since_epoch().count()); }
    void note_lateness(const FrameDecision& decision) {
        if (decision.page_is_late) write(EventType::deadline_passed, {.id = decision.frame.id.value});
    }
    void write(EventType type, const EventFields& fields) {
        if (trace_) trace_->write(type, fields);
    }

    TraceWriter* trace_;
    bool wish_noted_ = false;
};

}  // namespace janklab
