// SPDX-License-Identifier: MIT
// TimerWheel: which of many deadlines is next, exactly to the nanosecond, equal ones in order of arming. Six levels of
// 256 buckets; a deadline lies at the level of the highest byte in which its granule (a quarter of a millisecond)
// differs from the wheel's, and moves down as that comes near. Buckets are chains of small arrays of keys, so that
// firing runs through contiguous memory. Cancelling only marks; the dead are swept out once they outnumber the living.
// One thread.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/time.h"

namespace janklab {

/// Names a timer: a number that its owner chooses, small, and reuses after the timer fired or was cancelled.
using TimerSlot = std::uint32_t;

class TimerWheel {
  public:
    TimerWheel();

    /// The slot is not armed.
    void arm(TimerSlot slot, TimePoint due);
    /// The slot is armed.
    void cancel(TimerSlot slot);
    bool empty() const { return live_ == 0; }
    std::size_t size() const { return live_; }
    /// Also the dead that have not been swept out yet.
    std::size_t keys_held() const { return live_ + dead_; }

    /// False: certainly nothing is due. Cheap enough to ask each turn.
    bool may_be_due(TimePoint now) const { return now >= earliest_; }
    /// The deadline that comes first; time_never for none.
    TimePoint next_due();
    static constexpr TimerSlot no_slot = ~TimerSlot{0};
    /// Takes out the first of those due at `now`; no_slot when there is none.
    TimerSlot pop_due(TimePoint now);

  private:
    /// A number for each arming. It wraps, which is harmless: of two equal deadlines that wait at the same time, one
    /// was not armed two thousand million armings after the other.
    using Stamp = std::uint32_t;
    static constexpr Stamp not_armed = 0;

    struct Key {
        TimePoint due;
        TimerSlot slot;
        Stamp stamp;  // alive while it is the slot's
    };
    struct Armed {
        TimePoint due;
        Stamp stamp = not_armed;
    };
    static constexpr std::uint32_t keys_a_chunk = 15;
    static constexpr std::uint32_t no_chunk = ~0u;
    struct Chunk {
        std::uint32_t next = no_chunk;
        std::uint32_t count = 0;
        Key keys[keys_a_chunk];
    };
    static constexpr int levels = 6, bits_a_level = 8, buckets = 1 << bits_a_level;
    static constexpr int granule_bits = 18;  // 2^18 ns = 0.26 ms
    struct Level {
        std::array<std::uint32_t, buckets> first;  // chunk; no_chunk: empty
        std::array<std::uint64_t, buckets / 64> occupied{};
    };
    struct Place {
        int level, bucket;
    };

    static std::uint64_t granule(TimePoint time) {
        const auto ns = time.time_since_epoch().count();
        return ns < 0 ? 0 : static_cast<std::uint64_t>(ns) >> granule_bits;
    }
    static bool before(const Key& a, const Key& b) {
        return a.due != b.due ? a.due < b.due : static_cast<std::int32_t>(a.stamp - b.stamp) < 0;
    }
    static bool later(const Key& a, const Key& b) { return before(b, a); }
    bool alive(const Key& key) const { return armed_[key.slot].stamp == key.stamp; }
    std::uint64_t beginning_of(Place place) const;

    void place(const Key& key);
    void push(Level& level, int bucket, const Key& key);
    std::uint32_t take_bucket(Level& level, int bucket);
    void free_chunk(std::uint32_t chunk);
    bool first_occupied(Place& place) const;
    TimePoint next_due_of_buckets();
    bool roll_on(TimePoint now);
    void gather(std::uint32_t chunk);
    void spread(std::uint32_t chunk);
    const Key* nearest();
    void drop_nearest();
    void sweep_out_the_dead();
    void sweep_out(Level& level, int bucket);

    std::vector<Armed> armed_;  // by slot
    std::array<Level, levels> levels_;
    std::vector<Chunk> chunks_;
    std::uint32_t free_chunks_ = no_chunk;
    std::uint64_t granule_ = 0;  // everything up to this one lies in run_ or stragglers_
    std::vector<Key> run_;       // sorted, from run_next_ on
    std::size_t run_next_ = 0;
    std::vector<Key> stragglers_;      // a heap: armed for a granule that had been gathered already
    TimePoint earliest_ = time_never;  // nothing is due before this
    bool earliest_is_exact_ = true;    // something is due then
    Stamp last_stamp_ = not_armed;
    std::size_t live_ = 0, dead_ = 0;
};

}  // namespace janklab
