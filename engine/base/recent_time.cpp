// SPDX-License-Identifier: MIT
#include "base/recent_time.h"

#ifdef __x86_64__
#include <cpuid.h>
#endif

namespace janklab {
namespace {

bool count_is_invariant() {
#ifdef __x86_64__
    constexpr unsigned power_management = 0x80000007, invariant_tsc = 1u << 8;
    unsigned a = 0, b = 0, c = 0, d = 0;
    return __get_cpuid(power_management, &a, &b, &c, &d) && (d & invariant_tsc) != 0;
#else
    return false;
#endif
}

}  // namespace

const bool cycles_are_steady = count_is_invariant();

std::uint64_t RecentTime::read_again(const Clock& clock, std::uint64_t cycles) {
    read_at_ = cycles ? cycles : never;
    read_ = clock.stamp();
    return 0;
}

}  // namespace janklab
