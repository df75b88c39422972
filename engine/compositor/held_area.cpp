// SPDX-License-Identifier: MIT
#include "compositor/held_area.h"

#include <algorithm>
#include <array>

#include "compositor/animation.h"
#include "compositor/device_space.h"
#include "paint/item_geometry.h"

namespace janklab {
namespace {

class Walk {
  public:
    Walk(std::span<const HeldPose> poses, float scale, const Scrolling* scrolling)
        : poses_(poses), scrolling_(scrolling) {
        levels_[0].to_device = Transform::scaling(scale, scale);
    }
    /// False: it cannot be told.
    bool add(const DisplayItems& contents) {
        const std::size_t outside = top_;
        for (const DisplayItem& item : contents.items) {
            if (const auto* layer = std::get_if<PushLayerItem>(&item)) {
                if (!push(*layer)) return false;
            } else if (const auto* scroll = std::get_if<PushScrollItem>(&item)) {
                const int node = scrolling_ ? scrolling_->index_of(scroll->layer) : -1;
                if (!push_moved(node < 0 ? Point{} : Point{} - scrolling_->position(node))) return false;
            } else if (const auto* shift = std::get_if<PushShiftItem>(&item)) {
                if (!push_moved(shift_of(*shift))) return false;
            } else if (std::holds_alternative<PushClipItem>(item)) {
                if (!push_moved({})) return false;
            } else if (std::holds_alternative<PopClipItem>(item) || std::holds_alternative<PopLayerItem>(item) ||
                       std::holds_alternative<PopScrollItem>(item) || std::holds_alternative<PopShiftItem>(item)) {
                if (top_ > outside) --top_;
            } else if (const auto* inner = std::get_if<SubListItem>(&item); inner && inner->list->has_layers()) {
                const Transform before = levels_[top_].to_device;
                levels_[top_].to_device = before * Transform::translation(inner->offset.x, inner->offset.y);
                const bool told = add(inner->list->contents());
                levels_[top_].to_device = before;
                if (!told) return false;
            } else if (levels_[top_].held) {
                const Rect ink = ink_of(item);
                if (has_nan(ink)) continue;  // not drawn either
                area_ = united(area_, bounding(levels_[top_].to_device, bounded(ink)));
            }
        }
        top_ = outside;
        return true;
    }
    const Rect& area() const { return area_; }

  private:
    struct Level {
        Transform to_device;
        bool held = false;
        bool counts = false;  // among those that a PushShiftItem leaves
        Point moved;          // by it
    };
    bool push_moved(Point by) {
        if (top_ + 1 == levels_.size()) return false;
        const Level outer = levels_[top_];
        levels_[++top_] = {outer.to_device * Transform::translation(by.x, by.y), outer.held, true, by};
        return true;
    }
    Point shift_of(const PushShiftItem& item) const {
        Point by = scrolling_ && item.sticky ? scrolling_->shift(item.sticky) : Point{};
        int left = item.levels;
        for (std::size_t i = top_ + 1; i-- > 0 && left > 0;) {
            if (!levels_[i].counts) continue;
            by = by - levels_[i].moved;
            --left;
        }
        return by;
    }
    bool push(const PushLayerItem& layer) {
        if (top_ + 1 == levels_.size()) return false;
        const HeldPose* held = pose_of(layer.layer, poses_);
        const Transform to_device = levels_[top_].to_device * layer_transform(layer, held);
        if (!is_finite(to_device)) return false;
        const bool inside_held = levels_[top_].held;
        levels_[++top_] = {to_device, inside_held || held};
        return true;
    }

    std::span<const HeldPose> poses_;
    const Scrolling* scrolling_;
    std::array<Level, 64> levels_;
    std::size_t top_ = 0;
    Rect area_;
};

}  // namespace

const HeldPose* pose_of(LayerId layer, std::span<const HeldPose> poses) {
    if (!layer) return nullptr;
    const auto found = std::ranges::lower_bound(poses, layer, {}, &HeldPose::layer);
    return found == poses.end() || found->layer != layer ? nullptr : &*found;
}

Transform layer_transform(const PushLayerItem& item, const HeldPose* held) {
    return Transform::translation(item.origin.x, item.origin.y) *
           (held ? held->pose.transform.value_or(item.transform) : item.transform) *
           Transform::translation(-item.origin.x, -item.origin.y);
}

PixelRect held_area(const DisplayList& list, std::span<const HeldPose> poses, float scale, const PixelRect& page,
                    const Scrolling* scrolling) {
    if (poses.empty()) return {};
    Walk walk(poses, scale, scrolling);
    if (!walk.add(list.contents())) return page;
    if (walk.area().empty()) return {};
    return to_pixels(intersected(outward(grown(walk.area(), 1)), to_rect(page)));
}

}  // namespace janklab
