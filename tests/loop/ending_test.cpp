// SPDX-License-Identifier: MIT
// What becomes of a loop's work when the loop goes.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "loop/event_loop.h"

using namespace janklab;

namespace {

/// Cancels other work of the loop when it is destroyed.
class Guard {
  public:
    Guard(Callback cancel, int& destroyed) : cancel_(std::move(cancel)), destroyed_(&destroyed) {}
    Guard(Guard&& other) noexcept
        : cancel_(std::move(other.cancel_)), destroyed_(std::exchange(other.destroyed_, nullptr)) {}
    ~Guard() {
        if (!destroyed_) return;
        ++*destroyed_;
        cancel_();
    }

  private:
    Callback cancel_;
    int* destroyed_;
};

}  // namespace

TEST_CASE("whatever waits may cancel anything else of its loop while the loop goes") {
    VirtualClock clock;
    int destroyed = 0;
    auto loop = std::make_unique<EventLoop>(EventLoop::Desc{.clock = &clock});
    const std::string long_text(200, 'x');
    const TimerId timer = loop->set_timeout("timer", 1s, [long_text] {});
    const TimerId interval = loop->set_interval("interval", 1s, [long_text] {});
    const TaskHandle task = loop->queue_a_task(TaskSource::timer, "task", [long_text] {});
    const AnimationFrameId frame = loop->request_animation_frame("frame", [long_text](TimePoint) {});
    const IdleId idle = loop->request_idle_callback(
        "idle", [long_text](const IdleDeadline&) {}, 1s);
    const auto guard = [&] {
        return Guard(
            [&loop = *loop, timer, interval, task, frame, idle] {
                loop.clear_timer(timer);
                loop.clear_timer(interval);
                loop.cancel_task(task);
                loop.cancel_animation_frame(frame);
                loop.cancel_idle_callback(idle);
            },
            destroyed);
    };
    loop->queue_a_task(TaskSource::posted_message, "task", [held = guard()] {});
    loop->queue_a_microtask("microtask", [held = guard()] {});
    loop->set_timeout("timer", 1s, [held = guard()] {});
    loop->request_animation_frame("frame", [held = guard()](TimePoint) {});
    loop->request_idle_callback(
        "idle", [held = guard()](const IdleDeadline&) {}, 1s);
    const TaskHandle moved = loop->queue_a_task(TaskSource::background, "moved", [held = guard()] {});
    loop->move_task(moved, TaskSource::user_blocking);
    loop.reset();
    CHECK(destroyed == 6);
}
