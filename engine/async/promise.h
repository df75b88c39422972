// SPDX-License-Identifier: MIT
// Promise<T> and PromiseResolver<T>: the promise of ECMAScript, to the tick. What `then` is given runs as a microtask,
// named and placed in the trace by its Name. A promise is a handle: copies are the same promise. The value is kept once
// and read by all, so T can be copied. Make promises with `Async` (async/async.h). The loop's thread.
#pragma once

#include "async/promise_state.h"
#include "async/promise_traits.h"
#include "base/check.h"
#include "base/name.h"

namespace janklab {

/// Settles one promise, once; later calls do nothing. Copies share that.
template <class T = void>
class PromiseResolver {
  public:
    explicit PromiseResolver(PromiseStateOf<T>& state) : state_(&state), functions_(state.resolving_functions()) {}

    /// `value`: a T; or a Promise<T> or a thenable, whose `then` is called in a microtask of its own.
    template <class V>
    void resolve(V&& value, std::source_location here = std::source_location::current()) const {
        if (state_->claim(functions_)) resolve_state(*state_, std::forward<V>(value), CodeLocation::from(here));
    }
    void resolve() const requires std::is_void_v<T> {
        if (state_->claim(functions_)) state_->fulfil({});
    }
    void reject(Rejection reason) const {
        if (state_->claim(functions_)) state_->reject(std::move(reason));
    }
    void reject(const char* message) const { reject(Rejection(message)); }

  private:
    CountedRef<PromiseStateOf<T>> state_;
    std::uint32_t functions_;
};

template <class T = void>
class Promise {
  public:
    using value_type = T;
    static_assert(std::is_void_v<T> || std::is_copy_constructible_v<T>,
                  "the value of a promise is read by all who wait for it: keep what cannot be copied in a shared_ptr");

    explicit Promise(CountedRef<PromiseStateOf<T>> state) : state_(std::move(state)) {}

    /// `on_fulfilled(value)`, or without parameter. What it returns resolves the promise that `then` returns: a value,
    /// a promise (two ticks more) or a thenable; what it throws rejects that promise.
    template <class F>
    auto then(Name name, F on_fulfilled) const {
        return react<ResultOf<F, T>>(name, std::move(on_fulfilled), PassOn{});
    }
    /// `on_rejected(const Rejection&)`, or without parameter; handles the rejection. Both return the same, or one void.
    template <class F, class G>
    auto then(Name name, F on_fulfilled, G on_rejected) const {
        return react<Joined<ResultOf<F, T>, ResultOf<G, Rejection>>>(name, std::move(on_fulfilled),
                                                                     std::move(on_rejected));
    }
    template <class G>
    auto catch_error(Name name, G on_rejected) const {
        return react<Joined<T, ResultOf<G, Rejection>>>(name, PassOn{}, std::move(on_rejected));
    }
    /// `on_finally()` runs either way; a promise that it returns is waited for, and if rejected rejects the result.
    template <class F>
    Promise finally(Name name, F on_finally) const;

    PromiseStatus status() const { return state().status(); }
    /// Of a fulfilled promise; by reference as long as a copy of the promise lives.
    const Stored<T>& value() const {
        MUST(status() == PromiseStatus::fulfilled, "the value of a promise that is not fulfilled was read");
        return state().value();
    }
    /// Of a rejected promise. Reading it does not count as handling.
    const Rejection& reason() const {
        MUST(status() == PromiseStatus::rejected, "the reason of a promise that is not rejected was read");
        return state().reason();
    }
    /// In the trace.
    std::uint64_t id() const { return state().id(); }
    friend bool operator==(const Promise& a, const Promise& b) { return a.state_ == b.state_; }

    PromiseStateOf<T>& state() const {
        MUST(state_, "a promise that was moved away was used");
        return *state_;
    }

  private:
    template <class U, class F, class G>
    Promise<U> react(Name name, F on_fulfilled, G on_rejected) const;

    CountedRef<PromiseStateOf<T>> state_;
};

// -- the parts that know types; all else is in promise_state.cpp --------------------------------------------

/// The resolve function: `state` gets a value, or follows a promise or a thenable.
template <class T, class V>
void resolve_state(PromiseStateOf<T>& state, V&& value, CodeLocation where) {
    using Value = std::remove_cvref_t<V>;
    if constexpr (is_promise<Value>) {
        static_assert(std::is_same_v<typename Value::value_type, T>, "a promise is resolved with one of the same type");
        state.resolve_with(StateRef(&value.state()), where);
    } else if constexpr (Thenable<Value>) {
        state.realm().queue_a_microtask(Name("NewPromiseResolveThenableJob", where),
                                        [self = CountedRef(&state), thenable = std::forward<V>(value)]() mutable {
                                            const PromiseResolver<T> resolver(*self);
                                            try {
                                                thenable.then(resolver);
                                            } catch (...) {
                                                resolver.reject(Rejection::from_current_exception());
                                            }
                                        });
    } else {
        state.fulfil(std::forward<V>(value));
    }
}

/// Resolves `state` with what `function` returns for `argument`.
template <class U, class F, class Argument>
void resolve_with_call(PromiseStateOf<U>& state, F& function, const Argument& argument, CodeLocation where) {
    using Result = std::remove_cvref_t<decltype(call_with(function, argument))>;
    if constexpr (std::is_void_v<U> && !is_promise<Result> && !Thenable<Result>) {
        call_with(function, argument);
        state.fulfil({});
    } else {
        resolve_state(state, call_with(function, argument), where);
    }
}

template <class T>
template <class U, class F, class G>
Promise<U> Promise<T>::react(Name name, F on_fulfilled, G on_rejected) const {
    AsyncRealm& realm = state().realm();
    const auto derived = PromiseStateOf<U>::make(realm, name.where);
    state().react(make_reaction(realm, name, StateRef(derived.get()),
                                [f = std::move(on_fulfilled), g = std::move(on_rejected), where = name.where](
                                    PromiseState& settled, PromiseState* result) mutable {
                                    auto& to = static_cast<PromiseStateOf<U>&>(*result);
                                    if (settled.status() == PromiseStatus::rejected) {
                                        if constexpr (std::is_same_v<G, PassOn>) to.reject(settled.reason());
                                        else resolve_with_call(to, g, settled.reason(), where);
                                    } else {
                                        const Stored<T>& value = static_cast<PromiseStateOf<T>&>(settled).value();
                                        if constexpr (!std::is_same_v<F, PassOn>)
                                            resolve_with_call(to, f, value, where);
                                        else if constexpr (std::is_void_v<U>) to.fulfil({});
                                        else to.fulfil(value);
                                    }
                                }));
    return Promise<U>(derived);
}

/// PromiseResolve of what `function` returns: that promise itself, one that follows a thenable, or a fulfilled one.
template <class F>
StateRef promise_of_call(AsyncRealm& realm, F& function, CodeLocation where) {
    using Result = std::remove_cvref_t<decltype(function())>;
    if constexpr (is_promise<Result>) {
        return StateRef(&function().state());
    } else if constexpr (Thenable<Result>) {
        const auto follower = PromiseStateOf<typename Result::promised_type>::make(realm, where);
        resolve_state(*follower, function(), where);
        return StateRef(follower.get());
    } else {
        function();
        const auto done = PromiseStateOf<void>::make(realm, where);
        done->fulfil({});
        return StateRef(done.get());
    }
}

// As the standard writes it: the callback's result becomes a promise, whose `then` hands the original outcome on, and
// that promise is what the result is resolved with.
template <class T>
template <class F>
Promise<T> Promise<T>::finally(Name name, F on_finally) const {
    AsyncRealm& realm = state().realm();
    const auto derived = PromiseStateOf<T>::make(realm, name.where);
    state().react(make_reaction(realm, name, StateRef(derived.get()),
                                [f = std::move(on_finally), name](PromiseState& settled, PromiseState* result) mutable {
                                    const StateRef called = promise_of_call(settled.realm(), f, name.where);
                                    const auto handed_on = PromiseStateOf<T>::make(settled.realm(), name.where);
                                    handed_on->settle_like_after(StateRef(&settled), *called, name);
                                    result->resolve_with(StateRef(handed_on.get()), name.where);
                                }));
    return Promise(derived);
}

}  // namespace janklab
