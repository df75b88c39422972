// SPDX-License-Identifier: MIT
// One walk over what is drawn, in painting order: whoever is met last is on top.
#include "compositor/scroll_hit.h"

#include <array>
#include <cmath>

#include "compositor/animation.h"
#include "compositor/device_space.h"
#include "compositor/held_area.h"
#include "paint/item_geometry.h"

namespace janklab {
namespace {

class HitWalk {
  public:
    HitWalk(const CompositorFrame& frame, const Scrolling& scrolling, Point point, TimePoint now)
        : frame_(frame), scrolling_(scrolling), point_(point), now_(now) {}

    ScrollHit run() {
        for_each_item(
            frame_.list.contents(), {},
            [this](const SubListItem& list, Point offset) { return may_hold(list, offset); },
            [this](const DisplayItem& item, const DisplayItems&, Point offset) { visit(item, offset); });
        return hit_;
    }

  private:
    enum class By : std::uint8_t { page, clip, layer, scroll, shift };
    struct Level {
        By by = By::page;
        bool inside = true;  // no clip on the way cuts the point off
        bool flat = false;   // a layer on the way is squeezed to nothing, or nested deeper than anybody nests
        int node = -1;       // the innermost scroll container
        Transform to_here;   // from the viewport
        Point moved;         // by this level: what PushShiftItem may take back
        Rect port;           // of a scroll container, in the coordinates outside of it
        bool has_bars = false;
        bool holds_point() const { return inside && !flat; }
    };
    Level& here() { return levels_[top_]; }
    Point local() { return here().to_here.apply(point_); }

    bool may_hold(const SubListItem& item, Point offset) {
        if (here().flat) return false;
        if (item.list->has_shifts()) return true;  // what is in it may leave what cuts the point off
        if (!here().inside) return false;
        if (item.list->has_layers()) return true;  // they may be elsewhere than the bounds say
        return grown(item.list->bounds().moved_by(offset + item.offset), 1).contains(local());
    }

    void visit(const DisplayItem& item, Point offset) {
        if (const auto* clip = std::get_if<PushClipItem>(&item)) {
            Level& level = push(By::clip);
            level.inside = level.inside && clip->rect.moved_by(offset).contains(local());
        } else if (const auto* layer = std::get_if<PushLayerItem>(&item)) {
            push_layer(*layer, offset);
        } else if (const auto* scroll = std::get_if<PushScrollItem>(&item)) {
            push_scroll(*scroll, offset);
        } else if (const auto* shift = std::get_if<PushShiftItem>(&item)) {
            push_shift(*shift);
        } else if (std::holds_alternative<PopScrollItem>(item)) {
            look_for_bars();
            pop();
        } else if (std::holds_alternative<PopClipItem>(item) || std::holds_alternative<PopLayerItem>(item) ||
                   std::holds_alternative<PopShiftItem>(item)) {
            pop();
        } else if (here().holds_point() && ink_of(item).moved_by(offset).contains(local())) {
            hit_ = {.node = here().node};
        }
    }

    Level& push(By by) {
        Level inner = here();
        inner.by = by;
        inner.moved = {};
        if (top_ + 1 == levels_.size()) {  // deeper than anybody nests: not looked into
            ++too_deep_;
            here().flat = true;
            return here();
        }
        levels_[++top_] = inner;
        return here();
    }
    void pop() {
        if (too_deep_ > 0) --too_deep_;
        else if (top_ > 0) --top_;
    }
    static void move(Level& level, Point by) {
        level.moved = by;
        level.to_here = Transform::translation(-by.x, -by.y) * level.to_here;
    }

    void push_layer(PushLayerItem item, Point offset) {
        item.origin = item.origin + offset;
        HeldPose held{.layer = item.layer};
        if (item.layer) {
            const auto its = std::ranges::equal_range(frame_.animations, item.layer, {}, &CompositorAnimation::layer);
            for (const CompositorAnimation& animation : its) add_to_pose(animation, now_, held.pose);
        }
        const Transform own = layer_transform(item, &held);
        Level& level = push(By::layer);
        if (!is_finite(own) || !(scale_of(own) > 1e-6f)) level.flat = true;
        else level.to_here = inverse(own) * level.to_here;
    }

    void push_scroll(const PushScrollItem& item, Point offset) {
        const Rect port = item.port.moved_by(offset);
        const bool within = here().inside && port.contains(local());
        Level& level = push(By::scroll);
        level.inside = within;
        level.port = port;
        level.has_bars = item.has_bars;
        const int node = scrolling_.index_of(item.layer);
        if (node < 0) return;
        level.node = node;
        if (level.holds_point() && item.has_bars) hit_ = {.node = node};
        const Point position = scrolling_.position(node);
        move(level, {-position.x, -position.y});
    }

    void push_shift(const PushShiftItem& item) {
        Point shift = item.sticky ? scrolling_.shift(item.sticky) : Point{};
        int node = here().node, left = item.levels;
        bool inside = here().inside;
        for (std::size_t i = top_ + 1; i-- > 1 && left > 0;) {
            if (levels_[i].by == By::layer) continue;
            shift = shift - levels_[i].moved;
            node = levels_[i - 1].node;
            inside = levels_[i - 1].inside;
            --left;
        }
        Level& level = push(By::shift);
        level.inside = inside;
        // It does not belong to those containers. What is fixed stands in the viewport, and scrolls the page.
        level.node = node >= 0 ? node : item.levels > 0 ? scrolling_.tree().viewport : -1;
        move(level, shift);
    }

    void look_for_bars() {
        const Level& level = here();
        if (too_deep_ > 0 || level.by != By::scroll || !level.has_bars || !level.holds_point()) return;
        if (level.node < 0) return;
        const ScrollNode& node = scrolling_.tree().scrollers[static_cast<std::size_t>(level.node)];
        // Outside of what is moved.
        const Transform to_port = Transform::translation(level.moved.x, level.moved.y) * level.to_here;
        const Point at = to_port.apply(point_);
        for (const BarAxis axis : {BarAxis::down, BarAxis::across}) {
            const ScrollBar bar = scroll_bar(node, level.port, scrolling_.position(level.node), axis);
            if (!bar_zone(bar, axis).contains(at)) continue;
            hit_ = {.node = level.node, .bar = level.node, .axis = axis, .port = level.port, .to_port = to_port};
        }
    }

    const CompositorFrame& frame_;
    const Scrolling& scrolling_;
    Point point_;
    TimePoint now_;
    std::array<Level, 128> levels_{};
    std::size_t top_ = 0;
    std::size_t too_deep_ = 0;
    ScrollHit hit_;
};

}  // namespace

ScrollHit hit_scroller(const CompositorFrame& frame, const Scrolling& scrolling, Point point, TimePoint now) {
    return HitWalk(frame, scrolling, point, now).run();
}

}  // namespace janklab
