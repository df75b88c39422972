// SPDX-License-Identifier: MIT
// The part of Element that reads geometry, which forces style and layout when they are dirty. CSSOM View.
// https://drafts.csswg.org/cssom-view/. Deviation: numbers are not rounded to whole pixels.
#include "layout/geometry.h"

#include <algorithm>

#include "dom/document.h"
#include "dom/element.h"
#include "layout/box_layout.h"
#include "layout/layout_tree.h"

namespace janklab {
namespace {

/// The element's box with layout up to date; null if it has none.
const LayoutBox* current_box(const Element& element, const std::source_location& reader) {
    Document& document = element.document();
    if (document.layout_is_dirty() && document.hooks.force_layout) {
        document.hooks.force_layout(Name(reader.function_name(), CodeLocation::from(reader)));
    }
    return element.box();
}

Point offset_of(const LayoutBox& box) {
    Point offset = box.rect.origin();
    for (const LayoutBox* at = box.parent; at; at = at->parent) {
        if (at->parent && at->is_containing_block())
            return offset - Point{at->style->border.width.left, at->style->border.width.top};
        offset = offset + at->rect.origin();
    }
    return offset;
}

Point scroll_of(const LayoutBox& box) {
    return box.clips() && !box.anonymous ? box.element().scroll_position() : Point{};
}

/// Grows `extent` by what lies in `box`, whose border box begins at `origin`.
void add_extent(const LayoutBox& box, Point origin, Size& extent) {
    extent.width = std::max(extent.width, origin.x + box.rect.width);
    extent.height = std::max(extent.height, origin.y + box.rect.height);
    if (box.clips()) return;
    if (box.paragraph) {
        float widest = 0;
        for (const Line& line : box.paragraph->lines()) widest = std::max(widest, line.width);
        const Rect content = content_rect(box);
        extent.width = std::max(extent.width, origin.x + content.x + widest);
        const float lines = static_cast<float>(box.paragraph->lines().size()) * box.paragraph->line_height();
        extent.height = std::max(extent.height, origin.y + content.y + lines);
    }
    for (const LayoutBox* child = box.first_child; child; child = child->next) {
        add_extent(*child, origin + child->rect.origin(), extent);
    }
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

Transform to_viewport(const LayoutBox& box) {
    // Outwards: shifts add up; where a box is transformed, its matrix goes around what was found so far.
    Transform all;
    for (const LayoutBox* at = &box; at; at = at->parent) {
        const Point scroll = at->parent ? scroll_of(*at->parent) : Point{};
        const Point corner = at->rect.origin() - scroll;
        all = Transform::translation(corner.x, corner.y) * all;
        if (!at->style->transform.empty()) all = transform_about_origin(*at, corner) * all;
    }
    return all;
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

Size contents_extent(const LayoutBox& box) {
    const PixelEdges& border = box.style->border.width;
    Size extent{std::max(0.f, box.rect.width - border.horizontal()),
                std::max(0.f, box.rect.height - border.vertical())};
    const Point padding_corner{border.left, border.top};
    // In a block the end padding belongs to what scrolls: https://drafts.csswg.org/css-overflow-3/#scrollable
    const PixelEdges frame = frame_of(box, box.arranged_for.available_width);
    for (const LayoutBox* child = box.first_child; child; child = child->next) {
        Size reach;
        add_extent(*child, child->rect.origin() - padding_corner, reach);
        if (!child->is_absolute())
            reach.height += frame.bottom - border.bottom + margin_of(*child, box.rect.width).bottom;
        extent = {std::max(extent.width, reach.width), std::max(extent.height, reach.height)};
    }
    if (box.paragraph) {
        const Rect content = content_rect(box);
        float widest = 0;
        for (const Line& line : box.paragraph->lines()) widest = std::max(widest, line.width);
        const float lines = static_cast<float>(box.paragraph->lines().size()) * box.paragraph->line_height();
        extent.width = std::max(extent.width, content.x - border.left + widest);
        extent.height = std::max(extent.height, content.y - border.top + lines + frame.bottom - border.bottom);
    }
    return extent;
}

Point scroll_limit(const LayoutBox& box) {
    const Size extent = contents_extent(box);
    const PixelEdges& border = box.style->border.width;
    return {std::max(0.f, extent.width - (box.rect.width - border.horizontal())),
            std::max(0.f, extent.height - (box.rect.height - border.vertical()))};
}

void clamp_scroll_position(Element& element) {
    if (!element.box()) return;
    const Point limit = scroll_limit(*element.box());
    const Point now = element.scroll_position();
    const Point clamped{std::clamp(now.x, 0.f, limit.x), std::clamp(now.y, 0.f, limit.y)};
    if (clamped == now) return;
    element.set_scroll_position(clamped);
    element.document().note_scrolled(element);
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
    return box ? std::max(0.f, box->rect.width - box->style->border.width.horizontal()) : 0;
}

float Element::client_height(Reader reader) const {
    const LayoutBox* box = current_box(*this, reader);
    return box ? std::max(0.f, box->rect.height - box->style->border.width.vertical()) : 0;
}

float Element::scroll_width(Reader reader) const {
    const LayoutBox* box = current_box(*this, reader);
    return box ? contents_extent(*box).width : 0;
}

float Element::scroll_height(Reader reader) const {
    const LayoutBox* box = current_box(*this, reader);
    return box ? contents_extent(*box).height : 0;
}

Rect Element::bounding_rect(Reader reader) const {
    const LayoutBox* box = current_box(*this, reader);
    return box ? rect_in_viewport(*box) : Rect{};
}

void Element::scroll_to(Point position, Reader reader) {
    const LayoutBox* box = current_box(*this, reader);
    if (!box || !box->clips()) return;
    const Point limit = scroll_limit(*box);
    const Point clamped{std::clamp(finite_length(position.x), 0.f, limit.x),
                        std::clamp(finite_length(position.y), 0.f, limit.y)};
    if (clamped == scroll_) return;
    scroll_ = clamped;
    document_->note_scrolled(*this);
}

}  // namespace janklab
