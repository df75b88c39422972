// SPDX-License-Identifier: MIT
// TimerWheel: which of many deadlines is next, exactly to the nanosecond, equal ones in order of arming. One level of
// 4096 buckets and five of 256; a deadline lies at the level of the highest digit in which its granule (a quarter of a
// millisecond) differs from the wheel's, and moves down as that comes near. What is near will fire: its buckets are
// chains of small arrays of keys, contiguous memory. What is further than a second mostly is cancelled before: its
// buckets are lists through the timers, that are left at once. One thread.
#pragma once

#include <array>
#include <bit>
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
        if (slot >= slots_) [[unlikely]]
            add_slots(slot);
        ++live_;
        if (due < earliest_) {
            earliest_ = due;
            earliest_is_exact_ = true;
        }
        place(slot, due);
    }
    /// The slot is armed.
    void cancel(TimerSlot slot) {
        const Entry& entry = entries_[slot + list_count];
        --live_;
        if (entry.next >= in_chunks) return cancel_near(slot);
        if (entry.due == earliest_) earliest_is_exact_ = false;
        entries_[entry.before].next = entry.next;  // a list that gets empty is noticed when somebody looks into it
        entries_[entry.next].before = entry.before;
    }
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
    /// Of a slot; those of the lists' heads stand before. A far timer lies in a list. Of a near one, which lies in an
    /// array, `next` says where: the kind of array in the highest bits, and the place in that.
    struct Entry {
        TimePoint due;  // of a far one
        std::uint32_t next, before;
    };
    enum Place : std::uint32_t { in_chunks = 1u << 30, in_run = 2u << 30, among_stragglers = 3u << 30 };
    static constexpr std::uint32_t nowhere = 0;
    static constexpr std::uint32_t place_mask = (1u << 30) - 1;

    static constexpr int first_level_bits = 12, bits_a_level = 8, upper_levels = 5;
    static constexpr int granule_bits = 18;  // 2^18 ns = 0.26 ms
    static constexpr std::uint32_t first_level_buckets = 1u << first_level_bits;
    static constexpr std::uint32_t buckets_a_level = 1u << bits_a_level;
    static constexpr std::uint32_t list_count = upper_levels * buckets_a_level;
    static constexpr std::uint32_t bucket_count = first_level_buckets + list_count;

    static std::int64_t granule(TimePoint time) { return time.time_since_epoch().count() >> granule_bits; }
    /// Of stragglers. The stamp is a number that ascends with arming; it wraps, which is harmless: of two that wait at
    /// the same time, one was not armed five hundred million others after the other.
    static bool later(const Key& a, const Key& b) {
        return a.due != b.due ? a.due > b.due : static_cast<std::int32_t>((a.stamp - b.stamp) << 2) > 0;
    }
    bool straggles(const Key& key) const { return place_of(key.slot) == (among_stragglers | key.stamp); }
    std::uint32_t& place_of(TimerSlot slot) { return entries_[slot + list_count].next; }
    std::uint32_t place_of(TimerSlot slot) const { return entries_[slot + list_count].next; }

    void place(TimerSlot slot, TimePoint due) {
        const std::int64_t at = granule(due);
        if (at <= granule_) return append_to_stragglers(slot, due);
        const auto differs = static_cast<std::uint64_t>(at ^ granule_);
        if (differs < first_level_buckets) return append({due, slot, 0});
        std::uint32_t first_list = 0;
        int digit_at = first_level_bits;
        while (differs >> digit_at >= buckets_a_level) {
            digit_at += bits_a_level;
            first_list += buckets_a_level;
        }
        append_to_list(first_list + static_cast<std::uint32_t>(at >> digit_at) % buckets_a_level, slot, due);
    }
    void append(const Key& key) {
        const std::uint32_t bucket = static_cast<std::uint32_t>(granule(key.due)) % first_level_buckets;
        std::uint32_t last = buckets_[bucket].last;
        if (last == no_chunk || chunks_[last].count == keys_a_chunk) [[unlikely]]
            last = append_chunk(bucket);
        Chunk& chunk = chunks_[last];
        place_of(key.slot) = in_chunks | (last * places_a_chunk + chunk.count);
        chunk.keys[chunk.count++] = key;
    }
    void append_to_list(std::uint32_t list, TimerSlot slot, TimePoint due) {
        const std::uint32_t at = slot + list_count, last = entries_[list].before;
        entries_[at] = {due, list, last};
        entries_[last].next = at;
        entries_[list].before = at;
        if (last == list) mark_occupied(list + first_level_buckets);
    }
    /// More dead ones are swept out.
    static constexpr std::size_t most_dead(std::size_t live) { return live + 1024; }
    void add_slots(TimerSlot slot);
    void append_to_stragglers(TimerSlot slot, TimePoint due);
    void cancel_near(TimerSlot slot);
    void mark_occupied(std::uint32_t bucket);
    void mark_empty(std::uint32_t bucket);
    std::uint32_t append_chunk(std::uint32_t bucket);
    Bucket take_bucket(std::uint32_t bucket);
    void free_chunks(const Bucket& bucket);
    template <class Use>
    void for_each_key(const Bucket& bucket, Use&& use);
    std::uint32_t first_occupied();
    bool list_is_empty(std::uint32_t bucket) const {
        return entries_[bucket - first_level_buckets].next == bucket - first_level_buckets;
    }
    std::int64_t beginning_of(std::uint32_t bucket) const;
    TimePoint next_due_of_buckets();
    bool roll_on(TimePoint now);
    void gather(std::uint32_t bucket);
    void spread(std::uint32_t bucket);
    const Key* nearest();
    void drop_nearest();
    void note_fired(TimerSlot slot) {
        place_of(slot) = nowhere;
        --live_;
        earliest_is_exact_ = false;
    }
    TimerSlot pop_due_with_care(TimePoint now);
    void sweep_out_the_dead();
    void sweep_out(std::uint32_t bucket);

    std::vector<Entry> entries_;
    std::uint32_t slots_ = 0;  // that there are entries for
    std::vector<Chunk> chunks_;
    std::uint32_t free_chunks_ = no_chunk;
    std::uint32_t last_stamp_ = 0;
    std::int64_t granule_ = 0;         // everything up to this one lies in run_ or stragglers_
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
