// SPDX-License-Identifier: MIT
// The event loop with its promises once more, short and slow, so that one can see that it is right: plain lists that
// are searched from the front, a number for the order of everything, and the sentences of SEMANTICS 1 beside the lines
// that obey them. Nothing of the engine's runs in it.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

#include "async/random_program.h"

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
    stopped_microtasks_stay,
    resolving_with_a_promise_costs_nothing,
    nobody_hears_of_rejections,
    yield_inherits_nothing,
    promise_callbacks_have_the_state_of_who_settles,
    user_blocking_waits_its_turn,
};

class ReferenceModel final : public Machine {
  public:
    explicit ReferenceModel(Mistake mistake = Mistake::none) : mistake_(mistake) {}

    // -- queueing ------------------------------------------------------------------------------------------------
    void queue_a_task(TaskSource source, int body) override;
    void queue_a_platform_task(TaskSource source, int body) override;
    void queue_a_continuation(TaskSource source, int body) override;
    void queue_a_microtask(int body) override { microtasks_.push_back({runs(body), state_}); }
    void request_animation_frame(int body) override { frames_.push_back({frame_count_++, runs(body)}); }
    void post(int body) override { posts_.push_back(body); }
    void set_timer(Duration delay, bool repeats, int body) override;
    void request_idle_callback(Duration timeout, int body) override;
    void post_task(int controller, bool continuation, int body) override;

    // -- cancelling ----------------------------------------------------------------------------------------------
    void cancel_task(int number) override;
    void move_task(int number, TaskSource to) override;
    void set_priority(int controller, TaskPriority priority) override;
    void abort(int controller) override;
    void clear_timer(int number) override;
    void cancel_animation_frame(int number) override;
    void cancel_idle_callback(int number) override;

    // -- promises ------------------------------------------------------------------------------------------------
    int promise_count() override { return static_cast<int>(promise_handles_.size()); }
    void make_promise(Made how) override;
    void settle_promise(int promise, bool fulfil) override;
    void resolve_promise_with(int promise, int other) override;
    void then(int promise, int body, int returns) override;
    void catch_error(int promise, int body, int returns) override;
    /// 1.9: `await` of a promise costs one tick, as `then` does.
    void await(int promise, int body, int returns) override { then(promise, body, returns); }
    void await_delay(Duration delay, int body) override;
    void await_frame(int body) override;
    void await_idle(int body) override;
    void await_yield(int body) override;

    // -- running -------------------------------------------------------------------------------------------------
    Choice choose_next(TimePoint rendering_since) override;
    void run_a_task(TaskSource source) override;
    void run_the_animation_frame_callbacks(TimePoint) override;
    void start_an_idle_period(TimePoint deadline, TimePoint without_frame) override;
    void call_a_listener(int body) override;

    TimePoint now() override { return now_; }
    void spend(Duration duration) override;
    void stop() override { stopped_ = true; }
    void set_policy(Policy policy) override { policy_ = policy; }
    TimePoint next_wake_up() override;

  private:
    using Steps = std::function<void()>;
    /// The scheduling state: a controller, or one of these.
    static constexpr int no_state = -1, idle_state = -2;

    struct Task {
        std::uint64_t order = 0;
        TaskSource source{};
        Steps steps;
        bool platform = false;
        bool continuation = false;
        int controller = -1;   // that may abort and move it
        Steps aborted;         // then; may be none
        int state = no_state;  // of the steps
    };
    struct Microtask {
        Steps steps;
        int state = no_state;
    };
    struct Timer {
        TimePoint due = time_never;  // time_never: not armed
        std::uint64_t armed_as = 0;
        Duration delay{};
        bool repeats = false;
        Steps steps;
        int nesting = 0;
        std::uint64_t task = 0;
    };
    struct Frame {
        int handle;  // -1: nobody has one
        Steps steps;
    };
    struct Idle {
        int number = 0;
        int handle = -1;
        Steps steps;
        TimePoint timeout_at = time_never;
        std::uint64_t armed_as = 0;
        std::uint64_t task = 0;
    };
    struct Controller {
        TaskPriority priority = TaskPriority::user_visible;
        bool aborted = false;
    };
    using React = std::function<void(bool fulfilled)>;
    struct Reaction {
        React react;
        int state;
    };
    struct Promise {
        enum class Status : std::uint8_t { pending, fulfilled, rejected } status = Status::pending;
        bool may_be_resolved = false;  // by who made it
        bool handled = false;
        bool told = false;  // of its rejection: unhandledrejection was fired
        std::vector<Reaction> reactions;
    };

    // What runs.
    Steps runs(int body) {
        return [this, body] { run_body(body); };
    }
    void call(const Steps& steps, bool platform, int state);
    void checkpoint();

    // Tasks.
    std::uint64_t add(Task task);
    void remove_task(std::uint64_t order);
    const Task* first_of(TaskSource source) const;
    TaskSource source_of_state(int state) const;

    // The choice (reference_policy.cpp).
    Choice choose(TimePoint rendering_since) const;
    Choice choose_as_a_browser(TimePoint rendering_since) const;
    Choice choose_by_priority() const;
    Choice choose_the_oldest(bool background_too) const;
    std::optional<Choice> choose_who_starves() const;
    bool waits(TaskSource source) const { return first_of(source) != nullptr; }

    // Timers and idle callbacks.
    int add_timer(Duration delay, bool repeats, Steps steps);
    void arm(Timer& timer);
    void run_timer(int number);
    bool fire_the_first_due_timer();
    TimePoint next_timer() const;
    void add_idle(Duration timeout, int handle, Steps steps);
    bool idle_may_run() const;
    void run_timed_out_idle_callback(int number);

    // Promises (reference_promises.cpp).
    int new_promise();
    int promise_of(int handle) const { return promise_handles_[static_cast<std::size_t>(handle)]; }
    Promise& at(int promise) { return promises_[static_cast<std::size_t>(promise)]; }
    void perform_then(int promise, React react);
    void queue_reaction(const Reaction& reaction, bool fulfilled);
    void settle(int promise, bool fulfilled);
    void resolve(int promise, int with);
    void run_and_resolve(int derived, int body, int returns);
    int await_callback(int body);
    void notify_about_rejected_promises();
    void fire_unhandled_rejections(const std::vector<int>& promises);

    const Mistake mistake_;
    TimePoint now_{};
    std::uint64_t order_ = 0;
    int depth_ = 0, nesting_ = 0;
    int running_ = 0;  // callbacks, those of the platform too
    int state_ = no_state;
    bool stopped_ = false;
    bool in_checkpoint_ = false;
    bool rendered_last_ = false;
    Policy policy_ = Policy::browser;
    TimePoint passed_over_[task_source_count] = {time_never, time_never, time_never, time_never, time_never,
                                                 time_never, time_never, time_never, time_never, time_never};
    Controller controllers_[controller_count];
    std::vector<Task> tasks_;
    std::vector<std::uint64_t> handles_;  // orders of tasks
    std::deque<Microtask> microtasks_;
    std::deque<int> posts_;
    std::vector<Timer> timers_;
    std::vector<int> timer_handles_;
    std::vector<Frame> frames_, batch_;
    std::deque<Idle> idle_;
    int frame_count_ = 0, idle_count_ = 0, idle_handles_ = 0;
    static constexpr TimePoint no_idle_period = TimePoint::min();
    TimePoint idle_period_ends_ = no_idle_period, next_idle_period_ = no_idle_period;
    int of_this_period_ = 0;  // those with lower numbers
    std::deque<Promise> promises_;
    std::vector<int> promise_handles_, about_to_be_notified_;
};

}  // namespace janklab::random_programs
