// SPDX-License-Identifier: MIT
#include "loop/timer_wheel.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace janklab {

TimerWheel::TimerWheel() {
    for (Level& level : levels_) level.first.fill(no_chunk);
}

void TimerWheel::arm(TimerSlot slot, TimePoint due) {
    if (slot >= armed_.size()) armed_.resize(slot + 1);
    if (++last_stamp_ == not_armed) ++last_stamp_;
    armed_[slot] = {due, last_stamp_};
    ++live_;
    if (due < earliest_) {
        earliest_ = due;
        earliest_is_exact_ = true;
    }
    place({due, slot, last_stamp_});
}

void TimerWheel::cancel(TimerSlot slot) {
    if (armed_[slot].due == earliest_) earliest_is_exact_ = false;
    armed_[slot].stamp = not_armed;
    --live_;
    ++dead_;
    constexpr std::size_t few = 1024;
    if (dead_ > live_ + few) sweep_out_the_dead();
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
    Place place;
    while (first_occupied(place)) {
        Level& level = levels_[place.level];
        sweep_out(level, place.bucket);
        if (level.first[place.bucket] == no_chunk) continue;  // there were only dead ones
        for (std::uint32_t chunk = level.first[place.bucket]; chunk != no_chunk; chunk = chunks_[chunk].next) {
            for (std::uint32_t i = 0; i < chunks_[chunk].count; ++i) next = std::min(next, chunks_[chunk].keys[i].due);
        }
        break;
    }
    return next;
}

TimerSlot TimerWheel::pop_due(TimePoint now) {
    const Key* key = nearest();
    while (!key && roll_on(now)) key = nearest();
    if (key && key->due <= now) {
        const TimerSlot slot = key->slot;
        drop_nearest();
        armed_[slot].stamp = not_armed;
        --live_;
        earliest_is_exact_ = false;
        return slot;
    }
    Place place;
    earliest_is_exact_ = key || live_ == 0;
    if (key) earliest_ = key->due;
    else if (live_ == 0 || !first_occupied(place)) earliest_ = time_never;
    else earliest_ = TimePoint{Duration{static_cast<std::int64_t>(beginning_of(place) << granule_bits)}};
    return no_slot;
}

void TimerWheel::place(const Key& key) {
    const std::uint64_t at = granule(key.due);
    if (at <= granule_) {
        stragglers_.push_back(key);
        std::ranges::push_heap(stragglers_, later);
        return;
    }
    const int level = (std::bit_width(at ^ granule_) - 1) / bits_a_level;
    push(levels_[level], static_cast<int>(at >> (level * bits_a_level)) & (buckets - 1), key);
}

void TimerWheel::push(Level& level, int bucket, const Key& key) {
    std::uint32_t& first = level.first[bucket];
    if (first == no_chunk || chunks_[first].count == keys_a_chunk) {
        std::uint32_t fresh = free_chunks_;
        if (fresh == no_chunk) {
            fresh = static_cast<std::uint32_t>(chunks_.size());
            chunks_.emplace_back();
        } else {
            free_chunks_ = chunks_[fresh].next;
        }
        chunks_[fresh].next = first;
        chunks_[fresh].count = 0;
        first = fresh;
        level.occupied[bucket / 64] |= std::uint64_t{1} << (bucket % 64);
    }
    Chunk& chunk = chunks_[first];
    chunk.keys[chunk.count++] = key;
}

std::uint32_t TimerWheel::take_bucket(Level& level, int bucket) {
    level.occupied[bucket / 64] &= ~(std::uint64_t{1} << (bucket % 64));
    return std::exchange(level.first[bucket], no_chunk);
}

void TimerWheel::free_chunk(std::uint32_t chunk) {
    chunks_[chunk].next = free_chunks_;
    free_chunks_ = chunk;
}

/// The bucket with the nearest deadlines. Those of a lower level always come before those of a higher one.
bool TimerWheel::first_occupied(Place& place) const {
    for (int level = 0; level < levels; ++level) {
        const auto& occupied = levels_[level].occupied;
        for (int word = 0; word < buckets / 64; ++word) {
            if (!occupied[word]) continue;
            place = {level, word * 64 + std::countr_zero(occupied[word])};
            return true;
        }
    }
    return false;
}

/// The first granule of an occupied bucket: the wheel's own one in the bytes above the level.
std::uint64_t TimerWheel::beginning_of(Place place) const {
    const int shift = place.level * bits_a_level;
    const std::uint64_t above = granule_ >> (shift + bits_a_level) << (shift + bits_a_level);
    return above | static_cast<std::uint64_t>(place.bucket) << shift;
}

/// Moves on until something is gathered; false when the next bucket lies ahead of `now`. What was gathered before has
/// been used up.
bool TimerWheel::roll_on(TimePoint now) {
    Place place;
    while (first_occupied(place)) {
        const std::uint64_t beginning = beginning_of(place);
        if (beginning > granule(now)) break;
        granule_ = beginning;
        const std::uint32_t chunk = take_bucket(levels_[place.level], place.bucket);
        if (place.level == 0) gather(chunk);
        else spread(chunk);
        if (run_next_ < run_.size() || !stragglers_.empty()) return true;
    }
    // No occupied bucket lies between, so what is placed stays where it belongs.
    granule_ = std::max(granule_, granule(now));
    return false;
}

/// Makes a bucket of the lowest level the sorted run.
void TimerWheel::gather(std::uint32_t chunk) {
    run_.clear();
    run_next_ = 0;
    while (chunk != no_chunk) {
        const Chunk& keys = chunks_[chunk];
        for (std::uint32_t i = 0; i < keys.count; ++i) {
            if (alive(keys.keys[i])) run_.push_back(keys.keys[i]);
            else --dead_;
        }
        const std::uint32_t next = keys.next;
        free_chunk(chunk);
        chunk = next;
    }
    std::ranges::sort(run_, before);
}

/// Distributes a bucket over the levels below it; what lies in its first granule is gathered at once.
void TimerWheel::spread(std::uint32_t chunk) {
    while (chunk != no_chunk) {
        const Chunk keys = chunks_[chunk];  // a copy: placing may add chunks and so move them all
        free_chunk(chunk);
        for (std::uint32_t i = 0; i < keys.count; ++i) {
            if (alive(keys.keys[i])) place(keys.keys[i]);
            else --dead_;
        }
        chunk = keys.next;
    }
}

/// The first living key of what has been gathered; null for none.
const TimerWheel::Key* TimerWheel::nearest() {
    while (run_next_ < run_.size() && !alive(run_[run_next_])) {
        ++run_next_;
        --dead_;
    }
    while (!stragglers_.empty() && !alive(stragglers_.front())) {
        std::ranges::pop_heap(stragglers_, later);
        stragglers_.pop_back();
        --dead_;
    }
    const Key* first = run_next_ < run_.size() ? &run_[run_next_] : nullptr;
    if (!stragglers_.empty() && (!first || before(stragglers_.front(), *first))) return &stragglers_.front();
    return first;
}

/// Takes out what nearest() found.
void TimerWheel::drop_nearest() {
    const bool in_run =
        run_next_ < run_.size() && (stragglers_.empty() || before(run_[run_next_], stragglers_.front()));
    if (in_run) {
        ++run_next_;
        return;
    }
    std::ranges::pop_heap(stragglers_, later);
    stragglers_.pop_back();
}

void TimerWheel::sweep_out_the_dead() {
    for (Level& level : levels_) {
        for (int bucket = 0; bucket < buckets; ++bucket) sweep_out(level, bucket);
    }
    const auto dead = [this](const Key& key) { return !alive(key); };
    run_.erase(run_.begin(), run_.begin() + static_cast<std::ptrdiff_t>(run_next_));
    run_next_ = 0;
    std::erase_if(run_, dead);
    std::erase_if(stragglers_, dead);
    std::ranges::make_heap(stragglers_, later);
    dead_ = 0;
}

void TimerWheel::sweep_out(Level& level, int bucket) {
    if (level.first[bucket] == no_chunk) return;
    std::uint32_t chunk = take_bucket(level, bucket);
    while (chunk != no_chunk) {
        const Chunk keys = chunks_[chunk];  // a copy: the chunk is reused at once
        free_chunk(chunk);
        for (std::uint32_t i = 0; i < keys.count; ++i) {
            if (alive(keys.keys[i])) push(level, bucket, keys.keys[i]);
            else --dead_;
        }
        chunk = keys.next;
    }
}

}  // namespace janklab
