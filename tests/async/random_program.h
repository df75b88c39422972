// SPDX-License-Identifier: MIT
// Random programs for the event loop and its promises: bodies made of steps, which queue later bodies in every way
// there is. The same interpreter runs one on the real loop and on the reference model, through the interface that both
// offer.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "base/time.h"
#include "loop/abort.h"
#include "loop/policy.h"
#include "trace/event.h"

namespace janklab::random_programs {

enum class StepOf : std::uint8_t {
    queue_a_task,
    queue_a_platform_task,
    queue_a_continuation,
    queue_a_microtask,
    set_timeout,
    set_interval,
    request_animation_frame,
    request_idle_callback,
    post,
    call_a_listener,
    make_promise,
    then,
    catch_error,
    await,
    await_delay,
    await_frame,
    await_idle,
    await_yield,
    settle_promise,
    resolve_promise_with,
    cancel_task,
    clear_timer,
    cancel_animation_frame,
    cancel_idle_callback,
    move_task,
    post_task,
    set_priority,
    abort,
    spend,
    set_policy,
    stop,
    throw_an_error,
};
inline constexpr int step_kinds = static_cast<int>(StepOf::throw_an_error) + 1;

struct Step {
    StepOf kind{};
    int body = 0;    // what is to run; higher than the body that the step stands in
    int number = 0;  // a task source, which of the handles so far is meant, a policy, or a task controller and more
    int other = 0;   // which promise a callback returns, if odd; or how a promise is made or settled
    Duration duration{};  // a delay, an interval, a timeout, or what is spent
};

/// So many task controllers there are from the beginning. A step's number is a controller's times 3 and a priority.
inline constexpr int controller_count = 3;

/// Body 0 runs outside of all callbacks, before the first turn.
struct Program {
    std::vector<std::vector<Step>> bodies;
};

Program random_program(std::mt19937_64& random);
std::string to_string(const Program& program);

enum class Made : std::uint8_t { pending, fulfilled, rejected };

/// In place of a body: the events that tell of rejections.
inline constexpr int unhandledrejection = -1, rejectionhandled = -2;

/// What ran, and when.
struct Record {
    TimePoint time;
    int body;
    friend bool operator==(const Record&, const Record&) = default;
};
using Log = std::vector<Record>;
std::string to_string(const Log& log);

/// The event loop as a program sees it. Handles are numbered in the order in which they were given out.
class Machine {
  public:
    virtual ~Machine() = default;

    // For steps.
    virtual void queue_a_task(TaskSource source, int body) = 0;
    virtual void queue_a_platform_task(TaskSource source, int body) = 0;
    virtual void queue_a_continuation(TaskSource source, int body) = 0;
    virtual void queue_a_microtask(int body) = 0;
    virtual void set_timer(Duration delay, bool repeats, int body) = 0;
    virtual void request_animation_frame(int body) = 0;
    virtual void request_idle_callback(Duration timeout, int body) = 0;
    virtual void post(int body) = 0;
    virtual void call_a_listener(int body) = 0;
    /// Handles of promises, too, are numbered as they were given out: by each of these but the last two. `returns`: the
    /// promise that the body returns; -1: a value. What the body throws rejects.
    virtual int promise_count() = 0;
    virtual void make_promise(Made how) = 0;
    virtual void then(int promise, int body, int returns) = 0;
    virtual void catch_error(int promise, int body, int returns) = 0;
    /// Async functions that await something, run a body, and return.
    virtual void await(int promise, int body, int returns) = 0;
    virtual void await_delay(Duration delay, int body) = 0;
    virtual void await_frame(int body) = 0;
    virtual void await_idle(int body) = 0;
    virtual void await_yield(int body) = 0;
    /// Nothing happens where somebody else resolves the promise, or this was done before.
    virtual void settle_promise(int promise, bool fulfil) = 0;
    virtual void resolve_promise_with(int promise, int other) = 0;
    virtual void cancel_task(int number) = 0;
    virtual void clear_timer(int number) = 0;
    virtual void cancel_animation_frame(int number) = 0;
    virtual void cancel_idle_callback(int number) = 0;
    virtual void move_task(int number, TaskSource to) = 0;
    /// scheduler.postTask, or a continuation, under the signal of a controller.
    virtual void post_task(int controller, bool continuation, int body) = 0;
    virtual void set_priority(int controller, TaskPriority priority) = 0;
    virtual void abort(int controller) = 0;
    virtual void set_policy(Policy policy) = 0;
    /// Ends at once while what runs is being stopped.
    virtual void spend(Duration duration) = 0;
    virtual void stop() = 0;

    // For the driver.
    virtual TimePoint now() = 0;
    virtual Choice choose_next(TimePoint rendering_since) = 0;
    virtual void run_a_task(TaskSource source) = 0;
    virtual void run_the_animation_frame_callbacks(TimePoint time) = 0;
    virtual void start_an_idle_period(TimePoint deadline, TimePoint without_frame) = 0;
    virtual TimePoint next_wake_up() = 0;

    /// What a callback of the program does. Throws when the body says so.
    void run_body(int body);
    /// Runs the program for some frames of 16 ms and says what ran.
    Log run(const Program& program);

  protected:
    /// Takes down that something ran, and when.
    void note(int what);

  private:
    void do_promise_step(const Step& step);

    const Program* program_ = nullptr;
    Log log_;
};

}  // namespace janklab::random_programs
