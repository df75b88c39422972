// SPDX-License-Identifier: MIT
#include "trace/live_entries.h"

#include <algorithm>

namespace janklab {

namespace {

constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15u;  // 2^64 / 1.618...: spreads neighbouring ids apart

}  // namespace

/// Where the id is in the index, or the empty bucket where it would go. The index is not empty.
std::size_t LiveEntries::bucket_of(std::uint64_t id) const {
    const std::size_t mask = index_.size() - 1;
    std::size_t bucket = ((id * golden_ratio) >> 32) & mask;
    while (index_[bucket] != 0 && slots_[index_[bucket] - 1].entry.id.value != id) bucket = (bucket + 1) & mask;
    return bucket;
}

void LiveEntries::grow_index() {
    index_.assign(std::max<std::size_t>(16, index_.size() * 2), 0);
    for (std::uint32_t at = first_; at != 0; at = slots_[at - 1].after)
        index_[bucket_of(slots_[at - 1].entry.id.value)] = at;
}

void LiveEntries::add(const QueueEntry& entry) {
    remove(entry.id);
    if ((size_ + 1) * 2 > index_.size()) grow_index();
    std::uint32_t at = 0;
    if (free_.empty()) {
        slots_.emplace_back();
        at = static_cast<std::uint32_t>(slots_.size());
    } else {
        at = free_.back();
        free_.pop_back();
    }
    slots_[at - 1] = {.entry = entry, .before = last_, .after = 0};
    (last_ ? slots_[last_ - 1].after : first_) = at;
    last_ = at;
    ++size_;
    index_[bucket_of(entry.id.value)] = at;
}

QueueEntry* LiveEntries::find(WorkId id) {
    if (index_.empty()) return nullptr;
    const std::uint32_t at = index_[bucket_of(id.value)];
    return at ? &slots_[at - 1].entry : nullptr;
}

bool LiveEntries::remove(WorkId id) {
    if (index_.empty()) return false;
    const std::size_t mask = index_.size() - 1;
    std::size_t hole = bucket_of(id.value);
    const std::uint32_t at = index_[hole];
    if (at == 0) return false;
    // Closes the hole in the index: whoever was pushed past it by a collision moves back.
    for (std::size_t next = (hole + 1) & mask; index_[next] != 0; next = (next + 1) & mask) {
        const std::size_t home = ((slots_[index_[next] - 1].entry.id.value * golden_ratio) >> 32) & mask;
        if (((next - home) & mask) < ((next - hole) & mask)) continue;
        index_[hole] = index_[next];
        hole = next;
    }
    index_[hole] = 0;
    const Slot& slot = slots_[at - 1];
    (slot.before ? slots_[slot.before - 1].after : first_) = slot.after;
    (slot.after ? slots_[slot.after - 1].before : last_) = slot.before;
    free_.push_back(at);
    --size_;
    return true;
}

void LiveEntries::clear() {
    while (!empty()) remove(front().id);
}

}  // namespace janklab
