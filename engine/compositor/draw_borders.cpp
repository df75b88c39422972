// SPDX-License-Identifier: MIT
// Borders whose sides differ or are not solid: what the shaders border.frag and styled_border.frag read of them.
// https://drafts.csswg.org/css-backgrounds-3/#border-style
#include <algorithm>
#include <array>
#include <cmath>

#include "compositor/device_space.h"
#include "compositor/draw_plan.h"

namespace janklab {
namespace {

constexpr float thinnest_double = 3;  // device pixels without the layer's transform; thinner ones are solid
constexpr int darkest = 64;           // colours whose channels are all below have no shade that stands out

/// The two shades of a line that seems to stand out or to be sunk in.
struct Shades {
    Color lit, shaded;
};
/// The colour itself and a darker one; of one that is nearly black a lighter one and itself.
Shades shades_of(Color color) {
    const auto each = [&](auto change) {
        return Color{static_cast<std::uint8_t>(change(color.r)), static_cast<std::uint8_t>(change(color.g)),
                     static_cast<std::uint8_t>(change(color.b)), color.a};
    };
    if (std::max({color.r, color.g, color.b}) < darkest) return {each([](int c) { return c + (255 - c) / 3; }), color};
    return {color, each([](int c) { return c * 2 / 3; })};
}

/// What of a side is drawn how: the whole of it in one colour, or the outer and the inner half in one each.
struct SideColors {
    Color outer, inner;
    LineStyle style;
};
/// The light comes from the top left. `width`: in device pixels, but as if the layer were not turned or scaled, so that
/// the line keeps its style while that moves.
SideColors side_colors(LineStyle style, Color color, bool top_or_left, float width) {
    const Shades shades = shades_of(color);
    const Color out = top_or_left ? shades.lit : shades.shaded, in = top_or_left ? shades.shaded : shades.lit;
    switch (style) {
        case LineStyle::inset:
            return {in, in, LineStyle::solid};
        case LineStyle::outset:
            return {out, out, LineStyle::solid};
        case LineStyle::groove:
            return width < 2 ? SideColors{in, in, LineStyle::solid} : SideColors{in, out, LineStyle::groove};
        case LineStyle::ridge:
            return width < 2 ? SideColors{out, out, LineStyle::solid} : SideColors{out, in, LineStyle::groove};
        case LineStyle::double_line:
            return {color, color, width < thinnest_double ? LineStyle::solid : LineStyle::double_line};
        default:
            return {color, color, style};
    }
}

/// Whole pixels, rounded down, and at least one. https://drafts.csswg.org/css-values-4/#snap-a-length-as-a-border-width
float whole_width(float width) { return width > 0 ? std::max(1.f, std::floor(width + 1.f / 64)) : 0; }

/// As styled_border.frag has them.
constexpr float number_of(LineStyle style) {
    switch (style) {
        case LineStyle::dashed:
            return 1;
        case LineStyle::dotted:
            return 2;
        case LineStyle::double_line:
            return 3;
        case LineStyle::groove:
            return 4;
        default:
            return 0;
    }
}

}  // namespace

void DrawPlan::add(const BorderItem& item) {
    const std::array widths{item.width.top, item.width.right, item.width.bottom, item.width.left};
    const std::array colors{item.top, item.right, item.bottom, item.left};
    const std::array styles{item.style.top, item.style.right, item.style.bottom, item.style.left};
    const Rect rect = bounded(item.rect);
    PlacedShape shape;
    if (has_nan(item.rect)) {
        ++items_skipped_;
        return;
    }
    if (rect.empty() || !place(rect, 0, true, shape)) return;
    // Widths, outer colours, inner colours, styles; the latter two only where some side is not solid.
    std::array<std::array<float, 4>, 10> entries{};
    bool seen = false, plain = true;
    for (std::size_t side = 0; side < 4; ++side) {
        float width = length_of(widths[side]) * shape.scale;
        if (shape.snapped) width = whole_width(width);
        const float unmoved = whole_width(length_of(widths[side]) * scale_);
        const SideColors sides = side_colors(styles[side], colors[side], side == 0 || side == 3, unmoved);
        const PremultipliedColor outer = premultiplied(sides.outer, open_.back().opacity);
        entries[0][side] = width;
        entries[1 + side] = to_entry(outer);
        entries[5 + side] = to_entry(premultiplied(sides.inner, open_.back().opacity));
        entries[9][side] = number_of(sides.style);
        seen = seen || (width > 0 && outer.a > 0);
        plain = plain && (width == 0 || sides.style == LineStyle::solid);
    }
    if (!seen) return;
    const int paint = add_table_entries(std::span(entries).first(plain ? 5 : 10));
    if (paint < 0) {
        ++items_skipped_;
        return;
    }
    if (!set_radii(item.radius, shape)) return;
    shape.instance.more[2] = static_cast<float>(paint);
    add_placed(shape, {.kind = plain ? DrawKind::border : DrawKind::styled_border, .bounds = shape.bounds});
}

}  // namespace janklab
