// SPDX-License-Identifier: MIT
// The least code that posts across threads: a ring of {function, closure} for each producer, a consumer that looks
// into all of them, spins 20 us, and sleeps on an eventfd. No fence a post: the consumer's membarrier(2) stands for it.
#pragma once

#include <linux/membarrier.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace bench {

template <class F>
class BareLane {
  public:
    bool empty() const { return head_ == tail_.load(std::memory_order_acquire); }
    void push(const F& closure) {
        const std::uint64_t tail = tail_.load(std::memory_order_relaxed);
        while (tail - taken_.load(std::memory_order_acquire) == capacity) __builtin_ia32_pause();
        Slot& slot = slots_[tail % capacity];
        slot.call = [](void* at) { (*static_cast<F*>(at))(); };
        ::new (static_cast<void*>(slot.closure)) F(closure);
        tail_.store(tail + 1, std::memory_order_release);
    }
    void run_all() {
        const std::uint64_t tail = tail_.load(std::memory_order_acquire);
        for (; head_ != tail; ++head_) {
            Slot& slot = slots_[head_ % capacity];
            slot.call(slot.closure);
        }
        taken_.store(head_, std::memory_order_release);
    }

  private:
    static constexpr std::size_t capacity = 1u << 16;
    struct Slot {
        void (*call)(void*);
        alignas(F) std::byte closure[sizeof(F)];
    };
    std::unique_ptr<Slot[]> slots_{new Slot[capacity]};
    alignas(64) std::atomic<std::uint64_t> tail_{0};
    alignas(64) std::uint64_t head_ = 0;
    std::atomic<std::uint64_t> taken_{0};
};

template <class F>
class BareLanes {
  public:
    explicit BareLanes(std::size_t producers) : lanes_(producers), event_(eventfd(0, EFD_CLOEXEC)) {
        if (membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) != 0) std::abort();
    }
    ~BareLanes() { ::close(event_); }
    BareLanes(const BareLanes&) = delete;
    BareLanes& operator=(const BareLanes&) = delete;

    void post(std::size_t producer, const F& closure) {
        lanes_[producer].push(closure);
        std::atomic_signal_fence(std::memory_order_seq_cst);
        if (asleep_.load(std::memory_order_relaxed) && asleep_.exchange(false)) eventfd_write(event_, 1);
    }
    void run_all() {
        for (BareLane<F>& lane : lanes_) lane.run_all();
    }
    void wait() {
        const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds{20};
        while (std::chrono::steady_clock::now() < end) {
            if (!empty()) return;
            __builtin_ia32_pause();
        }
        asleep_.store(true);
        membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
        eventfd_t rings = 0;
        // Whoever saw it asleep has rung, or is about to.
        if (empty() || !asleep_.exchange(false)) eventfd_read(event_, &rings);
    }

  private:
    static long membarrier(int command) { return syscall(SYS_membarrier, command, 0, 0); }
    bool empty() const {
        for (const BareLane<F>& lane : lanes_) {
            if (!lane.empty()) return false;
        }
        return true;
    }

    std::vector<BareLane<F>> lanes_;
    int event_;
    alignas(64) std::atomic<bool> asleep_{false};
};

}  // namespace bench
