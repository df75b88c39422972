// SPDX-License-Identifier: MIT
#include "paint/item_geometry.h"

#include "paint/recorded_list.h"

namespace janklab {
namespace {

// Glyphs reach beyond the box that layout gave their line by less than this part of the font size.
constexpr float overshoot = 0.125f;
constexpr float farthest = 1e6f;  // CSS pixels; beyond it nothing can be seen

/// NaN and what is negative count as 0.
float reach_of(float length) { return length > 0 ? std::min(length, farthest) : 0; }

struct Ink {
    Rect operator()(const BoxItem& box) const { return box.rect; }
    Rect operator()(const BorderItem& border) const { return border.rect; }
    Rect operator()(const ShadowItem& shadow) const {
        if (shadow.inset) return shadow.box;
        return shadow.rect.inset_by(-1.5f * reach_of(shadow.blur));  // three standard deviations
    }
    Rect operator()(const TextItem& text) const { return text.bounds.inset_by(-overshoot * reach_of(text.font_size)); }
    Rect operator()(const GradientItem& gradient) const { return gradient.rect; }
    Rect operator()(const ImageItem& image) const { return image.rect; }
    Rect operator()(const PushClipItem&) const { return {}; }
    Rect operator()(const PopClipItem&) const { return {}; }
    Rect operator()(const PushLayerItem&) const { return {}; }
    Rect operator()(const PopLayerItem&) const { return {}; }
    Rect operator()(const PushScrollItem&) const { return {}; }
    Rect operator()(const PopScrollItem&) const { return {}; }
    Rect operator()(const PushShiftItem&) const { return {}; }
    Rect operator()(const PopShiftItem&) const { return {}; }
    Rect operator()(const SubListItem& item) const { return item.list->bounds().moved_by(item.offset); }
};

struct Move {
    Point by;
    DisplayItem operator()(BoxItem box) const {
        box.rect = box.rect.moved_by(by);
        return box;
    }
    DisplayItem operator()(BorderItem border) const {
        border.rect = border.rect.moved_by(by);
        return border;
    }
    DisplayItem operator()(ShadowItem shadow) const {
        shadow.rect = shadow.rect.moved_by(by);
        if (!shadow.box.empty()) shadow.box = shadow.box.moved_by(by);
        return shadow;
    }
    DisplayItem operator()(TextItem text) const {
        text.bounds = text.bounds.moved_by(by);
        return text;
    }
    DisplayItem operator()(GradientItem gradient) const {
        gradient.rect = gradient.rect.moved_by(by);
        gradient.tiling.tile = gradient.tiling.tile.moved_by(by);
        return gradient;
    }
    DisplayItem operator()(ImageItem image) const {
        image.rect = image.rect.moved_by(by);
        image.tiling.tile = image.tiling.tile.moved_by(by);
        return image;
    }
    DisplayItem operator()(PushClipItem clip) const {
        clip.rect = clip.rect.moved_by(by);
        return clip;
    }
    DisplayItem operator()(const PopClipItem& pop) const { return pop; }
    DisplayItem operator()(PushLayerItem layer) const {
        layer.origin = layer.origin + by;
        layer.bounds = layer.bounds.moved_by(by);
        return layer;
    }
    DisplayItem operator()(const PopLayerItem& pop) const { return pop; }
    DisplayItem operator()(PushScrollItem scroll) const {
        scroll.port = scroll.port.moved_by(by);
        return scroll;
    }
    DisplayItem operator()(const PopScrollItem& pop) const { return pop; }
    DisplayItem operator()(const PushShiftItem& shift) const { return shift; }
    DisplayItem operator()(const PopShiftItem& pop) const { return pop; }
    DisplayItem operator()(SubListItem item) const {
        item.offset = item.offset + by;
        return item;
    }
};

}  // namespace

Rect ink_of(const DisplayItem& item) { return std::visit(Ink{}, item); }
DisplayItem moved_by(const DisplayItem& item, Point by) { return std::visit(Move{by}, item); }

}  // namespace janklab
