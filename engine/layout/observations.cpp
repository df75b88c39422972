// SPDX-License-Identifier: MIT
// The gathering algorithms of the two observers that look at layout, numbered as in the standards where they are.
#include "layout/observations.h"

#include <algorithm>

#include "dom/document.h"
#include "layout/geometry.h"
#include "layout/paint_order.h"

namespace janklab {
namespace {

/// Without a box: all zeros.
ResizeEntry measure(Element& target) {
    const LayoutBox* box = target.box();
    if (!box) return {.target = Ref<Element>(target), .content_rect = {}, .border_box_size = {}};
    Rect content = content_rect(*box);
    const PixelEdges border = box->style->border.used_width();
    content.x -= border.left;
    content.y -= border.top;
    return {.target = Ref<Element>(target), .content_rect = content, .border_box_size = box->rect.size()};
}

bool is_active(const ResizeObservation& observation) {
    return measure(*observation.target).content_rect.size() != observation.last_reported;
}

// -- intersections
// -----------------------------------------------------------------------------------------------------

Rect root_rect(const Document& document, const IntersectionObserver& observer) {
    const IntersectionOptions& options = observer.options();
    Rect rect;
    if (!options.root) {
        const LayoutBox* body = document.body().box();
        const Size viewport = body ? viewport_of(*body) : Size{};
        rect = {0, 0, viewport.width, viewport.height};
    } else if (const LayoutBox* box = options.root->box()) {
        rect = bounds_of(to_viewport(*box), clip_rect(*box, {}));
    }
    return rect.inset_by(-options.root_margin);
}

/// "Compute the intersection": the target's rectangle, cut by everything that clips it on the way to the root. An edge
/// in common is an intersection without area.
struct Intersection {
    Rect rect;
    bool exists = false;
};
Intersection cut(const Rect& a, const Rect& b) {
    const bool touch = a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom();
    return {touch ? intersected(a, b) : Rect{}, touch};
}
Intersection visible_part(const LayoutBox& target, const Rect& bounding, const Rect& root,
                          const Element* root_element) {
    Intersection visible{bounding, true};
    for (const LayoutBox* box = target.parent; box && visible.exists; box = box->parent) {
        if (&box->element() == root_element && !box->anonymous) break;
        if (!box->clips()) continue;
        visible = cut(visible.rect, bounds_of(to_viewport(*box), clip_rect(*box, {})));
    }
    return visible.exists ? cut(visible.rect, root) : visible;
}

/// The number of thresholds that `ratio` has reached.
int threshold_index(const std::vector<float>& thresholds, float ratio) {
    return static_cast<int>(std::count_if(thresholds.begin(), thresholds.end(), [&](float t) { return t <= ratio; }));
}

IntersectionEntry look_at(Element& target, const IntersectionObserver& observer, const Rect& root, TimePoint now) {
    IntersectionEntry entry{
        .target = Ref<Element>(target), .time = now, .bounding_rect = {}, .root_bounds = root, .intersection_rect = {}};
    const Element* root_element = observer.options().root;
    const LayoutBox* box = target.box();
    // 1. A target outside of the root, or without a box, does not intersect.
    if (!box || (root_element && (&target == root_element || !target.is_inclusive_descendant_of(*root_element))))
        return entry;
    entry.bounding_rect = rect_in_viewport(*box);
    const Intersection visible = visible_part(*box, entry.bounding_rect, root, root_element);
    entry.is_intersecting = visible.exists;
    entry.intersection_rect = visible.rect;
    const float area = entry.bounding_rect.width * entry.bounding_rect.height;
    const float seen = visible.rect.width * visible.rect.height;
    entry.ratio = area > 0 ? std::min(1.f, seen / area) : visible.exists ? 1.f : 0.f;
    return entry;
}

}  // namespace

int gather_active_resize_observations(Document& document, int deeper_than, std::vector<ResizeDelivery>& into) {
    into.clear();
    int shallowest = no_depth;
    for (ResizeObserver* observer : document.resize_observers()) {
        ResizeDelivery delivery;
        for (ResizeObservation& observation : observer->observations()) {
            if (!is_active(observation)) continue;
            const int depth = observation.target->depth();
            if (depth <= deeper_than) continue;
            shallowest = std::min(shallowest, depth);
            ResizeEntry entry = measure(*observation.target);
            observation.last_reported = entry.content_rect.size();
            delivery.entries.push_back(std::move(entry));
        }
        if (delivery.entries.empty()) continue;
        delivery.observer = Ref<ResizeObserver>(observer);
        into.push_back(std::move(delivery));
    }
    return shallowest;
}

bool has_skipped_resize_observations(Document& document) {
    return std::any_of(
        document.resize_observers().begin(), document.resize_observers().end(), [](ResizeObserver* observer) {
            return std::any_of(observer->observations().begin(), observer->observations().end(), is_active);
        });
}

void gather_intersections(Document& document, TimePoint now, std::vector<IntersectionDelivery>& into) {
    into.clear();
    for (IntersectionObserver* observer : document.intersection_observers()) {
        const Rect root = root_rect(document, *observer);
        IntersectionDelivery delivery;
        for (IntersectionObservation& observation : observer->observations()) {
            IntersectionEntry entry = look_at(*observation.target, *observer, root, now);
            const int index = entry.is_intersecting ? threshold_index(observer->options().thresholds, entry.ratio) : 0;
            if (index == observation.last_threshold_index && entry.is_intersecting == observation.last_intersecting)
                continue;
            observation.last_threshold_index = index;
            observation.last_intersecting = entry.is_intersecting;
            delivery.entries.push_back(std::move(entry));
        }
        if (delivery.entries.empty()) continue;
        delivery.observer = Ref<IntersectionObserver>(observer);
        into.push_back(std::move(delivery));
    }
}

}  // namespace janklab
