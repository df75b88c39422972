// SPDX-License-Identifier: MIT
// PromiseState: the state machine of a promise without the type of its value, step for step as ECMAScript has it
// (https://tc39.es/ecma262/#sec-promise-objects). PromiseStateOf<T> adds the value. Reactions wait in a list; each
// becomes one microtask when the promise settles. The loop's thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "async/realm.h"
#include "async/ref.h"
#include "async/rejection.h"
#include "base/name.h"
#include "loop/scheduling_state.h"

namespace janklab {

class PromiseState;
using StateRef = CountedRef<PromiseState>;

enum class PromiseStatus : std::uint8_t { pending, fulfilled, rejected };

/// PromiseReaction: what is to happen when a promise settles. A JobReaction, or part of a coroutine's frame.
struct Reaction {
    struct Operations {
        /// Called once, in a microtask, with the settled promise. What it throws rejects `derived`.
        void (*run)(Reaction&, PromiseState& settled);
        /// Destroys it and frees its memory. Null: it lies in a coroutine's frame, and dies with that; no JobReaction.
        void (*destroy)(Reaction&);
    };
    const Operations* operations;
    AsyncRealm* realm;  // whose loop runs it
    Name name;          // of the microtask
    StateRef derived;   // the promise that `then` returned; null for none
    Reaction* next = nullptr;
};

/// One that make_reaction() made. It runs in the scheduling state in which it was registered (HostMakeJobCallback).
struct JobReaction : Reaction {
    SchedulingState state;
};

class PromiseState {
  public:
    /// What depends on the type of the value.
    struct Operations {
        void (*destroy)(PromiseState&);  // and frees
        /// Fulfils `to` with the value of `from`, which is of the same type.
        void (*fulfil_from)(PromiseState& to, const PromiseState& from);
    };

    PromiseStatus status() const { return status_; }
    /// Whether anybody reacts to a rejection: [[PromiseIsHandled]].
    bool handled() const { return handled_; }
    /// Of a rejected promise.
    const Rejection& reason() const { return *reason_; }
    std::uint64_t id() const { return id_; }
    CodeLocation made_at() const { return made_at_; }
    AsyncRealm& realm() const { return *realm_; }

    /// PerformPromiseThen. The promise takes the reaction over unless it lies in a coroutine's frame; it destroys one
    /// that can never run because its realm is dead.
    void react(Reaction& reaction);
    /// Takes back a reaction that still waits; does nothing if it does not.
    void forget(Reaction& reaction);
    /// RejectPromise. Does nothing when settled.
    void reject(Rejection reason);
    /// The resolve function called with a promise of the same type: costs a microtask that calls its `then`.
    void resolve_with(StateRef promise, CodeLocation where);
    /// Settles as `promise`, which has settled and is of the same type, did.
    void settle_like(const PromiseState& promise);
    /// For `finally`: settles as `original` did once `promise` is fulfilled; a rejection of `promise` wins.
    void settle_like_after(StateRef original, PromiseState& promise, Name name);

    /// A promise can be resolved once. Each pair of resolving functions carries the number that was current when it was
    /// made, and only the first call of the current pair counts.
    std::uint32_t resolving_functions() const { return resolving_functions_; }
    bool claim(std::uint32_t resolving_functions);

    RejectionPhase rejection_phase = RejectionPhase::none;  // the tracker's

    void retain() { ++references_; }
    void release() {
        if (--references_ == 0) realm_->bury(*this);
    }

  protected:
    PromiseState(const Operations& operations, AsyncRealm& realm, CodeLocation made_at);
    ~PromiseState();
    /// FulfillPromise, after the value was stored.
    void trigger_as(PromiseStatus status);

  private:
    friend class AsyncRealm;  // buries, and drops the reactions of all when it dies
    void queue(Reaction& reaction);
    /// Takes all reactions out, as a list.
    Reaction* take_reactions();
    void drop_reactions();

    const Operations* operations_;
    RealmRef realm_;
    std::uint32_t references_ = 0;
    std::uint32_t resolving_functions_ = 0;
    PromiseStatus status_ = PromiseStatus::pending;
    bool handled_ = false;
    std::uint64_t id_;
    CodeLocation made_at_;
    Reaction* first_ = nullptr;
    Reaction* last_ = nullptr;
    PromiseState* previous_with_reactions_ = nullptr;  // in the realm's list, while there are reactions
    PromiseState* next_with_reactions_ = nullptr;
    std::optional<Rejection> reason_;
    PromiseState* next_dead_ = nullptr;
};

/// What a promise of void holds.
using Nothing = std::monostate;
template <class T>
using Stored = std::conditional_t<std::is_void_v<T>, Nothing, T>;

template <class T>
class PromiseStateOf final : public PromiseState {
  public:
    static CountedRef<PromiseStateOf> make(AsyncRealm& realm, CodeLocation made_at) {
        static_assert(alignof(PromiseStateOf) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__,
                      "over-aligned values need a pointer");
        return CountedRef<PromiseStateOf>(::new (realm.pool().allocate(sizeof(PromiseStateOf)))
                                              PromiseStateOf(realm, made_at));
    }
    /// Does nothing when settled.
    void fulfil(Stored<T> value) {
        if (status() != PromiseStatus::pending) return;
        value_.emplace(std::move(value));
        trigger_as(PromiseStatus::fulfilled);
    }
    /// Of a fulfilled promise.
    const Stored<T>& value() const { return *value_; }

  private:
    static constexpr Operations operations{
        [](PromiseState& state) {
            const RealmRef realm(&state.realm());
            static_cast<PromiseStateOf&>(state).~PromiseStateOf();
            realm->pool().release(&state, sizeof(PromiseStateOf));
        },
        [](PromiseState& to, const PromiseState& from) {
            static_cast<PromiseStateOf&>(to).fulfil(static_cast<const PromiseStateOf&>(from).value());
        }};
    PromiseStateOf(AsyncRealm& realm, CodeLocation made_at) : PromiseState(operations, realm, made_at) {}
    ~PromiseStateOf() = default;

    std::optional<Stored<T>> value_;
};

/// A reaction that calls `handler(settled, derived)`; `derived` as given, possibly null.
template <class Handler>
Reaction& make_reaction(AsyncRealm& realm, Name name, StateRef derived, Handler handler) {
    struct HandlerReaction : JobReaction {
        Handler handler;
    };
    static constexpr Reaction::Operations operations{[](Reaction& reaction, PromiseState& settled) {
                                                         static_cast<HandlerReaction&>(reaction).handler(
                                                             settled, reaction.derived.get());
                                                     },
                                                     [](Reaction& reaction) {
                                                         const RealmRef realm(reaction.realm);
                                                         static_cast<HandlerReaction&>(reaction).~HandlerReaction();
                                                         realm->pool().release(&reaction, sizeof(HandlerReaction));
                                                     }};
    return *::new (realm.pool().allocate(sizeof(HandlerReaction)))
        HandlerReaction{{{&operations, &realm, name, std::move(derived)}, {}}, std::move(handler)};
}

}  // namespace janklab
