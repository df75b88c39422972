// SPDX-License-Identifier: MIT
#include "loop/scheduler.h"

#include <doctest/doctest.h>

#include <stdexcept>

#include "loop/test_loop.h"

using namespace janklab;

namespace {

struct ScheduledLoop : TestLoop {
    Scheduler scheduler{loop};
    void post(const char* text, PostTaskOptions options = {}) {
        scheduler.post_task(text, writes(text), std::move(options), outcome_of(text));
    }
    TaskCompletion outcome_of(const char* text) {
        return [this, text](const TaskOutcome& outcome) {
            outcomes += text;
            if (outcome.kind == TaskOutcome::Kind::ran) outcomes += " ran; ";
            if (outcome.kind == TaskOutcome::Kind::threw) outcomes += " threw; ";
            if (outcome.kind == TaskOutcome::Kind::aborted) outcomes += " aborted: " + outcome.reason + "; ";
        };
    }
    std::string outcomes;
};

PostTaskOptions with(TaskPriority priority) { return {.priority = priority, .delay = {}, .signal = {}}; }
PostTaskOptions with(const AbortSignal& signal) { return {.priority = {}, .delay = {}, .signal = signal}; }

}  // namespace

TEST_CASE("1.11 tasks run by priority, those without one as user-visible") {
    ScheduledLoop t;
    t.post("d", with(TaskPriority::background));
    t.post("b", with(TaskPriority::user_visible));
    t.post("c");
    t.post("a", with(TaskPriority::user_blocking));
    t.loop.run_until_idle();
    CHECK(t.log == "abcd");
    CHECK(t.outcomes == "a ran; b ran; c ran; d ran; ");
}

TEST_CASE("1.11 a task with a delay is queued when it has passed") {
    ScheduledLoop t;
    t.post("late ", {.priority = TaskPriority::user_blocking, .delay = 10ms, .signal = {}});
    t.post("soon ", {.priority = TaskPriority::background, .delay = -10ms, .signal = {}});
    t.loop.run_until_idle();
    CHECK(t.log == "soon ");
    CHECK(t.loop.next_wake_up() == TimePoint{1s + 10ms});
    t.run_for(10ms);
    CHECK(t.log == "soon late ");
}

TEST_CASE("1.11 yield continues before other tasks of its priority, after those of a higher one") {
    ScheduledLoop t;
    t.scheduler.post_task("first", [&] {
        t.log += "1";
        t.post("other ");
        t.post("urgent ", with(TaskPriority::user_blocking));
        t.scheduler.queue_continuation("rest", t.writes("rest "));
    });
    t.post("queued ");
    t.loop.run_until_idle();
    CHECK(t.log == "1urgent rest queued other ");
}

TEST_CASE("1.11 the continuation of a background task stays in the background") {
    ScheduledLoop t;
    t.scheduler.post_task(
        "first", [&] { t.scheduler.queue_continuation("rest", t.writes("rest ")); }, with(TaskPriority::background));
    t.post("background ", with(TaskPriority::background));
    t.loop.queue_a_task(TaskSource::background, "source", [&] { t.post("visible "); });
    t.loop.run_a_task(TaskSource::background);
    t.post("visible ");
    t.loop.run_until_idle();
    CHECK(t.log == "visible rest background visible ");
    CHECK(!t.loop.scheduling_state());
}

TEST_CASE("1.11 setPriority moves the tasks that wait, among others by the order of posting") {
    ScheduledLoop t;
    const TaskController controller(TaskPriority::background);
    t.post("1", with(controller.signal()));
    t.post("2", with(TaskPriority::user_blocking));
    t.post("3", with(controller.signal()));
    t.post("4", with(TaskPriority::user_blocking));
    PostTaskOptions fixed = with(controller.signal());
    fixed.priority = TaskPriority::background;
    t.post("fixed", fixed);
    REQUIRE(controller.set_priority(TaskPriority::user_blocking));
    CHECK(controller.signal().priority() == TaskPriority::user_blocking);
    t.loop.run_until_idle();
    CHECK(t.log == "1234fixed");
}

TEST_CASE("1.11 a task that still waits for its delay is queued with the priority of that moment") {
    ScheduledLoop t;
    const TaskController controller(TaskPriority::background);
    t.post("delayed ", {.priority = {}, .delay = 5ms, .signal = controller.signal()});
    REQUIRE(controller.set_priority(TaskPriority::user_blocking));
    t.clock.advance(5ms);
    t.post("visible ");
    t.loop.run_until_idle();
    CHECK(t.log == "delayed visible ");
}

TEST_CASE("1.11 priorities can be changed again and again while a task waits") {
    ScheduledLoop t;
    const TaskController controller(TaskPriority::user_visible);
    t.post("moved ", with(controller.signal()));
    t.post("other ");
    for (const TaskPriority priority :
         {TaskPriority::background, TaskPriority::user_visible, TaskPriority::user_blocking, TaskPriority::user_visible,
          TaskPriority::user_visible}) {
        REQUIRE(controller.set_priority(priority));
    }
    t.loop.run_until_idle();
    CHECK(t.log == "moved other ");
    CHECK(t.outcomes == "moved  ran; other  ran; ");
}

TEST_CASE("1.11 an aborted signal takes the tasks out of the queue and rejects with its reason") {
    ScheduledLoop t;
    const TaskController controller;
    t.post("queued", with(controller.signal()));
    t.post("delayed", {.priority = {}, .delay = 5ms, .signal = controller.signal()});
    t.post("other");
    controller.abort("enough");
    CHECK(t.outcomes == "queued aborted: enough; delayed aborted: enough; ");
    t.post("too late", with(controller.signal()));
    t.run_for(10ms);
    CHECK(t.log == "other");
    CHECK(t.outcomes == "queued aborted: enough; delayed aborted: enough; too late aborted: enough; other ran; ");
}

TEST_CASE("1.11 a continuation is aborted like a task") {
    ScheduledLoop t;
    const AbortController controller;
    t.scheduler.queue_continuation("rest", t.writes("rest"), with(controller.signal()), t.outcome_of("rest"));
    controller.abort();
    t.loop.run_until_idle();
    CHECK(t.log == "");
    CHECK(t.outcomes == "rest aborted: AbortError: signal is aborted without reason; ");
}

TEST_CASE("1.11 a continuation inherits the signal of its task, also through a microtask; one with options does not") {
    ScheduledLoop t;
    const AbortController controller;
    const auto body = [&] {
        t.loop.queue_a_microtask("microtask", [&] {
            t.scheduler.queue_continuation("inherits", t.writes("inherits "), {}, t.outcome_of("inherits"));
            t.scheduler.queue_continuation("other", t.writes("other "), with(TaskPriority::background),
                                           t.outcome_of("other"));
            controller.abort("enough");
            t.scheduler.queue_continuation("late", t.writes("late "), {}, t.outcome_of("late"));
        });
    };
    t.scheduler.post_task("task", body, with(controller.signal()));
    t.loop.run_until_idle();
    CHECK(t.log == "other ");
    CHECK(t.outcomes == "inherits aborted: enough; late aborted: enough; other ran; ");
}

TEST_CASE("1.11 the rest that a continuation runs inherits as its task did") {
    ScheduledLoop t;
    const auto body = [&] {
        t.scheduler.queue_continuation("first", [&] {
            t.post("visible ");
            t.scheduler.queue_continuation("rest", t.writes("rest "));
        });
    };
    t.scheduler.post_task("task", body, with(TaskPriority::background));
    t.loop.run_until_idle();
    CHECK(t.log == "visible rest ");
}

TEST_CASE("aborting or changing the priority of what has run does nothing") {
    ScheduledLoop t;
    const TaskController controller;
    t.post("task", with(controller.signal()));
    t.loop.run_until_idle();
    REQUIRE(controller.set_priority(TaskPriority::background));
    controller.abort("late");
    CHECK(t.outcomes == "task ran; ");
    CHECK(t.loop.nothing_runnable());
}

TEST_CASE("1.11 a task that aborts its own signal runs on, and is aborted") {
    ScheduledLoop t;
    const AbortController controller;
    bool to_the_end = false;
    const auto body = [&] {
        controller.abort("own");
        CHECK(t.outcomes == "task aborted: own; ");
        to_the_end = true;
        throw std::runtime_error("nobody hears this");
    };
    t.scheduler.post_task("task", body, with(controller.signal()), t.outcome_of("task"));
    t.loop.run_until_idle();
    CHECK(to_the_end);
    CHECK(t.outcomes == "task aborted: own; ");
}

TEST_CASE("what a task throws goes to its completion, or, without one, to the loop") {
    ScheduledLoop t;
    std::string reported;
    t.loop.on_error([&](const ErrorReport& report) { reported += report.message; });
    t.scheduler.post_task(
        "a", [] { throw std::runtime_error("a"); }, {},
        [&](const TaskOutcome& outcome) {
            CHECK(outcome.kind == TaskOutcome::Kind::threw);
            CHECK_THROWS_AS(std::rethrow_exception(outcome.error), std::runtime_error);
        });
    t.scheduler.post_task("b", [] { throw std::runtime_error("b"); });
    t.loop.run_until_idle();
    CHECK(reported == "b");
}

TEST_CASE("what was posted needs the scheduler no more") {
    TestLoop t;
    Scheduler(t.loop).post_task("task", t.writes("t"));
    t.loop.run_until_idle();
    CHECK(t.log == "t");
}
