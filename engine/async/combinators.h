// SPDX-License-Identifier: MIT
// all, race, any, all_settled: Promise.all and its like, over a vector, or over promises given one by one. Each calls
// `then` on every element at once, in order; the result settles within the microtask of the element that decides.
// `name` is that of those microtasks. https://tc39.es/ecma262/#sec-promise.all
#pragma once

#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "async/async.h"

namespace janklab {

/// An element of what `all_settled` gives: exactly one of the two is there.
template <class T>
struct Settled {
    std::optional<Stored<T>> value;
    std::optional<Rejection> reason;
    PromiseStatus status() const { return value ? PromiseStatus::fulfilled : PromiseStatus::rejected; }
};

/// What `all` of a vector gives: the values in the order of the promises; nothing if they have none.
template <class T>
using AllValues = std::conditional_t<std::is_void_v<T>, void, std::vector<Stored<T>>>;

/// Calls `handler(settled)` in a microtask once `promise` has settled. What it throws rejects `result`.
template <class T, class Handler>
void when_settled(const Promise<T>& promise, Name name, PromiseState& result, Handler handler) {
    promise.state().react(make_reaction(promise.state().realm(), name, StateRef(&result),
                                        [handler = std::move(handler)](PromiseState& settled, PromiseState*) mutable {
                                            handler(static_cast<PromiseStateOf<T>&>(settled));
                                        }));
}

/// What the reactions of one `all` (or `all_settled`, `any`) share: a slot for each element, and how many are empty.
template <class Slots, class Result>
struct Gathering {
    Slots slots;
    std::size_t empty_slots;
    CountedRef<PromiseStateOf<Result>> result;
};
template <class Slots, class Result>
auto gather(Async& async, Name name, Slots slots, std::size_t count) {
    return std::make_shared<Gathering<Slots, Result>>(
        Gathering<Slots, Result>{std::move(slots), count, PromiseStateOf<Result>::make(async.realm(), name.where)});
}

// -- all: rejected as soon as one is ------------------------------------------------------------------------

template <class T>
Promise<AllValues<T>> all(Async& async, Name name, const std::vector<Promise<T>>& promises) {
    using Slots = std::vector<std::optional<Stored<T>>>;
    const auto shared = gather<Slots, AllValues<T>>(async, name, Slots(promises.size()), promises.size());
    const auto fulfil = [](auto& gathering) {
        if constexpr (std::is_void_v<T>) {
            gathering.result->fulfil({});
        } else {
            std::vector<T> values;
            values.reserve(gathering.slots.size());
            for (auto& slot : gathering.slots) values.push_back(*std::move(slot));
            gathering.result->fulfil(std::move(values));
        }
    };
    for (std::size_t i = 0; i < promises.size(); ++i) {
        when_settled(promises[i], name, *shared->result, [shared, fulfil, i](const PromiseStateOf<T>& element) {
            if (element.status() == PromiseStatus::rejected) return shared->result->reject(element.reason());
            shared->slots[i].emplace(element.value());
            if (--shared->empty_slots == 0) fulfil(*shared);
        });
    }
    if (promises.empty()) fulfil(*shared);
    return Promise<AllValues<T>>(shared->result);
}

template <class... Ts>
Promise<std::tuple<Stored<Ts>...>> all(Async& async, Name name, const Promise<Ts>&... promises) {
    using Values = std::tuple<Stored<Ts>...>;
    using Slots = std::tuple<std::optional<Stored<Ts>>...>;
    const auto shared = gather<Slots, Values>(async, name, Slots(), sizeof...(Ts));
    const auto fulfil = [](auto& gathering) {
        gathering.result->fulfil(
            std::apply([](auto&... slot) { return Values(*std::move(slot)...); }, gathering.slots));
    };
    const auto follow = [&]<std::size_t... i>(std::index_sequence<i...>) {
        (when_settled(promises, name, *shared->result,
                      [shared, fulfil](const PromiseStateOf<Ts>& element) {
                          if (element.status() == PromiseStatus::rejected)
                              return shared->result->reject(element.reason());
                          std::get<i>(shared->slots).emplace(element.value());
                          if (--shared->empty_slots == 0) fulfil(*shared);
                      }),
         ...);
    };
    follow(std::index_sequence_for<Ts...>());
    return Promise<Values>(shared->result);
}

// -- all_settled: never rejected ----------------------------------------------------------------------------

template <class T>
void fill(Settled<T>& slot, const PromiseStateOf<T>& element) {
    if (element.status() == PromiseStatus::rejected) slot.reason = element.reason();
    else slot.value.emplace(element.value());
}

template <class T>
Promise<std::vector<Settled<T>>> all_settled(Async& async, Name name, const std::vector<Promise<T>>& promises) {
    using Slots = std::vector<Settled<T>>;
    const auto shared = gather<Slots, Slots>(async, name, Slots(promises.size()), promises.size());
    for (std::size_t i = 0; i < promises.size(); ++i) {
        when_settled(promises[i], name, *shared->result, [shared, i](const PromiseStateOf<T>& element) {
            fill(shared->slots[i], element);
            if (--shared->empty_slots == 0) shared->result->fulfil(std::move(shared->slots));
        });
    }
    if (promises.empty()) shared->result->fulfil({});
    return Promise<Slots>(shared->result);
}

template <class... Ts>
Promise<std::tuple<Settled<Ts>...>> all_settled(Async& async, Name name, const Promise<Ts>&... promises) {
    using Slots = std::tuple<Settled<Ts>...>;
    const auto shared = gather<Slots, Slots>(async, name, Slots(), sizeof...(Ts));
    const auto follow = [&]<std::size_t... i>(std::index_sequence<i...>) {
        (when_settled(promises, name, *shared->result,
                      [shared](const PromiseStateOf<Ts>& element) {
                          fill(std::get<i>(shared->slots), element);
                          if (--shared->empty_slots == 0) shared->result->fulfil(std::move(shared->slots));
                      }),
         ...);
    };
    follow(std::index_sequence_for<Ts...>());
    return Promise<Slots>(shared->result);
}

// -- race: as the first one that settles; pending for ever if there is none ---------------------------------

template <class T>
Promise<T> race(Async& async, Name name, const std::vector<Promise<T>>& promises) {
    const auto result = PromiseStateOf<T>::make(async.realm(), name.where);
    for (const Promise<T>& promise : promises) {
        when_settled(promise, name, *result, [result](const PromiseStateOf<T>& element) {
            if (result->status() == PromiseStatus::pending) result->settle_like(element);
        });
    }
    return Promise<T>(result);
}

template <class T, class... Same>
Promise<T> race(Async& async, Name name, const Promise<T>& first, const Promise<Same>&... others) {
    return race(async, name, std::vector<Promise<T>>{first, others...});
}

// -- any: as the first that is fulfilled; an AggregateError if none is --------------------------------------

template <class T>
Promise<T> any(Async& async, Name name, const std::vector<Promise<T>>& promises) {
    using Slots = std::vector<std::optional<Rejection>>;
    const auto shared = gather<Slots, T>(async, name, Slots(promises.size()), promises.size());
    const auto reject = [](auto& gathering) {
        std::vector<Rejection> reasons;
        for (const auto& slot : gathering.slots) reasons.push_back(*slot);
        gathering.result->reject(Rejection::aggregate_error(std::move(reasons)));
    };
    for (std::size_t i = 0; i < promises.size(); ++i) {
        when_settled(promises[i], name, *shared->result, [shared, reject, i](const PromiseStateOf<T>& element) {
            if (element.status() == PromiseStatus::fulfilled) return shared->result->settle_like(element);
            shared->slots[i] = element.reason();
            if (--shared->empty_slots == 0) reject(*shared);
        });
    }
    if (promises.empty()) reject(*shared);
    return Promise<T>(shared->result);
}

template <class T, class... Same>
Promise<T> any(Async& async, Name name, const Promise<T>& first, const Promise<Same>&... others) {
    return any(async, name, std::vector<Promise<T>>{first, others...});
}

}  // namespace janklab
