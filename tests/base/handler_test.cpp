// SPDX-License-Identifier: MIT
#include "base/handler.h"

#include <doctest/doctest.h>

#include <memory>
#include <stdexcept>

using namespace janklab;

TEST_CASE("a handler is not there while it runs, and is there again afterwards, also when it threw") {
    Handler<int> handler;
    CHECK(!handler);
    int sum = 0;
    handler.set([&](int value) {
        CHECK(!handler);
        sum += value;
        if (value == 2) throw std::runtime_error("two");
    });
    handler.call(1);
    CHECK_THROWS(handler.call(2));
    handler.call(3);
    CHECK(sum == 6);
}

TEST_CASE("a handler may take itself away while it runs") {
    Handler<> handler;
    const auto held = std::make_shared<int>(0);
    handler.set([&handler, held] {
        handler.set({});
        ++*held;
    });
    handler.call();
    CHECK(!handler);
    CHECK(*held == 1);
    CHECK(held.use_count() == 1);
}
