// SPDX-License-Identifier: MIT
#include "base/corners.h"

#include <doctest/doctest.h>

#include <random>

namespace janklab {

TEST_CASE("one radius on all corners is fitted to a box as four are, to the bit") {
    std::mt19937 random(3);
    std::uniform_real_distribution<float> length(-1, 40), radius(0, 40);
    int shrunk = 0;
    for (int i = 0; i < 20000; ++i) {
        const Size size{length(random), length(random)};
        const float all = i % 10 == 0 ? 0 : radius(random), fitted = fitting(all, size);
        const Corners four = fitting(Corners(all), size);
        REQUIRE(four == Corners(fitted));
        REQUIRE(PackedCorners(four) == PackedCorners(fitted));
        if (fitted < all) ++shrunk;
    }
    CHECK(shrunk > 5000);
    CHECK(shrunk < 17000);
}

TEST_CASE("packed corners are one circle if all eight radii are the same") {
    CHECK(PackedCorners().are_one_circle());
    CHECK(PackedCorners(7.5f).are_one_circle());
    for (int i = 0; i < 4; ++i) {
        PackedCorners other(7.5f);
        other.across[static_cast<std::size_t>(i)] += 1;
        CHECK_FALSE(other.are_one_circle());
        other.down = other.across;
        CHECK_FALSE(other.are_one_circle());
    }
}

}  // namespace janklab
