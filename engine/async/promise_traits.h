// SPDX-License-Identifier: MIT
// What types promises pass along: which result a callback has, and what two results have in common.
#pragma once

#include <type_traits>

#include "async/promise_state.h"
#include "async/rejection.h"

namespace janklab {

template <class T>
class Promise;
template <class T>
class PromiseResolver;

template <class X>
inline constexpr bool is_promise = false;
template <class T>
inline constexpr bool is_promise<Promise<T>> = true;

/// Anything that promises can follow: `promised_type`, and `then(resolver)`, which settles the resolver or throws.
template <class X>
concept Thenable = requires(X thenable, const PromiseResolver<typename X::promised_type>& resolver) {
    thenable.then(resolver);
};

/// In place of a callback that was not given: the outcome passes on unchanged.
struct PassOn {};

/// Calls `function(argument)`, or `function()` where it takes nothing.
template <class F, class Argument>
decltype(auto) call_with(F& function, const Argument& argument) {
    if constexpr (std::is_invocable_v<F&, const Argument&>) return function(argument);
    else if constexpr (std::is_invocable_v<F&>) return function();
    else static_assert(std::is_same_v<F, PassOn>, "a callback takes the value (or the Rejection), or nothing");
}

template <class X>
struct Unwrapped {
    using type = X;
};
template <class T>
struct Unwrapped<Promise<T>> {
    using type = T;
};
template <Thenable X>
struct Unwrapped<X> {
    using type = typename X::promised_type;
};

/// The T of the Promise<T> that a callback leads to when it is given a value of type `From`.
template <class F, class From>
using ResultOf = typename Unwrapped<
    std::remove_cvref_t<decltype(call_with(std::declval<F&>(), std::declval<const Stored<From>&>()))>>::type;

template <class A, class B>
struct JoinedTypes : std::common_type<A, B> {};
template <class A>
struct JoinedTypes<A, A> {
    using type = A;
};
template <class A>
requires(!std::is_void_v<A>) struct JoinedTypes<A, void> {
    using type = void;
};
template <class B>
requires(!std::is_void_v<B>) struct JoinedTypes<void, B> {
    using type = void;
};
/// What both outcomes of a promise fit in: the same type, one both convert to, or void if either is void.
template <class A, class B>
using Joined = typename JoinedTypes<A, B>::type;

}  // namespace janklab
