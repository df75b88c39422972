// SPDX-License-Identifier: MIT
// CallbackQueue: callbacks, first in, first out, one behind the other in blocks of memory, each as long as it needs to
// be. None ever moves, so a callable is made where it will run. Used blocks are kept, so that a steady load allocates
// nothing. The ids of what is queued ascend. One thread.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "base/move_only_function.h"
#include "base/ring_buffer.h"
#include "loop/work.h"

namespace janklab {

/// The callable lies behind it.
struct QueuedCallback {
    using Operations = Callback::Operations;

    const Operations* operations;
    Work work;  // without id: cancelled, its callable gone

    void* callable() { return this + 1; }
    /// Runs and destroys the callable.
    void consume() { operations->consume(callable()); }
    std::size_t bytes() const { return sizeof(QueuedCallback) + operations->bytes; }
};

class CallbackQueue {
  public:
    /// Larger callables go to the heap.
    static constexpr std::size_t most_in_place = 96;

    CallbackQueue() = default;
    CallbackQueue(const CallbackQueue&) = delete;
    CallbackQueue& operator=(const CallbackQueue&) = delete;
    ~CallbackQueue() { clear(); }

    bool empty() const { return head_ == tail_; }
    /// Walks through all of it.
    std::size_t size() const;
    /// The first; the queue is not empty.
    const QueuedCallback& front() const { return at(head_); }
    /// Copies what the first ones are, as many as fit; returns how many.
    std::size_t copy_first(std::span<Work> to) const;

    /// `callable` is anything that can be called without arguments; of a Callback, what is inside it is moved here.
    template <class F>
    void emplace_back(WorkId id, Name name, F&& callable) {
        if constexpr (std::is_same_v<std::decay_t<F>, Callback>) return move_callback_back(id, name, callable);
        using Operations = QueuedCallback::Operations;
        constexpr std::size_t bytes =
            sizeof(QueuedCallback) + Operations::template bytes_of<most_in_place, std::decay_t<F>>();
        if (tail_ + bytes > tail_end_) [[unlikely]]
            append_block(id);
        QueuedCallback& queued = at(tail_);
        queued.operations = Operations::template make<most_in_place>(queued.callable(), std::forward<F>(callable));
        queued.work.id = id;
        queued.work.name = name;
        tail_ += bytes;
    }
    /// Moves a callable here from where it lies.
    void move_back(WorkId id, Name name, const QueuedCallback::Operations& operations, void* callable) {
        operations.move(append(id, name, operations).callable(), callable);
    }
    /// Takes the first one out of the queue, but leaves it where it is until the next is taken, whatever is queued and
    /// cancelled meanwhile. Whoever takes it consumes it.
    QueuedCallback& take_front_in_place() {
        QueuedCallback* const first = take_front_plainly();
        return first ? *first : take_front_with_care();
    }
    /// The same, but only where nothing has to be looked at closer: null otherwise.
    QueuedCallback* take_front_plainly() {
        QueuedCallback& first = at(head_);
        // Most are as long as the one before: a processor that believes so need not wait for this one's length.
        std::byte* const next = head_ + sizeof(QueuedCallback) + usual_bytes_;
        if (first.operations->bytes != usual_bytes_ || next >= stop_) [[unlikely]]
            return nullptr;
        head_ = next;
        return &first;
    }
    /// Takes one out of the middle; null if it is not here. The caller destroys its callable, or moves it away, before
    /// anything is taken; that may queue and remove others.
    QueuedCallback* remove(WorkId id);
    void clear();

  private:
    /// Blocks become larger as a queue becomes longer, up to 64 KB: caches fetch ahead within memory that hangs
    /// together.
    static constexpr std::size_t smallest_block = 4096 - 64, largest_block = 65536 - 64;
    struct Block {
        WorkId first;
        std::byte* end = nullptr;   // of the last one in it, once another block follows
        std::size_t cancelled = 0;  // that still lie in it
        std::size_t room = 0;       // bytes behind this
        std::byte* bytes() { return reinterpret_cast<std::byte*>(this + 1); }
    };
    struct FreeBlock {
        void operator()(Block* block) const { ::operator delete(block); }
    };
    using BlockPointer = std::unique_ptr<Block, FreeBlock>;
    struct Found {
        std::size_t block;
        QueuedCallback* queued;  // null: none
    };

    static QueuedCallback& at(std::byte* where) { return *reinterpret_cast<QueuedCallback*>(where); }
    void move_callback_back(WorkId id, Name name, Callback& callback);
    QueuedCallback& append(WorkId id, Name name, const QueuedCallback::Operations& operations) {
        const std::size_t bytes = sizeof(QueuedCallback) + operations.bytes;
        if (tail_ + bytes > tail_end_) [[unlikely]]
            append_block(id);
        QueuedCallback& queued = at(tail_);
        queued.operations = &operations;
        queued.work = {id, name};
        tail_ += bytes;
        return queued;
    }
    void append_block(WorkId first);
    void make_blocks();
    void leave_block();
    void reuse_what_was_left();
    bool front_was_taken_from() const;
    QueuedCallback& take_front_with_care();
    void settle();
    void place_stop();
    Found find(WorkId id) const;
    /// Calls `visit` with each that was not cancelled, in order, from the block number `block` on, until it says true;
    /// returns that one.
    template <class Visit>
    Found walk(std::size_t block, Visit&& visit) const;

    static inline std::byte nowhere_[1];
    std::size_t usual_bytes_ = 0;  // of a callable
    std::byte* head_ = nowhere_;
    std::byte* tail_ = nowhere_;
    std::byte* tail_end_ = nowhere_;
    std::byte* stop_ = nowhere_ + 1;   // a head that gets here must look closer: its block ends, or has cancelled ones
    RingBuffer<BlockPointer> blocks_;  // in use
    std::vector<BlockPointer> left_;   // all taken from; kept for the one that was taken last
    std::vector<BlockPointer> spare_;
    std::size_t bytes_made_ = 0;
};

}  // namespace janklab
