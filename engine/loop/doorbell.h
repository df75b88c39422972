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
        if (state_.load(std::memory_order_relaxed) == asleep) [[unlikely]]
            ring();
    }

    // -- the sleeper's thread ------------------------------------------------------------------------------------
    /// Sleeps until `deadline`, a ring, or news. Returns within a microsecond of the deadline where the machine lets
    /// it: the last stretch is spun. On a virtual clock it lets time pass, with what happens meanwhile. `has_news` is
    /// asked once, when a ring can no longer be missed.
    template <class HasNews>
    void wait_until(TimePoint deadline, Clock& clock, HasNews has_news) {
        std::uint32_t before = awake;
        if (state_.compare_exchange_strong(before, asleep, std::memory_order_seq_cst)) {
            heavy_fence();
            if (!has_news()) sleep(deadline, clock);
        }
        state_.exchange(awake, std::memory_order_acquire);
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
    bool rung() const { return state_.load(std::memory_order_relaxed) != asleep; }
    bool spin_until(TimePoint end, const Clock& clock) const;

    // One word, so that no ring is between two states: the sleeper goes from awake to asleep and back to awake, a ring
    // to has_rung from either. A ring whose waking call comes late finds a sleeper who has slept again: that one sees
    // that it is asleep still, and sleeps on.
    enum State : std::uint32_t { awake, asleep, has_rung };

    const bool asymmetric_;
    std::atomic<std::uint32_t> state_{awake};
    StopFlag rung_in_virtual_time_{false};  // for Clock::busy
    std::atomic<std::uint32_t> rings_{0};
};

}  // namespace janklab
