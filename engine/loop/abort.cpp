// SPDX-License-Identifier: MIT
#include "loop/abort.h"

#include <algorithm>
#include <vector>

namespace janklab {
namespace {

/// Callables in the order of registration; any of them may add and remove while they are called.
template <class F>
class Listeners {
  public:
    void add(SignalListenerId id, F listener) { entries_.push_back({id, std::move(listener)}); }
    bool remove(SignalListenerId id) {
        const auto found = std::ranges::find(entries_, id, &Entry::id);
        if (found == entries_.end()) return false;
        const Entry removed = std::move(*found);
        entries_.erase(found);
        return true;
    }
    /// Calls each once and forgets it.
    template <class... Args>
    void call_and_clear(Args... args) {
        while (!entries_.empty()) {
            Entry entry = std::move(entries_.front());
            entries_.erase(entries_.begin());
            entry.listener(args...);
        }
    }
    /// Calls those that are there now, unless one of them removes another. They stay.
    template <class... Args>
    void call_all(Args... args) {
        std::vector<SignalListenerId> ids;
        for (const Entry& entry : entries_) ids.push_back(entry.id);
        for (const SignalListenerId id : ids) {
            auto found = std::ranges::find(entries_, id, &Entry::id);
            if (found == entries_.end()) continue;
            F running = std::move(found->listener);
            running(args...);
            found = std::ranges::find(entries_, id, &Entry::id);
            if (found != entries_.end()) found->listener = std::move(running);
        }
    }

  private:
    struct Entry {
        SignalListenerId id;
        F listener;
    };
    std::vector<Entry> entries_;
};

const std::string no_reason;

}  // namespace

struct SignalState {
    bool aborted = false;
    bool changing_priority = false;
    std::string reason;
    std::optional<TaskPriority> priority;
    SignalListenerId last_id;
    Listeners<Callback> abort_algorithms, abort_listeners;
    Listeners<PriorityListener> priority_algorithms, priority_listeners;
};

const char* to_string(TaskPriority priority) {
    switch (priority) {
        case TaskPriority::user_blocking:
            return "user-blocking";
        case TaskPriority::user_visible:
            return "user-visible";
        case TaskPriority::background:
            return "background";
    }
    return "";
}

AbortSignal AbortSignal::any(std::span<const AbortSignal> signals) {
    const AbortController dependent;
    for (const AbortSignal& signal : signals) {
        if (signal.aborted()) {
            dependent.abort(signal.reason());
            return dependent.signal();
        }
    }
    for (const AbortSignal& signal : signals) {
        if (!signal) continue;
        // The source is held weakly by what it holds itself.
        signal.add_abort_algorithm([dependent, source = std::weak_ptr(signal.state_)] {
            if (const auto state = source.lock()) dependent.abort(state->reason);
        });
    }
    return dependent.signal();
}

bool AbortSignal::aborted() const { return state_ && state_->aborted; }

const std::string& AbortSignal::reason() const { return state_ ? state_->reason : no_reason; }

std::optional<TaskPriority> AbortSignal::task_priority() const { return state_ ? state_->priority : std::nullopt; }

SignalListenerId AbortSignal::on_abort(Callback listener) const {
    if (!state_ || state_->aborted) return {};
    state_->abort_listeners.add({++state_->last_id.value}, std::move(listener));
    return state_->last_id;
}

SignalListenerId AbortSignal::add_abort_algorithm(Callback algorithm) const {
    if (!state_ || state_->aborted) return {};
    state_->abort_algorithms.add({++state_->last_id.value}, std::move(algorithm));
    return state_->last_id;
}

SignalListenerId AbortSignal::add_priority_change_algorithm(PriorityListener algorithm) const {
    if (!state_) return {};
    state_->priority_algorithms.add({++state_->last_id.value}, std::move(algorithm));
    return state_->last_id;
}

bool AbortSignal::remove_listener(SignalListenerId id) const {
    if (!state_ || !id) return false;
    return state_->abort_algorithms.remove(id) || state_->abort_listeners.remove(id) ||
           state_->priority_algorithms.remove(id) || state_->priority_listeners.remove(id);
}

AbortController::AbortController() : state_(std::make_shared<SignalState>()) {}

AbortController::AbortController(TaskPriority priority) : AbortController() { state_->priority = priority; }

void AbortController::abort(std::string reason) const {
    const std::shared_ptr<SignalState> state = state_;  // a listener may destroy the controller
    if (std::exchange(state->aborted, true)) return;
    state->reason = std::move(reason);
    state->abort_algorithms.call_and_clear();
    state->abort_listeners.call_and_clear();
}

SignalListenerId TaskSignal::on_priority_change(PriorityListener listener) const {
    state_->priority_listeners.add({++state_->last_id.value}, std::move(listener));
    return state_->last_id;
}

Result<void> TaskController::set_priority(TaskPriority priority) const {
    const std::shared_ptr<SignalState> state = state_;
    if (state->changing_priority) {
        return Error{.sentence =
                         "NotAllowedError: the priority of this signal is being changed already; set it after its "
                         "prioritychange listeners have returned.",
                     .kind = ErrorKind::script};
    }
    const TaskPriority previous = *state->priority;
    if (previous == priority) return {};
    state->changing_priority = true;
    state->priority = priority;
    state->priority_algorithms.call_all(previous);
    state->priority_listeners.call_all(previous);
    state->changing_priority = false;
    return {};
}

}  // namespace janklab
