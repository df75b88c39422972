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

// https://wicg.github.io/scheduling-apis/#schedule-a-yield-continuation
void YieldWait::await_suspend(std::coroutine_handle<>) {
    EventLoop& loop = suspend();
    rest_.emplace(loop, name(), PrioritisedTask::Kind::continuation, loop.scheduling_state().get());
    const auto abort = [this] {
        aborted_ = true;
        rest_->withdraw();
        happened();
    };
    if (const AbortSignal& signal = rest_->state().signal) {
        if (signal.aborted()) return abort();
        rest_->watch(abort);
    }
    rest_->enqueue([this] {
        rest_->started();
        happened();
    });
}

void YieldWait::await_resume() const {
    if (aborted_) throw Rejection::from_text(rest_->state().signal.reason());
}

YieldWait::~YieldWait() {
    if (rest_) rest_->withdraw();
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
