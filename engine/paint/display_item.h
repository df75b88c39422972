// SPDX-License-Identifier: MIT
// Display items: what paint records and the compositor draws. Plain structs in one variant, in painting order; nothing
// here points back into the document. Coordinates are CSS pixels of the page, before the transform of the layer.
#pragma once

#include <cstdint>
#include <variant>

#include "base/corners.h"
#include "base/font_face.h"
#include "base/geometry.h"
#include "base/ids.h"
#include "paint/scroll_items.h"
#include "style/border.h"

namespace janklab {

class Bitmap;
class RecordedList;
struct CanvasChunk;

/// A filled box with round corners and a border inside its edge.
struct BoxItem {
    Rect rect;
    PackedCorners radius;
    Color fill = transparent;
    float border_width = 0;
    Color border = transparent;
    friend bool operator==(const BoxItem&, const BoxItem&) = default;
};

/// A border whose sides differ, or are not solid; sides meet on the diagonals of the corners.
struct BorderItem {
    Rect rect;
    PackedCorners radius;    // of its outer edge
    PixelEdges width;  // 0 where there is no line
    Color top = transparent, right = transparent, bottom = transparent, left = transparent;
    EdgeStyles style = LineStyle::solid;
    /// Whether something of it can be seen.
    constexpr bool is_seen() const { return width != PixelEdges{} && (top.a | right.a | bottom.a | left.a) > 0; }
    /// Whether a BoxItem can draw it.
    constexpr bool is_even() const {
        return width.is_uniform() && top == right && top == bottom && top == left && style == LineStyle::solid;
    }
    friend bool operator==(const BorderItem&, const BorderItem&) = default;
};

/// A soft shadow of a rounded box; `rect` is the box that casts it, already moved by the offset, or of an inset one the
/// hole that lets the light in.
struct ShadowItem {
    Rect rect;
    PackedCorners radius;
    float blur = 0;  // standard deviation = blur / 2
    Color color;
    bool inset = false;
    // An inset one is drawn inside of this rounded rectangle alone. Any other outside of it alone, or if it is empty
    // everywhere: where the box hides what is under it, there is nothing to leave out.
    Rect box;
    PackedCorners box_radius;
    friend bool operator==(const ShadowItem&, const ShadowItem&) = default;
};

/// Glyphs `first` to `first + count` of the list's glyph array, in one face, size and colour.
struct TextItem {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    FontFace face = FontFace::sans;
    float font_size = 16;  // CSS pixels
    Color color;
    Rect bounds;
    friend bool operator==(const TextItem&, const TextItem&) = default;
};

/// Where a picture lies that covers a box, once or again and again.
struct Tiling {
    Rect tile;  // one copy; it may reach out of what is covered
    bool repeat_x = false, repeat_y = false;
    friend bool operator==(const Tiling&, const Tiling&) = default;
};

/// A rounded box filled with a gradient. Where no tile lies nothing is drawn.
struct GradientItem {
    Rect rect;
    PackedCorners radius;
    Tiling tiling;
    bool radial = false;
    bool repeating = false;                        // what lies between the first and the last stop again and again
    Point from;                                    // from the tile's corner: position 0; of a radial one its centre
    Point to;                                      // linear: position 1, from the tile's corner; radial: both radii
    std::uint32_t first_stop = 0, stop_count = 0;  // of the list's stops, whose positions never go back
    friend bool operator==(const GradientItem&, const GradientItem&) = default;
};

/// A rounded box filled with a picture, or with a canvas as it was after that chunk. The list keeps both alive.
struct ImageItem {
    Rect rect;
    PackedCorners radius;
    Tiling tiling;
    bool pixelated = false;  // no smoothing between the picture's pixels
    const Bitmap* picture = nullptr;
    const CanvasChunk* canvas = nullptr;
    friend bool operator==(const ImageItem&, const ImageItem&) = default;
};

/// From here to the matching PopClipItem only what lies inside the rounded rectangle is drawn.
struct PushClipItem {
    Rect rect;
    PackedCorners radius;
    friend bool operator==(const PushClipItem&, const PushClipItem&) = default;
};
struct PopClipItem {
    friend bool operator==(const PopClipItem&, const PopClipItem&) = default;
};

/// Why a layer is one. What only has a transform or opacity is not the compositor's to move.
/// `scrolling` and `sticky` are told of what lies between PushScrollItem or PushShiftItem and its pop.
enum class LayerReason : std::uint8_t { effect, will_change, animation, scrolling, sticky };

/// From here to the matching PopLayerItem everything is one group: transformed about `origin`, then blended with
/// `opacity`. A layer with an id can be animated by the compositor (CompositorAnimation), which replaces its values.
struct PushLayerItem {
    LayerId layer;
    Point origin;
    Transform transform;
    float opacity = 1;
    Rect bounds;  // of the contents, before the transform
    LayerReason reason = LayerReason::effect;
    friend bool operator==(const PushLayerItem&, const PushLayerItem&) = default;
};
struct PopLayerItem {
    friend bool operator==(const PopLayerItem&, const PopLayerItem&) = default;
};

/// Here come the items of another list (recorded_list.h), moved by `offset`; it is shared between frames. Its pushes
/// have their pops in it.
struct SubListItem {
    const RecordedList* list = nullptr;
    Point offset;
    friend bool operator==(const SubListItem&, const SubListItem&) = default;
};

/// A new kind of item needs, beside its place here: operator==, `ink_of` and `moved_by` (item_geometry.h), a line in
/// dump.cpp, and what draws it in compositor/draw_plan.cpp.
using DisplayItem =
    std::variant<BoxItem, BorderItem, ShadowItem, TextItem, PushClipItem, PopClipItem, PushLayerItem, PopLayerItem,
                 GradientItem, ImageItem, SubListItem, PushScrollItem, PopScrollItem, PushShiftItem, PopShiftItem>;

/// One glyph by its code point; the pen position is on the baseline.
struct Glyph {
    char32_t code_point = 0;
    Point pen;
    friend bool operator==(const Glyph&, const Glyph&) = default;
};

}  // namespace janklab
