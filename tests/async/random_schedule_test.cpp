// SPDX-License-Identifier: MIT
// The event loop and its promises against the reference model, over many random programs. A program on which they
// differ is made as small as it gets and printed. JANKLAB_SEED chooses other programs.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <optional>

#include "async/coroutine.h"
#include "async/random_program.h"
#include "async/reference_model.h"
#include "loop/event_loop.h"
#include "loop/scheduler.h"

using namespace janklab;
using namespace janklab::random_programs;

namespace {

#if defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
constexpr int program_count = 10'000;
#elif defined(__SANITIZE_ADDRESS__)
constexpr int program_count = 25'000;
#else
constexpr int program_count = 100'000;
#endif

class LoopMachine final : public Machine {
  public:
    LoopMachine() : loop_({.clock = &clock_, .control = &control_}) {
        loop_.on_error([](const ErrorReport&) {});
    }
    /// Made when a program first needs it: until then there is a loop without promises.
    Async& async() {
        if (async_) return *async_;
        async_.emplace(loop_);
        async_->rejections().on_unhandled_rejection([this](RejectionEvent& event) {
            event.prevent_default();
            note(unhandledrejection);
        });
        async_->rejections().on_rejection_handled([this](RejectionEvent&) { note(rejectionhandled); });
        return *async_;
    }

    void queue_a_task(TaskSource source, int body) override {
        tasks_.push_back(loop_.queue_a_task(source, "task", runs(body)));
    }
    void queue_a_platform_task(TaskSource source, int body) override {
        tasks_.push_back(loop_.queue_a_platform_task(source, "task", 0, runs(body)));
    }
    void queue_a_continuation(TaskSource source, int body) override {
        tasks_.push_back(loop_.queue_a_continuation(source, "continuation", runs(body)));
    }
    void queue_a_microtask(int body) override { loop_.queue_a_microtask("microtask", runs(body)); }
    void set_timer(Duration delay, bool repeats, int body) override {
        timers_.push_back(repeats ? loop_.set_interval("interval", delay, runs(body))
                                  : loop_.set_timeout("timeout", delay, runs(body)));
    }
    void request_animation_frame(int body) override {
        frames_.push_back(loop_.request_animation_frame("frame", [this, body](TimePoint) { run_body(body); }));
    }
    void request_idle_callback(Duration timeout, int body) override {
        idle_.push_back(loop_.request_idle_callback(
            "idle", [this, body](const IdleDeadline&) { run_body(body); }, timeout));
    }
    void post(int body) override { loop_.poster().post("post", runs(body)); }
    void call_a_listener(int body) override {
        Callback callback = runs(body);
        loop_.run_a_callback(CallbackKind::event_listener, "listener", callback);
    }
    int promise_count() override { return static_cast<int>(promises_.size()); }
    void make_promise(Made how) override {
        if (how == Made::fulfilled) return keep(async().resolved(1));
        if (how == Made::rejected) return keep(async().rejected<int>("no"));
        const auto [promise, resolver] = async().with_resolvers<int>();
        keep(promise);
        resolvers_.back() = resolver;
    }
    void settle_promise(int promise, bool fulfil) override {
        const auto& resolver = resolvers_[static_cast<std::size_t>(promise)];
        if (!resolver) return;
        if (fulfil) resolver->resolve(1);
        else resolver->reject("no");
    }
    void resolve_promise_with(int promise, int other) override {
        if (const auto& resolver = resolvers_[static_cast<std::size_t>(promise)]) resolver->resolve(at(other));
    }
    void then(int promise, int body, int returns) override {
        keep_with(body, returns, [&](auto callback) { return at(promise).then("then", callback); });
    }
    void catch_error(int promise, int body, int returns) override {
        keep_with(body, returns, [&](auto callback) { return at(promise).catch_error("catch", callback); });
    }
    void await(int promise, int body, int returns) override {
        if (returns < 0) return keep(awaits_and_returns(*this, at(promise), body));
        keep(awaits_and_returns_a_promise(*this, at(promise), body, at(returns)));
    }
    void await_delay(Duration duration, int body) override { keep(awaits(*this, delay(duration), body)); }
    void await_frame(int body) override { keep(awaits(*this, next_frame(), body)); }
    void await_idle(int body) override { keep(awaits(*this, idle(), body)); }
    void await_yield(int body) override { keep(awaits(*this, yield(), body)); }
    void cancel_task(int number) override {
        if (number < static_cast<int>(tasks_.size())) loop_.cancel_task(tasks_[static_cast<std::size_t>(number)]);
    }
    void clear_timer(int number) override {
        if (number < static_cast<int>(timers_.size())) loop_.clear_timer(timers_[static_cast<std::size_t>(number)]);
    }
    void cancel_animation_frame(int number) override {
        if (number < static_cast<int>(frames_.size()))
            loop_.cancel_animation_frame(frames_[static_cast<std::size_t>(number)]);
    }
    void cancel_idle_callback(int number) override {
        if (number < static_cast<int>(idle_.size()))
            loop_.cancel_idle_callback(idle_[static_cast<std::size_t>(number)]);
    }
    void move_task(int number, TaskSource to) override {
        if (number >= static_cast<int>(tasks_.size())) return;
        TaskHandle& task = tasks_[static_cast<std::size_t>(number)];
        if (is_prioritised(task.source) && loop_.move_task(task, to)) task.source = to;
    }
    void post_task(int controller, bool continuation, int body) override {
        const PostTaskOptions options{.signal = controller_of(controller).signal()};
        if (continuation) scheduler_.queue_continuation("continuation", runs(body), options);
        else scheduler_.post_task("posted task", runs(body), options);
    }
    void set_priority(int controller, TaskPriority priority) override {
        REQUIRE(controller_of(controller).set_priority(priority));
    }
    void abort(int controller) override { controller_of(controller).abort(); }
    void set_policy(Policy policy) override { loop_.set_policy(policy); }
    void spend(Duration duration) override { clock_.busy(duration, control_.stop_flag()); }
    void stop() override { control_.request_stop(); }

    TimePoint now() override { return clock_.stamp(); }
    Choice choose_next(TimePoint rendering_since) override { return loop_.choose_next(rendering_since); }
    void run_a_task(TaskSource source) override { loop_.run_a_task(source); }
    void run_the_animation_frame_callbacks(TimePoint time) override { loop_.run_the_animation_frame_callbacks(time); }
    void start_an_idle_period(TimePoint deadline, TimePoint without_frame) override {
        loop_.start_an_idle_period(deadline, without_frame);
    }
    TimePoint next_wake_up() override { return loop_.next_wake_up(); }

    LoopControl& control() { return control_; }

  private:
    Callback runs(int body) {
        return [this, body] { run_body(body); };
    }
    /// Keeps what `use` makes of a callback that runs the body and returns a number, or a promise.
    template <class Use>
    void keep_with(int body, int returns, Use use) {
        const auto returns_a_number = [this, body] {
            run_body(body);
            return 1;
        };
        if (returns < 0) return keep(use(returns_a_number));
        keep(use([this, body, returned = at(returns)] {
            run_body(body);
            return returned;
        }));
    }
    static Promise<int> awaits_and_returns(LoopMachine& machine, Promise<int> promise, int body) {
        co_await promise;
        machine.run_body(body);
        co_return 1;
    }
    static Promise<int> awaits_and_returns_a_promise(LoopMachine& machine, Promise<int> promise, int body,
                                                     Promise<int> returned) {
        co_await promise;
        machine.run_body(body);
        co_return returned;
    }
    template <class What>
    static Promise<int> awaits(LoopMachine& machine, What what, int body) {
        co_await what;
        machine.run_body(body);
        co_return 1;
    }
    Promise<int> at(int promise) const { return promises_[static_cast<std::size_t>(promise)]; }
    void keep(Promise<int> promise) {
        promises_.push_back(std::move(promise));
        resolvers_.emplace_back();
    }
    const TaskController& controller_of(int number) const { return controllers_[static_cast<std::size_t>(number)]; }

    VirtualClock clock_;
    LoopControl control_;
    EventLoop loop_;
    Scheduler scheduler_{loop_};
    const std::vector<TaskController> controllers_{controller_count};
    std::vector<TaskHandle> tasks_;
    std::vector<TimerId> timers_;
    std::vector<AnimationFrameId> frames_;
    std::vector<IdleId> idle_;
    std::optional<Async> async_;
    std::vector<Promise<int>> promises_;
    std::vector<std::optional<PromiseResolver<int>>> resolvers_;  // of those that the program itself settles
};

/// Pauses, with as many steps granted beforehand as a program can use: of at most 200 callbacks that do anything, each
/// has at most 5 steps, none of which leads to more than 5 microtasks by itself. That a loop waits for steps is tested
/// with threads (tests/loop/control_test.cpp).
void pause_with_steps(LoopControl& control, StepKind kind) {
    control.pause();
    for (int i = 0; i < 5500; ++i) control.step(kind);
}

bool agree(const Program& program, Mistake mistake) {
    return LoopMachine().run(program) == ReferenceModel(mistake).run(program);
}

/// Sets `value` to the plain one if it still fails then.
template <class T, class StillFails>
bool made_plainer(T& value, T plain, StillFails still_fails) {
    if (value == plain) return false;
    const T before = std::exchange(value, plain);
    if (still_fails()) return true;
    value = before;
    return false;
}

/// The program with a step left out, or with the steps of its body in its place.
Program without(Program program, std::size_t body, std::size_t index, bool keep_its_steps) {
    std::vector<Step>& steps = program.bodies[body];
    const std::vector<Step> its_steps = program.bodies[static_cast<std::size_t>(steps[index].body)];
    const auto at = steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(index));
    if (keep_its_steps) steps.insert(at, its_steps.begin(), its_steps.end());
    // Outside of all callbacks nobody would catch it, and nothing runs that could be stopped.
    std::erase_if(program.bodies[0],
                  [](const Step& step) { return step.kind == StepOf::throw_an_error || step.kind == StepOf::stop; });
    return program;
}

/// Leaves out steps, and makes durations and numbers plain, for as long as loop and model still differ.
Program made_small(Program program, Mistake mistake) {
    const auto still_fails = [&](const Program& candidate) { return !agree(candidate, mistake); };
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (std::size_t body = 0; body < program.bodies.size(); ++body) {
            for (std::size_t i = program.bodies[body].size(); i-- > 0;) {
                for (const bool keep_its_steps : {false, true}) {
                    Program candidate = without(program, body, i, keep_its_steps);
                    if (!still_fails(candidate)) continue;
                    program = std::move(candidate);
                    smaller = true;
                    break;
                }
            }
            for (Step& step : program.bodies[body]) {
                smaller |= made_plainer(step.duration, Duration{0}, [&] { return still_fails(program); });
                smaller |= made_plainer(step.number, 0, [&] { return still_fails(program); });
                smaller |= made_plainer(step.other, 0, [&] { return still_fails(program); });
            }
        }
    }
    return program;
}

std::size_t steps_in(const Program& program) {
    std::size_t count = 0;
    for (const auto& body : program.bodies) count += body.size();
    return count;
}

std::optional<Program> first_failing(std::uint64_t seed, int count, Mistake mistake) {
    std::mt19937_64 random(seed);
    for (int i = 0; i < count; ++i) {
        Program program = random_program(random);
        if (!agree(program, mistake)) return program;
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("the loop does what the reference model does, over many random programs") {
    const char* chosen = std::getenv("JANKLAB_SEED");
    const std::uint64_t seed = chosen ? std::strtoull(chosen, nullptr, 10) : 1;
    MESSAGE(fmt::format("{} random programs, JANKLAB_SEED={}", program_count, seed));
    if (const std::optional<Program> failing = first_failing(seed, program_count, Mistake::none)) {
        const Program small = made_small(*failing, Mistake::none);
        FAIL(fmt::format("JANKLAB_SEED={}: they differ on this program:\n{}the loop:  {}\nthe model: {}", seed,
                         to_string(small), to_string(LoopMachine().run(small)),
                         to_string(ReferenceModel().run(small))));
    }
}

TEST_CASE("paused, and let on step by step, the loop does the same") {
    std::mt19937_64 random(2);
    for (int i = 0; i < program_count / 50; ++i) {
        const Program program = random_program(random);
        LoopMachine machine;
        pause_with_steps(machine.control(), i % 2 ? StepKind::task : StepKind::microtask);
        const Log log = machine.run(program);
        if (log == ReferenceModel().run(program)) continue;
        FAIL(fmt::format("stepped, they differ on this program:\n{}the loop:  {}\nthe model: {}", to_string(program),
                         to_string(log), to_string(ReferenceModel().run(program))));
    }
}

TEST_CASE("a wrong model is found out, and the failing program made small") {
    struct Row {
        Mistake mistake;
        std::size_t most_steps;
    };
    // What it takes: two microtasks in one checkpoint, of callbacks; a microtask of one frame callback and another such
    // callback, each registered by something; an interval, and something that blocks it, in a callback; an idle period,
    // something that interrupts it, and another idle callback; a posted task and an abort; a posted task
    // whose priority changes, and a task that it changes places with; a task that queues a microtask and is stopped;
    // two promises, one resolved with the other, and who waits for it; a promise that somebody rejects; an idle
    // callback that yields, and a task that goes first; a promise, who waits for it with a yield, and who settles it in
    // the background, and a task in between; two tasks.
    for (const Row& row :
         {Row{Mistake::newest_microtask_first, 4}, Row{Mistake::checkpoint_only_after_tasks, 3},
          Row{Mistake::intervals_pile_up, 4}, Row{Mistake::idle_in_the_same_period, 5},
          Row{Mistake::aborted_tasks_stay, 2}, Row{Mistake::priorities_are_for_new_tasks, 4},
          Row{Mistake::stopped_microtasks_stay, 3}, Row{Mistake::resolving_with_a_promise_costs_nothing, 4},
          Row{Mistake::nobody_hears_of_rejections, 2}, Row{Mistake::yield_inherits_nothing, 4},
          Row{Mistake::promise_callbacks_have_the_state_of_who_settles, 6},
          Row{Mistake::user_blocking_waits_its_turn, 3}}) {
        CAPTURE(static_cast<int>(row.mistake));
        const std::optional<Program> failing = first_failing(1, 5'000, row.mistake);
        REQUIRE(failing);
        const Program small = made_small(*failing, row.mistake);
        CHECK(!agree(small, row.mistake));
        CHECK_MESSAGE(steps_in(small) <= row.most_steps, to_string(small));
    }
}
