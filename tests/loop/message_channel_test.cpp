// SPDX-License-Identifier: MIT
#include "loop/message_channel.h"

#include <doctest/doctest.h>

#include <memory>
#include <thread>

#include "loop/test_loop.h"

using namespace janklab;

TEST_CASE("a message becomes a task of the posted message source at the other port") {
    TestLoop t;
    MessageChannel<std::string> channel(t.loop);
    channel.port2.on_message([&](std::string& message) { t.log += message; });
    channel.port1.post_message("greeting", "hello ");
    channel.port1.post_message("greeting", "again ");
    t.log += "posted ";
    t.loop.run_until_idle();
    CHECK(t.log == "posted hello again ");
    const auto queued = t.events(EventType::task_queued);
    REQUIRE(queued.size() == 2);
    CHECK(queued[0].detail == static_cast<int>(TaskSource::posted_message));
    CHECK(std::string(queued[0].name) == "greeting");
}

TEST_CASE("messages go both ways, one task each, with a checkpoint after each") {
    TestLoop t;
    MessageChannel<int> channel(t.loop);
    channel.port2.on_message([&](int& n) {
        t.log += std::to_string(n);
        t.queue_microtask("m");
        channel.port1.post_message("twice", 2 * n);
    });
    channel.port1.on_message([&](int& n) { t.log += "<" + std::to_string(n) + ">"; });
    channel.port2.post_message("to port 1", 7);
    channel.port1.post_message("to port 2", 1);
    channel.port1.post_message("to port 2", 2);
    int left = 5;
    while (left-- > 0) t.loop.run_a_task(t.loop.choose_next().source);
    CHECK(t.log == "<7>1m2m2m4m");
}

TEST_CASE("messages wait until the port is started") {
    TestLoop t;
    MessageChannel<int> channel(t.loop);
    channel.port1.post_message("early", 1);
    channel.port1.post_message("early", 2);
    CHECK(t.loop.nothing_runnable());
    channel.port2.on_message([&](int& n) { t.log += std::to_string(n); });
    channel.port1.post_message("late", 3);
    t.loop.run_until_idle();
    CHECK(t.log == "123");
}

TEST_CASE("a started port without a handler loses its messages, as an event without a listener does") {
    TestLoop t;
    MessageChannel<int> channel(t.loop);
    channel.port2.start();
    channel.port1.post_message("lost", 1);
    t.loop.run_until_idle();
    channel.port2.on_message([&](int& n) { t.log += std::to_string(n); });
    channel.port1.post_message("heard", 2);
    t.loop.run_until_idle();
    CHECK(t.log == "2");
}

TEST_CASE("a closed port receives nothing more; what it had sent still arrives") {
    TestLoop t;
    MessageChannel<int> channel(t.loop);
    channel.port1.on_message([&](int& n) { t.log += "1:" + std::to_string(n) + " "; });
    channel.port2.on_message([&](int& n) { t.log += "2:" + std::to_string(n) + " "; });
    channel.port2.post_message("to port 1", 1);
    channel.port1.post_message("to port 2", 2);
    channel.port1.close();
    CHECK(channel.port1.closed());
    channel.port2.post_message("to nobody", 3);
    channel.port1.post_message("from nobody", 4);
    t.loop.run_until_idle();
    CHECK(t.log == "2:2 ");
}

TEST_CASE("a handler may replace itself and close its port") {
    TestLoop t;
    MessageChannel<int> channel(t.loop);
    channel.port2.on_message([&](int& n) {
        t.log += "first" + std::to_string(n) + " ";
        channel.port2.on_message([&](int& m) {
            t.log += "second" + std::to_string(m) + " ";
            channel.port2.close();
        });
    });
    for (const int n : {1, 2, 3}) channel.port1.post_message("n", n);
    t.loop.run_until_idle();
    CHECK(t.log == "first1 second2 ");
}

TEST_CASE("a handler that throws is reported and gets the next message all the same") {
    TestLoop t;
    t.loop.on_error([&](const ErrorReport& report) { t.log += report.message; });
    MessageChannel<int> channel(t.loop);
    channel.port2.on_message([&](int& n) {
        if (n == 1) throw std::runtime_error("bad ");
        t.log += std::to_string(n);
    });
    channel.port1.post_message("n", 1);
    channel.port1.post_message("n", 2);
    t.loop.run_until_idle();
    CHECK(t.log == "bad 2");
}

TEST_CASE("a message is moved, not copied") {
    TestLoop t;
    MessageChannel<std::unique_ptr<int>> channel(t.loop);
    std::unique_ptr<int> got;
    channel.port2.on_message([&](std::unique_ptr<int>& message) { got = std::move(message); });
    channel.port1.post_message("pointer", std::make_unique<int>(5));
    t.loop.run_until_idle();
    REQUIRE(got);
    CHECK(*got == 5);
}

TEST_CASE("two loops on two threads send each other messages in order") {
    constexpr int rounds = 2000;
    VirtualClock clock_here, clock_there;
    EventLoop here({.clock = &clock_here}), there({.clock = &clock_there});
    MessageChannel<int> channel(here, there);
    MessagePort<int> answering = std::move(channel.port2);
    bool there_done = false;
    std::thread thread([&] {
        answering.on_message([&](int& n) {
            there_done = n == rounds - 1;
            answering.post_message("answer", n + 1);
        });
        while (!there_done) there.run_until_idle();
    });
    int last = 0;
    bool in_order = true;
    channel.port1.on_message([&](int& n) {
        in_order &= n == last + 1;
        last = n;
    });
    for (int n = 0; n < rounds; ++n) channel.port1.post_message("question", n);
    while (last < rounds) here.run_until_idle();
    thread.join();
    CHECK(in_order);
    answering.close();
}

TEST_CASE("a message to a loop that is gone is lost without harm") {
    TestLoop t;
    VirtualClock clock;
    auto other = std::make_unique<EventLoop>(EventLoop::Desc{.clock = &clock});
    MessageChannel<std::shared_ptr<int>> channel(t.loop, *other);
    const auto message = std::make_shared<int>(1);
    channel.port1.post_message("on its way", message);
    channel.port2.close();
    other.reset();
    channel.port1.post_message("too late", message);
    channel.port1.close();
    CHECK(message.use_count() == 1);
}
