// SPDX-License-Identifier: MIT
// LoopControl: how other threads stop, pause and step a loop. The loop looks at one flag per task and microtask; all
// waiting for permission happens in one place, `wait_at_gate`, on the page thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>

#include "base/clock.h"

namespace janklab {

enum class StepKind : std::uint8_t { task, microtask };

class LoopControl {
  public:
    // -- any thread ----------------------------------------------------------------------------------------------
    /// Ends what runs now: `busy()` returns early, the checkpoint throws away what is left of the microtask queue. The
    /// flag falls when that work has ended. Pressed while nothing runs, it does nothing.
    void request_stop();
    void pause();
    void resume();
    /// While paused: `task` lets one task with its checkpoint through (inside a checkpoint: the rest of it);
    /// `microtask` lets one microtask through, or, where none is queued, one task up to its first microtask. It
    /// also takes hold again of a checkpoint that goes on without end after a step of its task.
    void step(StepKind kind);
    /// The loop is to end for good; opens the gate and stops what runs.
    void close();
    bool closed() const { return closed_.load(std::memory_order_relaxed); }
    bool paused() const { return paused_.load(std::memory_order_relaxed); }

    // -- the loop's thread ---------------------------------------------------------------------------------------
    const StopFlag& stop_flag() const { return stop_; }
    bool stop_requested() const { return stop_.load(std::memory_order_relaxed); }
    /// Lowers the flag, unless the loop was closed: then everything that still runs is to end early.
    void stop_was_obeyed();
    /// True when somebody wants anything: the only thing that the hot path reads.
    bool attention() const { return attention_.load(std::memory_order_relaxed); }
    /// Passes the gate if it is open for this kind, and uses up a step where one was needed. Never blocks.
    bool try_gate(StepKind kind);
    /// Blocks while paused, until a step of this kind, a resume or a close (at a microtask also: a Stop).
    void wait_at_gate(StepKind kind);

  private:
    bool passes(StepKind kind);
    void update_attention();

    StopFlag stop_{false};
    std::atomic<bool> attention_{false}, paused_{false}, closed_{false};
    std::mutex mutex_;
    std::condition_variable changed_;
    int task_steps_ = 0, microtask_steps_ = 0;
    bool whole_task_ = false;  // the running task came through with a step of its own: its microtasks need none
};

}  // namespace janklab
