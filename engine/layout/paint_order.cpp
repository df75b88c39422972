// SPDX-License-Identifier: MIT
// Who is stacked, and in which order.
#include "layout/paint_order.h"

#include <algorithm>
#include <limits>
#include <span>

#include "dom/element.h"

namespace janklab {
namespace {

constexpr std::int32_t nothing = -1;

bool is_stacked_by_position(const LayoutBox& box) {
    return !box.anonymous && box.parent && box.layout_style->position != Position::in_flow;
}

/// Through what belongs to one stacking context, in the order of the tree.
class ContextWalk {
  public:
    ContextWalk(const LayoutBox& context, ChangesAre changes, StackedBoxes& into)
        : told_of_changes_(changes == ChangesAre::told),
          into_(into),
          first_(into.boxes.size()),
          holds_fixed_(context.parent && holds_fixed_boxes(*context.style)) {}

    /// What is around the children of a box: indices of StackedBoxes::within.
    struct Around {
        std::int32_t flow = nothing;
        std::int32_t absolute = nothing;
        bool holds_absolute = false;  // their containing block is in the context
    };
    /// False when the order of the tree is the order of the z-indices already.
    bool add_below(const LayoutBox& box, const Around& around) {
        bool sorted = true;
        for (LayoutBox* child = box.first_child; child; child = child->next) {
            const bool by_style = is_stacked_by_style(*child);
            if (told_of_changes_) child->stacked_by_style = by_style;
            child->stacked = by_style || is_stacked_by_position(*child);
            const bool goes_on = child->first_child && !(told_of_changes_ && child->nothing_stacked_below) &&
                                 !(child->stacked && is_stacking_context(*child));
            if (!child->stacked && !goes_on) continue;
            StackedBox one{.box = child, .around = around.flow};
            if (child->is_absolute()) find_around_absolute(around, one);
            if (child->stacked) {
                std::vector<StackedBox>& all = into_.boxes;
                const int z = z_index(*child);
                if (z < last_z_) sorted = false;
                last_z_ = z;
                one.order = static_cast<std::uint32_t>(all.size() - first_);
                all.push_back(one);
            }
            if (goes_on && !add_in(*child, one, around)) sorted = false;
        }
        return sorted;
    }

  private:
    void find_around_absolute(const Around& around, StackedBox& one) const {
        const bool fixed = one.box->style->position == Position::fixed;
        one.leaves_context = !(fixed ? holds_fixed_ : around.holds_absolute);
        one.around = fixed || one.leaves_context ? nothing : around.absolute;
    }
    bool add_in(LayoutBox& box, const StackedBox& place, Around around) {
        const std::size_t boxes_before = into_.boxes.size(), within_before = into_.within.size();
        around.flow = place.around;
        if (box.clips() || place.leaves_context) {
            around.flow = static_cast<std::int32_t>(within_before);
            into_.within.push_back({&box, place.around, place.leaves_context});
        }
        if (box.is_containing_block()) {
            around.absolute = around.flow;
            around.holds_absolute = true;
        }
        const bool sorted = add_below(box, around);
        const bool nothing_found = into_.boxes.size() == boxes_before;
        if (nothing_found) into_.within.resize(within_before);
        if (told_of_changes_) box.nothing_stacked_below = nothing_found;
        return sorted;
    }

    const bool told_of_changes_;
    StackedBoxes& into_;
    const std::size_t first_;
    const bool holds_fixed_;
    int last_z_ = std::numeric_limits<int>::min();  // of what was found
};

void find_who_has_the_same_around(std::span<StackedBox> boxes) {
    auto until = static_cast<std::uint32_t>(boxes.size());
    for (std::size_t i = boxes.size(); i-- > 0;) {
        if (i + 1 < boxes.size() &&
            (boxes[i].around != boxes[i + 1].around || boxes[i].leaves_context != boxes[i + 1].leaves_context)) {
            until = static_cast<std::uint32_t>(i + 1);
        }
        boxes[i].same_until = until;
    }
}

}  // namespace

bool is_stacked_by_style(const LayoutBox& box) {
    return !box.anonymous && box.parent &&
           (has_z_index(box) || has_layer(*box.owner) || box.style->will_change.stacks());
}

bool is_stacked(const LayoutBox& box) { return is_stacked_by_position(box) || is_stacked_by_style(box); }

bool is_stacking_context(const LayoutBox& box) {
    if (!box.parent) return true;
    if (box.anonymous) return false;
    const Position position = box.layout_style->position;
    return position == Position::fixed || position == Position::sticky || has_z_index(box) || has_layer(*box.owner) ||
           box.style->will_change.stacks();
}

void add_stacked_boxes(const LayoutBox& box, ChangesAre changes, StackedBoxes& into) {
    const auto first = static_cast<std::ptrdiff_t>(into.boxes.size());
    ContextWalk walk(box, changes, into);
    if (!walk.add_below(box, {.holds_absolute = box.is_containing_block()})) {
        std::sort(into.boxes.begin() + first, into.boxes.end(), [](const StackedBox& a, const StackedBox& b) {
            return z_index(*a.box) != z_index(*b.box) ? z_index(*a.box) < z_index(*b.box) : a.order < b.order;
        });
    }
    find_who_has_the_same_around(std::span(into.boxes).subspan(static_cast<std::size_t>(first)));
}

void StackedOrigins::go_to(const LayoutBox& parent) {
    Point corner = corner_;
    if (&parent != context_) {
        corner = of(parent);
        if (parent.clips()) corner = places_->children_origin(parent, corner);
    }
    last_ = &parent;
    corner_in_last_ = corner;
}

Point children_origin(const LayoutBox& box, Point origin) {
    if (!box.clips() || box.anonymous) return origin;
    return origin - box.element().scroll_position();
}

bool is_left_by(const LayoutBox& box, const LayoutBox& absolute) {
    const LayoutBox& container = containing_block(absolute);
    if (absolute.style->position == Position::fixed && !container.parent) return true;
    return box.depth > container.depth;
}

}  // namespace janklab
