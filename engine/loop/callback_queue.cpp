// SPDX-License-Identifier: MIT
#include "loop/callback_queue.h"

#include <algorithm>
#include <new>

namespace janklab {

template <class Visit>
CallbackQueue::Found CallbackQueue::walk(std::size_t block, Visit&& visit) const {
    for (; block < blocks_.size(); ++block) {
        std::byte* where = block == 0 ? head_ : blocks_[block]->bytes();
        std::byte* const end = block + 1 == blocks_.size() ? tail_ : blocks_[block]->end;
        while (where != end) {
            QueuedCallback& queued = at(where);
            if (queued.work.id && visit(queued)) return {block, &queued};
            where += queued.bytes();
        }
    }
    return {block, nullptr};
}

std::size_t CallbackQueue::size() const {
    std::size_t count = 0;
    walk(0, [&](const QueuedCallback&) { return ++count, false; });
    return count;
}

std::size_t CallbackQueue::copy_first(std::span<Work> to) const {
    std::size_t count = 0;
    if (empty() || to.empty()) return 0;
    walk(0, [&](const QueuedCallback& queued) {
        to[count++] = queued.work;
        return count == to.size();
    });
    return count;
}

CallbackQueue::Found CallbackQueue::find(WorkId id) const {
    std::size_t low = 0, high = blocks_.size();  // the last block that does not begin after the id
    while (high - low > 1) {
        const std::size_t middle = (low + high) / 2;
        (blocks_[middle]->first > id ? high : low) = middle;
    }
    const Found found = walk(low, [&](const QueuedCallback& queued) { return queued.work.id >= id; });
    return {found.block, found.queued && found.queued->work.id == id ? found.queued : nullptr};
}

QueuedCallback* CallbackQueue::remove(WorkId id) {
    const Found found = find(id);
    if (!found.queued) return nullptr;
    found.queued->work.id = {};
    ++blocks_[found.block]->cancelled;
    if (found.block == 0) settle();
    return found.queued;
}

void CallbackQueue::clear() {
    while (!empty()) {
        QueuedCallback& first = take_front_in_place();
        first.operations->drop(first.callable());
    }
}

void CallbackQueue::move_callback_back(WorkId id, Name name, Callback& callback) {
    MUST(callback, "what is queued is not empty");
    callback.move_out(append(id, name, *callback.operations()).callable());
}

// -- blocks ------------------------------------------------------------------------------------------------------

[[gnu::noinline]] void CallbackQueue::append_block(WorkId first) {
    if (spare_.empty()) make_blocks();
    if (!blocks_.empty()) blocks_[blocks_.size() - 1]->end = tail_;
    if (!blocks_.empty() && empty()) {
        if (front_was_taken_from()) reuse_what_was_left();
        leave_block();
    }
    BlockPointer block = std::move(spare_.back());
    spare_.pop_back();
    block->first = first;
    block->cancelled = 0;
    tail_ = block->bytes();
    tail_end_ = tail_ + block->room - 1;  // so that a byte lies behind everything
    if (blocks_.empty()) head_ = tail_;
    blocks_.emplace_back(std::move(block));
    place_stop();
}

/// Three at a time: the front, the back and what was left may each lie in a block of its own, so that a load that comes
/// again, in whatever place of its blocks, never asks again.
void CallbackQueue::make_blocks() {
    const std::size_t made = blocks_.size() + left_.size() + 3;
    if (spare_.capacity() < made) {
        spare_.reserve(2 * made);
        left_.reserve(2 * made);
        blocks_.reserve(2 * made);
    }
    const std::size_t room = std::clamp(bytes_made_ / 4, smallest_block, largest_block);
    for (int i = 0; i < 3; ++i) {
        spare_.emplace_back(::new (::operator new(sizeof(Block) + room)) Block{.room = room});
        bytes_made_ += room;
    }
}

/// The front has moved past the first block. What was taken last may still lie in it.
void CallbackQueue::leave_block() {
    left_.push_back(blocks_.take_front());
    if (blocks_.empty()) {
        head_ = tail_ = tail_end_ = nowhere_;
    } else {
        head_ = blocks_.front()->bytes();
    }
    place_stop();
}

/// What was taken before has run.
void CallbackQueue::reuse_what_was_left() {
    for (BlockPointer& block : left_) spare_.push_back(std::move(block));
    left_.clear();
}

/// Whether the one that was taken last lies in the first block: not where all before the front were cancelled.
bool CallbackQueue::front_was_taken_from() const {
    for (std::byte* where = blocks_.front()->bytes(); where != head_; where += at(where).bytes()) {
        if (at(where).work.id) return true;
    }
    return false;
}

[[gnu::noinline]] QueuedCallback& CallbackQueue::take_front_with_care() {
    QueuedCallback& first = at(head_);
    usual_bytes_ = first.operations->bytes;
    head_ += first.bytes();
    if (head_ >= stop_) {
        reuse_what_was_left();
        settle();
    }
    return first;
}

/// Brings the front to one that was not cancelled.
void CallbackQueue::settle() {
    while (!empty()) {
        Block& first = *blocks_.front();
        if (blocks_.size() > 1 && head_ == first.end) {
            leave_block();
            continue;
        }
        const QueuedCallback& queued = at(head_);
        if (queued.work.id) break;
        head_ += queued.bytes();
        --first.cancelled;
    }
    place_stop();
}

void CallbackQueue::place_stop() {
    if (blocks_.empty()) stop_ = nowhere_ + 1;
    else if (blocks_.front()->cancelled > 0) stop_ = blocks_.front()->bytes();
    else stop_ = blocks_.size() > 1 ? blocks_.front()->end : blocks_.front()->bytes() + blocks_.front()->room;
}

}  // namespace janklab
