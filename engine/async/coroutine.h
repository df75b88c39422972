// SPDX-License-Identifier: MIT
// Coroutines as async functions: a function that returns Promise<T> and uses co_await or co_return starts at once, runs
// to its first co_await, and goes on in microtasks. `co_await` of a promise costs one tick, settled or not. The
// function takes Async& (or what has an `async()`, as a page) first; lambdas and member functions do not compile, since
// what they captured, or their object, may be gone when they go on: make them static, and pass what they need.
#pragma once

#include <coroutine>
#include <source_location>

#include "async/async.h"
#include "async/awaitables.h"
#include "async/frame.h"

namespace janklab {

/// Suspends a coroutine until a promise settles.
template <class T>
class PromiseAwaiter : public PromiseWait {
  public:
    PromiseAwaiter(AsyncFrame& frame, Name name, PromiseStateOf<T>& state) : PromiseWait(frame, name, state) {}
    T await_resume() const {
        throw_if_rejected();
        if constexpr (!std::is_void_v<T>) return static_cast<PromiseStateOf<T>&>(state()).value();
    }
};

/// The promise_type of a coroutine, as far as it depends neither on its parameters nor on how it returns.
template <class T>
class AsyncFunctionBase : public AsyncFrame {
  public:
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void unhandled_exception() { result_->reject(Rejection::from_current_exception()); }

    using Here = std::source_location;
    template <class U>
    PromiseAwaiter<U> await_transform(const Promise<U>& promise, Here here = Here::current()) {
        return {*this, continuation(here), promise.state()};
    }
    template <Thenable X>
    PromiseAwaiter<typename X::promised_type> await_transform(X thenable, Here here = Here::current()) {
        using U = typename X::promised_type;
        const auto state = PromiseStateOf<U>::make(realm(), CodeLocation::from(here));
        resolve_state(*state, std::move(thenable), CodeLocation::from(here));
        return {*this, continuation(here), *state};
    }
    FrameWait await_transform(NextFrame what) { return FrameWait(*this, what); }
    TimerWait await_transform(Delay what) { return TimerWait(*this, what); }
    YieldWait await_transform(Yield what) { return YieldWait(*this, what); }
    IdleWait await_transform(Idle what) { return IdleWait(*this, what); }

  protected:
    explicit AsyncFunctionBase(AsyncRealm& realm) : AsyncFrame(realm) {}
    PromiseStateOf<T>& result() { return *result_; }
    Promise<T> start(std::coroutine_handle<> handle, const std::source_location& here) {
        set_handle(handle);
        result_ = PromiseStateOf<T>::make(realm(), CodeLocation::from(here));
        return Promise<T>(result_);
    }

  private:
    CountedRef<PromiseStateOf<T>> result_;
};

/// The two ways to return.
template <class T>
class ReturningAsyncFunction : public AsyncFunctionBase<T> {
  public:
    using AsyncFunctionBase<T>::AsyncFunctionBase;
    /// As `return` in an async function: a promise that is returned is followed, which costs three ticks in all.
    template <class V>
    void return_value(V&& value) {
        resolve_state(this->result(), std::forward<V>(value), CodeLocation{});
    }
};
template <>
class ReturningAsyncFunction<void> : public AsyncFunctionBase<void> {
  public:
    using AsyncFunctionBase<void>::AsyncFunctionBase;
    void return_void() { result().fulfil({}); }
};

/// The promise_type of a coroutine with these parameters.
template <class T, class... Parameters>
class AsyncFunction;
template <class T, class First, class... Rest>
class AsyncFunction<T, First, Rest...> final : public ReturningAsyncFunction<T> {
  public:
    static_assert(
        HasAsync<First>,
        "a coroutine is a free or static function whose first parameter is Async&, or has async(); no lambda");

    explicit AsyncFunction(First& first, Rest&...) : ReturningAsyncFunction<T>(realm_of(first)) {}
    static void* operator new(std::size_t bytes, First& first, Rest&...) {
        return AsyncFrame::allocate(realm_of(first), bytes);
    }
    static void operator delete(void* frame, std::size_t bytes) { AsyncFrame::release(frame, bytes); }

    Promise<T> get_return_object(std::source_location here = std::source_location::current()) {
        return this->start(std::coroutine_handle<AsyncFunction>::from_promise(*this), here);
    }
};

}  // namespace janklab

template <class T, class... Parameters>
struct std::coroutine_traits<janklab::Promise<T>, Parameters...> {
    using promise_type = janklab::AsyncFunction<T, Parameters...>;
};
