// SPDX-License-Identifier: MIT
// Balancing by going over the items from the last to the first: the best way to divide what is left, for each number of
// lines. A line is as long as its room allows, so that few divisions are looked at.
#include "layout/flex_balance.h"

#include <algorithm>
#include <limits>

namespace janklab {
namespace {

constexpr double impossible = std::numeric_limits<double>::infinity();

class Balance {
  public:
    Balance(std::span<const float> sizes, float gap, float room) : count_(sizes.size()), gap_(gap), room_(room) {
        sums_.reserve(count_ + 1);
        sums_.push_back(0);
        for (const float size : sizes) sums_.push_back(sums_.back() + std::max(0.f, size) + gap);
    }

    /// Of items `first` to `end` - 1.
    double length(std::size_t first, std::size_t end) const { return sums_[end] - sums_[first] - gap_; }

    std::vector<std::uint32_t> divide(int least_lines) {
        if (count_ == 0) return {};
        // Greedily, as many as fit.
        std::size_t lines = 0;
        for (std::size_t first = 0, end = 0; first < count_; first = end, ++lines) {
            end = first + 1;
            while (end < count_ && fits(first, end + 1)) ++end;
        }
        lines = std::min(count_, std::max(lines, static_cast<std::size_t>(std::max(1, least_lines))));
        find_best(lines);
        std::vector<std::uint32_t> counts;
        for (std::size_t first = 0, left = lines; left > 0; --left) {
            const std::size_t end = ends_[(left - 1) * count_ + first];
            counts.push_back(static_cast<std::uint32_t>(end - first));
            first = end;
        }
        return counts;
    }

  private:
    bool fits(std::size_t first, std::size_t end) const {
        return end == first + 1 || length(first, end) <= room_ + 0.01;
    }
    bool has_no_size(std::size_t item) const { return sums_[item + 1] - sums_[item] == gap_; }

    /// For every number of lines, and every item that they may begin with: where the first of them ends best.
    void find_best(std::size_t lines) {
        ends_.assign(lines * count_, 0);
        std::vector<double> one_less(count_ + 1, impossible), best(count_ + 1);
        one_less[count_] = 0;
        for (std::size_t line = 1; line <= lines; ++line) {
            std::fill(best.begin(), best.end(), impossible);
            for (std::size_t first = count_; first-- > 0;) {
                std::size_t chosen = 0;
                for (std::size_t end = first + 1; end <= count_ && fits(first, end); ++end) {
                    const double own = length(first, end) * length(first, end);
                    if (own > best[first]) break;  // and longer lines are worse
                    if (one_less[end] == impossible) continue;
                    // What has no size does not begin the next line if it can go with this one.
                    if (end < count_ && has_no_size(end) && fits(first, end + 1) && one_less[end + 1] != impossible)
                        continue;
                    const double cost = own + one_less[end];
                    if (chosen != 0 && cost > best[first] + tolerance(cost)) continue;
                    best[first] = cost;
                    chosen = end;
                }
                ends_[(line - 1) * count_ + first] = static_cast<std::uint32_t>(chosen);
            }
            one_less.swap(best);
        }
    }
    /// Sums of the same numbers in another order are equal.
    static double tolerance(double cost) { return cost * 1e-9; }

    std::size_t count_;
    double gap_, room_;
    std::vector<double> sums_;         // of the items before, each with a gap
    std::vector<std::uint32_t> ends_;  // by number of lines left less one, and first item
};

}  // namespace

std::vector<std::uint32_t> balanced_lines(std::span<const float> sizes, float gap, float room, int least_lines) {
    return Balance(sizes, gap, room).divide(least_lines);
}

float longest_balanced_line(std::span<const float> sizes, float gap, float room, int least_lines) {
    Balance balance(sizes, gap, room);
    double longest = 0;
    std::size_t first = 0;
    for (const std::uint32_t count : balance.divide(least_lines)) {
        longest = std::max(longest, balance.length(first, first + count));
        first += count;
    }
    return static_cast<float>(longest);
}

}  // namespace janklab
