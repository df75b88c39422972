// SPDX-License-Identifier: MIT
// Easing: how progress in time becomes progress of what moves. A value; pure, any thread.
// https://drafts.csswg.org/css-easing-2/
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace janklab {

enum class StepPosition : std::uint8_t { jump_start, jump_end, jump_none, jump_both };

class Easing {
  public:
    /// A point of linear(): at `input` of the time, `output` of the way. Both may lie outside of 0 to 1.
    struct Point {
        float input = 0, output = 0;
        friend bool operator==(const Point&, const Point&) = default;
    };

    /// linear: what goes in comes out.
    Easing() = default;
    /// x1 and x2 are clamped to 0 to 1.
    static Easing cubic_bezier(float x1, float y1, float x2, float y2);
    static Easing ease() { return cubic_bezier(0.25f, 0.1f, 0.25f, 1); }
    static Easing ease_in() { return cubic_bezier(0.42f, 0, 1, 1); }
    static Easing ease_out() { return cubic_bezier(0, 0, 0.58f, 1); }
    static Easing ease_in_out() { return cubic_bezier(0.42f, 0, 0.58f, 1); }
    /// At least one step, for jump_none two.
    static Easing steps(int count, StepPosition position = StepPosition::jump_end);
    /// linear(...): inputs that fall are raised to the one before; fewer than two points are a constant.
    static Easing through(std::vector<Point> points);

    /// `before`: in the phase before an animation begins, where a step that jumps at once has not jumped yet.
    float at(float progress, bool before = false) const;
    /// As CSS writes it: "ease-in", "cubic-bezier(0.1, 0.7, 1, 0.1)", "steps(4, jump-start)", "linear(0, 0.5 25%, 1)".
    std::string text() const;
    friend bool operator==(const Easing& a, const Easing& b);

  private:
    enum class Kind : std::uint8_t { linear, cubic_bezier, steps, points };
    float on_curve(float progress) const;
    float on_stairs(float progress, bool before) const;
    float between_points(float progress) const;

    Kind kind_ = Kind::linear;
    StepPosition position_ = StepPosition::jump_end;
    int steps_ = 1;
    float x1_ = 0, y1_ = 0, x2_ = 1, y2_ = 1;
    std::shared_ptr<const std::vector<Point>> points_;  // shared, so that a copy in each frame allocates nothing
};

/// Nothing: it is no easing function.
std::optional<Easing> parse_easing(std::string_view text);

/// A weight on a spring, pulled from 0 to 1 and let go.
struct Spring {
    float stiffness = 170, damping = 26, mass = 1;  // N/m, kg/s, kg
    float velocity = 0;                             // at the start, ways a second
};
/// How long until it stays within a thousandth of its end; at most ten seconds.
Duration settling_time(const Spring& spring);
/// The spring's way over its settling time, as linear().
Easing easing_of(const Spring& spring);

}  // namespace janklab
