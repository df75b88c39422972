// SPDX-License-Identifier: MIT
// libev as a queue of closures: watchers that exist beforehand, fed and invoked. It invokes the last one fed first.
#pragma once

#include <ev.h>

#include <cstddef>
#include <vector>

namespace bench {

class LibevLoop {
  public:
    LibevLoop() : loop_(ev_loop_new(EVFLAG_AUTO)) {}
    ~LibevLoop() { ev_loop_destroy(loop_); }
    LibevLoop(const LibevLoop&) = delete;
    LibevLoop& operator=(const LibevLoop&) = delete;
    operator struct ev_loop *() const { return loop_; }

  private:
    struct ev_loop* loop_;
};

template <class F>
class LibevQueue {
  public:
    explicit LibevQueue(std::size_t capacity) : slots_(capacity) {
        for (Slot& slot : slots_) {
            ev_init(&slot.watcher, run);
            slot.watcher.data = &slot;
        }
    }
    void post(const F& closure) {
        Slot& slot = slots_[next_];
        if (++next_ == slots_.size()) next_ = 0;
        slot.closure = closure;
        ev_feed_event(loop_, &slot.watcher, EV_CUSTOM);
    }
    void run_all() { ev_invoke_pending(loop_); }

  private:
    struct Slot {
        ev_prepare watcher;
        F closure;
    };
    static void run(struct ev_loop*, ev_prepare* watcher, int) { static_cast<Slot*>(watcher->data)->closure(); }

    LibevLoop loop_;
    std::vector<Slot> slots_;
    std::size_t next_ = 0;
};

}  // namespace bench
