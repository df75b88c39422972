// SPDX-License-Identifier: MIT
// The least code for many deadlines, each within the span of one wheel and none in the past. ArrayWheel keeps an array
// of keys a bucket: quick to fire. ListWheel chains the timers themselves: quick to cancel. Both sort only by bucket;
// SortedArrayWheel also within one, when it fires.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bench {

inline constexpr std::size_t wheel_buckets = 4096;
inline constexpr int wheel_granule_bits =
    18;  // 2^18 ns, a quarter of a millisecond: a turn of the wheel takes a second

struct BareTimer {
    void (*call)(void*) = nullptr;
    void* closure = nullptr;
    bool armed = false;
    BareTimer *next = nullptr, *before = nullptr;  // in a ListWheel
};

template <bool sorted>
class ArrayWheelThat {
  public:
    void arm(BareTimer& timer, std::uint64_t due) {
        timer.armed = true;
        buckets_[(due >> wheel_granule_bits) % wheel_buckets].push_back({due, &timer});
    }
    static void cancel(BareTimer& timer) { timer.armed = false; }
    /// Fires everything there is.
    void fire_all() {
        for (auto& bucket : buckets_) {
            if constexpr (sorted) std::ranges::sort(bucket, {}, &Key::due);
            for (const Key& key : bucket) {
                if (!key.timer->armed) continue;
                key.timer->armed = false;
                key.timer->call(key.timer->closure);
            }
            bucket.clear();
        }
    }

  private:
    struct Key {
        std::uint64_t due;
        BareTimer* timer;
    };
    std::array<std::vector<Key>, wheel_buckets> buckets_;
};
using ArrayWheel = ArrayWheelThat<false>;
using SortedArrayWheel = ArrayWheelThat<true>;

class ListWheel {
  public:
    ListWheel() {
        for (BareTimer& head : heads_) head.next = head.before = &head;
    }
    void arm(BareTimer& timer, std::uint64_t due) {
        BareTimer& head = heads_[(due >> wheel_granule_bits) % wheel_buckets];
        timer.next = &head;
        timer.before = head.before;
        timer.before->next = head.before = &timer;
    }
    static void cancel(BareTimer& timer) {
        timer.before->next = timer.next;
        timer.next->before = timer.before;
    }

  private:
    std::array<BareTimer, wheel_buckets> heads_;
};

}  // namespace bench
