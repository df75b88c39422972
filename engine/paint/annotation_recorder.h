// SPDX-License-Identifier: MIT
// AnnotationRecorder: records what is shown over a page about its layout: each box with its margin, border, padding and
// content, in the colours that browsers' inspectors have taught people. It walks the boxes as they lie now, inside the
// same layers and clips, so that what the compositor moves takes its boxes along. Page thread.
#pragma once

#include "layout/layout_box.h"
#include "paint/display_list.h"

namespace janklab {

struct AnnotationColors {
    Color margin{246, 178, 107, 110};
    Color border{255, 213, 79, 150};
    Color padding{147, 196, 125, 110};
    Color content{47, 111, 208, 200};  // a line around it
};
inline constexpr AnnotationColors annotation_colors{};

/// Adds to `list`. Style and layout must be up to date. What lies outside of the viewport is left out.
void record_layout_annotations(LayoutBox& body, DisplayList& list);

}  // namespace janklab
