// SPDX-License-Identifier: MIT
#include "page/page_annotations.h"

#include <algorithm>

#include "dom/document.h"
#include "paint/annotation_recorder.h"
#include "paint/paint_state.h"

namespace janklab {
namespace {

float area_of(const Rect& rect) { return rect.width * rect.height; }

/// Half of the smaller one lies in the other.
bool is_mostly_covered(const Rect& old, const Rect& rect) {
    const Rect both = intersected(old, rect);
    return !both.empty() && 2 * area_of(both) >= std::min(area_of(old), area_of(rect));
}

}  // namespace

void PageAnnotations::show(Document& document, Annotations shown) {
    if (shown == shown_) return;
    shown_ = shown;
    if (!shown.paint) flashes_.clear();
    document.note_everything_damaged();
}

void PageAnnotations::add_to(CompositorFrame& commit, Document& document, const TextMeasurer& measurer) {
    if (!shown_.any()) return;
    if (shown_.layers) record_layer_annotations(commit.list.contents(), commit.layers, measurer, commit.list);
    if (shown_.layout && document.body().box()) record_layout_annotations(*document.body().box(), commit.list);
    // Whatever moved takes its annotations along.
    if (shown_.layers || shown_.layout) commit.damage = {0, 0, commit.viewport.width, commit.viewport.height};
    if (shown_.paint) add_flashes(commit, document);
}

void PageAnnotations::add_flashes(CompositorFrame& commit, Document& document) {
    std::erase_if(flashes_, [&](const Flash& flash) {
        const bool over = commit.frame_time - flash.start >= flash_time;
        if (over) commit.damage = united(commit.damage, flash.rect);
        return over;
    });
    for (const Rect& rect : document.paint_side->damage.changed()) {
        // What is painted anew in every frame shines once: many layers, one over the other, would hide it.
        std::erase_if(flashes_, [&](const Flash& flash) {
            const bool again = is_mostly_covered(flash.rect, rect);
            if (again) commit.damage = united(commit.damage, flash.rect);
            return again;
        });
        flashes_.push_back({rect, document.next_layer_id(), commit.frame_time});
    }
    if (flashes_.size() > most_flashes)
        flashes_.erase(flashes_.begin(), flashes_.end() - static_cast<std::ptrdiff_t>(most_flashes));
    for (const Flash& flash : flashes_) {
        commit.list.items.emplace_back(PushLayerItem{.layer = flash.layer,
                                                     .origin = flash.rect.origin(),
                                                     .opacity = 0,
                                                     .bounds = flash.rect,
                                                     .reason = LayerReason::animation});
        commit.list.items.emplace_back(BoxItem{.rect = flash.rect, .fill = annotation_colors.flash});
        commit.list.items.emplace_back(PopLayerItem{});
        const auto place = std::ranges::upper_bound(commit.animations, flash.layer, {}, &CompositorAnimation::layer);
        commit.animations.insert(place, {.layer = flash.layer,
                                         .property = LayerProperty::opacity,
                                         .keyframes = fade_,
                                         .timing = {.duration = flash_time, .fill = AnimationFill::both},
                                         .start = flash.start});
        commit.damage = united(commit.damage, flash.rect);
    }
}

}  // namespace janklab
