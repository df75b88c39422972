// SPDX-License-Identifier: MIT
// Display items: what paint records and the compositor draws. Plain structs in one variant, in painting order; nothing
// here points back into the document. Coordinates are CSS pixels of the page, before the transform of the layer.
#pragma once

#include <cstdint>
#include <variant>

#include "base/font_face.h"
#include "base/geometry.h"
#include "base/ids.h"

namespace janklab {

/// A filled box with round corners and a border inside its edge.
struct BoxItem {
    Rect rect;
    float radius = 0;
    Color fill = transparent;
    float border_width = 0;
    Color border = transparent;
};

/// A soft shadow of a rounded box; `rect` is the box that casts it, already moved by the offset.
struct ShadowItem {
    Rect rect;
    float radius = 0;
    float blur = 0;  // standard deviation = blur / 2
    Color color;
};

/// Glyphs `first` to `first + count` of the list's glyph array, in one face, size and colour.
struct TextItem {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    FontFace face = FontFace::sans;
    float font_size = 16;  // CSS pixels
    Color color;
    Rect bounds;
};

/// From here to the matching PopClipItem only what lies inside the rounded rectangle is drawn.
struct PushClipItem {
    Rect rect;
    float radius = 0;
};
struct PopClipItem {};

/// From here to the matching PopLayerItem everything is one group: transformed about `origin`, then blended with
/// `opacity`. A layer with an id can be animated by the compositor (CompositorAnimation), which replaces its values.
struct PushLayerItem {
    LayerId layer;
    Point origin;
    Transform transform;
    float opacity = 1;
    Rect bounds;  // of the contents, before the transform
};
struct PopLayerItem {};

using DisplayItem = std::variant<BoxItem, ShadowItem, TextItem, PushClipItem, PopClipItem, PushLayerItem, PopLayerItem>;

/// One glyph by its code point; the pen position is on the baseline.
struct Glyph {
    char32_t code_point = 0;
    Point pen;
};

}  // namespace janklab
