// SPDX-License-Identifier: MIT
// The matrix of a transform list, and what is between two. https://drafts.csswg.org/css-transforms/#transform-rendering
#include "style/transform_list.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "style/length_math.h"

namespace janklab {
namespace {

constexpr double radians_a_turn = 6.28318530717958647692;

TransformStep at_rest(TransformKind kind) {
    switch (kind) {
        case TransformKind::translate:
            return translate(px(0));
        case TransformKind::rotate:
            return rotate(0);
        case TransformKind::scale:
            return scale(1);
        case TransformKind::skew:
            return skew(0);
        case TransformKind::matrix:
            break;
    }
    return matrix(1, 0, 0, 1, 0, 0);
}

/// How far it moves along one axis: pixels, and per cent of the border box's width and height.
struct Way {
    double px = 0, of_width = 0, of_height = 0;
    friend Way operator*(double by, const Way& way) { return {by * way.px, by * way.of_width, by * way.of_height}; }
    friend Way operator+(const Way& a, const Way& b) {
        return {a.px + b.px, a.of_width + b.of_width, a.of_height + b.of_height};
    }
};
double pixels_of(Length length) {
    return length.unit == LengthUnit::px || length.unit == LengthUnit::calc ? length.value : 0;
}
double share_of(Length length) { return length.has_percent() ? length.percentage() : 0; }
Length length_of(double pixels, double share) {
    const auto px_value = static_cast<float>(pixels), percent_value = static_cast<float>(share);
    if (share == 0) return px(px_value);
    return pixels == 0 ? percent(percent_value) : calc(percent_value, px_value);
}

/// min() and its like: in a box of that size they are pixels.
TransformStep with_plain_lengths(TransformStep step, Size box) {
    if (step.x.unit == LengthUnit::math) step.x = px(step.x.resolve(box.width));
    if (step.y.unit == LengthUnit::math) step.y = px(step.y.resolve(box.height));
    return step;
}
bool has_math(const TransformStep& step) { return step.x.unit == LengthUnit::math || step.y.unit == LengthUnit::math; }

/// A matrix whose translation does not need to know the box.
struct LooseMatrix {
    double a = 1, b = 0, c = 0, d = 1;
    Way x, y;

    double determinant() const { return a * d - b * c; }
    friend LooseMatrix operator*(const LooseMatrix& left, const LooseMatrix& right) {
        return {.a = left.a * right.a + left.c * right.b,
                .b = left.b * right.a + left.d * right.b,
                .c = left.a * right.c + left.c * right.d,
                .d = left.b * right.c + left.d * right.d,
                .x = left.a * right.x + left.c * right.y + left.x,
                .y = left.b * right.x + left.d * right.y + left.y};
    }
};

LooseMatrix matrix_of(const TransformStep& step) {
    const Way x{.px = pixels_of(step.x), .of_width = share_of(step.x), .of_height = step.x_of_height};
    const Way y{.px = pixels_of(step.y), .of_width = step.y_of_width, .of_height = share_of(step.y)};
    const double angle = std::fmod(static_cast<double>(step.first), 1.0) * radians_a_turn;
    switch (step.kind) {
        case TransformKind::translate:
            return {.x = x, .y = y};
        case TransformKind::rotate:
            return {.a = std::cos(angle), .b = std::sin(angle), .c = -std::sin(angle), .d = std::cos(angle)};
        case TransformKind::scale:
            return {.a = step.first, .d = step.second};
        case TransformKind::skew:
            return {.b = std::tan(static_cast<double>(step.second) * radians_a_turn), .c = std::tan(angle)};
        case TransformKind::matrix:
            return {.a = step.first, .b = step.second, .c = step.third, .d = step.fourth, .x = x, .y = y};
    }
    return {};
}
TransformStep step_of(const LooseMatrix& m) {
    TransformStep step = matrix(static_cast<float>(m.a), static_cast<float>(m.b), static_cast<float>(m.c),
                                static_cast<float>(m.d), 0, 0);
    step.x = length_of(m.x.px, m.x.of_width);
    step.y = length_of(m.y.px, m.y.of_height);
    step.x_of_height = finite_length(static_cast<float>(m.x.of_height));
    step.y_of_width = finite_length(static_cast<float>(m.y.of_width));
    return step;
}

/// A matrix without its translation, as a rotation of a skewed and scaled plane.
struct Parts {
    double turns = 0, skew = 0, scale_x = 1, scale_y = 1;
};
/// https://drafts.csswg.org/css-transforms/#decomposing-a-2d-matrix; nothing where there is no inverse.
std::optional<Parts> taken_apart(const LooseMatrix& m) {
    const double determinant = m.determinant();
    if (determinant == 0 || !std::isfinite(determinant)) return std::nullopt;
    Parts parts;
    double a = m.a, b = m.b, c = m.c, d = m.d;
    parts.scale_x = std::hypot(a, b);
    // A mirrored one is so along the axis that has turned further.
    const bool mirrored = determinant < 0;
    if (mirrored && m.a < m.d) parts.scale_x = -parts.scale_x;
    if (parts.scale_x != 0) a /= parts.scale_x, b /= parts.scale_x;
    const double along = a * c + b * d;
    c -= a * along, d -= b * along;
    parts.scale_y = std::hypot(c, d);
    if (mirrored && !(m.a < m.d)) parts.scale_y = -parts.scale_y;
    if (parts.scale_y != 0) parts.skew = along / parts.scale_y;
    parts.turns = std::atan2(b, a) / radians_a_turn;
    return parts;
}
LooseMatrix put_together(const Parts& parts) {
    const double cosine = std::cos(parts.turns * radians_a_turn), sine = std::sin(parts.turns * radians_a_turn);
    const double c = parts.skew * parts.scale_y, d = parts.scale_y;
    return {
        .a = cosine * parts.scale_x, .b = sine * parts.scale_x, .c = cosine * c - sine * d, .d = sine * c + cosine * d};
}

double mixed(double from, double to, double progress) { return from + (to - from) * progress; }
Way mixed(const Way& from, const Way& to, double progress) { return (1 - progress) * from + progress * to; }

/// https://drafts.csswg.org/css-transforms/#interpolation-of-decomposed-2d-matrix-values
std::optional<LooseMatrix> mixed(const LooseMatrix& from, const LooseMatrix& to, double progress) {
    std::optional<Parts> a = taken_apart(from), b = taken_apart(to);
    if (!a || !b) return std::nullopt;
    // One mirrored along x, one along y: the same mirror, half a turn apart.
    if ((a->scale_x < 0 && b->scale_y < 0) || (a->scale_y < 0 && b->scale_x < 0)) {
        a->scale_x = -a->scale_x;
        a->scale_y = -a->scale_y;
        a->turns += a->turns < 0 ? 0.5 : -0.5;
    }
    // The shorter way round.
    if (a->turns - b->turns > 0.5) a->turns -= 1;
    else if (b->turns - a->turns > 0.5) b->turns -= 1;
    LooseMatrix between = put_together({.turns = mixed(a->turns, b->turns, progress),
                                        .skew = mixed(a->skew, b->skew, progress),
                                        .scale_x = mixed(a->scale_x, b->scale_x, progress),
                                        .scale_y = mixed(a->scale_y, b->scale_y, progress)});
    between.x = mixed(from.x, to.x, progress);
    between.y = mixed(from.y, to.y, progress);
    return between;
}

/// Scales grow by what the other is above 1, everything else is added.
std::optional<LooseMatrix> accumulated(const LooseMatrix& below, const LooseMatrix& above) {
    const std::optional<Parts> a = taken_apart(below), b = taken_apart(above);
    if (!a || !b) return std::nullopt;
    LooseMatrix all = put_together({.turns = a->turns + b->turns,
                                    .skew = a->skew + b->skew,
                                    .scale_x = a->scale_x + b->scale_x - 1,
                                    .scale_y = a->scale_y + b->scale_y - 1});
    all.x = below.x + above.x;
    all.y = below.y + above.y;
    return all;
}

float mixed(float from, float to, float progress) { return finite_length(from + (to - from) * progress); }
Length mixed(Length from, Length to, float progress) {
    if (from.is_px() && to.is_px()) return px(mixed(from.value, to.value, progress));
    if (from.unit == LengthUnit::math || to.unit == LengthUnit::math)
        return length_between(from, to, progress).value_or(progress < 0.5f ? from : to);
    const double share = progress;
    return length_of(mixed(pixels_of(from), pixels_of(to), share), mixed(share_of(from), share_of(to), share));
}
TransformStep mixed(const TransformStep& from, const TransformStep& to, float progress) {
    return {.x = mixed(from.x, to.x, progress),
            .y = mixed(from.y, to.y, progress),
            .first = mixed(from.first, to.first, progress),
            .second = mixed(from.second, to.second, progress),
            .kind = from.kind};
}
TransformStep accumulated(const TransformStep& below, const TransformStep& above) {
    if (below.kind == TransformKind::translate)
        return translate(length_sum(below.x, above.x).value_or(above.x),
                         length_sum(below.y, above.y).value_or(above.y));
    const float rest = below.kind == TransformKind::scale ? 1 : 0;
    return {.first = finite_length(below.first + above.first - rest),
            .second = finite_length(below.second + above.second - rest),
            .kind = below.kind};
}

}  // namespace

/// Steps of one kind at a time, the shorter list having at rest what it lacks; from the first that are not alike, or
/// are matrices, on: what is left as matrices. False where these cannot be made, or `matrices` makes nothing of them.
template <class Steps, class Matrices>
bool TransformList::pair_up(const TransformList& one, const TransformList& other, Steps steps, Matrices matrices,
                            TransformList& into) {
    const int count = std::max(one.size(), other.size());
    const auto step_at = [](const TransformList& list, const TransformList& beside, int i) {
        return i < list.size() ? list.steps_[static_cast<std::size_t>(i)]
                               : at_rest(beside.steps_[static_cast<std::size_t>(i)].kind);
    };
    for (int i = 0; i < count; ++i) {
        const TransformStep first = step_at(one, other, i), second = step_at(other, one, i);
        const bool alike = first.kind == second.kind;
        if (alike && first.kind != TransformKind::matrix) {
            into.add(steps(first, second));
            continue;
        }
        const int end = alike ? i + 1 : count;
        LooseMatrix a, b;
        for (; i < end; ++i) {
            const TransformStep left = step_at(one, other, i), right = step_at(other, one, i);
            if (has_math(left) || has_math(right)) return false;
            a = a * matrix_of(left), b = b * matrix_of(right);
        }
        --i;
        const std::optional<LooseMatrix> rest = matrices(a, b);
        if (!rest) return false;
        into.add(step_of(*rest));
    }
    return true;
}

TransformList TransformList::between(const TransformList& from, const TransformList& to, float progress) {
    TransformList all;
    const bool found = pair_up(
        from, to, [&](const TransformStep& a, const TransformStep& b) { return mixed(a, b, progress); },
        [&](const LooseMatrix& a, const LooseMatrix& b) { return mixed(a, b, progress); }, all);
    return found ? all : progress < 0.5f ? from : to;
}

TransformList TransformList::accumulated(const TransformList& below, const TransformList& above) {
    TransformList all;
    const bool found = pair_up(
        below, above, [](const TransformStep& a, const TransformStep& b) { return janklab::accumulated(a, b); },
        [](const LooseMatrix& a, const LooseMatrix& b) { return janklab::accumulated(a, b); }, all);
    return found ? all : above;
}

TransformList TransformList::sum(const TransformList& below, const TransformList& above) {
    std::array<TransformStep, 2 * most_steps> steps;
    const auto behind = std::ranges::copy(above, std::ranges::copy(below, steps.begin()).out).out;
    const std::span<const TransformStep> both(steps.begin(), behind);
    const std::size_t too_many = both.size() > most_steps ? both.size() - most_steps : 0;
    TransformList all;
    if (too_many > 0) {
        LooseMatrix first;
        for (const TransformStep& step : both.first(too_many + 1)) {
            if (has_math(step)) return above;
            first = first * matrix_of(step);
        }
        all.add(step_of(first));
    }
    for (const TransformStep& step : both.subspan(too_many > 0 ? too_many + 1 : 0)) all.add(step);
    return all;
}

Transform TransformList::matrix(Size box) const {
    LooseMatrix all;
    for (const TransformStep& step : *this) all = all * matrix_of(with_plain_lengths(step, box));
    const auto along = [&](const Way& way) {
        return finite_length(
            static_cast<float>(way.px + way.of_width * box.width / 100 + way.of_height * box.height / 100));
    };
    return {finite_length(static_cast<float>(all.a)),
            finite_length(static_cast<float>(all.b)),
            finite_length(static_cast<float>(all.c)),
            finite_length(static_cast<float>(all.d)),
            along(all.x),
            along(all.y)};
}

}  // namespace janklab
