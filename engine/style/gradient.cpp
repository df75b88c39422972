// SPDX-License-Identifier: MIT
// What a gradient comes to in a box of known size. https://drafts.csswg.org/css-images-3/#linear-gradients,
// https://drafts.csswg.org/css-images-3/#radial-gradients, https://drafts.csswg.org/css-images-3/#color-stop-fixup
#include "style/gradient.h"

#include <cmath>
#include <numbers>

namespace janklab {
namespace {

constexpr float smallest_radius = 1e-3f;  // a radius of 0 is drawn as one that cannot be seen

/// The direction of a linear gradient; x right, y down, of length 1.
Point direction_of(const Gradient& gradient, Size box) {
    if (gradient.to_x == 0 || gradient.to_y == 0) {
        const float radians = finite_length(gradient.turns) * 2 * std::numbers::pi_v<float>;
        return {std::sin(radians), -std::cos(radians)};
    }
    // Towards a corner: the line through both neighbouring corners has the colour of the middle.
    const float x = box.height * gradient.to_x, y = box.width * -gradient.to_y;
    const float length = std::hypot(x, y);
    return length > 0 ? Point{x / length, y / length} : Point{0, 1};
}

GradientLine linear_line(const Gradient& gradient, Size box) {
    const Point along = direction_of(gradient, box);
    const float length = std::abs(box.width * along.x) + std::abs(box.height * along.y);
    const Point middle{box.width / 2, box.height / 2}, half{along.x * length / 2, along.y * length / 2};
    return {.from = middle - half, .to = middle + half, .radii = {}, .length = length};
}

GradientLine radial_line(const Gradient& gradient, Size box) {
    const Point center{gradient.center_x.resolve(box.width), gradient.center_y.resolve(box.height)};
    const float left = std::abs(center.x), right = std::abs(box.width - center.x);
    const float top = std::abs(center.y), bottom = std::abs(box.height - center.y);
    const bool far =
        gradient.extent == GradientExtent::farthest_corner || gradient.extent == GradientExtent::farthest_side;
    const float across = far ? std::max(left, right) : std::min(left, right);
    const float down = far ? std::max(top, bottom) : std::min(top, bottom);
    const bool corner =
        gradient.extent == GradientExtent::farthest_corner || gradient.extent == GradientExtent::closest_corner;
    Size radii{across, down};
    if (gradient.extent == GradientExtent::lengths) {
        radii = {gradient.radius_x.resolve(box.width), gradient.radius_y.resolve(box.height)};
        if (gradient.circle) radii.height = radii.width;
    } else if (gradient.circle) {
        const float radius = corner ? std::hypot(across, down) : far ? std::max(across, down) : std::min(across, down);
        radii = {radius, radius};
    } else if (corner) {  // the ellipse of the sides, made larger until it goes through the corner
        radii = {across * std::numbers::sqrt2_v<float>, down * std::numbers::sqrt2_v<float>};
    }
    radii = {std::max(radii.width, smallest_radius), std::max(radii.height, smallest_radius)};
    return {.from = center, .to = {center.x + radii.width, center.y}, .radii = radii, .length = radii.width};
}

}  // namespace

GradientLine line_of(const Gradient& gradient, Size box) {
    return gradient.kind == GradientKind::radial ? radial_line(gradient, box) : linear_line(gradient, box);
}

int place_stops(const Gradient& gradient, float length, Color text, std::span<ColorStop> into) {
    const int count = std::min<int>(gradient.count, Gradient::most_stops);
    const auto has_place = [&](int i) { return i == 0 || i + 1 == count || !(gradient.without_place >> i & 1); };
    float furthest = -largest_length;
    for (int i = 0; i < count; ++i) {
        const auto at = static_cast<std::size_t>(i);
        into[at] = gradient.stops[at];
        if (gradient.current >> i & 1) into[at].color = text;
        if (gradient.without_place >> i & 1) into[at].position = i == 0 ? 0.f : 1.f;
        else if (gradient.in_px >> i & 1) into[at].position /= std::max(length, smallest_radius);
        into[at].position = finite_length(into[at].position);
        if (!has_place(i)) continue;
        furthest = into[at].position = std::max(into[at].position, furthest);
    }
    for (int i = 1; i < count; ++i) {
        if (has_place(i)) continue;
        int next = i;
        while (!has_place(next)) ++next;
        const float before = into[static_cast<std::size_t>(i - 1)].position;
        const float room = into[static_cast<std::size_t>(next)].position - before;
        into[static_cast<std::size_t>(i)].position = before + room / static_cast<float>(next - i + 1);
    }
    return count;
}

}  // namespace janklab
