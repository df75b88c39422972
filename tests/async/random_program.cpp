// SPDX-License-Identifier: MIT
#include "async/random_program.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace janklab::random_programs {
namespace {

constexpr Duration frame_interval = 16ms;
constexpr int frames_a_run = 6;
constexpr int most_turns = 200;
constexpr std::size_t most_records = 200;
constexpr int kinds_that_queue = static_cast<int>(StepOf::settle_promise);

int pick(std::mt19937_64& random, int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); }

Duration random_duration(std::mt19937_64& random) {
    constexpr Duration usual[] = {
        -1ms, 0ms, 0ms, 0ms, 1ms, 1ms, 2ms, 4ms, 5ms, 10ms, 16ms, 20ms, 30ms, 1500us, 2'147'483'648ms};
    return usual[pick(random, std::size(usual))];
}

constexpr const char* kind_names[step_kinds] = {"queue_a_task",
                                                "queue_a_platform_task",
                                                "queue_a_continuation",
                                                "queue_a_microtask",
                                                "set_timeout",
                                                "set_interval",
                                                "request_animation_frame",
                                                "request_idle_callback",
                                                "post",
                                                "call_a_listener",
                                                "make_promise",
                                                "then",
                                                "catch_error",
                                                "await",
                                                "await_delay",
                                                "await_frame",
                                                "await_idle",
                                                "await_yield",
                                                "settle_promise",
                                                "resolve_promise_with",
                                                "cancel_task",
                                                "clear_timer",
                                                "cancel_animation_frame",
                                                "cancel_idle_callback",
                                                "move_task",
                                                "post_task",
                                                "set_priority",
                                                "abort",
                                                "spend",
                                                "set_policy",
                                                "stop",
                                                "throw_an_error"};

Made made_by(const Step& step) { return static_cast<Made>(step.other % 3); }
const char* to_string(Made how) {
    return how == Made::pending ? "pending" : how == Made::fulfilled ? "fulfilled" : "rejected";
}

int controller_of(const Step& step) { return step.number / 3 % controller_count; }
TaskPriority priority_of(const Step& step) { return static_cast<TaskPriority>(step.number % 3); }

std::string to_string(const Step& step) {
    const char* name = kind_names[static_cast<int>(step.kind)];
    switch (step.kind) {
        case StepOf::queue_a_task:
        case StepOf::queue_a_platform_task:
            return fmt::format("{}({}, body {})", name, to_string(static_cast<TaskSource>(step.number)), step.body);
        case StepOf::queue_a_continuation:
            return fmt::format("{}({}, body {})", name, step.number % 3, step.body);
        case StepOf::set_timeout:
        case StepOf::set_interval:
        case StepOf::request_idle_callback:
            return fmt::format("{}({} us, body {})", name, step.duration / 1us, step.body);
        case StepOf::await_delay:
            return fmt::format("{}({} us, body {})", name, step.duration / 1us, step.body);
        case StepOf::make_promise:
            return fmt::format("{}({})", name, to_string(made_by(step)));
        case StepOf::then:
        case StepOf::catch_error:
        case StepOf::await:
            return fmt::format("{}(handle {}, body {}{})", name, step.number, step.body,
                               step.other % 2 ? fmt::format(", which returns handle {}", step.other / 2) : "");
        case StepOf::settle_promise:
            return fmt::format("{}(handle {}, {})", name, step.number, step.other % 2 ? "fulfil" : "reject");
        case StepOf::resolve_promise_with:
            return fmt::format("{}(handle {}, handle {})", name, step.number, step.other);
        case StepOf::cancel_task:
        case StepOf::clear_timer:
        case StepOf::cancel_animation_frame:
        case StepOf::cancel_idle_callback:
            return fmt::format("{}(handle {})", name, step.number);
        case StepOf::move_task:
            return fmt::format("{}(handle {}, {})", name, step.number / 3, step.number % 3);
        case StepOf::post_task:
            return fmt::format("{}(controller {}, {}body {})", name, controller_of(step),
                               step.number % 2 ? "continuation, " : "", step.body);
        case StepOf::set_priority:
            return fmt::format("{}(controller {}, {})", name, controller_of(step), to_string(priority_of(step)));
        case StepOf::abort:
            return fmt::format("{}(controller {})", name, controller_of(step));
        case StepOf::spend:
            return fmt::format("{}({} us)", name, step.duration / 1us);
        case StepOf::set_policy:
            return fmt::format("{}({})", name, step.number % 3);
        case StepOf::stop:
        case StepOf::throw_an_error:
            return name;
        default:
            return fmt::format("{}(body {})", name, step.body);
    }
}

}  // namespace

Program random_program(std::mt19937_64& random) {
    Program program;
    const int bodies = 2 + pick(random, 14);
    program.bodies.resize(static_cast<std::size_t>(bodies));
    // Some programs use few kinds of steps, so that those meet each other more often.
    std::uint64_t kinds = (std::uint64_t{1} << step_kinds) - 1;
    if (pick(random, 2)) {
        kinds = std::uint64_t{1} << pick(random, kinds_that_queue);
        kinds |= random();
    }
    for (int body = 0; body < bodies; ++body) {
        const int steps = body == 0 ? 2 + pick(random, 6) : pick(random, 5);
        for (int i = 0; i < steps; ++i) {
            const int kind = pick(random, step_kinds);
            if (!(kinds >> kind & 1)) continue;
            Step step{.kind = static_cast<StepOf>(kind),
                      .number = pick(random, 30),
                      .other = pick(random, 12),
                      .duration = random_duration(random)};
            if (step.kind == StepOf::queue_a_task || step.kind == StepOf::queue_a_platform_task)
                step.number %= task_source_count;
            if (step.kind == StepOf::spend) step.duration = std::clamp(step.duration, Duration{0}, Duration{20ms});
            const bool ends_what_runs = step.kind == StepOf::throw_an_error || step.kind == StepOf::stop;
            if (ends_what_runs && (body == 0 || pick(random, 3))) continue;
            step.body = body + 1 + pick(random, std::max(1, bodies - body - 1));
            if (step.body < bodies) program.bodies[static_cast<std::size_t>(body)].push_back(step);
        }
    }
    return program;
}

std::string to_string(const Program& program) {
    std::string text;
    for (std::size_t body = 0; body < program.bodies.size(); ++body) {
        if (program.bodies[body].empty() && body > 0) continue;
        text += body == 0 ? "at first:\n" : fmt::format("body {}:\n", body);
        for (const Step& step : program.bodies[body]) text += "    " + to_string(step) + "\n";
    }
    return text;
}

std::string to_string(const Log& log) {
    std::string text;
    for (const Record& record : log) text += fmt::format("{}@{} ", record.body, record.time.time_since_epoch() / 1us);
    return text;
}

void Machine::note(int what) { log_.push_back({now(), what}); }

/// Handles are those of promises that there are by now, counted round.
void Machine::do_promise_step(const Step& step) {
    const int count = promise_count();
    if (count == 0) return;
    const int promise = step.number % count, other = step.other % count;
    const int returns = step.other % 2 ? step.other / 2 % count : -1;
    switch (step.kind) {
        case StepOf::then:
            return then(promise, step.body, returns);
        case StepOf::catch_error:
            return catch_error(promise, step.body, returns);
        case StepOf::await:
            return await(promise, step.body, returns);
        case StepOf::settle_promise:
            return settle_promise(promise, step.other % 2);
        default:
            return resolve_promise_with(promise, other);
    }
}

void Machine::run_body(int body) {
    if (log_.size() >= most_records) return;  // bodies that queue each other multiply
    if (body != 0) note(body);
    for (const Step& step : program_->bodies[static_cast<std::size_t>(body)]) {
        const auto priority = [](int number) {
            return static_cast<TaskSource>(static_cast<int>(TaskSource::user_blocking) + number % 3);
        };
        switch (step.kind) {
            case StepOf::queue_a_task:
                queue_a_task(static_cast<TaskSource>(step.number), step.body);
                break;
            case StepOf::queue_a_platform_task:
                queue_a_platform_task(static_cast<TaskSource>(step.number), step.body);
                break;
            case StepOf::queue_a_continuation:
                queue_a_continuation(priority(step.number), step.body);
                break;
            case StepOf::queue_a_microtask:
                queue_a_microtask(step.body);
                break;
            case StepOf::set_timeout:
                set_timer(step.duration, false, step.body);
                break;
            case StepOf::set_interval:
                set_timer(step.duration, true, step.body);
                break;
            case StepOf::request_animation_frame:
                request_animation_frame(step.body);
                break;
            case StepOf::request_idle_callback:
                request_idle_callback(step.duration, step.body);
                break;
            case StepOf::post:
                post(step.body);
                break;
            case StepOf::call_a_listener:
                call_a_listener(step.body);
                break;
            case StepOf::make_promise:
                make_promise(made_by(step));
                break;
            case StepOf::then:
            case StepOf::catch_error:
            case StepOf::await:
            case StepOf::settle_promise:
            case StepOf::resolve_promise_with:
                do_promise_step(step);
                break;
            case StepOf::await_delay:
                await_delay(step.duration, step.body);
                break;
            case StepOf::await_frame:
                await_frame(step.body);
                break;
            case StepOf::await_idle:
                await_idle(step.body);
                break;
            case StepOf::await_yield:
                await_yield(step.body);
                break;
            case StepOf::cancel_task:
                cancel_task(step.number);
                break;
            case StepOf::clear_timer:
                clear_timer(step.number);
                break;
            case StepOf::cancel_animation_frame:
                cancel_animation_frame(step.number);
                break;
            case StepOf::cancel_idle_callback:
                cancel_idle_callback(step.number);
                break;
            case StepOf::move_task:
                move_task(step.number / 3, priority(step.number));
                break;
            case StepOf::post_task:
                post_task(controller_of(step), step.number % 2, step.body);
                break;
            case StepOf::set_priority:
                set_priority(controller_of(step), priority_of(step));
                break;
            case StepOf::abort:
                abort(controller_of(step));
                break;
            case StepOf::spend:
                spend(step.duration);
                break;
            case StepOf::stop:
                stop();
                break;
            case StepOf::set_policy:
                set_policy(static_cast<Policy>(step.number % 3));
                break;
            case StepOf::throw_an_error:
                throw std::runtime_error("as the program says");
        }
    }
}

Log Machine::run(const Program& program) {
    program_ = &program;
    log_.clear();
    run_body(0);
    const TimePoint end = now() + frames_a_run * frame_interval;
    TimePoint next_frame = now() + frame_interval;
    TimePoint opportunity = time_never;
    for (int turn = 0; turn < most_turns && now() < end; ++turn) {
        while (now() >= next_frame) {
            opportunity = next_frame;
            next_frame += frame_interval;
        }
        const Choice choice = choose_next(opportunity);
        switch (choice.kind) {
            case Choice::Kind::task:
                run_a_task(choice.source);
                break;
            case Choice::Kind::rendering:
                run_the_animation_frame_callbacks(opportunity);
                opportunity = time_never;
                break;
            case Choice::Kind::idle:
                // As if no frame were awaited, in every other turn.
                if (turn % 2) start_an_idle_period(now() + 50ms, time_never);
                else start_an_idle_period(next_frame, next_frame + frame_interval);
                break;
            case Choice::Kind::nothing:
                spend(std::min(next_frame, next_wake_up()) - now());
                break;
        }
    }
    return log_;
}

}  // namespace janklab::random_programs
