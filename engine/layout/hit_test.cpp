// SPDX-License-Identifier: MIT
// Hit testing walks the painting order backwards; the first box that has the point wins.
#include "layout/hit_test.h"

#include <cmath>
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
        const Style& s = *box.style;
        const bool inside_visible =
            !box.clips() || contains(clip_rect(box, origin),
                                     inside_border(corners_of(s.radius, box.rect.size()), s.border.width), point);
        if (inside_visible) {
            if (Element* found = in_contents(box, origin, point)) return found;
        }
        return itself(box, origin, point);
    }

  private:
    Element* in_contents(const LayoutBox& box, Point origin, Point point) {
        const bool context = is_stacking_context(box);
        const std::size_t first =
            context ? add_stacked_boxes(box, children_origin(box, origin), stacked_) : stacked_.size();
        std::size_t i = stacked_.size();
        Element* found = nullptr;
        const auto stacked_down_to = [&](int least_z) {
            while (!found && i > first && z_index(*stacked_[i - 1].box) >= least_z) {
                const StackedBox one = stacked_[--i];
                found = in_piece(*one.box, one.origin + rendering_shift(*one.box), point);
            }
        };
        stacked_down_to(0);
        if (!found) found = in_pieces_of_flow(box, origin, point);
        if (!found) found = in_blocks(box, origin, point);
        stacked_down_to(-2147483647 - 1);
        stacked_.resize(first);
        return found;
    }
    /// Flex items and clipping boxes, which are above the backgrounds of blocks.
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
        for_each_child_backwards(box, origin, [&](const LayoutBox& child, Point at) {
            if (!found) found = is_atomic(child) ? in_piece(child, at, point) : in_pieces_of_flow(child, at, point);
        });
        return found;
    }
    Element* in_blocks(const LayoutBox& box, Point origin, Point point) {
        Element* found = nullptr;
        for_each_child_backwards(box, origin, [&](const LayoutBox& child, Point at) {
            if (found || is_atomic(child)) return;
            found = in_blocks(child, at, point);
            if (!found && !child.is_inline_box()) found = itself(child, at, point);
        });
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
                here = is_atomic(*part.box) ? in_piece(*part.box, at, point) : in_pieces_of_flow(*part.box, at, point);
            } else if (!part.around_block && part.rect.moved_by(corner).contains(point) && can_be_hit(*part.box)) {
                here = &part.box->element();
            }
            if (here && !part.hidden) found = here;
        }
        return found;
    }
    static bool can_be_hit(const LayoutBox& box) {
        return box.inherited().pointer_events != PointerEvents::none &&
               box.inherited().visibility != BoxVisibility::hidden;
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
    template <class Visit>
    void for_each_child_backwards(const LayoutBox& box, Point origin, Visit visit) {
        const std::size_t first = backwards_.size();
        for (LayoutBox* child = box.first_child; child; child = child->next) {
            if (!child->stacked) backwards_.push_back(child);
        }
        const Point corner = children_origin(box, origin);
        while (backwards_.size() > first) {
            const LayoutBox* child = backwards_.back();
            backwards_.pop_back();
            visit(*child, corner + child->rect.origin());
        }
    }

    std::vector<StackedBox> stacked_;
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
