// SPDX-License-Identifier: MIT
#include "async/block_pool.h"

#include <new>

namespace janklab {
namespace {

// The address sanitizer can only see the use of a freed block if the block really was freed.
#ifdef __SANITIZE_ADDRESS__
constexpr bool reuse = false;
#else
constexpr bool reuse = true;
#endif

constexpr std::size_t size_class(std::size_t bytes) { return (bytes + BlockPool::grain - 1) / BlockPool::grain - 1; }

}  // namespace

void* BlockPool::allocate(std::size_t bytes) {
    if (!reuse || bytes > largest_block) return ::operator new(bytes);
    FreeBlock*& first = free_[size_class(bytes)];
    if (!first) return ::operator new((size_class(bytes) + 1) * grain);
    FreeBlock* block = first;
    first = block->next;
    return block;
}

void BlockPool::release(void* block, std::size_t bytes) {
    if (!reuse || bytes > largest_block) return ::operator delete(block);
    FreeBlock*& first = free_[size_class(bytes)];
    first = ::new (block) FreeBlock{first};
}

BlockPool::~BlockPool() {
    for (FreeBlock*& first : free_) {
        while (first) {
            FreeBlock* block = first;
            first = block->next;
            ::operator delete(block);
        }
    }
}

}  // namespace janklab
