// SPDX-License-Identifier: MIT
// FreeSlots: which of many numbered slots are free. What is given out one after the other lies side by side, in
// whatever order it came back: memory that is indexed by the slots is then walked through as when it was new. One
// thread.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace janklab {

class FreeSlots {
  public:
    static constexpr std::uint32_t slots_a_group = 64;

    bool empty() const { return first_ == none; }
    /// So many there are, free or not. A multiple of a group's.
    std::uint32_t size() const { return size_; }
    /// The numbers from size() on become free, those of so many groups; the first of them is given out next.
    void add_groups(std::uint32_t count) {
        const auto first = static_cast<std::uint32_t>(groups_.size());
        for (std::uint32_t i = 0; i < count; ++i) groups_.push_back({all, i + 1 < count ? first + i + 1 : first_});
        first_ = first;
        size_ += count * slots_a_group;
    }
    /// Takes the lowest of a group that has free ones; there are some.
    std::uint32_t take() {
        const std::uint32_t at = first_;
        Group& group = groups_[at];
        const std::uint32_t slot = at * slots_a_group + static_cast<std::uint32_t>(std::countr_zero(group.free));
        group.free &= group.free - 1;
        if (group.free == 0) first_ = group.next;
        return slot;
    }
    /// The slot is not free. Its group is the next to be taken from, if it had none.
    void give_back(std::uint32_t slot) {
        Group& group = groups_[slot / slots_a_group];
        if (group.free == 0) {
            group.next = first_;
            first_ = slot / slots_a_group;
        }
        group.free |= std::uint64_t{1} << slot % slots_a_group;
    }

  private:
    static constexpr std::uint32_t none = ~0u;
    static constexpr std::uint64_t all = ~std::uint64_t{0};
    struct Group {
        std::uint64_t free;  // bit i: its slot i
        std::uint32_t next;  // the next one that has free slots, if this one has
    };
    std::vector<Group> groups_;
    std::uint32_t first_ = none;
    std::uint32_t size_ = 0;
};

}  // namespace janklab
