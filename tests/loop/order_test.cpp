// SPDX-License-Identifier: MIT
// The order rules of SEMANTICS 1, by their numbers, as far as the loop alone is concerned.
#include <doctest/doctest.h>

#include "loop/scheduler.h"
#include "loop/test_loop.h"

using namespace janklab;

TEST_CASE("1.1 a task runs to completion before the task that it queued") {
    TestLoop t;
    t.loop.queue_a_task(TaskSource::timer, "outer", [&] {
        t.queue_task(TaskSource::user_interaction, "inner ");
        t.log += "outer begins, ";
        t.spend(100ms);
        t.log += "outer ends, ";
    });
    t.loop.run_until_idle();
    CHECK(t.log == "outer begins, outer ends, inner ");
}

TEST_CASE("1.2 all microtasks run after the task that queued them, before the next task") {
    TestLoop t;
    t.loop.queue_a_task(TaskSource::timer, "first", [&] {
        t.queue_microtask("a");
        t.queue_microtask("b");
        t.log += "1";
    });
    t.queue_task(TaskSource::timer, "2");
    t.loop.run_until_idle();
    CHECK(t.log == "1ab2");
}

TEST_CASE("1.2 a microtask queued by a microtask runs in the same checkpoint") {
    TestLoop t;
    t.loop.queue_a_task(TaskSource::timer, "first", [&] {
        t.loop.queue_a_microtask("a", [&] {
            t.queue_microtask("c");
            t.log += "a";
        });
        t.queue_microtask("b");
    });
    t.queue_task(TaskSource::timer, "2");
    t.loop.run_until_idle();
    CHECK(t.log == "abc2");
}

TEST_CASE("1.2 a listener called by the platform is followed by a checkpoint, the next listener comes after it") {
    TestLoop t;
    t.loop.queue_a_platform_task(TaskSource::user_interaction, "click", 0, [&] {
        for (const char* name : {"1", "2"}) {
            Callback listener = [&] {
                t.log += name;
                t.queue_microtask("m");
            };
            t.loop.run_a_callback(CallbackKind::event_listener, name, listener);
        }
    });
    t.loop.run_until_idle();
    CHECK(t.log == "1m2m");
}

TEST_CASE("1.2 el.click() from script is synchronous: no checkpoint between its listeners") {
    TestLoop t;
    t.loop.queue_a_task(TaskSource::timer, "script", [&] {
        for (const char* name : {"1", "2"}) {
            Callback listener = [&] {
                t.log += name;
                t.queue_microtask("m");
            };
            t.loop.run_a_callback(CallbackKind::event_listener, name, listener);
        }
        t.log += "|";
    });
    t.loop.run_until_idle();
    CHECK(t.log == "12|mm");
}

TEST_CASE("1.2 a listener that a listener of the platform calls is followed by no checkpoint") {
    TestLoop t;
    Callback inner = [&] { t.log += "inner "; };
    t.loop.queue_a_platform_task(TaskSource::user_interaction, "click", 0, [&] {
        Callback outer = [&] {
            t.queue_microtask("microtask ");
            t.loop.run_a_nested_callback(CallbackKind::event_listener, "inner", inner);
            t.loop.run_a_callback(CallbackKind::event_listener, "inner", inner);
            t.log += "outer ";
        };
        t.loop.run_a_callback(CallbackKind::event_listener, "outer", outer);
    });
    t.loop.run_until_idle();
    CHECK(t.log == "inner inner outer microtask ");
}

TEST_CASE("1.2 each animation frame callback is followed by a checkpoint") {
    TestLoop t;
    for (const char* name : {"1", "2"}) {
        t.loop.request_animation_frame(name, [&t, name](TimePoint) {
            t.log += name;
            t.queue_microtask("m");
        });
    }
    t.loop.run_the_animation_frame_callbacks(t.clock.stamp());
    CHECK(t.log == "1m2m");
}

TEST_CASE("1.2 an observer's callback outside of all tasks is followed by a checkpoint") {
    TestLoop t;
    Callback observer = [&] {
        t.log += "o";
        t.queue_microtask("m");
    };
    t.loop.run_a_callback(CallbackKind::resize_observer, "observer", observer);
    CHECK(t.log == "om");
}

TEST_CASE("1.2 microtasks queued from outside of all callbacks run before the first task") {
    TestLoop t;
    t.queue_task(TaskSource::timer, "t");
    t.queue_microtask("m");
    t.loop.run_until_idle();
    CHECK(t.log == "mt");
}

TEST_CASE("1.2 a checkpoint asked for inside a checkpoint, or below a callback, does nothing") {
    TestLoop t;
    t.loop.queue_a_task(TaskSource::timer, "task", [&] {
        t.loop.queue_a_microtask("a", [&] {
            t.loop.perform_a_microtask_checkpoint();
            t.log += "a";
        });
        t.queue_microtask("b");
        t.loop.perform_a_microtask_checkpoint();
        t.log += "t";
    });
    t.loop.run_until_idle();
    CHECK(t.log == "tab");
}

TEST_CASE("1.3 within one task source, first in, first out, under every policy") {
    for (const Policy policy : {Policy::fifo, Policy::browser, Policy::strict}) {
        TestLoop t;
        t.loop.set_policy(policy);
        for (int i = 0; i < task_source_count; ++i) {
            const auto source = static_cast<TaskSource>(i);
            t.log.clear();
            for (const char* name : {"1", "2", "3"}) t.queue_task(source, name);
            t.loop.run_until_idle();
            CHECK(t.log == "123");
        }
    }
}

TEST_CASE("1.3 a change of policy while tasks wait changes the order of the sources from then on") {
    TestLoop t;
    t.loop.set_policy(Policy::fifo);
    t.queue_task(TaskSource::background, "b");
    t.loop.queue_a_task(TaskSource::timer, "change", [&] { t.loop.set_policy(Policy::strict); });
    t.queue_task(TaskSource::background, "B");
    t.queue_task(TaskSource::user_interaction, "u");
    t.loop.run_until_idle();
    CHECK(t.log == "buB");
}

TEST_CASE("1.4 rendering is chosen only when there is an opportunity, and never splits a task from its microtasks") {
    TestLoop t;
    t.loop.request_animation_frame("frame", t.writes_in_a_frame("f"));
    CHECK(t.loop.choose_next(time_never).kind == Choice::Kind::nothing);
    t.loop.queue_a_task(TaskSource::timer, "task", [&] { t.queue_microtask("m"); });
    t.loop.run_a_task(t.loop.choose_next(time_never).source);
    CHECK(t.loop.nothing_runnable());
    CHECK(t.log == "m");
    CHECK(t.loop.choose_next(t.clock.stamp()).kind == Choice::Kind::rendering);
}

TEST_CASE("1.5 an animation frame callback registered during a frame runs in the next one") {
    TestLoop t;
    t.loop.request_animation_frame("a", [&](TimePoint) {
        t.log += "a";
        t.loop.request_animation_frame("b", t.writes_in_a_frame("b"));
    });
    t.loop.run_the_animation_frame_callbacks(t.clock.stamp());
    CHECK(t.log == "a");
    t.loop.run_the_animation_frame_callbacks(t.clock.stamp());
    CHECK(t.log == "ab");
    CHECK(!t.loop.has_animation_frame_callbacks());
}

TEST_CASE("1.5 cancelling an animation frame callback of the same batch works") {
    TestLoop t;
    AnimationFrameId second;
    t.loop.request_animation_frame("a", [&](TimePoint) {
        t.log += "a";
        CHECK(t.loop.cancel_animation_frame(second));
        CHECK(!t.loop.cancel_animation_frame(second));
    });
    second = t.loop.request_animation_frame("b", t.writes_in_a_frame("b"));
    t.loop.request_animation_frame("c", t.writes_in_a_frame("c"));
    t.loop.run_the_animation_frame_callbacks(t.clock.stamp());
    CHECK(t.log == "ac");
}

TEST_CASE("1.7 idle callbacks run when nothing is runnable") {
    TestLoop t;
    t.loop.request_idle_callback("i", t.writes_when_idle("i"));
    t.queue_task(TaskSource::background, "t");
    CHECK(t.loop.choose_next().kind == Choice::Kind::task);
    t.loop.run_until_idle();
    CHECK(t.log == "t");
    CHECK(t.loop.choose_next().kind == Choice::Kind::idle);
    t.loop.start_an_idle_period(t.clock.stamp() + 10ms);
    CHECK(t.log == "ti");
    CHECK(t.loop.choose_next().kind == Choice::Kind::nothing);
}

TEST_CASE("1.11 user-blocking runs before user-visible before background") {
    for (const Policy policy : {Policy::browser, Policy::strict}) {
        TestLoop t;
        t.loop.set_policy(policy);
        t.queue_task(TaskSource::background, "3");
        t.queue_task(TaskSource::user_visible, "2");
        t.queue_task(TaskSource::user_blocking, "1");
        t.loop.run_until_idle();
        CHECK(t.log == "123");
    }
}

TEST_CASE("1.12 a chain of microtasks lets no task and no timer run; a chain of timers lets frames through") {
    SUBCASE("microtasks") {
        TestLoop t;
        t.loop.set_timeout("timer", 1ms, t.writes("t"));
        int left = 5000;
        struct Chain {
            TestLoop& t;
            int& left;
            void operator()() const {
                if (--left > 0) t.loop.queue_a_microtask("chain", *this);
            }
        };
        t.loop.queue_a_task(TaskSource::dom_manipulation, "first", Chain{t, left});
        t.queue_task(TaskSource::user_interaction, "u");
        t.loop.run_a_task(TaskSource::dom_manipulation);
        CHECK(left == 0);
        CHECK(t.log == "");
        CHECK(t.since_start() >= 5ms);  // a microsecond each: virtual time passes, so that a chain without end ends
    }
    SUBCASE("timers") {
        TestLoop t;
        struct Chain {
            TestLoop& t;
            void operator()() const { t.loop.set_timeout("chain", 0ms, *this); }
        };
        t.loop.set_timeout("chain", 0ms, Chain{t});
        for (int turns = 0; turns < 20; ++turns) {
            const Choice choice = t.loop.choose_next(t.clock.stamp());
            if (choice.kind == Choice::Kind::task) t.loop.run_a_task(choice.source);
            else t.log += "f";
        }
        CHECK(t.log.size() >= 5);
    }
}
