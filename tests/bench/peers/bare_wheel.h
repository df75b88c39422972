// SPDX-License-Identifier: MIT
// The least code for many deadlines, each within the span of one wheel and none in the past. ArrayWheel keeps an array
// of keys a bucket: quick to fire. ListWheel chains the timers themselves: quick to cancel. Both sort only by bucket;
// SortedArrayWheel also within one, when it fires. RecordWheel is a ListWheel that makes its timers itself, as
// setTimeout does, and names them by ids.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

#include "base/name.h"

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

/// An id is a number that ascends, and the record's place. Callables are trivial and of a pointer's size.
class RecordWheel {
  public:
    explicit RecordWheel(std::size_t capacity) : records_(capacity) {
        for (Record& record : records_) {
            record.next = first_free_;
            first_free_ = &record;
        }
    }
    template <class F>
    std::uint64_t set(std::uint64_t due, janklab::Name name, const F& callable) {
        static_assert(sizeof(F) <= sizeof(Record::callable));
        Record& record = *static_cast<Record*>(first_free_);
        first_free_ = record.next;
        record.call = [](void* at) { (*static_cast<F*>(at))(); };
        ::new (static_cast<void*>(record.callable)) F(callable);
        record.name = name;
        record.id = ++last_id_ << place_bits | static_cast<std::uint64_t>(&record - records_.data());
        wheel_.arm(record, due);
        return record.id;
    }
    /// False if it is not there any more.
    bool clear(std::uint64_t id) {
        const std::uint64_t at = id & ((1u << place_bits) - 1);
        if (at >= records_.size() || records_[at].id != id) return false;
        Record& record = records_[at];
        ListWheel::cancel(record);
        record.id = 0;
        record.next = first_free_;
        first_free_ = &record;
        return true;
    }

  private:
    static constexpr int place_bits = 24;
    struct Record : BareTimer {
        std::uint64_t id = 0;
        janklab::Name name;
        std::byte callable[sizeof(void*)];
    };
    ListWheel wheel_;
    std::vector<Record> records_;
    BareTimer* first_free_ = nullptr;
    std::uint64_t last_id_ = 0;
};

}  // namespace bench
