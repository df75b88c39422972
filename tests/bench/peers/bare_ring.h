// SPDX-License-Identifier: MIT
// The least code that posts and runs closures: a ring of {function, closure}; six of them under a bitmap; and those
// with one chained time stamp and one record a closure. Of fixed size, without names, ids, errors and cancelling; or
// with what a task carries in each slot, to see what carrying it costs.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>

#include "base/clock.h"
#include "loop/task_queues.h"
#include "trace/event.h"

namespace bench {

/// No more than the closure; the slot is a power of two.
template <std::size_t bytes>
struct alignas(std::bit_ceil(bytes + sizeof(void*))) BareSlot {
    void (*call)(void*);
    alignas(void*) std::byte closure[bytes];
};

/// The closure, and what a task carries beside it.
template <std::size_t bytes>
struct SlotWithRecord {
    janklab::Work work;
    janklab::StepsOf steps;
    void (*call)(void*);
    alignas(void*) std::byte closure[bytes];
};
static_assert(sizeof(SlotWithRecord<48>) == sizeof(janklab::QueuedTask));

/// Closures of a slot's size.
template <class Slot>
class BareRing {
  public:
    explicit BareRing(std::size_t capacity)
        : slots_(new Slot[std::bit_ceil(capacity)]), mask_(std::bit_ceil(capacity) - 1) {}

    bool empty() const { return head_ == tail_; }
    template <class F>
    Slot& post(const F& closure) {
        static_assert(sizeof(F) <= sizeof(Slot::closure) && std::is_trivially_copyable_v<F>);
        Slot& slot = slots_[tail_++ & mask_];
        slot.call = [](void* at) { (*static_cast<F*>(at))(); };
        ::new (static_cast<void*>(slot.closure)) F(closure);
        return slot;
    }
    /// Where it lies; its slot is free afterwards.
    void run_first() {
        Slot& slot = slots_[head_ & mask_];
        slot.call(slot.closure);
        ++head_;
    }

  private:
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
    BareRing<BareSlot<bytes>> ring_;
};

template <class Slot>
class PriorityRingsOf {
  public:
    static constexpr int priorities = 6;
    explicit PriorityRingsOf(std::size_t capacity)
        : rings_{Ring(capacity), Ring(1), Ring(1), Ring(1), Ring(1), Ring(1)} {}
    template <class F>
    Slot& post(int priority, const F& closure) {
        occupied_ |= 1u << priority;
        return rings_[priority].post(closure);
    }
    [[gnu::noinline]] bool run_one() {
        if (!occupied_) return false;
        run_first();
        return true;
    }

  protected:
    using Ring = BareRing<Slot>;
    void run_first() {
        const int priority = std::countr_zero(occupied_);
        Ring& ring = rings_[priority];
        ring.run_first();
        if (ring.empty()) occupied_ &= ~(1u << priority);
    }
    std::uint32_t occupied_ = 0;
    Ring rings_[priorities];
};

template <std::size_t bytes>
using PriorityRings = PriorityRingsOf<BareSlot<bytes>>;

/// Notes in each slot what a task carries; nobody reads it.
template <std::size_t bytes>
class RingsWithRecord : public PriorityRingsOf<SlotWithRecord<bytes>> {
  public:
    using PriorityRingsOf<SlotWithRecord<bytes>>::PriorityRingsOf;
    template <class F>
    void post(int priority, const F& closure, janklab::Name name = "closure") {
        SlotWithRecord<bytes>& slot = PriorityRingsOf<SlotWithRecord<bytes>>::post(priority, closure);
        slot.work = {{++last_id_}, name};
        slot.steps = janklab::StepsOf::script;
    }

  private:
    std::uint64_t last_id_ = 0;
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
        record.id = ++ran_;
        record.cause = record.arg = record.arg2 = 0;
        record.name = "closure";
        record.where = here_;
        return true;
    }

  private:
    static constexpr std::size_t records = 1u << 16;
    const janklab::Clock& clock_;
    const janklab::CodeLocation here_ = janklab::Name("closure").where;
    std::unique_ptr<janklab::TraceEvent[]> records_;
    std::uint64_t ran_ = 0;
};

}  // namespace bench
