// SPDX-License-Identifier: MIT
// Inbox: what other threads post to a loop. Each posting thread has a lane of its own (one writer, one reader, blocks
// that go back and forth), so that posting takes no lock and no fence. Shared by the loop and its posters; whoever is
// last destroys it. Order: first in, first out for each thread; between threads there is none.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

#include "base/move_only_function.h"
#include "base/name.h"
#include "loop/doorbell.h"
#include "trace/event.h"

namespace janklab {

/// A task for the loop, or a step that it takes at once when it empties the inbox (`at_once`), between two tasks.
struct Post {
    Callback callback;
    Name name;
    TaskSource source = TaskSource::posted_from_thread;
    bool at_once = false;
};

class PostLane {
  public:
    PostLane();
    ~PostLane();
    PostLane(const PostLane&) = delete;
    PostLane& operator=(const PostLane&) = delete;

    // -- the posting thread --------------------------------------------------------------------------------------
    template <class F>
    void push(F&& callback, const Name& name, TaskSource source, bool at_once) {
        const std::uint32_t at = pushed_ % posts_a_block;
        if (at == 0) append_block();
        ::new (last_->at(at)) Post{std::forward<F>(callback), name, source, at_once};
        published_.store(++pushed_, std::memory_order_release);
    }
    void abandon() { abandoned_.store(true, std::memory_order_release); }

    // -- the loop's thread ---------------------------------------------------------------------------------------
    bool empty() const { return published_.load(std::memory_order_acquire) == taken_; }
    /// Its thread has ended, and everything was taken.
    bool finished() const { return abandoned_.load(std::memory_order_acquire) && empty(); }
    template <class Sink>
    void take(std::uint64_t most, Sink&& sink) {
        const std::uint64_t published = published_.load(std::memory_order_acquire);
        for (const std::uint64_t end = taken_ + std::min(published - taken_, most); taken_ != end;) {
            const std::uint32_t at = taken_ % posts_a_block;
            if (at == 0) next_block();
            Post& post = *first_->at(at);
            ++taken_;
            sink(post);
            post.~Post();
        }
    }

  private:
    static constexpr std::uint32_t posts_a_block = 64;
    struct Block {
        std::atomic<Block*> next{nullptr};
        Block* next_spare = nullptr;
        alignas(Post) std::byte posts[posts_a_block][sizeof(Post)];
        Post* at(std::uint32_t i) { return std::launder(reinterpret_cast<Post*>(posts[i])); }
    };
    void append_block();
    void next_block();

    // The posting thread's.
    alignas(64) std::uint64_t pushed_ = 0;
    Block* last_;
    Block* spare_ = nullptr;
    std::atomic<std::uint64_t> published_{0};
    std::atomic<bool> abandoned_{false};
    // The loop's.
    alignas(64) std::uint64_t taken_ = 0;
    Block* first_;
    std::atomic<Block*> returned_{nullptr};  // used up: the posting thread takes them all at once
};

class Inbox {
  public:
    Inbox();
    Doorbell& doorbell() { return doorbell_; }

    // -- any thread ----------------------------------------------------------------------------------------------
    /// After close(), the callback is destroyed at once, or when the last poster goes.
    template <class F>
    void post(F&& callback, const Name& name, TaskSource source, bool at_once) {
        if (closed_.load(std::memory_order_relaxed)) return;
        lane_of_this_thread().push(std::forward<F>(callback), name, source, at_once);
        doorbell_.ring_if_asleep();
    }

    // -- the loop's thread ---------------------------------------------------------------------------------------
    bool empty() const;
    /// Hands over what waits, at most so much of each lane that the rest of a turn is not kept waiting: threads may
    /// post faster than this takes in.
    template <class Sink>
    void take_in(Sink&& sink) {
        constexpr std::uint64_t most_at_once = 1024;
        if (lanes_changed_.load(std::memory_order_acquire)) [[unlikely]]
            refresh_lanes();
        for (const auto& lane : lanes_) {
            if (!lane->empty()) lane->take(most_at_once, sink);
        }
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
    std::vector<std::shared_ptr<PostLane>> lanes_;  // the loop's
    mutable std::mutex mutex_;
    std::vector<std::shared_ptr<PostLane>> new_lanes_;  // guarded
};

}  // namespace janklab
