// SPDX-License-Identifier: MIT
// KeyframeInterval: between which two keyframes a progress lies. Pure, any thread; the page and the compositor ask the
// same function. https://www.w3.org/TR/web-animations-1/#the-effect-value-of-a-keyframe-animation-effect
#pragma once

#include <cstddef>

namespace janklab {

struct KeyframeInterval {
    std::size_t from = 0, to = 0;
    float distance = 0;  // from the one to the other, before the easing of `from`
};

/// `offset_of(i)`: of keyframe i of `count`: at least two, rising, the first at 0, the last at 1. Outside of 0 to 1 the
/// outermost stretch goes on, or the outermost keyframe holds where there are several at that end.
template <class OffsetOf>
KeyframeInterval keyframe_interval(std::size_t count, double progress, const OffsetOf& offset_of) {
    const std::size_t last = count - 1;
    if (progress < 0 && offset_of(1) == 0) return {0, 0, 0};
    if (progress >= 1 && offset_of(last - 1) == 1) return {last, last, 0};
    // The last keyframe at or before the progress, by halves; but one from which something follows.
    std::size_t from = 0, beyond = last;
    while (from + 1 < beyond) {
        const std::size_t middle = from + (beyond - from) / 2;
        const double offset = offset_of(middle);
        const bool reached = offset < 1 && (offset <= progress || offset <= 0);
        (reached ? from : beyond) = middle;
    }
    const double start = offset_of(from), length = offset_of(from + 1) - start;
    return {from, from + 1, length > 0 ? static_cast<float>((progress - start) / length) : 1.f};
}

}  // namespace janklab
