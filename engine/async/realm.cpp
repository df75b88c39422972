// SPDX-License-Identifier: MIT
#include "async/realm.h"

#include <algorithm>
#include <string_view>

#include "async/frame.h"
#include "async/promise_state.h"
#include "base/check.h"
#include "loop/event_loop.h"
#include "trace/name_table.h"

namespace janklab {
namespace {

// "janklab::Promise<int> demo::load(Async&)" and its like for "load": what stands before the parameters, without the
// type and the namespaces.
std::string_view bare_name(std::string_view function) {
    if (function.find("<lambda") != std::string_view::npos) return "lambda";
    function = function.substr(0, function.find('('));
    const std::size_t last = function.find_last_of(" :&*");
    return last == std::string_view::npos ? function : function.substr(last + 1);
}

}  // namespace

AsyncRealm::AsyncRealm(EventLoop& loop, NameTable* names) : loop_(&loop), names_(names) {
    // The hook cannot be taken off again, so it keeps the realm.
    loop.add_checkpoint_hook([self = RealmRef(this)] { self->rejections().notify_about_rejected_promises(); });
}

void AsyncRealm::die() {
    rejections_.forget_everything();
    while (frames_) frames_->destroy();
    loop_ = nullptr;
    while (promises_with_reactions_) {
        const StateRef promise(promises_with_reactions_);
        promise->drop_reactions();
    }
}

void AsyncRealm::link(PromiseState& promise) {
    PromiseState*& first = promises_with_reactions_;
    promise.next_with_reactions_ = first;
    promise.previous_with_reactions_ = nullptr;
    if (first) first->previous_with_reactions_ = &promise;
    first = &promise;
}

void AsyncRealm::unlink(PromiseState& promise) {
    PromiseState* const previous = promise.previous_with_reactions_;
    PromiseState* const next = promise.next_with_reactions_;
    (previous ? previous->next_with_reactions_ : promises_with_reactions_) = next;
    if (next) next->previous_with_reactions_ = previous;
}

void AsyncRealm::queue_a_microtask(Name name, Callback callback) {
    if (loop_) loop_->queue_a_microtask(name, std::move(callback));
}

void AsyncRealm::queue_a_promise_job(Name name, Callback callback) {
    if (loop_) loop_->queue_a_promise_job(name, std::move(callback));
}

const char* AsyncRealm::name_of_function(const std::source_location& here) {
    if (!names_) return "await";
    const char*& name = function_names_[here.function_name()];
    if (!name) name = names_->intern(bare_name(here.function_name()));
    return name;
}

void AsyncRealm::bury(PromiseState& promise) {
    promise.next_dead_ = dead_promises_;
    dead_promises_ = &promise;
    if (burying_) return;
    const RealmRef self(this);  // the last promise may hold the last reference
    burying_ = true;
    while (dead_promises_) {
        PromiseState& dead = *dead_promises_;
        dead_promises_ = dead.next_dead_;
        dead.operations_->destroy(dead);
    }
    burying_ = false;
}

}  // namespace janklab
