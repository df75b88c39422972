// SPDX-License-Identifier: MIT
// How closures are usually handed to libuv and libev from other threads: a list under a lock, and the loop's own
// means of waking it (uv_async_send, ev_async_send).
#pragma once

#include <mutex>
#include <vector>

#include "bench/peers/libev_loop.h"
#include "bench/peers/libuv_loop.h"

namespace bench {

template <class F>
class LockedList {
  public:
    void push(const F& closure) {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(closure);
    }
    void run_all() {
        {
            const std::lock_guard lock(mutex_);
            taken_.swap(waiting_);
        }
        for (F& closure : taken_) closure();
        taken_.clear();
    }

  private:
    std::mutex mutex_;
    std::vector<F> waiting_, taken_;
};

template <class F>
class LibuvInbox {
  public:
    LibuvInbox() {
        uv_async_init(loop_, &async_,
                      [](uv_async_t* async) { static_cast<LibuvInbox*>(async->data)->list_.run_all(); });
        async_.data = this;
    }
    ~LibuvInbox() { loop_.close(); }
    void post(std::size_t, const F& closure) {
        list_.push(closure);
        uv_async_send(&async_);
    }
    /// Sleeps until something was posted, and runs it.
    void turn() { uv_run(loop_, UV_RUN_ONCE); }

  private:
    LibuvLoop loop_;
    uv_async_t async_;
    LockedList<F> list_;
};

template <class F>
class LibevInbox {
  public:
    LibevInbox() {
        ev_async_init(&async_, run);
        async_.data = this;
        ev_async_start(loop_, &async_);
    }
    ~LibevInbox() { ev_async_stop(loop_, &async_); }
    void post(std::size_t, const F& closure) {
        list_.push(closure);
        ev_async_send(loop_, &async_);
    }
    void turn() { ev_run(loop_, EVRUN_ONCE); }

  private:
    static void run(struct ev_loop*, ev_async* async, int) { static_cast<LibevInbox*>(async->data)->list_.run_all(); }

    LibevLoop loop_;
    ev_async async_;
    LockedList<F> list_;
};

}  // namespace bench
