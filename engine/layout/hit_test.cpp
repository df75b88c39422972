// SPDX-License-Identifier: MIT
// Hit testing walks the painting order backwards; the first box that has the point wins.
#include "layout/hit_test.h"

#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "dom/document.h"
#include "layout/geometry.h"
#include "layout/layout_tree.h"
#include "layout/overflow.h"
#include "layout/paint_order.h"
#include "style/update_animations.h"

namespace janklab {
namespace {

std::optional<Transform> inverse(const Transform& t) {
    const float determinant = t.a * t.d - t.b * t.c;
    if (!(std::abs(determinant) > 1e-12f)) return std::nullopt;
    const float i = 1 / determinant;
    return Transform{t.d * i, -t.b * i, -t.c * i, t.a * i, (t.c * t.f - t.d * t.e) * i, (t.b * t.e - t.a * t.f) * i};
}

class HitTest {
  public:
    /// A box painted in one piece, with what is stacked inside if it is a stacking context.
    Element* in_piece(const LayoutBox& box, Point origin, Point point) {
        if (!box.style->transform.empty()) {
            const std::optional<Transform> back = inverse(transform_about_origin(box, origin));
            if (!back) return nullptr;  // squeezed to nothing
            point = back->apply(point);
        }
        const bool seen = is_seen();
        if (box.clips()) clip(box, origin, point);
        Element* const found = in_contents(box, origin, point);
        if (box.clips()) levels_.pop_back();
        return found || !seen ? found : itself(box, origin, point);
    }

  private:
    /// What was gone into and cuts off: whether the point is inside of all that it stands in.
    struct Level {
        const LayoutBox* box = nullptr;
        bool seen = true;
    };
    bool is_seen() const { return levels_.empty() || levels_.back().seen; }
    void clip(const LayoutBox& box, Point origin, Point point) {
        const Corners radius =
            inside_border(corners_of(box.style->radius, box.rect.size()), box.style->border.used_width());
        levels_.push_back({&box, is_seen() && contains(clip_rect(box, origin), radius, point)});
    }
    /// Out to where the containing block of `box` is.
    void leave(const LayoutBox& box) {
        bool seen = true;
        for (std::size_t i = levels_.size(); i-- > 0;) {
            if (is_left_by(*levels_[i].box, box)) continue;
            seen = levels_[i].seen;
            break;
        }
        levels_.push_back({&box, seen});
    }
    void enter_surroundings(std::int32_t index, StackedOrigins& origins, Point point) {
        if (index < 0) return;
        const StackedWithin within = stacked_.within[static_cast<std::size_t>(index)];
        enter_surroundings(within.around, origins, point);
        if (within.leaves_context) leave(*within.box);
        if (within.box->clips()) clip(*within.box, origins.of(*within.box), point);
    }
    Element* in_stacked(const StackedBox& one, StackedOrigins& origins, Point point) {
        const std::size_t levels = levels_.size();
        enter_surroundings(one.around, origins, point);
        if (one.leaves_context) leave(*one.box);
        Element* const found = in_piece(*one.box, origins.of(*one.box), point);
        levels_.resize(levels);
        return found;
    }
    Element* in_contents(const LayoutBox& box, Point origin, Point point) {
        // Where the point is cut off there can only be what leaves.
        if (!is_seen() && !box.absolute_below && box.tree().fixed.empty()) return nullptr;
        const StackedBoxes::Mark mark = stacked_.end();
        if (is_stacking_context(box)) add_stacked_boxes(box, ChangesAre::unknown, stacked_);
        StackedOrigins origins(box, children_origin(box, origin), places);
        std::size_t i = stacked_.boxes.size();
        Element* found = nullptr;
        const auto stacked_down_to = [&](int least_z) {
            while (!found && i > mark.boxes && z_index(*stacked_.boxes[i - 1].box) >= least_z) {
                found = in_stacked(StackedBox(stacked_.boxes[--i]), origins, point);
            }
        };
        stacked_down_to(0);
        if (!found && is_seen()) found = in_pieces_of_flow(box, origin, point);
        if (!found && is_seen()) found = in_blocks(box, origin, point);
        stacked_down_to(std::numeric_limits<int>::min());
        stacked_.cut(mark);
        return found;
    }
    /// Flex items, inline-blocks and lines, which are above the backgrounds of blocks. What clips was gone into.
    Element* in_pieces_of_flow(const LayoutBox& box, Point origin, Point point) {
        Element* found = nullptr;
        if (box.paragraph) {
            const auto count = static_cast<std::uint32_t>(box.paragraph->fragments.size());
            return in_parts(*box.paragraph, 0, count, children_origin(box, origin), point);
        }
        if (box.is_inline_box()) {
            const Paragraph& paragraph = *block_container(box).paragraph;
            for_each_part_in(paragraph, box, [&](std::uint32_t first, std::uint32_t end) {
                Element* const here = in_parts(paragraph, first + 1, end, origin - box.known->inline_corner, point);
                if (here) found = here;
            });
            return found;
        }
        for_each_child_backwards(box, origin, point, [&](const LayoutBox& child, Point at) {
            if (!found) found = in_flow(child, at, point);
        });
        return found;
    }
    Element* in_flow(const LayoutBox& box, Point origin, Point point) {
        if (is_atomic(box)) return in_piece(box, origin, point);
        return clipped(box, origin, point, [&] { return in_pieces_of_flow(box, origin, point); });
    }
    Element* in_blocks(const LayoutBox& box, Point origin, Point point) {
        Element* found = nullptr;
        for_each_child_backwards(box, origin, point, [&](const LayoutBox& child, Point at) {
            if (found || is_atomic(child)) return;
            found = clipped(child, at, point, [&] { return in_blocks(child, at, point); });
            if (!found && !child.is_inline_box()) found = itself(child, at, point);
        });
        return found;
    }
    template <class Look>
    Element* clipped(const LayoutBox& box, Point origin, Point point, Look look) {
        if (!box.clips()) return look();
        clip(box, origin, point);
        Element* const found = is_seen() ? look() : nullptr;
        levels_.pop_back();
        return found;
    }
    /// Parts of lines in a paragraph whose container's corner is at `corner`. Forwards: the last one that has the point
    /// is the topmost.
    Element* in_parts(const Paragraph& paragraph, std::uint32_t first, std::uint32_t end, Point corner, Point point) {
        Element* found = nullptr;
        for (std::uint32_t i = first; i < end; ++i) {
            const InlineFragment& part = paragraph.fragments[i];
            if (part.kind != FragmentKind::text && part.box->stacked) {
                i = part.end - 1;
                continue;
            }
            const Point at = part.rect.origin() + corner;
            Element* here = nullptr;
            if (part.kind == FragmentKind::atomic || part.kind == FragmentKind::block) {
                here = in_flow(*part.box, at, point);
            } else if (!part.around_block && part.rect.moved_by(corner).contains(point) && can_be_hit(*part.box)) {
                here = &part.box->element();
            }
            if (here && !part.hidden) found = here;
        }
        return found;
    }
    static bool can_be_hit(const LayoutBox& box) {
        return box.inherited().pointer_events != PointerEvents::none &&
               box.inherited().visibility == BoxVisibility::visible;
    }
    static Element* itself(const LayoutBox& box, Point origin, Point point) {
        if (!can_be_hit(box)) return nullptr;
        if (!box.is_inline_box()) {
            const Rect rect{origin.x, origin.y, box.rect.width, box.rect.height};
            return contains(rect, corners_of(box.style->radius, rect.size()), point) ? &box.element() : nullptr;
        }
        bool has_point = false;
        for_each_part(box, [&](const Rect& part) { has_point = has_point || part.moved_by(origin).contains(point); });
        return has_point ? &box.element() : nullptr;
    }
    /// Those that the point may be in: a box without contents reaches no further than its border box.
    template <class Visit>
    void for_each_child_backwards(const LayoutBox& box, Point origin, Point point, Visit visit) {
        const std::size_t first = backwards_.size();
        const Point corner = children_origin(box, origin);
        const Point inside = point - corner;
        for (LayoutBox* child = box.first_child; child; child = child->next) {
            const bool has_contents = child->first_child || child->paragraph || child->is_inline_box();
            if (!child->stacked && (has_contents || child->rect.inset_by(-rounding).contains(inside)))
                backwards_.push_back(child);
        }
        while (backwards_.size() > first) {
            const LayoutBox* child = backwards_.back();
            backwards_.pop_back();
            visit(*child, corner + child->rect.origin());
        }
    }

    static constexpr float rounding = 1;  // CSS pixels by which sums may differ, and more
    static constexpr StackingPlaces places{children_origin, rendering_shift};
    StackedBoxes stacked_;
    std::vector<Level> levels_;
    std::vector<const LayoutBox*> backwards_;
};

}  // namespace

void update_layout(Document& document) {
    if (document.layout_is_dirty() && document.hooks.force_layout) {
        document.hooks.force_layout(Name(nullptr, CodeLocation{}));
    }
}

Element* hit_test(Document& document, Point point) {
    bring_animations_up_to_date(document);
    const LayoutBox* body = document.body().box();
    return body ? HitTest().in_piece(*body, scrolled_corner(*body), point) : nullptr;
}

Element* scrollable_ancestor(Element* element, Point by) {
    while (element && !element->box()) element = element->parent();
    for (LayoutBox* box = element ? element->box() : nullptr; box; box = next_in_scroll_chain(*box)) {
        if (box->anonymous || !is_scroll_container(*box)) continue;
        const ScrollAxes axes = axes_for_people(*box);
        if (!axes.any()) continue;
        const Point at = box->element().scroll_position();
        const ScrollRange range = scroll_range(*box);
        const auto can_go = [](bool axis, float now, float step, float least, float most) {
            return axis && ((step > 0 && now < most) || (step < 0 && now > least));
        };
        if (can_go(axes.x, at.x, by.x, range.min.x, range.max.x) ||
            can_go(axes.y, at.y, by.y, range.min.y, range.max.y))
            return &box->element();
        const bool scrolls = range.min != range.max;
        if (scrolls && box->style->overscroll_behavior == OverscrollBehavior::contain) return nullptr;
    }
    return nullptr;
}

}  // namespace janklab
