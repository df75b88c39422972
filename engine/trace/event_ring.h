// SPDX-License-Identifier: MIT
// EventRing: one writer, any number of readers, never blocks, never allocates after construction. A reader that falls
// behind loses the oldest events and is told how many. Events lie packed in chunks of 512 bytes, each event as long as
// what it says: a head word (type, track, detail, time since its chunk's), then the words that its head names. Words
// are atomics that are stored and loaded by plain moves on the machine, so that reading a chunk while it is overwritten
// is defined, and then detected and discarded.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "trace/event.h"

namespace janklab {

/// The words that follow a head, in this order: one a bit that is set in it.
enum class EventWord : std::uint8_t { id, cause, arg, arg2, name, where };
inline constexpr int event_word_count = 6;
constexpr std::uint64_t head_bit(EventWord word) { return std::uint64_t{1} << (8 + static_cast<int>(word)); }
/// Of the type 1 more: a head of 0 ends a chunk early.
constexpr std::uint64_t event_head(EventType type, Track track, std::uint16_t detail) {
    return (static_cast<std::uint64_t>(type) + 1) | static_cast<std::uint64_t>(track) << 15 |
           static_cast<std::uint64_t>(detail) << 16;
}

class EventRing {
  public:
    using Word = std::atomic<std::uint64_t>;

    /// At least the latest `capacity` events can be read, of short ones up to three times as many.
    explicit EventRing(std::size_t capacity);

    // -- the writer's thread -------------------------------------------------------------------------------------
    /// Where an event goes: its head, with the time that `since` holds, and its words; then it is published.
    struct Pen {
        Word* at;
        std::uint64_t since;  // in place for the head
    };
    Pen begin(TimePoint time) {
        const std::int64_t since = time.time_since_epoch().count() - base_;
        if (at_ > last_start_ || since != static_cast<std::int32_t>(since)) [[unlikely]]
            return open_chunk(time);
        return {at_, static_cast<std::uint64_t>(since) << 32};
    }
    void publish(std::uint32_t words) {
        at_ += words;
        ++events_;
        written_.store(written_.load(std::memory_order_relaxed) + words, std::memory_order_release);
    }

  private:
    friend class EventReader;
    static constexpr std::size_t chunk_words = 64;
    static constexpr std::size_t opening_words = 2;  // how many events came before the chunk; its time in ns
    static constexpr std::size_t longest_event = 1 + event_word_count;
    struct alignas(64) Chunk {
        Word words[chunk_words];
    };
    Pen open_chunk(TimePoint time);
    /// Chunks before this one have been overwritten, or are about to be.
    std::uint64_t oldest_chunk() const {
        const std::uint64_t claimed = claimed_.load(std::memory_order_relaxed);
        return claimed < chunk_count_ ? 0 : claimed - chunk_count_ + 1;
    }

    const std::size_t chunk_count_;
    const std::unique_ptr<Chunk[]> chunks_;
    // The writer's.
    Word* at_;
    Word* last_start_;          // an event that begins later might not fit into the chunk; null before the first
    std::int64_t base_ = 0;     // the chunk's time
    std::uint64_t events_ = 0;  // ever written
    // Shared. A position is the number of a chunk, ever counting, times its words, and the word in it.
    alignas(64) std::atomic<std::uint64_t> written_{0};
    std::atomic<std::uint64_t> claimed_{0};  // the chunk that is written, or about to be
};

/// Reads a ring from its beginning on. Any thread; the ring outlives it.
class EventReader {
  public:
    explicit EventReader(const EventRing& ring) : ring_(ring) {}
    /// Appends what was written since the last time; returns how many events were lost among them.
    std::uint64_t read(std::vector<TraceEvent>& events);

  private:
    void decode(std::size_t end, std::vector<TraceEvent>& events);

    const EventRing& ring_;
    std::uint64_t at_ = 0;    // position
    std::uint64_t seen_ = 0;  // events up to there, lost ones included
    std::int64_t base_ = 0;   // of the chunk in which `at_` lies
    std::uint64_t words_[EventRing::chunk_words];
};

}  // namespace janklab
