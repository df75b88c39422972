// SPDX-License-Identifier: MIT
// Inbox: what other threads post to a loop. Each posting thread has a lane of its own (one writer, one reader, blocks
// that go back and forth), so that posting takes no lock and no fence. Shared by the loop and its posters; whoever is
// last destroys it. Order: first in, first out for each thread; between threads there is none.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/move_only_function.h"
#include "base/name.h"
#include "loop/doorbell.h"
#include "trace/event.h"

namespace janklab {

/// A task for the loop, or a step that it takes at once when it empties the inbox (`at_once`), between two tasks. The
/// callable lies behind it.
struct Post {
    using Operations = Callback::Operations;

    const Operations* operations;
    Name name;
    TaskSource source;
    bool at_once;

    void* callable() { return this + 1; }
};

/// What lanes are made of. Blocks of lanes that are gone are kept for others: threads that come and go allocate nothing
/// new, and touch no memory for the first time. Any thread.
class PostBlocks {
  public:
    struct Block {
        static constexpr std::size_t room = 4096 - 64;  // with what malloc adds, no more than a page
        std::atomic<Block*> next{nullptr};
        Block* next_spare = nullptr;
        alignas(void*) std::byte bytes[room];
    };

    PostBlocks() = default;
    PostBlocks(const PostBlocks&) = delete;
    PostBlocks& operator=(const PostBlocks&) = delete;
    ~PostBlocks();
    Block* take();
    /// All that hang together by `next_spare`.
    void give_back(Block* first);

  private:
    std::mutex mutex_;
    Block* spare_ = nullptr;
};

class PostLane {
  public:
    using Block = PostBlocks::Block;
    /// Larger callables go to the heap.
    static constexpr std::size_t most_in_place = 96;

    explicit PostLane(std::shared_ptr<PostBlocks> blocks);
    ~PostLane();
    PostLane(const PostLane&) = delete;
    PostLane& operator=(const PostLane&) = delete;

    // -- the posting thread --------------------------------------------------------------------------------------
    template <class F>
    void push(F&& callable, Name name, TaskSource source, bool at_once) {
        constexpr bool is_callback = std::is_same_v<std::decay_t<F>, Callback>;
        std::size_t bytes = sizeof(Post);
        if constexpr (is_callback) bytes += callable.operations()->bytes;
        else bytes += Post::Operations::bytes_of<most_in_place, std::decay_t<F>>();
        if (static_cast<std::size_t>(end_ - at_) < bytes) [[unlikely]]
            append_block();
        Post& post = *reinterpret_cast<Post*>(at_);
        if constexpr (is_callback) {
            post.operations = callable.operations();
            callable.move_out(post.callable());
        } else {
            post.operations = Post::Operations::make<most_in_place>(post.callable(), std::forward<F>(callable));
        }
        post.name = name;
        post.source = source;
        post.at_once = at_once;
        at_ += bytes;
        published_.store(++pushed_, std::memory_order_release);
    }
    void abandon() { abandoned_.store(true, std::memory_order_release); }

    // -- the loop's thread ---------------------------------------------------------------------------------------
    bool empty() const { return published_.load(std::memory_order_acquire) == taken_; }
    /// Its thread has ended, and everything was taken.
    bool finished() const { return abandoned_.load(std::memory_order_acquire) && empty(); }
    /// `sink` consumes the callable of each, or moves it away. Returns how many there were.
    template <class Sink>
    std::uint64_t take(std::uint64_t most, Sink&& sink) {
        const std::uint64_t waiting = std::min(published_.load(std::memory_order_acquire) - taken_, most);
        for (std::uint64_t i = 0; i < waiting; ++i) {
            if (taken_to_ > last_post_in(first_) || !reinterpret_cast<Post*>(taken_to_)->operations) next_block();
            Post& post = *reinterpret_cast<Post*>(taken_to_);
            taken_to_ += sizeof(Post) + post.operations->bytes;
            ++taken_;
            sink(post);
        }
        return waiting;
    }

  private:
    static std::byte* last_post_in(Block* block) { return block->bytes + Block::room - sizeof(Post); }
    void append_block();
    void next_block();

    const std::shared_ptr<PostBlocks> blocks_;
    // The posting thread's.
    alignas(64) std::uint64_t pushed_ = 0;
    Block* last_;
    std::byte* at_;  // where the next goes
    std::byte* end_;
    Block* spare_ = nullptr;
    std::atomic<bool> abandoned_{false};
    // What the loop reads while the other writes.
    alignas(64) std::atomic<std::uint64_t> published_{0};
    // The loop's.
    alignas(64) std::uint64_t taken_ = 0;
    Block* first_;
    std::byte* taken_to_;
    std::atomic<Block*> returned_{nullptr};  // used up: the posting thread takes them all at once
};

class Inbox {
  public:
    Inbox();
    Doorbell& doorbell() { return doorbell_; }

    // -- any thread ----------------------------------------------------------------------------------------------
    /// After close(), the callback is destroyed at once, or when the last poster goes.
    template <class F>
    void post(F&& callback, Name name, TaskSource source, bool at_once) {
        if (closed_.load(std::memory_order_relaxed)) return;
        lane_of_this_thread().push(std::forward<F>(callback), name, source, at_once);
        doorbell_.ring_if_asleep();
    }

    // -- the loop's thread ---------------------------------------------------------------------------------------
    bool empty() const;
    /// Hands over what waits, at most so much of each lane that the rest of a turn is not kept waiting: threads may
    /// post faster than this takes in. Returns how many there were.
    template <class Sink>
    std::uint64_t take_in(Sink&& sink) {
        constexpr std::uint64_t most_at_once = 1024;
        if (lanes_changed_.load(std::memory_order_acquire)) [[unlikely]]
            refresh_lanes();
        std::uint64_t taken = 0;
        for (const auto& lane : lanes_) taken += lane->take(most_at_once, sink);
        return taken;
    }
    void close();

  private:
    struct LatestLane {
        std::uint64_t inbox = 0;
        PostLane* lane = nullptr;
    };
    static thread_local constinit LatestLane latest_lane_;

    PostLane& lane_of_this_thread() {
        if (latest_lane_.inbox == serial_) [[likely]]
            return *latest_lane_.lane;
        return find_lane_of_this_thread();
    }
    PostLane& find_lane_of_this_thread();
    void refresh_lanes();

    const std::uint64_t serial_;  // never reused
    std::atomic<bool> closed_{false};
    std::atomic<bool> lanes_changed_{false};
    Doorbell doorbell_;
    const std::shared_ptr<PostBlocks> blocks_ = std::make_shared<PostBlocks>();
    std::vector<std::shared_ptr<PostLane>> lanes_;  // the loop's
    mutable std::mutex mutex_;
    std::vector<std::shared_ptr<PostLane>> new_lanes_;  // guarded
};

}  // namespace janklab
