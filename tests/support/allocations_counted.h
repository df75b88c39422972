// SPDX-License-Identifier: MIT
// The counting operators of support/allocations.h. To be included by exactly one .cpp of a test program.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "support/allocations.h"

namespace janklab {

inline std::atomic<AllocationCount> allocation_count{0};
AllocationCount allocations() { return allocation_count.load(std::memory_order_relaxed); }

inline void* counted_or_null(std::size_t bytes, std::size_t alignment) noexcept {
    allocation_count.fetch_add(1, std::memory_order_relaxed);
    return alignment > alignof(std::max_align_t)
               ? std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment)
               : std::malloc(bytes ? bytes : 1);
}
inline void* counted_allocation(std::size_t bytes, std::size_t alignment) {
    void* memory = counted_or_null(bytes, alignment);
    if (!memory) throw std::bad_alloc();
    return memory;
}

}  // namespace janklab

void* operator new(std::size_t bytes) { return janklab::counted_allocation(bytes, 0); }
void* operator new[](std::size_t bytes) { return janklab::counted_allocation(bytes, 0); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
    return janklab::counted_allocation(bytes, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t bytes, std::align_val_t alignment) {
    return janklab::counted_allocation(bytes, static_cast<std::size_t>(alignment));
}
// Drivers call these; left to the address sanitizer, they would not match the operators below.
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept { return janklab::counted_or_null(bytes, 0); }
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept { return janklab::counted_or_null(bytes, 0); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
