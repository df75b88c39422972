// SPDX-License-Identifier: MIT
// The matrix of a transform list. https://drafts.csswg.org/css-transforms/#transform-rendering
#include "style/transform_list.h"

#include <cmath>

namespace janklab {

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
            case TransformKind::rotate: all = all * Transform::rotation(std::fmod(step.first, 1.f) * radians_a_turn); break;
            case TransformKind::scale: all = all * Transform::scaling(step.first, step.second); break;
        }
    }
    return all;
}

}  // namespace janklab
