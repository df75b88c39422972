// SPDX-License-Identifier: MIT
#include "loop/timers.h"

namespace janklab {

void Timers::clear() {
    for (const auto& block : blocks_) {
        for (Timer& timer : block->timers) {
            if (std::exchange(timer.id, {})) timer.operations->drop(timer.callback());
        }
    }
}

void Timers::add_block() {
    MUST(free_.size() < 1u << timer_slot_bits, "more than 16 million timers exist at once");
    blocks_.emplace_back(new Block);
    free_.add_groups(records_a_block / FreeSlots::slots_a_group);
}

}  // namespace janklab
