// SPDX-License-Identifier: MIT
#include "paint/paint_style.h"

#include <algorithm>

#include "dom/element.h"
#include "style/element_style.h"

namespace janklab {
namespace {

bool has_outline(const LayoutBox& box) {
    const Outline& outline = box.style->outline;
    if (outline.style == LineStyle::automatic) return box.element().is(InteractionState::focus_visible);
    return has_line(outline.style) && outline.width > 0;
}

/// Below 0 where it takes more than a number.
float simple_radius(const CornerRadii& radii) {
    const CornerRadius& first = radii.top_left;
    const bool simple = radii.are_equal() && first.across.is_px() && first.across == first.down;
    return simple ? std::max(0.f, first.across.value) : -1;
}

}  // namespace

PaintStyle paint_style_of(const LayoutBox& box) {
    PaintStyle p;
    p.known = true;
    if (box.anonymous) return p;  // draws nothing itself
    const Style& s = *box.style;
    p.has_layer = has_layer(*box.owner);
    p.has_z_index = s.z_index.has_value();
    p.z_index = s.z_index.value_or(0);
    p.stacks = s.will_change.stacks();
    p.holds_absolute = s.will_change.holds_absolute();
    p.holds_fixed = holds_fixed_boxes(s);
    if (box.inherited().visibility != BoxVisibility::visible) return p;
    p.visible = true;
    p.radius = simple_radius(s.radius);
    p.has_shadow = !s.shadow.empty();
    p.has_outline = has_outline(box);
    const Color text = box.inherited().color;
    if (box.parent) {  // the root's background is the canvas's
        p.fill = s.background.resolve(text);
        p.has_fill = p.fill.a > 0;
        p.has_image = !s.background_image.empty();
    }
    p.border = s.border.used_width();
    if (p.border != PixelEdges{}) {
        const EdgeColors& color = s.border.color;
        p.top = color.top.resolve(text), p.right = color.right.resolve(text);
        p.bottom = color.bottom.resolve(text), p.left = color.left.resolve(text);
        p.border_style = s.border.style;
        p.has_border = (p.top.a | p.right.a | p.bottom.a | p.left.a) > 0;
    }
    return p;
}

bool stack_alike(const PaintStyle& a, const PaintStyle& b) {
    return a.has_layer == b.has_layer && a.has_z_index == b.has_z_index && a.z_index == b.z_index &&
           a.stacks == b.stacks && a.holds_absolute == b.holds_absolute && a.holds_fixed == b.holds_fixed;
}

}  // namespace janklab
