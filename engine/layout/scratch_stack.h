// SPDX-License-Identifier: MIT
// ScratchStack: room for algorithms that call themselves. What lies on it does not move while more is put on top, and
// once it was as high as it gets nothing is allocated any more. One thread.
#pragma once

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

namespace janklab {

template <class T>
class ScratchStack {
  public:
    /// As they were left: to be written before they are read.
    std::span<T> push(std::size_t count) {
        while (chunks_.empty() || chunks_[top_].size - chunks_[top_].used < count) next_chunk(count);
        Chunk& chunk = chunks_[top_];
        chunk.used += count;
        return {chunk.values.get() + chunk.used - count, count};
    }
    /// Takes away what was pushed last.
    void pop(std::size_t count) {
        chunks_[top_].used -= count;
        while (top_ > 0 && chunks_[top_].used == 0) --top_;
    }

  private:
    struct Chunk {
        std::unique_ptr<T[]> values;
        std::size_t size = 0, used = 0;
    };
    static constexpr std::size_t smallest_chunk = 256;

    /// Nothing lies on the one that follows, so it can be replaced where it is too small.
    void next_chunk(std::size_t count) {
        const std::size_t next = chunks_.empty() || chunks_[top_].used == 0 ? top_ : top_ + 1;
        if (next == chunks_.size()) chunks_.emplace_back();
        Chunk& chunk = chunks_[next];
        if (chunk.size < count) {
            chunk.size = std::max(count, smallest_chunk);
            chunk.values = std::make_unique_for_overwrite<T[]>(chunk.size);
        }
        top_ = next;
    }

    std::vector<Chunk> chunks_;
    std::size_t top_ = 0;
};

}  // namespace janklab
