// SPDX-License-Identifier: MIT
// The part of Element that reads geometry, which forces style and layout when they are dirty. CSSOM View.
// https://drafts.csswg.org/cssom-view/. Deviation: numbers are not rounded to whole pixels.
#include "layout/geometry.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "dom/document.h"
#include "dom/element.h"
#include "layout/box_layout.h"
#include "layout/layout_tree.h"
#include "layout/overflow.h"
#include "layout/scrolling.h"
#include "layout/sticky.h"

namespace janklab {
namespace {

/// The element's box with layout up to date; null if it has none.
LayoutBox* current_box(const Element& element, const std::source_location& reader) {
    Document& document = element.document();
    if (document.reading_needs_stages() && document.hooks.force_layout) {
        document.hooks.force_layout(Name(reader.function_name(), CodeLocation::from(reader)));
    }
    return element.box();
}

/// From the corner of the border box: of an inline box in several lines, of the part in its first one.
Point first_corner(const LayoutBox& box) {
    std::optional<Point> first;
    for_each_part(box, [&](const Rect& part) { first = first.value_or(part.origin()); });
    return first.value_or(Point{});
}

/// https://drafts.csswg.org/cssom-view-1/#dom-htmlelement-offsetleft
Point offset_of(const LayoutBox& box) {
    Point offset = box.rect.origin() + first_corner(box) + (box.sticky ? sticky_shift(box) : Point{});
    for (const LayoutBox* at = box.parent; at; at = at->parent) {
        if (at->parent && at->is_containing_block()) {
            const PixelEdges border = at->style->border.used_width();
            return offset - Point{border.left, border.top};
        }
        offset = offset + at->rect.origin();
    }
    return offset;
}

}  // namespace

// -- without forcing
// ---------------------------------------------------------------------------------------------------

Point transform_origin(const LayoutBox& box, Point corner) {
    const auto along = [](Length origin, float size) { return origin.is_auto() ? size / 2 : origin.resolve(size); };
    return corner + Point{along(box.style->origin_x, box.rect.width), along(box.style->origin_y, box.rect.height)};
}

Transform transform_about_origin(const LayoutBox& box, Point corner) {
    const Point about = transform_origin(box, corner);
    return Transform::translation(about.x, about.y) * box.style->transform.matrix(box.rect.size()) *
           Transform::translation(-about.x, -about.y);
}

Point scrolled_corner(const LayoutBox& box) {
    const LayoutBox* parent = box.parent;
    if (!parent) return box.rect.origin() - scroll_of(box);
    return parent->parent ? box.rect.origin() - scroll_of(*parent) : box.rect.origin();
}

Transform to_viewport(const LayoutBox& box) {
    // Outwards: shifts add up; where a box is transformed, its matrix goes around what was found so far.
    Transform all;
    for (const LayoutBox* at = &box; at; at = at->parent) {
        const Point corner = scrolled_corner(*at) + rendering_shift(*at);
        all = Transform::translation(corner.x, corner.y) * all;
        if (!at->style->transform.empty()) all = transform_about_origin(*at, corner) * all;
    }
    return all;
}

std::optional<Point> from_viewport(const LayoutBox& box, Point point) {
    const Transform t = to_viewport(box);
    const float determinant = t.a * t.d - t.b * t.c;
    if (determinant == 0 || !std::isfinite(determinant)) return std::nullopt;
    const float x = point.x - t.e, y = point.y - t.f;
    return Point{(t.d * x - t.c * y) / determinant, (t.a * y - t.b * x) / determinant};
}

Rect bounds_of(const Transform& transform, const Rect& rect) {
    const bool only_moves = transform.a == 1 && transform.b == 0 && transform.c == 0 && transform.d == 1;
    if (only_moves) return rect.moved_by({transform.e, transform.f});
    const Point corners[] = {transform.apply({rect.x, rect.y}), transform.apply({rect.right(), rect.y}),
                             transform.apply({rect.x, rect.bottom()}), transform.apply({rect.right(), rect.bottom()})};
    Point least = corners[0], most = corners[0];
    for (const Point& corner : corners) {
        least = {std::min(least.x, corner.x), std::min(least.y, corner.y)};
        most = {std::max(most.x, corner.x), std::max(most.y, corner.y)};
    }
    least = {finite_length(least.x), finite_length(least.y)};
    most = {finite_length(most.x), finite_length(most.y)};
    return {least.x, least.y, most.x - least.x, most.y - least.y};
}

Rect rect_in_viewport(const LayoutBox& box) {
    return bounds_of(to_viewport(box), {0, 0, box.rect.width, box.rect.height});
}

Size viewport_of(const LayoutBox& box) { return box.tree().viewport; }

Rect content_rect(const LayoutBox& box) {
    const PixelEdges frame = frame_of(box, box.arranged_for.available_width);
    return {frame.left, frame.top, std::max(0.f, box.rect.width - frame.horizontal()),
            std::max(0.f, box.rect.height - frame.vertical())};
}

Point scroll_of(const LayoutBox& box) {
    return is_scroll_container(box) && !box.anonymous ? box.element().scroll_position() : Point{};
}

Point rendering_shift(const LayoutBox& box) {
    Point shift;
    if (box.sticky) shift = sticky_shift(box);
    if (!box.is_absolute()) return shift;
    // Whatever moves the boxes between it and its containing block does not move it.
    const LayoutBox& container = containing_block(box);
    const bool to_the_viewport = box.style->position == Position::fixed && !container.parent;
    for (const LayoutBox* at = box.parent; at; at = at->parent) {
        if (at == &container && !to_the_viewport) break;
        shift = shift + scroll_of(*at) - rendering_shift(*at);
    }
    return shift;
}

void clamp_scroll_position(Element& element) {
    if (!element.box()) return;
    const Point now = element.scroll_position();
    const Point clamped = scroll_range(*element.box()).clamp(now);
    if (clamped == now) return;
    element.set_scroll_position(clamped);
    note_moved(*element.box());
}

// -- Element
// -----------------------------------------------------------------------------------------------------------

float Element::offset_width(Reader reader) const {
    const LayoutBox* box = current_box(*this, reader);
    return box ? box->rect.width : 0;
}

float Element::offset_height(Reader reader) const {
    const LayoutBox* box = current_box(*this, reader);
    return box ? box->rect.height : 0;
}

float Element::offset_left(Reader reader) const {
    const LayoutBox* box = current_box(*this, reader);
    return box ? offset_of(*box).x : 0;
}

float Element::offset_top(Reader reader) const {
    const LayoutBox* box = current_box(*this, reader);
    return box ? offset_of(*box).y : 0;
}

float Element::client_width(Reader reader) const {
    const LayoutBox* box = current_box(*this, reader);
    return box && !box->is_inline_box() ? scrollport(*box).width : 0;
}

float Element::client_height(Reader reader) const {
    const LayoutBox* box = current_box(*this, reader);
    return box && !box->is_inline_box() ? scrollport(*box).height : 0;
}

float Element::scroll_width(Reader reader) const {
    LayoutBox* box = current_box(*this, reader);
    return box && !box->is_inline_box() ? scroll_area(*box).width : 0;
}

float Element::scroll_height(Reader reader) const {
    LayoutBox* box = current_box(*this, reader);
    return box && !box->is_inline_box() ? scroll_area(*box).height : 0;
}

Rect Element::bounding_rect(Reader reader) const {
    const LayoutBox* box = current_box(*this, reader);
    return box ? rect_in_viewport(*box) : Rect{};
}

std::vector<Rect> Element::client_rects(Reader reader) const {
    std::vector<Rect> all;
    if (const LayoutBox* box = current_box(*this, reader)) {
        const Transform transform = to_viewport(*box);
        for_each_part(*box, [&](const Rect& part) { all.push_back(bounds_of(transform, part)); });
    }
    return all;
}

}  // namespace janklab
