// SPDX-License-Identifier: MIT
// libuv as a queue of closures: idle handles that exist beforehand, each started to post and stopped when it runs.
#pragma once

#include <uv.h>

#include <cstddef>
#include <vector>

namespace bench {

class LibuvLoop {
  public:
    LibuvLoop() { uv_loop_init(&loop_); }
    /// Handles must lie in memory until here.
    ~LibuvLoop() { close(); }
    LibuvLoop(const LibuvLoop&) = delete;
    LibuvLoop& operator=(const LibuvLoop&) = delete;
    operator uv_loop_t*() { return &loop_; }
    void close() {
        if (closed_) return;
        closed_ = true;
        const auto close_one = [](uv_handle_t* handle, void*) {
            if (!uv_is_closing(handle)) uv_close(handle, nullptr);
        };
        uv_walk(&loop_, close_one, nullptr);
        uv_run(&loop_, UV_RUN_DEFAULT);
        uv_loop_close(&loop_);
    }

  private:
    uv_loop_t loop_;
    bool closed_ = false;
};

template <class F>
class LibuvQueue {
  public:
    explicit LibuvQueue(std::size_t capacity) : slots_(capacity) {
        for (Slot& slot : slots_) {
            uv_idle_init(loop_, &slot.handle);
            slot.handle.data = &slot;
        }
    }
    ~LibuvQueue() { loop_.close(); }
    void post(const F& closure) {
        Slot& slot = slots_[next_];
        if (++next_ == slots_.size()) next_ = 0;
        slot.closure = closure;
        uv_idle_start(&slot.handle, run);
    }
    void run_all() { uv_run(loop_, UV_RUN_NOWAIT); }

  private:
    struct Slot {
        uv_idle_t handle;
        F closure;
    };
    static void run(uv_idle_t* handle) {
        uv_idle_stop(handle);
        static_cast<Slot*>(handle->data)->closure();
    }

    LibuvLoop loop_;
    std::vector<Slot> slots_;
    std::size_t next_ = 0;
};

}  // namespace bench
