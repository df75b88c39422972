// SPDX-License-Identifier: MIT
// Who is stacked, and in which order.
#include "layout/paint_order.h"

#include <algorithm>

#include "dom/element.h"

namespace janklab {
namespace {

/// False when the order of the tree is the order of the z-indices already.
bool add_below(const LayoutBox& box, Point corner, std::vector<StackedBox>& into, std::size_t first) {
    bool sorted = true;
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        const Point at = corner + child->rect.origin();
        child->stacked = is_stacked(*child);
        if (child->stacked) {
            if (into.size() > first && z_index(*into.back().box) > z_index(*child)) sorted = false;
            into.push_back({child, at, static_cast<std::uint32_t>(into.size() - first)});
        } else if (!child->clips() && child->first_child && !add_below(*child, at, into, first)) {
            sorted = false;
        }
    }
    return sorted;
}

}  // namespace

bool is_stacked(const LayoutBox& box) {
    if (box.anonymous || !box.parent) return false;
    const Style& s = *box.style;
    if (s.position != Position::in_flow) return true;
    if (s.z_index && box.parent->is_flex_container()) return true;
    return has_layer(*box.owner);
}

std::size_t add_stacked_boxes(const LayoutBox& box, Point corner, std::vector<StackedBox>& into) {
    const std::size_t first = into.size();
    if (add_below(box, corner, into, first)) return first;
    std::sort(into.begin() + static_cast<std::ptrdiff_t>(first), into.end(),
              [](const StackedBox& a, const StackedBox& b) {
                  return z_index(*a.box) != z_index(*b.box) ? z_index(*a.box) < z_index(*b.box) : a.order < b.order;
              });
    return first;
}

Point children_origin(const LayoutBox& box, Point origin) {
    if (!box.clips() || box.anonymous) return origin;
    return origin - box.element().scroll_position();
}

}  // namespace janklab
