// SPDX-License-Identifier: MIT
// One turn of the loop: choosing, a task, the microtask checkpoint, and what stands around a callback.
#include "loop/event_loop.h"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <exception>

#include "base/check.h"
#include "trace/name_table.h"

namespace janklab {
namespace {

/// To be called from a catch clause.
void report_the_exception(EventLoop& loop) {
    try {
        throw;
    } catch (const std::exception& error) {
        loop.report_an_error(error.what());
    } catch (...) {
        loop.report_an_error("something was thrown that is not a std::exception");
    }
}

}  // namespace

EventLoop::EventLoop(const Desc& desc)
    : clock_(*desc.clock),
      trace_(desc.trace),
      control_(desc.control ? *desc.control : *(own_control_ = std::make_unique<LoopControl>())),
      virtual_(desc.clock->kind() == ClockKind::virtual_time),
      watched_(desc.trace || virtual_),
      policy_(desc.policy),
      inbox_(std::make_shared<Inbox>()),
      microtask_trace_(desc.trace),
      names_(desc.names) {
    if (trace_) trace_->restamp();
}

// What waits goes while everything is still there: it may hold guards that cancel other work.
EventLoop::~EventLoop() {
    inbox_->close();
    tasks_.clear();
    microtasks_.clear();
    static_cast<void>(std::exchange(frames_, {}));
    static_cast<void>(std::exchange(idle_, {}));
    timers_.clear();
}

// -- queueing ----------------------------------------------------------------------------------------------------

void EventLoop::trace_task_queued(TaskSource source, Name name, WorkId id, std::uint64_t cause) {
    if (stamp_for_queueing() == Stamp::fresh) trace_->restamp();
    trace_->write_chained(EventType::task_queued,
                          {.id = id.value, .cause = cause, .detail = static_cast<std::uint16_t>(source), .name = name});
}

bool EventLoop::cancel_task(TaskHandle handle) {
    if (!tasks_.cancel(handle)) return false;
    if (trace_) trace_->write(EventType::task_cancelled, {.id = handle.id.value}, stamp_for_queueing());
    return true;
}

TaskHandle EventLoop::queue_a_continuation(TaskSource source, Name name, Callback callback) {
    const WorkId id = next_id();
    if (trace_) trace_task_queued(source, name, id, current_work().value);
    tasks_.emplace_continuation(source, id, name, std::move(callback));
    return {source, id};
}

bool EventLoop::move_task(TaskHandle handle, TaskSource to) {
    const Name* const name = tasks_.move(handle, to);
    if (!name) return false;
    if (trace_) {
        trace_->write(EventType::task_cancelled, {.id = handle.id.value}, stamp_for_queueing());
        trace_task_queued(to, *name, handle.id, current_work().value);
    }
    return true;
}

void EventLoop::add_checkpoint_hook(Callback hook) {
    checkpoint_hooks_.push_back(std::move(hook));
    watched_ = 1;
}

Poster EventLoop::poster() {
    state_.set(TurnState::has_posters);
    return Poster(inbox_);
}

// -- choosing ----------------------------------------------------------------------------------------------------

/// What became runnable without the loop's doing since the turn before.
void EventLoop::take_in_what_came() {
    if (!microtasks_.empty()) perform_a_microtask_checkpoint();
    state_.set(TurnState::has_microtasks, false);
    if (state_.has(TurnState::has_posters) && !posts_may_wait()) {
        turns_without_looking_ = 0;
        inbox_->take_in([this](Post& post) { take_in(post); });
    }
    if (state_.has(TurnState::has_timers)) {
        const TimePoint now = time_of_turn();
        if (timers_.may_be_due(now)) fire_due_timers(now);
        state_.set(TurnState::has_timers, timers_.any_armed());
    }
}

/// Asking a thread that posts all the time costs more than a task. While its earlier posts wait, what it posts now
/// could not run before them; so they are let go on for some turns first. In virtual time every turn looks.
inline bool EventLoop::posts_may_wait() {
    constexpr std::uint32_t most_turns = 32;
    return tasks_.has_tasks(TaskSource::posted_from_thread) && ++turns_without_looking_ < most_turns && !virtual_;
}

void EventLoop::take_in(Post& post) {
    if (post.at_once) return post.operations->consume(post.callable());
    const WorkId id = next_id();
    if (trace_) trace_task_queued(post.source, post.name, id, 0);
    tasks_.move_in(post.source, id, post.name, *post.operations, post.callable());
}

/// While tasks follow each other, the end of the one before; read afresh where nothing says that it ended just now.
TimePoint EventLoop::time_of_turn() {
    if (!trace_ || virtual_) return clock_.stamp();
    if (tasks_.empty()) trace_->restamp();
    return trace_->last_stamp();
}

/// The source whose tasks are all there is to look at; -1 where there is more, or nothing.
[[gnu::always_inline]] inline int EventLoop::plain_source() {
    const int only = tasks_.only_source();
    const bool posts_only = only == static_cast<int>(TaskSource::posted_from_thread);
    return state_.plain() || (posts_only && state_.is(TurnState::has_posters) && posts_may_wait()) ? only : -1;
}

Choice EventLoop::choose_next(TimePoint rendering_since) {
    const int only = rendering_since == time_never ? plain_source() : -1;
    if (only < 0) return choose_among_all(rendering_since);
    return {Choice::Kind::task, static_cast<TaskSource>(only)};
}

Choice EventLoop::choose_among_all(TimePoint rendering_since) {
    MUST(!running_, "a loop is not turned from inside a callback");
    take_in_what_came();
    const int only = tasks_.only_source();
    const bool contended =
        only < 0 || rendering_since != time_never || state_.has(TurnState::passed_one_over | TurnState::rendered_last);
    if (contended) return ask_the_policy(rendering_since);
    return {Choice::Kind::task, static_cast<TaskSource>(only)};
}

/// Keeps account of whom the policy passes over.
Choice EventLoop::ask_the_policy(TimePoint rendering_since) {
    const std::uint32_t sources = tasks_.sources();
    passed_over_ &= sources;
    Candidates candidates;
    candidates.sources = sources;
    for (std::uint32_t rest = sources; rest; rest &= rest - 1) {
        const int source = std::countr_zero(rest);
        candidates.arrival[source] = tasks_.first_id(static_cast<TaskSource>(source));
        if (passed_over_ >> source & 1) candidates.passed_over_since[source] = passed_over_since_[source];
    }
    candidates.rendering = rendering_since != time_never;
    candidates.rendering_since = rendering_since;
    candidates.rendered_last = state_.has(TurnState::rendered_last);
    if (sources || !idle_.empty()) candidates.now = time_of_turn();
    candidates.idle = idle_.may_run(candidates.now);

    const Choice choice = choose(policy_, candidates);
    std::uint32_t waiting = sources;
    if (choice.kind == Choice::Kind::task) waiting &= ~(1u << static_cast<int>(choice.source));
    for (std::uint32_t fresh = waiting & ~passed_over_; fresh; fresh &= fresh - 1) {
        passed_over_since_[std::countr_zero(fresh)] = candidates.now;
    }
    passed_over_ = waiting;
    state_.set(TurnState::passed_one_over, waiting != 0);
    state_.set(TurnState::rendered_last, choice.kind == Choice::Kind::rendering);
    return choice;
}

TimePoint EventLoop::next_wake_up() { return std::min(timers_.next_due(), idle_.next_period()); }

bool EventLoop::nothing_runnable() {
    return tasks_.empty() && microtasks_.empty() && inbox_->empty() &&
           !(timers_.any_armed() && timers_.next_due() <= clock_.stamp());
}

void EventLoop::run_until_idle() {
    while (!control_.closed() && run_the_next_task()) {
    }
}

void EventLoop::wait_until(TimePoint deadline) {
    inbox_->doorbell().wait_until(deadline, clock_, [this] { return !inbox_->empty(); });
    if (trace_) trace_->restamp();
}

// -- running -----------------------------------------------------------------------------------------------------

/// Calls script, with `work` as what runs. A platform task takes itself off the call stack (PlatformSteps).
template <class Call>
void EventLoop::call_and_report(const Work& work, Call&& call) {
    const Work* const outer = std::exchange(running_, &work);
    const std::uint32_t scripts = state_.scripts();
    state_.enter_script();
    try {
        call();
    } catch (...) {
        report_the_exception(*this);
    }
    state_.leave_script_until(scripts);
    running_ = outer;
    if (virtual_) clock_.charge(VirtualClock::callback_cost);
}

/// Whether a callback is called and nothing more: nobody traces, stops or pauses.
[[gnu::always_inline]] inline bool EventLoop::unwatched() const { return watched_ + control_.attention() == 0; }

/// False, and nothing has been done, where the queue must be looked at closer. Unwatched; the source has tasks, and no
/// queue beside that of its tasks.
[[gnu::always_inline]] inline bool EventLoop::run_a_task_plainly(TaskSource source) {
    QueuedCallback* const task = tasks_.take_in_place_plainly(source);
    if (!task) [[unlikely]]
        return false;
    running_ = &task->work;
    state_.enter_script();
    try {
        task->consume();  // what dies with the callable may still queue something, and is its work
    } catch (...) {
        report_the_exception(*this);
    }
    state_.leave_script_until(0);
    if (!microtasks_.empty() || control_.attention()) checkpoint_after(*std::exchange(running_, nullptr));
    running_ = nullptr;
    timer_nesting_ = 0;
    return true;
}

void EventLoop::run_a_task(TaskSource source) {
    const bool plainly = unwatched() && !tasks_.any_beside_its_queue();
    if (!plainly || !run_a_task_plainly(source)) run_a_task_watched(source);
}

bool EventLoop::run_the_next_task() {
    if (unwatched()) {
        const int only = plain_source();
        if (only >= 0 && run_a_task_plainly(static_cast<TaskSource>(only))) return true;
    }
    const Choice choice = choose_next();
    if (choice.kind != Choice::Kind::task) return false;
    run_a_task(choice.source);
    return true;
}

/// The same with all that somebody may want besides: waiting at the gate, the trace, what a callback costs in virtual
/// time.
void EventLoop::run_a_task_watched(TaskSource source) {
    if (control_.attention()) wait_at_gate();
    QueuedCallback& task = tasks_.take_in_place(source);
    if (trace_) {
        if (stamp_for_starting() == Stamp::fresh) trace_->restamp();
        trace_->write_chained(
            EventType::task_started,
            {.id = task.work.id.value, .detail = static_cast<std::uint16_t>(source), .name = task.work.name});
    }
    call_and_report(task.work, [&task] { task.consume(); });
    if (trace_) trace_->write(EventType::task_ended, {.id = task.work.id.value});
    checkpoint_after(task.work);
    timer_nesting_ = 0;
}

void EventLoop::run_a_callback(CallbackKind kind, Name name, Callback& callback) {
    const Work work{next_id(), name};
    call_as_the_platform(kind, work, callback);
    if (!state_.script_is_on_the_stack() && !performing_a_checkpoint_) checkpoint_after(work);
}

void EventLoop::run_a_nested_callback(CallbackKind kind, Name name, Callback& callback) {
    call_as_the_platform(kind, {next_id(), name}, callback);
}

void EventLoop::call_as_the_platform(CallbackKind kind, const Work& work, Callback& callback) {
    if (trace_) {
        trace_->write(EventType::callback_started,
                      {.id = work.id.value,
                       .cause = current_work().value,
                       .detail = static_cast<std::uint16_t>(kind),
                       .name = work.name},
                      stamp_for_queueing());
    }
    call_and_report(work, callback);
    if (trace_) trace_->write(EventType::callback_ended, {.id = work.id.value});
}

void EventLoop::report_an_error(const char* message) {
    const Work none{};
    const Work& running = running_ ? *running_ : none;
    if (trace_) {
        const char* text = names_ ? names_->intern(message) : "an error";
        trace_->write(EventType::error_reported, {.cause = running.id.value, .name = Name(text, running.name.where)});
    }
    if (error_handler_) {
        try {
            error_handler_.call({message, running.id, running.name});
            return;
        } catch (...) {
            std::fprintf(stderr, "janklab: the handler of errors threw; what it was to report:\n");
        }
    }
    std::fprintf(stderr, "janklab: uncaught error in \"%s\" (%s:%u): %s\n", running.name.text,
                 running.name.where.file(), running.name.where.line(), message);
}

// -- microtasks --------------------------------------------------------------------------------------------------

void EventLoop::checkpoint_after(const Work& work) {
    const bool needed = !microtasks_.empty() || !checkpoint_hooks_.empty() || control_.attention();
    if (needed) checkpoint(stamp_for_starting(), work.name);
}

void EventLoop::perform_a_microtask_checkpoint() {
    if (state_.script_is_on_the_stack() || performing_a_checkpoint_) return;
    checkpoint(Stamp::fresh, running_ ? running_->name : Name());
}

/// "Perform a microtask checkpoint"; and, when the outermost work is over, the end of a Stop. `before` names the
/// callback that the checkpoint follows.
void EventLoop::checkpoint(Stamp stamp, const Name& before) {
    performing_a_checkpoint_ = true;
    Name what_ran = before;
    if (!microtasks_.empty()) {
        if (trace_) [[unlikely]]
            microtask_trace_.checkpoint_started(stamp);
        drain_microtasks(what_ran);
    }
    for (Callback& hook : checkpoint_hooks_) hook();
    performing_a_checkpoint_ = false;
    if (control_.attention() && control_.stop_requested() && !control_.closed() && !running_) [[unlikely]] {
        if (trace_) trace_->write(EventType::stopped, {.name = what_ran});
        control_.stop_was_obeyed();
    }
}

/// `what_ran`: the last of them, if somebody wants something of the loop.
void EventLoop::drain_microtasks(Name& what_ran) {
    if (trace_ || virtual_) return drain_microtasks_watched(what_ran);
    const Work* const outer = running_;
    state_.enter_script();
    while (!microtasks_.empty() && !control_.attention()) {
        try {
            do {
                QueuedCallback& microtask = microtasks_.take_front_in_place();
                running_ = &microtask.work;
                microtask.consume();
            } while (!microtasks_.empty() && !control_.attention());
        } catch (...) {
            report_the_exception(*this);
        }
    }
    if (control_.attention() && running_ != outer) what_ran = running_->name;
    state_.leave_script_until(0);
    running_ = outer;
    if (!microtasks_.empty()) drain_microtasks_watched(what_ran);
}

/// The same with the gate, the trace, and what a callback costs in virtual time.
void EventLoop::drain_microtasks_watched(Name& what_ran) {
    std::uint64_t drained = 0;
    std::uint32_t depth = 0;  // one queued by a microtask is one deeper: those queued while the depth before ran
    WorkId last_of_this_depth;
    while (!microtasks_.empty()) {
        if (control_.attention() && !may_start_a_microtask()) break;
        QueuedCallback& microtask = microtasks_.take_front_in_place();
        const Work& work = microtask.work;
        if (work.id > last_of_this_depth) {
            ++depth;
            last_of_this_depth = {last_id_};
        }
        const bool singly = trace_ && microtask_trace_.singly();
        if (singly) microtask_trace_.started(work.id, work.name);
        call_and_report(work, [&microtask] { microtask.consume(); });
        ++drained;
        if (trace_) {
            if (singly) microtask_trace_.ended(work.id);
            else microtask_trace_.run_in_batch(work.name);
        }
        if (control_.attention()) what_ran = work.name;
    }
    if (trace_) microtask_trace_.checkpoint_ended(drained, depth);
}

bool EventLoop::may_start_a_microtask() {
    wait_at_gate(StepKind::microtask);
    if (!control_.stop_requested()) return true;
    if (trace_) microtask_trace_.dropped(microtasks_.size());
    microtasks_.clear();
    return false;
}

void EventLoop::wait_at_gate(StepKind kind) {
    if (!control_.attention()) return;
    if (!control_.try_gate(kind)) {
        if (trace_ && kind == StepKind::microtask) microtask_trace_.somebody_looks(microtasks_);
        if (trace_) trace_->write(EventType::paused);
        control_.wait_at_gate(kind);
        if (trace_) trace_->write(EventType::resumed);
    }
    if (kind == StepKind::task && control_.stop_requested()) control_.stop_was_obeyed();
}

}  // namespace janklab
