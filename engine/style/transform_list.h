// SPDX-License-Identifier: MIT
// TransformList: the transform property as up to four typed steps, applied from the last to the first as in CSS:
// `.transform = {translate(px(40), px(0)), rotate(0.25f)}`. https://drafts.csswg.org/css-transforms/
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>

#include "base/check.h"
#include "base/geometry.h"
#include "style/length.h"

namespace janklab {

enum class TransformKind : std::uint8_t { translate, rotate, scale, skew, matrix };

struct TransformStep {
    Length x = {}, y = {};                  // translate and matrix: percentages are of the element's own border box
    float first = 0;                        // rotate: turns, clockwise; scale and skew (turns): along x; matrix: a
    float second = 0;                       // scale, skew: along y; matrix: b
    float third = 0, fourth = 0;            // matrix: c, d
    float x_of_height = 0, y_of_width = 0;  // matrix, per cent: what is on the way from a turned list to another
    TransformKind kind{};
    friend bool operator==(const TransformStep&, const TransformStep&) = default;
};
constexpr TransformStep translate(Length x, Length y = px(0)) {
    return {.x = x, .y = y, .kind = TransformKind::translate};
}
/// In turns: 0.25 is a right angle, clockwise.
constexpr TransformStep rotate(float turns) { return {.first = finite_length(turns), .kind = TransformKind::rotate}; }
constexpr TransformStep scale(float x, float y) {
    return {.first = finite_length(x), .second = finite_length(y), .kind = TransformKind::scale};
}
constexpr TransformStep scale(float both) { return scale(both, both); }

/// In turns.
constexpr TransformStep skew(float along_x, float along_y = 0) {
    return {.first = finite_length(along_x), .second = finite_length(along_y), .kind = TransformKind::skew};
}
/// The point (x, y) comes to (a x + c y + e, b x + d y + f).
constexpr TransformStep matrix(float a, float b, float c, float d, float e, float f) {
    return {.x = px(e),
            .y = px(f),
            .first = finite_length(a),
            .second = finite_length(b),
            .third = finite_length(c),
            .fourth = finite_length(d),
            .kind = TransformKind::matrix};
}

class TransformList {
  public:
    static constexpr int most_steps = 4;

    constexpr TransformList() = default;
    constexpr TransformList(std::initializer_list<TransformStep> steps) {
        MUST(steps.size() <= most_steps, "a transform has at most four steps");
        for (const TransformStep& step : steps) steps_[count_++] = step;
    }
    bool empty() const { return count_ == 0; }
    const TransformStep* begin() const { return steps_.data(); }
    const TransformStep* end() const { return steps_.data() + count_; }
    constexpr int size() const { return count_; }
    /// Step by step as far as both have the same kinds of steps (the shorter one has what it lacks at rest), and what
    /// is left as matrices, taken apart; where a matrix has no inverse, or is made of a length that is min() or
    /// its like, all flips in the middle.
    /// https://drafts.csswg.org/css-transforms-2/#interpolation-of-transform-functions
    static TransformList between(const TransformList& from, const TransformList& to, float progress);
    /// First `below`, then `above` in its coordinates. Where that is more than four steps, the first become one matrix;
    /// if they cannot, because of min() or its like, it is `above` alone.
    static TransformList sum(const TransformList& below, const TransformList& above);
    /// Step by step, as between() matches them: what moves, turns and skews is added, scales by what each is above 1.
    /// `above` alone where between() would flip. https://drafts.csswg.org/css-transforms-2/#combining-transform-lists
    static TransformList accumulated(const TransformList& below, const TransformList& above);
    /// False when there is no room.
    constexpr bool add(const TransformStep& step) {
        if (count_ == most_steps) return false;
        steps_[count_++] = step;
        return true;
    }
    /// For a border box of this size.
    Transform matrix(Size box) const;
    friend bool operator==(const TransformList&, const TransformList&) = default;

  private:
    template <class Steps, class Matrices>
    static bool pair_up(const TransformList& one, const TransformList& other, Steps steps, Matrices matrices,
                        TransformList& into);
    std::array<TransformStep, most_steps> steps_{};
    std::uint8_t count_ = 0;
};

}  // namespace janklab
