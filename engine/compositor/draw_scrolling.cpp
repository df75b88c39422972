// SPDX-License-Identifier: MIT
// The part of DrawPlan for what scrolls, sticks or stands still while its surroundings scroll, and for scroll bars.
#include <cmath>

#include "compositor/device_space.h"
#include "compositor/draw_plan.h"

namespace janklab {

namespace {

constexpr Color bar_color = rgb(0x3c4043), bar_edge_color = rgb(0xffffff);  // seen on light and on dark
constexpr Rect port_limits{-1e6f, -1e6f, 2e6f, 2e6f};                       // of what an int can hold in pixels

}  // namespace

/// Upright things move by whole pixels, so that they stay as sharp as they were.
void DrawPlan::move(Surroundings& inner, Point by) {
    if (is_upright(inner.to_device)) {
        by = {std::round(by.x * inner.to_device.a) / inner.to_device.a,
              std::round(by.y * inner.to_device.d) / inner.to_device.d};
    }
    inner.moved = by;
    inner.to_device = inner.to_device * Transform::translation(by.x, by.y);
}

void DrawPlan::push(const PushScrollItem& item) {
    const Rect port = bounding(open_.back().to_device, bounded(item.port));
    if (!labels_.empty()) note_label_place(item.layer, port);
    push(PushClipItem{.rect = item.port});
    Surroundings& inner = open_.back();
    inner.by = Opened::scroll;
    inner.port = item.port;
    inner.node = -1;
    const int node = scrolling_ ? scrolling_->index_of(item.layer) : -1;
    if (node < 0) return;
    ports_[static_cast<std::size_t>(node)] = to_pixels(intersected(outward(grown(port, 1)), port_limits));
    if (inner.hidden) return;
    if (item.has_bars) inner.node = node;
    const Point position = scrolling_->position(node);
    move(inner, {-position.x, -position.y});
}

void DrawPlan::push(const PushShiftItem& item) {
    Surroundings inner = open_.back();
    inner.by = Opened::shift;
    Point by = scrolling_ && item.sticky ? scrolling_->shift(item.sticky) : Point{};
    int left = item.levels;
    for (std::size_t i = open_.size(); i-- > 1 && left > 0;) {
        if (open_[i].by != Opened::clip && open_[i].by != Opened::scroll && open_[i].by != Opened::shift) continue;
        by = by - open_[i].moved;
        --left;
        const Surroundings& outside = open_[i - 1];
        inner.clip = outside.clip;
        inner.clip_node = outside.clip_node;
        inner.unclipped = outside.unclipped;
        inner.rect_node = outside.rect_node;
    }
    move(inner, by);
    open_.push_back(inner);
}

void DrawPlan::add_bars(int node, const Rect& port) {
    const float opacity = scrolling_->bar_opacity(node, now_);
    if (opacity <= 0) return;
    const ScrollNode& scroller = scrolling_->tree().scrollers[static_cast<std::size_t>(node)];
    for (const BarAxis axis : {BarAxis::down, BarAxis::across}) {
        const ScrollBar bar = scroll_bar(scroller, port, scrolling_->position(node), axis);
        if (bar.thumb.empty()) continue;
        add(BoxItem{.rect = bar.thumb.inset_by(-1),
                    .radius = bar_thickness / 2 + 1,
                    .fill = with_alpha(bar_color, opacity * 0.6f),
                    .border_width = 1,
                    .border = with_alpha(bar_edge_color, opacity * 0.6f)});
    }
}

}  // namespace janklab
