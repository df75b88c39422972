// SPDX-License-Identifier: MIT
// Stop, pause and step. Where another thread presses the button, the loop's thread is blocked in the gate meanwhile.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "loop/test_loop.h"
#include "trace/loop_state.h"

using namespace janklab;

namespace {

/// On a real clock: its time, and its trace, may be read while another thread runs it.
struct RealLoop {
    RealClock clock;
    Trace trace{clock, 1u << 14};
    LoopControl control;
    EventLoop loop{
        {.clock = &clock, .trace = &trace.writer(Track::page), .names = &trace.names(), .control = &control}};
};

/// The loop on a thread of its own, pausing from the start, with its log readable while it stands at the gate.
class PausedLoop {
  public:
    /// `fill` queues what is to run.
    explicit PausedLoop(const std::function<void(RealLoop&)>& fill) {
        fill(loop_);
        loop_.control.pause();
        thread_ = std::thread([this] { loop_.loop.run_until_idle(); });
    }
    ~PausedLoop() {
        loop_.control.resume();
        thread_.join();
    }
    /// Presses step and waits until that much has run: `letters` in the log.
    std::string after_step(StepKind kind, std::size_t letters) {
        loop_.control.step(kind);
        while (ran_.load() < letters) std::this_thread::yield();
        return std::string(log_, letters);
    }
    Callback writes(char letter) {
        return [this, letter] {
            log_[ran_.load()] = letter;
            ++ran_;
        };
    }
    std::size_t letters() const { return ran_.load(); }
    RealLoop& owner() { return loop_; }

  private:
    char log_[300] = {};
    std::atomic<std::size_t> ran_{0};
    RealLoop loop_;
    std::thread thread_;
};

}  // namespace

TEST_CASE("Stop ends the task that runs: busy returns early, and its microtasks are dropped") {
    TestLoop t;
    t.loop.queue_a_task(TaskSource::timer, "long", [&] {
        t.queue_microtask("m");
        t.queue_microtask("m");
        t.control.request_stop();  // as if pressed meanwhile
        CHECK(!t.clock.busy(10s, t.control.stop_flag()));
        t.log += "stopped ";
    });
    t.queue_task(TaskSource::timer, "next");
    t.loop.run_until_idle();
    CHECK(t.log == "stopped next");
    CHECK(t.since_start() < 1s);
    CHECK(!t.control.stop_requested());
    const auto dropped = t.events(EventType::microtasks_dropped);
    REQUIRE(dropped.size() == 1);
    CHECK(dropped[0].arg == 2);
    const auto stopped = t.events(EventType::stopped);
    REQUIRE(stopped.size() == 1);
    CHECK(std::string(stopped[0].name) == "long");
}

TEST_CASE("a task that was stopped and has no microtasks ends normally, and the flag falls") {
    TestLoop t;
    t.loop.queue_a_task(TaskSource::timer, "long", [&] { t.control.request_stop(); });
    t.loop.queue_a_task(TaskSource::timer, "next", [&] { CHECK(!t.control.stop_requested()); });
    t.loop.run_until_idle();
    CHECK(t.events(EventType::stopped).size() == 1);
    CHECK(t.events(EventType::microtasks_dropped).empty());
    CHECK(!t.control.attention());
}

TEST_CASE("Stop ends an endless chain of microtasks, and names the one that ran") {
    TestLoop t;
    int ran = 0;
    std::function<void()> chain = [&] {
        if (++ran == 100) t.control.request_stop();
        REQUIRE(ran < 1000);
        t.loop.queue_a_microtask("chain", [&] { chain(); });
    };
    t.loop.queue_a_task(TaskSource::timer, "starter", [&] { chain(); });
    t.queue_task(TaskSource::timer, "next");
    t.loop.run_until_idle();
    CHECK(ran == 100);
    CHECK(t.log == "next");
    CHECK(std::string(t.events(EventType::stopped).at(0).name) == "chain");
    CHECK(t.events(EventType::microtasks_dropped).at(0).arg == 1);
}

TEST_CASE("Stop reaches every listener of one input event, and falls after it") {
    TestLoop t;
    t.loop.queue_a_platform_task(TaskSource::user_interaction, "click", 0, [&] {
        for (const char* name : {"1", "2"}) {
            Callback listener = [&] {
                t.control.request_stop();
                t.log += t.control.stop_requested() ? "s" : "-";
            };
            t.loop.run_a_callback(CallbackKind::event_listener, name, listener);
        }
    });
    t.loop.queue_a_task(TaskSource::timer, "next", [&] { t.log += t.control.stop_requested() ? "s" : "-"; });
    t.loop.run_until_idle();
    CHECK(t.log == "ss-");
    CHECK(t.events(EventType::stopped).size() == 1);
}

TEST_CASE("Stop pressed while nothing runs does not end what comes next") {
    TestLoop t;
    t.control.request_stop();
    SUBCASE("a task") {
        t.loop.queue_a_task(TaskSource::timer, "task", [&] { t.queue_microtask("m"); });
        t.loop.run_until_idle();
    }
    SUBCASE("a rendering update") {
        t.loop.request_animation_frame("frame", [&](TimePoint) { t.queue_microtask("m"); });
        t.loop.wait_at_gate();
        t.loop.run_the_animation_frame_callbacks(t.clock.stamp());
    }
    SUBCASE("an idle callback") {
        t.loop.request_idle_callback("idle", [&](const IdleDeadline&) { t.queue_microtask("m"); });
        t.loop.start_an_idle_period(t.clock.stamp() + 10ms);
    }
    CHECK(t.log == "m");
    CHECK(t.events(EventType::stopped).empty());
}

TEST_CASE("closing stops what runs, and the loop turns no further") {
    TestLoop t;
    t.loop.queue_a_task(TaskSource::timer, "task", [&] {
        t.control.close();
        CHECK(!t.clock.busy(10s, t.control.stop_flag()));
    });
    t.queue_task(TaskSource::timer, "never");
    t.loop.run_until_idle();
    CHECK(t.log == "");
    CHECK(t.control.closed());
    CHECK(t.control.stop_requested());
}

TEST_CASE("paused, one step lets one task with its whole checkpoint through") {
    PausedLoop* p = nullptr;
    PausedLoop paused([&](RealLoop& t) {
        t.loop.queue_a_task(TaskSource::timer, "first", [&] {
            p->writes('1')();
            t.loop.queue_a_microtask("a", [&] { p->writes('a')(); });
            t.loop.queue_a_microtask("b", [&] { p->writes('b')(); });
        });
        t.loop.queue_a_task(TaskSource::timer, "second", [&] { p->writes('2')(); });
    });
    p = &paused;
    CHECK(paused.letters() == 0);
    CHECK(paused.after_step(StepKind::task, 3) == "1ab");
    CHECK(paused.letters() == 3);
    CHECK(paused.after_step(StepKind::task, 4) == "1ab2");
}

TEST_CASE("paused, steps of one microtask stop before each, and step through tasks in between") {
    PausedLoop* p = nullptr;
    PausedLoop paused([&](RealLoop& t) {
        t.loop.queue_a_task(TaskSource::timer, "first", [&] {
            p->writes('1')();
            t.loop.queue_a_microtask("a", [&] { p->writes('a')(); });
            t.loop.queue_a_microtask("b", [&] { p->writes('b')(); });
        });
        t.loop.queue_a_task(TaskSource::timer, "second", [&] { p->writes('2')(); });
    });
    p = &paused;
    CHECK(paused.after_step(StepKind::microtask, 1) == "1");
    CHECK(paused.letters() == 1);
    CHECK(paused.after_step(StepKind::microtask, 2) == "1a");
    SUBCASE("then a step of a task finishes the checkpoint") {
        CHECK(paused.after_step(StepKind::task, 3) == "1ab");
        CHECK(paused.letters() == 3);
    }
    SUBCASE("then a microtask, then the next task") {
        CHECK(paused.after_step(StepKind::microtask, 3) == "1ab");
        CHECK(paused.after_step(StepKind::microtask, 4) == "1ab2");
    }
}

TEST_CASE("paused inside a checkpoint, the row of microtasks is exact and by name, and each step of one shows in it") {
    constexpr std::size_t count = 200;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back("microtask " + std::to_string(i));
    LoopState state;
    PausedLoop* p = nullptr;
    PausedLoop paused([&](RealLoop& t) {
        t.trace.add(state);
        t.loop.queue_a_task(TaskSource::timer, "task", [&] {
            p->writes('1')();
            for (const std::string& name : names) {
                t.loop.queue_a_microtask(Name(name.c_str(), CodeLocation{}), [&] { p->writes('m')(); });
            }
        });
    });
    p = &paused;
    // Until the page stands at the gate again after its step, with a lot of patience.
    const auto waiting_after_step = [&](std::size_t letters) {
        paused.after_step(StepKind::microtask, letters);
        const std::uint64_t due = count + 1 - letters;
        for (int patience = 0; patience < 10'000; ++patience) {
            paused.owner().trace.collect();
            if (state.page().doing == PageDoing::paused && state.microtask_count() == due) break;
            std::this_thread::sleep_for(1ms);
        }
        return state.microtask_count();
    };
    for (std::size_t ran = 0; ran < 140; ++ran) {
        REQUIRE(waiting_after_step(ran + 1) == count - ran);
        REQUIRE(state.microtasks().size() <= count - ran);
        REQUIRE(std::string(state.microtasks().front().name.text) == names[ran]);
    }
}

TEST_CASE("paused inside a checkpoint, Stop drops the rest of it") {
    PausedLoop* p = nullptr;
    PausedLoop paused([&](RealLoop& t) {
        t.loop.queue_a_task(TaskSource::timer, "first", [&] {
            p->writes('1')();
            t.loop.queue_a_microtask("a", [&] { p->writes('a')(); });
        });
        t.loop.queue_a_task(TaskSource::timer, "second", [&] { p->writes('2')(); });
    });
    p = &paused;
    CHECK(paused.after_step(StepKind::microtask, 1) == "1");
    paused.owner().control.request_stop();
    CHECK(paused.after_step(StepKind::task, 2) == "12");
}

TEST_CASE("resuming and closing open the gate, and the trace says how long it was shut") {
    for (const bool close : {false, true}) {
        std::string types;
        // The other thread may be first: then nothing was shut, and it takes another try, with more patience.
        for (int patience = 0; patience < 100 && types.find("paused resumed") == std::string::npos; ++patience) {
            TestLoop t;
            t.queue_task(TaskSource::timer, "t");
            t.control.pause();
            CHECK(t.control.paused());
            CHECK(!t.control.try_gate(StepKind::task));
            std::thread other([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(patience));
                close ? t.control.close() : t.control.resume();
            });
            t.loop.wait_at_gate();
            other.join();
            types = t.event_types();
        }
        CHECK(types.find("paused resumed") != std::string::npos);
    }
}

TEST_CASE("steps that were pressed before the pause do not count") {
    LoopControl control;
    control.step(StepKind::task);
    control.step(StepKind::microtask);
    CHECK(control.try_gate(StepKind::task));
    control.pause();
    CHECK(!control.try_gate(StepKind::task));
    CHECK(!control.try_gate(StepKind::microtask));
    control.step(StepKind::task);
    CHECK(control.try_gate(StepKind::task));
    CHECK(control.try_gate(StepKind::microtask));  // of that task
    CHECK(control.try_gate(StepKind::microtask));
    CHECK(!control.try_gate(StepKind::task));
}

TEST_CASE("paused, a step of one microtask takes hold again of a checkpoint that a task step let go on") {
    LoopControl control;
    control.pause();
    control.step(StepKind::task);
    CHECK(control.try_gate(StepKind::task));
    for (int i = 0; i < 100; ++i) CHECK(control.try_gate(StepKind::microtask));
    control.step(StepKind::microtask);
    CHECK(control.try_gate(StepKind::microtask));
    CHECK_FALSE(control.try_gate(StepKind::microtask));
}
