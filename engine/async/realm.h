// SPDX-License-Identifier: MIT
// AsyncRealm: what the promises and coroutines of one `Async` share: the loop, memory, the tracker of rejections, and
// the list of suspended coroutines. It is counted, because a promise may outlive its Async; it is dead from then on,
// and whatever is asked of it does nothing. The loop's thread.
#pragma once

#include <cstdint>
#include <source_location>
#include <unordered_map>

#include "async/block_pool.h"
#include "async/ref.h"
#include "async/rejection_tracker.h"
#include "base/move_only_function.h"
#include "base/name.h"

namespace janklab {

class AsyncFrame;
class EventLoop;
class NameTable;

class AsyncRealm {
  public:
    AsyncRealm(EventLoop& loop, NameTable* names);
    /// Destroys every suspended coroutine and every waiting reaction, so that promises which wait for each other are
    /// freed too, and lets go of the loop.
    void die();
    bool alive() const { return loop_ != nullptr; }
    /// Null once dead.
    EventLoop* loop() const { return loop_; }
    RejectionTracker& rejections() { return rejections_; }
    NameTable* names() const { return names_; }

    /// As the loop's. Nothing happens once dead: the callback is destroyed.
    void queue_a_microtask(Name name, Callback callback);
    void queue_a_promise_job(Name name, Callback callback);
    std::uint64_t next_promise_id() { return ++last_promise_id_; }
    /// The bare name of the function that `here` lies in ("async1"), for the continuations of a coroutine.
    const char* name_of_function(const std::source_location& here);

    // -- memory ------------------------------------------------------------------------------------------------------
    BlockPool& pool() { return pool_; }
    /// Destroys a promise that nobody refers to. Not recursive, however long the chain that hangs on it.
    void bury(PromiseState& promise);
    /// A promise gets its first reaction, or has lost its last.
    void link(PromiseState& promise);
    void unlink(PromiseState& promise);
    void retain() { ++references_; }
    void release() {
        if (--references_ == 0) delete this;
    }

  private:
    friend class AsyncFrame;  // links itself into frames_
    ~AsyncRealm() = default;

    EventLoop* loop_;
    NameTable* names_;
    std::uint32_t references_ = 0;
    std::uint64_t last_promise_id_ = 0;
    AsyncFrame* frames_ = nullptr;
    PromiseState* promises_with_reactions_ = nullptr;
    PromiseState* dead_promises_ = nullptr;
    bool burying_ = false;
    BlockPool pool_;
    RejectionTracker rejections_{*this};
    std::unordered_map<const char*, const char*> function_names_;
};

using RealmRef = CountedRef<AsyncRealm>;

}  // namespace janklab
