// SPDX-License-Identifier: MIT
// What is posted in the benchmarks: a closure of so many bytes that counts its calls.
#pragma once

#include <cstddef>
#include <cstdint>

namespace bench {

template <std::size_t bytes>
struct Closure {
    std::uint64_t* calls;
    std::byte rest[bytes - sizeof(std::uint64_t*)];
    void operator()() const { ++*calls; }
};
template <>
struct Closure<sizeof(std::uint64_t*)> {
    std::uint64_t* calls;
    void operator()() const { ++*calls; }
};

}  // namespace bench
