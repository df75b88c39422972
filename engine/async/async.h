// SPDX-License-Identifier: MIT
// Async: where the promises and coroutines of a page come from. It is made for one event loop, and takes what waits
// with it: destroying it destroys the coroutines that are suspended, and cancels their timers and frames. There is no
// global one: who makes a promise has an Async at hand, and a coroutine takes it as its first parameter.
#pragma once

#include <source_location>
#include <utility>

#include "async/promise.h"
#include "async/realm.h"

namespace janklab {

/// What Promise.withResolvers returns.
template <class T = void>
struct WithResolvers {
    Promise<T> promise;
    PromiseResolver<T> resolver;
};

class Async {
  public:
    using Here = std::source_location;

    /// The loop must outlive it. `names` is the trace's table: with it coroutines are named after their functions, and
    /// unhandled rejections by their reasons; it may be null.
    explicit Async(EventLoop& loop, NameTable* names = nullptr);
    /// Not from inside one of its own coroutines. Promises and resolvers that outlive it stay as they are: nothing that
    /// is done to them has an effect on anything else.
    ~Async();
    Async(const Async&) = delete;
    Async& operator=(const Async&) = delete;

    /// Promise.resolve: a promise is returned as it is, a thenable is followed.
    template <class V>
    auto resolved(V value, Here here = Here::current()) {
        using T = typename Unwrapped<V>::type;
        if constexpr (is_promise<V>) {
            return value;
        } else {
            const auto state = PromiseStateOf<T>::make(*realm_, CodeLocation::from(here));
            PromiseResolver<T>(*state).resolve(std::move(value), here);
            return Promise<T>(state);
        }
    }
    Promise<void> resolved(Here here = Here::current());
    template <class T = void>
    Promise<T> rejected(Rejection reason, Here here = Here::current()) {
        const auto state = PromiseStateOf<T>::make(*realm_, CodeLocation::from(here));
        state->reject(std::move(reason));
        return Promise<T>(state);
    }
    template <class T = void>
    Promise<T> rejected(const char* message, Here here = Here::current()) {
        return rejected<T>(Rejection(message), here);
    }

    /// `new Promise(executor)`: calls `executor(PromiseResolver<T>)` at once; what it throws rejects.
    template <class T = void, class F>
    Promise<T> make_promise(F&& executor, Here here = Here::current()) {
        auto [promise, resolver] = with_resolvers<T>(here);
        try {
            executor(resolver);
        } catch (...) {
            resolver.reject(Rejection::from_current_exception());
        }
        return promise;
    }
    template <class T = void>
    WithResolvers<T> with_resolvers(Here here = Here::current()) {
        const auto state = PromiseStateOf<T>::make(*realm_, CodeLocation::from(here));
        return {Promise<T>(state), PromiseResolver<T>(*state)};
    }

    RejectionTracker& rejections() { return realm_->rejections(); }
    EventLoop& loop() { return *realm_->loop(); }
    AsyncRealm& realm() { return *realm_; }

  private:
    RealmRef realm_;
};

}  // namespace janklab
