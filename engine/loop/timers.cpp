// SPDX-License-Identifier: MIT
#include "loop/timers.h"

namespace janklab {

void Timers::clear() {
    for (const auto& block : blocks_) {
        for (TimerSlot i = 0; i < records_a_block; ++i) {
            Timer& timer = block[i];
            if (std::exchange(timer.work.id, {})) timer.operations->drop(timer.callback());
        }
    }
}

void Timers::add_block() {
    const auto first = static_cast<TimerSlot>(blocks_.size() * records_a_block);
    MUST(first < 1u << timer_slot_bits, "more than 16 million timers exist at once");
    blocks_.push_back(std::make_unique<Timer[]>(records_a_block));
    for (TimerSlot i = records_a_block; i > 0; --i) {
        Timer& timer = blocks_.back()[i - 1];
        timer.slot = first + i - 1;
        timer.next_free = std::exchange(first_free_, timer.slot);
    }
}

/// As many as there are records is enough for ever: none is asked for twice.
Timers::Room* Timers::take_free_room() {
    if (free_rooms_.empty()) {
        constexpr std::size_t rooms_a_block = 64;
        rooms_.emplace_back(new Room[rooms_a_block]);
        free_rooms_.reserve(rooms_.size() * rooms_a_block);
        for (std::size_t i = rooms_a_block; i > 0; --i) free_rooms_.push_back(&rooms_.back()[i - 1]);
    }
    Room* const room = free_rooms_.back();
    free_rooms_.pop_back();
    return room;
}

}  // namespace janklab
