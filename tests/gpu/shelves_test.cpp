// SPDX-License-Identifier: MIT
#include "gpu/shelves.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

using namespace janklab;

namespace {

struct Rectangle {
    int x = 0, y = 0, width = 0, height = 0;
};
bool overlap(const Rectangle& a, const Rectangle& b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

}  // namespace

TEST_CASE("rectangles of like height stand side by side on one shelf, then on the next") {
    Shelves shelves(100, 100);
    Shelves::Place first, second, third;
    REQUIRE(shelves.place(40, 10, first));
    REQUIRE(shelves.place(40, 9, second));
    REQUIRE(shelves.place(40, 12, third));
    CHECK(first.shelf == second.shelf);
    CHECK(second.x == 40);
    CHECK(third.shelf != first.shelf);
    CHECK(third.y == 12);
    CHECK(third.x == 0);
}

TEST_CASE("a low rectangle does not waste a high shelf") {
    Shelves shelves(100, 100);
    Shelves::Place high, low;
    REQUIRE(shelves.place(10, 60, high));
    REQUIRE(shelves.place(10, 8, low));
    CHECK(low.shelf != high.shelf);
}

TEST_CASE("what is wider or higher than the whole finds no place") {
    Shelves shelves(100, 100);
    Shelves::Place place;
    CHECK(!shelves.place(101, 10, place));
    CHECK(!shelves.place(10, 101, place));
    CHECK(shelves.place(100, 100, place));
    CHECK(!shelves.place(1, 1, place));
}

TEST_CASE("growing gives room below and moves nothing") {
    Shelves shelves(100, 40);
    Shelves::Place place;
    REQUIRE(shelves.place(100, 30, place));
    CHECK(!shelves.place(100, 50, place));
    shelves.grow(80);
    CHECK(shelves.height() == 80);
    REQUIRE(shelves.place(100, 48, place));  // the rest of the first forty belongs to it
    CHECK(place.y == 32);
}

TEST_CASE("the shelf used longest ago makes room, one used now never") {
    Shelves shelves(100, 48);
    Shelves::Place places[3];
    for (Shelves::Place& place : places) REQUIRE(shelves.place(100, 16, place));
    shelves.use(places[0].shelf, 5);
    shelves.use(places[1].shelf, 3);
    shelves.use(places[2].shelf, 4);
    std::vector<Shelves::Id> gone;
    CHECK(shelves.make_room(16, 5, gone).y == 16);
    CHECK(gone == std::vector{places[1].shelf});
    CHECK(shelves.make_room(40, 5, gone).height == 0);
    gone.clear();
    const Shelves::Band band = shelves.make_room(20, 5, gone);  // the free band and the one below
    CHECK(band.y == 16);
    CHECK(band.height == 32);
    CHECK(gone == std::vector{places[2].shelf});
    CHECK(shelves.make_room(48, 6, gone).height == 48);
}

TEST_CASE("whatever is placed and given up, nothing overlaps and all room comes back") {
    Shelves shelves(200, 64);
    std::map<Shelves::Id, std::vector<Rectangle>> standing;
    std::uint32_t random = 7;
    const auto next = [&](int below) {
        random = random * 1664525 + 1013904223;
        return static_cast<int>((random >> 8) % static_cast<std::uint32_t>(below));
    };
    for (std::uint64_t now = 1; now <= 4000; ++now) {
        if (now == 1000) shelves.grow(256);
        const int width = 1 + next(60), height = 1 + next(50);
        Shelves::Place place;
        if (!shelves.place(width, height, place)) {
            std::vector<Shelves::Id> gone;
            const Shelves::Band band = shelves.make_room(height, now, gone);
            REQUIRE(band.height >= height);
            for (const Shelves::Id id : gone) {
                for (const Rectangle& r : standing[id]) {
                    REQUIRE(r.y >= band.y);
                    REQUIRE(r.y + r.height <= band.y + band.height);
                }
                standing.erase(id);
            }
            REQUIRE(shelves.place(width, height, place));
        }
        shelves.use(place.shelf, now);
        const Rectangle placed{place.x, place.y, width, height};
        REQUIRE(placed.x + placed.width <= shelves.width());
        REQUIRE(placed.y + placed.height <= shelves.height());
        for (const auto& [id, rectangles] : standing) {
            for (const Rectangle& other : rectangles) REQUIRE(!overlap(placed, other));
        }
        standing[place.shelf].push_back(placed);
    }
    std::vector<Shelves::Id> gone;
    CHECK(shelves.make_room(shelves.height(), 5000, gone).height == shelves.height());
    CHECK(gone.size() == standing.size());
    CHECK(shelves.id_limit() < 100);
}
