// SPDX-License-Identifier: MIT
// Balancing line by line, from the last to the first: the best way to divide what is left, for each item that a line
// may begin with. Those are few where the lines are as few as can be: the more room is left, the more they are.
#include "layout/flex_balance.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace janklab {
namespace {

constexpr double impossible = std::numeric_limits<double>::infinity();
constexpr std::size_t most_comparisons = 16'000'000;

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
        find_windows(static_cast<std::size_t>(std::max(1, least_lines)));
        std::size_t comparisons = 0;
        for (std::size_t line = 0; line < lines_ && comparisons <= most_comparisons; ++line)
            comparisons += windows_[line].size() * windows_[line + 1].size();
        if (comparisons > most_comparisons) return nearest_shares();
        find_best();
        std::vector<std::uint32_t> counts;
        for (std::size_t first = 0, line = 0; line < lines_; ++line) {
            const std::size_t end = ends_[windows_[line].at + first - windows_[line].first];
            counts.push_back(static_cast<std::uint32_t>(end - first));
            first = end;
        }
        return counts;
    }

  private:
    /// The items with which a line may begin: none of those before needs more lines, none of those behind fewer room.
    struct Window {
        std::size_t first = 0, last = 0;
        std::size_t at = 0;  // of the first in ends_
        std::size_t size() const { return last - first + 1; }
    };

    bool fits(std::size_t first, std::size_t end) const {
        return end == first + 1 || length(first, end) <= room_ + 0.01;
    }
    bool has_no_size(std::size_t item) const { return sums_[item + 1] - sums_[item] == gap_; }
    std::size_t farthest_end(std::size_t first) const {
        std::size_t end = first + 1;
        while (end < count_ && fits(first, end + 1)) ++end;
        return end;
    }

    /// How many lines there are, and for each its window; behind the last line's stands that of the end.
    void find_windows(std::size_t least_lines) {
        windows_.assign(1, {});
        for (std::size_t end = 0; end < count_;) windows_.push_back({.last = end = farthest_end(end)});
        lines_ = std::min(count_, std::max(windows_.size() - 1, least_lines));
        windows_.resize(lines_ + 1, {.last = count_});
        std::size_t first = count_;
        for (std::size_t line = lines_ + 1; line-- > 0;) {
            Window& window = windows_[line];
            window.first = std::max(first, line);
            window.last = std::min(window.last, count_ - (lines_ - line));
            const std::size_t end = first;
            while (first > 0 && (first == end || fits(first - 1, end))) --first;
        }
        std::size_t at = 0;
        for (Window& window : windows_) window.at = std::exchange(at, at + window.size());
    }

    /// For every line, from the last on, and every item that it may begin with: where it ends best.
    void find_best() {
        ends_.assign(windows_.back().at, 0);
        std::vector<double> next{0}, best;
        for (std::size_t line = lines_; line-- > 0;) {
            const Window& here = windows_[line];
            const Window& behind = windows_[line + 1];
            best.assign(here.size(), impossible);
            const auto rest = [&](std::size_t end) {
                return end < behind.first || end > behind.last ? impossible : next[end - behind.first];
            };
            for (std::size_t first = here.first; first <= here.last; ++first) {
                double& least = best[first - here.first];
                std::size_t chosen = 0;
                for (std::size_t end = std::max(first + 1, behind.first); end <= behind.last && fits(first, end);
                     ++end) {
                    const double own = length(first, end) * length(first, end);
                    if (own > least) break;  // and longer lines are worse
                    if (rest(end) == impossible) continue;
                    // What has no size does not begin the next line if it can go with this one.
                    if (end < count_ && has_no_size(end) && fits(first, end + 1) && rest(end + 1) != impossible)
                        continue;
                    const double cost = own + rest(end);
                    if (chosen != 0 && cost > least + tolerance(cost)) continue;
                    least = cost;
                    chosen = end;
                }
                ends_[here.at + first - here.first] = static_cast<std::uint32_t>(chosen);
            }
            next.swap(best);
        }
    }
    /// Sums of the same numbers in another order are equal.
    static double tolerance(double cost) { return cost * 1e-9; }

    /// Each line ends where it comes nearest to its share of what is left.
    std::vector<std::uint32_t> nearest_shares() const {
        std::vector<std::uint32_t> counts;
        for (std::size_t first = 0, line = 0; line < lines_; ++line) {
            const Window& behind = windows_[line + 1];
            const double share = (sums_[count_] - sums_[first]) / static_cast<double>(lines_ - line) - gap_;
            std::size_t end = std::max(first + 1, behind.first);
            while (end < behind.last && fits(first, end + 1) &&
                   std::abs(length(first, end + 1) - share) <= std::abs(length(first, end) - share))
                ++end;
            counts.push_back(static_cast<std::uint32_t>(end - first));
            first = end;
        }
        return counts;
    }

    std::size_t count_, lines_ = 0;
    double gap_, room_;
    std::vector<double> sums_;         // of the items before, each with a gap
    std::vector<Window> windows_;      // by line
    std::vector<std::uint32_t> ends_;  // by line and first item, as the windows say
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
