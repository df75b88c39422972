// SPDX-License-Identifier: MIT
// A steady page allocates nothing: counted by replacing the global operator new of this test program.
#include <doctest/doctest.h>

#include <cstdlib>
#include <new>

#include "async/async_page.h"
#include "async/combinators.h"

using namespace janklab;
using test::AsyncPage;

namespace {
long allocations = 0;
}

void* operator new(std::size_t bytes) {
    ++allocations;
    if (void* block = std::malloc(bytes)) return block;
    throw std::bad_alloc();
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }

namespace {

Promise<> animate(AsyncPage&) {
    for (;;) co_await next_frame();
}
Promise<> poll(AsyncPage&) {
    for (;;) co_await delay(4ms);
}
// How many allocations a hundred frames need after ten to warm up.
long steady_allocations(AsyncPage& page) {
    const auto run_frames = [&](int count) {
        for (int i = 0; i < count; ++i) {
            page.frame();
            page.clock.advance(16ms);
            page.loop.run_until_idle();
        }
    };
    run_frames(10);
    const long before = allocations;
    run_frames(100);
    return allocations - before;
}

}  // namespace

TEST_CASE("the counter counts") {
    const long before = allocations;
    int* volatile escaped = new int(3);  // volatile: or the compiler leaves the pair out
    delete escaped;
    CHECK(allocations > before);
}

TEST_CASE("coroutines that wait for frames, delays and idle time allocate nothing per turn") {
    AsyncPage page;
    animate(page);
    poll(page);
    CHECK(steady_allocations(page) == 0);
}

// Under the address sanitizer freed blocks are not kept for reuse, so that it can see their use.
#ifndef __SANITIZE_ADDRESS__
namespace {

Promise<int> measure(AsyncPage& page, int x) {
    co_await page.async().resolved();
    co_return x + 1;
}
Promise<> calls_children(AsyncPage& page) {
    for (int sum = 0;; sum = co_await measure(page, sum)) {
        co_await next_frame();
        page.async().resolved(sum).then("a", [](int x) { return x + 1; }).finally("f", [] {}).then("b", [] {});
    }
}

}  // namespace

TEST_CASE("coroutines that call coroutines and chain thens each frame live on blocks freed before") {
    AsyncPage page;
    calls_children(page);
    CHECK(steady_allocations(page) == 0);
}
#endif
