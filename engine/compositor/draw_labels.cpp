// SPDX-License-Identifier: MIT
// The part of DrawPlan that places labels: upright, in the page, at their layer and apart from one another. Where there
// is no room nearby a label is left out: it would hide another, or nobody could tell whose it is.
#include <algorithm>
#include <array>
#include <cmath>

#include "compositor/device_space.h"
#include "compositor/draw_plan.h"

namespace janklab {
namespace {

constexpr float labels_away = 3;  // below its layer, at most: how many labels high

}  // namespace

/// `bounds`: of the layer, in device pixels. Where two say they are that layer the first one counts.
void DrawPlan::note_label_place(LayerId layer, const Rect& bounds) {
    if (!layer || has_nan(bounds)) return;
    const auto label = std::ranges::find(labels_, layer, &LayerLabel::layer);
    if (label == labels_.end()) return;
    Rect& place = label_places_[static_cast<std::size_t>(label - labels_.begin())];
    if (place.empty()) place = intersected(bounds, open_.back().clip);
}

/// In the corner of a large layer, above a small one or below it; where other labels are, further down. Empty: nowhere.
Rect DrawPlan::place_label(std::size_t label) const {
    const Rect& layer = label_places_[label];
    const Size own = labels_[label].text.bounds.size();
    const Size size{std::ceil(own.width * scale_), std::ceil(own.height * scale_)};
    const auto at = [&](float y) {
        const Point most{whole_.right() - size.width, whole_.bottom() - size.height};
        return Rect{std::max(whole_.x, std::min(std::round(layer.x), most.x)),
                    std::max(whole_.y, std::min(std::round(y), most.y)), size.width, size.height};
    };
    const std::span<const Rect> placed{label_places_.data(), label};
    const auto in_the_way = [&](const Rect& rect) {
        return std::ranges::find_if(placed, [&](const Rect& other) { return overlap(other, rect); });
    };
    const bool large = layer.width >= size.width && layer.height >= 2 * size.height;
    const float above = layer.y - size.height, below = layer.bottom();
    const std::array<float, 3> choices = large ? std::array{layer.y, above, below} : std::array{above, below, layer.y};
    for (const float y : choices) {
        if (y < whole_.y || y + size.height > whole_.bottom()) continue;
        if (const Rect rect = at(y); in_the_way(rect) == placed.end()) return rect;
    }
    const float lowest = std::min(whole_.bottom(), below + labels_away * size.height);
    Rect rect = at(layer.y);
    for (auto other = in_the_way(rect); other != placed.end(); other = in_the_way(rect)) {
        rect.y = other->bottom();
        if (rect.bottom() > lowest) return {};
    }
    return rect;
}

void DrawPlan::add_labels(const DisplayItems& contents, GlyphAtlas& atlas) {
    const Transform to_device = open_.back().to_device;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
        if (label_places_[i].empty()) continue;
        const LayerLabel& label = labels_[i];
        const Rect& place = label_places_[i] = place_label(i);
        if (place.empty()) continue;
        open_.back().to_device = Transform::translation(place.x, place.y) * to_device;
        add(BoxItem{.rect = label.text.bounds, .fill = label.ground});
        add_text(label.text, contents.glyphs, atlas);
    }
    open_.back().to_device = to_device;
}

}  // namespace janklab
