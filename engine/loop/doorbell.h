// SPDX-License-Identifier: MIT
// Doorbell: how one thread sleeps until a deadline and others wake it. The only place where a loop's thread sleeps.
// Whoever leaves something for the sleeper makes it visible first (a mutex, a release store) and rings then; a ring
// that comes while nobody sleeps ends the next wait at once, so none is lost.
#pragma once

#include <atomic>
#include <cstdint>

#include "base/clock.h"
#include "base/time.h"

namespace janklab {

class Doorbell {
  public:
    Doorbell();

    // -- any thread ----------------------------------------------------------------------------------------------
    void ring();
    /// The same at a fraction of the cost, for what the sleeper looks for by itself before it sleeps (`has_news`
    /// below).
    void ring_if_asleep() {
        light_fence();
        if (asleep_.load(std::memory_order_relaxed)) [[unlikely]]
            ring();
    }

    // -- the sleeper's thread ------------------------------------------------------------------------------------
    /// Sleeps until `deadline`, a ring, or news. Returns within a microsecond of the deadline where the machine lets
    /// it: the last stretch is spun. On a virtual clock it lets time pass, with what happens meanwhile. `has_news` is
    /// asked once, when a ring can no longer be missed.
    template <class HasNews>
    void wait_until(TimePoint deadline, Clock& clock, HasNews has_news) {
        asleep_.store(1, std::memory_order_seq_cst);
        heavy_fence();
        if (!rung_.load() && !has_news()) sleep(deadline, clock);
        asleep_.store(0, std::memory_order_relaxed);
        rung_.exchange(false, std::memory_order_acquire);
    }
    /// How often it rang, modulo 2^32: to notice that something arrived without waiting for it.
    std::uint32_t rings() const { return rings_.load(std::memory_order_relaxed); }

  private:
    // A post must be visible before it asks whether the reader sleeps, the reader's wish to sleep before it looks for
    // posts. Posting is frequent and sleeping is not, so the sleeper pays for both where membarrier(2) exists.
    void light_fence() const {
        if (asymmetric_) std::atomic_signal_fence(std::memory_order_seq_cst);
        else std::atomic_thread_fence(std::memory_order_seq_cst);
    }
    void heavy_fence() const;
    void sleep(TimePoint deadline, Clock& clock);
    void sleep_really(TimePoint deadline, const Clock& clock);
    bool spin_until(TimePoint end, const Clock& clock) const;

    const bool asymmetric_;
    StopFlag rung_{false};
    std::atomic<std::uint32_t> asleep_{0};
    std::atomic<std::uint32_t> rings_{0};
};

}  // namespace janklab
