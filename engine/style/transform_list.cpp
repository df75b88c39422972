// SPDX-License-Identifier: MIT
// The matrix of a transform list. https://drafts.csswg.org/css-transforms/#transform-rendering
#include "style/transform_list.h"

#include <algorithm>
#include <cmath>

namespace janklab {
namespace {

TransformStep at_rest(const TransformStep& like) {
    if (like.kind == TransformKind::scale) return scale(1);
    return like.kind == TransformKind::rotate ? rotate(0) : translate(px(0));
}
float mixed(float from, float to, float progress) { return finite_length(from + (to - from) * progress); }
Length mixed(Length from, Length to, float progress) {
    if (from.is_px() && to.is_px()) return px(mixed(from.value, to.value, progress));
    const auto pixels = [](Length one) { return one.unit == LengthUnit::percent ? 0 : one.value; };
    const auto share = [](Length one) { return one.has_percent() ? one.percentage() : 0; };
    return calc(mixed(share(from), share(to), progress), mixed(pixels(from), pixels(to), progress));
}

}  // namespace

TransformList TransformList::between(const TransformList& from, const TransformList& to, float progress) {
    const int count = std::max(from.size(), to.size());
    TransformList all;
    for (int i = 0; i < count; ++i) {
        const TransformStep& known = i < from.size() ? from.steps_[i] : to.steps_[i];
        const TransformStep a = i < from.size() ? from.steps_[i] : at_rest(known);
        const TransformStep b = i < to.size() ? to.steps_[i] : at_rest(known);
        if (a.kind != b.kind) return progress < 0.5f ? from : to;
        all.add({.x = mixed(a.x, b.x, progress),
                 .y = mixed(a.y, b.y, progress),
                 .first = mixed(a.first, b.first, progress),
                 .second = mixed(a.second, b.second, progress),
                 .kind = a.kind});
    }
    return all;
}

Transform TransformList::matrix(Size box) const {
    constexpr float radians_a_turn = 6.28318530717958647692f;
    Transform all;
    for (const TransformStep& step : *this) {
        switch (step.kind) {
            case TransformKind::translate: {
                const float x = step.x.is_auto() ? 0 : step.x.resolve(box.width);
                const float y = step.y.is_auto() ? 0 : step.y.resolve(box.height);
                all = all * Transform::translation(x, y);
                break;
            }
            case TransformKind::rotate:
                all = all * Transform::rotation(std::fmod(step.first, 1.f) * radians_a_turn);
                break;
            case TransformKind::scale:
                all = all * Transform::scaling(step.first, step.second);
                break;
        }
    }
    return all;
}

}  // namespace janklab
