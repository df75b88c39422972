// SPDX-License-Identifier: MIT
// RecentTime: readings of a real clock that cost little. One is used again for as long as the processor's counter of
// cycles says that hardly any time has passed. One thread.
#pragma once

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

    /// At most `longest_use` behind the clock, and never before an earlier reading. `cycles`: steady_cycles(), of now;
    /// with 0 each reading is fresh.
    TimePoint read(const Clock& clock, std::uint64_t cycles) {
        if (cycles != 0 && cycles - read_at_ < longest_use) return time_;
        read_at_ = cycles;
        return time_ = clock.stamp();
    }

  private:
    std::uint64_t read_at_ = 0 - longest_use;  // in cycles
    TimePoint time_{};
};

}  // namespace janklab
