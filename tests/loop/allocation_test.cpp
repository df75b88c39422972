// SPDX-License-Identifier: MIT
// A steady load allocates nothing: every operator new of this program is counted.
#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <new>
#include <random>

#include "loop/event_loop.h"
#include "loop/timer_wheel.h"
#include "trace/trace.h"

using namespace janklab;

namespace {
std::atomic<std::size_t> allocations{0};
}

void* operator new(std::size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    const auto align = static_cast<std::size_t>(alignment);
    if (void* memory = std::aligned_alloc(align, (size + align - 1) / align * align)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace {

/// One frame's worth of everything that can be queued, with closures of 48 bytes.
void one_frame(EventLoop& loop, VirtualClock& clock, const Poster& poster, int& ran) {
    const std::array<char, 40> ballast{};
    for (int i = 0; i < 100; ++i) {
        const auto callback = [&ran, ballast] { ran += 1 + ballast[0]; };
        static_assert(sizeof(callback) == 48);
        loop.queue_a_task(static_cast<TaskSource>(i % task_source_count), "task", callback);
        loop.queue_a_microtask("microtask", callback);
        loop.set_timeout("timeout", i * 100us, callback);
        loop.clear_timer(loop.set_timeout("cleared", 1s, callback));
        loop.cancel_task(loop.queue_a_task(TaskSource::networking, "cancelled", callback));
        loop.request_animation_frame("frame", [&ran, ballast](TimePoint) { ran += 1 + ballast[0]; });
        loop.request_idle_callback(
            "idle", [&ran, ballast](const IdleDeadline&) { ran += 1 + ballast[0]; }, 1s);
        poster.post("post", callback);
    }
    loop.run_until_idle();
    loop.run_the_animation_frame_callbacks(clock.stamp());
    clock.advance(16ms);
    loop.run_until_idle();
    loop.start_an_idle_period(clock.stamp() + 10ms);
}

}  // namespace

TEST_CASE("a steady load of closures up to 48 bytes allocates nothing once the queues have grown") {
    VirtualClock clock;
    Trace trace(clock, 1u << 12);
    EventLoop loop({.clock = &clock, .trace = &trace.writer(Track::page), .names = &trace.names()});
    const Poster poster = loop.poster();
    int ran = 0;
    for (int frame = 0; frame < 100; ++frame) one_frame(loop, clock, poster, ran);
    const std::size_t before = allocations.load();
    ran = 0;
    for (int frame = 0; frame < 100; ++frame) one_frame(loop, clock, poster, ran);
    CHECK(allocations.load() == before);
    CHECK(ran == 100 * 600);
}

TEST_CASE("a closure of more than 96 bytes costs one allocation") {
    VirtualClock clock;
    EventLoop loop({.clock = &clock});
    for (int i = 0; i < 100; ++i) loop.queue_a_task(TaskSource::timer, "warm up", [] {});
    loop.run_until_idle();
    const std::array<char, 97> ballast{};
    int ran = 0;
    const std::size_t before = allocations.load();
    loop.queue_a_task(TaskSource::timer, "large", [&ran, ballast] { ran += 1 + ballast[0]; });
    loop.run_until_idle();
    CHECK(allocations.load() == before + 1);
    CHECK(ran == 1);
}

TEST_CASE(
    "a wheel that has had as many timers before asks for no memory, however near, far and together they are due") {
    constexpr TimerSlot timers = 50;
    constexpr Duration reaches[] = {0ns, 1ns, 200us, 10ms, 900ms, 3s, 10min, 30h, 900h};
    TimerWheel wheel;
    wheel.arm(timers - 1, time_zero);
    CHECK(wheel.pop_due(time_zero) == timers - 1);
    std::mt19937_64 random(5);
    TimePoint now = time_zero;
    std::size_t fired = 0, expected = 0;
    const std::size_t before = allocations.load();
    for (int round = 0; round < 3000; ++round) {
        const auto reach = static_cast<std::uint64_t>(reaches[random() % std::size(reaches)].count());
        const auto some_time = [&] { return Duration{static_cast<std::int64_t>(random() % (reach + 1))}; };
        for (TimerSlot slot = 0; slot < timers; ++slot) wheel.arm(slot, now + some_time());
        for (TimerSlot slot = 0; slot < timers; slot += 1 + random() % 3) {
            wheel.cancel(slot);
            wheel.arm(slot, now + some_time());
        }
        expected += timers;
        while (!wheel.empty()) {
            now = std::max(now, wheel.next_due());
            while (wheel.pop_due(now) != TimerWheel::no_slot) ++fired;
        }
    }
    CHECK(allocations.load() == before);
    CHECK(fired == expected);
}
