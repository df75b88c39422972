// SPDX-License-Identifier: MIT
// The least code that posts and runs closures: a ring of {function, closure}; six of them under a bitmap; and those
// with one chained time stamp and one record a closure. Of fixed size, without names, ids, errors and cancelling. Then
// step by step with what a loop owes each task, to see what that costs: its record, the duties of a turn, three events.
#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

#include "base/clock.h"
#include "loop/work.h"
#include "trace/event.h"

namespace bench {

/// No more than the closure; the slot is a power of two.
template <std::size_t bytes>
struct alignas(std::bit_ceil(bytes + sizeof(void*))) BareSlot {
    void (*call)(void*);
    alignas(void*) std::byte closure[bytes];
};

/// The closure, and what a task carries beside it. As large as a task, whose closure takes what it needs.
template <std::size_t bytes>
struct SlotWithRecord {
    janklab::Work work;
    void (*call)(void*);
    alignas(void*) std::byte closure[bytes];
};

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
    Slot& first() { return slots_[head_ & mask_]; }
    /// It stays where it is until another is posted.
    Slot& take_first() { return slots_[head_++ & mask_]; }
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
    }

  protected:
    std::uint64_t last_id_ = 0;
};

/// The same, with what a turn owes each task besides: a test whether somebody traces, stops or pauses, what runs now
/// and how deep script is, whatever it throws is caught, and a test for microtasks and for a Stop after it.
template <std::size_t bytes>
class RingsWithDuties : public RingsWithRecord<bytes> {
  public:
    using RingsWithRecord<bytes>::RingsWithRecord;
    template <class F>
    void post(int priority, const F& closure) {
        if (traced_) [[unlikely]]
            look_closer();
        RingsWithRecord<bytes>::post(priority, closure);
    }
    [[gnu::noinline]] bool run_one() {
        if (!this->occupied_) return false;
        if (traced_ || wanted_.load(std::memory_order_relaxed)) [[unlikely]]
            look_closer();
        const int priority = std::countr_zero(this->occupied_);
        auto& ring = this->rings_[priority];
        SlotWithRecord<bytes>& slot = ring.take_first();
        if (ring.empty()) this->occupied_ &= ~(1u << priority);
        running_ = &slot.work;
        ++scripts_;
        try {
            slot.call(slot.closure);
        } catch (...) {
            look_closer();
        }
        --scripts_;
        running_ = nullptr;
        if (microtasks_ != 0 || wanted_.load(std::memory_order_relaxed)) [[unlikely]]
            look_closer();
        return true;
    }

  private:
    [[gnu::noinline]] void look_closer() { std::abort(); }
    bool traced_ = false;
    std::atomic<bool> wanted_{false};
    std::uint32_t scripts_ = 0, microtasks_ = 0;
    const janklab::Work* running_ = nullptr;
};

/// Records are stored field by field, one behind the other.
class BareRecords {
  public:
    explicit BareRecords(const janklab::Clock& clock) : clock_(clock), records_(new janklab::TraceEvent[count]) {}
    /// The end of one closure is the beginning of the next: one reading of the clock for each.
    void stamp() { last_ = clock_.stamp(); }
    void write(janklab::EventType type, std::uint64_t id, janklab::Name name = {nullptr, janklab::CodeLocation{}}) {
        janklab::TraceEvent& record = records_[written_++ & (count - 1)];
        record.time = last_;
        record.type = type;
        record.track = janklab::Track::page;
        record.detail = 0;
        record.id = id;
        record.cause = record.arg = record.arg2 = 0;
        record.name = name.text;
        record.where = name.where;
    }

  private:
    static constexpr std::size_t count = 1u << 16;
    const janklab::Clock& clock_;
    janklab::TimePoint last_{};
    std::unique_ptr<janklab::TraceEvent[]> records_;
    std::uint64_t written_ = 0;
};

/// One record a closure.
template <std::size_t bytes>
class TracedRings : public PriorityRings<bytes> {
  public:
    TracedRings(std::size_t capacity, const janklab::Clock& clock) : PriorityRings<bytes>(capacity), records_(clock) {}
    [[gnu::noinline]] bool run_one() {
        if (!this->occupied_) return false;
        this->run_first();
        records_.stamp();
        records_.write(janklab::EventType::task_ended, ++ran_, "closure");
        return true;
    }

  private:
    BareRecords records_;
    std::uint64_t ran_ = 0;
};

/// Three records a closure, as a loop owes them: queued, started, ended, by the names that its record holds.
template <std::size_t bytes>
class ThriceTracedRings : public RingsWithRecord<bytes> {
  public:
    ThriceTracedRings(std::size_t capacity, const janklab::Clock& clock)
        : RingsWithRecord<bytes>(capacity), records_(clock) {}
    template <class F>
    void post(int priority, const F& closure, janklab::Name name = "closure") {
        RingsWithRecord<bytes>::post(priority, closure, name);
        records_.write(janklab::EventType::task_queued, this->last_id_, name);
    }
    [[gnu::noinline]] bool run_one() {
        if (!this->occupied_) return false;
        const janklab::Work work = this->rings_[std::countr_zero(this->occupied_)].first().work;
        records_.write(janklab::EventType::task_started, work.id.value, work.name);
        this->run_first();
        records_.stamp();
        records_.write(janklab::EventType::task_ended, work.id.value);
        return true;
    }

  private:
    BareRecords records_;
};

}  // namespace bench
