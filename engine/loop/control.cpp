// SPDX-License-Identifier: MIT
#include "loop/control.h"

#include <utility>

namespace janklab {

void LoopControl::request_stop() {
    const std::lock_guard lock(mutex_);
    stop_.store(true, std::memory_order_relaxed);
    update_attention();
    changed_.notify_all();
}

void LoopControl::pause() {
    const std::lock_guard lock(mutex_);
    if (!paused()) task_steps_ = microtask_steps_ = 0;
    paused_.store(true, std::memory_order_relaxed);
    update_attention();
}

void LoopControl::resume() {
    const std::lock_guard lock(mutex_);
    paused_.store(false, std::memory_order_relaxed);
    update_attention();
    changed_.notify_all();
}

void LoopControl::step(StepKind kind) {
    const std::lock_guard lock(mutex_);
    if (!paused()) return;
    // A checkpoint that a task step let go on to its end may have none: this takes hold of it again.
    if (kind == StepKind::microtask) whole_task_ = false;
    ++(kind == StepKind::task ? task_steps_ : microtask_steps_);
    changed_.notify_all();
}

void LoopControl::close() {
    const std::lock_guard lock(mutex_);
    closed_.store(true, std::memory_order_relaxed);
    stop_.store(true, std::memory_order_relaxed);
    update_attention();
    changed_.notify_all();
}

void LoopControl::stop_was_obeyed() {
    const std::lock_guard lock(mutex_);
    stop_.store(closed(), std::memory_order_relaxed);
    update_attention();
}

bool LoopControl::try_gate(StepKind kind) {
    const std::lock_guard lock(mutex_);
    return passes(kind);
}

void LoopControl::wait_at_gate(StepKind kind) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return passes(kind); });
}

bool LoopControl::passes(StepKind kind) {
    if (!paused() || closed()) {
        whole_task_ = false;
        return true;
    }
    if (kind == StepKind::task) {
        whole_task_ = false;
        if (task_steps_ > 0) {
            --task_steps_;
            return whole_task_ = true;
        }
        return microtask_steps_ > 0 && microtask_steps_-- > 0;
    }
    if (whole_task_ || stop_requested()) return true;
    if (microtask_steps_ > 0) {
        --microtask_steps_;
        return true;
    }
    if (task_steps_ > 0) {
        --task_steps_;
        return whole_task_ = true;
    }
    return false;
}

void LoopControl::update_attention() {
    attention_.store(stop_requested() || paused() || closed(), std::memory_order_relaxed);
}

}  // namespace janklab
