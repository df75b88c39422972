// SPDX-License-Identifier: MIT
// How often this program has allocated with operator new, on any thread: for tests that a steady state allocates
// nothing. One .cpp of the test program defines the operators: it includes support/allocations_counted.h.
#pragma once

#include <cstdint>

namespace janklab {

using AllocationCount = std::uint64_t;
AllocationCount allocations();

}  // namespace janklab
