// SPDX-License-Identifier: MIT
// What an animation's value makes together with the value below it, where it does not replace that: what follows from
// the types of properties. https://www.w3.org/TR/web-animations-1/#effect-composition
#include <algorithm>
#include <utility>

#include "style/css_values.h"
#include "style/properties.h"

namespace janklab {
namespace {

/// Values of types that have no sum replace.
template <class T>
T composed(AnimationComposition, const T&, const T& above) {
    return above;
}
float composed(AnimationComposition, float below, float above) { return finite_length(below + above); }
int composed(AnimationComposition, int below, int above) {
    return static_cast<int>(std::clamp(static_cast<double>(below) + above, -2147483647.0, 2147483647.0));
}
std::int16_t composed(AnimationComposition, std::int16_t below, std::int16_t above) {
    return static_cast<std::int16_t>(std::clamp(below + above, -32767, 32767));
}
Length composed(AnimationComposition, const Length& below, const Length& above) {
    if (!below.is_resolvable() || !above.is_resolvable()) return above;
    return length_sum(below, above).value_or(above);
}
CornerRadius composed(AnimationComposition operation, const CornerRadius& below, const CornerRadius& above) {
    return {composed(operation, below.across, above.across), composed(operation, below.down, above.down)};
}
LineHeight composed(AnimationComposition, const LineHeight& below, const LineHeight& above) {
    return below.in_px == above.in_px ? LineHeight(finite_length(below.value + above.value), above.in_px) : above;
}
Color composed(AnimationComposition, const Color& below, const Color& above) { return sum(below, above); }
/// Deviation: with currentcolor there is no sum.
StyleColor composed(AnimationComposition, const StyleColor& below, const StyleColor& above) {
    return below.current == 0 && above.current == 0 ? StyleColor(sum(below.color, above.color)) : above;
}
TransformList composed(AnimationComposition operation, const TransformList& below, const TransformList& above) {
    return operation == AnimationComposition::add ? TransformList::sum(below, above)
                                                  : TransformList::accumulated(below, above);
}
/// Added: those below, then the others. Accumulated: one with the other, if all are inside or outside alike.
ShadowList composed(AnimationComposition operation, const ShadowList& below, const ShadowList& above) {
    if (below.empty() || above.empty()) return above.empty() ? below : above;
    std::vector<Shadow> all = *below;
    if (operation == AnimationComposition::add) {
        all.insert(all.end(), (*above).begin(), (*above).end());
        return all;
    }
    for (std::size_t i = 0; i < (*above).size(); ++i) {
        const Shadow& one = (*above)[i];
        if (i == all.size()) {
            all.push_back(one);
            continue;
        }
        Shadow& under = all[i];
        if (under.inset != one.inset) return above;
        under.offset = under.offset + one.offset;
        under.blur += one.blur;
        under.spread += one.spread;
        under.color = composed(operation, under.color, one.color);
    }
    return all;
}
template <class T>
std::optional<T> composed(AnimationComposition operation, const std::optional<T>& below,
                          const std::optional<T>& above) {
    return below && above ? std::optional<T>(composed(operation, *below, *above)) : above;
}

}  // namespace

void compose(PropertyId id, AnimationComposition operation, const Style& below, Style& value) {
    const AnimationType type = info_of(id).animation;
    const bool has_sum = type != AnimationType::discrete && type != AnimationType::none && type != AnimationType::ratio;
    if (operation == AnimationComposition::replace || !has_sum) return;
    switch (id) {
#define PROPERTY(id, name, member, ...)                                 \
    case PropertyId::id:                                                \
        value.member = composed(operation, below.member, value.member); \
        break;
#define INHERITED PROPERTY
#include "style/property_table.inc"
#undef PROPERTY
#undef INHERITED
    }
}

}  // namespace janklab
