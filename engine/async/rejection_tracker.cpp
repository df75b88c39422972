// SPDX-License-Identifier: MIT
#include "async/rejection_tracker.h"

#include <cstdio>

#include "async/promise_state.h"
#include "loop/event_loop.h"
#include "trace/name_table.h"

namespace janklab {

RejectionTracker::RejectionTracker(AsyncRealm& realm) : realm_(realm) {}

RejectionTracker::~RejectionTracker() = default;

void RejectionTracker::forget_everything() { about_to_be_notified_.clear(); }

void RejectionTracker::promise_was_rejected(PromiseState& promise) {
    if (!realm_.alive()) return;
    promise.rejection_phase = RejectionPhase::about_to_be_notified;
    about_to_be_notified_.emplace_back(&promise);
    // Code that runs outside of the loop, as at the start of a program, is not followed by a checkpoint: this brings
    // one.
    EventLoop& loop = *realm_.loop();
    if (!loop.current_work()) loop.queue_a_microtask("notify about rejected promises", [] {});
}

void RejectionTracker::promise_was_handled(PromiseState& promise) {
    const RejectionPhase phase = std::exchange(promise.rejection_phase, RejectionPhase::none);
    // One that is about to be notified stays in the list: the task below passes over what is handled by then.
    if (phase != RejectionPhase::outstanding || !realm_.alive()) return;
    realm_.loop()->queue_a_task(TaskSource::dom_manipulation, Name("rejectionhandled", promise.made_at()),
                                [this, realm = RealmRef(&realm_), promise = CountedRef(&promise)] {
                                    if (realm->alive()) fire_rejection_handled(*promise);
                                });
}

void RejectionTracker::notify_about_rejected_promises() {
    if (about_to_be_notified_.empty()) return;
    Promises promises = std::exchange(about_to_be_notified_, {});
    std::erase_if(promises, [](const auto& promise) { return promise->handled(); });
    if (promises.empty() || !realm_.alive()) return;
    const Name name("unhandledrejection", promises.front()->made_at());
    EventLoop& loop = *realm_.loop();
    loop.queue_a_platform_task(TaskSource::dom_manipulation, name, loop.current_work().value,
                               [this, realm = RealmRef(&realm_), promises = std::move(promises)]() mutable {
                                   if (realm->alive()) fire_unhandled_rejections(std::move(promises));
                               });
}

void RejectionTracker::fire_unhandled_rejections(Promises promises) {
    for (const auto& promise : promises) {
        if (promise->handled()) continue;
        if (!realm_.alive()) return;
        const char* reason = promise->reason().what();
        if (TraceWriter* trace = realm_.loop()->trace()) {
            const char* name = realm_.names() ? realm_.names()->intern(reason) : "a promise was rejected";
            trace->write(EventType::rejection_unhandled, {.id = promise->id(), .name = Name(name, promise->made_at())});
        }
        RejectionEvent event{.promise_id = promise->id(), .reason = promise->reason()};
        // As the platform calls a listener: if it throws, that is reported, and the next ones are told all the same.
        Callback listener = [this, &event] { on_unhandled_.call(event); };
        const Name name("unhandledrejection", promise->made_at());
        if (on_unhandled_) realm_.loop()->run_a_callback(CallbackKind::event_listener, name, listener);
        if (!event.default_prevented) std::fprintf(stderr, "Uncaught (in promise) %s\n", reason);
        if (!promise->handled()) promise->rejection_phase = RejectionPhase::outstanding;
    }
}

void RejectionTracker::fire_rejection_handled(PromiseState& promise) {
    if (TraceWriter* trace = realm_.loop()->trace()) {
        trace->write(EventType::rejection_handled, {.id = promise.id()});
    }
    RejectionEvent event{.promise_id = promise.id(), .reason = promise.reason()};
    if (on_handled_) on_handled_.call(event);
}

}  // namespace janklab
