// SPDX-License-Identifier: MIT
// The event loop once more, short and slow, so that one can see that it is right: plain lists that are searched from
// the front, a number for the order of everything, and the sentences of SEMANTICS 1 beside the lines that obey them.
#pragma once

#include <algorithm>
#include <deque>
#include <stdexcept>
#include <vector>

#include "base/clock.h"
#include "loop/random_program.h"

namespace janklab::random_programs {

/// Ways to be wrong, to see that a difference is noticed and that failing programs are made small.
enum class Mistake : std::uint8_t {
    none,
    newest_microtask_first,
    checkpoint_only_after_tasks,
    intervals_pile_up,
    idle_in_the_same_period,
    aborted_tasks_stay,
    priorities_are_for_new_tasks,
    stopped_microtasks_stay
};

class ReferenceModel final : public Machine {
  public:
    explicit ReferenceModel(Mistake mistake = Mistake::none) : mistake_(mistake) {}

    // -- queueing ------------------------------------------------------------------------------------------------
    void queue_a_task(TaskSource source, int body) override {
        handles_.push_back(add({.source = source, .body = body}));
    }
    void queue_a_platform_task(TaskSource source, int body) override {
        handles_.push_back(add({.source = source, .body = body, .platform = true}));
    }
    void queue_a_continuation(TaskSource source, int body) override {
        handles_.push_back(add({.source = source, .body = body, .continuation = true}));
    }
    void queue_a_microtask(int body) override { microtasks_.push_back(body); }
    void request_animation_frame(int body) override { frames_.push_back({static_cast<int>(frame_count_++), body}); }
    void post(int body) override { posts_.push_back(body); }
    void set_timer(Duration delay, bool repeats, int body) override {
        if (delay < 0ms || delay > 2'147'483'647ms) delay = 0ms;
        timers_.push_back({.delay = delay, .repeats = repeats, .body = body});
        arm(timers_.back());
    }
    void request_idle_callback(Duration timeout, int body) override {
        idle_.push_back({.number = static_cast<int>(idle_count_++), .body = body});
        if (timeout > 0ms) idle_.back().timeout_at = now_ + timeout;
        idle_.back().armed_as = ++order_;
    }

    // -- cancelling ----------------------------------------------------------------------------------------------
    void cancel_task(int number) override {
        if (number < static_cast<int>(handles_.size())) remove_task(handles_[static_cast<std::size_t>(number)]);
    }
    void move_task(int number, TaskSource to) override {
        if (number >= static_cast<int>(handles_.size())) return;
        for (Task& task : tasks_) {
            const bool prioritised = task.source >= TaskSource::user_blocking && task.source <= TaskSource::background;
            if (task.order == handles_[static_cast<std::size_t>(number)] && prioritised) task.source = to;
        }
    }
    /// 1.11.
    void post_task(int controller, bool continuation, int body) override;
    void set_priority(int controller, TaskPriority priority) override;
    void abort(int controller) override;
    void clear_timer(int number) override {
        if (number >= static_cast<int>(timers_.size())) return;
        Timer& timer = timers_[static_cast<std::size_t>(number)];
        timer.due = time_never;
        remove_task(timer.task);
    }
    void cancel_animation_frame(int number) override {
        for (auto* list : {&frames_, &batch_}) std::erase_if(*list, [&](const Frame& f) { return f.number == number; });
    }
    void cancel_idle_callback(int number) override {
        for (const Idle& idle : idle_) {
            if (idle.number == number) remove_task(idle.task);
        }
        std::erase_if(idle_, [&](const Idle& idle) { return idle.number == number; });
    }

    // -- running -------------------------------------------------------------------------------------------------
    Choice choose_next(TimePoint rendering_since) override;
    void run_a_task(TaskSource source) override {
        const Task task = *first_of(source);
        remove_task(task.order);
        if (task.timer >= 0) begin_timer(timers_[static_cast<std::size_t>(task.timer)]);
        if (task.idle >= 0) begin_timed_out_idle_callback(task.idle);
        call(task.body, task.platform);
        checkpoint();  // 1.2
        nesting_ = 0;
    }
    void run_the_animation_frame_callbacks(TimePoint) override {
        next_idle_period_ = no_idle_period;  // 1.7: one a frame
        batch_.swap(frames_);                // 1.5: those registered from now on run in the next frame
        while (!batch_.empty()) {
            const Frame frame = batch_.front();
            batch_.erase(batch_.begin());
            call(frame.body, false);
            if (mistake_ != Mistake::checkpoint_only_after_tasks) checkpoint();  // 1.2: after each
        }
    }
    void start_an_idle_period(TimePoint deadline, TimePoint without_frame) override;
    void call_a_listener(int body) override {
        call(body, false);
        if (depth_ == 0) checkpoint();
    }

    TimePoint now() override { return now_; }
    void spend(Duration duration) override { now_ += stopped_ ? Duration{0} : std::max(duration, Duration{0}); }
    void stop() override { stopped_ = true; }
    void set_policy(Policy policy) override { policy_ = policy; }
    TimePoint next_wake_up() override {
        const bool waits_for_a_period = !idle_.empty() && next_idle_period_ != no_idle_period;
        return std::min(next_timer(), waits_for_a_period ? next_idle_period_ : time_never);
    }

  private:
    TimePoint next_timer() const {
        TimePoint next = time_never;
        for (const Timer& timer : timers_) next = std::min(next, timer.due);
        for (const Idle& idle : idle_) next = std::min(next, idle.timeout_at);
        return next;
    }
    /// 1.7: of the present idle period, or because a new one may begin.
    bool idle_may_run() const;

    struct Task {
        std::uint64_t order = 0;
        TaskSource source{};
        int body = 0;
        bool platform = false;
        bool continuation = false;
        int controller = -1;
        int timer = -1;  // whose task it is
        int idle = -1;
    };
    struct Timer {
        TimePoint due = time_never;  // time_never: not armed
        std::uint64_t armed_as = 0;
        Duration delay{};
        bool repeats = false;
        int body = 0;
        int nesting = 0;
        std::uint64_t task = 0;
    };
    struct Frame {
        int number, body;
    };
    struct Idle {
        int number = 0, body = 0;
        TimePoint timeout_at = time_never;
        std::uint64_t armed_as = 0;
        std::uint64_t task = 0;
    };

    std::uint64_t add(Task task) {
        task.order = ++order_;
        tasks_.push_back(task);
        return task.order;
    }
    void remove_task(std::uint64_t order) {
        std::erase_if(tasks_, [&](const Task& task) { return task.order == order; });
    }
    /// 1.3: first in, first out within a source; 1.11: continuations before other tasks of their priority.
    const Task* first_of(TaskSource source) const;
    void call(int body, bool platform) {
        depth_ += platform ? 0 : 1;
        ++running_;
        try {
            if (body > 0) run_body(body);
        } catch (const std::runtime_error&) {
        }
        --running_;
        depth_ -= platform ? 0 : 1;
        now_ += VirtualClock::callback_cost;
    }
    void checkpoint();
    /// 1.8.
    void arm(Timer& timer) {
        timer.due = now_ + (nesting_ > 5 ? std::max(timer.delay, Duration{4ms}) : timer.delay);
        timer.nesting = nesting_ + 1;
        timer.armed_as = ++order_;
    }
    void begin_timer(Timer& timer) {
        timer.task = 0;
        nesting_ = timer.nesting;
        if (timer.repeats) arm(timer);
    }
    /// In the order of their deadlines, equal ones in the order of arming; idle callbacks' timeouts are among them.
    bool fire_the_first_due_timer();
    /// Its task calls it as the platform calls back.
    void begin_timed_out_idle_callback(int number) {
        const auto found = std::ranges::find(idle_, number, &Idle::number);
        const int body = found->body;
        idle_.erase(found);
        call(body, false);
    }

    const Mistake mistake_;
    TimePoint now_{};
    std::uint64_t order_ = 0;
    int depth_ = 0, nesting_ = 0;
    int running_ = 0;  // callbacks, those of the platform too
    bool stopped_ = false;
    bool in_checkpoint_ = false;
    bool rendered_last_ = false;
    Policy policy_ = Policy::browser;
    TimePoint passed_over_[task_source_count] = {time_never, time_never, time_never, time_never, time_never,
                                                 time_never, time_never, time_never, time_never, time_never};
    struct Controller {
        TaskPriority priority = TaskPriority::user_visible;
        bool aborted = false;
    };
    Controller controllers_[controller_count];
    std::vector<Task> tasks_;
    std::vector<std::uint64_t> handles_;  // orders of tasks
    std::deque<int> microtasks_, posts_;
    std::vector<Timer> timers_;
    std::vector<Frame> frames_, batch_;
    std::deque<Idle> idle_;
    std::size_t frame_count_ = 0, idle_count_ = 0;
    static constexpr TimePoint no_idle_period = TimePoint::min();
    TimePoint idle_period_ends_ = no_idle_period, next_idle_period_ = no_idle_period;
    int of_this_period_ = 0;  // those with lower numbers
};

}  // namespace janklab::random_programs
