// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "inspector/loop_command.h"
#include "loop/control.h"

using namespace janklab;

namespace {

InputEvent pressed(Key key) {
    InputEvent event;
    event.kind = InputKind::key_down;
    event.key = key;
    return event;
}
Key f(std::uint32_t number) { return static_cast<Key>(static_cast<std::uint32_t>(Key::f1) + number - 1); }

constexpr LoopSituation running{}, paused{.paused = true}, blocked{.blocked = true}, one_thread{.can_pause = false};

}  // namespace

TEST_CASE("F8 pauses and resumes, F9 and F10 step while paused, Escape stops what blocks") {
    CHECK(command_for(pressed(f(8)), running) == LoopCommand::pause);
    CHECK(command_for(pressed(f(8)), paused) == LoopCommand::resume);
    CHECK(command_for(pressed(f(9)), paused) == LoopCommand::step_microtask);
    CHECK(command_for(pressed(f(10)), paused) == LoopCommand::step_task);
    CHECK(command_for(pressed(Key::escape), blocked) == LoopCommand::stop);
}

TEST_CASE("keys that would do nothing for the loop are the page's") {
    CHECK(command_for(pressed(f(9)), running) == LoopCommand::none);
    CHECK(command_for(pressed(f(10)), running) == LoopCommand::none);
    CHECK(command_for(pressed(Key::escape), running) == LoopCommand::none);
    CHECK(command_for(pressed(f(8)), one_thread) == LoopCommand::none);
    CHECK(command_for(pressed(Key::space), paused) == LoopCommand::none);
    InputEvent up = pressed(f(8));
    up.kind = InputKind::key_up;
    CHECK(command_for(up, running) == LoopCommand::none);
    InputEvent with_control = pressed(f(8));
    with_control.control = true;
    CHECK(command_for(with_control, running) == LoopCommand::none);
}

TEST_CASE("a key held down steps again and again, but does not pause and resume in turn") {
    InputEvent step = pressed(f(10)), pause = pressed(f(8));
    step.repeat = pause.repeat = true;
    CHECK(command_for(step, paused) == LoopCommand::step_task);
    CHECK(command_for(pause, running) == LoopCommand::none);
}

TEST_CASE("commands reach the loop's control") {
    LoopControl control;
    carry_out(LoopCommand::pause, control);
    CHECK(control.paused());
    carry_out(LoopCommand::step_task, control);
    control.wait_at_gate(StepKind::task);  // does not block: the step lets one through
    carry_out(LoopCommand::resume, control);
    CHECK_FALSE(control.paused());
    carry_out(LoopCommand::stop, control);
    CHECK(control.stop_requested());
    carry_out(LoopCommand::none, control);
}
