// SPDX-License-Identifier: MIT
// Promises as ECMAScript has them, HTML's unhandled rejections, and what the scheduler's yield() inherits.
#include <stdexcept>
#include <utility>

#include "async/reference_model.h"

namespace janklab::random_programs {

int ReferenceModel::new_promise() {
    promises_.emplace_back();
    return static_cast<int>(promises_.size()) - 1;
}

// -- as programs see them -----------------------------------------------------------------------------------------

void ReferenceModel::make_promise(Made how) {
    const int promise = new_promise();
    promise_handles_.push_back(promise);
    if (how == Made::pending) at(promise).may_be_resolved = true;
    else settle(promise, how == Made::fulfilled);
}

/// Who made a promise can resolve or reject it once.
void ReferenceModel::settle_promise(int promise, bool fulfil) {
    if (std::exchange(at(promise_of(promise)).may_be_resolved, false)) settle(promise_of(promise), fulfil);
}

void ReferenceModel::resolve_promise_with(int promise, int other) {
    if (std::exchange(at(promise_of(promise)).may_be_resolved, false)) resolve(promise_of(promise), promise_of(other));
}

void ReferenceModel::then(int promise, int body, int returns) {
    const int derived = new_promise(), returned = returns < 0 ? -1 : promise_of(returns);
    promise_handles_.push_back(derived);
    perform_then(promise_of(promise), [this, derived, body, returned](bool fulfilled) {
        if (fulfilled) run_and_resolve(derived, body, returned);
        else settle(derived, false);
    });
}

void ReferenceModel::catch_error(int promise, int body, int returns) {
    const int derived = new_promise(), returned = returns < 0 ? -1 : promise_of(returns);
    promise_handles_.push_back(derived);
    perform_then(promise_of(promise), [this, derived, body, returned](bool fulfilled) {
        if (fulfilled) settle(derived, true);
        else run_and_resolve(derived, body, returned);
    });
}

// -- the algorithms of ECMAScript ----------------------------------------------------------------------------------

/// PerformPromiseThen: a microtask when it settles, or now if it has. 1.11: in the present scheduling state.
void ReferenceModel::perform_then(int promise, React react) {
    Promise& subject = at(promise);
    if (std::exchange(subject.told, false)) {  // 1.10: handled later
        add({.source = TaskSource::dom_manipulation, .steps = [this] { note(rejectionhandled); }});
    }
    subject.handled = true;
    const Reaction reaction{std::move(react), state_};
    if (subject.status == Promise::Status::pending) subject.reactions.push_back(reaction);
    else queue_reaction(reaction, subject.status == Promise::Status::fulfilled);
}

void ReferenceModel::queue_reaction(const Reaction& reaction, bool fulfilled) {
    const bool wrong = mistake_ == Mistake::promise_callbacks_have_the_state_of_who_settles;
    microtasks_.push_back({[reaction, fulfilled] { reaction.react(fulfilled); }, wrong ? state_ : reaction.state});
}

void ReferenceModel::settle(int promise, bool fulfilled) {
    Promise& subject = at(promise);
    if (subject.status != Promise::Status::pending) return;
    subject.status = fulfilled ? Promise::Status::fulfilled : Promise::Status::rejected;
    if (!fulfilled && !subject.handled) {
        about_to_be_notified_.push_back(promise);
        if (running_ == 0) microtasks_.push_back({[] {}});  // outside of callbacks no checkpoint would follow
    }
    for (const Reaction& reaction : std::exchange(subject.reactions, {})) queue_reaction(reaction, fulfilled);
}

/// The resolve function. 1.9: with a promise it costs a microtask that calls its `then`, and that one more.
void ReferenceModel::resolve(int promise, int with) {
    if (with < 0) return settle(promise, true);
    if (with == promise) return settle(promise, false);
    const Steps follow = [this, promise, with] {
        perform_then(with, [this, promise](bool fulfilled) { settle(promise, fulfilled); });
    };
    if (mistake_ == Mistake::resolving_with_a_promise_costs_nothing) follow();
    else microtasks_.push_back({follow, state_});
}

/// A callback of `then`, or the rest of an async function.
void ReferenceModel::run_and_resolve(int derived, int body, int returns) {
    try {
        run_body(body);
    } catch (const std::runtime_error&) {
        return settle(derived, false);
    }
    resolve(derived, returns);
}

// -- async functions that await a callback ---------------------------------------------------------------------------

/// An async function that awaits a promise, which is returned, and then runs the body.
int ReferenceModel::await_callback(int body) {
    const int result = new_promise(), awaited = new_promise();
    promise_handles_.push_back(result);
    perform_then(awaited, [this, result, body](bool fulfilled) {
        if (fulfilled) run_and_resolve(result, body, -1);
        else settle(result, false);
    });
    return awaited;
}

void ReferenceModel::await_delay(Duration delay, int body) {
    const int awaited = await_callback(body);
    add_timer(delay, false, [this, awaited] { settle(awaited, true); });
}

void ReferenceModel::await_frame(int body) {
    const int awaited = await_callback(body);
    frames_.push_back({-1, [this, awaited] { settle(awaited, true); }});
}

void ReferenceModel::await_idle(int body) {
    const int awaited = await_callback(body);
    add_idle(Duration{0}, -1, [this, awaited] { settle(awaited, true); });
}

/// 1.11: goes on before other tasks of the priority that it inherits; is aborted as the task that it inherits from.
void ReferenceModel::await_yield(int body) {
    const int awaited = await_callback(body);
    const int state = mistake_ == Mistake::yield_inherits_nothing ? no_state : state_;
    if (state >= 0 && controllers_[state].aborted) return settle(awaited, false);
    add({.source = source_of_state(state),
         .steps = [this, awaited] { settle(awaited, true); },
         .continuation = true,
         .controller = state >= 0 ? state : -1,
         .aborted = [this, awaited] { settle(awaited, false); }});
}

TaskSource ReferenceModel::source_of_state(int state) const {
    if (state == no_state) return TaskSource::user_visible;
    if (state == idle_state) return TaskSource::background;
    switch (controllers_[state].priority) {
        case TaskPriority::user_blocking:
            return TaskSource::user_blocking;
        case TaskPriority::user_visible:
            return TaskSource::user_visible;
        case TaskPriority::background:
            break;
    }
    return TaskSource::background;
}

// -- unhandled rejections ------------------------------------------------------------------------------------------

/// 1.10: after the checkpoint a task tells of those that nobody has handled by then.
void ReferenceModel::notify_about_rejected_promises() {
    std::vector<int> promises = std::exchange(about_to_be_notified_, {});
    std::erase_if(promises, [this](int promise) { return at(promise).handled; });
    if (promises.empty() || mistake_ == Mistake::nobody_hears_of_rejections) return;
    add({.source = TaskSource::dom_manipulation,
         .steps = [this, promises] { fire_unhandled_rejections(promises); },
         .platform = true});
}

void ReferenceModel::fire_unhandled_rejections(const std::vector<int>& promises) {
    for (const int promise : promises) {
        if (at(promise).handled) continue;
        call([this] { note(unhandledrejection); }, false, no_state);
        checkpoint();
        at(promise).told = !at(promise).handled;
    }
}

}  // namespace janklab::random_programs
