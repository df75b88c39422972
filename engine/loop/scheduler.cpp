// SPDX-License-Identifier: MIT
#include "loop/scheduler.h"

#include <utility>

#include "loop/event_loop.h"
#include "loop/prioritised_task.h"

namespace janklab {
namespace {

/// A posted task from the moment of posting until it has run or was aborted. Held by its task or alarm.
struct Job : std::enable_shared_from_this<Job> {
    Job(EventLoop& loop, Name name, PrioritisedTask::Kind kind, SchedulingState state)
        : loop(loop), task(loop, name, kind, std::move(state)) {}
    EventLoop& loop;
    PrioritisedTask task;
    Callback body;
    TaskCompletion completion;
    TimerId delay;
    bool completed = false;

    void enqueue();
    void run();
    void abort();
    /// The first call counts.
    void complete(const TaskOutcome& outcome) {
        if (completion && !std::exchange(completed, true)) completion(outcome);
    }
    void complete_as_aborted() {
        complete({.kind = TaskOutcome::Kind::aborted, .reason = task.state().signal.reason(), .error = {}});
    }
};

void Job::enqueue() {
    delay = {};
    task.enqueue([self = shared_from_this()] { self->run(); });
}

// Until the body has returned, the signal may still abort it: then its promise is rejected, whatever the body does.
void Job::run() {
    task.started();
    struct Ending {
        Job& job;
        ~Ending() { job.task.end(); }
    } ending{*this};
    const CurrentSchedulingState::Scope scope(loop.scheduling_state(), task.state());
    if (!completion) return body();
    TaskOutcome outcome;
    try {
        body();
    } catch (...) {
        outcome = {.kind = TaskOutcome::Kind::threw, .reason = {}, .error = std::current_exception()};
    }
    complete(outcome);
}

void Job::abort() {
    const std::shared_ptr<Job> self = shared_from_this();  // the task and the alarm hold it
    loop.clear_timer(delay);
    task.withdraw();
    complete_as_aborted();
}

void post(EventLoop& loop, Name name, PrioritisedTask::Kind kind, Callback body, SchedulingState state, Duration delay,
          TaskCompletion completion) {
    const auto job = std::make_shared<Job>(loop, name, kind, std::move(state));
    job->body = std::move(body);
    job->completion = std::move(completion);
    if (job->task.state().signal.aborted()) return job->complete_as_aborted();
    job->task.watch([&job = *job] { job.abort(); });
    if (delay <= Duration{0}) return job->enqueue();
    job->delay = loop.set_alarm(name, delay, [job] { job->enqueue(); });
}

}  // namespace

void Scheduler::post_task(Name name, Callback body, PostTaskOptions options, TaskCompletion completion) {
    post(loop_, name, PrioritisedTask::Kind::task, std::move(body), {std::move(options.signal), options.priority},
         options.delay, std::move(completion));
}

void Scheduler::queue_continuation(Name name, Callback rest, PostTaskOptions options, TaskCompletion completion) {
    SchedulingState state{std::move(options.signal), options.priority};
    if (!state) state = loop_.scheduling_state().get();
    post(loop_, name, PrioritisedTask::Kind::continuation, std::move(rest), std::move(state), options.delay,
         std::move(completion));
}

}  // namespace janklab
