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

enum class TransformKind : std::uint8_t { translate, rotate, scale };

struct TransformStep {
    Length x = {}, y = {};  // translate: percentages are of the element's own border box
    float first = 0;        // rotate: turns, clockwise; scale: along x
    float second = 0;       // scale: along y
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
    /// Step by step where both have the same kinds of steps (an empty one has each at rest); else it flips in the
    /// middle.
    static TransformList between(const TransformList& from, const TransformList& to, float progress);
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
    std::array<TransformStep, most_steps> steps_{};
    std::uint8_t count_ = 0;
};

}  // namespace janklab
