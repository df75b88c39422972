// SPDX-License-Identifier: MIT
// Queueing, cancelling, and one turn.
#include "async/reference_model.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "base/clock.h"

namespace janklab::random_programs {

// -- queueing -----------------------------------------------------------------------------------------------------

std::uint64_t ReferenceModel::add(Task task) {
    task.order = ++order_;
    tasks_.push_back(std::move(task));
    return order_;
}

void ReferenceModel::queue_a_task(TaskSource source, int body) {
    handles_.push_back(add({.source = source, .steps = runs(body)}));
}

void ReferenceModel::queue_a_platform_task(TaskSource source, int body) {
    handles_.push_back(add({.source = source, .steps = runs(body), .platform = true}));
}

void ReferenceModel::queue_a_continuation(TaskSource source, int body) {
    handles_.push_back(add({.source = source, .steps = runs(body), .continuation = true}));
}

void ReferenceModel::post_task(int controller, bool continuation, int body) {
    if (controllers_[controller].aborted) return;
    add({.source = source_of_state(controller),
         .steps = runs(body),
         .continuation = continuation,
         .controller = controller,
         .state = controller});
}

void ReferenceModel::set_timer(Duration delay, bool repeats, int body) {
    timer_handles_.push_back(add_timer(delay, repeats, runs(body)));
}

int ReferenceModel::add_timer(Duration delay, bool repeats, Steps steps) {
    if (delay < 0ms || delay > 2'147'483'647ms) delay = 0ms;
    timers_.push_back({.delay = delay, .repeats = repeats, .steps = std::move(steps)});
    arm(timers_.back());
    return static_cast<int>(timers_.size()) - 1;
}

/// 1.8.
void ReferenceModel::arm(Timer& timer) {
    timer.due = now_ + (nesting_ > 5 ? std::max(timer.delay, Duration{4ms}) : timer.delay);
    timer.nesting = nesting_ + 1;
    timer.armed_as = ++order_;
}

void ReferenceModel::request_idle_callback(Duration timeout, int body) {
    add_idle(timeout, idle_handles_++, runs(body));
}

void ReferenceModel::add_idle(Duration timeout, int handle, Steps steps) {
    idle_.push_back({.number = idle_count_++, .handle = handle, .steps = std::move(steps)});
    if (timeout > 0ms) idle_.back().timeout_at = now_ + timeout;
    idle_.back().armed_as = ++order_;
}

// -- cancelling ---------------------------------------------------------------------------------------------------

void ReferenceModel::remove_task(std::uint64_t order) {
    std::erase_if(tasks_, [&](const Task& task) { return task.order == order; });
}

void ReferenceModel::cancel_task(int number) {
    if (number < static_cast<int>(handles_.size())) remove_task(handles_[static_cast<std::size_t>(number)]);
}

void ReferenceModel::move_task(int number, TaskSource to) {
    if (number >= static_cast<int>(handles_.size())) return;
    for (Task& task : tasks_) {
        const bool prioritised = task.source == TaskSource::user_blocking || task.source == TaskSource::user_visible ||
                                 task.source == TaskSource::background;
        if (task.order == handles_[static_cast<std::size_t>(number)] && prioritised) task.source = to;
    }
}

void ReferenceModel::set_priority(int controller, TaskPriority priority) {
    controllers_[controller].priority = priority;
    if (mistake_ == Mistake::priorities_are_for_new_tasks) return;
    for (Task& task : tasks_) {
        if (task.controller == controller) task.source = source_of_state(controller);
    }
}

void ReferenceModel::abort(int controller) {
    controllers_[controller].aborted = true;
    if (mistake_ == Mistake::aborted_tasks_stay) return;
    std::vector<Steps> aborted;
    for (const Task& task : tasks_) {
        if (task.controller == controller && task.aborted) aborted.push_back(task.aborted);
    }
    std::erase_if(tasks_, [&](const Task& task) { return task.controller == controller; });
    for (const Steps& steps : aborted) steps();
}

void ReferenceModel::clear_timer(int number) {
    if (number >= static_cast<int>(timer_handles_.size())) return;
    Timer& timer = timers_[static_cast<std::size_t>(timer_handles_[static_cast<std::size_t>(number)])];
    timer.due = time_never;
    remove_task(timer.task);
}

void ReferenceModel::cancel_animation_frame(int number) {
    for (auto* list : {&frames_, &batch_}) std::erase_if(*list, [&](const Frame& f) { return f.handle == number; });
}

void ReferenceModel::cancel_idle_callback(int number) {
    for (const Idle& idle : idle_) {
        if (idle.handle == number) remove_task(idle.task);
    }
    std::erase_if(idle_, [&](const Idle& idle) { return idle.handle == number; });
}

// -- a turn -------------------------------------------------------------------------------------------------------

Choice ReferenceModel::choose_next(TimePoint rendering_since) {
    checkpoint();
    for (; !posts_.empty(); posts_.pop_front()) {
        add({.source = TaskSource::posted_from_thread, .steps = runs(posts_.front())});
    }
    while (fire_the_first_due_timer()) {
    }
    const Choice choice = choose(rendering_since);
    rendered_last_ = choice.kind == Choice::Kind::rendering;
    for (int i = 0; i < task_source_count; ++i) {
        const auto source = static_cast<TaskSource>(i);
        const bool chosen = choice.kind == Choice::Kind::task && choice.source == source;
        if (chosen || !waits(source)) passed_over_[i] = time_never;
        else if (passed_over_[i] == time_never) passed_over_[i] = now_;
    }
    return choice;
}

/// 1.3: first in, first out within a source; 1.11: continuations before other tasks of their priority.
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

void ReferenceModel::run_a_task(TaskSource source) {
    const Task task = *first_of(source);
    remove_task(task.order);
    call(task.steps, task.platform, task.state);
    checkpoint();  // 1.2
    nesting_ = 0;
}

void ReferenceModel::run_the_animation_frame_callbacks(TimePoint) {
    next_idle_period_ = no_idle_period;  // 1.7: one a frame
    batch_.swap(frames_);                // 1.5: those registered from now on run in the next frame
    while (!batch_.empty()) {
        const Frame frame = batch_.front();
        batch_.erase(batch_.begin());
        call(frame.steps, false, no_state);
        if (mistake_ != Mistake::checkpoint_only_after_tasks) checkpoint();  // 1.2: after each
    }
}

void ReferenceModel::call_a_listener(int body) {
    call(runs(body), false, state_);
    if (depth_ == 0) checkpoint();
}

void ReferenceModel::call(const Steps& steps, bool platform, int state) {
    depth_ += platform ? 0 : 1;
    ++running_;
    const int outer_state = std::exchange(state_, state);
    try {
        steps();
    } catch (const std::runtime_error&) {
    }
    state_ = outer_state;
    --running_;
    depth_ -= platform ? 0 : 1;
    now_ += VirtualClock::callback_cost;
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
        const Microtask microtask = newest ? microtasks_.back() : microtasks_.front();
        newest ? microtasks_.pop_back() : microtasks_.pop_front();
        call(microtask.steps, false, microtask.state);
    }
    notify_about_rejected_promises();
    in_checkpoint_ = false;
    if (running_ == 0) stopped_ = false;
}

void ReferenceModel::spend(Duration duration) { now_ += stopped_ ? Duration{0} : std::max(duration, Duration{0}); }

TimePoint ReferenceModel::next_wake_up() {
    const bool waits_for_a_period = !idle_.empty() && next_idle_period_ != no_idle_period;
    return std::min(next_timer(), waits_for_a_period ? next_idle_period_ : time_never);
}

// -- timers and idle callbacks ------------------------------------------------------------------------------------

TimePoint ReferenceModel::next_timer() const {
    TimePoint next = time_never;
    for (const Timer& timer : timers_) next = std::min(next, timer.due);
    for (const Idle& idle : idle_) next = std::min(next, idle.timeout_at);
    return next;
}

/// In the order of their deadlines, equal ones in the order of arming; idle callbacks' timeouts are among them.
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
        idle->task = add({.source = TaskSource::idle_timeout,
                          .steps = [this, number = idle->number] { run_timed_out_idle_callback(number); },
                          .platform = true});
        return true;
    }
    const int number = static_cast<int>(first - timers_.data());
    first->due = time_never;
    first->task = add({.source = TaskSource::timer, .steps = [this, number] { run_timer(number); }});
    if (mistake_ == Mistake::intervals_pile_up && first->repeats)
        first->due = now_ + std::max(first->delay, Duration{1ms});
    return true;
}

void ReferenceModel::run_timer(int number) {
    Timer& timer = timers_[static_cast<std::size_t>(number)];
    timer.task = 0;
    nesting_ = timer.nesting;
    if (timer.repeats) arm(timer);
    const Steps steps = timer.steps;
    steps();
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
        of_this_period_ = idle_count_;
    }
    deadline = std::min(deadline, idle_period_ends_);
    while (!idle_.empty() && idle_.front().number < of_this_period_ && now_ < deadline && tasks_.empty() &&
           posts_.empty()) {
        const Idle idle = idle_.front();
        idle_.pop_front();
        call(idle.steps, false, idle_state);
        checkpoint();
    }
    if (idle_.empty() && without_frame == time_never) next_idle_period_ = no_idle_period;
}

/// Its task calls it as the platform calls back.
void ReferenceModel::run_timed_out_idle_callback(int number) {
    const auto found = std::ranges::find(idle_, number, &Idle::number);
    const Steps steps = found->steps;
    idle_.erase(found);
    call(steps, false, idle_state);
}

}  // namespace janklab::random_programs
