// SPDX-License-Identifier: MIT
// The least code that posts and runs closures: a ring of {function, closure}; six of them under a bitmap; and those
// with one chained time stamp and one record a closure. Of fixed size, without names, ids, errors and cancelling.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>

#include "base/clock.h"
#include "trace/event.h"

namespace bench {

/// Closures of `bytes`; the slot is a power of two.
template <std::size_t bytes>
class BareRing {
  public:
    explicit BareRing(std::size_t capacity)
        : slots_(new Slot[std::bit_ceil(capacity)]), mask_(std::bit_ceil(capacity) - 1) {}

    bool empty() const { return head_ == tail_; }
    template <class F>
    void post(const F& closure) {
        static_assert(sizeof(F) <= bytes && std::is_trivially_copyable_v<F>);
        Slot& slot = slots_[tail_++ & mask_];
        slot.call = [](void* at) { (*static_cast<F*>(at))(); };
        ::new (static_cast<void*>(slot.closure)) F(closure);
    }
    /// Where it lies; its slot is free afterwards.
    void run_first() {
        Slot& slot = slots_[head_ & mask_];
        slot.call(slot.closure);
        ++head_;
    }

  private:
    struct alignas(std::bit_ceil(bytes + sizeof(void*))) Slot {
        void (*call)(void*);
        alignas(void*) std::byte closure[bytes];
    };
    std::unique_ptr<Slot[]> slots_;
    std::uint64_t mask_;
    std::uint64_t head_ = 0, tail_ = 0;
};

/// Not inlined where it runs, as a loop's turn is not.
template <std::size_t bytes>
class PlainRing {
  public:
    explicit PlainRing(std::size_t capacity) : ring_(capacity) {}
    template <class F>
    void post(const F& closure) {
        ring_.post(closure);
    }
    [[gnu::noinline]] bool run_one() {
        if (ring_.empty()) return false;
        ring_.run_first();
        return true;
    }

  private:
    BareRing<bytes> ring_;
};

template <std::size_t bytes>
class PriorityRings {
  public:
    static constexpr int priorities = 6;
    explicit PriorityRings(std::size_t capacity)
        : rings_{Ring(capacity), Ring(1), Ring(1), Ring(1), Ring(1), Ring(1)} {}
    template <class F>
    void post(int priority, const F& closure) {
        rings_[priority].post(closure);
        occupied_ |= 1u << priority;
    }
    [[gnu::noinline]] bool run_one() {
        if (!occupied_) return false;
        run_first();
        return true;
    }

  protected:
    using Ring = BareRing<bytes>;
    void run_first() {
        const int priority = std::countr_zero(occupied_);
        Ring& ring = rings_[priority];
        ring.run_first();
        if (ring.empty()) occupied_ &= ~(1u << priority);
    }
    std::uint32_t occupied_ = 0;
    Ring rings_[priorities];
};

/// The end of one closure is the beginning of the next.
template <std::size_t bytes>
class TracedRings : public PriorityRings<bytes> {
  public:
    TracedRings(std::size_t capacity, const janklab::Clock& clock)
        : PriorityRings<bytes>(capacity), clock_(clock), records_(new janklab::TraceEvent[records]) {}
    [[gnu::noinline]] bool run_one() {
        if (!this->occupied_) return false;
        this->run_first();
        janklab::TraceEvent& record = records_[ran_ & (records - 1)];
        record.time = clock_.stamp();
        record.type = janklab::EventType::task_ended;
        record.track = janklab::Track::page;
        record.detail = 0;
        record.line = __LINE__;
        record.id = ++ran_;
        record.cause = record.arg = record.arg2 = 0;
        record.name = "closure";
        record.file = __FILE__;
        return true;
    }

  private:
    static constexpr std::size_t records = 1u << 16;
    const janklab::Clock& clock_;
    std::unique_ptr<janklab::TraceEvent[]> records_;
    std::uint64_t ran_ = 0;
};

}  // namespace bench
