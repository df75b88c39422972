// SPDX-License-Identifier: MIT
// Overlay scroll bars: where they lie, and which scroll position a dragged thumb means. They take no room. Pure.
#pragma once

#include <algorithm>

#include "base/geometry.h"
#include "paint/scroll_tree.h"

namespace janklab {

enum class BarAxis : std::uint8_t { down, across };

struct ScrollBar {
    Rect track, thumb;   // in the coordinates of the scroll container's port; empty: there is none
    float free_way = 0;  // by which the thumb can move
};

inline constexpr float bar_thickness = 6, bar_margin = 2, shortest_thumb = 24;  // CSS pixels
/// Beside its track a bar is met, too, by somebody who means it.
inline constexpr float bar_reach = 12;

/// `port` where it is seen; `position` between the node's min and max.
inline ScrollBar scroll_bar(const ScrollNode& node, const Rect& port, Point position, BarAxis axis) {
    const bool down = axis == BarAxis::down;
    const float least = down ? node.min.y : node.min.x, most = down ? node.max.y : node.max.x;
    const float seen = down ? port.height : port.width, way = most - least;
    const float length = seen - 2 * bar_margin - (node.x && node.y ? bar_thickness + bar_margin : 0);
    if (!(down ? node.y : node.x) || !(way > 0) || length < shortest_thumb) return {};
    const float thumb = std::clamp(length * seen / (seen + way), shortest_thumb, length);
    const float at = (length - thumb) * std::clamp(((down ? position.y : position.x) - least) / way, 0.f, 1.f);
    const float away = bar_thickness + bar_margin;
    ScrollBar bar{.free_way = length - thumb};
    if (down) {
        bar.track = {port.right() - away, port.y + bar_margin, bar_thickness, length};
        bar.thumb = {bar.track.x, bar.track.y + at, bar_thickness, thumb};
    } else {
        bar.track = {port.x + bar_margin, port.bottom() - away, length, bar_thickness};
        bar.thumb = {bar.track.x + at, bar.track.y, thumb, bar_thickness};
    }
    return bar;
}

/// What one must hit to mean the bar: from its track to the edge of the port, and a little before.
inline Rect bar_zone(const ScrollBar& bar, BarAxis axis) {
    if (bar.track.empty()) return {};
    const float more = bar_reach - bar_thickness - bar_margin;
    if (axis == BarAxis::down) return {bar.track.x - more, bar.track.y, bar_reach, bar.track.height};
    return {bar.track.x, bar.track.y - more, bar.track.width, bar_reach};
}

}  // namespace janklab
