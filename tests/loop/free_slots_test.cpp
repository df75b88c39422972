// SPDX-License-Identifier: MIT
#include "loop/free_slots.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

using namespace janklab;

TEST_CASE("slots are given out in their order, also when they came back in any other") {
    FreeSlots free;
    CHECK(free.empty());
    free.add_groups(3);
    const std::uint32_t count = free.size();
    REQUIRE(count == 3 * FreeSlots::slots_a_group);
    std::vector<std::uint32_t> taken;
    for (std::uint32_t i = 0; i < count; ++i) taken.push_back(free.take());
    CHECK(free.empty());
    CHECK(std::ranges::is_sorted(taken));
    std::ranges::shuffle(taken, std::mt19937_64(3));
    for (const std::uint32_t slot : taken) free.give_back(slot);
    // Group by group, each from its beginning.
    std::vector<std::uint32_t> again;
    for (std::uint32_t i = 0; i < count; ++i) again.push_back(free.take());
    for (std::uint32_t i = 1; i < count; ++i) {
        if (i % FreeSlots::slots_a_group != 0) CHECK(again[i] == again[i - 1] + 1);
    }
    CHECK(free.empty());
}

TEST_CASE("a slot that comes back where none was free is given out next: it was used just now") {
    FreeSlots free;
    free.add_groups(2);
    while (!free.empty()) free.take();
    for (const std::uint32_t slot : {5u, 100u, 70u}) {
        free.give_back(slot);
        CHECK(free.take() == slot);
    }
}

TEST_CASE("no slot is given out twice, over random taking, giving back and growing") {
    std::mt19937_64 random(11);
    FreeSlots free;
    std::vector<std::uint32_t> taken;
    std::set<std::uint32_t> is_taken;
    for (int step = 0; step < 20'000; ++step) {
        if (free.empty()) free.add_groups(1 + static_cast<std::uint32_t>(random() % 3));
        if (!taken.empty() && random() % 5 < 2) {
            std::swap(taken[random() % taken.size()], taken.back());
            free.give_back(taken.back());
            is_taken.erase(taken.back());
            taken.pop_back();
        } else {
            taken.push_back(free.take());
            REQUIRE(taken.back() < free.size());
            REQUIRE(is_taken.insert(taken.back()).second);
        }
        REQUIRE(free.empty() == (taken.size() == free.size()));
    }
}
