// SPDX-License-Identifier: MIT
// A steady load allocates nothing: every operator new of this program is counted.
#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <new>

#include "loop/event_loop.h"
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

TEST_CASE("a closure of 49 bytes costs one allocation") {
    VirtualClock clock;
    EventLoop loop({.clock = &clock});
    for (int i = 0; i < 100; ++i) loop.queue_a_task(TaskSource::timer, "warm up", [] {});
    loop.run_until_idle();
    const std::array<char, 49> ballast{};
    int ran = 0;
    const std::size_t before = allocations.load();
    loop.queue_a_task(TaskSource::timer, "large", [&ran, ballast] { ran += 1 + ballast[0]; });
    loop.run_until_idle();
    CHECK(allocations.load() == before + 1);
    CHECK(ran == 1);
}
