// SPDX-License-Identifier: MIT
// What the puzzles run in: one event loop on virtual time, and a log of what they print. The expected orders are those
// that JavaScript engines print for the same program.
#pragma once

#include <string>

#include "async/coroutine.h"
#include "base/clock.h"
#include "loop/event_loop.h"

namespace janklab::test {

class Log {
  public:
    void operator()(const std::string& text) { text_ += text_.empty() ? text : " | " + text; }
    void operator()(const char* text) { (*this)(std::string(text)); }
    void operator()(int number) { (*this)(std::to_string(number)); }
    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

struct AsyncPage {
    VirtualClock clock;
    EventLoop loop{{.clock = &clock}};
    Async async_{loop};
    Log log;

    AsyncPage() {
        async_.rejections().on_unhandled_rejection([this](RejectionEvent& event) {
            log(std::string("unhandled ") + event.reason.what());
            event.prevent_default();
        });
    }
    Async& async() { return async_; }

    /// A chain of `count` thens that prints a line a tick: t1, t2, ...
    void count_ticks(int count) {
        Promise<void> chain = async_.resolved();
        for (int i = 1; i <= count; ++i) {
            chain = chain.then("count", [this, i] { log("t" + std::to_string(i)); });
        }
    }
    /// Runs `script` as the page's first task, and then all that follows from it, timers included.
    template <class F>
    void run(F script) {
        loop.queue_a_task(TaskSource::dom_manipulation, "script", [this, &script] { script(); });
        finish();
    }
    void finish() {
        for (;;) {
            loop.run_until_idle();
            const TimePoint next = loop.next_wake_up();
            if (next == time_never) return;
            clock.advance_to(next);
        }
    }
    void frame() {
        clock.advance(16ms);
        loop.run_the_animation_frame_callbacks(clock.now());
        loop.run_until_idle();
    }
};

}  // namespace janklab::test
