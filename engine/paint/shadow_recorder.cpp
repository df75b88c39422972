// SPDX-License-Identifier: MIT
// Recording of shadows: outside of a box, under its background, and inside, above it.
// https://drafts.csswg.org/css-backgrounds-3/#shadow-layers
#include <algorithm>

#include "paint/item_geometry.h"
#include "paint/recorder.h"

namespace janklab {

void Recorder::paint_shadows(const LayoutBox& box, const Rect& rect, const PackedCorners& radius) {
    const Style& s = *box.style;
    if (s.shadow.empty() || rect.empty()) return;
    const Color text = box.inherited().color;
    const bool hides = s.background.resolve(text).a == 255;
    const std::vector<Shadow>& all = *s.shadow;
    for (auto one = all.rbegin(); one != all.rend(); ++one) {  // the first one on top
        const Rect casting = rect.moved_by(one->offset).inset_by(-one->spread);
        const Color color = one->color.resolve(text);
        if (one->inset || color.a == 0 || casting.empty()) continue;
        ShadowItem shadow{.rect = casting,
                          .radius = radius.unpacked().spread_by(one->spread),
                          .blur = one->blur,
                          .color = color,
                          .box = {},
                          .box_radius = {}};
        if (!hides) shadow.box = rect, shadow.box_radius = radius;
        add(shadow, ink_of(shadow));
    }
}

void Recorder::paint_inset_shadows(const LayoutBox& box, const Rect& rect, const PackedCorners& radius,
                                   const PixelEdges& border) {
    const Style& s = *box.style;
    if (s.shadow.empty()) return;
    const Rect padding_box = padding_box_of(rect, border);
    if (padding_box.empty()) return;
    const Corners inner = inside_border(radius.unpacked(), border);
    const std::vector<Shadow>& all = *s.shadow;
    for (auto one = all.rbegin(); one != all.rend(); ++one) {
        const Color color = one->color.resolve(box.inherited().color);
        if (!one->inset || color.a == 0) continue;
        Rect hole = padding_box.moved_by(one->offset).inset_by(one->spread);
        hole.width = std::max(0.f, hole.width), hole.height = std::max(0.f, hole.height);
        const ShadowItem shadow{.rect = hole,
                                .radius = inner.spread_by(-one->spread),
                                .blur = one->blur,
                                .color = color,
                                .inset = true,
                                .box = padding_box,
                                .box_radius = inner};
        add(shadow, padding_box);
    }
}

}  // namespace janklab
