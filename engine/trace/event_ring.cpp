// SPDX-License-Identifier: MIT
#include "trace/event_ring.h"

namespace janklab {

// A chunk holds at least 8 of the longest events; one more, because the one that is written overwrites the oldest.
EventRing::EventRing(std::size_t capacity)
    : chunk_count_(capacity / ((chunk_words - opening_words) / longest_event) + 2),
      chunks_(new Chunk[chunk_count_]),
      at_(chunks_[0].words),
      last_start_(nullptr) {}

/// Claimed before its first word is stored, and each word released: a reader that sees any word of the new chunk also
/// sees that the old one was given up.
EventRing::Pen EventRing::open_chunk(TimePoint time) {
    std::uint64_t number = 0;
    if (last_start_) {
        number = claimed_.load(std::memory_order_relaxed) + 1;
        const auto used = static_cast<std::size_t>(at_ - chunks_[(number - 1) % chunk_count_].words);
        if (used < chunk_words) at_->store(0, std::memory_order_release);
    }
    claimed_.store(number, std::memory_order_relaxed);
    Word* const words = chunks_[number % chunk_count_].words;
    base_ = time.time_since_epoch().count();
    words[0].store(events_, std::memory_order_release);
    words[1].store(static_cast<std::uint64_t>(base_), std::memory_order_release);
    at_ = words + opening_words;
    last_start_ = words + chunk_words - longest_event;
    written_.store(number * chunk_words + opening_words, std::memory_order_release);
    return {at_, 0};
}

std::uint64_t EventReader::read(std::vector<TraceEvent>& events) {
    std::uint64_t lost = 0;
    const std::uint64_t end = ring_.written_.load(std::memory_order_acquire);
    while (at_ < end) {
        const std::uint64_t chunk = at_ / EventRing::chunk_words, oldest = ring_.oldest_chunk();
        if (chunk < oldest) {
            at_ = oldest * EventRing::chunk_words;
            continue;
        }
        const std::uint64_t begins_at = chunk * EventRing::chunk_words;
        const std::size_t known = std::min<std::uint64_t>(end - begins_at, EventRing::chunk_words);
        const EventRing::Word* const words = ring_.chunks_[chunk % ring_.chunk_count_].words;
        for (std::size_t i = at_ - begins_at; i < known; ++i) words_[i] = words[i].load(std::memory_order_acquire);
        if (chunk < ring_.oldest_chunk()) continue;  // overwritten meanwhile
        if (at_ == begins_at) {
            lost += words_[0] - seen_;
            seen_ = words_[0];
            base_ = static_cast<std::int64_t>(words_[1]);
            at_ += EventRing::opening_words;
        }
        decode(known, events);
    }
    return lost;
}

/// The events of the chunk in which `at_` lies, up to its word `end`.
void EventReader::decode(std::size_t end, std::vector<TraceEvent>& events) {
    const std::uint64_t begins_at = at_ / EventRing::chunk_words * EventRing::chunk_words;
    std::size_t at = at_ - begins_at;
    while (at < end && words_[at] != 0) {
        const std::uint64_t head = words_[at++];
        const auto next = [&](EventWord word) { return head & head_bit(word) ? words_[at++] : 0; };
        TraceEvent event;
        event.time = TimePoint{Duration{base_ + (static_cast<std::int64_t>(head) >> 32)}};
        event.type = static_cast<EventType>((head & 0xff) - 1);
        event.track = static_cast<Track>(head >> 15 & 1);
        event.detail = static_cast<std::uint16_t>(head >> 16);
        event.id = next(EventWord::id);
        event.cause = next(EventWord::cause);
        event.arg = next(EventWord::arg);
        event.arg2 = next(EventWord::arg2);
        event.name = reinterpret_cast<const char*>(static_cast<std::uintptr_t>(next(EventWord::name)));
        event.where = CodeLocation::from_word(next(EventWord::where));
        events.push_back(event);
        ++seen_;
    }
    at_ = begins_at + (at < end ? EventRing::chunk_words : at);  // a head of 0: the next chunk
}

}  // namespace janklab
