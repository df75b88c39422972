// SPDX-License-Identifier: MIT
#include "trace/live_entries.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

using namespace janklab;

namespace {

std::vector<std::uint64_t> ids_of(const LiveEntries& entries) {
    std::vector<std::uint64_t> ids;
    for (const QueueEntry& entry : entries) ids.push_back(entry.id.value);
    return ids;
}

QueueEntry entry(std::uint64_t id) {
    QueueEntry entry;
    entry.id = {id};
    return entry;
}

}  // namespace

TEST_CASE("entries stay in the order in which they came, whichever are taken out") {
    LiveEntries entries;
    for (std::uint64_t id = 1; id <= 5; ++id) entries.add(entry(id));
    CHECK(entries.remove({3}));
    CHECK(entries.remove({1}));
    CHECK_FALSE(entries.remove({3}));
    entries.add(entry(6));
    CHECK(ids_of(entries) == std::vector<std::uint64_t>{2, 4, 5, 6});
    CHECK(entries.front().id.value == 2);
    CHECK(entries.find({3}) == nullptr);
    REQUIRE(entries.find({5}));
    CHECK(entries.find({5})->id.value == 5);
}

TEST_CASE("an entry that is added again moves to the back") {
    LiveEntries entries;
    for (std::uint64_t id = 1; id <= 3; ++id) entries.add(entry(id));
    entries.add(entry(1));
    CHECK(ids_of(entries) == std::vector<std::uint64_t>{2, 3, 1});
}

TEST_CASE("an empty list finds nothing and removes nothing") {
    LiveEntries entries;
    CHECK(entries.empty());
    CHECK_FALSE(entries.remove({1}));
    CHECK(entries.find({1}) == nullptr);
    entries.clear();
    CHECK(entries.begin() == entries.end());
}

TEST_CASE("live entries agree with a plain vector over 20,000 random changes") {
    std::mt19937_64 random(7);
    LiveEntries entries;
    std::vector<std::uint64_t> reference;
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t id = random() % 400;
        if (random() % 2 == 0) {
            entries.add(entry(id));
            std::erase(reference, id);
            reference.push_back(id);
        } else {
            CHECK(entries.remove({id}) == (std::erase(reference, id) == 1));
        }
        REQUIRE(entries.size() == reference.size());
    }
    CHECK(ids_of(entries) == reference);
    for (std::uint64_t id = 0; id < 400; ++id) {
        CHECK((entries.find({id}) != nullptr) == (std::ranges::count(reference, id) == 1));
    }
}
