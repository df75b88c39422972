// SPDX-License-Identifier: MIT
#include "paint/annotation_recorder.h"

#include <algorithm>

#include "dom/element.h"
#include "layout/box_layout.h"
#include "layout/geometry.h"
#include "layout/hit_test.h"
#include "layout/paint_order.h"

namespace janklab {
namespace {

class BoxWalk {
  public:
    BoxWalk(DisplayList& list, Size viewport) : list_(list), viewport_{0, 0, viewport.width, viewport.height} {}

    /// `origin`: of the border box, in the coordinates of the layer around it.
    void visit(LayoutBox& box, Point origin) {
        const bool in_layer = !box.anonymous && has_layer(*box.owner);
        const Transform outside = to_viewport_;
        const bool moved_outside = moves_;
        if (in_layer) {
            list_.items.emplace_back(PushLayerItem{.layer = layer_id(box.element()),
                                                   .origin = transform_origin(box, origin),
                                                   .transform = box.style->transform.matrix(box.rect.size()),
                                                   .opacity = 1,
                                                   .bounds = {origin.x, origin.y, box.rect.width, box.rect.height}});
            to_viewport_ = to_viewport_ * transform_about_origin(box, origin);
            moves_ = moves_ || box.owner->animated_in || box.style->will_change;
        }
        if (!box.anonymous) add_edges(box, origin);
        visit_contents(box, origin);
        if (in_layer) list_.items.emplace_back(PopLayerItem{});
        to_viewport_ = outside;
        moves_ = moved_outside;
    }

  private:
    void visit_contents(LayoutBox& box, Point origin) {
        if (!box.first_child) return;
        const bool clips = box.clips() && !box.anonymous;
        if (clips) list_.items.emplace_back(PushClipItem{.rect = clip_rect(box, origin)});
        const Point corner = clips ? origin - box.element().scroll_position() : origin;
        for (LayoutBox* child = box.first_child; child; child = child->next)
            visit(*child, corner + child->rect.origin());
        if (clips) list_.items.emplace_back(PopClipItem{});
    }

    void add_edges(const LayoutBox& box, Point origin) {
        const Rect border{origin.x, origin.y, box.rect.width, box.rect.height};
        const PixelEdges margin = margin_of(box, box.arranged_for.available_width);
        const Rect outside = outset(border, margin);
        if (!moves_ && intersected(bounds_of(to_viewport_, outside), viewport_).empty()) return;
        const Rect padding = inset(border, box.style->border.width);
        const Rect content = content_rect(box).moved_by(origin);
        add_frame(outside, border, annotation_colors.margin);
        add_frame(border, padding, annotation_colors.border);
        add_frame(padding, content, annotation_colors.padding);
        if (!content.empty())
            list_.items.emplace_back(BoxItem{.rect = content, .border_width = 1, .border = annotation_colors.content});
    }

    /// What lies between two rectangles; nothing on sides where the inner one reaches further.
    void add_frame(const Rect& outer, const Rect& inner, Color color) {
        const float top = std::max(outer.y, inner.y), bottom = std::min(outer.bottom(), inner.bottom());
        add_fill(outer.x, outer.y, outer.right(), top, color);
        add_fill(outer.x, bottom, outer.right(), outer.bottom(), color);
        add_fill(outer.x, top, inner.x, bottom, color);
        add_fill(inner.right(), top, outer.right(), bottom, color);
    }
    void add_fill(float left, float top, float right, float bottom, Color color) {
        if (right > left && bottom > top)
            list_.items.emplace_back(BoxItem{.rect = {left, top, right - left, bottom - top}, .fill = color});
    }

    static Rect inset(const Rect& rect, const PixelEdges& by) {
        return {rect.x + by.left, rect.y + by.top, std::max(0.f, rect.width - by.horizontal()),
                std::max(0.f, rect.height - by.vertical())};
    }
    /// Negative margins add nothing outside.
    static Rect outset(const Rect& rect, const PixelEdges& by) {
        const float left = std::max(0.f, by.left), top = std::max(0.f, by.top);
        return {rect.x - left, rect.y - top, rect.width + left + std::max(0.f, by.right),
                rect.height + top + std::max(0.f, by.bottom)};
    }

    DisplayList& list_;
    Rect viewport_;
    Transform to_viewport_;  // from the coordinates of the layer
    bool moves_ = false;     // the compositor may move it into view
};

}  // namespace

void record_layout_annotations(LayoutBox& body, DisplayList& list) {
    BoxWalk(list, viewport_of(body)).visit(body, body.rect.origin());
}

}  // namespace janklab
