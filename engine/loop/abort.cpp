// SPDX-License-Identifier: MIT
// The abort steps: https://dom.spec.whatwg.org/#abortsignal-signal-abort
#include "loop/abort.h"

#include <algorithm>
#include <vector>

namespace janklab {
namespace {

/// Callables in the order of registration; any of them may add and remove while they are called. Ids only grow, so that
/// one is found by halving; those that were removed keep their place until half of all are such.
template <class F>
class Listeners {
  public:
    bool empty() const { return live_ == 0; }
    void add(SignalListenerId id, F listener) {
        entries_.push_back({id, true, std::move(listener)});
        ++live_;
    }
    bool remove(SignalListenerId id) {
        const auto found =
            std::ranges::lower_bound(entries_, id.value, {}, [](const Entry& one) { return one.id.value; });
        if (found == entries_.end() || found->id != id || !found->live) return false;
        found->live = false;
        --live_;
        const F removed = std::move(found->listener);
        if (!calling_ && 2 * live_ < entries_.size())
            std::erase_if(entries_, [](const Entry& one) { return !one.live; });
        return true;
    }
    /// Calls each once and forgets it.
    template <class... Args>
    void call_and_clear(Args... args) {
        calling_ = true;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            if (!entries_[i].live) continue;
            entries_[i].live = false;
            --live_;
            F running = std::move(entries_[i].listener);
            running(args...);
        }
        calling_ = false;
        entries_.clear();
    }
    /// Calls those that are there now, unless one of them removes another. They stay.
    template <class... Args>
    void call_all(Args... args) {
        calling_ = true;
        for (std::size_t i = 0, count = entries_.size(); i < count; ++i) {
            if (!entries_[i].live) continue;
            F running = std::move(entries_[i].listener);
            running(args...);
            if (entries_[i].live) entries_[i].listener = std::move(running);
        }
        calling_ = false;
    }

  private:
    struct Entry {
        SignalListenerId id;
        bool live;
        F listener;
    };
    std::vector<Entry> entries_;
    std::size_t live_ = 0;
    bool calling_ = false;
};

const std::string no_reason;

}  // namespace

/// A dependent signal (of any()) knows how many of its sources live, they know it weakly; it keeps itself alive while
/// somebody listens and one of its sources may still be aborted.
struct SignalState : std::enable_shared_from_this<SignalState> {
    bool aborted = false;
    bool changing_priority = false;
    bool is_dependent = false;
    std::string reason;
    std::optional<TaskPriority> priority;
    SignalListenerId last_id;
    Listeners<Callback> abort_algorithms, abort_listeners;
    Listeners<PriorityListener> priority_algorithms, priority_listeners;
    std::vector<std::weak_ptr<SignalState>> dependents, sources;
    std::size_t living_sources = 0, dependents_when_pruned = 0;
    std::shared_ptr<SignalState> kept_by_itself;

    ~SignalState();
    void depend_on(SignalState& source);
    SignalListenerId add(Listeners<Callback>& to, Callback listener);
    void abort_listener_removed();
    void run_the_abort_steps();
};

SignalState::~SignalState() {
    for (const std::weak_ptr<SignalState>& one : dependents) {
        const auto dependent = one.lock();
        if (dependent && --dependent->living_sources == 0) dependent->kept_by_itself.reset();
    }
}

void SignalState::depend_on(SignalState& source) {
    sources.push_back(source.weak_from_this());
    ++living_sources;
    if (source.dependents.size() >= 2 * source.dependents_when_pruned + 8) {
        std::erase_if(source.dependents, [](const auto& one) { return one.expired(); });
        source.dependents_when_pruned = source.dependents.size();
    }
    source.dependents.push_back(weak_from_this());
}

SignalListenerId SignalState::add(Listeners<Callback>& to, Callback listener) {
    if (aborted) return {};
    to.add({++last_id.value}, std::move(listener));
    if (living_sources > 0) kept_by_itself = shared_from_this();
    return last_id;
}

void SignalState::abort_listener_removed() {
    if (abort_algorithms.empty() && abort_listeners.empty()) kept_by_itself.reset();
}

void SignalState::run_the_abort_steps() {
    abort_algorithms.call_and_clear();
    abort_listeners.call_and_clear();
    kept_by_itself.reset();
}

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

// https://dom.spec.whatwg.org/#create-a-dependent-abort-signal: a dependent signal depends on the sources of those that
// are dependent themselves, so that it is one step away from each.
AbortSignal AbortSignal::any(std::span<const AbortSignal> signals) {
    const AbortController controller;
    const AbortSignal dependent = controller.signal();
    for (const AbortSignal& signal : signals) {
        if (!signal.aborted()) continue;
        controller.abort(signal.reason());
        return dependent;
    }
    for (const AbortSignal& signal : signals) {
        if (!signal) continue;
        if (!signal.state_->is_dependent) {
            dependent.state_->depend_on(*signal.state_);
            continue;
        }
        for (const std::weak_ptr<SignalState>& one : signal.state_->sources)
            if (const auto source = one.lock()) dependent.state_->depend_on(*source);
    }
    dependent.state_->is_dependent = true;
    return dependent;
}

bool AbortSignal::aborted() const { return state_ && state_->aborted; }

const std::string& AbortSignal::reason() const { return state_ ? state_->reason : no_reason; }

std::optional<TaskPriority> AbortSignal::task_priority() const { return state_ ? state_->priority : std::nullopt; }

SignalListenerId AbortSignal::on_abort(Callback listener) const {
    return state_ ? state_->add(state_->abort_listeners, std::move(listener)) : SignalListenerId{};
}

SignalListenerId AbortSignal::add_abort_algorithm(Callback algorithm) const {
    return state_ ? state_->add(state_->abort_algorithms, std::move(algorithm)) : SignalListenerId{};
}

SignalListenerId AbortSignal::add_priority_change_algorithm(PriorityListener algorithm) const {
    if (!state_) return {};
    state_->priority_algorithms.add({++state_->last_id.value}, std::move(algorithm));
    return state_->last_id;
}

bool AbortSignal::remove_listener(SignalListenerId id) const {
    if (!state_ || !id) return false;
    const std::shared_ptr<SignalState> state = state_;  // what is removed may hold the last other one
    if (state->abort_algorithms.remove(id) || state->abort_listeners.remove(id)) {
        state->abort_listener_removed();
        return true;
    }
    return state->priority_algorithms.remove(id) || state->priority_listeners.remove(id);
}

AbortController::AbortController() : state_(std::make_shared<SignalState>()) {}

AbortController::AbortController(TaskPriority priority) : AbortController() { state_->priority = priority; }

void AbortController::abort(std::string reason) const {
    const std::shared_ptr<SignalState> state = state_;  // a listener may destroy the controller
    if (std::exchange(state->aborted, true)) return;
    state->reason = std::move(reason);
    // All are aborted before anybody is told.
    std::vector<std::shared_ptr<SignalState>> dependents;
    for (const std::weak_ptr<SignalState>& one : std::exchange(state->dependents, {})) {
        std::shared_ptr<SignalState> dependent = one.lock();
        if (!dependent || std::exchange(dependent->aborted, true)) continue;
        dependent->reason = state->reason;
        dependents.push_back(std::move(dependent));
    }
    state->run_the_abort_steps();
    for (const std::shared_ptr<SignalState>& dependent : dependents) dependent->run_the_abort_steps();
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
