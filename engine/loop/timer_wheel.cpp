// SPDX-License-Identifier: MIT
#include "loop/timer_wheel.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace janklab {

TimerWheel::TimerWheel() : entries_(list_count) {
    for (std::uint32_t list = 0; list < list_count; ++list) entries_[list].next = entries_[list].before = list;
    add_slots(0);
}

/// Whatever slots of those that there are come to meet in one place, no memory is asked for then. What is never used of
/// it is never touched. Chunks are too large for that: beyond some thousand they are made as they are needed.
void TimerWheel::add_slots(TimerSlot slot) {
    constexpr std::size_t at_first = 64, most_chunks = 4096;
    const std::size_t slots = std::max({std::size_t{slot} + 1, std::size_t{slots_} * 2, at_first});
    const std::size_t keys = slots + most_dead(slots);
    slots_ = static_cast<std::uint32_t>(slots);
    entries_.resize(list_count + slots);
    run_.reserve(slots);
    stragglers_.reserve(keys);
    chunks_.reserve(std::min(keys, most_chunks));
}

/// Where it lies in an array, a dead key stays behind.
void TimerWheel::cancel_near(TimerSlot slot) {
    const std::uint32_t place = std::exchange(place_of(slot), nowhere), at = place & place_mask;
    ++dead_;
    if (place < in_run) {
        Key& key = chunks_[at / places_a_chunk].keys[at % places_a_chunk];
        if (key.due == earliest_) earliest_is_exact_ = false;
        key.slot = no_slot;
    } else {
        earliest_is_exact_ = false;
        if (place < among_stragglers) run_[at].slot = no_slot;
    }
    if (dead_ > most_dead(live_)) [[unlikely]]
        sweep_out_the_dead();
}

TimePoint TimerWheel::next_due() {
    if (!earliest_is_exact_) {
        const Key* key = nearest();
        earliest_ = key ? key->due : next_due_of_buckets();
        earliest_is_exact_ = true;
    }
    return earliest_;
}

TimePoint TimerWheel::next_due_of_buckets() {
    TimePoint next = time_never;
    for (std::uint32_t bucket; (bucket = first_occupied()) != bucket_count;) {
        if (bucket >= first_level_buckets) {
            const std::uint32_t list = bucket - first_level_buckets;
            for (std::uint32_t at = entries_[list].next; at != list; at = entries_[at].next) {
                next = std::min(next, entries_[at].due);
            }
            break;
        }
        sweep_out(bucket);
        if (buckets_[bucket].first == no_chunk) continue;  // there were only dead ones
        for_each_key(buckets_[bucket], [&](const Key& key) { next = std::min(next, key.due); });
        break;
    }
    return next;
}

TimerSlot TimerWheel::pop_due_with_care(TimePoint now) {
    const Key* key = nearest();
    while (!key && roll_on(now)) key = nearest();
    if (key && key->due <= now) {
        const TimerSlot slot = key->slot;
        drop_nearest();
        note_fired(slot);
        return slot;
    }
    earliest_is_exact_ = key || live_ == 0;
    const std::uint32_t bucket = key || live_ == 0 ? bucket_count : first_occupied();
    if (key) earliest_ = key->due;
    else if (bucket == bucket_count) earliest_ = time_never;
    else earliest_ = TimePoint{Duration{beginning_of(bucket) << granule_bits}};
    return no_slot;
}

// -- buckets -----------------------------------------------------------------------------------------------------

/// For a granule that has been gathered already.
void TimerWheel::append_to_stragglers(TimerSlot slot, TimePoint due) {
    const std::uint32_t stamp = ++last_stamp_ & place_mask;
    place_of(slot) = among_stragglers | stamp;
    stragglers_.push_back({due, slot, stamp});
    std::ranges::push_heap(stragglers_, later);
}

void TimerWheel::mark_occupied(std::uint32_t bucket) {
    occupied_[bucket / 64] |= std::uint64_t{1} << (bucket % 64);
    occupied_words_[bucket / 64 / 64] |= std::uint64_t{1} << (bucket / 64 % 64);
}

std::uint32_t TimerWheel::append_chunk(std::uint32_t bucket) {
    std::uint32_t fresh = free_chunks_;
    if (fresh == no_chunk) {
        fresh = static_cast<std::uint32_t>(chunks_.size());
        chunks_.emplace_back();
    } else {
        free_chunks_ = chunks_[fresh].next;
        chunks_[fresh].next = no_chunk;
        chunks_[fresh].count = 0;
    }
    const std::uint32_t last = std::exchange(buckets_[bucket].last, fresh);
    (last == no_chunk ? buckets_[bucket].first : chunks_[last].next) = fresh;
    mark_occupied(bucket);
    return fresh;
}

void TimerWheel::mark_empty(std::uint32_t bucket) {
    std::uint64_t& word = occupied_[bucket / 64];
    word &= ~(std::uint64_t{1} << (bucket % 64));
    if (word == 0) occupied_words_[bucket / 64 / 64] &= ~(std::uint64_t{1} << (bucket / 64 % 64));
}

TimerWheel::Bucket TimerWheel::take_bucket(std::uint32_t bucket) {
    mark_empty(bucket);
    return std::exchange(buckets_[bucket], Bucket{});
}

void TimerWheel::free_chunks(const Bucket& bucket) {
    if (bucket.first != no_chunk) chunks_[bucket.last].next = std::exchange(free_chunks_, bucket.first);
}

/// The living ones, in order. `use` must not place anything.
template <class Use>
void TimerWheel::for_each_key(const Bucket& bucket, Use&& use) {
    for (std::uint32_t at = bucket.first; at != no_chunk; at = chunks_[at].next) {
        Chunk& chunk = chunks_[at];
        for (std::uint32_t i = 0; i < chunk.count; ++i) {
            if (chunk.keys[i].slot != no_slot) use(chunk.keys[i]);
            else --dead_;
        }
    }
}

/// The bucket with the nearest deadlines; bucket_count for none. Those of a lower level always come before those of a
/// higher one, and stand before them.
std::uint32_t TimerWheel::first_occupied() {
    for (std::uint32_t i = 0; i < occupied_words_.size(); ++i) {
        while (occupied_words_[i]) {
            const std::uint32_t word = i * 64 + static_cast<std::uint32_t>(std::countr_zero(occupied_words_[i]));
            const std::uint32_t bucket = word * 64 + static_cast<std::uint32_t>(std::countr_zero(occupied_[word]));
            if (bucket < first_level_buckets || !list_is_empty(bucket)) return bucket;
            mark_empty(bucket);
        }
    }
    return bucket_count;
}

/// The first granule of an occupied bucket: the wheel's own one in the digits above the level.
std::int64_t TimerWheel::beginning_of(std::uint32_t bucket) const {
    std::uint32_t shift = 0, bits = first_level_bits, digit = bucket;
    if (bucket >= first_level_buckets) {
        shift = first_level_bits + (bucket - first_level_buckets) / buckets_a_level * bits_a_level;
        bits = bits_a_level;
        digit = bucket % buckets_a_level;
    }
    return (granule_ >> (shift + bits) << (shift + bits)) | std::int64_t{digit} << shift;
}

// -- what comes near ---------------------------------------------------------------------------------------------

/// Moves on until something is gathered; false when the next bucket lies ahead of `now`. What was gathered before has
/// been used up.
bool TimerWheel::roll_on(TimePoint now) {
    for (std::uint32_t bucket; (bucket = first_occupied()) != bucket_count;) {
        const std::int64_t beginning = beginning_of(bucket);
        if (beginning > granule(now)) break;
        granule_ = beginning;
        if (bucket < first_level_buckets) gather(bucket);
        else spread(bucket);
        if (run_next_ < run_.size() || !stragglers_.empty()) return true;
    }
    // No occupied bucket lies between, so what is placed stays where it belongs.
    granule_ = std::max(granule_, granule(now));
    return false;
}

/// Makes a bucket of the first level the sorted run. It is in order of arming: as long as a granule lies beyond its
/// level's reach, all that is armed for it goes to one bucket above, and that is spread before anything else.
void TimerWheel::gather(std::uint32_t bucket) {
    run_.clear();
    run_next_ = 0;
    const Bucket taken = take_bucket(bucket);
    bool sorted = true;
    for_each_key(taken, [&](const Key& key) {
        sorted = sorted && (run_.empty() || run_.back().due <= key.due);
        run_.push_back({key.due, key.slot, static_cast<std::uint32_t>(run_.size())});
    });
    free_chunks(taken);
    if (!sorted) {
        std::ranges::sort(
            run_, [](const Key& a, const Key& b) { return a.due != b.due ? a.due < b.due : a.stamp < b.stamp; });
    }
    for (std::uint32_t i = 0; i < run_.size(); ++i) place_of(run_[i].slot) = in_run | i;
}

/// Distributes a list over the levels below it; what lies in its first granule becomes a straggler.
void TimerWheel::spread(std::uint32_t bucket) {
    mark_empty(bucket);
    const std::uint32_t list = bucket - first_level_buckets;
    std::uint32_t at = entries_[list].next;
    entries_[list].next = entries_[list].before = list;
    while (at != list) {
        const Entry entry = entries_[at];
        place(at - list_count, entry.due);
        at = entry.next;
    }
}

/// The first living key of what has been gathered; null for none.
const TimerWheel::Key* TimerWheel::nearest() {
    while (run_next_ < run_.size() && run_[run_next_].slot == no_slot) {
        ++run_next_;
        --dead_;
    }
    while (!stragglers_.empty() && !straggles(stragglers_.front())) {
        std::ranges::pop_heap(stragglers_, later);
        stragglers_.pop_back();
        --dead_;
    }
    const Key* first = run_next_ < run_.size() ? &run_[run_next_] : nullptr;
    if (!stragglers_.empty() && (!first || stragglers_.front().due < first->due)) return &stragglers_.front();
    return first;  // before a straggler of the same time, which was armed later
}

/// Takes out what nearest() found.
void TimerWheel::drop_nearest() {
    const bool in_the_run =
        run_next_ < run_.size() && (stragglers_.empty() || run_[run_next_].due <= stragglers_.front().due);
    if (in_the_run) {
        ++run_next_;
        return;
    }
    std::ranges::pop_heap(stragglers_, later);
    stragglers_.pop_back();
}

void TimerWheel::sweep_out_the_dead() {
    for (std::uint32_t word = 0; word < first_level_buckets / 64; ++word) {
        for (std::uint64_t rest = occupied_[word]; rest; rest &= rest - 1) {
            sweep_out(word * 64 + static_cast<std::uint32_t>(std::countr_zero(rest)));
        }
    }
    run_.erase(run_.begin(), run_.begin() + static_cast<std::ptrdiff_t>(run_next_));
    run_next_ = 0;
    std::erase_if(run_, [](const Key& key) { return key.slot == no_slot; });
    for (std::uint32_t i = 0; i < run_.size(); ++i) place_of(run_[i].slot) = in_run | i;
    std::erase_if(stragglers_, [this](const Key& key) { return !straggles(key); });
    std::ranges::make_heap(stragglers_, later);
    dead_ = 0;
}

void TimerWheel::sweep_out(std::uint32_t bucket) {
    Bucket swept = take_bucket(bucket);
    for (std::uint32_t at = swept.first; at != no_chunk;) {
        const Chunk keys = chunks_[at];  // a copy: the chunk is reused at once
        free_chunks({at, at});
        for (std::uint32_t i = 0; i < keys.count; ++i) {
            if (keys.keys[i].slot != no_slot) append(keys.keys[i]);
            else --dead_;
        }
        at = keys.next;
    }
}

}  // namespace janklab
