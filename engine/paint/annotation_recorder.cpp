// SPDX-License-Identifier: MIT
#include "paint/annotation_recorder.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "dom/element.h"
#include "layout/box_layout.h"
#include "layout/geometry.h"
#include "layout/paint_order.h"
#include "layout/text_measurer.h"
#include "layout/used_margin.h"
#include "paint/recorded_scrolling.h"

namespace janklab {
namespace {

class BoxWalk {
  public:
    BoxWalk(DisplayList& list, Size viewport) : list_(list), viewport_{0, 0, viewport.width, viewport.height} {}

    void visit_page(LayoutBox& body) {
        if (!body.scrolls_on_display) return visit(body, scrolled_corner(body));
        list_.items.emplace_back(
            PushScrollItem{.layer = layer_id(body.element()), .port = viewport_, .has_bars = false});
        open_.push_back({.box = &body});
        moves_ = true;
        visit(body, body.rect.origin());
        list_.items.emplace_back(PopScrollItem{});
    }

  private:
    /// `origin`: of the border box, in the coordinates of the layer around it.
    void visit(LayoutBox& box, Point origin) {
        const bool in_layer = !box.anonymous && has_layer(*box.owner);
        const Transform outside = to_viewport_;
        const bool moved_outside = moves_;
        if (in_layer) {
            moves_ = moves_ || animates_layer(*box.owner) || box.style->will_change.makes_layer();
            list_.items.emplace_back(PushLayerItem{.layer = layer_id(box.element()),
                                                   .origin = transform_origin(box, origin),
                                                   .transform = box.style->transform.matrix(box.rect.size()),
                                                   .bounds = {origin.x, origin.y, box.rect.width, box.rect.height},
                                                   .reason = moves_ ? LayerReason::will_change : LayerReason::effect});
            to_viewport_ = to_viewport_ * transform_about_origin(box, origin);
        }
        if (!box.anonymous) add_edges(box, origin);
        visit_contents(box, origin);
        if (in_layer) list_.items.emplace_back(PopLayerItem{});
        to_viewport_ = outside;
        moves_ = moved_outside;
    }

    void visit_contents(LayoutBox& box, Point origin) {
        if (!box.first_child) return;
        const bool clips = box.clips() && !box.anonymous, scrolls = box.scrolls_on_display && clips;
        if (scrolls)
            list_.items.emplace_back(
                PushScrollItem{.layer = layer_id(box.element()), .port = clip_rect(box, origin), .has_bars = false});
        else if (clips) list_.items.emplace_back(PushClipItem{.rect = clip_rect(box, origin)});
        const bool moved_outside = moves_;
        moves_ = moves_ || scrolls;
        if (clips) open_.push_back({.box = &box});
        const Point corner = recorded_children_origin(box, origin);
        for (LayoutBox* child = box.first_child; child; child = child->next) {
            PushShiftItem shift;
            if (sticks_on_display(*child)) shift.sticky = layer_id(child->element());
            else if (child->is_absolute()) shift.levels = levels_left_by(open_, *child);
            const bool shifts = shift != PushShiftItem{};
            if (shifts) {
                list_.items.emplace_back(shift);
                open_.push_back({.box = child});
            }
            visit(*child, corner + child->rect.origin() + recorded_shift(*child));
            if (!shifts) continue;
            list_.items.emplace_back(PopShiftItem{});
            open_.pop_back();
        }
        if (clips) open_.pop_back();
        moves_ = moved_outside;
        if (scrolls) list_.items.emplace_back(PopScrollItem{});
        else if (clips) list_.items.emplace_back(PopClipItem{});
    }

    void add_edges(const LayoutBox& box, Point origin) {
        const Rect border{origin.x, origin.y, box.rect.width, box.rect.height};
        const PixelEdges margin = used_margin(box);
        const Rect outside = outset(border, margin);
        if (!moves_ && intersected(bounds_of(to_viewport_, outside), viewport_).empty()) return;
        const Rect padding = inset(border, box.style->border.used_width());
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
    Transform to_viewport_;        // from the coordinates of the layer
    std::vector<OpenLevel> open_;  // around what is visited: clips, scroll containers, shifts
    bool moves_ = false;           // the compositor may move it into view
};

/// Goes through the layers of a frame, inside those around them, outlines each in its place and writes its label.
class LayerWalk {
  public:
    LayerWalk(std::span<const LayerInfo> layers, const TextMeasurer& measurer, DisplayList& into)
        : layers_(layers), measurer_(measurer), list_(into) {}

    void visit(const DisplayItems& contents, Point offset) {
        for (const DisplayItem& item : contents.items) {
            if (const auto* layer = std::get_if<PushLayerItem>(&item)) {
                push(*layer, offset);
            } else if (const auto* scroll = std::get_if<PushScrollItem>(&item)) {
                const Rect port = scroll->port.moved_by(offset);
                if (scroll->has_bars) tell(scroll->layer, port);
                list_.items.emplace_back(PushScrollItem{.layer = scroll->layer, .port = port, .has_bars = false});
            } else if (std::holds_alternative<PopScrollItem>(item)) {
                list_.items.emplace_back(PopScrollItem{});
            } else if (const auto* clip = std::get_if<PushClipItem>(&item)) {
                list_.items.emplace_back(PushClipItem{.rect = clip->rect.moved_by(offset), .radius = clip->radius});
            } else if (std::holds_alternative<PopClipItem>(item) || std::holds_alternative<PushShiftItem>(item) ||
                       std::holds_alternative<PopShiftItem>(item) || std::holds_alternative<PopLayerItem>(item)) {
                list_.items.push_back(item);
            } else if (const auto* inner = std::get_if<SubListItem>(&item)) {
                if (inner->list->has_layers_or_scrollers()) visit(inner->list->contents(), offset + inner->offset);
            }
        }
    }

  private:
    void push(const PushLayerItem& layer, Point offset) {
        PushLayerItem moved = layer;
        moved.origin = moved.origin + offset;
        moved.bounds = moved.bounds.moved_by(offset);
        moved.opacity = 1;
        list_.items.emplace_back(moved);
        if (layer.reason == LayerReason::effect) return;
        tell(layer.layer, moved.bounds);
    }

    void tell(LayerId layer, const Rect& bounds) {
        const auto info = std::ranges::find(layers_, layer, &LayerInfo::id);
        list_.items.emplace_back(BoxItem{.rect = bounds, .border_width = 2, .border = annotation_colors.layer});
        if (info == layers_.end()) return;
        label_.assign(info->owner_name());
        label_ += ": ";
        label_ += to_text(info->reason);
        label_ += ", " + std::to_string(info->items) + (info->items == 1 ? " item, " : " items, ");
        label_ += std::to_string((info->bytes + 1023) / 1024) + " KiB";
        add_label(layer);
    }

    void add_label(LayerId layer) {
        constexpr float size = 11, height = 16, side = 4;
        const auto first = static_cast<std::uint32_t>(list_.glyphs.size());
        float x = side;
        for (std::size_t at = 0; at < label_.size();) {
            const char32_t code = next_code_point(label_, at);
            if (code != ' ') list_.glyphs.push_back({code, {x, 12}});
            x += measurer_.advance(FontFace::mono, size, code);
        }
        list_.labels.push_back({.layer = layer,
                                .text = {.first = first,
                                         .count = static_cast<std::uint32_t>(list_.glyphs.size()) - first,
                                         .face = FontFace::mono,
                                         .font_size = size,
                                         .color = rgb(0xffffff),
                                         .bounds = {0, 0, x + side, height}},
                                .ground = annotation_colors.layer});
    }

    std::span<const LayerInfo> layers_;
    const TextMeasurer& measurer_;
    DisplayList& list_;
    std::string label_;
};

}  // namespace

void record_layout_annotations(LayoutBox& body, DisplayList& list) {
    BoxWalk(list, viewport_of(body)).visit_page(body);
}

void record_layer_annotations(const DisplayItems& page, std::span<const LayerInfo> layers, const TextMeasurer& measurer,
                              DisplayList& into) {
    LayerWalk(layers, measurer, into).visit(page, {});
}

}  // namespace janklab
