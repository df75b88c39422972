// SPDX-License-Identifier: MIT
// "Resolving Flexible Lengths", numbered as in https://drafts.csswg.org/css-flexbox-1/#resolve-flexible-lengths
#include "layout/flex_line.h"

#include <algorithm>
#include <cmath>

namespace janklab {
namespace {

float inner_base(const FlexItem& item) { return std::max(0.f, item.base - item.frame); }

/// Sums over the items that are not frozen.
struct Unfrozen {
    std::size_t count = 0;
    float factors = 0;         // of growing or of shrinking
    float scaled_shrinks = 0;  // "scaled flex shrink factors"
    void add(const FlexItem& item, bool growing) {
        ++count;
        factors += growing ? item.grow : item.shrink;
        if (!growing) scaled_shrinks += item.shrink * inner_base(item);
    }
};

}  // namespace

void resolve_flexible_lengths(std::span<FlexItem> items, const FlexLine& line, float main_size, float gap) {
    // There is nothing to share. The rest would come to the same, but for rounding.
    if (line.used == main_size) {
        for (FlexItem& item : items) item.target = item.hypothetical();
        return;
    }
    const float gaps = gap * static_cast<float>(items.empty() ? 0 : items.size() - 1);
    // 1. Grow or shrink?
    const bool growing = line.used < main_size;
    // 2., 3. Freeze what cannot flex; what it takes and what the others start from is gone from the free space.
    Unfrozen left;
    float used = gaps;
    for (FlexItem& item : items) {
        const float factor = growing ? item.grow : item.shrink;
        const float hypothetical = item.hypothetical();
        item.frozen = factor == 0 || (growing ? item.base > hypothetical : item.base < hypothetical);
        item.target = hypothetical;
        used += item.outer(item.frozen ? hypothetical : item.base);
        if (!item.frozen) left.add(item, growing);
    }
    const float initial_free = main_size - used;

    // 4. Loop.
    while (left.count > 0) {
        // b. The remaining free space. Sums of factors below 1 share only that part of it.
        float free = main_size - used;
        if (left.factors < 1) {
            const float part = initial_free * left.factors;
            if (std::abs(part) < std::abs(free)) free = part;
        }
        // c. Distribute it in proportion to the factors; d. and fix what went over its limits.
        float total_violation = 0;
        bool violated = false;
        for (FlexItem& item : items) {
            if (item.frozen) continue;
            float share = 0;
            if (growing) share = free * (item.grow / left.factors);
            else if (left.scaled_shrinks > 0) share = free * (item.shrink * inner_base(item) / left.scaled_shrinks);
            const float wanted = item.base + share;
            item.target = std::max(item.min, std::min(wanted, item.max));
            item.violation = static_cast<std::int8_t>((item.target > wanted) - (item.target < wanted));
            violated |= item.violation != 0;
            total_violation += item.target - wanted;
        }
        // e. Freeze: all, or those that were too small, or those that were too large.
        if (!violated || total_violation == 0) return;
        left = {};
        used = gaps;
        for (FlexItem& item : items) {
            item.frozen = item.frozen || (total_violation > 0 ? item.violation > 0 : item.violation < 0);
            used += item.outer(item.frozen ? item.target : item.base);
            if (!item.frozen) left.add(item, growing);
        }
    }
}

Distribution distribute(Alignment<Justify> justify, bool reversed, float left_over, int items) {
    const float between = items > 1 && left_over > 0 ? left_over / static_cast<float>(items - 1) : 0;
    // "safe center" is what space-around and space-evenly fall back to: start, whatever the flow is.
    const Distribution overflowing{.before = reversed ? left_over : 0};
    if (left_over < 0 && justify.overflow == OverflowAlignment::safe) return overflowing;
    switch (justify.keyword) {
        case Justify::flex_start:
            return {};
        case Justify::flex_end:
            return {.before = left_over};
        case Justify::start:
        case Justify::left:  // resolved
            return {.before = reversed ? left_over : 0};
        case Justify::end:
        case Justify::right:
            return {.before = reversed ? 0 : left_over};
        case Justify::center:
            return {.before = left_over / 2};
        case Justify::space_between:
            return {.before = 0, .between = between};
        case Justify::space_around: {
            if (left_over <= 0 || items == 0) return overflowing;
            const float share = left_over / static_cast<float>(items);
            return {.before = share / 2, .between = share};
        }
        case Justify::space_evenly: {
            if (left_over <= 0) return overflowing;
            const float share = left_over / static_cast<float>(items + 1);
            return {.before = share, .between = share};
        }
    }
    return {};
}

Distribution distribute_lines(Alignment<Align> align, bool reversed, float left_over, int lines) {
    switch (align.keyword) {
        case Align::space_between:
            return distribute(Justify::space_between, reversed, left_over, lines);
        case Align::space_around:
            return distribute(Justify::space_around, reversed, left_over, lines);
        case Align::space_evenly:
            return distribute(Justify::space_evenly, reversed, left_over, lines);
        case Align::last_baseline:  // what it falls back to
            return {.before = aligned(safe(Align::flex_end), reversed, left_over)};
        default:
            return {.before = aligned(align, reversed, left_over)};
    }
}

}  // namespace janklab
