// SPDX-License-Identifier: MIT
// What is shown over a page about its layout and its layers, as display items that are added to a painted frame. They
// lie inside the same layers and clips as what they tell of, so that what the compositor moves takes its annotations
// along. Page thread.
#pragma once

#include <span>

#include "layout/layout_box.h"
#include "paint/display_list.h"
#include "paint/layer_list.h"

namespace janklab {

class TextMeasurer;

/// In the colours that browsers' inspectors have taught people.
struct AnnotationColors {
    Color margin{246, 178, 107, 110};
    Color border{255, 213, 79, 150};
    Color padding{147, 196, 125, 110};
    Color content{47, 111, 208, 200};  // a line around it
    Color layer{224, 108, 0, 255};     // likewise
    Color flash{76, 175, 80, 120};     // what was painted anew
};
inline constexpr AnnotationColors annotation_colors{};

/// Each box with its margin, border, padding and content. Style and layout must be up to date. What lies outside of the
/// viewport is left out.
void record_layout_annotations(LayoutBox& body, DisplayList& into);
/// An outline around each layer of `page` that the compositor may move, and a label: whose it is, why, and what it
/// costs. `layers`: what collect_layers() tells of `page`.
void record_layer_annotations(const DisplayItems& page, std::span<const LayerInfo> layers, const TextMeasurer& measurer,
                              DisplayList& into);

}  // namespace janklab
