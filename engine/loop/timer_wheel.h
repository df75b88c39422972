// SPDX-License-Identifier: MIT
// TimerWheel: which of many deadlines is next, exactly to the nanosecond, equal ones in order of arming. One level of
// 4096 buckets and five of 256; a deadline lies at the level of the highest digit in which its granule (a quarter of a
// millisecond) differs from the wheel's, and moves down as that comes near. What is near will fire: its buckets are
// chains of small arrays of keys, contiguous memory. What is further than a second mostly is cancelled before: its
// buckets are lists through the timers, that are left at once. One thread.
#pragma once

#include <array>
#include <cstddef>
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
    void arm(TimerSlot slot, TimePoint due) {
        if (slot >= places_.size()) [[unlikely]]
            add_slots(slot);
        ++live_;
        if (due < earliest_) {
            earliest_ = due;
            earliest_is_exact_ = true;
        }
        place({due, slot, 0});
    }
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
    TimerSlot pop_due(TimePoint now) {
        const bool plain = run_next_ < run_.size() && stragglers_.empty();
        if (!plain || run_[run_next_].slot == no_slot || run_[run_next_].due > now) return pop_due_with_care(now);
        const TimerSlot slot = run_[run_next_++].slot;
        note_fired(slot);
        return slot;
    }
    /// One that will probably be given out a few calls later, for whoever wants to fetch what belongs to it; no_slot
    /// when nothing is known.
    TimerSlot soon_due() const {
        constexpr std::size_t ahead = 8;
        return run_next_ + ahead < run_.size() ? run_[run_next_ + ahead].slot : no_slot;
    }

  private:
    struct Key {
        TimePoint due;
        TimerSlot slot;       // no_slot: dead
        std::uint32_t stamp;  // of a straggler
    };
    static constexpr std::uint32_t keys_a_chunk = 15, places_a_chunk = 16;
    static constexpr std::uint32_t no_chunk = ~0u;
    struct Chunk {
        std::uint32_t next = no_chunk;
        std::uint32_t count = 0;
        Key keys[keys_a_chunk];
    };
    struct Bucket {
        std::uint32_t first = no_chunk, last = no_chunk;
    };
    /// Where a slot is: in the two highest bits what holds its key, below where in that.
    enum Place : std::uint32_t { in_chunks = 0, in_run = 1u << 30, among_stragglers = 2u << 30, in_list = 3u << 30 };
    static constexpr std::uint32_t place_mask = (1u << 30) - 1;
    /// What links a far timer. Those of the buckets stand before those of the slots.
    struct Link {
        TimePoint due;
        std::uint32_t next, before;
    };

    static constexpr int first_level_bits = 12, bits_a_level = 8, upper_levels = 5;
    static constexpr int granule_bits = 18;  // 2^18 ns = 0.26 ms
    static constexpr std::uint32_t first_level_buckets = 1u << first_level_bits;
    static constexpr std::uint32_t buckets_a_level = 1u << bits_a_level;
    static constexpr std::uint32_t list_count = upper_levels * buckets_a_level;
    static constexpr std::uint32_t bucket_count = first_level_buckets + list_count;

    static std::uint64_t granule(TimePoint time) {
        const auto ns = time.time_since_epoch().count();
        return ns < 0 ? 0 : static_cast<std::uint64_t>(ns) >> granule_bits;
    }
    /// Of stragglers. The stamp is a number that ascends with arming; it wraps, which is harmless: of two that wait at
    /// the same time, one was not armed five hundred million others after the other.
    static bool later(const Key& a, const Key& b) {
        return a.due != b.due ? a.due > b.due : static_cast<std::int32_t>((a.stamp - b.stamp) << 2) > 0;
    }
    bool straggles(const Key& key) const { return places_[key.slot] == (among_stragglers | key.stamp); }

    void place(const Key& key) {
        const std::uint64_t at = granule(key.due), differs = at ^ granule_;
        if (at > granule_ && differs < first_level_buckets)
            append(static_cast<std::uint32_t>(at) % first_level_buckets, key);
        else place_elsewhere(key, at);
    }
    void append(std::uint32_t bucket, const Key& key) {
        std::uint32_t last = buckets_[bucket].last;
        if (last == no_chunk || chunks_[last].count == keys_a_chunk) [[unlikely]]
            last = append_chunk(bucket);
        Chunk& chunk = chunks_[last];
        places_[key.slot] = last * places_a_chunk + chunk.count;
        chunk.keys[chunk.count++] = key;
    }
    /// More dead ones are swept out.
    static constexpr std::size_t most_dead(std::size_t live) { return live + 1024; }
    void add_slots(TimerSlot slot);
    void place_elsewhere(const Key& key, std::uint64_t at);
    void append_to_list(std::uint32_t list, const Key& key);
    void mark_occupied(std::uint32_t bucket);
    void mark_empty(std::uint32_t bucket);
    std::uint32_t append_chunk(std::uint32_t bucket);
    Bucket take_bucket(std::uint32_t bucket);
    void free_chunks(const Bucket& bucket);
    template <class Use>
    void for_each_key(const Bucket& bucket, Use&& use);
    std::uint32_t first_occupied();
    bool list_is_empty(std::uint32_t bucket) const {
        return links_[bucket - first_level_buckets].next == bucket - first_level_buckets;
    }
    std::uint64_t beginning_of(std::uint32_t bucket) const;
    TimePoint next_due_of_buckets();
    bool roll_on(TimePoint now);
    void gather(std::uint32_t bucket);
    void spread(std::uint32_t bucket);
    const Key* nearest();
    void drop_nearest();
    void unlink(TimerSlot slot);
    void note_fired(TimerSlot slot) {
        places_[slot] = in_list;  // of no straggler
        --live_;
        earliest_is_exact_ = false;
    }
    TimerSlot pop_due_with_care(TimePoint now);
    void sweep_out_the_dead();
    void sweep_out(std::uint32_t bucket);

    std::vector<std::uint32_t> places_;  // by slot
    std::vector<Chunk> chunks_;
    std::vector<Link> links_;
    std::uint32_t free_chunks_ = no_chunk;
    std::uint32_t last_stamp_ = 0;
    std::uint64_t granule_ = 0;        // everything up to this one lies in run_ or stragglers_
    TimePoint earliest_ = time_never;  // nothing is due before this
    bool earliest_is_exact_ = true;    // something is due then
    std::size_t live_ = 0, dead_ = 0;
    std::array<Bucket, first_level_buckets> buckets_{};
    std::array<std::uint64_t, bucket_count / 64> occupied_{};                    // bit i: bucket i
    std::array<std::uint64_t, (bucket_count / 64 + 63) / 64> occupied_words_{};  // bit i: word i of those
    std::vector<Key> run_;  // gathered and sorted, from run_next_ on
    std::size_t run_next_ = 0;
    std::vector<Key> stragglers_;  // a heap: armed for a granule that had been gathered already
};

}  // namespace janklab
