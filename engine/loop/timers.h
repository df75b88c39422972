// SPDX-License-Identifier: MIT
// Timers: the records of set_timeout and set_interval, and of the loop's own alarms, above the TimerWheel. A record is
// one cache line and does not move while it exists, so its callback runs where it lies; TimerId carries its slot, so
// that nothing is searched. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/ids.h"
#include "base/move_only_function.h"
#include "base/name.h"
#include "base/time.h"
#include "loop/timer_wheel.h"
#include "loop/work.h"

namespace janklab {

/// Made of the timer's WorkId, as it stands in the trace, and of the place where it lies.
using TimerId = Id<struct TimerTag>;
inline constexpr int timer_slot_bits = 24;
constexpr WorkId work_of(TimerId timer) { return {timer.value >> timer_slot_bits}; }

struct alignas(64) Timer {
    enum class Kind : std::uint8_t {
        timeout,
        interval,
        alarm,  // the loop's own: its callback runs as soon as it is due, not as a task
    };
    using Operations = Callback::Operations;

    const Operations* operations = nullptr;  // of the callback
    Work work;                               // without id: the record is free
    WorkId task;                             // queued for it; zero: none
    union {
        Duration delay{};             // of an interval
        const Timer* will_run_later;  // of a timeout that has fired: one whose task was queued a little after its own
        TimerSlot next_free;          // of a free record
    };
    std::byte callback_bytes[8];  // it, or where it lies
    TimerSlot slot = 0;
    Kind kind = Kind::timeout;
    bool armed : 1 = false;
    bool running : 1 = false;
    bool outside : 1 = false;  // the callback does not lie in the record
    std::uint8_t nesting = 0;  // "timer nesting level" of its task

    TimerId id() const { return {work.id.value << timer_slot_bits | slot}; }
    void* callback() { return outside ? *reinterpret_cast<void**>(callback_bytes) : callback_bytes; }
};

class Timers {
  public:
    /// Larger callbacks go to the heap; smaller ones that do not fit into a record, to a place that is used again.
    static constexpr std::size_t most_in_place = 96;

    Timers() = default;
    Timers(const Timers&) = delete;
    Timers& operator=(const Timers&) = delete;
    ~Timers() { clear(); }
    /// Destroys the callables of all.
    void clear();

    /// `callback` is anything that can be called without arguments; of a Callback, what is inside it is moved here.
    template <class F>
    Timer& add(WorkId work, Timer::Kind kind, Name name, F&& callback) {
        constexpr bool is_callback = std::is_same_v<std::decay_t<F>, Callback>;
        std::size_t bytes = 0;
        if constexpr (is_callback) MUST(callback, "a timer needs a callback");
        if constexpr (is_callback) bytes = callback.operations()->bytes;
        else bytes = Timer::Operations::bytes_of<most_in_place, std::decay_t<F>>();
        Timer& timer = take_free_record();
        timer.outside = bytes > sizeof(timer.callback_bytes);
        if (timer.outside) ::new (timer.callback_bytes) void*(take_free_room());
        if constexpr (is_callback) {
            timer.operations = callback.operations();
            callback.move_out(timer.callback());
        } else {
            timer.operations = Timer::Operations::make<most_in_place>(timer.callback(), std::forward<F>(callback));
        }
        timer.work.id = work;
        timer.work.name = name;
        timer.kind = kind;
        return timer;
    }
    /// Null if it has been removed.
    Timer* find(TimerId id) {
        const auto slot = static_cast<TimerSlot>(id.value & ((1u << timer_slot_bits) - 1));
        if (slot / records_a_block >= blocks_.size()) return nullptr;
        Timer& timer = at(slot);
        return id && timer.work.id == work_of(id) ? &timer : nullptr;
    }
    void arm(Timer& timer, TimePoint due) {
        timer.armed = true;
        wheel_.arm(timer.slot, due);
    }
    void disarm(Timer& timer) {
        if (!timer.armed) return;
        timer.armed = false;
        wheel_.cancel(timer.slot);
    }
    /// The first timer due, disarmed; null for none.
    Timer* take_due(TimePoint now) {
        const TimerSlot slot = wheel_.pop_due(now);
        if (slot == TimerWheel::no_slot) return nullptr;
        if (const TimerSlot soon = wheel_.soon_due(); soon != no_slot) __builtin_prefetch(&at(soon));
        Timer& timer = at(slot);
        timer.armed = false;
        return &timer;
    }
    /// Frees the record, which is not armed, once its callback is destroyed; that may add and remove others.
    void remove(Timer& timer) {
        timer.work.id = {};
        timer.task = {};
        timer.operations->drop(timer.callback());
        free(timer);
    }
    /// The same, where the callback has been consumed.
    void free(Timer& timer) {
        if (timer.outside) free_rooms_.push_back(static_cast<Room*>(timer.callback()));
        timer.work.id = {};
        timer.next_free = first_free_;
        first_free_ = timer.slot;
    }

    bool any_armed() const { return !wheel_.empty(); }
    bool may_be_due(TimePoint now) const { return wheel_.may_be_due(now); }
    TimePoint next_due() { return wheel_.next_due(); }

  private:
    static constexpr TimerSlot records_a_block = 256;
    static constexpr TimerSlot no_slot = TimerWheel::no_slot;
    struct Room {
        alignas(void*) std::byte bytes[most_in_place];
    };

    Timer& at(TimerSlot slot) { return blocks_[slot / records_a_block][slot % records_a_block]; }
    Timer& take_free_record() {
        if (first_free_ == no_slot) [[unlikely]]
            add_block();
        Timer& timer = at(first_free_);
        first_free_ = timer.next_free;
        return timer;
    }
    Room* take_free_room();
    void add_block();

    TimerWheel wheel_;
    TimerSlot first_free_ = no_slot;
    std::vector<std::unique_ptr<Timer[]>> blocks_;
    std::vector<Room*> free_rooms_;
    std::vector<std::unique_ptr<Room[]>> rooms_;
};

}  // namespace janklab
