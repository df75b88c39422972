// SPDX-License-Identifier: MIT
#include "paint/layer_list.h"

#include <algorithm>

#include "dom/document.h"
#include "layout/geometry.h"
#include "paint/display_list.h"
#include "paint/paint_state.h"
#include "paint/scroll_tree.h"

namespace janklab {
namespace {

class Walk {
  public:
    Walk(PaintState& state, const ScrollTree& scrolling, std::vector<LayerInfo>& into)
        : state_(state), scrolling_(scrolling), into_(into) {
        scroller_infos_.assign(scrolling.scrollers.size(), none);
    }

    void add(const DisplayItems& contents, const Transform& to_viewport) {
        Transform here = to_viewport;
        const std::size_t outside = open_.size();
        for (const DisplayItem& item : contents.items) {
            if (const auto* layer = std::get_if<PushLayerItem>(&item)) {
                const Transform around = here;
                open_.push_back({.around = around, .info = push(*layer, here)});
            } else if (const auto* scroll = std::get_if<PushScrollItem>(&item)) {
                push(*scroll, here);
            } else if (const auto* shift = std::get_if<PushShiftItem>(&item)) {
                push(*shift, here);
            } else if (std::holds_alternative<PushClipItem>(item)) {
                count(sizeof(DisplayItem), 1);
                push_moved({}, none, here);
            } else if (std::holds_alternative<PopClipItem>(item) || std::holds_alternative<PopLayerItem>(item) ||
                       std::holds_alternative<PopScrollItem>(item) || std::holds_alternative<PopShiftItem>(item)) {
                if (open_.size() == outside) continue;
                here = open_.back().around;
                open_.pop_back();
                if (std::holds_alternative<PopClipItem>(item)) count(sizeof(DisplayItem), 1);
            } else if (const auto* inner = std::get_if<SubListItem>(&item)) {
                count(inner->list->bytes(), static_cast<int>(inner->list->item_count()));
                if (inner->list->has_layers_or_scrollers()) {
                    const std::size_t counted_to = counted_to_;
                    counted_to_ = open_.size();  // what is around has all of it already
                    add(inner->list->contents(), here * Transform::translation(inner->offset.x, inner->offset.y));
                    counted_to_ = counted_to;
                }
            } else {
                const auto* text = std::get_if<TextItem>(&item);
                count(sizeof(DisplayItem) + (text ? text->count * sizeof(Glyph) : 0), 1);
            }
        }
        open_.resize(outside);
    }

  private:
    static constexpr std::size_t none = OpenLayer::none;
    /// Its index in `into_`. Changes `here` to the coordinates of the layer's contents.
    std::size_t push(const PushLayerItem& layer, Transform& here) {
        here = here * Transform::translation(layer.origin.x, layer.origin.y) * layer.transform *
               Transform::translation(-layer.origin.x, -layer.origin.y);
        if (layer.reason == LayerReason::effect) return none;
        return add_info(layer.layer, layer.reason, bounds_of(here, layer.bounds));
    }
    std::size_t add_info(LayerId layer, LayerReason reason, const Rect& bounds) {
        LayerInfo info{.id = layer, .reason = reason, .bounds = bounds};
        info.owner = state_.layer_owners.name_of(layer);
        into_.push_back(info);
        return into_.size() - 1;
    }
    void push(const PushScrollItem& scroll, Transform& here) {
        const int index = index_of_scroller(scrolling_, scroll.layer);
        const Point position = index < 0 ? Point{} : scrolling_.scrollers[static_cast<std::size_t>(index)].position;
        // It comes again for what is painted below or above the rest.
        std::size_t unlisted = none;
        std::size_t& info = index < 0 ? unlisted : scroller_infos_[static_cast<std::size_t>(index)];
        if (info == none) info = add_info(scroll.layer, LayerReason::scrolling, bounds_of(here, scroll.port));
        push_moved(Point{} - position, info, here);
    }
    void push(const PushShiftItem& shift, Transform& here) {
        Point by = shift.sticky ? shift_of_sticky(scrolling_, shift.sticky) : Point{};
        int left = shift.levels;
        for (std::size_t i = open_.size(); i-- > 0 && left > 0;) {
            if (!open_[i].counts) continue;
            by = by - open_[i].moved;
            --left;
        }
        push_moved(by, shift.sticky ? add_info(shift.sticky, LayerReason::sticky, {}) : none, here);
    }
    void push_moved(Point by, std::size_t info, Transform& here) {
        open_.push_back({.around = here, .info = info, .counts = true, .moved = by});
        here = here * Transform::translation(by.x, by.y);
    }
    void count(std::size_t bytes, int items) {
        for (std::size_t i = counted_to_; i < open_.size(); ++i) {
            if (open_[i].info == none) continue;
            into_[open_[i].info].bytes += bytes;
            into_[open_[i].info].items += items;
        }
    }

    PaintState& state_;
    const ScrollTree& scrolling_;
    std::vector<LayerInfo>& into_;
    std::vector<OpenLayer>& open_ = state_.open_layers;
    std::vector<std::size_t>& scroller_infos_ = state_.scroller_infos;
    std::size_t counted_to_ = 0;
};

}  // namespace

const char* to_text(LayerReason reason) {
    switch (reason) {
        case LayerReason::effect:
            return "effect";
        case LayerReason::will_change:
            return "will-change";
        case LayerReason::animation:
            return "animation";
        case LayerReason::scrolling:
            return "scrolling";
        case LayerReason::sticky:
            return "position: sticky";
    }
    return "";
}

void collect_layers(Document& document, const DisplayList& list, const ScrollTree& scrolling,
                    std::vector<LayerInfo>& into) {
    into.clear();
    if (!document.paint_side) return;
    PaintState& state = *document.paint_side;
    Walk(state, scrolling, into).add(list.contents(), Transform{});
    if (state.layer_owners.size() <= 2 * into.size() + 16) return;
    std::vector<LayerId> known(into.size());
    std::ranges::transform(into, known.begin(), &LayerInfo::id);
    std::ranges::sort(known);
    state.layer_owners.forget_if([&](LayerId layer) { return !std::ranges::binary_search(known, layer); });
}

}  // namespace janklab
