// SPDX-License-Identifier: MIT
#include "inspector/loop_command.h"

#include "loop/control.h"

namespace janklab {
namespace {

constexpr Key function_key(std::uint32_t number) {
    return static_cast<Key>(static_cast<std::uint32_t>(Key::f1) + number - 1);
}

}  // namespace

LoopCommand command_for(const InputEvent& event, const LoopSituation& situation) {
    if (event.kind != InputKind::key_down || event.control || event.alt) return LoopCommand::none;
    LoopCommand command = LoopCommand::none;
    if (event.key == function_key(8)) command = situation.paused ? LoopCommand::resume : LoopCommand::pause;
    else if (event.key == function_key(9)) command = LoopCommand::step_microtask;
    else if (event.key == function_key(10)) command = LoopCommand::step_task;
    else if (event.key == Key::escape) command = LoopCommand::stop;
    const bool toggles = command == LoopCommand::pause || command == LoopCommand::resume;
    if (toggles && event.repeat) return LoopCommand::none;
    return possible(command, situation) ? command : LoopCommand::none;
}

bool possible(LoopCommand command, const LoopSituation& situation) {
    switch (command) {
        case LoopCommand::none:
            return false;
        case LoopCommand::pause:
            return situation.can_pause && !situation.paused;
        case LoopCommand::resume:
        case LoopCommand::step_task:
        case LoopCommand::step_microtask:
            return situation.paused;
        case LoopCommand::stop:
            return situation.blocked;
    }
    return false;
}

void carry_out(LoopCommand command, LoopControl& control) {
    switch (command) {
        case LoopCommand::none:
            break;
        case LoopCommand::pause:
            control.pause();
            break;
        case LoopCommand::resume:
            control.resume();
            break;
        case LoopCommand::step_task:
            control.step(StepKind::task);
            break;
        case LoopCommand::step_microtask:
            control.step(StepKind::microtask);
            break;
        case LoopCommand::stop:
            control.request_stop();
            break;
    }
}

}  // namespace janklab
