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

EventLoop::EventLoop(const Desc& desc)
    : clock_(*desc.clock),
      trace_(desc.trace),
      control_(desc.control ? *desc.control : *(own_control_ = std::make_unique<LoopControl>())),
      virtual_(desc.clock->kind() == ClockKind::virtual_time),
      policy_(desc.policy),
      inbox_(std::make_shared<Inbox>()),
      microtask_trace_(desc.trace),
      names_(desc.names) {
    if (trace_) trace_->restamp();
}

EventLoop::~EventLoop() { inbox_->close(); }

// -- queueing ----------------------------------------------------------------------------------------------------

void EventLoop::trace_task_queued(TaskSource source, const Name& name, WorkId id, std::uint64_t cause) {
    write(EventType::task_queued,
          {.id = id.value, .cause = cause, .detail = static_cast<std::uint16_t>(source), .name = name},
          stamp_for_queueing());
}

bool EventLoop::cancel_task(TaskHandle handle) {
    const std::optional<QueuedTask> task = tasks_.extract(handle);
    if (!task) return false;
    if (trace_) write(EventType::task_cancelled, {.id = handle.id.value}, stamp_for_queueing());
    return true;
}

TaskHandle EventLoop::queue_a_continuation(TaskSource source, Name name, Callback callback) {
    const WorkId id = next_id();
    if (trace_) trace_task_queued(source, name, id, current_work().value);
    tasks_.emplace_continuation(source, {id, name}, std::move(callback));
    return {source, id};
}

bool EventLoop::move_task(TaskHandle handle, TaskSource to) {
    std::optional<Name> name = tasks_.move(handle, to);
    if (!name) return false;
    if (trace_) {
        write(EventType::task_cancelled, {.id = handle.id.value}, stamp_for_queueing());
        trace_task_queued(to, *name, handle.id, current_work().value);
    }
    return true;
}

// -- choosing ----------------------------------------------------------------------------------------------------

/// What became runnable without the loop's doing since the turn before.
void EventLoop::take_in_what_came() {
    if (!microtasks_.empty()) perform_a_microtask_checkpoint();
    if (has_posters_) inbox_->take_in([this](Post& post) { take_in(post); });
    if (timers_.any_armed()) {
        const TimePoint now = time_of_turn();
        if (timers_.may_be_due(now)) fire_due_timers(now);
    }
}

void EventLoop::take_in(Post& post) {
    if (post.at_once) return post.callback.consume();
    emplace_task(post.source, post.name, 0, StepsOf::script, std::move(post.callback));
}

/// While tasks follow each other, the end of the one before; read afresh where nothing says that it ended just now.
TimePoint EventLoop::time_of_turn() {
    if (!trace_ || virtual_) return clock_.stamp();
    if (tasks_.empty()) trace_->restamp();
    return trace_->last_stamp();
}

/// Asks the policy, and keeps account of whom it passes over.
Choice EventLoop::choose_among_all(TimePoint rendering_since) {
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
    candidates.rendered_last = rendered_last_;
    candidates.idle = !idle_.empty();
    if (sources) candidates.now = time_of_turn();

    const Choice choice = choose(policy_, candidates);
    rendered_last_ = choice.kind == Choice::Kind::rendering;
    std::uint32_t waiting = sources;
    if (choice.kind == Choice::Kind::task) waiting &= ~(1u << static_cast<int>(choice.source));
    for (std::uint32_t fresh = waiting & ~passed_over_; fresh; fresh &= fresh - 1) {
        passed_over_since_[std::countr_zero(fresh)] = candidates.now;
    }
    passed_over_ = waiting;
    return choice;
}

bool EventLoop::nothing_runnable() {
    return tasks_.empty() && microtasks_.empty() && inbox_->empty() &&
           !(timers_.any_armed() && timers_.next_due() <= clock_.stamp());
}

void EventLoop::run_until_idle() {
    while (!control_.closed()) {
        const Choice choice = choose_next();
        if (choice.kind != Choice::Kind::task) return;
        run_a_task(choice.source);
    }
}

void EventLoop::wait_until(TimePoint deadline) {
    inbox_->doorbell().wait_until(deadline, clock_, [this] { return !inbox_->empty(); });
    if (trace_) trace_->restamp();
}

// -- running -----------------------------------------------------------------------------------------------------

/// The one place from which callbacks are called. `call` calls the one that `work` names.
template <class Call>
void EventLoop::call_and_report(const Work& work, bool script, Call&& call) {
    const Work* const outer = std::exchange(running_, &work);
    script_depth_ += script;
    try {
        call();
    } catch (...) {
        report_the_exception();
    }
    script_depth_ -= script;
    running_ = outer;
    if (virtual_) clock_.charge(VirtualClock::callback_cost);
}

/// To be called from a catch clause.
void EventLoop::report_the_exception() {
    try {
        throw;
    } catch (const std::exception& error) {
        report_an_error(error.what());
    } catch (...) {
        report_an_error("something was thrown that is not a std::exception");
    }
}

void EventLoop::run_a_task(TaskSource source) {
    if (control_.attention()) [[unlikely]]
        wait_at_gate();
    QueuedTask& task = tasks_.take_in_place(source);
    if (trace_) [[unlikely]] {
        write(EventType::task_started,
              {.id = task.id.value, .detail = static_cast<std::uint16_t>(source), .name = task.name},
              stamp_for_starting());
    }
    running_source_ = source;
    // What dies with the callable may still queue something, and is its work.
    call_and_report(task, task.steps == StepsOf::script, [&task] { task.callback.consume(); });
    if (trace_) [[unlikely]]
        trace_->write(EventType::task_ended, {.id = task.id.value});
    checkpoint_after(task);
    timer_nesting_ = 0;
    running_source_ = {};
}

void EventLoop::run_a_callback(CallbackKind kind, Name name, Callback& callback) {
    const Work work{next_id(), name};
    call_as_the_platform(kind, work, callback);
    if (script_depth_ == 0 && !performing_a_checkpoint_) checkpoint_after(work);
}

void EventLoop::run_a_nested_callback(CallbackKind kind, Name name, Callback& callback) {
    call_as_the_platform(kind, {next_id(), name}, callback);
}

void EventLoop::call_as_the_platform(CallbackKind kind, const Work& work, Callback& callback) {
    if (trace_) {
        write(EventType::callback_started,
              {.id = work.id.value,
               .cause = current_work().value,
               .detail = static_cast<std::uint16_t>(kind),
               .name = work.name},
              stamp_for_queueing());
    }
    call_and_report(work, true, callback);
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
        error_handler_({message, running.id, running.name});
        return;
    }
    std::fprintf(stderr, "janklab: uncaught error in \"%s\" (%s:%u): %s\n", running.name.text,
                 running.name.where.file(), running.name.where.line(), message);
}

// -- microtasks --------------------------------------------------------------------------------------------------

void EventLoop::perform_a_microtask_checkpoint() {
    if (script_depth_ > 0 || performing_a_checkpoint_) return;
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

void EventLoop::drain_microtasks(Name& what_ran) {
    std::uint64_t drained = 0;
    std::uint32_t deepest = 0;
    while (!microtasks_.empty()) {
        if (control_.attention() && !may_start_a_microtask()) [[unlikely]]
            break;
        Microtask& microtask = microtasks_.take_front_in_place();
        const bool singly = trace_ && microtask_trace_.singly();
        if (singly) [[unlikely]]
            microtask_trace_.started(microtask.id, microtask.name);
        microtask_depth_ = microtask.depth;
        deepest = std::max(deepest, microtask.depth);
        call_and_report(microtask, true, [&microtask] { microtask.callback.consume(); });
        ++drained;
        if (trace_) [[unlikely]] {
            if (singly) microtask_trace_.ended(microtask.id);
            else microtask_trace_.run_in_batch(microtask.name);
        }
        if (control_.attention()) [[unlikely]]
            what_ran = microtask.name;
    }
    microtask_depth_ = 0;
    if (trace_) [[unlikely]]
        microtask_trace_.checkpoint_ended(drained, deepest);
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
        if (trace_) trace_->write(EventType::paused);
        control_.wait_at_gate(kind);
        if (trace_) trace_->write(EventType::resumed);
    }
    if (kind == StepKind::task && control_.stop_requested()) control_.stop_was_obeyed();
}

}  // namespace janklab
