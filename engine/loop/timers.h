// SPDX-License-Identifier: MIT
// Timers: the records of set_timeout and set_interval, and of the loop's own alarms, above the TimerWheel. A record
// does not move while it exists, so its callback runs where it lies; TimerId carries its slot, so that nothing is
// searched. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/ids.h"
#include "base/move_only_function.h"
#include "base/name.h"
#include "base/time.h"
#include "loop/timer_wheel.h"

namespace janklab {

/// Made of the timer's WorkId, as it stands in the trace, and of the place where it lies.
using TimerId = Id<struct TimerTag>;
inline constexpr int timer_slot_bits = 24;
constexpr WorkId work_of(TimerId timer) { return {timer.value >> timer_slot_bits}; }

struct Timer {
    enum class Kind : std::uint8_t {
        timeout,
        interval,
        alarm,  // the loop's own: its callback runs as soon as it is due, not as a task
    };

    TimerId id;   // zero: the record is free
    WorkId task;  // queued for it; zero: none
    Duration delay{};
    Kind kind = Kind::timeout;
    bool armed = false;
    bool running = false;
    std::uint8_t nesting = 0;  // "timer nesting level" of its task
    Callback callback;
    Name name;
};

class Timers {
  public:
    Timer& add(WorkId work, Timer::Kind kind, const Name& name, Callback&& callback) {
        if (free_.empty()) add_block();
        const TimerSlot slot = free_.back();
        free_.pop_back();
        Timer& timer = at(slot);
        timer.id = {work.value << timer_slot_bits | slot};
        timer.kind = kind;
        timer.name = name;
        timer.callback = std::move(callback);
        return timer;
    }
    /// Null if it has been removed.
    Timer* find(TimerId id) {
        const auto slot = static_cast<TimerSlot>(id.value & ((1u << timer_slot_bits) - 1));
        if (slot / records_a_block >= blocks_.size()) return nullptr;
        Timer& timer = at(slot);
        return id && timer.id == id ? &timer : nullptr;
    }
    void arm(Timer& timer, TimePoint due) {
        timer.armed = true;
        wheel_.arm(slot_of(timer), due);
    }
    void disarm(Timer& timer) {
        if (std::exchange(timer.armed, false)) wheel_.cancel(slot_of(timer));
    }
    /// The first timer due, disarmed; null for none.
    Timer* take_due(TimePoint now) {
        const TimerSlot slot = wheel_.pop_due(now);
        if (slot == TimerWheel::no_slot) return nullptr;
        at(slot).armed = false;
        return &at(slot);
    }
    /// Frees the record, which is not armed. Its callback, returned, should die when everything is in order again.
    Callback remove(Timer& timer) {
        free_.push_back(slot_of(timer));
        timer.id = {};
        timer.task = {};
        return std::move(timer.callback);
    }

    bool any_armed() const { return !wheel_.empty(); }
    bool may_be_due(TimePoint now) const { return wheel_.may_be_due(now); }
    TimePoint next_due() { return wheel_.next_due(); }

  private:
    static constexpr TimerSlot records_a_block = 256;

    Timer& at(TimerSlot slot) { return blocks_[slot / records_a_block][slot % records_a_block]; }
    static TimerSlot slot_of(const Timer& timer) {
        return static_cast<TimerSlot>(timer.id.value & ((1u << timer_slot_bits) - 1));
    }
    void add_block() {
        const auto first = static_cast<TimerSlot>(blocks_.size() * records_a_block);
        MUST(first < 1u << timer_slot_bits, "more than 16 million timers exist at once");
        blocks_.push_back(std::make_unique<Timer[]>(records_a_block));
        for (TimerSlot i = records_a_block; i > 0; --i) free_.push_back(first + i - 1);
    }

    TimerWheel wheel_;
    std::vector<std::unique_ptr<Timer[]>> blocks_;
    std::vector<TimerSlot> free_;
};

}  // namespace janklab
