// SPDX-License-Identifier: MIT
#include "async/promise_state.h"

#include "base/check.h"
#include "loop/event_loop.h"

namespace janklab {
namespace {

void destroy(Reaction& reaction) {
    if (reaction.operations->destroy) reaction.operations->destroy(reaction);
}

// PromiseReactionJob, for a reaction that `make_reaction` made. Owns it, for a loop may throw its queue away.
class ReactionJob {
  public:
    ReactionJob(Reaction& reaction, PromiseState& settled) : reaction_(&reaction), settled_(&settled) {}
    ReactionJob(ReactionJob&& other) noexcept
        : reaction_(std::exchange(other.reaction_, nullptr)), settled_(std::move(other.settled_)) {}
    ReactionJob& operator=(ReactionJob&&) = delete;
    ~ReactionJob() {
        if (reaction_) destroy(*reaction_);
    }
    void operator()() {
        if (!reaction_->realm->alive()) return;
        const SchedulingState& state = static_cast<JobReaction&>(*reaction_).state;
        const CurrentSchedulingState::Scope scope(reaction_->realm->loop()->scheduling_state(), state);
        try {
            reaction_->operations->run(*reaction_, *settled_);
        } catch (...) {
            MUST(reaction_->derived, "a reaction without a derived promise threw");
            reaction_->derived->reject(Rejection::from_current_exception());
        }
    }

  private:
    Reaction* reaction_;
    StateRef settled_;
};

// The same for one in a coroutine's frame, which keeps its scheduling state itself. The frame lives as long as its
// realm does, or until the coroutine, which is suspended, goes on; so the realm is what must be looked at first.
struct FrameReactionJob {
    RealmRef realm;
    Reaction* reaction;
    StateRef settled;
    void operator()() {
        if (realm->alive()) reaction->operations->run(*reaction, *settled);
    }
};

}  // namespace

PromiseState::PromiseState(const Operations& operations, AsyncRealm& realm, CodeLocation made_at)
    : operations_(&operations), realm_(&realm), id_(realm.next_promise_id()), made_at_(made_at) {}

PromiseState::~PromiseState() { drop_reactions(); }

void PromiseState::react(Reaction& reaction) {
    if (status_ == PromiseStatus::rejected && !handled_) realm_->rejections().promise_was_handled(*this);
    handled_ = true;
    EventLoop* const loop = reaction.realm->loop();
    if (loop && reaction.operations->destroy)
        loop->scheduling_state().copy_to(static_cast<JobReaction&>(reaction).state);
    if (status_ != PromiseStatus::pending) return queue(reaction);
    if (!loop) return destroy(reaction);
    if (!first_) realm_->link(*this);
    (last_ ? last_->next : first_) = &reaction;
    last_ = &reaction;
}

void PromiseState::forget(Reaction& reaction) {
    Reaction* before = nullptr;
    for (Reaction* at = first_; at; before = at, at = at->next) {
        if (at != &reaction) continue;
        (before ? before->next : first_) = at->next;
        if (last_ == at) last_ = before;
        if (!first_) realm_->unlink(*this);
        return;
    }
}

Reaction* PromiseState::take_reactions() {
    if (first_) realm_->unlink(*this);
    last_ = nullptr;
    return std::exchange(first_, nullptr);
}

void PromiseState::drop_reactions() {
    for (Reaction* reaction = take_reactions(); reaction;) destroy(*std::exchange(reaction, reaction->next));
}

void PromiseState::queue(Reaction& reaction) {
    AsyncRealm& realm = *reaction.realm;
    if (reaction.operations->destroy) realm.queue_a_promise_job(reaction.name, ReactionJob(reaction, *this));
    else realm.queue_a_promise_job(reaction.name, FrameReactionJob{RealmRef(&realm), &reaction, StateRef(this)});
}

// TriggerPromiseReactions.
void PromiseState::trigger_as(PromiseStatus status) {
    status_ = status;
    for (Reaction* reaction = take_reactions(); reaction;) {
        Reaction& first = *reaction;
        reaction = std::exchange(first.next, nullptr);
        queue(first);
    }
}

void PromiseState::reject(Rejection reason) {
    if (status_ != PromiseStatus::pending) return;
    reason_.emplace(std::move(reason));
    if (!handled_) realm_->rejections().promise_was_rejected(*this);
    trigger_as(PromiseStatus::rejected);
}

void PromiseState::settle_like(const PromiseState& promise) {
    if (promise.status_ == PromiseStatus::rejected) reject(promise.reason());
    else operations_->fulfil_from(*this, promise);
}

void PromiseState::resolve_with(StateRef promise, CodeLocation where) {
    if (promise.get() == this) return reject(Rejection::type_error("Chaining cycle detected for promise"));
    realm_->queue_a_microtask(Name("NewPromiseResolveThenableJob", where), [self = StateRef(this),
                                                                            promise = std::move(promise), where] {
        promise->react(make_reaction(promise->realm(), Name("resolve", where), self,
                                     [](PromiseState& settled, PromiseState* outer) { outer->settle_like(settled); }));
    });
}

void PromiseState::settle_like_after(StateRef original, PromiseState& promise, Name name) {
    promise.react(make_reaction(promise.realm(), name, StateRef(this),
                                [original = std::move(original)](PromiseState& settled, PromiseState* derived) {
                                    if (settled.status() == PromiseStatus::rejected) derived->reject(settled.reason());
                                    else derived->settle_like(*original);
                                }));
}

bool PromiseState::claim(std::uint32_t resolving_functions) {
    if (resolving_functions != resolving_functions_) return false;
    ++resolving_functions_;
    return true;
}

}  // namespace janklab
