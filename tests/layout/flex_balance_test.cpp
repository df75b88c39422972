// SPDX-License-Identifier: MIT
// Balanced lines beside all divisions tried one by one.
#include "layout/flex_balance.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace janklab {
namespace {

using Counts = std::vector<std::uint32_t>;

/// All divisions into lines, judged by the rules as they stand in the standard.
class EveryDivision {
  public:
    EveryDivision(std::vector<float> sizes, float gap, float room) : sizes_(std::move(sizes)), gap_(gap), room_(room) {}

    Counts best(std::size_t lines) {
        lines_ = lines;
        Counts counts;
        go_on(0, counts, 0);
        return best_;
    }
    std::size_t greedy_lines() const {
        std::size_t lines = 0;
        for (std::size_t first = 0, end = 0; first < sizes_.size(); first = end, ++lines) {
            for (end = first + 1; end < sizes_.size() && length(first, end + 1) <= room_;) ++end;
        }
        return lines;
    }

  private:
    float length(std::size_t first, std::size_t end) const {
        float sum = -gap_;
        for (std::size_t i = first; i < end; ++i) sum += std::max(0.f, sizes_[i]) + gap_;
        return sum;
    }
    /// Whether what begins with `first` can be divided into so many lines.
    bool can_divide(std::size_t first, std::size_t lines) const {
        if (lines == 0) return first == sizes_.size();
        for (std::size_t end = first + 1; end <= sizes_.size(); ++end) {
            if ((end == first + 1 || length(first, end) <= room_) && can_divide(end, lines - 1)) return true;
        }
        return false;
    }
    void go_on(std::size_t first, Counts& counts, double cost) {
        if (counts.size() == lines_) {
            if (first < sizes_.size()) return;
            const bool equal = std::abs(cost - best_cost_) < 1e-6;
            if (best_.empty() || (equal ? counts > best_ : cost < best_cost_)) best_ = counts, best_cost_ = cost;
            return;
        }
        for (std::size_t end = first + 1; end <= sizes_.size(); ++end) {
            const float own = length(first, end);
            if (end > first + 1 && own > room_) break;
            const std::size_t left = lines_ - counts.size() - 1;
            const bool takes_next = end < sizes_.size() && sizes_[end] <= 0 && length(first, end + 1) <= room_;
            if (takes_next && can_divide(end + 1, left)) continue;
            counts.push_back(static_cast<std::uint32_t>(end - first));
            go_on(end, counts, cost + double{own} * own);
            counts.pop_back();
        }
    }

    std::vector<float> sizes_;
    float gap_, room_;
    std::size_t lines_ = 0;
    Counts best_;
    double best_cost_ = 0;
};

}  // namespace

TEST_CASE("lines are as long as each other, the first ones have more items where that makes no difference") {
    const std::vector<float> equal(7, 20.f);
    CHECK(balanced_lines(equal, 0, 100, 1) == Counts{4, 3});
    CHECK(balanced_lines(equal, 0, 1000, 1) == Counts{7});
    CHECK(balanced_lines(equal, 0, 1000, 3) == Counts{3, 2, 2});
    CHECK(balanced_lines(equal, 0, 1000, 100) == Counts(7, 1));
    CHECK(balanced_lines({}, 0, 100, 3) == Counts{});
    CHECK(longest_balanced_line(equal, 5, 1000, 3) == 70);
}

TEST_CASE("an item of no size goes with the line before it, unless that is full") {
    const std::vector<float> sizes{60, 40, 0, 50, 50};
    CHECK(balanced_lines(sizes, 0, 100, 1) == Counts{3, 2});
    const std::vector<float> full{120, 0, 50, 50};
    CHECK(balanced_lines(full, 0, 100, 1) == Counts{1, 3});
}

TEST_CASE("balanced lines are the best of all divisions") {
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        std::vector<float> sizes(1 + random() % 9);
        for (float& size : sizes) size = random() % 5 == 0 ? 0.f : static_cast<float>(random() % 12) * 10 - 5;
        const float gap = static_cast<float>(random() % 3) * 4;
        const float room = random() % 5 == 0 ? 1e6f : static_cast<float>(40 + random() % 200);
        const int least = 1 + static_cast<int>(random() % 4);
        EveryDivision all(sizes, gap, room);
        const std::size_t lines = std::min(sizes.size(), std::max(all.greedy_lines(), static_cast<std::size_t>(least)));
        const Counts counts = balanced_lines(sizes, gap, room, least);
        REQUIRE(counts == all.best(lines));
    }
}

TEST_CASE("very many items cost no more than the bound, and every line still fits and has its share") {
    constexpr std::uint32_t many = 100'000;
    const std::vector<float> items(many, 10.f);
    CHECK(balanced_lines(items, 0, 10, 1) == Counts(many, 1));      // each on a line of its own
    CHECK(balanced_lines(items, 0, 1000, 1) == Counts(1000, 100));  // as few lines as there can be
    // Half as many lines as items, though all would fit on one: too many ways to look at.
    const Counts shares = balanced_lines(items, 0, 2e6f, 30'000);
    CHECK(shares.size() == 30'000);
    CHECK(std::accumulate(shares.begin(), shares.end(), 0u) == many);
    CHECK(*std::ranges::min_element(shares) == 3);
    CHECK(*std::ranges::max_element(shares) == 4);
    // With little room some of the lines must be full, and none may be more.
    std::vector<float> mixed;
    for (std::uint32_t i = 0; i < many; ++i) mixed.push_back(static_cast<float>(i * 7919 % 97));
    const Counts tight = balanced_lines(mixed, 1, 400, 15'000);
    std::uint32_t first = 0;
    for (const std::uint32_t count : tight) {
        REQUIRE(count > 0);
        const float length = std::accumulate(mixed.begin() + first, mixed.begin() + first + count, -1.f,
                                             [](float sum, float one) { return sum + one + 1; });
        REQUIRE((count == 1 || length <= 400.01f));
        first += count;
    }
    CHECK(first == many);
}

}  // namespace janklab
