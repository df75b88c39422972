// SPDX-License-Identifier: MIT
// Counts what the folds allocate: after a warm-up, nothing. The operators of this program count on the thread that
// asks.
#include <doctest/doctest.h>

#include <cstdlib>
#include <new>

#include "trace/run_folds.h"
#include "trace/script.h"

namespace {

thread_local std::size_t allocations = 0;

void* counted(std::size_t size, std::size_t alignment) {
    ++allocations;
    void* memory = alignment > alignof(std::max_align_t)
                       ? std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment)
                       : std::malloc(size ? size : 1);
    if (!memory) std::abort();
    return memory;
}

}  // namespace

void* operator new(std::size_t size) { return counted(size, 1); }
void* operator new(std::size_t size, std::align_val_t alignment) {
    return counted(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return counted(size, 1); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

using namespace janklab;

namespace {

/// A frame with queued tasks, microtasks, a timer that is set and cleared, input and a long task now and then.
void busy_frame(Script& script, int number) {
    script.good_frame();
    const std::uint64_t input = script.input("pointer_down");
    script.task(named("pointer_down"), 1ms, TaskSource::user_interaction, input).checkpoint(named("m"), 10, 10us);
    for (int i = 0; i < 20; ++i) {
        const std::uint64_t id = script.new_id();
        script.page(EventType::timer_armed, {.id = id, .arg = ~0ull / 4, .name = named("timer")});
        script.page(i % 2 ? EventType::timer_cancelled : EventType::timer_fired, {.id = id});
        script.page(EventType::task_queued,
                    {.id = script.new_id(), .detail = static_cast<std::uint16_t>(TaskSource::timer)});
    }
    for (int i = 0; i < 20; ++i) script.page(EventType::task_started, {.id = script.new_id() - 20, .detail = 3});
    if (number % 8 == 0) script.task(named("long"), 80ms).render();
    script.page(EventType::waiting_started);
}

}  // namespace

TEST_CASE("after a warm-up, following a steady run allocates nothing") {
    RunFolds folds;
    Script script({&folds});
    // The histories are full by then: 1024 frames, 1000 long tasks and interactions, 2048 presentation times.
    for (int i = 0; i < 8'500; ++i) busy_frame(script, i);
    const std::size_t distances = folds.pacing.distances().size();
    const std::size_t before = allocations;
    for (int i = 0; i < 200; ++i) busy_frame(script, i);
    CHECK(folds.pacing.distances().size() > distances);
    CHECK(allocations - before == 0);
    CHECK(allocations > 0);
}
