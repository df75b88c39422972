// SPDX-License-Identifier: MIT
// The same formulas as in shaders/blend.glsl.
#include "canvas/composite.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace janklab {
namespace {

using Rgb = std::array<float, 3>;  // not premultiplied

struct Shares {
    float source = 1, below = 1;
};

/// https://drafts.fxtf.org/compositing-1/#porterduffcompositingoperators
Shares shares_of(CompositeOperation operation, float source_alpha, float below_alpha) {
    switch (operation) {
        case CompositeOperation::source_in:
            return {below_alpha, 0};
        case CompositeOperation::source_out:
            return {1 - below_alpha, 0};
        case CompositeOperation::source_atop:
            return {below_alpha, 1 - source_alpha};
        case CompositeOperation::destination_over:
            return {1 - below_alpha, 1};
        case CompositeOperation::destination_in:
            return {0, source_alpha};
        case CompositeOperation::destination_out:
            return {0, 1 - source_alpha};
        case CompositeOperation::destination_atop:
            return {1 - below_alpha, source_alpha};
        case CompositeOperation::lighter:
            return {1, 1};
        case CompositeOperation::exclusive_or:
            return {1 - below_alpha, 1 - source_alpha};
        default:
            return {1, 1 - source_alpha};
    }
}

float soft_light(float below, float source) {
    if (source <= 0.5f) return below - (1 - 2 * source) * below * (1 - below);
    const float d = below <= 0.25f ? ((16 * below - 12) * below + 4) * below : std::sqrt(below);
    return below + (2 * source - 1) * (d - below);
}

/// https://drafts.fxtf.org/compositing-1/#blendingseparable
float blended(float below, float source, CompositeOperation mode) {
    switch (mode) {
        case CompositeOperation::multiply:
            return below * source;
        case CompositeOperation::screen:
            return below + source - below * source;
        case CompositeOperation::overlay:
            return blended(source, below, CompositeOperation::hard_light);
        case CompositeOperation::darken:
            return std::min(below, source);
        case CompositeOperation::lighten:
            return std::max(below, source);
        case CompositeOperation::color_dodge:
            return below <= 0 ? 0 : source >= 1 ? 1 : std::min(1.f, below / (1 - source));
        case CompositeOperation::color_burn:
            return below >= 1 ? 1 : source <= 0 ? 0 : 1 - std::min(1.f, (1 - below) / source);
        case CompositeOperation::hard_light:
            return source <= 0.5f ? 2 * below * source : below + (2 * source - 1) - below * (2 * source - 1);
        case CompositeOperation::soft_light:
            return soft_light(below, source);
        case CompositeOperation::difference:
            return std::abs(below - source);
        default:  // exclusion
            return below + source - 2 * below * source;
    }
}

// -- https://drafts.fxtf.org/compositing-1/#blendingnonseparable

float lightness(const Rgb& c) { return 0.3f * c[0] + 0.59f * c[1] + 0.11f * c[2]; }
float saturation(const Rgb& c) { return std::ranges::max(c) - std::ranges::min(c); }

Rgb with_lightness(Rgb color, float wanted) {
    const float more = wanted - lightness(color);
    for (float& channel : color) channel += more;
    const float light = lightness(color), least = std::ranges::min(color), most = std::ranges::max(color);
    for (float& channel : color) {
        if (least < 0) channel = light + (channel - light) * light / (light - least);
        if (most > 1) channel = light + (channel - light) * (1 - light) / (most - light);
    }
    return color;
}
Rgb with_saturation(Rgb color, float wanted) {
    const float least = std::ranges::min(color), range = saturation(color);
    for (float& channel : color) channel = range > 0 ? (channel - least) * wanted / range : 0;
    return color;
}

Rgb blended(const Rgb& below, const Rgb& source, CompositeOperation mode) {
    switch (mode) {
        case CompositeOperation::hue:
            return with_lightness(with_saturation(source, saturation(below)), lightness(below));
        case CompositeOperation::saturation:
            return with_lightness(with_saturation(below, saturation(source)), lightness(below));
        case CompositeOperation::color:
            return with_lightness(source, lightness(below));
        case CompositeOperation::luminosity:
            return with_lightness(below, lightness(source));
        default:
            return {blended(below[0], source[0], mode), blended(below[1], source[1], mode),
                    blended(below[2], source[2], mode)};
    }
}

Rgb divided_by_alpha(const PaintColor& color) {
    const float alpha = color[3];
    if (alpha <= 0) return {};
    return {std::min(1.f, color[0] / alpha), std::min(1.f, color[1] / alpha), std::min(1.f, color[2] / alpha)};
}

}  // namespace

PaintColor composited(const PaintColor& source, const PaintColor& below, CompositeOperation operation) {
    const Shares share = shares_of(operation, source[3], below[3]);
    PaintColor made;
    if (is_blend_mode(operation)) {
        const float both = source[3] * below[3];
        const Rgb mixed = blended(divided_by_alpha(below), divided_by_alpha(source), operation);
        for (std::size_t i = 0; i < 3; ++i)
            made[i] = source[i] * (1 - below[3]) + below[i] * (1 - source[3]) + both * mixed[i];
        made[3] = source[3] + below[3] - both;
    } else {
        for (std::size_t i = 0; i < 4; ++i) made[i] = source[i] * share.source + below[i] * share.below;
    }
    for (float& channel : made) channel = std::clamp(channel, 0.f, 1.f);
    return made;
}

}  // namespace janklab
