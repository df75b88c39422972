// SPDX-License-Identifier: MIT
#include "loop/scheduler.h"

#include <algorithm>
#include <utility>

#include "loop/event_loop.h"

namespace janklab {
namespace {

/// A posted task from the moment of posting until it has run or was aborted. Held by its task or alarm; the signal
/// holds it weakly.
struct Job : std::enable_shared_from_this<Job> {
    enum class Place : std::uint8_t { task, continuation };

    Job(EventLoop& loop, Name name, Place place) : loop(loop), name(name), place(place) {}
    EventLoop& loop;
    Name name;
    Place place;
    TaskSource source{};
    Callback body;
    TaskCompletion completion;
    AbortSignal signal;
    SignalListenerId abort_algorithm, priority_algorithm;
    TimerId delay;
    TaskHandle task;
    bool completed = false;

    void watch(bool priority_too);
    void enqueue();
    void run();
    void abort();
    void change_priority();
    /// The first call counts.
    void complete(const TaskOutcome& outcome) {
        if (completion && !std::exchange(completed, true)) completion(outcome);
    }
};

void Job::watch(bool priority_too) {
    abort_algorithm = signal.add_abort_algorithm([job = weak_from_this()] {
        if (const auto self = job.lock()) self->abort();
    });
    if (!priority_too) return;
    priority_algorithm = signal.add_priority_change_algorithm([job = weak_from_this()](TaskPriority) {
        if (const auto self = job.lock()) self->change_priority();
    });
}

void Job::enqueue() {
    delay = {};
    Callback step = [self = shared_from_this()] { self->run(); };
    task = place == Place::task ? loop.queue_a_task(source, name, std::move(step))
                                : loop.queue_a_continuation(source, name, std::move(step));
}

// Until the body has returned, the signal may still abort it: then its promise is rejected, whatever the body does.
void Job::run() {
    task = {};
    struct Unwatched {
        Job& job;
        ~Unwatched() {
            job.signal.remove_listener(job.abort_algorithm);
            job.signal.remove_listener(job.priority_algorithm);
        }
    } unwatched{*this};
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
    signal.remove_listener(priority_algorithm);
    loop.clear_timer(delay);
    loop.cancel_task(task);
    complete({.kind = TaskOutcome::Kind::aborted, .reason = signal.reason(), .error = {}});
}

void Job::change_priority() {
    source = source_of(*signal.task_priority());
    if (loop.move_task(task, source)) task.source = source;
}

void post(EventLoop& loop, Name name, Job::Place place, TaskSource source, Callback body, PostTaskOptions options,
          TaskCompletion completion) {
    const auto job = std::make_shared<Job>(loop, name, place);
    job->source = source;
    job->body = std::move(body);
    job->completion = std::move(completion);
    job->signal = std::move(options.signal);
    if (job->signal.aborted()) {
        return job->complete({.kind = TaskOutcome::Kind::aborted, .reason = job->signal.reason(), .error = {}});
    }
    if (job->signal) job->watch(!options.priority && job->signal.task_priority());
    if (options.delay <= Duration{0}) return job->enqueue();
    job->delay = loop.set_alarm(name, options.delay, [job] { job->enqueue(); });
}

}  // namespace

TaskSource source_of(TaskPriority priority) {
    return static_cast<TaskSource>(static_cast<int>(TaskSource::user_blocking) + static_cast<int>(priority));
}

void Scheduler::post_task(Name name, Callback body, PostTaskOptions options, TaskCompletion completion) {
    const TaskPriority of_signal = options.signal.task_priority().value_or(TaskPriority::user_visible);
    const TaskSource source = source_of(options.priority.value_or(of_signal));
    post(loop_, name, Job::Place::task, source, std::move(body), std::move(options), std::move(completion));
}

void Scheduler::queue_continuation(Name name, Callback rest, PostTaskOptions options, TaskCompletion completion) {
    const std::optional<TaskPriority> asked = options.priority ? options.priority : options.signal.task_priority();
    const TaskSource source = asked ? source_of(*asked) : loop_.source_for_continuations();
    post(loop_, name, Job::Place::continuation, source, std::move(rest), std::move(options), std::move(completion));
}

}  // namespace janklab
