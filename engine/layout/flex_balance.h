// SPDX-License-Identifier: MIT
// flex-wrap: balance: how many items each line gets. Numbers in, numbers out. Page thread.
// https://drafts.csswg.org/css-flexbox-2/#balancing
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace janklab {

/// Numbers of items, line by line, none of them 0, for items of these outer sizes (negative ones count as 0) with `gap`
/// between two. There are as many lines as without balancing, but at least `least_lines` as far as there are items. No
/// line of several items is longer than `room`, and the sum of the squares of the lines' lengths is the least; of equal
/// ones that which has more items in the first line where they differ. An item of no size does not begin a line that
/// could do without it. Where that would take more than 16 million comparisons, each line ends where it is nearest to
/// its share of what is left: the cost is then in proportion to the items.
std::vector<std::uint32_t> balanced_lines(std::span<const float> sizes, float gap, float room, int least_lines);
/// The longest line's length then.
float longest_balanced_line(std::span<const float> sizes, float gap, float room, int least_lines);

}  // namespace janklab
