// SPDX-License-Identifier: MIT
// EventRing: one writer, any number of readers, never blocks, never allocates after construction. A reader that falls
// behind loses the oldest events and is told how many. Words are atomics that are stored and loaded by plain moves on
// the machine, so that reading a slot while it is overwritten is defined, and then detected and discarded.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "base/check.h"
#include "trace/event.h"

namespace janklab {

class EventRing {
  public:
    static constexpr std::size_t words_per_event = sizeof(TraceEvent) / sizeof(std::uint64_t);
    using Words = std::array<std::uint64_t, words_per_event>;

    /// `capacity` in events, a power of two.
    explicit EventRing(std::size_t capacity) : slots_(new Slot[capacity]), mask_(capacity - 1) {
        MUST(std::has_single_bit(capacity), "the capacity of an event ring is a power of two");
    }

    /// Writer's thread only.
    void write(const TraceEvent& event) { write(std::bit_cast<Words>(event)); }
    /// The same, of an event that was put together in registers: no detour through memory.
    void write(const Words& words) {
        const std::uint64_t at = written_.load(std::memory_order_relaxed);
        // Claimed before the first word is stored, and each word released: a reader that sees any word of this event
        // also sees that the slot was taken.
        claimed_.store(at + 1, std::memory_order_relaxed);
        Slot& slot = slots_[at & mask_];
        // Written out, because a loop would send the words through memory.
        [&]<std::size_t... i>(std::index_sequence<i...>) {
            (slot.words[i].store(words[i], std::memory_order_release), ...);
        }
        (std::make_index_sequence<words_per_event>());
        written_.store(at + 1, std::memory_order_release);
    }

    /// How many events were ever written. Any thread.
    std::uint64_t written() const { return written_.load(std::memory_order_acquire); }
    std::size_t capacity() const { return mask_ + 1; }

    /// Reads the event number `at`. False if it has been overwritten. Any thread; `at` < written().
    bool read(std::uint64_t at, TraceEvent& event) const {
        Words words;
        const Slot& slot = slots_[at & mask_];
        for (std::size_t i = 0; i < words_per_event; ++i) words[i] = slot.words[i].load(std::memory_order_acquire);
        if (claimed_.load(std::memory_order_relaxed) > at + capacity()) return false;
        event = std::bit_cast<TraceEvent>(words);
        return true;
    }

  private:
    struct alignas(64) Slot {
        std::atomic<std::uint64_t> words[words_per_event];
    };
    std::unique_ptr<Slot[]> slots_;
    std::uint64_t mask_;
    alignas(64) std::atomic<std::uint64_t> written_{0};
    std::atomic<std::uint64_t> claimed_{0};
};

}  // namespace janklab
