// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <string>

#include "base/move_only_function.h"
#include "base/result.h"
#include "base/ring_buffer.h"

using namespace janklab;

TEST_CASE("a ring buffer gives back in order what went in, across growth and wrapping") {
    RingBuffer<std::string> ring;
    int in = 0, out = 0;
    for (int round = 0; round < 50; ++round) {
        for (int i = 0; i < round; ++i) ring.emplace_back(std::to_string(in++));
        for (int i = 0; i < round / 2; ++i) CHECK(ring.take_front() == std::to_string(out++));
    }
    CHECK(ring.size() == static_cast<std::size_t>(in - out));
    while (!ring.empty()) CHECK(ring.take_front() == std::to_string(out++));
    CHECK(in == out);
}

TEST_CASE("a ring buffer destroys what is left in it") {
    auto counted = std::make_shared<int>(0);
    {
        RingBuffer<std::shared_ptr<int>> ring;
        for (int i = 0; i < 40; ++i) ring.emplace_back(counted);
        CHECK(counted.use_count() == 41);
    }
    CHECK(counted.use_count() == 1);
}

TEST_CASE("a move-only function keeps small and large callables alive exactly as long as itself") {
    auto counted = std::make_shared<int>(7);
    {
        MoveOnlyFunction<int(int)> small = [counted](int x) { return *counted + x; };
        std::array<char, 100> large_capture{};
        large_capture[99] = 3;
        MoveOnlyFunction<int(int)> large = [counted, large_capture](int x) { return *counted + x + large_capture[99]; };
        MoveOnlyFunction<int(int)> moved = std::move(small);
        CHECK_FALSE(static_cast<bool>(small));
        CHECK(moved(1) == 8);
        MoveOnlyFunction<int(int)> moved_large = std::move(large);
        CHECK(moved_large(1) == 11);
        moved = std::move(moved_large);
        CHECK(moved(2) == 12);
        CHECK(counted.use_count() == 2);
    }
    CHECK(counted.use_count() == 1);
}

TEST_CASE("a move-only function holds what cannot be copied") {
    MoveOnlyFunction<int()> holder = [owned = std::make_unique<int>(5)] { return *owned; };
    CHECK(holder() == 5);
}

TEST_CASE("a result is a value or a sentence") {
    const Result<int> good = 4;
    const Result<int> bad = Error{"the file is missing", ErrorKind::usage};
    CHECK(good.ok());
    CHECK(good.value() == 4);
    CHECK_FALSE(bad.ok());
    CHECK(bad.error().sentence == "the file is missing");
    CHECK(bad.error().kind == ErrorKind::usage);
    CHECK(Result<void>{}.ok());
    CHECK_FALSE(Result<void>{Error{"no"}}.ok());
}
