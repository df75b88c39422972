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
#include "loop/free_slots.h"
#include "loop/timer_wheel.h"
#include "loop/work.h"

namespace janklab {

/// Made of the timer's WorkId, as it stands in the trace, and of the slot where it lies.
using TimerId = Id<struct TimerTag>;
inline constexpr int timer_slot_bits = 24;
constexpr WorkId work_of(TimerId timer) { return {timer.value >> timer_slot_bits}; }
constexpr TimerSlot slot_of(TimerId timer) {
    return static_cast<TimerSlot>(timer.value & ((std::uint64_t{1} << timer_slot_bits) - 1));
}

struct alignas(64) Timer {
    enum class Kind : std::uint8_t {
        timeout,
        interval,
        alarm,  // the loop's own: its callback runs as soon as it is due, not as a task
    };
    using Operations = Callback::Operations;

    const Operations* operations = nullptr;  // of the callback
    TimerId id;                              // zero: the record is free
    Name name;
    WorkId task;  // queued for it; zero: none
    union {
        Duration delay{};             // of an interval
        const Timer* will_run_later;  // of a timeout that has fired: one whose task was queued a little after its own
    };
    std::byte callback_bytes[8];  // it, or where it lies
    Kind kind = Kind::timeout;
    bool armed = false;
    bool running = false;
    bool outside = false;      // the callback does not lie in the record
    std::uint8_t nesting = 0;  // "timer nesting level" of its task

    Work work() const { return {work_of(id), name}; }
    void* callback() { return outside ? *reinterpret_cast<void**>(callback_bytes) : callback_bytes; }
};

class Timers {
  public:
    /// Larger callbacks go to the heap; smaller ones that do not fit into a record, to a room that belongs to it.
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
        if (free_.empty()) [[unlikely]]
            add_block();
        const TimerSlot slot = free_.take();
        Timer& timer = at(slot);
        timer.outside = bytes > sizeof(timer.callback_bytes);
        if (timer.outside) ::new (timer.callback_bytes) void*(&room(slot));
        if constexpr (is_callback) {
            timer.operations = callback.operations();
            callback.move_out(timer.callback());
        } else {
            timer.operations = Timer::Operations::make<most_in_place>(timer.callback(), std::forward<F>(callback));
        }
        timer.id = {work.value << timer_slot_bits | slot};
        timer.name = name;
        timer.kind = kind;
        return timer;
    }
    /// Null if it has been removed.
    Timer* find(TimerId id) {
        const TimerSlot slot = slot_of(id);
        if (slot >= free_.size()) return nullptr;
        Timer& timer = at(slot);
        return id && timer.id == id ? &timer : nullptr;
    }
    void arm(Timer& timer, TimePoint due) {
        timer.armed = true;
        wheel_.arm(slot_of(timer.id), due);
    }
    /// `id` is the timer's: its place in the wheel is looked up while the record is still on its way from memory.
    void disarm(Timer& timer, TimerId id) {
        if (!timer.armed) return;
        timer.armed = false;
        wheel_.cancel(slot_of(id));
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
        const TimerSlot slot = slot_of(std::exchange(timer.id, {}));
        timer.operations->drop(timer.callback());
        free_.give_back(slot);
    }
    /// The same, where the callback has been consumed.
    void free(Timer& timer) { free_.give_back(slot_of(std::exchange(timer.id, {}))); }

    bool any_armed() const { return !wheel_.empty(); }
    bool may_be_due(TimePoint now) const { return wheel_.may_be_due(now); }
    TimePoint next_due() { return wheel_.next_due(); }

  private:
    static constexpr TimerSlot records_a_block = 4 * FreeSlots::slots_a_group;
    static constexpr TimerSlot no_slot = TimerWheel::no_slot;
    struct Room {
        alignas(void*) std::byte bytes[most_in_place];
    };
    struct Block {
        Timer timers[records_a_block];
        Room rooms[records_a_block];  // memory that no callback needs is never touched
    };

    Timer& at(TimerSlot slot) { return blocks_[slot / records_a_block]->timers[slot % records_a_block]; }
    Room& room(TimerSlot slot) { return blocks_[slot / records_a_block]->rooms[slot % records_a_block]; }
    void add_block();

    TimerWheel wheel_;
    FreeSlots free_;
    std::vector<std::unique_ptr<Block>> blocks_;
};

}  // namespace janklab
