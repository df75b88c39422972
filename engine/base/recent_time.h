// SPDX-License-Identifier: MIT
// RecentTime: readings of a real clock that cost little. One is used again, with what may have passed since added, for
// as long as the processor's counter of cycles says that this is hardly anything. One thread.
#pragma once

#include <algorithm>
#include <cstdint>

#include "base/clock.h"

namespace janklab {

/// Whether this processor counts cycles at a constant rate, whatever it does ("invariant TSC" in the x86 manuals).
extern const bool cycles_are_steady;

/// The count; 0 where it would not measure time.
inline std::uint64_t steady_cycles() {
#ifdef __x86_64__
    if (cycles_are_steady) return __builtin_ia32_rdtsc();
#endif
    return 0;
}

class RecentTime {
  public:
    /// For so many cycles a reading is used: 8 to 33 us at 4 to 1 GHz.
    static constexpr std::uint64_t longest_use = 1u << 15;

    /// Not before the clock's time, at most `longest_use` ns (33 us) after it, and never before an earlier answer:
    /// since a reading at most one nanosecond passes a cycle, from 1 GHz on. `cycles`: steady_cycles(), of now; with 0
    /// each reading is fresh.
    TimePoint not_before_now(const Clock& clock, std::uint64_t cycles) {
        std::uint64_t passed = cycles - read_at_;
        if (passed >= longest_use) [[unlikely]]
            passed = read_again(clock, cycles);
        return latest_ = std::max(latest_, read_ + Duration(static_cast<std::int64_t>(passed)));
    }

  private:
    /// Returns the cycles that have passed since: none.
    std::uint64_t read_again(const Clock& clock, std::uint64_t cycles);

    static constexpr std::uint64_t never = 0 - longest_use;  // too long ago, also for 0
    std::uint64_t read_at_ = never;                          // in cycles
    TimePoint read_ = TimePoint::min(), latest_ = TimePoint::min();
};

}  // namespace janklab
