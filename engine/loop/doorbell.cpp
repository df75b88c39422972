// SPDX-License-Identifier: MIT
#include "loop/doorbell.h"

#include <algorithm>

#include "base/check.h"

#ifdef __linux__
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <ctime>
#else
#include <thread>
#endif

namespace janklab {
namespace {

constexpr Duration spun_at_the_end = 80us;    // waking up takes 20 to 75 us here, rarely more
constexpr Duration spun_at_the_start = 20us;  // an answer that comes at once is not worth a sleep

void relax() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

#ifdef __linux__
bool register_membarrier() {
    const long commands = syscall(SYS_membarrier, MEMBARRIER_CMD_QUERY, 0, 0);
    return commands > 0 && (commands & MEMBARRIER_CMD_PRIVATE_EXPEDITED) &&
           syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
}

/// Sleeps while `word` has this value; may wake without a reason.
void futex_wait(std::atomic<std::uint32_t>& word, std::uint32_t value, TimePoint deadline) {
    // The kernel may by default be 50 us late on purpose, to save power. Per thread.
    thread_local const int exact = prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
    static_cast<void>(exact);
    timespec until{};
    const auto ns = std::max<std::int64_t>(deadline.time_since_epoch().count(), 0);
    until.tv_sec = static_cast<time_t>(ns / 1'000'000'000);
    until.tv_nsec = static_cast<long>(ns % 1'000'000'000);
    syscall(SYS_futex, &word, FUTEX_WAIT_BITSET_PRIVATE, value, deadline == time_never ? nullptr : &until, nullptr,
            FUTEX_BITSET_MATCH_ANY);
}
void futex_wake(std::atomic<std::uint32_t>& word) { syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1); }
#else
bool register_membarrier() { return false; }
#endif

}  // namespace

Doorbell::Doorbell()
    : asymmetric_([] {
          static const bool works = register_membarrier();
          return works;
      }()) {}

void Doorbell::heavy_fence() const {
#ifdef __linux__
    if (asymmetric_) {
        const long result = syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
        MUST(result == 0, "membarrier works once it is registered");
        return;
    }
#endif
    std::atomic_thread_fence(std::memory_order_seq_cst);
}

void Doorbell::ring() {
    rings_.fetch_add(1, std::memory_order_relaxed);
    rung_in_virtual_time_.store(true, std::memory_order_relaxed);
    if (state_.exchange(has_rung, std::memory_order_seq_cst) != asleep) return;
#ifdef __linux__
    futex_wake(state_);
#endif
}

void Doorbell::sleep(TimePoint deadline, Clock& clock) {
    if (clock.kind() == ClockKind::real) return sleep_really(deadline, clock);
    rung_in_virtual_time_.store(false, std::memory_order_relaxed);
    if (!rung()) clock.busy(deadline - clock.stamp(), rung_in_virtual_time_);
    MUST(clock.stamp() < time_never, "in virtual time nothing is left that could ever wake this loop");
}

void Doorbell::sleep_really(TimePoint deadline, const Clock& clock) {
    const TimePoint now = clock.stamp();
    if (spin_until(std::min(deadline, now + spun_at_the_start), clock)) return;
    const TimePoint rise = deadline == time_never ? deadline : deadline - spun_at_the_end;
    while (!rung() && clock.stamp() < rise) {
#ifdef __linux__
        futex_wait(state_, asleep, rise);
#else
        std::this_thread::sleep_for(std::min<Duration>(rise - clock.stamp(), 500us));
#endif
    }
    spin_until(deadline, clock);
}

/// True when it rang.
bool Doorbell::spin_until(TimePoint end, const Clock& clock) const {
    while (!rung()) {
        if (clock.stamp() >= end) return false;
        for (int i = 0; i < 8; ++i) relax();
    }
    return true;
}

}  // namespace janklab
