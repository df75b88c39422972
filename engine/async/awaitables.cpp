// SPDX-License-Identifier: MIT
#include "async/awaitables.h"

namespace janklab {

EventLoop& CallbackWait::suspend() {
    frame_.suspend();
    return loop();
}

void FrameWait::await_suspend(std::coroutine_handle<>) {
    waiting_ = suspend().request_animation_frame(name(), [this](TimePoint frame_time) {
        waiting_ = {};
        frame_time_ = frame_time;
        happened();
    });
}

FrameWait::~FrameWait() {
    if (waiting_) loop().cancel_animation_frame(waiting_);
}

void TimerWait::await_suspend(std::coroutine_handle<>) {
    waiting_ = suspend().set_timeout(name(), duration_, [this] {
        waiting_ = {};
        happened();
    });
}

TimerWait::~TimerWait() {
    if (waiting_) loop().clear_timer(waiting_);
}

void YieldWait::await_suspend(std::coroutine_handle<>) {
    waiting_ = suspend().queue_a_continuation(loop().source_for_continuations(), name(), [this] {
        waiting_ = {};
        happened();
    });
}

YieldWait::~YieldWait() {
    if (waiting_.id) loop().cancel_task(waiting_);
}

void IdleWait::await_suspend(std::coroutine_handle<>) {
    waiting_ = suspend().request_idle_callback(
        name(),
        [this](const IdleDeadline& deadline) {
            waiting_ = {};
            deadline_ = deadline;
            happened();
        },
        timeout_);
}

IdleWait::~IdleWait() {
    if (waiting_) loop().cancel_idle_callback(waiting_);
}

}  // namespace janklab
