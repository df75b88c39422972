// SPDX-License-Identifier: MIT
// Who is stacked, and in which order.
#include "layout/paint_order.h"

#include <algorithm>

#include "dom/element.h"

namespace janklab {
namespace {

enum class Look : std::uint8_t { everywhere, where_something_may_be };

/// False when the order of the tree is the order of the z-indices already.
bool add_below(const LayoutBox& box, Point corner, std::vector<StackedBox>& into, std::size_t first, Look look) {
    bool sorted = true;
    for (LayoutBox* child = box.first_child; child; child = child->next) {
        const Point at = corner + child->rect.origin();
        child->stacked = is_stacked(*child);
        if (child->stacked) {
            if (into.size() > first && z_index(*into.back().box) > z_index(*child)) sorted = false;
            into.push_back({child, at, static_cast<std::uint32_t>(into.size() - first)});
        } else if (!child->clips() && child->first_child &&
                   !(look == Look::where_something_may_be && child->nothing_stacked_below)) {
            const std::size_t before = into.size();
            if (!add_below(*child, at, into, first, look)) sorted = false;
            if (look == Look::where_something_may_be) child->nothing_stacked_below = into.size() == before;
        }
    }
    return sorted;
}

std::size_t add_sorted(const LayoutBox& box, Point corner, std::vector<StackedBox>& into, Look look) {
    const std::size_t first = into.size();
    if (add_below(box, corner, into, first, look)) return first;
    std::sort(into.begin() + static_cast<std::ptrdiff_t>(first), into.end(),
              [](const StackedBox& a, const StackedBox& b) {
                  return z_index(*a.box) != z_index(*b.box) ? z_index(*a.box) < z_index(*b.box) : a.order < b.order;
              });
    return first;
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
    return add_sorted(box, corner, into, Look::everywhere);
}

std::size_t add_stacked_boxes_again(const LayoutBox& box, Point corner, std::vector<StackedBox>& into) {
    return add_sorted(box, corner, into, Look::where_something_may_be);
}

Point children_origin(const LayoutBox& box, Point origin) {
    if (!box.clips() || box.anonymous) return origin;
    return origin - box.element().scroll_position();
}

}  // namespace janklab
