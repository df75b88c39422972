// SPDX-License-Identifier: MIT
// What a person may tell the loop, by button or key. Pure, but for carrying it out. Display thread.
#pragma once

#include <cstdint>

#include "display/input_event.h"

namespace janklab {

class LoopControl;

enum class LoopCommand : std::uint8_t { none, pause, resume, step_task, step_microtask, stop };

/// What the loop is in when the command is given.
struct LoopSituation {
    bool paused = false;
    bool blocked = false;   // the page has been busy for 50 ms
    bool can_pause = true;  // false where page and display share a thread, which a pause would stop for good
};

inline constexpr const char* pause_key = "F8";
inline constexpr const char* step_microtask_key = "F9";
inline constexpr const char* step_task_key = "F10";
inline constexpr const char* stop_key = "Esc";

/// F8 pauses and resumes; F9 and F10 step while paused; Escape stops what runs while the page is blocked. `none` for
/// keys that are the page's.
LoopCommand command_for(const InputEvent& event, const LoopSituation& situation);
/// Whether it would do anything now: steps need a pause, Stop something to end.
bool possible(LoopCommand command, const LoopSituation& situation);
void carry_out(LoopCommand command, LoopControl& control);

}  // namespace janklab
