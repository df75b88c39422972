// SPDX-License-Identifier: MIT
#include "loop/reference_model.h"

#include <utility>

#include "loop/scheduler.h"

namespace janklab::random_programs {

Choice ReferenceModel::choose_next(TimePoint rendering_since) {
    checkpoint();
    for (; !posts_.empty(); posts_.pop_front()) {
        add({.source = TaskSource::posted_from_thread, .body = posts_.front()});
    }
    while (fire_the_first_due_timer()) {
    }
    Candidates candidates{};
    for (int i = 0; i < task_source_count; ++i) {
        const Task* first = first_of(static_cast<TaskSource>(i));
        if (!first) {
            passed_over_[i] = time_never;
            continue;
        }
        candidates.sources |= 1u << i;
        candidates.arrival[i] = first->order;
        candidates.passed_over_since[i] = passed_over_[i];
    }
    candidates.rendering = rendering_since != time_never;
    candidates.rendering_since = rendering_since;
    candidates.rendered_last = rendered_last_;
    candidates.idle = idle_may_run();
    candidates.now = now_;
    const Choice choice = choose(policy_, candidates);
    rendered_last_ = choice.kind == Choice::Kind::rendering;
    for (int i = 0; i < task_source_count; ++i) {
        const bool chosen = choice.kind == Choice::Kind::task && choice.source == static_cast<TaskSource>(i);
        if (chosen) passed_over_[i] = time_never;
        else if (first_of(static_cast<TaskSource>(i)) && passed_over_[i] == time_never) passed_over_[i] = now_;
    }
    return choice;
}

bool ReferenceModel::fire_the_first_due_timer() {
    Timer* first = nullptr;
    for (Timer& timer : timers_) {
        if (timer.due > now_) continue;
        if (!first || std::pair(timer.due, timer.armed_as) < std::pair(first->due, first->armed_as)) first = &timer;
    }
    Idle* idle = nullptr;
    for (Idle& candidate : idle_) {
        if (candidate.timeout_at > now_) continue;
        if (!idle || std::pair(candidate.timeout_at, candidate.armed_as) < std::pair(idle->timeout_at, idle->armed_as))
            idle = &candidate;
    }
    if (!first && !idle) return false;
    if (!first || (idle && std::pair(idle->timeout_at, idle->armed_as) < std::pair(first->due, first->armed_as))) {
        idle->timeout_at = time_never;
        idle->task = add({.source = TaskSource::idle_timeout, .body = 0, .platform = true, .idle = idle->number});
        return true;
    }
    first->due = time_never;
    first->task =
        add({.source = TaskSource::timer, .body = first->body, .timer = static_cast<int>(first - timers_.data())});
    if (mistake_ == Mistake::intervals_pile_up && first->repeats)
        first->due = now_ + std::max(first->delay, Duration{1ms});
    return true;
}

bool ReferenceModel::idle_may_run() const {
    if (idle_.empty()) return false;
    if (mistake_ == Mistake::idle_in_the_same_period) return true;
    return now_ >= next_idle_period_ || (now_ < idle_period_ends_ && idle_.front().number < of_this_period_);
}

/// 1.7: runs those registered before the period; what is registered meanwhile waits for the next.
void ReferenceModel::start_an_idle_period(TimePoint deadline, TimePoint without_frame) {
    deadline = std::min({deadline, now_ + 50ms, next_timer()});  // 1.7
    if (now_ >= deadline || !idle_may_run()) return;
    if (now_ >= next_idle_period_ || mistake_ == Mistake::idle_in_the_same_period) {
        idle_period_ends_ = deadline;
        next_idle_period_ = without_frame == time_never ? deadline : without_frame;
        of_this_period_ = static_cast<int>(idle_count_);
    }
    deadline = std::min(deadline, idle_period_ends_);
    while (!idle_.empty() && idle_.front().number < of_this_period_ && now_ < deadline && tasks_.empty() &&
           posts_.empty()) {
        const Idle idle = idle_.front();
        idle_.pop_front();
        call(idle.body, false);
        checkpoint();
    }
    if (idle_.empty() && without_frame == time_never) next_idle_period_ = no_idle_period;
}

const ReferenceModel::Task* ReferenceModel::first_of(TaskSource source) const {
    const Task* first = nullptr;
    for (const Task& task : tasks_) {
        if (task.source != source) continue;
        const bool sooner =
            !first || (task.continuation != first->continuation ? task.continuation : task.order < first->order);
        if (sooner) first = &task;
    }
    return first;
}

void ReferenceModel::checkpoint() {
    if (in_checkpoint_) return;
    in_checkpoint_ = true;
    while (!microtasks_.empty()) {
        if (stopped_ && mistake_ != Mistake::stopped_microtasks_stay) {
            microtasks_.clear();
            break;
        }
        const bool newest = mistake_ == Mistake::newest_microtask_first;
        const int body = newest ? microtasks_.back() : microtasks_.front();
        newest ? microtasks_.pop_back() : microtasks_.pop_front();
        call(body, false);
    }
    in_checkpoint_ = false;
    if (running_ == 0) stopped_ = false;
}

void ReferenceModel::post_task(int controller, bool continuation, int body) {
    if (controllers_[controller].aborted) return;
    const TaskSource source = source_of(controllers_[controller].priority);
    add({.source = source, .body = body, .continuation = continuation, .controller = controller});
}

void ReferenceModel::set_priority(int controller, TaskPriority priority) {
    controllers_[controller].priority = priority;
    if (mistake_ == Mistake::priorities_are_for_new_tasks) return;
    for (Task& task : tasks_) {
        if (task.controller == controller) task.source = source_of(priority);
    }
}

void ReferenceModel::abort(int controller) {
    controllers_[controller].aborted = true;
    if (mistake_ == Mistake::aborted_tasks_stay) return;
    std::erase_if(tasks_, [&](const Task& task) { return task.controller == controller; });
}

}  // namespace janklab::random_programs
