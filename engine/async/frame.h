// SPDX-License-Identifier: MIT
// AsyncFrame: a coroutine's frame as its realm sees it: something that can be resumed, or destroyed while suspended.
// Everything about coroutines that does not depend on types. The loop's thread.
#pragma once

#include <concepts>
#include <coroutine>
#include <cstddef>
#include <source_location>
#include <type_traits>

#include "async/async.h"
#include "async/promise_state.h"
#include "async/realm.h"

namespace janklab {

/// The type of a coroutine's first parameter: a reference to an Async, or to what has one, as a page.
template <class X>
concept HasAsync = std::is_lvalue_reference_v<X> &&(std::is_same_v<X, Async&> || requires(X x) {
    { x.async() } -> std::same_as<Async&>;
});
inline AsyncRealm& realm_of(Async& async) { return async.realm(); }
template <class First>
AsyncRealm& realm_of(First& first) {
    return first.async().realm();
}

class AsyncFrame {
  public:
    AsyncFrame(const AsyncFrame&) = delete;
    AsyncFrame& operator=(const AsyncFrame&) = delete;

    AsyncRealm& realm() const { return *realm_; }
    /// Called in await_suspend, before anything that may resume. It goes on in the scheduling state of this moment.
    void suspend();
    void resume() {
        suspended_ = false;
        if (state_) [[unlikely]]
            return resume_in_state();
        handle_.resume();
    }
    /// Resumes in a microtask, unless the realm has died by then.
    void queue_resumption(Name name);
    /// The realm dies: runs the destructors of what the coroutine holds, and frees the frame.
    void destroy();

  protected:
    explicit AsyncFrame(AsyncRealm& realm);
    ~AsyncFrame();
    void set_handle(std::coroutine_handle<> handle) { handle_ = handle; }
    /// The name of a microtask in which the coroutine goes on after the co_await at `here`.
    Name continuation(const std::source_location& here) const {
        return {realm_->name_of_function(here), CodeLocation::from(here)};
    }
    static void* allocate(AsyncRealm& realm, std::size_t bytes);
    static void release(void* frame, std::size_t bytes);

  private:
    void resume_in_state();

    RealmRef realm_;
    AsyncFrame* previous_ = nullptr;
    AsyncFrame* next_ = nullptr;
    std::coroutine_handle<> handle_;
    SchedulingState state_;  // while suspended
    bool suspended_ = false;
};

/// A reaction that lies in the frame of the coroutine that it resumes: `await` allocates nothing.
class PromiseWait : private Reaction {
  public:
    PromiseWait(const PromiseWait&) = delete;
    PromiseWait& operator=(const PromiseWait&) = delete;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>);

  protected:
    PromiseWait(AsyncFrame& frame, Name name, PromiseState& state);
    ~PromiseWait() { state_->forget(*this); }
    PromiseState& state() const { return *state_; }
    void throw_if_rejected() const {
        if (state_->status() == PromiseStatus::rejected) state_->reason().rethrow();
    }

  private:
    static void resume_frame(Reaction& reaction, PromiseState&);
    static constexpr Operations in_frame{&resume_frame, nullptr};

    AsyncFrame& frame_;
    StateRef state_;
};

}  // namespace janklab
