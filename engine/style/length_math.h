// SPDX-License-Identifier: MIT
// min(), max() and clamp() of pixels with percentages: what is known only with the base that percentages refer to.
// Each is kept once, in a table of the program; a Length names it, so that other lengths stay as small and quick as
// they are. Any thread. https://drafts.csswg.org/css-values-4/#math
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "style/length.h"

namespace janklab {

struct LengthFunction;

/// Pixels, a percentage, and functions of such sums, added.
struct LengthSum {
    double px = 0, percent = 0;
    bool has_percent = false;
    std::vector<LengthFunction> functions;

    bool is_px() const { return !has_percent && functions.empty(); }
    bool is_percent() const { return has_percent && px == 0 && functions.empty(); }
    void add(const LengthSum& other, double times);
    void scale(double factor);
    /// In pixels; percentages are of `base`.
    double resolve(double base) const;
};
bool operator==(const LengthSum& a, const LengthSum& b);

enum class LengthFunctionKind : std::uint8_t { min, max, clamp };
/// `factor` times the least or the greatest of `of`; of clamp() there are three.
struct LengthFunction {
    LengthFunctionKind kind = LengthFunctionKind::min;
    double factor = 1;
    std::vector<LengthSum> of;
    friend bool operator==(const LengthFunction&, const LengthFunction&) = default;
};

/// A Length that is the sum. Nothing: it has functions, and the table is full (65,536 different ones).
std::optional<Length> length_of(const LengthSum& sum);
/// What is `progress` of the way from one length to the other, neither auto nor another keyword. Where there are
/// functions in them the two are kept in a table, so that an animation makes one entry and not one in each frame.
/// Nothing: that table is full (65,536 different pairs). Any thread.
std::optional<Length> length_between(const Length& from, const Length& to, float progress);
/// Both together. Nothing: as length_of.
std::optional<Length> length_sum(const Length& one, const Length& other);
/// Not for auto and the other keywords.
LengthSum sum_of(const Length& length);
/// As CSS text, that of a function alone or in calc().
std::string text_of(const LengthSum& sum);

}  // namespace janklab
