// SPDX-License-Identifier: MIT
// TestPage: a page in virtual time at 60 Hz with text of fixed width, and a list of what happened, for tests of order.
#pragma once

#include <string>
#include <vector>

#include "page/virtual_run.h"
#include "support/fixed_text.h"

namespace janklab {

class TestPage {
  public:
    explicit TestPage(std::vector<ScriptedInput> inputs = {}, bool lockstep = false)
        : run({.text = &text,
               .limit = {.end = time_zero + 10s},
               .lockstep = lockstep,
               .inputs = std::move(inputs),
               .record = true,
               .draw = [this](const CompositorFrame& frame, TimePoint frame_time) {
                   if (on_draw) on_draw(frame, frame_time);
               }}) {}

    /// Notes that something happened.
    void note(std::string what) { happened.push_back(std::move(what)); }
    Callback noting(const char* what) {
        return [this, what] { note(what); };
    }
    Page& page() { return run.page(); }
    int count(EventType type) const {
        int count = 0;
        for (std::size_t i = 0; i < run.recording().size(); ++i) count += run.recording()[i].type == type;
        return count;
    }

    FixedText text;
    std::vector<std::string> happened;
    /// For every frame that is drawn, also while the page is blocked.
    MoveOnlyFunction<void(const CompositorFrame&, TimePoint frame_time)> on_draw;
    VirtualRun run;
};

inline ScriptedInput pointer(InputKind kind, Duration at, Point position) {
    return {.time = time_zero + at, .event = {.kind = kind, .position = position}};
}

}  // namespace janklab
