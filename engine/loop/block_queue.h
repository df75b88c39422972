// SPDX-License-Identifier: MIT
// BlockQueue: first in, first out, in blocks of slots that never move, so that a callable runs where it was queued.
// Used blocks are kept, so that a steady load allocates nothing. One thread.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "base/ring_buffer.h"

namespace janklab {

template <class T>
class BlockQueue {
  public:
    BlockQueue() = default;
    BlockQueue(const BlockQueue&) = delete;
    BlockQueue& operator=(const BlockQueue&) = delete;
    ~BlockQueue() { clear(); }

    bool empty() const { return head_ == tail_; }
    std::size_t size() const {
        if (blocks_.empty()) return 0;
        const std::size_t before = slots_a_block - static_cast<std::size_t>(head_end_ - head_);
        const std::size_t behind = static_cast<std::size_t>(tail_end_ - tail_);
        return blocks_.size() * slots_a_block - before - behind;
    }
    T& front() { return *head_; }
    const T& front() const { return *head_; }
    /// The i-th from the front.
    T& operator[](std::size_t i) { return *at(i); }
    const T& operator[](std::size_t i) const { return *at(i); }

    template <class... Args>
    T& emplace_back(Args&&... args) {
        if (tail_ == tail_end_) [[unlikely]]
            append_block();
        T* const slot = ::new (static_cast<void*>(tail_)) T{std::forward<Args>(args)...};
        ++tail_;
        return *slot;
    }
    /// Takes the first one out of the queue, but leaves it where it is until the next is taken like this, whatever is
    /// queued and popped meanwhile. Whoever takes it destroys it, where that matters.
    T& take_front_in_place() {
        T* const slot = head_;
        if (++head_ == head_end_) [[unlikely]] {
            reuse_what_was_left();
            leave_block();
        }
        return *slot;
    }
    void pop_front() {
        std::destroy_at(head_);
        if (++head_ == head_end_) leave_block();
    }
    void clear() {
        while (!empty()) pop_front();
    }

  private:
    static constexpr std::size_t slots_a_block = 32;
    struct Block {
        alignas(T) std::byte slots[slots_a_block][sizeof(T)];
        T* begin() { return reinterpret_cast<T*>(slots); }
        T* end() { return begin() + slots_a_block; }
    };
    using BlockPointer = std::unique_ptr<Block>;

    T* at(std::size_t i) const {
        i += slots_a_block - static_cast<std::size_t>(head_end_ - head_);
        return blocks_[i / slots_a_block]->begin() + i % slots_a_block;
    }
    [[gnu::noinline]] void append_block() {
        if (spare_.empty()) make_blocks();
        BlockPointer block = std::move(spare_.back());
        spare_.pop_back();
        tail_ = block->begin();
        tail_end_ = block->end();
        if (blocks_.empty()) {
            head_ = tail_;
            head_end_ = tail_end_;
        }
        blocks_.emplace_back(std::move(block));
    }
    /// Three at a time: the front, the back and what was left may each lie in one of its own, so that a short queue
    /// never asks again.
    void make_blocks() {
        made_ += 3;
        if (spare_.capacity() < made_) {
            spare_.reserve(2 * made_);
            left_.reserve(2 * made_);
        }
        for (int i = 0; i < 3; ++i) spare_.emplace_back(new Block);  // not make_unique, which would clear it
    }
    /// The front has moved past the first block. What was taken in place may still lie in it.
    [[gnu::noinline]] void leave_block() {
        left_.push_back(blocks_.take_front());
        if (blocks_.empty()) {
            head_ = head_end_ = tail_ = tail_end_ = nullptr;
        } else {
            head_ = blocks_.front()->begin();
            head_end_ = blocks_.front()->end();
        }
    }
    /// What was taken in place before is needed no longer.
    void reuse_what_was_left() {
        for (BlockPointer& block : left_) spare_.push_back(std::move(block));
        left_.clear();
    }

    T* head_ = nullptr;
    T* tail_ = nullptr;
    T* tail_end_ = nullptr;
    T* head_end_ = nullptr;
    RingBuffer<BlockPointer> blocks_;  // in use
    std::vector<BlockPointer> left_;   // all taken from; kept for what lies in them
    std::vector<BlockPointer> spare_;
    std::size_t made_ = 0;
};

}  // namespace janklab
