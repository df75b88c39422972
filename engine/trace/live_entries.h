// SPDX-License-Identifier: MIT
// LiveEntries: things that wait, in the order in which they came; any of them is taken out by its id at once. Storage
// is reused, so that a steady load allocates nothing. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

#include "base/ids.h"
#include "base/name.h"
#include "base/time.h"

namespace janklab {

/// One line of a queue as the inspector shows it.
struct QueueEntry {
    WorkId id;
    WorkId cause;  // the work that queued it; zero: none
    Name name;
    TimePoint queued_at;
    TimePoint due = time_never;  // timers; idle callbacks with a timeout
    Duration interval{};         // timers that repeat
};

class LiveEntries {
    struct Slot {
        QueueEntry entry;
        std::uint32_t before = 0, after = 0;  // slot numbers + 1; 0: none
    };

  public:
    class Iterator {
      public:
        using value_type = QueueEntry;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::forward_iterator_tag;
        using pointer = const QueueEntry*;
        using reference = const QueueEntry&;

        Iterator() = default;
        const QueueEntry& operator*() const { return (*slots_)[at_ - 1].entry; }
        const QueueEntry* operator->() const { return &**this; }
        Iterator& operator++() {
            at_ = (*slots_)[at_ - 1].after;
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

      private:
        friend class LiveEntries;
        Iterator(const std::vector<Slot>& slots, std::uint32_t at) : slots_(&slots), at_(at) {}
        const std::vector<Slot>* slots_ = nullptr;
        std::uint32_t at_ = 0;
    };

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    Iterator begin() const { return {slots_, first_}; }
    Iterator end() const { return {slots_, 0}; }
    const QueueEntry& front() const { return slots_[first_ - 1].entry; }

    /// At the back. An entry with the same id is replaced, and moves to the back.
    void add(const QueueEntry& entry);
    QueueEntry* find(WorkId id);
    const QueueEntry* find(WorkId id) const { return const_cast<LiveEntries*>(this)->find(id); }
    /// False if it is not there.
    bool remove(WorkId id);
    void clear();

  private:
    std::size_t bucket_of(std::uint64_t id) const;
    void grow_index();

    std::vector<Slot> slots_;
    std::vector<std::uint32_t> free_;   // slot numbers + 1
    std::vector<std::uint32_t> index_;  // open addressing, a power of two, at most half full: slot numbers + 1
    std::uint32_t first_ = 0, last_ = 0;
    std::size_t size_ = 0;
};

}  // namespace janklab
