// SPDX-License-Identifier: MIT
// TurnState: what a loop's turn must look at besides its queues, and how often script is on the call stack, in one word
// that is zero while tasks simply follow each other: the only thing that a plain turn tests. One thread.
#pragma once

#include <cstdint>

namespace janklab {

class TurnState {
  public:
    enum Flag : std::uint32_t {
        has_posters = 1,      // somebody may post
        has_timers = 2,       // some are armed, or were at the last look
        has_microtasks = 4,   // some were queued outside of callbacks
        passed_one_over = 8,  // a source waits while another was chosen
        rendered_last = 16,
        runs_an_alarm = 32,
    };

    bool plain() const { return word_ == 0; }
    bool is(Flag only) const { return word_ == only; }
    bool has(std::uint32_t any_of) const { return (word_ & any_of) != 0; }
    void set(Flag flag) { word_ |= flag; }
    void set(Flag flag, bool on) { word_ = on ? word_ | flag : word_ & ~flag; }

    bool script_is_on_the_stack() const { return word_ >= one_script; }
    std::uint32_t scripts() const { return word_ / one_script; }
    void enter_script() { word_ += one_script; }
    void leave_script_until(std::uint32_t scripts) { word_ = word_ % one_script + scripts * one_script; }

  private:
    static constexpr std::uint32_t one_script = 1u << 8;
    std::uint32_t word_ = 0;
};

/// The steps of a platform task: script is off the call stack while they run, so that each listener that they call
/// leaves it empty.
template <class F>
struct PlatformSteps {
    TurnState& state;
    F steps;
    void operator()() {
        state.leave_script_until(0);
        steps();
    }
};

}  // namespace janklab
