// SPDX-License-Identifier: MIT
#include "style/style_color.h"

#include <algorithm>
#include <cmath>

namespace janklab {
namespace {

float byte_between(float from, float to, float progress) {
    return std::fmin(255.f, std::fmax(0.f, from + (to - from) * progress));
}

}  // namespace

Color mixed(Color from, Color to, float progress) {
    const float alpha = byte_between(from.a, to.a, progress);
    const auto channel = [&](std::uint8_t a, std::uint8_t b) {
        if (alpha <= 0) return std::uint8_t{0};
        const float between = a * (from.a / 255.f) + (b * (to.a / 255.f) - a * (from.a / 255.f)) * progress;
        return static_cast<std::uint8_t>(std::lround(std::fmin(255.f, std::fmax(0.f, between * 255 / alpha))));
    };
    return {channel(from.r, to.r), channel(from.g, to.g), channel(from.b, to.b),
            static_cast<std::uint8_t>(std::lround(alpha))};
}

Color sum(Color one, Color other) {
    const int alpha = std::min(one.a + other.a, 255);
    const auto channel = [&](int a, int b) {
        if (alpha == 0) return std::uint8_t{0};
        const float both = static_cast<float>(a * one.a + b * other.a) / static_cast<float>(alpha);
        return static_cast<std::uint8_t>(std::lround(std::fmin(255.f, both)));
    };
    return {channel(one.r, other.r), channel(one.g, other.g), channel(one.b, other.b),
            static_cast<std::uint8_t>(alpha)};
}

/// Each is (1 - share) * colour + share * currentcolor; between them the shares are, and the colours in the measure of
/// what the shares leave to them.
StyleColor mixed(const StyleColor& from, const StyleColor& to, float progress) {
    if (from.current == 0 && to.current == 0) return mixed(from.color, to.color, progress);
    if (progress <= 0) return from;
    if (progress >= 1) return to;
    const float share = byte_between(from.current, to.current, progress);
    const float one = (255.f - from.current) * (1 - progress), other = (255.f - to.current) * progress;
    const Color color = one + other > 0 ? mixed(from.color, to.color, other / (one + other)) : transparent;
    return {color, static_cast<std::uint8_t>(std::lround(share))};
}

}  // namespace janklab
