// SPDX-License-Identifier: MIT
// Latest<T>: the latest so many values, the oldest overwritten. Folds keep their history in it, so that a run may last
// for days in bounded memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/check.h"

namespace janklab {

template <class T>
class Latest {
  public:
    /// Allocates here and never after.
    explicit Latest(std::size_t capacity) : capacity_(capacity) {
        MUST(capacity > 0, "a history needs room for one value");
        values_.reserve(capacity);
    }

    T& push(T value) {
        ++pushed_;
        if (values_.size() < capacity_) return values_.emplace_back(std::move(value));
        T& oldest = values_[next_];
        next_ = next_ + 1 == capacity_ ? 0 : next_ + 1;
        oldest = std::move(value);
        return oldest;
    }
    /// The i-th, the oldest first.
    const T& operator[](std::size_t i) const { return values_[at(i)]; }
    T& operator[](std::size_t i) { return values_[at(i)]; }
    const T& newest() const { return (*this)[size() - 1]; }
    T& newest() { return (*this)[size() - 1]; }
    const T& oldest() const { return (*this)[0]; }

    bool full() const { return values_.size() == capacity_; }
    bool empty() const { return values_.empty(); }
    std::size_t size() const { return values_.size(); }
    std::size_t capacity() const { return capacity_; }
    /// How many were ever pushed.
    std::uint64_t pushed() const { return pushed_; }

  private:
    std::size_t at(std::size_t i) const {
        const std::size_t index = next_ + i;
        return index < values_.size() ? index : index - values_.size();
    }

    std::vector<T> values_;
    std::size_t capacity_;
    std::size_t next_ = 0;  // the oldest, once full
    std::uint64_t pushed_ = 0;
};

}  // namespace janklab
