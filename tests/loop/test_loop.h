// SPDX-License-Identifier: MIT
// A loop on a virtual clock, with a log to write letters into and the events of its trace.
#pragma once

#include <string>
#include <vector>

#include "loop/event_loop.h"
#include "trace/trace.h"

namespace janklab {

class TestLoop : private Fold {
  public:
    VirtualClock clock{TimePoint{1s}};
    Trace trace{clock, 1u << 14};
    LoopControl control;
    EventLoop loop{
        {.clock = &clock, .trace = &trace.writer(Track::page), .names = &trace.names(), .control = &control}};
    std::string log;

    TestLoop() { trace.add(*this); }

    /// A callback that writes to the log.
    Callback writes(const char* text) {
        return [this, text] { log += text; };
    }
    void queue_task(TaskSource source, const char* text) { loop.queue_a_task(source, text, writes(text)); }
    void queue_microtask(const char* text) { loop.queue_a_microtask(text, writes(text)); }
    FrameCallback writes_in_a_frame(const char* text) {
        return [this, text](TimePoint) { log += text; };
    }
    IdleCallback writes_when_idle(const char* text) {
        return [this, text](const IdleDeadline&) { log += text; };
    }
    void spend(Duration duration) { clock.busy(duration, control.stop_flag()); }
    /// Turns until it is `end`; where nothing is runnable, time passes until the next timer.
    void run_until(TimePoint end) {
        while (clock.stamp() <= end) {
            const Choice choice = loop.choose_next();
            if (choice.kind == Choice::Kind::task) loop.run_a_task(choice.source);
            else if (clock.stamp() == end) return;
            else clock.advance_to(std::min(end, loop.next_wake_up()));
        }
    }
    void run_for(Duration duration) { run_until(clock.stamp() + duration); }
    Duration since_start() const { return clock.stamp() - TimePoint{1s}; }

    /// All that was traced so far.
    const std::vector<TraceEvent>& events() {
        trace.collect();
        return events_;
    }
    std::vector<TraceEvent> events(EventType type) {
        std::vector<TraceEvent> found;
        for (const TraceEvent& event : events()) {
            if (event.type == type) found.push_back(event);
        }
        return found;
    }
    /// The types, in order, as one line.
    std::string event_types() {
        std::string text;
        for (const TraceEvent& event : events()) text += std::string(text.empty() ? "" : " ") + to_string(event.type);
        return text;
    }
    void forget_events() {
        trace.collect();
        events_.clear();
    }

  private:
    void take(const TraceEvent& event) override { events_.push_back(event); }
    std::vector<TraceEvent> events_;
};

}  // namespace janklab
