// SPDX-License-Identifier: MIT
// BlockPool: memory for promises, reactions and coroutine frames. Freed blocks wait in a list for the next of their
// size, so that a page which makes the same promises each frame allocates nothing after the first frames.
#pragma once

#include <cstddef>

namespace janklab {

class BlockPool {
  public:
    static constexpr std::size_t grain = 64;            // sizes are rounded up to multiples of it, in bytes
    static constexpr std::size_t largest_block = 2048;  // larger ones come from the heap each time

    BlockPool() = default;
    BlockPool(const BlockPool&) = delete;
    BlockPool& operator=(const BlockPool&) = delete;
    ~BlockPool();

    /// Aligned for any ordinary type.
    void* allocate(std::size_t bytes);
    /// `bytes` as it was asked for.
    void release(void* block, std::size_t bytes);

  private:
    struct FreeBlock {
        FreeBlock* next;
    };
    FreeBlock* free_[largest_block / grain] = {};
};

}  // namespace janklab
